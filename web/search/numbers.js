/* Whole numbers as little text: small ones take one printable sign, larger ones two or three. */

const FIRST_CODE = 35; // "#": above the quotation mark, the space and "!", which divide
const BACKSLASH = 92; // would need another one in front of it
const BASE = 91; // signs from the first up to "~", without the backslash
const SINGLES = 45; // numbers below this take one sign
const PAIRS = 40; // so many first signs open a number of two

/* The first number that takes three signs, and the first that takes more and cannot be written. */
const THREE = SINGLES + PAIRS * BASE;
const LIMIT = THREE + (BASE - SINGLES - PAIRS) * BASE * BASE;

function signOf(digit) {
  const code = FIRST_CODE + digit;
  return String.fromCharCode(code < BACKSLASH ? code : code + 1);
}

function digitAt(text, at) {
  const code = text.charCodeAt(at);
  return (code < BACKSLASH ? code : code - 1) - FIRST_CODE;
}

/* Return a number as text; throws where it is too large. */
export function encode(number) {
  if (number >= LIMIT) throw new RangeError(`${number} is too large for the data of the search`);
  if (number < SINGLES) return signOf(number);
  if (number < THREE) {
    const rest = number - SINGLES;
    return signOf(SINGLES + Math.floor(rest / BASE)) + signOf(rest % BASE);
  }
  const rest = number - THREE;
  const high = SINGLES + PAIRS + Math.floor(rest / BASE / BASE);
  return signOf(high) + signOf(Math.floor(rest / BASE) % BASE) + signOf(rest % BASE);
}

/* Return the numbers that `encode` wrote one behind the other. */
export function decode(text) {
  const numbers = [];
  let at = 0;
  const next = () => {
    at += 1;
    return digitAt(text, at - 1);
  };
  while (at < text.length) {
    const first = next();
    if (first < SINGLES) numbers.push(first);
    else if (first < SINGLES + PAIRS) numbers.push(SINGLES + (first - SINGLES) * BASE + next());
    else numbers.push(THREE + ((first - SINGLES - PAIRS) * BASE + next()) * BASE + next());
  }
  return numbers;
}
