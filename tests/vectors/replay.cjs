// Replays vectors with the browser's engine. Reads a list of {tree, cases, vectors, fragments} from standard input; prints what differs, as JSON.
"use strict";

const path = require("path");
const engine = require(path.join(__dirname, "../../generator/waymark_guide/site/assets/engine/result.js"));

/** The same text for the same value, whatever the order of its keys. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join()}}`;
}

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const differing = [];
let count = 0;
for (const { tree, cases, vectors, fragments } of input) {
  const expect = (what, given, got, wanted) => {
    count += 1;
    if (canonical(got) !== canonical(wanted)) differing.push({ tree: tree.id, what, given, got, wanted });
  };
  for (const vector of vectors) {
    const { answers, weights } = vector;
    expect("answer", vector, engine.answer(tree, answers, { weights, cases }), vector.answer);
    expect(
      "write",
      vector,
      engine.writeFragment(tree, { answers, weights, outcome: tree.outcomes[0].id }),
      vector.fragment,
    );
    expect("read", vector, engine.readFragment(tree, vector.fragment), vector.read);
  }
  for (const { fragment, read } of fragments) expect("damaged", fragment, engine.readFragment(tree, fragment), read);
}
console.log(JSON.stringify({ count, differing: differing.slice(0, 5) }));
