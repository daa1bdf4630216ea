/* The switch of colours, the menus' Escape, and addresses on paper. Without this script all reading works. */
(function () {
  "use strict";

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector("button.scheme");

  function shown() {
    return root.dataset.scheme || (dark.matches ? "dark" : "light");
  }

  function name() {
    const other = shown() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Switch to ${other} colours`);
    button.title = `Switch to ${other} colours`;
  }

  /* What the system wants anyway is not stored: the page goes on following the system. */
  button.addEventListener("click", () => {
    const chosen = shown() === "dark" ? "light" : "dark";
    const own = chosen !== (dark.matches ? "dark" : "light");
    if (own) root.dataset.scheme = chosen;
    else delete root.dataset.scheme;
    try {
      if (own) localStorage.setItem("scheme", chosen);
      else localStorage.removeItem("scheme");
    } catch { /* The choice then holds for this page only. */ }
    name();
  });
  dark.addEventListener("change", name);
  name();

  /* Escape closes the menu that was opened last and gives its button the focus; so does a click beside the header's menu. */
  const menus = Array.from(document.querySelectorAll("details.menu, details.section, details.toc"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[popover]:popover-open")) return;
    const open = menus.find((menu) => menu.open && menu.contains(document.activeElement)) || menus.find((menu) => menu.open);
    const summary = open && open.querySelector("summary");
    if (!summary || !summary.checkVisibility()) return;
    open.open = false;
    summary.focus();
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus) {
      const left = menu.matches(".menu") && !menu.contains(event.target);
      const followed = menu.matches(".toc") && event.target.closest("a") && menu.contains(event.target);
      if (left || followed) menu.open = false;
    }
  });

  /* In a long list of pages the current one is in sight. */
  const list = document.querySelector(".pages");
  const current = list && list.querySelector("[aria-current]");
  if (current) list.scrollTop = current.offsetTop - list.clientHeight / 2;

  /* On paper a link shows its address: a record's permanent one, below the address of the site. */
  const home = new URL(document.querySelector("a.brand").href);
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll("article a[href]:not(.headerlink)")) {
      const record = /^#((?:rec|expectation|finding|duty|discipline|role|term|event|earlier|development|source|module)-.+)$/.exec(link.hash);
      let address = link.href;
      if (link.href.startsWith(home.href)) address = record ? `${home.href}id/${record[1]}/` : link.href;
      if (link.dataset.permanent !== undefined) link.dataset.address = link.href;
      else link.dataset.address = link.textContent.trim() === link.href ? "" : address;
    }
  });
})();
