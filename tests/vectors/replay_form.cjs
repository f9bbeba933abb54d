// Runs the form's scripts in Node. It reads from standard input the data that the build writes into the page, with any of: `texts` to read and write
// again, `values` to write and check, `near`, `sent` and `dates`. It prints the results as JSON.
"use strict";

const path = require("path");
const assets = path.join(__dirname, "../../generator/waymark_guide/site/assets");
const form = require(path.join(assets, "contribute/record.js"));
for (const name of [
  "near",
  "dates",
  "emitter",
  "reader",
  "reading",
  "explaining",
  "referring",
  "rules",
  "checker",
  "sending",
])
  require(path.join(assets, `contribute/${name}.js`));
const yaml = require(path.join(assets, "vendor/js-yaml.js"));

const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const written = (given.texts || []).map((text) => {
  const read = form.read(text, yaml);
  return { ...read, value: undefined, text: read.value && form.emit(given.shape, read.value) };
});
const checked = (given.values || []).map((value) => {
  const data = form.clean(value) || {};
  const found = (all) => (given.rules ? form.check(data, given, { today: given.today, all }) : []);
  return { text: form.emit(given.shape, data), found: found(false), all: found(true) };
});
const near = (given.near || []).map(([word, known]) => form.nearest(word, known, given.rules.near));
const page = (data) => ({
  repository: given.repository,
  branch: given.branch,
  names: { known: { "case-study": { known: "" } } },
  get: (at) => form.get(data, at),
  say: (key, values) => `${key} ${values ? values.title : ""}`,
});
const links = (given.sent || []).map((data) => form.links(page(data), form.emit(given.shape, data)));
const dates = (given.dates || []).map((text) => form.dates.asWritten(text));
console.log(JSON.stringify({ written, checked, near, links, dates, whole: form.wholeChecks }));
