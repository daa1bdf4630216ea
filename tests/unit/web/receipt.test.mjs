import assert from "node:assert/strict";
import { test } from "node:test";
import { newEntry } from "../../../web/tools/learning.js";
import { pageOf, receipt } from "../../../web/tools/receipt.js";
import { chance } from "./random.mjs";

const HOME = "https://host.example/";
const ENTRY = {
  date: "2026-11-30",
  record: "module-channel",
  title: "Module 7: Channel",
  why: "New in post",
  minutes: 45,
  happened: "Read it",
  meaning: "We send whoever is free",
  next: "Ask who decides",
  check: "passed",
  privateNote: "zebra",
};
const made = (entries, options) => receipt(entries, { isPrivate: false, home: HOME, made: "2026-12-01", ...options });
const fact = ({ facts }, wanted) => facts.find(([name]) => name === wanted)?.[1];

test("the summary says all but the private note, and that it is no certificate", () => {
  const { title, notes, entries } = made([ENTRY]);
  assert.equal(title, "CPD record: a summary for my line manager");
  assert.match(notes.join(" "), /a receipt, never a certificate/);
  assert.deepEqual(entries, [
    {
      title: "Module 7: Channel",
      facts: [
        ["Date", "30 November 2026"],
        ["Permanent link", "https://host.example/id/module-channel/"],
        ["Why", "New in post"],
        ["Time", "45 minutes"],
        ["What happened", "Read it"],
        ["So what", "We send whoever is free"],
        ["Now what", "Ask who decides"],
        ["Knowledge check", "Passed"],
      ],
    },
  ]);
});

test("no private note gets into a summary, whatever stands in it", () => {
  const { text, below } = chance(3);
  for (let run = 0; run < 200; run += 1) {
    const entry = { ...newEntry("2026-11-30"), title: text(), why: text(), happened: text(), minutes: below(90) };
    const plain = pageOf(made([entry]));
    assert.equal(pageOf(made([{ ...entry, privateNote: `${text()} okapi` }])), plain);
  }
});

test("the copy for oneself has the private note, and says that it is private", () => {
  const { title, notes, entries, facts } = made([ENTRY], { isPrivate: true });
  assert.match(title, /^Private: /);
  assert.match(notes[0], /do not hand it on/);
  assert.deepEqual(entries[0].facts.at(-1), ["Private note", "zebra"]);
  assert.equal(facts[0][0], "Period", "there is nobody to sign for");
});

test("the period is that of the entries, or the one that was asked for", () => {
  const entries = ["2026-11-30", "", "2026-03-02"].map(newEntry);
  assert.equal(fact(made(entries), "Period"), "2 March 2026 to 30 November 2026");
  assert.equal(fact(made([ENTRY]), "Period"), "30 November 2026");
  assert.equal(fact(made([newEntry("")]), "Period"), undefined);
  const chosen = made(entries, { from: "2026-03-03", to: "2026-12-31" });
  assert.equal(fact(chosen, "Period"), "3 March 2026 to 31 December 2026");
  assert.equal(chosen.entries.length, 1);
  assert.equal(made(entries, { from: "2026-11-30", to: "2026-11-30" }).entries.length, 1);
});

test("entries stand in the order of their days, then as they were written", () => {
  const entries = [
    ["2026-02-01", "c"],
    ["", "e"],
    ["2026-02-01", "b"],
    ["2026-01-01", "a"],
    ["", "d"],
  ]; // the last written first
  const titles = made(entries.map(([date, title]) => ({ ...newEntry(date), title }))).entries.map(({ title }) => title);
  assert.equal(titles.join(""), "abcde");
});

test("minutes are added up only where some are given", () => {
  const timed = (minutes) => ({ ...newEntry("2026-11-30"), minutes });
  assert.equal(fact(made([timed(null), timed(null)]), "Total time"), undefined);
  assert.equal(fact(made([timed(1)]), "Total time"), "1 minute");
  assert.equal(fact(made([timed(45), timed(0)]), "Total time"), "45 minutes");
  assert.equal(fact(made([timed(45), timed(null)]), "Total time"), "45 minutes, given for 1 of 2 entries");
});

test("a saved page shows markup as text and allows nothing to run", () => {
  const page = pageOf(
    made([{ ...ENTRY, title: `</title><script>alert(1)</script>`, why: `"><img src=x onerror='x'>&\nnext` }]),
  );
  assert.doesNotMatch(page, /<(?:script|img)/);
  assert.match(page, /content="default-src 'none'"/);
  assert.match(page, /&#34;&#62;&#60;img src=x onerror=&#39;x&#39;&#62;&#38;<br>next/);
});
