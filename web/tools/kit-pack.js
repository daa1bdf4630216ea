/* Makes one ZIP of the chosen parts. It is whole, or it is not made: every part is compared with its size and checksum
   before it goes in. */
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

const PACKED = /\.(?:zip|pdf|docx|pptx|xlsx)$/; // what cannot be made smaller
const LIST = "Or download the files one by one below.";

/* What went wrong, in one line for the trainer. */
class PackFault extends Error {}

const faults = {
  lost: (path) => `The connection failed at ${path}, so no kit was saved. Try again. ${LIST}`,
  missing: (path) => `The file ${path} was not found, so no kit was saved. Load the page again. ${LIST}`,
  changed: (path) =>
    `The file ${path} is not the one that this page expects, so no kit was saved. Load the page again.`,
  space: () => "This kit is too big for the memory of this browser, so no kit was saved. Choose fewer files.",
};

/* Return { blob } with the own files, { name: text or Blob }, and the parts, each in the folder of its subject; or
   { fault }, one line that says why it cannot be whole; or { isStopped }. `base` is the address of the folder of the
   parts, `day` the time of all files; `progress` is called with how many bytes are in; `signal` stops it. */
export async function pack(request) {
  try {
    return { blob: await packed(request) };
  } catch (error) {
    if (request.signal?.aborted) return { isStopped: true };
    return { fault: error instanceof PackFault ? error.message : faults.space() };
  }
}

async function packed({ own, parts, base, day, progress, signal, ask = fetch, digest = sha256 }) {
  const sums = sumsOf(await fetched("SHA256SUMS", base, { signal, ask }));
  const zip = archive(day);
  for (const [name, content] of Object.entries(own)) zip.add(name, await bytesOf(content));
  let done = 0;
  for (const { path, size } of parts) {
    const bytes = await fetched(path, base, { signal, ask });
    const sum = await digest(bytes);
    if (bytes.length !== size || (sum && sum !== sums[path])) throw new PackFault(faults.changed(path));
    zip.add(path, bytes);
    done += size;
    progress(done);
  }
  return zip.end();
}

async function fetched(path, base, { signal, ask }) {
  let answer;
  let content;
  try {
    answer = await ask(new URL(path, base), { signal });
    content = answer.ok && (await answer.arrayBuffer());
  } catch (error) {
    if (signal?.aborted || error instanceof RangeError) throw error;
    throw new PackFault(faults.lost(path));
  }
  if (!content) throw new PackFault(faults.missing(path));
  return new Uint8Array(content);
}

/* Return the checksum of each path, from what sha256sum reads. */
function sumsOf(bytes) {
  const lines = new TextDecoder().decode(bytes).matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm);
  return Object.fromEntries(Array.from(lines, ([, sum, path]) => [path, sum]));
}

/* Return the checksum of bytes; undefined where the browser makes none, as on a page without encryption. */
async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) return undefined;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function bytesOf(content) {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(await content.arrayBuffer());
}

/* Return what takes files and ends as a Blob. All have the time of a day, so that the same choice gives the same ZIP.
 */
function archive(day) {
  const chunks = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const mtime = new Date(`${day}T12:00:00`);
  return {
    add(name, bytes) {
      const entry = PACKED.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name);
      entry.mtime = mtime;
      zip.add(entry);
      entry.push(bytes, true);
    },
    end() {
      zip.end();
      return new Blob(chunks, { type: "application/zip" });
    },
  };
}
