/* The builder of kits on its page. Without this script the page lists all files to download one by one. */
import { today } from "../days.js";
import { button, element, runScript, statusElement } from "../dom.js";
import { saveFile } from "../save-file.js";
import { loadChecks } from "./checks.js";
import { custody } from "./custody.js";
import { KIT, MOST_MINUTES, MOST_PARTS } from "./formats.js";
import {
  emptyKit,
  filesInWords,
  filesOf,
  moved,
  opened,
  preset,
  presets,
  size,
  sizeOf,
  toggled,
  withSubject,
} from "./kit-choice.js";
import { loadOffice } from "./office-parts.js";
import { BETWEEN, duration, endOf, minutesOf, runSheet } from "./run-sheet.js";

const FROM_DISK =
  "This page was opened from a disk, where it cannot collect files. Download them one by one from the list below.";
const NOT_LOADED = "A part of this page did not load, so no kit was saved. Load the page again.";
const QUARTERS = 4; // how often a screen reader hears how far it is

const root = new URL("..", document.currentScript.src).href;
const place = (name) => document.getElementById(`kit-${name}`);
const form = place("form");
if (form && self.kitParts) start(opened(self.kitParts));
else if (form) place("make").textContent = `${NOT_LOADED} Or download the files one by one below.`;

function start(parts) {
  const empty = () => emptyKit(parts.levels);
  let kit = empty();
  let changed = () => {};
  let stop = null; // stops what is being made
  const boxes = Array.from(form.querySelectorAll("input"));
  const lists = { subject: "subjects", format: "formats", level: "levels" };

  const ready = element("select", { id: "kit-ready", autocomplete: "off" });
  const readyStatus = statusElement("p", { className: "tool-status" });
  const time = element("input", { type: "time", id: "kit-start", autocomplete: "off" });
  const lines = element("ol", { className: "kit-order" });
  const orderStatus = statusElement("p", { className: "tool-status" });
  const total = element("p", { className: "kit-total" });
  const bar = element("progress", { hidden: true, max: 1, ariaLabel: "How much of the kit is collected" });
  const makeButton = button("Make the kit (one ZIP file)", make);
  const stopButton = button("Stop", () => stop?.abort(), { hidden: true });
  const makeStatus = statusElement("p", { className: "tool-status" });

  function put(next) {
    kit = next;
    changed();
    show();
  }

  function show() {
    for (const box of boxes) box.checked = kit[lists[box.name]].includes(box.value);
    if (time.value !== kit.start) time.value = kit.start;
    showOrder();
  }

  function showTotal() {
    const files = filesOf(kit, parts);
    const minutes = minutesOf(kit);
    const taught = minutes ? `${duration(minutes)} of teaching, from ${kit.start || "00:00"} to ${endOf(kit)}. ` : "";
    total.textContent = `${taught}${filesInWords(files.length)}, ${size(sizeOf(files))}.`;
  }

  function showOrder() {
    lines.replaceChildren(...rows().map(({ what }, at) => item(kit.order[at], at, what)));
    showTimes();
  }

  /* Show when each line begins and ends, and leave its fields alone: the focus may be on its way to one. */
  function showTimes() {
    for (const [at, { from, to }] of rows().entries()) {
      lines.children[at].querySelector(".kit-clock").textContent = `${from}–${to}`;
    }
    showTotal();
  }

  const rows = () => runSheet(kit, parts).filter(({ isStep }) => !isStep);

  /* Return a line of the running order, with what changes it. */
  function item(line, at, what) {
    const minutes = element("input", { type: "text", inputMode: "numeric", size: 4, value: line.minutes });
    minutes.autocomplete = "off";
    minutes.setAttribute("aria-label", `Minutes for ${what}`);
    minutes.addEventListener("change", () => setMinutes(at, minutes));
    const act = (text, label, action, isOff) =>
      button(text, action, { ariaLabel: `${label}: ${what}`, disabled: isOff });
    return element(
      "li",
      {},
      element("span", { className: "kit-clock" }),
      element("strong", { textContent: what }),
      element(
        "span",
        { className: "tool-actions" },
        element("span", {}, minutes, " minutes"),
        act("Up", "Move up", () => move(at, -1), at === 0),
        act("Down", "Move down", () => move(at, 1), at === kit.order.length - 1),
        act("Remove", "Remove from the running order", () => removeLine(at, what)),
      ),
    );
  }

  function setMinutes(at, field) {
    const given = Number(field.value);
    if (!/^\d+$/.test(field.value.trim()) || given > MOST_MINUTES) {
      orderStatus.textContent = "Give the minutes as a whole number, such as 40.";
      field.setAttribute("aria-invalid", "true");
      return;
    }
    field.removeAttribute("aria-invalid");
    kit = { ...kit, order: kit.order.map((line, index) => (index === at ? { ...line, minutes: given } : line)) };
    changed();
    showTimes();
    orderStatus.textContent = ends();
  }

  const ends = () => (kit.order.length ? `The session ends at ${endOf(kit)}.` : "The running order is empty.");

  function move(at, by) {
    put({ ...kit, order: moved(kit.order, at, by) });
    const [up, down] = lines.children[at + by].querySelectorAll("button");
    const wanted = by < 0 ? up : down;
    (wanted.disabled ? (by < 0 ? down : up) : wanted).focus();
    orderStatus.textContent = `Moved to place ${at + by + 1} of ${kit.order.length}.`;
  }

  function removeLine(at, what) {
    put({ ...kit, order: kit.order.filter((_, index) => index !== at) });
    const buttons = lines.children[Math.min(at, kit.order.length - 1)]?.querySelectorAll("button");
    (buttons ? buttons[buttons.length - 1] : time).focus();
    orderStatus.textContent = `Removed: ${what}. Its files stay in the kit. ${ends()}`;
  }

  function addLine(id) {
    if (kit.order.length >= MOST_PARTS) {
      orderStatus.textContent = `The running order is full: ${MOST_PARTS} lines.`;
      return;
    }
    const line = { id, minutes: BETWEEN[id].minutes };
    put({ ...kit, order: id === "check-before" ? [line, ...kit.order] : [...kit.order, line] });
    orderStatus.textContent = `Added: ${BETWEEN[id].name}. ${ends()}`;
  }

  function tick({ target }) {
    const list = lists[target.name];
    if (list === "subjects") put(withSubject(kit, target.value, target.checked, parts));
    else put({ ...kit, [list]: toggled(kit[list], target.value, target.checked) });
  }

  function takeReady() {
    if (!ready.value) {
      readyStatus.textContent = "Choose a session first.";
      return;
    }
    put(preset(ready.value, parts, kit));
    readyStatus.textContent = `Chosen. ${total.textContent} Change anything below, or go to “Get your kit”.`;
  }

  async function make() {
    const files = filesOf(kit, parts);
    if (!files.length) {
      makeStatus.textContent = "Nothing is chosen. Tick at least one part and one format, or use a ready-made session.";
      return;
    }
    if (location.protocol === "file:") {
      makeStatus.textContent = FROM_DISK;
      return;
    }
    working(true);
    makeStatus.textContent = `Collecting ${filesInWords(files.length)} …`;
    const { blob, fault, isStopped } = await collected(files).catch(() => ({ fault: NOT_LOADED }));
    if (blob) saveFile(`prevent-kit-${today()}.zip`, blob, blob.type);
    if (blob) makeStatus.textContent = `Saved as one ZIP file, ${size(blob.size)}. Open README.txt first.`;
    else makeStatus.textContent = isStopped ? "Stopped. No kit was saved." : fault;
    working(false);
  }

  function working(isBusy) {
    if (isBusy) stop = new AbortController();
    bar.value = 0;
    bar.hidden = !isBusy;
    stopButton.hidden = !isBusy;
    makeButton.disabled = isBusy;
    (isBusy ? stopButton : makeButton).focus();
  }

  async function collected(files) {
    const whole = sizeOf(files);
    let told = 0;
    const office = await loadOffice(root);
    const { checks, questions } = await loadChecks(root);
    await runScript(new URL("assets/kit-files.js", root).href);
    return self.knowledgeKit({
      kit,
      files,
      parts,
      office,
      questions,
      course: checks.find(({ id }) => id === "course"),
      today: today(),
      base: new URL("kit/", root),
      signal: stop.signal,
      progress(done) {
        bar.value = done / whole;
        const quarter = Math.floor((done / whole) * QUARTERS);
        if (quarter > told && quarter < QUARTERS) makeStatus.textContent = `${(quarter * 100) / QUARTERS}% collected …`;
        told = quarter;
      },
    });
  }

  ready.append(new Option("–", ""), ...presets(parts).map(([id, name]) => new Option(name, id)));
  place("ready-place").append(
    element("p", {}, element("label", { htmlFor: ready.id, textContent: "Ready-made session" }), ready),
    element("p", { className: "tool-actions" }, button("Use this session", takeReady)),
    readyStatus,
  );
  place("order").append(
    element("p", {}, element("label", { htmlFor: time.id, textContent: "Start time" }), " ", time),
    lines,
    element(
      "p",
      { className: "tool-actions" },
      ...Object.entries(BETWEEN).map(([id, { name }]) => button(`Add: ${name.toLowerCase()}`, () => addLine(id))),
    ),
    orderStatus,
  );
  place("make").append(total, element("p", { className: "tool-actions" }, makeButton, stopButton, bar), makeStatus);
  form.addEventListener("change", tick);
  time.addEventListener("change", () => {
    put({ ...kit, start: time.value });
    orderStatus.textContent = ends();
  });
  show();
  changed = custody({
    place: place("custody"),
    format: KIT,
    current: () => kit,
    open: (found) => {
      kit = found;
      show();
    },
    empty,
  });
}
