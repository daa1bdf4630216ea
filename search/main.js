/* What a reader who searches loads. `ENGINE` is the engine that mkdocs.yml names. */
import { dialogOf, pageOf } from "./box.js";
import { engine } from "ENGINE";

/* Without the host, by which links to other sites are known; read from a ZIP, the whole address. */
const { href, pathname } = new URL("..", document.currentScript.src);
const root = location.protocol === "file:" ? href : pathname;
const place = document.getElementById("search-page");
/* The page is seen before the data is asked for: it need not wait for it. */
const seen = new Promise((resolve) => {
  if (PerformanceObserver.supportedEntryTypes.includes("paint")) new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  else resolve();
});
const started = seen.then(() => engine(root));
const parts = {
  root,
  finder: started.then(({ finder }) => finder),
  text: (id) => started.then(({ text }) => text(id)),
};

if (place) {
  const box = pageOf(place, parts);
  self.openSearch = () => box.input.focus();
} else {
  const dialog = dialogOf(parts);
  self.openSearch = () => dialog.open();
  dialog.open();
}
