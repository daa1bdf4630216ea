/* What happens to what a reader types into a tool: by default nothing, and it is gone when the page closes. The reader
   may keep it on the device, save it to a file, open such a file, and erase everything. */
import { today } from "../days.js";
import { button, element, statusElement } from "../dom.js";
import { saveFile } from "../save-file.js";
import { readDocument, writeDocument } from "./document.js";
import { eraseWork, keep, keptWork, whenChangedElsewhere } from "./kept.js";
import { askPassphrase, passphraseField, readFile } from "./open-file.js";
import { canProtect, faultOfPassphrase, isProtected, protect } from "./protect.js";

const NOT_KEPT = "Nothing is kept. What you type is gone when you close this page.";
const NOT_READ = "This device keeps something that this page cannot read. What you type here is not kept.";
const NO_ROOM = "This browser does not allow it or has no room left. Save to a file instead.";
const SHARED = "Do not keep it on a device that others use. Anyone who can open this browser can read it.";
const PROTECTS =
  "A passphrase protects the file if it is lost or sent to the wrong person. It does not protect against someone " +
  "who can use your device while the page is open, or who learns the passphrase.";

/* Take charge of the document of one tool in the element `place`. `current` returns the document as it is, `open` puts
   another one on the page and `empty` returns a new one. Return a function to call after each change a reader makes. */
export function custody({ place, format, current, open, empty }) {
  let seen = null; // what the device keeps of this tool, as this page last read or wrote it; null where nothing is
  let isUnsaved = false;
  let isContested = false; // the device keeps something that this page does not show, and that it must not replace
  let isUnreadable = false;
  let opener;

  const state = element("p");
  const status = statusElement("p", { className: "tool-status" });
  const choices = element("div", { className: "tool-choices" });
  const file = element("input", { type: "file", accept: ".json", hidden: true });
  const passphrase = passphraseField("Passphrase for the file (optional)");
  const hint = element("p", { id: `${format.name}-passphrase`, className: "tool-hint", textContent: PROTECTS });
  passphrase.input.setAttribute("aria-describedby", hint.id);
  const keepButton = button("Keep on this device", keepHere);
  const saveButton = button("Save to a file", saveToFile);

  const here = () => writeDocument(current());
  const isBlank = () => here() === writeDocument(empty());
  const keptText = (work) => work?.documents?.[format.name] ?? null;

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  /* Show something in place of an earlier offer, under the question that it answers. */
  function put(question, ...parts) {
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", question);
    choices.replaceChildren(...parts);
  }

  function close() {
    const hadFocus = choices.contains(document.activeElement);
    choices.removeAttribute("role");
    choices.removeAttribute("aria-label");
    choices.replaceChildren();
    if (hadFocus) (opener?.checkVisibility() ? opener : saveButton).focus();
  }

  /* Offer choices. What the reader asked for gets the focus; what another tab did must not take it from a field. */
  function offer(question, { isAsked = true }, ...answers) {
    if (isAsked && !choices.contains(document.activeElement)) opener = document.activeElement;
    const buttons = answers.map(([text, action]) =>
      button(text, () => {
        close();
        action();
        settle();
      }),
    );
    put(question, element("p", { textContent: question }), element("p", { className: "tool-actions" }, ...buttons));
    if (isAsked) buttons[0].focus();
  }

  /* Once a choice is made: an open conflict is offered again, and the focus is somewhere. */
  function settle() {
    if (isContested && !choices.hasChildNodes()) contest();
    const { activeElement } = document;
    if (activeElement === document.body || !activeElement.checkVisibility()) saveButton.focus();
  }

  function showState() {
    const late = isUnsaved ? " What you see here is not what is kept." : "";
    if (isUnreadable) state.textContent = NOT_READ;
    else if (seen === null) state.textContent = NOT_KEPT;
    else state.textContent = `Kept on this device since ${moment(keptWork()?.since)}.${late}`;
    keepButton.hidden = seen !== null || isContested;
  }

  /* Keep what is on the page, unless the device keeps something that this page has not seen. */
  function store() {
    const work = keptWork();
    if (work?.fault || keptText(work) !== seen) {
      contest();
      return false;
    }
    const text = here();
    const isStored = keep(format.name, text, new Date().toISOString());
    isUnsaved = !isStored && !isBlank();
    if (isStored) seen = text;
    else say(NO_ROOM);
    showState();
    return isStored;
  }

  function keepHere() {
    offer(
      SHARED,
      {},
      ["Keep on this device", () => store() && say("Kept on this device. Each change is kept from now on.")],
      ["Do not keep", () => say("Nothing was kept.")],
    );
  }

  async function saveToFile() {
    const secret = passphrase.input.value;
    const fault = secret && faultOfPassphrase(secret);
    if (fault) {
      say(fault);
      passphrase.input.focus();
      return;
    }
    const text = here();
    let made = text;
    if (secret) {
      say("Protecting the file …");
      made = await protect(text, secret).catch(() => null);
    }
    if (made === null) {
      say("This browser could not protect the file, so nothing was saved. Try again without a passphrase.");
      return;
    }
    saveFile(`${format.name}-${today()}.json`, made, "application/json");
    isUnsaved &&= here() !== text; // it may have changed meanwhile
    passphrase.input.value = "";
    const how = secret
      ? "It opens only with the passphrase, which no one can recover."
      : "Anyone who has it can read it.";
    say(`Saved to a file. ${how}`);
  }

  async function openFile() {
    const [chosen] = file.files;
    if (!chosen) return;
    const { text, fault } = await readFile(chosen);
    file.value = "";
    if (fault) say(fault);
    else if (isProtected(text)) askForPassphrase(text);
    else replaceWith(text);
  }

  function askForPassphrase(text) {
    const label = "Passphrase of this file";
    const leave = (action) => {
      close();
      action();
      settle();
    };
    const asking = askPassphrase(text, {
      label,
      done: (opened) => leave(() => replaceWith(opened)),
      goBack: () => leave(() => say("The file was not opened.")),
      say,
    });
    opener = document.activeElement;
    put(label, asking.part);
    asking.input.focus();
  }

  /* Show what a file holds; ask first where it would replace what is in no other file. */
  function replaceWith(text) {
    const found = readDocument(text, format);
    if (found.fault) {
      say(found.fault);
      return;
    }
    const replace = () => {
      open(found.document);
      isUnsaved = isContested;
      if (seen === null || isContested || store()) say("The file is open.");
      showState();
    };
    const isSame = writeDocument(found.document) === here();
    const isLost = isUnsaved || seen !== null;
    if (!isLost || isSame || isBlank()) replace();
    else {
      const what = seen === null ? "what you have typed and not saved" : "what you see here and what this device keeps";
      offer(
        `This replaces ${what}.`,
        {},
        ["Open the file", replace],
        ["Go back", () => say("The file was not opened.")],
      );
    }
  }

  function askToErase() {
    offer(
      "This erases what all tools keep on this device, and clears this page. Files you saved stay where they are.",
      {},
      ["Erase everything", erase],
      ["Go back", () => say("Nothing was erased.")],
    );
  }

  function erase() {
    const isErased = eraseWork();
    open(empty());
    seen = null;
    isUnsaved = false;
    isContested = false;
    isUnreadable = false;
    passphrase.input.value = "";
    showState();
    say(isErased ? "Everything was erased." : "This page was cleared. This browser does not let the page erase more.");
  }

  /* The device keeps something that this page has not seen: neither is lost until the reader chooses. */
  function contest() {
    const work = keptWork();
    const text = keptText(work);
    const found = work?.fault ? work : text !== null && readDocument(text, format);
    if (found.fault) cannotRead(found.fault, work.text ?? text, Boolean(work.fault));
    else if (text === here()) agree(text);
    else if (!found) {
      agree(null);
      isUnsaved = !isBlank();
      say("Another tab erased what this device kept. What you see here is no longer kept.");
    } else if (isBlank()) {
      open(found.document);
      agree(text);
    } else {
      isContested = true;
      isUnreadable = false;
      isUnsaved = true;
      seen = text;
      offer(
        "Another tab has kept a different version. To have both, save what you see here to a file first.",
        { isAsked: false },
        ["Show that version", showOther],
        ["Keep what is here", keepMine],
      );
      say("Another tab has kept a different version. Choose which one to keep.");
    }
    showState();
  }

  function agree(text) {
    seen = text;
    isContested = false;
    isUnreadable = false;
    isUnsaved = false;
    close();
  }

  function showOther() {
    const text = keptText(keptWork());
    const { document: found } = text === null ? {} : readDocument(text, format);
    if (!found) {
      contest();
      return;
    }
    open(found);
    agree(text);
    showState();
    say("This is the version of the other tab.");
  }

  function keepMine() {
    isContested = false;
    isUnreadable = false;
    if (store()) say("What is here was kept.");
  }

  /* What is kept stays as it is until the reader has saved it, or says that it may go. */
  function cannotRead(fault, text, isAll) {
    isContested = true;
    isUnreadable = true;
    isUnsaved = !isBlank();
    seen = isAll ? null : text;
    const save = () => {
      saveFile(`${format.name}-unreadable.txt`, text, "text/plain");
      cannotRead(fault, text, isAll);
    };
    const replace = isAll ? [] : [["Replace it with what is here", keepMine]];
    offer(fault, { isAsked: false }, ["Save it to a file", save], ...replace);
    say(fault);
  }

  /* Look at what the device keeps, since another tab may have changed it. */
  function look() {
    const work = keptWork();
    const isGone = isContested && keptText(work) === null;
    if (work?.fault ? !isUnreadable : keptText(work) !== seen || isGone) contest();
  }

  file.addEventListener("change", openFile);
  addEventListener("beforeunload", (event) => {
    if (!isUnsaved) return;
    event.preventDefault();
    event.returnValue = true; // for browsers that do not know the former
  });
  addEventListener("pageshow", look); // a page to which the reader went back was told nothing meanwhile
  document.addEventListener("visibilitychange", look);
  whenChangedElsewhere(look);
  place.classList.add("tool-custody");
  place.append(
    state,
    element(
      "p",
      { className: "tool-actions" },
      keepButton,
      saveButton,
      button("Open a file", () => file.click()),
      button("Erase everything", askToErase),
      file,
    ),
    ...(canProtect() ? [passphrase.part, hint] : []),
    choices,
    status,
  );
  look();
  showState();

  return function changed() {
    isUnsaved = true;
    if (seen !== null && !isContested) store();
  };
}

function moment(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.valueOf())) return "a day that is not known";
  return date.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}
