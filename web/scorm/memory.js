/* What a learning system keeps of a learner between two sessions, in one text of at most 4,096 characters.

   A memory is { seen, answers, best }: the codes of the screens that were opened, a map from the code of a question to
   the learner's answer (as answers.js gives it), and the best score so far, or null. Codes have three characters. */

const LIMIT = 4096;
const VERSION = "1";
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CODE = 3;
const PLACES = 7; // an order has at most six steps; 0 is none

export const emptyMemory = () => ({ seen: new Set(), answers: new Map(), best: null });

/* Return a memory as a text. `isOrder` says of the code of a question whether its answer is an order. Where there is no
   room for all, which screens were opened is left out. */
export function pack({ seen, answers, best }, isOrder) {
  const orders = [];
  const choices = [];
  for (const [code, answer] of answers) {
    if (isOrder(code))
      orders.push(
        code +
          number(
            answer.reduceRight((sum, place) => sum * PLACES + Number(place), 0),
            3,
          ),
      );
    else
      choices.push(
        code +
          number(
            answer.reduce((sum, choice) => sum + 2 ** (choice - 1), 0),
            1,
          ),
      );
  }
  const text = (codes) => [VERSION, best ?? "", codes.join(""), choices.join(""), orders.join("")].join(".");
  const whole = text([...seen]);
  return whole.length <= LIMIT ? whole : text([]);
}

/* Return the memory that a text holds; an empty one where the text is none of ours. */
export function unpack(text) {
  const found = /^1\.(\d{0,3})\.((?:[\w-]{3})*)\.((?:[\w-]{4})*)\.((?:[\w-]{6})*)$/.exec(text);
  if (!found) return emptyMemory();
  const [, best, seen, choices, orders] = found;
  return {
    seen: new Set(cut(seen, CODE)),
    answers: new Map([
      ...cut(choices, CODE + 1).map((part) => [part.slice(0, CODE), chosen(value(part.slice(CODE)))]),
      ...cut(orders, CODE + 3).map((part) => [part.slice(0, CODE), placed(value(part.slice(CODE)))]),
    ]),
    best: best === "" ? null : Number(best),
  };
}

const cut = (text, size) => Array.from({ length: text.length / size }, (_, at) => text.substr(at * size, size));

const number = (amount, length) =>
  Array.from({ length }, (_, at) => SIGNS[Math.floor(amount / 64 ** at) % 64]).join("");

const value = (signs) => Array.from(signs).reduceRight((sum, sign) => sum * 64 + SIGNS.indexOf(sign), 0);

const chosen = (mask) => [1, 2, 3, 4, 5, 6].filter((choice) => mask & (2 ** (choice - 1))).map(String);

function placed(amount) {
  const places = [];
  for (let left = amount; left > 0; left = Math.floor(left / PLACES)) places.push(String(left % PLACES));
  return places;
}
