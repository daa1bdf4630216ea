/* A file that only a passphrase opens: AES-GCM with a key that PBKDF2 makes of the passphrase, both by the browser. */

import { LONGEST } from "./document.js";

const NAME = "prevent-protected";
const LONGEST_SEALED = 4 * LONGEST + 1000; // of a character at most three bytes, each a third longer as text
const ROUNDS = 600_000; // OWASP, Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-256
const MOST_ROUNDS = 5_000_000; // a file that asks for more only keeps the browser busy
const SHORTEST = 12;

/* Whether this browser can do it on this page; some offer it only where a page came over a secure connection. */
export const canProtect = () => Boolean(globalThis.crypto?.subtle);

/* Return what is wrong with a passphrase; empty where nothing is. */
export function faultOfPassphrase(passphrase) {
  if (passphrase.trim().length >= SHORTEST) return "";
  return `Use a passphrase of at least ${SHORTEST} characters, such as four words that do not belong together.`;
}

/* Whether a text is a protected file. */
export const isProtected = (text) => text.length < LONGEST_SEALED && Boolean(envelopeOf(text));

/* Return the text of a protected file. */
export async function protect(text, passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyOf(passphrase, salt, ROUNDS);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  const parts = { salt: encoded(salt), iv: encoded(iv), data: encoded(new Uint8Array(sealed)) };
  return `${JSON.stringify({ format: NAME, version: 1, rounds: ROUNDS, ...parts }, null, 2)}\n`;
}

/* Return the text that was protected; null where the passphrase is another one or the file was changed. */
export async function unprotect(text, passphrase) {
  const { salt, iv, data, rounds } = envelopeOf(text);
  try {
    const key = await keyOf(passphrase, decoded(salt), rounds);
    return new TextDecoder().decode(
      await crypto.subtle.decrypt({ name: "AES-GCM", iv: decoded(iv) }, key, decoded(data)),
    );
  } catch {
    return null;
  }
}

function envelopeOf(text) {
  try {
    const value = JSON.parse(text);
    const { format, version, rounds, salt, iv, data } = Object(value);
    const isSound = format === NAME && version === 1 && rounds > 0 && rounds <= MOST_ROUNDS;
    return isSound && [salt, iv, data].every((part) => typeof part === "string") ? value : null;
  } catch {
    return null;
  }
}

async function keyOf(passphrase, salt, iterations) {
  const secret = new TextEncoder().encode(passphrase.normalize("NFC").trim());
  const material = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(derivation, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const encoded = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const decoded = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
