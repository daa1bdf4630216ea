/* What the kit says of itself: its README, and its run sheet as a table and as a document. */
import { dayInWords } from "../days.js";
import { duration, endOf, minutesOf, runSheet } from "./run-sheet.js";

export const README = "README.txt";
export const RUN_SHEET = "run-sheet";
export const TALLY = "before-and-after.docx";

const CARE =
  "Do not write names, cases, intelligence, CTLP content or protectively marked text on any sheet. A sheet that is " +
  "filled in may itself be sensitive.";
const REFERRALS =
  "You cannot make a referral with this material. Follow your force’s procedure. In an emergency, call 999.";

const HEADINGS = ["From", "To", "Minutes", "What happens", "Permanent address"];

/* Return the run sheet as a table of texts. */
export function runTable(kit, parts) {
  const rows = runSheet(kit, parts).map(({ from, to, minutes, what, address, isStep }) => {
    return [from, to, String(minutes), isStep ? `– ${what}` : what, address];
  });
  return [HEADINGS, ...rows];
}

/* Return the run sheet as office.js takes a document. */
export function runDocument(kit, parts) {
  const rows = runSheet(kit, parts).map(({ from, to, minutes, what, address, isStep }) => [
    [{ text: from }],
    [{ text: to }],
    [{ text: String(minutes) }],
    [address ? { text: what, address } : { text: isStep ? `– ${what}` : what, strong: !isStep }],
  ]);
  const total = `${duration(minutesOf(kit))}, from ${rows[0][0][0].text} to ${endOf(kit)}`;
  return {
    title: "Run sheet",
    lead: `This session takes ${total}. Change the times in this document if you need to.`,
    parts: [
      {
        heading: "Timings",
        blocks: [{ table: { head: HEADINGS.slice(0, 4), rows, widths: [12, 12, 14, 62] } }],
      },
      { heading: "Before you start", blocks: [{ items: [CARE, REFERRALS].map((text) => [{ text }]) }] },
      { heading: "About this document", blocks: [{ text: [{ text: imprintOf(parts) }] }] },
    ],
  };
}

/* Return the text of the README of a kit with these files, made on a day, with or without a sheet for the answers. */
export function readme(kit, files, parts, day, hasTally) {
  const about = (key) => parts.formats.find((format) => format.key === key);
  const subjects = parts.subjects.filter(({ id }) => files.some(({ subject }) => subject === id));
  const lines = [
    "TRAINER’S KIT",
    "",
    `Made on ${dayInWords(day)} from “${parts.site}”, edition of ${parts.editionDay}.`,
    "",
    ...parts.notice.split(/(?<=\.) /),
    REFERRALS,
    CARE,
    "",
    "START HERE",
    "",
    ...start(kit, hasTally),
    "",
    "WHAT EACH FILE IS FOR",
    ...subjects.flatMap(({ id, title, address }) => [
      "",
      title,
      address,
      ...files
        .filter(({ subject }) => subject === id)
        .map(({ path, format, level }) => {
          const { name, about: use } = about(format);
          return `- ${path}: ${name}${level ? ` (${level} only)` : ""}. ${use}`;
        }),
    ]),
    "",
    "COPYRIGHT",
    "",
    `Our text is under ${parts.licence}.`,
    `Name the source: “${parts.site}”, edition of ${parts.editionDay}. Link to the licence, and say what you changed.`,
    "The sources belong to their publishers.",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

function start(kit, hasTally) {
  const run = kit.order.length
    ? [
        `- ${RUN_SHEET}.docx says what happens when: ${duration(minutesOf(kit))} in all.`,
        `- ${RUN_SHEET}.csv is the same for a spreadsheet.`,
      ]
    : [];
  return [
    ...run,
    ...(hasTally
      ? [`- ${TALLY} asks the group questions before and after the session. You count answers, without names.`]
      : []),
    "- Check what has changed since this edition before you use a file again.",
  ];
}

/* Return what a document says of its source, terms and standing. */
export const imprintOf = ({ site, editionDay, licence, notice }) =>
  `From “${site}”, edition of ${editionDay}. Text under ${licence}. ${notice}`;
