/* What the site keeps in a reader's browser: the only file that may keep anything there. A browser may forbid it or
   have no room left; then nothing is kept, and the page works on. */

/* Keep a text under a name until it is removed; return whether the browser did. */
export function save(name, text) {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/* Return what is kept under a name; null where nothing is, or where the browser forbids to look. */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/* Forget what is kept under a name; return whether the browser did. */
export function remove(name) {
  try {
    localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

/* Call `action` whenever another tab changes or removes what is kept under a name. */
export function whenAnotherTabKeeps(name, action) {
  addEventListener("storage", ({ key }) => {
    if (key === name || key === null) action();
  });
}
