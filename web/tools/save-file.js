/* Files that a reader saves. They are made in the browser and sent nowhere. */
import { element } from "../dom.js";

/* Offer content, a text or bytes, as a file to save. */
export function saveFile(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address)); // the browser takes it up after this turn
}

/* Return the day on the reader's calendar, as 2026-11-30. */
export function today(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
