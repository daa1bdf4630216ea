/* What the tools keep on the reader's device, once the reader asked for it: one text that holds the file of each tool
   and since when it is kept. */
import { kept, remove, save, whenAnotherTabKeeps } from "../store.js";

const NAME = "work";

/* Return { since, documents } with the file of each tool by the name of its format, null where nothing is kept, or
   { fault, text } where what is kept cannot be read. */
export function keptWork() {
  const text = kept(NAME);
  return text === null ? null : understood(text);
}

/* Keep the file of a tool as well as those of the others; return whether the browser did. What cannot be read is not
   replaced. */
export function keep(name, text, now) {
  const work = keptWork() ?? { since: now, documents: {} };
  if (work.fault) return false;
  return save(NAME, JSON.stringify({ ...work, documents: { ...work.documents, [name]: text } }));
}

/* Forget all that the tools keep; return whether the browser did. */
export function eraseWork() {
  return remove(NAME);
}

/* Call `action` whenever another tab has changed what is kept. */
export function whenChangedElsewhere(action) {
  whenAnotherTabKeeps(NAME, action);
}

function understood(text) {
  try {
    const { since, documents } = JSON.parse(text);
    const isSound = typeof since === "string" && Object.values(documents).every((each) => typeof each === "string");
    if (isSound) return { since, documents };
  } catch {
    // what follows says so
  }
  return { fault: "What this device keeps cannot be read. Save it to a file if you need it, then erase it.", text };
}
