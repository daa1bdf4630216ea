import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { chosenIn, fits, queryOf } from "../../../web/filter.js";

const ENTRY = { area: "channel", lead: "yes", roles: "role-a role-lead" };

describe("an entry fits", () => {
  for (const [chosen, expected] of [
    [{}, true],
    [{ area: "", lead: "" }, true],
    [{ area: "channel" }, true],
    [{ area: "channel", lead: "no" }, false],
    [{ area: "channel", lead: "yes", roles: "role-lead" }, true],
    [{ roles: "role-a" }, true],
    [{ roles: "role" }, false],
    [{ area: "chan" }, false],
  ]) {
    test(`${JSON.stringify(chosen)}: ${expected}`, () => assert.equal(fits(ENTRY, chosen), expected));
  }
});

test("what is chosen stands in the address, what is not does not", () => {
  assert.equal(queryOf({ area: "channel", lead: "", roles: "a b" }), "?area=channel&roles=a+b");
  assert.equal(queryOf({ area: "", lead: "" }), "");
});

test("the address chooses only what is offered", () => {
  const offered = { area: ["", "channel", "people"], lead: ["", "yes"] };
  assert.deepEqual(chosenIn("?area=people&lead=yes", offered), { area: "people", lead: "yes" });
  assert.deepEqual(chosenIn("?area=nowhere&other=yes", offered), { area: "", lead: "" });
  assert.deepEqual(chosenIn("?area=%3Cb%3E&lead=__proto__", offered), { area: "", lead: "" });
  assert.deepEqual(chosenIn(queryOf({ area: "people", lead: "yes" }), offered), { area: "people", lead: "yes" });
});
