/* Files that a reader opens, with a passphrase where one protects them. */
import { button, element } from "../dom.js";
import { LONGEST, TOO_BIG } from "./document.js";
import { unprotect } from "./protect.js";

const MOST_BYTES = 8 * LONGEST; // no file that was saved on a page is longer, protected or not

/* Return a promise of the { text } of a file, or of a { fault } in one line. */
export async function readFile(file) {
  if (file.size > MOST_BYTES) return { fault: TOO_BIG };
  return { text: await file.text().catch(() => "") };
}

/* Return a field for a passphrase that can be shown, and what its owner does with it. */
export function passphraseField(label) {
  const input = element("input", { type: "password", autocomplete: "off", spellcheck: false });
  const shown = element("input", { type: "checkbox" });
  shown.addEventListener("change", () => {
    input.type = shown.checked ? "text" : "password";
  });
  const part = element(
    "p",
    { className: "tool-passphrase" },
    element("label", {}, `${label} `, input),
    " ",
    element("label", {}, shown, " Show it"),
  );
  return { part, input };
}

/* Return the part of the page that asks for the passphrase of a protected file, and its field. `done` gets the text of
   the file, `goBack` is called where the reader gives up, and `say` gets what is wrong. */
export function askPassphrase(text, { label, done, goBack, say }) {
  const { part: field, input } = passphraseField(label);
  const part = element("div");
  const unlock = async () => {
    const opened = await unprotect(text, input.value);
    if (!part.isConnected) return;
    if (opened !== null) {
      done(opened);
      return;
    }
    say("The passphrase is not the right one, or the file was changed. Try again.");
    input.focus();
  };
  input.addEventListener("keydown", ({ key }) => key === "Enter" && unlock());
  part.append(field, element("p", { className: "tool-actions" }, button("Open", unlock), button("Go back", goBack)));
  return { part, input };
}
