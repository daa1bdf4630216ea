/* On the page for addresses that lead nowhere: offers to search for the words of the address. Without this script the
   links to the search, to the A to Z and home are there. */
import { searchWords } from "./addresses.js";

const link = document.querySelector("a.search-missing");
const root = new URL("..", link.href).pathname;
const words = searchWords(decoded(pathBelow(root)), ID_PREFIXES);
if (words) {
  const query = encodeURIComponent(words);
  link.setAttribute("href", `${link.getAttribute("href")}#q=${query}`); // no host: it is this site's
  link.textContent = `Search for “${words}”`;
}

function pathBelow(folder) {
  return location.pathname.startsWith(folder) ? location.pathname.slice(folder.length) : location.pathname;
}

/* An address that is no text is taken as it stands. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
