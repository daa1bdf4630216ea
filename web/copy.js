/* A button on each block of code copies it. Without this script the code is selected and copied by hand. */
for (const block of document.querySelectorAll("div.highlight")) {
  const code = block.querySelector("code");
  const name = block.querySelector(".filename");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
  button.setAttribute("aria-label", `Copy: ${name ? name.textContent : "the code"}`);
  const status = Object.assign(document.createElement("span"), { className: "visually-hidden" });
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    let said = "Copied";
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      said = "Not allowed: select it";
    }
    button.textContent = said;
    status.textContent = said;
  });
  block.append(button, status);
}
