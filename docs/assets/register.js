/* The filter of the register. Without this script the whole register is there. */
(function () {
  "use strict";

  const register = document.getElementById("register");
  if (!register) return;
  const entries = Array.from(register.querySelectorAll(".entry"));
  const form = document.getElementById("register-filter");
  const status = document.getElementById("register-status");
  const fields = Array.from(form.querySelectorAll("select"));

  /* An entry fits when it has the chosen value of each field; the roles of an entry are a list. */
  function fits(entry) {
    return fields.every((field) => !field.value || entry.dataset[field.name].split(" ").includes(field.value));
  }

  function show() {
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !fits(entry);
      if (!entry.hidden) shown += 1;
    }
    for (const heading of register.querySelectorAll("h2")) {
      heading.hidden = !heading.nextElementSibling.querySelector(".entry:not([hidden])");
    }
    status.textContent = shown + " of " + entries.length + " are shown.";
  }

  /* The filter stands in the address, so that a view can be linked to. */
  function write() {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value) query.set(field.name, field.value);
    const search = query.toString();
    history.replaceState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
  }

  function read() {
    const query = new URLSearchParams(location.search);
    for (const field of fields) {
      const wanted = query.get(field.name) || "";
      field.value = Array.from(field.options).some((option) => option.value === wanted) ? wanted : "";
    }
  }

  form.addEventListener("change", () => { write(); show(); });
  form.addEventListener("reset", () => setTimeout(() => { write(); show(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("popstate", () => { read(); show(); });

  form.hidden = false;
  read();
  show();
})();
