/* Made-up values for tests of properties: the same ones for the same seed. */

const HOSTILE = [
  "",
  "</script><img src=x onerror=alert(1)>",
  "=1+1",
  "\u2028",
  "\ud800",
  "“Ŵ” 🙂",
  "\n\n",
  "\\",
  '"',
  "__proto__",
  "\0",
  "a, b;",
];

/* Return functions that choose, each time anew. */
export function chance(seed) {
  let state = seed;
  /* Return a number from 0 to below `most`: mulberry32. */
  function below(most) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  }
  const oneOf = (values) => values[below(values.length)];
  const text = () => Array.from({ length: below(5) }, () => oneOf(HOSTILE)).join(oneOf(["", " ", "x"]));
  return { below, oneOf, text };
}
