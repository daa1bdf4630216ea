import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { citationForms } from "../../../web/citation.js";

const SITE = { site: "A guide", edition: "2026-11-22", day: "2026-11-24" };
const RECORD = {
  id: "rec-3",
  title: "Access to the tracker",
  summary: "They should have it.",
  address: "https://example.org/id/rec-3/",
};

const forms = (changed = {}, site = {}) => citationForms({ ...RECORD, ...changed }, { ...SITE, ...site });

describe("each form", () => {
  const made = forms();

  test("is offered", () => {
    const names = ["Plain text", "Markdown", "HTML", "RIS", "BibTeX", "HTML to embed"];
    assert.deepEqual(Object.keys(made), names);
  });

  test("plain text", () => {
    assert.equal(
      made["Plain text"],
      "Access to the tracker (rec-3). A guide, edition of 2026-11-22. https://example.org/id/rec-3/ (accessed 2026-11-24).",
    );
  });

  test("Markdown", () => {
    assert.equal(
      made.Markdown,
      "[Access to the tracker](https://example.org/id/rec-3/) (rec-3). " +
        "*A guide*, edition of 2026-11-22, accessed 2026-11-24.",
    );
  });

  test("HTML", () => {
    assert.equal(
      made.HTML,
      '<a href="https://example.org/id/rec-3/">Access to the tracker</a> (rec-3). ' +
        "<cite>A guide</cite>, edition of 2026-11-22, accessed 2026-11-24.",
    );
  });

  test("RIS, with its day divided by strokes", () => {
    assert.deepEqual(made.RIS.split("\n"), [
      "TY  - ELEC",
      "TI  - Access to the tracker",
      "T2  - A guide",
      "ID  - rec-3",
      "ET  - 2026-11-22",
      "UR  - https://example.org/id/rec-3/",
      "Y2  - 2026/11/24",
      "ER  - ",
    ]);
  });

  test("BibTeX", () => {
    assert.deepEqual(made.BibTeX.split("\n"), [
      "@online{rec-3,",
      "  title = {{Access to the tracker}},",
      "  organization = {{A guide}},",
      "  edition = {2026-11-22},",
      "  url = {https://example.org/id/rec-3/},",
      "  urldate = {2026-11-24}",
      "}",
    ]);
  });

  test("names the official source where there is one", () => {
    const based = forms({ basis: "HMICFRS: “Recommendation 3”" });
    const words = "Based on HMICFRS: “Recommendation 3”.";
    for (const name of ["Plain text", "Markdown", "HTML"]) assert.ok(based[name].includes(`(rec-3). ${words}`), name);
    assert.ok(based.RIS.includes("N1  - Based on HMICFRS: “Recommendation 3”\n"));
    assert.ok(based.BibTeX.includes("  note = {Based on HMICFRS: “Recommendation 3”},\n"));
  });

  test("snippet", () => {
    assert.equal(
      made["HTML to embed"],
      '<blockquote cite="https://example.org/id/rec-3/"><p><strong>Access to the tracker</strong></p>' +
        '<p>They should have it.</p><p><a href="https://example.org/id/rec-3/">A guide</a> (unofficial), ' +
        'edition of 2026-11-22. <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p></blockquote>',
    );
  });

  test("snippet, with what the entry is and where it is from", () => {
    const named = forms({ kind: "Finding · positive", basis: "The report: “Channel”", dated: "March 2020" });
    assert.ok(
      named["HTML to embed"].includes("<p>Finding · positive. Source (March 2020): The report: “Channel”.</p>"),
    );
  });
});

describe("BibTeX escapes", () => {
  for (const [title, written] of [
    ["Fixed & flexible", "Fixed \\& flexible"],
    ["Entry #5", "Entry \\#5"],
    ["100% of $5", "100\\% of \\$5"],
    ["a_b", "a\\_b"],
    ["one } two {", "one \\textbraceright{} two \\textbraceleft{}"],
    ["~^\\", "\\textasciitilde{}\\textasciicircum{}\\textbackslash{}"],
    ["é – “x”", "é – “x”"],
  ]) {
    test(title, () => {
      const made = forms({ title }, { site: title }).BibTeX;
      assert.ok(made.includes(`  title = {{${written}}},\n`), made);
      assert.ok(made.includes(`  organization = {{${written}}},\n`), made);
    });
  }

  test("so that braces always come in pairs", () => {
    const made = forms({ title: "}}, {{ }", address: "https://example.org/}{" }).BibTeX;
    let depth = 0;
    for (const sign of made) {
      depth += { "{": 1, "}": -1 }[sign] ?? 0;
      assert.ok(depth >= 0, made);
    }
    assert.equal(depth, 0, made);
  });
});

describe("HTML escapes", () => {
  test("title, summary, site and address", () => {
    const hostile = `"><script>alert('&')</script>`;
    const made = forms({ title: hostile, summary: hostile, address: hostile }, { site: hostile });
    for (const name of ["HTML", "HTML to embed"]) {
      assert.equal(made[name].includes("<script"), false, made[name]);
      assert.equal(made[name].includes('""'), false, made[name]);
    }
    assert.ok(made.HTML.includes("&quot;&gt;&lt;script&gt;alert('&amp;')"), made.HTML);
  });
});

/* That the escaped titles are shown as they are is tested with a real renderer, in tests/unit/test_web.py. */
describe("Markdown escapes", () => {
  for (const [title, written] of [
    ["[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"],
    ["*a* _b_ `c` \\", "\\*a\\* \\_b\\_ \\`c\\` \\\\"],
    ["<b onclick=x> & &lt;", "&lt;b onclick=x> &amp; &amp;lt;"],
    ["{: onclick=x }", "\\{: onclick=x \\}"],
  ]) {
    test(title, () => assert.ok(forms({ title }).Markdown.startsWith(`[${written}](`), forms({ title }).Markdown));
  }

  test("an address that would end the link", () => {
    const made = forms({ address: "https://example.org/a) [x](javascript:alert(1)" }).Markdown;
    assert.ok(made.includes("(https://example.org/a%29%20[x]%28javascript:alert%281%29)"), made);
  });
});
