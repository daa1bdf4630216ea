/* What the quotation check says in words, from what match.js found. */
import { FEWEST, nearest, notesOn, numbersOf, recordsOf } from "./match.js";

const REPORT = 0; // the first source is the 2020 report
const SUMMARY = "Summary";

const OUTCOMES = {
  short: `Too short to tell: check a quotation of ${FEWEST} words or more.`,
  exact: "Word for word.",
  nearly: "Nearly: check the wording.",
  parts: "In parts: some of it is in the sources, but not as one passage.",
  none: "Not found: nothing like it is in the sources that we read.",
};

const PRINTED = {
  2015:
    "This is from Annex A, which reprints 2015 guidance. That guidance was replaced on 31 December 2023. It " +
    "no longer applies.",
  earlier: "This is from an inspectorate’s document of 2008 or 2009, and not what inspectors said in 2020.",
};

/* Return a number with its ending: 1st, 2nd, 3rd. */
export function ordinal(number) {
  const ending = number % 100 > 10 && number % 100 < 14 ? "th" : ["th", "st", "nd", "rd"][number % 10] || "th";
  return `${number}${ending}`;
}

/* Return in words where in its section a unit stands. */
export function unitIn(place) {
  const { sort, number, bullet } = numbersOf(place);
  if (sort === "h") return "the heading";
  if (sort === "f") return `footnote ${number}`;
  const paragraph = sort === "n" ? `paragraph ${number}` : `${ordinal(number)} paragraph`;
  return bullet ? `${paragraph}, ${ordinal(bullet)} bullet` : paragraph;
}

/* Return in words where a place is: its document, the way to its section, and the units of it. */
export function placeIn({ heading, units = [] }, { sources, headings }) {
  const [source, path] = headings[heading];
  const [title, year] = sources[source];
  const [first, last] = [units[0], units[units.length - 1]];
  const where = first ? unitIn(first.place) + (first === last ? "" : ` to ${unitIn(last.place)}`) : "";
  const document = source === REPORT ? `the ${year} report` : `“${title}”${year ? ` (${year})` : ""}`;
  return { document, path: path.join(" › "), where };
}

const sourceOf = ({ heading }, { headings }) => headings[heading][0];
const isSummary = ({ heading }, { headings }) => headings[heading][1][0] === SUMMARY;

/* Return the sentences that qualify an outcome. */
function remarks(answer, text, data) {
  const { outcome, places, alike, edges, parts } = answer;
  const found = [];
  const printed = new Set(places.map(({ heading }) => data.headings[heading][2]).filter(Boolean));
  for (const sort of printed) {
    const only = places.every(({ heading }) => data.headings[heading][2] === sort);
    found.push(only ? PRINTED[sort] : PRINTED[sort].replace("This is", "One of these places is"));
  }
  const inReport = places.filter((place) => sourceOf(place, data) === REPORT);
  if (places.length && !inReport.length) found.push("This is not in the 2020 report itself.");
  const within = inReport.map((place) => isSummary(place, data));
  const others = alike.filter((place) => inReport.length && sourceOf(place, data) === REPORT);
  if (outcome !== "parts" && within.includes(true) && within.includes(false)) {
    found.push("The Summary and the body of the report have the same words here.");
  } else if (outcome !== "parts" && within.length && others.some((place) => isSummary(place, data) !== within[0])) {
    const [here, there] = within[0] ? ["Summary", "body"] : ["body", "Summary"];
    found.push(`The ${here} has your words. The ${there} has a similar passage that is worded differently.`);
  }
  found.push(...notesOn(places, text, data));
  if (edges.begins === false)
    found.push("Your text begins inside a sentence of the source. Check what comes before it.");
  if (edges.ends === false) found.push("Your text ends inside a sentence of the source. Check what comes after it.");
  if (parts.length > 1 && outcome !== "none") {
    found.push("You left words out or put some in. Check that the meaning is still the same: we cannot see that.");
  }
  return found;
}

/* Return all that is said of a quotation: `outcome` and `summary` in words, `remarks`, `parts` to show, `places` and
   `alike` with their words, `records` that restate the places, and `nearest` sections where nothing was found. */
export function reportOf(answer, text, data) {
  const { outcome, share, places, alike, words } = answer;
  const describe = (place) => ({ ...placeIn(place, data), share: place.share });
  const percent = Math.min(Math.round(share * 100), share < 1 ? 99 : 100);
  const of = outcome === "short" || outcome === "none" ? "" : ` We found ${percent}% of its word sequences.`;
  const apart = outcome === "exact" ? " Capital letters, punctuation and hyphens may differ." : "";
  const counted = `Your text has ${words} ${words === 1 ? "word" : "words"}.`;
  return {
    outcome: OUTCOMES[outcome],
    summary: `${counted}${of}${apart}`,
    isMarked: outcome === "nearly" || outcome === "parts",
    remarks: remarks(answer, text, data),
    parts: answer.parts,
    places: places.map(describe),
    alike: alike.map(describe),
    records: recordsOf(places, text, data).map(([title, address, kind]) => ({ title, address, kind })),
    nearest: outcome === "none" ? nearest(text, data).map((heading) => describe({ heading })) : [],
  };
}
