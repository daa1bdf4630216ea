/* What office.js, a script of its own, gives to the others. */
import { runScript } from "../dom.js";

export const NOT_LOADED = "A part of this page did not load. Save your work to a file, then load the page again.";

/* Return its parts; undefined where it did not load. */
export const office = () => globalThis.knowledgeOffice;

/* Load it where the page does not load it at first, and return its parts; undefined where it does not load. `root` is
   the address of the site. */
export async function loadOffice(root) {
  if (!office()) await runScript(new URL("assets/office.js", root).href).catch(() => undefined);
  return office();
}
