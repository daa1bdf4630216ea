/* A set of words in few bytes: a Bloom filter. It knows all of its words, and takes a few of others for one of them. */
import { decode, encode } from "./numbers.js";

const BITS_PER_WORD = 8; // some 2 of 100 other words are taken for one of the set
const HASHES = 4;
const BITS_PER_SIGN = 5;

/* Return where a word stands among `size` bits. */
function* places(word, size) {
  let [one, other] = [2166136261, 5381];
  for (const sign of word) {
    one = Math.imul(one ^ sign.codePointAt(0), 16777619);
    other = (Math.imul(other, 33) + sign.codePointAt(0)) | 0;
  }
  for (let number = 0; number < HASHES; number += 1) yield ((one + Math.imul(number, other)) >>> 0) % size;
}

/* Return the set of these words as text. */
export function sieveOf(words) {
  const signs = new Array(Math.ceil((words.length * BITS_PER_WORD) / BITS_PER_SIGN)).fill(0);
  for (const word of words) {
    for (const place of places(word, signs.length * BITS_PER_SIGN)) {
      signs[Math.floor(place / BITS_PER_SIGN)] |= 1 << (place % BITS_PER_SIGN);
    }
  }
  return signs.map(encode).join("");
}

/* Return what says whether a word is in the set, from what `sieveOf` returned. */
export function sieve(text) {
  const signs = decode(text);
  const isSet = (place) => (signs[Math.floor(place / BITS_PER_SIGN)] >> (place % BITS_PER_SIGN)) & 1;
  return (word) => [...places(word, signs.length * BITS_PER_SIGN)].every(isSet);
}
