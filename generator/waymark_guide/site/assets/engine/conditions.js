/**
 * Conditions over earlier answers: made ready once, then evaluated on a set of bits.
 *
 * A condition reads the answers only through its comparisons ("is the regime yes or mixed?"). Each different
 * comparison of a tree has one bit. A state is the sum of the bits of its true comparisons (called `truths`). It
 * remembers exactly what conditions can distinguish.
 *
 * @typedef {object} Comparison
 *   A comparison of one answer with some options. It is false if the question was not asked.
 * @property {string} test
 *   `is` and `has`: one of the options was chosen; `none`: the question was asked, and none of them was; `answered`: it
 *   was asked.
 * @property {string} question  The id under which the answer is stored.
 * @property {string[]} options
 * @property {bigint} bit  The power of two that represents it in a state.
 *
 * @typedef {{how: "all" | "any" | "not", parts: Condition[]}} Combination
 * @typedef {Comparison | Combination} Condition
 * @typedef {Record<string, any>} ConditionJson
 *   `{"not": condition}`, `{"all": conditions}`, `{"any": conditions}`, `{"answered": question}`, or
 *   `{test: [question, options]}`.
 */
const EngineConditions = (() => {
  "use strict";

  /** The different comparisons of one tree. Each has its own bit. */
  class Comparisons {
    constructor() {
      /** @type {Map<string, Comparison>} */
      this.byWords = new Map();
    }

    /**
     * Return the comparison with this test, question and options. A new one gets the next free bit.
     *
     * @param {string} test
     * @param {string} question
     * @param {string[]} [options]
     * @returns {Comparison}
     */
    get(test, question, options = []) {
      const words = JSON.stringify([test, question, options]);
      const bit = 1n << BigInt(this.byWords.size);
      const comparison = this.byWords.get(words) || { test, question, options, bit };
      this.byWords.set(words, comparison);
      return comparison;
    }

    /**
     * Return the bits of the comparisons that an answer to a question makes true.
     *
     * @param {string} question
     * @param {AnswerValue} value
     */
    truths(question, value) {
      let bits = 0n;
      for (const comparison of this.byWords.values())
        if (comparison.question === question && isTrueOf(comparison, value)) bits |= comparison.bit;
      return bits;
    }
  }

  /**
   * @param {Comparison} comparison
   * @param {AnswerValue} value
   */
  function isTrueOf({ test, options }, value) {
    return test === "answered" || value.some((option) => options.includes(option)) !== (test === "none");
  }

  /**
   * Make a condition of the compiled tree ready.
   *
   * @param {ConditionJson | null} json
   * @param {InstanceType<typeof Comparisons>} comparisons  those of the tree; new ones are added
   * @returns {Condition | null}
   */
  const compileCondition = (json, comparisons) => (json ? compile(json, comparisons) : null);

  /**
   * @param {ConditionJson} json
   * @param {InstanceType<typeof Comparisons>} comparisons
   * @returns {Condition}
   */
  function compile(json, comparisons) {
    const [test] = Object.keys(json);
    if (test === "not") return { how: "not", parts: [compile(json.not, comparisons)] };
    if (test === "all" || test === "any") {
      const parts = /** @type {ConditionJson[]} */ (json[test]);
      return { how: test, parts: parts.map((part) => compile(part, comparisons)) };
    }
    if (test === "answered") return comparisons.get(test, json.answered);
    const [question, options] = json[test];
    return comparisons.get(test, question, options);
  }

  /**
   * Return whether a condition is true. No condition is always true.
   *
   * @param {Condition | null} condition
   * @param {bigint} truths  the true comparisons, as bits
   * @returns {boolean}
   */
  function isMet(condition, truths) {
    if (!condition) return true;
    if ("bit" in condition) return (truths & condition.bit) !== 0n;
    if (condition.how === "any") return condition.parts.some((part) => isMet(part, truths));
    if (condition.how === "all") return condition.parts.every((part) => isMet(part, truths));
    return !isMet(condition.parts[0], truths);
  }

  /**
   * List every comparison that a condition reads, in the order in which they are written.
   *
   * @param {Condition | null} condition
   * @returns {Comparison[]}
   */
  function comparisonsOf(condition) {
    if (!condition) return [];
    return "bit" in condition ? [condition] : condition.parts.flatMap(comparisonsOf);
  }

  /**
   * Return the bits of all comparisons that a condition reads.
   *
   * @param {Condition | null} condition
   */
  const bitsOf = (condition) => comparisonsOf(condition).reduce((bits, comparison) => bits | comparison.bit, 0n);

  /**
   * List the questions whose answers make the condition true, or make it false. A question may come more than once.
   *
   * @param {Condition | null} condition
   * @param {bigint} truths
   * @returns {string[]}
   */
  function findDecidingQuestions(condition, truths) {
    if (!condition) return [];
    if ("bit" in condition) return [condition.question];
    const outcome = isMet(condition, truths);
    const isEveryPartRead = condition.how === "not" || outcome === (condition.how === "all");
    return condition.parts
      .filter((part) => isEveryPartRead || isMet(part, truths) === outcome)
      .flatMap((part) => findDecidingQuestions(part, truths));
  }

  return { Comparisons, compileCondition, isMet, comparisonsOf, bitsOf, findDecidingQuestions };
})();
