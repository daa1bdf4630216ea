/* What a trainer chooses of the kit, and the order in which it is taught. The list of the parts comes from the build.
 */
import { KIT } from "./formats.js";
import { HOUR } from "./run-sheet.js";

const MORNING = "09:30";

/* Return a choice of nothing; the questions are of all levels. */
export const emptyKit = (levels) => ({
  format: KIT.name,
  version: KIT.version,
  subjects: [],
  formats: [],
  levels,
  start: MORNING,
  order: [],
});

/* Return the list of the parts, as knowledge/kit/builder.py writes it, by name. */
export function opened({ subjects, formats, files, ...imprint }) {
  const ofKit = {
    subjects: subjects.map(([id, group, title, address, minutes, steps, near]) => {
      return { id, group, title, address, minutes, steps, near };
    }),
    formats: formats.map(([key, name, about, use]) => ({ key, name, about, use })),
  };
  const read = files.map(([subject, format, level, path, size]) => {
    return { subject: ofKit.subjects[subject].id, format: ofKit.formats[format].key, level, path, size };
  });
  const levels = Array.from(new Set(read.map(({ level }) => level).filter(Boolean)));
  return { ...imprint, ...ofKit, files: read, levels };
}

/* Return the files that are chosen. With all levels of the questions chosen these are whole banks, else one bank for
   each level; what is not divided by level is there with any. */
export function filesOf(kit, { files, levels }) {
  const isWhole = levels.every((level) => kit.levels.includes(level));
  const divided = new Set(files.filter(({ level }) => level).map(bankOf));
  return files.filter((file) => {
    if (!kit.subjects.includes(file.subject) || !kit.formats.includes(file.format)) return false;
    if (file.level) return !isWhole && kit.levels.includes(file.level);
    return isWhole || !divided.has(bankOf(file));
  });
}

const bankOf = ({ subject, format }) => `${subject} ${format}`;

export const sizeOf = (files) => files.reduce((sum, { size }) => sum + size, 0);

/* Return a choice with a subject in it or not. One that takes time is taught last, until the trainer moves it. */
export function withSubject(kit, id, isChosen, { subjects }) {
  const minutes = subjects.find((subject) => subject.id === id)?.minutes;
  const order = kit.order.filter((line) => line.id !== id);
  if (isChosen && minutes) order.push({ id, minutes });
  return { ...kit, subjects: toggled(kit.subjects, id, isChosen), order };
}

export const toggled = (list, value, isIn) => [...list.filter((each) => each !== value), ...(isIn ? [value] : [])];

/* Return an order in which the line at `from` has moved up or down. */
export function moved(order, from, by) {
  const next = [...order];
  next.splice(from + by, 0, ...next.splice(from, 1));
  return next;
}

/* Return the sessions that are ready made: [id, name]. */
export function presets({ subjects }) {
  return subjects.filter(({ minutes }) => minutes).map((subject) => [subject.id, nameOf(subject)]);
}

function nameOf(subject) {
  const { minutes, checks } = timeOf(subject);
  const around = checks.length ? ", with a check before and after" : "";
  return `${minutes} minutes: ${subject.title}${around}`;
}

/* A module fills whole hours with a check before and after it; a lesson plan or tabletop has its own length. */
function timeOf({ group, minutes }) {
  const whole = Math.ceil(minutes / HOUR) * HOUR;
  const rest = whole - minutes;
  if (group !== "module" || rest < 2) return { minutes, checks: [] };
  return { minutes: whole, checks: [Math.floor(rest / 2), Math.ceil(rest / 2)] };
}

/* Return the choice for a ready-made session: its files to print or show, and those of the modules it draws on. */
export function preset(id, { subjects, formats, levels }, kit) {
  const subject = subjects.find((each) => each.id === id);
  const line = { id, minutes: subject.minutes };
  const { checks } = timeOf(subject);
  const [before, after] = checks;
  return {
    ...kit,
    subjects: [id, ...subject.near],
    formats: formats.filter(({ use }) => use === "class").map(({ key }) => key),
    levels,
    order: checks.length
      ? [{ id: "check-before", minutes: before }, line, { id: "check-after", minutes: after }]
      : [line],
  };
}

/* Return how big something is, in words. */
export const size = (bytes) =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(bytes ? 1 : 0, Math.round(bytes / 1000))} kB`;

export const filesInWords = (count) => `${count} ${count === 1 ? "file" : "files"}`;
