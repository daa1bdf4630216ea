/* Makes a calendar file of the first hundred days, from the day a reader chooses. Nothing leaves the browser. Without
   this script the page can be printed. */
import { button, element, statusElement } from "./dom.js";
import { addDays, calendarFile } from "./ics.js";
import { saveFile } from "./save-file.js";

const FIRST = 2000;
const LAST = 2099;
const place = document.getElementById("hundred-days-calendar");
const day = element("input", { type: "date", required: true, min: `${FIRST}-01-01`, max: `${LAST}-12-31` });
const label = element("label", {}, "First day in the role ", day);
const status = statusElement("p", { className: "check-status" });
const make = button("Download calendar", download, { className: "cite-button" });
place.append(element("p", {}, label, " ", make), status);

/* Read from a ZIP, the page knows its address on the web from its canonical link alone, which not every site has. */
const home = document.querySelector("link[rel=canonical]")?.href ?? location.href;

/* Return what is to be done, with the day of each: every heading "Week N" or "Weeks N to M" with the items below it. */
function entries(first) {
  const found = [];
  for (const heading of document.querySelectorAll("#hundred-days h2, #hundred-days h3")) {
    const week = Number(heading.textContent.match(/Weeks? (\d+)/)?.[1]);
    let next = heading.nextElementSibling;
    while (week && next && !next.matches("h2, h3")) {
      for (const item of next.querySelectorAll("li")) {
        const title = (item.querySelector("strong") || item).textContent.replace(/[.:]$/, "").trim();
        const links = Array.from(item.querySelectorAll("a"), (link) => new URL(link.getAttribute("href"), home).href);
        const text = [item.textContent.replace(/\s+/g, " ").trim(), ...links].join("\n");
        found.push({ day: addDays(first, 7 * (week - 1)), title, text });
      }
      next = next.nextElementSibling;
    }
  }
  return found;
}

function download() {
  if (!day.validity.valid) {
    const isGiven = day.validity.rangeUnderflow || day.validity.rangeOverflow;
    status.textContent = isGiven ? `Choose a day from ${FIRST} to ${LAST}.` : "Choose the first day first.";
    return;
  }
  const made = entries(day.value);
  const text = calendarFile(made, { name: "first-hundred-days", made: new Date() });
  saveFile("first-hundred-days.ics", text, "text/calendar");
  status.textContent = `The file has ${made.length} entries. It was made in your browser and was not sent anywhere.`;
}
