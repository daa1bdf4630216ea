/* What a reader who searches loads. `ENGINE` is the engine that mkdocs.yml names. */
import { dialogOf, pageOf } from "./box.js";
import { engine } from "ENGINE";

const root = new URL("..", document.currentScript.src).href;
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
