// Runs the form's scripts in Node.
//
// Reads from standard input the data that the build writes into the page, with `scripts`, the paths of the form's
// scripts below `assets/` in load order, and any of: `texts` to read and write again, `values` to write and check,
// `near`, `sent` and `dates`. Prints the results as JSON.
"use strict";

const { loadScripts } = require("./load_scripts.cjs");

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { shape, rules, today, texts = [], values = [], near = [], sent = [], dates = [], repository, branch } = input;
const { readYaml } = loadScripts("shared/page.js", "vendor/js-yaml.js", ...input.scripts, "contribute/yaml_reader.js");
const { writeYaml } = ContributeYamlWriter;

const written = texts.map((text) => {
  const result = readYaml(text, globalThis.jsyaml);
  return { ...result, value: undefined, text: result.value && writeYaml(shape, result.value) };
});
const checked = values.map((value) => {
  const data = ContributeValues.cleanValue(value) || {};
  const check = (all) => (rules ? ContributeCheckCase.checkCase(data, input, { today, all }) : []);
  return { text: writeYaml(shape, data), found: check(false), all: check(true) };
});
const pageData = { repository, branch, names: { known: { "case-study": { known: "" } } } };
const translate = (key, words) => `${key} ${words.title ?? ""}`;
const links = sent.map((data) => {
  const file = { name: ContributeText.nameFile(data), title: data.title, text: writeYaml(shape, data) };
  return ContributeSubmitLinks.makeLinks(pageData, file, translate);
});
console.log(
  JSON.stringify({
    written,
    checked,
    links,
    near: near.map(([word, known]) => ContributeSuggest.findNearest(word, known, rules.near)),
    dates: dates.map((text) => ContributeDates.normaliseDate(text)),
    whole: ContributeDecode.wholeChecks,
  }),
);
