/* What happens to what a reader types into a tool: by default nothing, and it is gone when the page closes. The reader
   may keep it on the device, save it to a file, open such a file, and erase everything. */
import { button, element, statusElement } from "../dom.js";
import { readDocument, writeDocument } from "./document.js";
import { eraseWork, keep, keptWork, whenChangedElsewhere } from "./kept.js";
import { canProtect, faultOfPassphrase, isProtected, protect, unprotect } from "./protect.js";
import { saveFile, today } from "./save-file.js";

const NOT_KEPT = "Nothing is kept. What you type is gone when you close this page.";
const NO_ROOM = "This browser does not allow it or has no room left. Save to a file instead.";
const SHARED = "Do not keep it on a device that others use. Anyone who can open this browser can read it.";

/* Take charge of the document of one tool in the element `place`. `current` returns the document as it is, `open` puts
   another one on the page and `empty` returns a new one. Return a function to call after each change a reader makes. */
export function custody({ place, format, current, open, empty }) {
  let isKept = false;
  let isUnsaved = false;
  let isContested = false;

  const state = element("p", { textContent: NOT_KEPT });
  const status = statusElement("p", { className: "tool-status" });
  const choices = element("div", { className: "tool-choices" });
  const file = element("input", { type: "file", accept: ".json", hidden: true });
  const passphrase = passphraseField("Passphrase for the file (optional)");
  const keepButton = button("Keep on this device", keepHere);

  const say = (text) => {
    status.textContent = text;
  };

  /* Offer choices in place of an earlier offer; the first has the focus. */
  function offer(question, ...buttons) {
    const close = () => choices.replaceChildren();
    const made = buttons.map(([text, action]) =>
      button(text, () => {
        close();
        action();
      }),
    );
    choices.replaceChildren(element("p", { textContent: question }), ...made);
    made[0].focus();
  }

  function showState() {
    const work = keptWork();
    isKept = Boolean(work?.documents?.[format.name]);
    state.textContent = isKept ? `Kept on this device since ${moment(work.since)}.` : NOT_KEPT;
    keepButton.hidden = isKept;
  }

  /* Show a document that was read, unless it has a fault; return whether it was shown. */
  function show({ document: found, fault }) {
    if (fault) say(fault);
    else open(found);
    return !fault;
  }

  function store() {
    const isStored = keep(format.name, writeDocument(current()), new Date().toISOString());
    isUnsaved = !isStored;
    if (!isStored) say(NO_ROOM);
    return isStored;
  }

  function keepHere() {
    offer(
      SHARED,
      [
        "Keep on this device",
        () => {
          if (store()) say("Kept on this device. Each change is kept from now on.");
          showState();
        },
      ],
      ["Do not keep", () => say("Nothing was kept.")],
    );
  }

  async function saveToFile() {
    const secret = passphrase.value();
    const fault = secret && faultOfPassphrase(secret);
    if (fault) {
      say(fault);
      return;
    }
    const text = writeDocument(current());
    const made = secret ? await protect(text, secret) : text;
    saveFile(`${format.name}-${today()}.json`, made, "application/json");
    isUnsaved = false;
    passphrase.clear();
    const how = secret
      ? "It opens only with the passphrase, which nobody can recover."
      : "Anyone who has it can read it.";
    say(`Saved to a file. ${how}`);
  }

  async function openFile() {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    const text = await chosen.text();
    if (isProtected(text)) askForPassphrase(text);
    else replaceWith(text);
  }

  function askForPassphrase(text) {
    const field = passphraseField("Passphrase of this file");
    const unlock = button("Open", async () => {
      const opened = await unprotect(text, field.value());
      if (opened === null) {
        say("The passphrase is not the right one, or the file was changed.");
        return;
      }
      choices.replaceChildren();
      replaceWith(opened);
    });
    choices.replaceChildren(field.part, unlock);
    field.focus();
  }

  /* Show what a file holds; ask first where it would replace what has not been saved. */
  function replaceWith(text) {
    const found = readDocument(text, format);
    const replace = () => {
      if (!show(found)) return;
      isUnsaved = isKept ? !store() : false;
      say("The file is open.");
    };
    if (found.fault || !isUnsaved) replace();
    else {
      offer(
        "This replaces what you have typed and not saved.",
        ["Open the file", replace],
        ["Go back", () => say("The file was not opened.")],
      );
    }
  }

  function askToErase() {
    offer(
      "This erases what all tools keep on this device, and clears this page. Files you saved stay where they are.",
      ["Erase everything", erase],
      ["Go back", () => say("Nothing was erased.")],
    );
  }

  function erase() {
    const isErased = eraseWork();
    open(empty());
    isUnsaved = false;
    isContested = false;
    showState();
    say(isErased ? "Everything was erased." : "This page was cleared. This browser does not let the page erase more.");
  }

  /* Another tab has kept or erased something: neither is lost until the reader chooses. */
  function contest(work) {
    const text = work?.documents?.[format.name];
    showState();
    if (!text) {
      isUnsaved = true;
      say("Another tab erased what this device kept. What you see here is no longer kept.");
    } else if (text !== writeDocument(current())) {
      isContested = true;
      offer(
        "Another tab has kept a different version.",
        [
          "Show that version",
          () => {
            isContested = false;
            if (show(readDocument(text, format))) say("This is the version of the other tab.");
          },
        ],
        [
          "Keep what is here",
          () => {
            isContested = false;
            if (store()) say("What is here was kept.");
          },
        ],
      );
    }
  }

  function showKept() {
    const work = keptWork();
    const text = work?.documents?.[format.name];
    const found = work?.fault ? work : text && readDocument(text, format);
    if (!found) return;
    if (show(found)) return;
    const lost = work.text ?? text;
    offer(found.fault, ["Save it to a file", () => saveFile(`${format.name}-unreadable.txt`, lost, "text/plain")]);
  }

  file.addEventListener("change", openFile);
  addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
  whenChangedElsewhere(contest);
  place.append(
    state,
    element(
      "p",
      { className: "tool-actions" },
      keepButton,
      button("Save to a file", saveToFile),
      button("Open a file", () => file.click()),
      button("Erase everything", askToErase),
      file,
    ),
    ...(canProtect() ? [passphrase.part, passphrase.hint] : []),
    choices,
    status,
  );
  showState();
  showKept();

  return function changed() {
    isUnsaved = true;
    if (isKept && !isContested) store();
  };
}

/* A field for a passphrase, with what it does and does not protect against. */
function passphraseField(label) {
  const input = element("input", { type: "password", autocomplete: "off" });
  const hint = element("p", {
    className: "tool-hint",
    textContent:
      "A passphrase protects the file if it is lost or sent to the wrong person. It does not protect against someone " +
      "who can use your device while the page is open, or who learns the passphrase.",
  });
  return {
    part: element("p", {}, element("label", {}, `${label} `, input)),
    hint,
    value: () => input.value,
    clear: () => {
      input.value = "";
    },
    focus: () => input.focus(),
  };
}

const moment = (iso) => new Date(iso).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
