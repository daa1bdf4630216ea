/* What a reader who searches loads. `ENGINE` is the engine that setting.json names. */
import { engine } from "ENGINE";
import { dialogOf, pageOf } from "./box.js";

/* Without the host, by which links to other sites are known; read from a ZIP, the whole address. */
const { href, pathname } = new URL("..", document.currentScript.src);
const root = location.protocol === "file:" ? href : pathname;

/* The page is seen before the data is asked for: it need not wait for it. */
const painted = new Promise((resolve) => {
  if (!PerformanceObserver.supportedEntryTypes.includes("paint")) resolve();
  else new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
});
const started = painted.then(() => engine(root));
const parts = {
  root,
  finder: started.then(({ finder }) => finder),
  text: (id) => started.then(({ text }) => text(id)),
};

const place = document.getElementById("search-page");
if (place) {
  const box = pageOf(place, parts);
  self.openSearch = () => box.input.focus();
} else {
  const dialog = dialogOf(parts);
  self.openSearch = () => dialog.open();
  dialog.open();
}
