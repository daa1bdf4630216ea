/* What addresses within the site say: on paper, and where they lead nowhere. `prefixes` are the beginnings of records'
   ids, such as "rec-". */

/* Return how the address of a link stands on paper. One within the site begins at the site's own address, `home`, which
   stands above the text, and a record's is its permanent one; a `permanent` one is written in full. */
export function printedAddress(href, { home, prefixes, permanent = false }) {
  if (permanent || !href.startsWith(home)) return href;
  const anchor = href.slice(href.indexOf("#") + 1);
  const isRecord = href.includes("#") && prefixes.some((prefix) => anchor.startsWith(prefix) && anchor !== prefix);
  return isRecord ? `id/${anchor}/` : href.slice(home.length);
}

/* Return the path of a page as a link needs it: read from a disk, the page of a folder has to be named. */
export function pagePath(path, { protocol } = location) {
  return protocol === "file:" ? path.replace(/(?=[?#]|$)/, "index.html") : path;
}

/* Return the address of the site for a page two folders below it, which knows its own on the web even when it was read
   from a ZIP. */
export function siteHome() {
  const canonical = document.querySelector('link[rel="canonical"]');
  return new URL("../../", canonical?.href ?? location.href).href;
}

/* Return the words of an address, relative to the site's root, for a search; undefined where it has none. Of a record's
   id the prefix is no word of its title, but a short number says nothing without it, as in "rec-3". */
export function searchWords(path, prefixes) {
  const lead = new RegExp(`^(?:.*/)?id/(?:(?:${prefixes.join("|")})(?!\\d{1,3}(?!\\d)))?`, "s");
  const words = path
    .replace(lead, "")
    .replace(/(?:index)?[.]html?$/, "")
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join(" ").slice(0, 100);
}
