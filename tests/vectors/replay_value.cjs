// Calculates calculators in Node. Reads a list of {steps, vectors} from standard input; prints what differs, as JSON.
"use strict";

const { readFileSync } = require("fs");
const { loadScripts } = require("./load_scripts.cjs");

const { parseDecimal, calculateResults, formatNumber } = loadScripts("value/calculation.js");
const input = JSON.parse(readFileSync(0, "utf8"));
const differences = [];
let count = 0;
for (const { id, steps, vectors } of input) {
  for (const { inputs, results, texts } of vectors) {
    const ranges = Object.entries(inputs).map(([name, ends]) => [name, ends.map(parseDecimal)]);
    const actual = calculateResults(steps, Object.fromEntries(ranges));
    for (const step of steps) {
      count += 1;
      const range = actual[step.id];
      const exact = range && range.map(([numerator, denominator]) => `${numerator}/${denominator}`);
      const text = range && range.map((number) => formatNumber(number, step.places));
      const expected = [results[step.id], texts[step.id]];
      if (JSON.stringify([exact, text]) !== JSON.stringify(expected)) {
        differences.push({ id, step: step.id, inputs, exact, text, expected });
      }
    }
  }
}
console.log(JSON.stringify({ count, differences: differences.slice(0, 5) }));
