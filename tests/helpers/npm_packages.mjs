/* Lets Node find npm packages where tools/prepare.py puts them: `node --import ./tests/helpers/npm_packages.mjs`. A copy
   of the project has none of its own; MODULES names the folder that holds them. */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const { MODULES } = process.env;
const parentURL = MODULES
  ? pathToFileURL(`${MODULES}/x.js`).href
  : new URL("../../.venv/npm/package.json", import.meta.url).href;

/* As in web/build.mjs. */
const ALIASES = { FFLATE: "fflate" };

registerHooks({
  resolve(name, context, next) {
    const specifier = ALIASES[name] ?? name;
    const isPackage = /^[a-z@]/.test(specifier) && !specifier.includes(":");
    return next(specifier, isPackage ? { ...context, parentURL: found(context.parentURL) } : context);
  },
});

/* What a package imports stands beside it. */
function found(importer = "") {
  return importer.includes("/node_modules/") ? importer : parentURL;
}
