/* On the page for addresses that lead nowhere: offers to search for the words of the address. Without this script the links
   to the search, to the A–Z and home are there. */
(function () {
  "use strict";

  const link = document.querySelector("a.search-missing");
  const root = new URL("..", link.href).pathname;
  let asked = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : location.pathname;
  try {
    asked = decodeURIComponent(asked);
  } catch { /* An address that is no text is taken as it stands. */ }
  const words = asked
    .replace(/^(?:[^]*[/])?id[/](?:(?:expectation|finding|discipline|role|term|event|earlier|development|source)-)?/, "")
    .replace(/(?:index)?[.]html?$/, "")
    .match(/[\p{L}\p{N}]+/gu);
  if (!words) return;
  const text = words.join(" ").slice(0, 100);
  link.setAttribute("href", `${link.getAttribute("href")}?q=${encodeURIComponent(text)}`); // no host: it is this site's
  link.textContent = `Search for “${text}”`;
})();
