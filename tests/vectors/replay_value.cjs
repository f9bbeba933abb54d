// Calculates calculators in Node. Reads a list of {worked, vectors} from standard input; prints what differs, as JSON.
"use strict";

const path = require("path");
const value = require(path.join(__dirname, "../../generator/waymark_guide/site/assets/value/value.js"));

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const differing = [];
let count = 0;
for (const { id, worked, vectors } of input) {
  for (const { given, found, shown } of vectors) {
    const numbers = Object.fromEntries(Object.entries(given).map(([name, ends]) => [name, ends.map(value.read)]));
    const got = value.results(worked, numbers);
    for (const step of worked) {
      count += 1;
      const span = got[step.id];
      const exact = span && span.map(([above, below]) => `${above}/${below}`);
      const text = span && span.map((number) => value.shown(number, step.places));
      if (JSON.stringify([exact, text]) !== JSON.stringify([found[step.id], shown[step.id]]))
        differing.push({ id, step: step.id, given, exact, text, wanted: [found[step.id], shown[step.id]] });
    }
  }
}
console.log(JSON.stringify({ count, differing: differing.slice(0, 5) }));
