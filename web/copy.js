/* A button on each block of code copies it. Without this script the code is selected and copied by hand. */
import { button, statusElement } from "./dom.js";

for (const block of document.querySelectorAll("div.highlight:not(.no-copy)")) {
  const name = block.querySelector(".filename")?.textContent ?? "the code";
  const status = statusElement("span", { className: "visually-hidden" });
  const copy = button("Copy", async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      status.textContent = "Copied";
    } catch {
      status.textContent = "Copying blocked: select the code";
    }
    copy.textContent = status.textContent;
  });
  copy.setAttribute("aria-label", `Copy: ${name}`);
  block.append(copy, status);
}
