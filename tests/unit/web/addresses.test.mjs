import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pagePath, printedAddress, searchWords } from "../../../web/addresses.js";

const PREFIXES = ["rec-", "duty-", "role-", "earlier-", "gadget-"];

describe("on paper", () => {
  const home = "https://example.org/guide/";
  const printed = (href, permanent) => printedAddress(href, { home, prefixes: PREFIXES, permanent });

  for (const [href, shown] of [
    ["https://example.org/guide/recommendations/rec-3/#rec-3", "id/rec-3/"],
    ["https://example.org/guide/recommendations/rec-3/#rec-3-why", "id/rec-3-why/"],
    ["https://example.org/guide/gadgets/#gadget-new", "id/gadget-new/"],
    ["https://example.org/guide/about/#about-method", "about/#about-method"],
    ["https://example.org/guide/about/#record-of-old", "about/#record-of-old"],
    ["https://example.org/guide/about/#rec-", "about/#rec-"],
    ["https://example.org/guide/rec-3/", "rec-3/"],
    ["https://example.org/guide/", ""],
    ["https://example.org/other/#rec-3", "https://example.org/other/#rec-3"],
    ["https://elsewhere.example/#rec-3", "https://elsewhere.example/#rec-3"],
  ]) {
    test(`${href} is shown as “${shown}”`, () => assert.equal(printed(href), shown));
  }

  test("a permanent address is written in full", () => {
    assert.equal(printed("https://example.org/guide/id/rec-3/", true), "https://example.org/guide/id/rec-3/");
  });
});

describe("where an address leads nowhere, it is searched for", () => {
  for (const [path, words] of [
    ["id/role-spoc/", "spoc"],
    ["guide/id/role-force-lead/", "force lead"],
    ["id/gadget-new-one/", "new one"],
    ["id/rec-99/", "rec 99"],
    ["id/rec-3-why/", "rec 3 why"],
    ["id/duty-141-2/", "duty 141 2"],
    ["id/earlier-2008-exercise/", "2008 exercise"],
    ["id/unknown-thing/", "unknown thing"],
    ["role-spoc/", "role spoc"],
    ["training/of/channel panels/index.html", "training of channel panels"],
    ["about.htm", "about"],
    ["a/<script>/é", "a script é"],
    ["", undefined],
    ["../%", undefined],
  ]) {
    test(`“${path}” by “${words}”`, () => assert.equal(searchWords(path, PREFIXES), words));
  }

  test("by no more than a hundred signs", () => {
    assert.equal(searchWords("long ".repeat(100), PREFIXES).length, 100);
  });
});

describe("the path of a page", () => {
  for (const [protocol, path, shown] of [
    ["https:", "roles/role-spoc/#role-spoc", "roles/role-spoc/#role-spoc"],
    ["file:", "roles/role-spoc/#role-spoc", "roles/role-spoc/index.html#role-spoc"],
    ["file:", "search/?kind=duty#q=x", "search/index.html?kind=duty#q=x"],
    ["file:", "glossary/", "glossary/index.html"],
  ]) {
    test(`${path} at ${protocol} is ${shown}`, () => assert.equal(pagePath(path, { protocol }), shown));
  }
});
