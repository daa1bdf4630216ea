/* What a reader who searches loads. `ENGINE` is the engine that mkdocs.yml names. */
import { dialogOf, pageOf } from "./box.js";
import { engine } from "ENGINE";

/* Without the host, by which links to other sites are known; read from a ZIP, the whole address. */
const { href, pathname } = new URL("..", document.currentScript.src);
const root = location.protocol === "file:" ? href : pathname;
const place = document.getElementById("search-page");
const parts = { root, ...engine(root) };

if (place) {
  const box = pageOf(place, parts);
  self.openSearch = () => box.input.focus();
} else {
  const dialog = dialogOf(parts);
  self.openSearch = () => dialog.open();
  dialog.open();
}
