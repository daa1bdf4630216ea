import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { chosenIn, fits, queryOf, unknownIn } from "../../../web/filter.js";

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
  const offered = { area: ["", "channel", "people"], applies: ["", "lead"] };
  assert.deepEqual(chosenIn("?area=people&applies=lead", offered), { area: "people", applies: "lead" });
  assert.deepEqual(chosenIn("?area=nowhere&other=yes", offered), { area: "", applies: "" });
  assert.deepEqual(chosenIn("?area=%3Cb%3E&applies=__proto__", offered), { area: "", applies: "" });
  assert.deepEqual(chosenIn(queryOf({ area: "people", applies: "lead" }), offered), {
    area: "people",
    applies: "lead",
  });
});

test("an address from before chooses the same as before", () => {
  const offered = { area: ["", "channel"], applies: ["", "lead"] };
  assert.deepEqual(chosenIn("?lead=yes", offered), { area: "", applies: "lead" });
  assert.deepEqual(chosenIn("?area=channel&lead=yes", offered), { area: "channel", applies: "lead" });
});

test("what no filter offers is named", () => {
  const offered = { area: ["", "channel"] };
  assert.deepEqual(unknownIn("?area=channel", offered), []);
  assert.deepEqual(unknownIn("", offered), []);
  assert.deepEqual(unknownIn("?area=moon&colour=red", offered), ["area=moon", "colour=red"]);
});
