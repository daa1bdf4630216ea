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
