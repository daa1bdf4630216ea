/* The reader's own choice of colours; without one the style follows the system. It runs as soon as it is there, in practice
   before the style sheet has come and anything is painted, but nothing waits for it. */
(function () {
  "use strict";
  try {
    const chosen = localStorage.getItem("scheme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
  } catch { /* A browser that forbids storage shows the system's colours. */ }
})();
