/**
 * Reads and writes the URL fragment (the part after `#`) that holds the state of a guide.
 *
 * For example `v=1.0.0&question=option&several=a,b&unsure=?&o=outcome&w=factor:40`.
 *
 * @typedef {object} Fragment  What a fragment holds. What it does not have is null.
 * @property {string | null} version
 * @property {Answers} answers
 * @property {string | null} outcome  Ids joined by commas.
 * @property {Record<string, number> | null} weights
 * @property {string[]} dropped  The parts that make no sense.
 */
const EngineUrlFragment = (() => {
  "use strict";
  const { getOwn, lookUp, sortUnique } = EngineBuiltins;
  const { readAnswers, valueToJson } = EngineAnswers;
  const { prepareTree } = EngineCompiledTree;
  const { MAX_WEIGHT, readWeights } = EngineWeights;

  const VERSION = /^[0-9]+\.[0-9]+\.[0-9]+$/;
  const OUTCOME = /^[a-z0-9:,-]+$/;
  const WEIGHT = /^([^:]*):([0-9]{1,4})$/;

  /**
   * Read a fragment. Its parts may be in any order, and a damaged fragment raises no error.
   *
   * @param {CompiledTree} compiled
   * @param {string} text  with or without the `#`
   * @returns {Fragment}
   */
  function readFragment(compiled, text) {
    const tree = prepareTree(compiled);
    /** @type {string[]} */
    const dropped = [];
    const pairs = readPairs(text, dropped);
    const version = takeMatching(VERSION, pairs, "v", dropped);
    const outcome = takeMatching(OUTCOME, pairs, "o", dropped);
    const weights = readFragmentWeights(tree, takeMatching(/^/, pairs, "w", dropped), dropped);
    const read = readAnswers(tree, makeRecord(pairs));
    const questions = new Map(tree.questions.map((question) => [question.id, question]));
    const renamed = tree.was.outcome;
    const rename = (/** @type {string} */ id) => getOwn(renamed, id) || id;
    return {
      version,
      answers: Object.fromEntries(
        [...read.values].map(([key, value]) => [key, valueToJson(lookUp(questions, key), value)]),
      ),
      outcome: outcome && outcome.split(",").map(rename).join(),
      weights,
      dropped: sortUnique([...dropped, ...read.dropped]),
    };
  }

  /**
   * @param {string} text
   * @param {string[]} dropped  what cannot be read, or comes twice, is added to it
   * @returns {Map<string, string>}
   */
  function readPairs(text, dropped) {
    const pairs = new Map();
    for (const part of text.replace(/^#/, "").split("&")) {
      const end = part.includes("=") ? part.indexOf("=") : part.length;
      try {
        const name = decodeURIComponent(part.slice(0, end));
        const value = decodeURIComponent(part.slice(end + 1));
        if (pairs.has(name)) dropped.push(part);
        else if (part) pairs.set(name, value);
      } catch {
        dropped.push(part);
      }
    }
    return pairs;
  }

  /**
   * Return pairs as an object that inherits nothing: a name may be `__proto__`.
   *
   * @param {Map<string, string>} pairs
   */
  function makeRecord(pairs) {
    /** @type {Record<string, string>} */
    const record = Object.create(null);
    for (const [name, value] of pairs) record[name] = value;
    return record;
  }

  /**
   * Take the value with a name out of the pairs, if it matches.
   *
   * @param {RegExp} pattern
   * @param {Map<string, string>} pairs
   * @param {string} name
   * @param {string[]} dropped  the name is added to it if the value does not match
   */
  function takeMatching(pattern, pairs, name, dropped) {
    const value = pairs.get(name);
    pairs.delete(name);
    if (value === undefined || pattern.test(value)) return value ?? null;
    dropped.push(name);
    return null;
  }

  /**
   * @param {PreparedTree} tree
   * @param {string | null} text
   * @param {string[]} dropped
   */
  function readFragmentWeights(tree, text, dropped) {
    /** @type {Record<string, number>} */
    const weights = {};
    for (const part of text ? text.split(",") : []) {
      const [, id, weight] = WEIGHT.exec(part) || [];
      if (tree.factors.some((factor) => factor.id === id) && Number(weight) <= MAX_WEIGHT) weights[id] = Number(weight);
      else dropped.push(`w=${part}`);
    }
    return Object.keys(weights).length ? weights : null;
  }

  /**
   * Write the fragment that holds these answers, outcomes (ids joined by commas) and weights, without the `#`.
   *
   * @param {CompiledTree} compiled
   * @param {object} state
   * @param {Answers} state.answers
   * @param {string | null} [state.outcome]
   * @param {Record<string, number> | null} [state.weights]
   */
  function writeFragment(compiled, { answers, outcome = null, weights = null }) {
    const tree = prepareTree(compiled);
    const pairs = [["v", tree.version]];
    for (const [key, value] of readAnswers(tree, answers).values) pairs.push([key, value.join()]);
    if (outcome) pairs.push(["o", outcome]);
    if (weights && Object.keys(weights).length) {
      const chosen = readWeights(tree, weights);
      pairs.push(["w", tree.factors.map((factor, index) => `${factor.id}:${chosen[index]}`).join()]);
    }
    return pairs.map(([name, value]) => `${name}=${encode(value)}`).join("&");
  }

  /** @param {string} value */
  const encode = (value) => encodeURIComponent(value).replace(/%(2C|3A|3F)/g, decodeURIComponent);

  return { readFragment, writeFragment };
})();
