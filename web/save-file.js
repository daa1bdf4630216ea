/* Files that a reader saves. They are made in the browser and sent nowhere. */
import { element } from "./dom.js";

/* Offer content, a text or bytes, as a file to save. Its address is kept until the page is left: Safari on a phone
   fetches the file only after this function ends. */
export function saveFile(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
}
