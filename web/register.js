/* The filter of the register. Without this script the whole register is there. */
import { chosenIn, fits, queryOf } from "./filter.js";

const register = document.getElementById("register");
if (register) start();

function start() {
  const entries = Array.from(register.querySelectorAll(".entry"));
  const form = document.getElementById("register-filter");
  const status = document.getElementById("register-status");
  const fields = Array.from(form.querySelectorAll("select"));
  const offered = Object.fromEntries(
    fields.map(({ name, options }) => [name, Array.from(options, (option) => option.value)]),
  );

  const chosen = () => Object.fromEntries(fields.map(({ name, value }) => [name, value]));

  function show() {
    const wanted = chosen();
    for (const entry of entries) entry.hidden = !fits(entry.dataset, wanted);
    for (const heading of register.querySelectorAll("h2")) {
      heading.hidden = !heading.nextElementSibling.querySelector(".entry:not([hidden])");
    }
    status.textContent = `${entries.filter((entry) => !entry.hidden).length} of ${entries.length} are shown.`;
  }

  function writeAddress() {
    history.replaceState(null, "", location.pathname + queryOf(chosen()) + location.hash);
  }

  function readAddress() {
    const wanted = chosenIn(location.search, offered);
    for (const field of fields) field.value = wanted[field.name];
  }

  function changed() {
    writeAddress();
    show();
  }

  form.addEventListener("change", changed);
  form.addEventListener("reset", () => setTimeout(changed)); // the fields are emptied after the event
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", () => {
    readAddress();
    show();
  });

  form.hidden = false;
  readAddress();
  show();
}
