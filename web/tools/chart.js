/* A picture of shares before and after, which says in words what it shows and needs no colour. */
const NAMESPACE = "http://www.w3.org/2000/svg";
const ROW = 64;
const BAR = 16;
const WIDEST = 68; // per cent of the width; the words stand beside the bar

/* Return a new picture of rows of { name, shares } before and after, in per cent; null where a share is not known.
   Lengths are parts of the width, so that words keep their size on any screen. */
export function chartOf(rows, label) {
  const chart = drawn("svg", { class: "chart", width: "100%", height: rows.length * ROW, role: "img" });
  chart.setAttribute("aria-label", label);
  rows.forEach(({ name, shares }, at) => {
    const top = at * ROW;
    chart.append(
      text(name, 0, top + 14, "chart-name"),
      ...bar("before", shares.before, top + 20),
      ...bar("after", shares.after, top + 22 + BAR),
    );
  });
  return chart;
}

function bar(name, percent, y) {
  if (percent === null) return [text(`${name}: not known`, 0, y + 13)];
  const width = `${(percent / 100) * WIDEST}%`;
  const shape = drawn("rect", { class: `chart-${name}`, x: 0, y, width, height: BAR });
  const words = text(`${name} ${percent}%`, width, y + 13);
  words.setAttribute("dx", 6);
  return [shape, words];
}

function text(words, x, y, className = "") {
  const made = drawn("text", { x, y, class: className });
  made.textContent = words;
  return made;
}

function drawn(name, attributes) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
