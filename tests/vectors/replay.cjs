// Replays vectors with the browser's engine.
//
// Reads {scripts, guides} from standard input: the paths of the engine's scripts below `assets/`, in load order, and a
// list of {tree, cases, vectors, fragments}. Prints what differs, as JSON.
"use strict";

const { loadScripts } = require("./load_scripts.cjs");

/** Return the same text for the same value, whatever the order of its keys. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join()}}`;
}

const { scripts, guides } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { evaluateAnswers } = loadScripts(...scripts);
const { readFragment, writeFragment } = EngineUrlFragment;
const differing = [];
let count = 0;
for (const { tree, cases, vectors, fragments } of guides) {
  const compare = (what, input, actual, expected) => {
    count += 1;
    if (canonical(actual) !== canonical(expected)) differing.push({ tree: tree.id, what, input, actual, expected });
  };
  for (const vector of vectors) {
    const { answers, weights } = vector;
    compare("evaluate", vector, evaluateAnswers(tree, answers, { weights, cases }), vector.answer);
    const outcome = tree.outcomes[0].id;
    compare("write", vector, writeFragment(tree, { answers, weights, outcome }), vector.fragment);
    compare("read", vector, readFragment(tree, vector.fragment), vector.read);
  }
  for (const { fragment, read } of fragments) compare("damaged", fragment, readFragment(tree, fragment), read);
}
console.log(JSON.stringify({ count, differing: differing.slice(0, 5) }));
