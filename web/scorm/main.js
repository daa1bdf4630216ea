/* A package in a learning system: its screens, its questions, and what is recorded. */
import { afterPaint, button, element } from "../dom.js";
import { emptyMemory, pack, unpack } from "./memory.js";
import { questions } from "./questions.js";
import { better, count, response, scoreOf, statusOf, typeOf } from "./result.js";
import { screens } from "./screens.js";
import { findApi, openSession } from "./system.js";

const NOTHING = {
  absent: "This is not open in a learning system, so nothing is recorded.",
  refused:
    "Your learning system did not answer, so nothing is recorded. You can read every page and answer the questions.",
  review: "Your learning system opened this for review, so nothing new is recorded.",
};

const recording = document.querySelector(".recording");
const asked = questions(answered);
const scored = asked.filter(({ isScored }) => isScored);
const orders = new Set(asked.filter(({ sort }) => sort === "order").map(({ code }) => code));
const pages = screens(shown);
let memory = emptyMemory();
let system;
let isDue = false;

/* The first screen is in sight before a slow learning system is asked anything. */
afterPaint(() => {
  system = openSession(findApi(window), () => performance.now());
  memory = unpack(system.data ?? "");
  memory.best = better(memory.best, system.score ?? null);
  for (const screen of pages.list) if (memory.seen.has(screen.dataset.code)) pages.mark(screen);
  for (const question of asked) if (memory.answers.has(question.code)) question.show(memory.answers.get(question.code));
  for (const screen of pages.list) sayScore(screen);
  const asks = pages.holding(decodeURIComponent(location.hash.slice(1)));
  pages.show(asks ?? pages.holding(system.place) ?? pages.current());
  sayRecording();
  pages.listen();
});

const passMark = () => system.passMark ?? Number(document.body.dataset.passMark);

function shown(screen) {
  const { code } = screen.dataset;
  if (code) {
    memory.seen.add(code);
    pages.mark(screen);
  }
  if (screen.querySelector(".result")) sayResult(screen.querySelector(".result"));
  save();
}

function answered(question, answer) {
  memory.answers.set(question.code, answer);
  memory.best = better(memory.best, scoreOf(count(scored, memory.answers)));
  sayScore(question.screen);
  system.list({
    id: question.id,
    type: typeOf(question.sort),
    given: response(question.sort, answer),
    right: response(question.sort, question.right),
    isRight: response(question.sort, answer) === response(question.sort, question.right),
  });
  save();
}

/* Several changes at once are one save, and the screen shows them before it. */
function save() {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    afterPaint(() => {
      isDue = false;
      system.save(values());
      sayRecording();
    });
  }, system.rest());
}

function values() {
  const status = statusOf({
    before: system.status,
    best: memory.best,
    passMark: passMark(),
    hasQuestions: scored.length > 0,
    hasSeenAll: pages.list.every(({ dataset }) => !dataset.code || memory.seen.has(dataset.code)),
  });
  const score =
    memory.best === null
      ? {}
      : { "cmi.core.score.min": "0", "cmi.core.score.max": "100", "cmi.core.score.raw": String(memory.best) };
  return {
    "cmi.suspend_data": pack(memory, (code) => orders.has(code)),
    "cmi.core.lesson_location": pages.place(),
    ...score,
    "cmi.core.lesson_status": status,
  };
}

function sayRecording() {
  const missing = system.missing();
  const words = missing.length
    ? `Your learning system did not record ${inWords(missing)}. You can carry on: we try again on each page.`
    : (NOTHING[system.state] ?? "");
  if (recording.textContent !== words) recording.textContent = words;
}

const inWords = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]);

function sayScore(screen) {
  const line = screen.querySelector(".check-score");
  const own = asked.filter((question) => question.screen === screen);
  if (line && own.some(({ code }) => memory.answers.has(code))) line.textContent = soFar(own);
}

function soFar(own) {
  const { all, answered: given, right } = count(own, memory.answers);
  return `You have answered ${given} of ${all} questions. ${right} right.`;
}

function sayResult(box) {
  const checks = pages.list.filter((screen) => scored.some((question) => question.screen === screen));
  const left = scored.some(({ code }) => !memory.answers.has(code));
  box.replaceChildren(
    element("p", { textContent: verdict() }),
    element(
      "ul",
      {},
      ...checks.map((screen) => {
        const heading = screen.querySelector("h1");
        const chapter = screen.querySelector(".chapter")?.textContent;
        const link = element("a", { href: `#${heading.id}`, textContent: chapter ?? heading.textContent });
        const own = scored.filter((question) => question.screen === screen);
        const { all, answered: given, right } = count(own, memory.answers);
        return element("li", {}, link, `: ${given} of ${all} answered, ${right} right`);
      }),
    ),
    element(
      "p",
      {},
      ...(left ? [] : [button(checks.length > 1 ? "Start all checks again" : "Start the check again", again), " "]),
      button("Save and finish", finish),
    ),
  );
}

function verdict() {
  if (!scored.length) return "There are no questions that count towards a result.";
  const told = `The pass mark is ${passMark()}%.`;
  if (memory.best === null)
    return `Your result appears here when you have answered every question that counts. ${told}`;
  const words = memory.best >= passMark() ? "Your result is a pass" : "Your result is not a pass yet";
  return `${words}: ${memory.best}%. ${told}`;
}

/* The best result stays. */
function again() {
  for (const question of scored) {
    memory.answers.delete(question.code);
    question.clear();
  }
  for (const line of document.querySelectorAll(".check-score")) line.textContent = "";
  for (const screen of pages.list) sayScore(screen);
  location.hash = scored[0].screen.querySelector("h1").id;
}

function finish() {
  const isRecorded = system.close(values());
  const words = isRecorded
    ? "Your work is recorded. You can close this window or go back to your learning system."
    : (NOTHING[system.state] ??
      "Your learning system did not record everything. Tell the person who runs your course.");
  const line = element("h1", { textContent: "Finished", tabIndex: -1 });
  document.querySelector(".sheet").replaceChildren(element("main", {}, line, element("p", { textContent: words })));
  line.focus();
}

addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") system?.save(values());
});
addEventListener("pagehide", () => system?.close(values()));
/* A page that the browser kept has ended its session. */
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
