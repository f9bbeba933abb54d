// Drives the form's parts in Node. Reads {shape, texts} from standard input: each text is read as YAML and written again. Prints the texts.
"use strict";

const path = require("path");
const assets = path.join(__dirname, "../../generator/site/assets");
const form = require(path.join(assets, "contribute/record.js"));
for (const name of ["emitter", "reader"]) require(path.join(assets, `contribute/${name}.js`));
const yaml = require(path.join(assets, "vendor/js-yaml.js"));

const { shape, texts, values } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const written = (texts || []).map((text) => {
  const read = form.read(text, yaml);
  return { ...read, value: undefined, text: read.value && form.emit(shape, read.value) };
});
console.log(JSON.stringify({ written, emitted: (values || []).map((value) => form.emit(shape, value)) }));
