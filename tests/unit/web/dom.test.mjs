import assert from "node:assert/strict";
import { test } from "node:test";
import { afterPaint, button, element, statusElement } from "../../../web/dom.js";
import { fakeDocument } from "./page.mjs";

globalThis.document = fakeDocument;

test("an element has its properties and its children in order", () => {
  const inner = element("b");
  const made = element("p", { className: "note", id: "x" }, "one ", inner);
  assert.equal(made.name, "p");
  assert.equal(made.className, "note");
  assert.equal(made.id, "x");
  assert.deepEqual(made.children, ["one ", inner]);
});

test("a button sends no form, says its text and calls its action", () => {
  let pressed = 0;
  const made = button("Copy", () => (pressed += 1), { className: "small" });
  assert.equal(made.type, "button");
  assert.equal(made.textContent, "Copy");
  assert.equal(made.className, "small");
  made.listeners.click();
  assert.equal(pressed, 1);
});

test("a status is empty and is announced", () => {
  const made = statusElement("span", { className: "note" });
  assert.equal(made.attributes.role, "status");
  assert.equal(made.className, "note");
  assert.deepEqual(made.children, []);
});

test("what may wait comes after the picture, not before", () => {
  const order = [];
  const timers = [];
  globalThis.requestAnimationFrame = (action) => order.push("frame") && action();
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (action) => timers.push(action);
  afterPaint(() => order.push("action"));
  globalThis.setTimeout = setTimeout;
  assert.deepEqual(order, ["frame"]);
  timers[0]();
  assert.deepEqual(order, ["frame", "action"]);
});
