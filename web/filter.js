/* The filter of a list: `chosen` holds the value that a reader chose in each field, by the field's name; "" is all. */

/* Addresses that were linked to before the fields had their names of today. */
const FORMER = { "lead=yes": "applies=lead" };

/* Say whether an entry has the chosen value of each field. What it has of a field is a list, divided by spaces. */
export function fits(entry, chosen) {
  return Object.entries(chosen).every(([name, value]) => !value || entry[name].split(" ").includes(value));
}

/* Return what is chosen as the query of an address, so that a view can be linked to; "" where nothing is. */
export function queryOf(chosen) {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
  return query && `?${query}`;
}

/* Return what the query of an address chooses, of the values that each field offers. */
export function chosenIn(query, offered) {
  const wanted = asked(query);
  return Object.fromEntries(
    Object.entries(offered).map(([name, values]) => [name, values.includes(wanted.get(name)) ? wanted.get(name) : ""]),
  );
}

/* Return what the query of an address asks that no field offers, such as `area=moon`. */
export function unknownIn(query, offered) {
  return Array.from(asked(query))
    .filter(([name, value]) => value && !offered[name]?.includes(value))
    .map(([name, value]) => `${name}=${value}`);
}

function asked(query) {
  const parts = query.replace(/^[?]/, "").split("&");
  return new URLSearchParams(parts.map((part) => FORMER[part] ?? part).join("&"));
}
