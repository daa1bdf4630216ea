/* Sets the reader's own choice of colours before anything is painted; without one the style follows the system. */
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch { /* A browser that forbids storage shows the system's colours. */ }
})();
