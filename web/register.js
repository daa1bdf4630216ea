/* The filter of the list of expectations. Without this script the whole list is there. */
import { chosenIn, fits, queryOf, unknownIn } from "./filter.js";

const register = document.getElementById("register");
if (register) start();

function start() {
  const entries = Array.from(register.querySelectorAll(".entry"));
  const headings = Array.from(register.querySelectorAll("h2"));
  const form = document.getElementById("register-filter");
  const status = document.getElementById("register-status");
  const shown = document.getElementById("register-shown");
  const fields = Array.from(form.querySelectorAll("select"));
  const offered = Object.fromEntries(
    fields.map(({ name, options }) => [name, Array.from(options, (option) => option.value)]),
  );

  const chosen = () => Object.fromEntries(fields.map(({ name, value }) => [name, value]));

  function show() {
    const wanted = chosen();
    for (const entry of entries) entry.hidden = !fits(entry.dataset, wanted);
    for (const heading of headings) {
      heading.hidden = !heading.nextElementSibling.querySelector(".entry:not([hidden])");
      for (const link of document.querySelectorAll(`.toc a[href="#${heading.id}"]`)) {
        link.parentElement.hidden = heading.hidden;
      }
    }
    describe(entries.filter((entry) => !entry.hidden).length);
  }

  /* Say how many are left and, for paper, by which choice; and what to do when none is. */
  function describe(count) {
    const unknown = unknownIn(location.search, offered);
    const advice = count
      ? ""
      : " No entry matches all of these filters. Choose “All” in one of the lists, or clear the filters.";
    const named = unknown.map((each) => `“${each}”`).join(" and ");
    const [filters, them] = unknown.length > 1 ? ["filters", "them"] : ["filter", "it"];
    const warning = unknown.length ? ` This page has no ${filters} ${named}, so we ignored ${them}.` : "";
    status.textContent = `Showing ${count} of ${entries.length} entries.${advice}${warning}`;
    const choices = fields
      .filter(({ value }) => value)
      .map((field) => `${field.parentElement.firstChild.data.trim()}: ${field.selectedOptions[0].text}`);
    shown.textContent = choices.length
      ? `Filtered by ${choices.join("; ")}. ${count} of ${entries.length} entries.`
      : "";
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
