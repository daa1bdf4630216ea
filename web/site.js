/* The switch of colours, the menus' Escape, citations, and addresses on paper. Without this script all reading works.
 */
import { printedAddress } from "./addresses.js";
import { offerCitations } from "./cite.js";
import { afterPaint, element } from "./dom.js";
import { openEntry } from "./entry.js";
import { remove, save } from "./store.js";

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const home = new URL(".", document.querySelector("a.brand").href).href;

/* What the system wants anyway is not kept: the page goes on following the system. Where the browser keeps nothing, the
   choice holds for this page only. */
document.querySelector("button.scheme").addEventListener("click", () => {
  const wanted = dark.matches ? "dark" : "light";
  const chosen = (root.dataset.scheme || wanted) === "dark" ? "light" : "dark";
  if (chosen !== wanted) {
    root.dataset.scheme = chosen;
    save("scheme", chosen);
  } else {
    delete root.dataset.scheme;
    remove("scheme");
  }
});

/* Escape closes the menu that was opened last and gives its button the focus; so does a click beside the header's menu.
 */
const menus = Array.from(document.querySelectorAll("details.menu, details.section, details.toc"));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("[popover]:popover-open")) return;
  const open =
    menus.find((menu) => menu.open && menu.contains(document.activeElement)) || menus.find((menu) => menu.open);
  const summary = open?.querySelector("summary");
  if (!summary?.checkVisibility()) return;
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

/* The search is fetched when a reader first asks for it, by its field, by / or by Ctrl-K. */
const search = document.querySelector("a.search-open");
function openSearch() {
  if (self.openSearch) self.openSearch();
  else if (self.typedEarly === undefined) {
    self.typedEarly = ""; // what is typed until the box is there
    document.head.append(element("script", { src: new URL("assets/search.js", home).href }));
  }
}
search.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSearch();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const plain = !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (plain && self.typedEarly !== undefined && !self.openSearch && event.key.length === 1) {
    event.preventDefault();
    self.typedEarly += event.key;
    return;
  }
  const slash = event.key === "/" && plain;
  if (!slash && !(event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) return;
  event.preventDefault();
  openSearch();
});

openEntry();
addEventListener("hashchange", openEntry);

/* Neither need hold up the first paint: in a long list of pages the current one is in sight, and records can be cited.
 */
afterPaint(() => {
  const list = document.querySelector(".pages");
  const current = list?.querySelector("[aria-current]");
  if (current) list.scrollTop = current.offsetTop - list.clientHeight / 2;
  offerCitations();
});

/* On paper a link shows its address; one that the link itself shows is not repeated. */
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll("article a[href]:not(.headerlink)")) {
    const address = printedAddress(link.href, { home, prefixes: ID_PREFIXES, permanent: "permanent" in link.dataset });
    link.dataset.address = link.textContent.trim() === address ? "" : address;
  }
});
