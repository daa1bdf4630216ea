/* The screens of a package, of which one is shown. The address names the heading that was asked for, so that the
   browser's own Back and Forward work. */
import { element } from "../dom.js";

/* Show one screen at a time and call `shown` with each that a learner comes to. Links
   are followed from when `listen` is called. */
export function screens(shown) {
  const list = Array.from(document.querySelectorAll(".screen"));
  const [back, place, next] = document.querySelector(".turn").children;
  const contents = document.querySelector(".contents");
  const name = document.title;
  const heading = (screen) => screen.querySelector("h1");
  const links = new Map(
    list.map((screen) => [screen, contents.querySelector(`a[href="#${CSS.escape(heading(screen).id)}"]`)]),
  );
  let current = list[0];

  function show(screen) {
    for (const other of list) other.hidden = other !== screen;
    current = screen;
    const at = list.indexOf(screen);
    turn(back, list[at - 1]);
    turn(next, list[at + 1]);
    place.textContent = `Page ${at + 1} of ${list.length}`;
    document.title = `${heading(screen).textContent} - ${name}`;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(screen).setAttribute("aria-current", "page");
    for (const part of contents.querySelectorAll("details")) part.open = part.contains(links.get(screen));
    shown(screen);
  }

  function turn(link, screen) {
    link.hidden = !screen;
    if (screen) link.href = `#${heading(screen).id}`;
  }

  /* Whoever follows a link goes on from what it leads to. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const screen = target?.closest(".screen");
    if (!screen) return;
    contents.open = false;
    show(screen);
    if (!target.matches("a, button, [tabindex]")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView();
  }
  return {
    list,
    current: () => current,
    place: () => heading(current).id,
    show,
    listen: () => addEventListener("hashchange", follow),
    /* Return the screen that holds an id; undefined where none does. */
    holding: (id) => list.find((screen) => heading(screen).id === id),
    /* Say in the contents that a screen was opened. */
    mark(screen) {
      const link = links.get(screen);
      if (!link.querySelector("span")) link.append(element("span", { textContent: " (opened)" }));
    },
  };
}
