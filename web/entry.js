/* An entry on a page that it shares: its heading, and what follows to the next heading of that or a higher level. */

const levelOf = (element) => Number(element.tagName.match(/^H([1-6])$/)?.[1] ?? 7);

/* Return the parts of the entry with this heading. */
export function partsOf(heading) {
  const parts = [heading];
  let next = heading.nextElementSibling;
  while (next && levelOf(next) > levelOf(heading)) {
    parts.push(next);
    next = next.nextElementSibling;
  }
  return parts;
}

/* Open the rest of the entry that the address names, which is folded. A heading above several entries opens none. An id
   holds no sign that an address would escape. */
export function openEntry() {
  const heading = document.getElementById(location.hash.slice(1));
  if (!heading?.matches("[data-kind]")) return;
  let next = heading.nextElementSibling;
  while (next && !next.matches("[data-kind], details[data-more]")) next = next.nextElementSibling;
  if (next?.matches("details")) next.open = true;
}

/* Print one entry alone. */
export const printEntry = (heading) => printAlone(partsOf(heading));

/* Print these parts of the article alone. */
export function printAlone(parts) {
  for (const part of parts) part.dataset.printed = "";
  document.documentElement.dataset.printing = "";
  addEventListener(
    "afterprint",
    () => {
      delete document.documentElement.dataset.printing;
      for (const part of parts) delete part.dataset.printed;
    },
    { once: true },
  );
  print();
}
