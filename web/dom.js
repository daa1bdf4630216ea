/* How the scripts make parts of a page. */

/* Return a new element with these properties and children. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/* Return a new button that calls `action` when it is pressed. */
export function button(text, action, properties = {}) {
  const made = element("button", { type: "button", textContent: text, ...properties });
  made.addEventListener("click", action);
  return made;
}

/* Return a new, empty element of which a screen reader announces what is written into it once it is on the page. */
export function statusElement(name, properties = {}) {
  const made = element(name, properties);
  made.setAttribute("role", "status");
  return made;
}

/* Call what need not hold up the next picture on the screen. */
export function afterPaint(action) {
  requestAnimationFrame(() => setTimeout(action));
}
