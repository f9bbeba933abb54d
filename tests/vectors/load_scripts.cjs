// Loads scripts of the site in Node as a page does: one after the other. Each sees the constants of those before it.
"use strict";

const { readFileSync } = require("fs");
const path = require("path");
const { runInThisContext } = require("vm");

const ASSETS = path.join(__dirname, "../../generator/waymark_guide/site/assets");

/**
 * Run scripts, given by their paths below `assets/`, and return the constant of the last one, such as `SharedPage` of
 * `shared/page.js`.
 */
function loadScripts(...paths) {
  for (const each of paths) {
    const filename = path.join(ASSETS, each);
    runInThisContext(readFileSync(filename, "utf8"), { filename });
  }
  return runInThisContext(nameConstant(paths.at(-1)));
}

/** The constant of `engine/url_fragment.js` is `EngineUrlFragment`. */
function nameConstant(script) {
  const words = script.replace(/\.js$/, "").split(/[/_-]/);
  return words.map((word) => word[0].toUpperCase() + word.slice(1)).join("");
}

module.exports = { loadScripts };
