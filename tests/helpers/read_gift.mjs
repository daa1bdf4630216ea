/* Reads a bank of questions with a grammar of GIFT: `node read_gift.mjs < bank.txt` prints what it found as JSON. */
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";

console.log(JSON.stringify(parse(readFileSync(0, "utf8"))));
