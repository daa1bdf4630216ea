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

/* Return a promise of a script's having run. A script is read from a ZIP too, where nothing can be fetched. */
export function runScript(src) {
  return new Promise((resolve, reject) => {
    const script = element("script", { src, onload: resolve, onerror: reject });
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  });
}

/* Call what need not hold up the next picture on the screen. */
export function afterPaint(action) {
  requestAnimationFrame(() => setTimeout(action));
}
