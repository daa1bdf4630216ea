/* The bar that says how far an assessment has come and leads to what is not answered yet. */
import { nextUnanswered, progress } from "./progress.js";

export function startBar(questions, state) {
  const ids = questions.map(({ id }) => id);
  const bar = document.getElementById("assess-bar");
  const said = document.getElementById("assess-progress");
  const reasons = document.getElementById("assess-reasons");
  let last; // the question that last had the focus

  const show = () => {
    const text = progress(ids, state.current());
    if (said.textContent !== text) said.textContent = text;
  };

  function jump() {
    const id = nextUnanswered(ids, state.current(), last);
    if (!id) {
      const target = document.getElementById("tools-assess-priorities");
      target.tabIndex = -1;
      target.focus();
      return;
    }
    last = id;
    const box = document.getElementById(id);
    box.querySelector("input").focus({ preventScroll: true });
    box.scrollIntoView({ block: "start" });
  }

  function fold() {
    const isOpening = reasons.textContent.startsWith("Open");
    for (const { box } of questions) box.querySelector("details").open = isOpening;
    reasons.textContent = isOpening ? "Close all reasons" : "Open all reasons";
  }

  document.addEventListener("focusin", ({ target }) => {
    last = target.closest(".ask")?.id ?? last;
  });
  document.getElementById("assess-next").addEventListener("click", jump);
  reasons.addEventListener("click", fold);
  state.whenChanged(show);
  show();
  bar.hidden = false;
}
