/* Days, as texts such as 2026-11-30. */

/* Return the day on the reader's calendar. */
export function today(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/* Return a day in words, such as 30 November 2026 or, in a `medium` style, 30 Nov 2026; what is no day as it is. */
export function dayInWords(day, dateStyle = "long") {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.valueOf()) ? day : date.toLocaleDateString("en-GB", { dateStyle, timeZone: "UTC" });
}
