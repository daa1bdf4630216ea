/* The learning system that a package is open in, by the run-time of SCORM 1.2. Any call may fail, throw or take long.
   A failed call is made again with the next save, and `missing` says in words what is not recorded. */

const PARENTS = 50;

/* What a learner calls each thing that is recorded. */
const NAMES = {
  "cmi.suspend_data": "your answers",
  "cmi.core.lesson_location": "the page you are on",
  "cmi.core.exit": "the page you are on",
  "cmi.core.score.min": "your score",
  "cmi.core.score.max": "your score",
  "cmi.core.score.raw": "your score",
  "cmi.core.lesson_status": "whether you have finished",
  "cmi.core.session_time": "the time you spent",
};

const DETAILS = "the details of each answer";
const NOT_OFFERED = "401"; // a part of the data model that a system need not have
const NO_SESSION = ["101", "301"];

/* A save that takes as long as SLOW holds the learner up. The next one then waits for REST. */
const SLOW = 1000;
const REST = 60_000;

/* Return the object by which a learning system is called: it stands in a window around this one, or in the one that
   opened it; null where none does. */
export function findApi(win) {
  return above(win) ?? (opener(win) && above(opener(win))) ?? null;
}

function above(win) {
  for (let at = win, left = PARENTS; left > 0; left -= 1) {
    const api = within(at);
    if (api) return api;
    if (!at.parent || at.parent === at) return null;
    at = at.parent;
  }
  return null;
}

/* The window of another site does not let anyone look into it. */
function within(win) {
  try {
    return win.API?.LMSInitialize ? win.API : null;
  } catch {
    return null;
  }
}

function opener(win) {
  try {
    return win.top.opener ?? win.opener;
  } catch {
    return win.opener;
  }
}

/* Open the session with a learning system, or with none (null). `now` returns milliseconds. */
export function openSession(api, now) {
  const began = now();
  const recorded = new Map();
  const failed = new Set();
  const listed = [];
  let keepsDetails = true;
  let isOver = false;
  let nextAt = 0;
  let place;

  /* Return what a call returns, as a text; undefined where it throws. */
  function call(name, ...values) {
    try {
      return String(api[name](...values));
    } catch {
      return undefined;
    }
  }
  const isDone = (answer) => answer === "true" || answer === "1";

  /* Return what is kept under a name, "" where nothing is; undefined where it cannot be read. */
  function read(name) {
    const value = call("LMSGetValue", name);
    if (value === undefined || (value === "" && NO_SESSION.includes(call("LMSGetLastError") ?? "101")))
      return undefined;
    return ["null", "undefined", "false"].includes(value) ? "" : value;
  }

  function start() {
    if (!api) return { state: "absent" };
    const begun = isDone(call("LMSInitialize", ""));
    const status = read("cmi.core.lesson_status");
    const data = read("cmi.suspend_data");
    /* The first save would overwrite what cannot be read. A page that is loaded again may find its session open. */
    if (status === undefined || data === undefined || (!begun && !status)) return { state: "refused" };
    const mode = read("cmi.core.lesson_mode");
    return {
      state: mode === "browse" || mode === "review" ? "review" : "open",
      status,
      data,
      place: read("cmi.core.lesson_location") ?? "",
      score: numberOf(read("cmi.core.score.raw")),
      passMark: numberOf(read("cmi.student_data.mastery_score")),
    };
  }

  const kept = start();
  const records = () => kept.state === "open" && !isOver;

  /* Send what has changed since it was last recorded. */
  function save(values) {
    if (!records()) return;
    const started = now();
    const sent = { ...values, "cmi.core.session_time": timespan(started - began), "cmi.core.exit": "suspend" };
    const changed = Object.entries(sent).filter(([name, value]) => recorded.get(name) !== value);
    failed.clear();
    for (const details of listed.splice(0)) sendDetails(details);
    const done = changed.filter(([name, value]) => {
      const isSet = isDone(call("LMSSetValue", name, value));
      if (!isSet) failed.add(NAMES[name]);
      return isSet;
    });
    if (isDone(call("LMSCommit", ""))) for (const [name, value] of done) recorded.set(name, value);
    else for (const [name] of done) failed.add(NAMES[name]);
    nextAt = now() - started >= SLOW ? now() + REST : 0;
  }

  /* Send one answer for the list that some systems show. What a system does not keep is not offered to it again. */
  function sendDetails({ id, type, given, right, isRight }) {
    if (!keepsDetails) return;
    place ??= numberOf(read("cmi.interactions._count")) ?? 0;
    const at = `cmi.interactions.${place}`;
    place += 1; // not every system counts what it is sent
    const values = {
      id,
      type,
      student_response: given,
      "correct_responses.0.pattern": right,
      result: isRight ? "correct" : "wrong",
    };
    keepsDetails = Object.entries(values).every(([name, value]) => isDone(call("LMSSetValue", `${at}.${name}`, value)));
    if (!keepsDetails && call("LMSGetLastError") !== NOT_OFFERED) kept.lost = DETAILS;
  }

  /* Save and end the session; return whether all is recorded. Nothing is recorded afterwards. */
  function close(values) {
    if (!records()) {
      if (api && !isOver) call("LMSFinish", "");
      isOver = true;
      return false;
    }
    save(values);
    isOver = true;
    return isDone(call("LMSFinish", "")) && !failed.size;
  }

  const missing = () => [...new Set([...failed, ...(kept.lost ? [kept.lost] : [])])];
  return {
    ...kept,
    save,
    close,
    missing,
    /* List an answer, { id, type, given, right, isRight }, which is sent with the next save. */
    list: (details) => listed.push(details),
    /* Return for how many milliseconds a slow system is left alone. */
    rest: () => Math.max(0, nextAt - now()),
  };
}

/* Return a number, or null where a text is none. */
function numberOf(text) {
  return text?.trim() && Number.isFinite(Number(text)) ? Number(text) : null;
}

/* Return a time in milliseconds as SCORM 1.2 writes it. */
export function timespan(milliseconds) {
  const hundredths = Math.round(milliseconds / 10);
  const part = (size, most) => Math.floor(hundredths / size) % most;
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.min(9999, Math.floor(hundredths / 360_000));
  return `${two(hours)}:${two(part(6000, 60))}:${two(part(100, 60))}.${two(part(1, 100))}`;
}
