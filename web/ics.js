/* A calendar file as RFC 5545 describes it: whole days, each with a title and a text. */

const BYTES_A_LINE = 75; // RFC 5545, section 3.1
const encoder = new TextEncoder();

/* Return the text of a file. An entry has { day, title, text }, with its day as 2026-11-30; `made` is when the file is
   made, a Date. */
export function calendarFile(entries, { name, made }) {
  const stamp = made.toISOString().replace(/[-:]|[.]\d+/g, "");
  const events = entries.flatMap(({ day, title, text }, at) => [
    "BEGIN:VEVENT",
    `UID:${at + 1}-${day}@${name}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${name}//EN`, "CALSCALE:GREGORIAN", ...events];
  return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
}

/* Return the day that is so many days after another. */
export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

const compact = (day) => day.replaceAll("-", "");

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/* A line of more bytes goes on in the next line, behind a space; no character is divided. */
function folded(line) {
  const parts = [""];
  let bytes = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (bytes + length > BYTES_A_LINE) {
      parts.push(" ");
      bytes = 1;
    }
    parts[parts.length - 1] += character;
    bytes += length;
  }
  return parts.join("\r\n");
}
