/**
 * The facts that travel in the address between the page Prepare and the guides: `p=fact:option:option,fact:option`.
 * This file uses no DOM.
 *
 * @typedef {Map<string, string[]>} Facts
 *   The options of each fact, in the order of the form: all that Prepare knew, whether this guide asks for it or not.
 */
const GuideFacts = (() => {
  "use strict";

  const PREFIX = "p=";
  const FACT = /^[a-z0-9-]+(:[a-z0-9?-]+)+$/;

  /**
   * Write facts as a part of a fragment.
   *
   * @param {Facts} facts
   */
  const writeFacts = (facts) => PREFIX + [...facts].map(([fact, options]) => [fact, ...options].join(":")).join();

  /**
   * Separate the facts of a fragment from what the engine reads. When a reader arrives from elsewhere, the facts answer
   * the questions that ask for them.
   *
   * @param {CompiledTree} tree
   * @param {string} fragment
   * @returns {{facts: Facts, rest: string, damaged: string[]}} `damaged`: the facts that cannot be read
   */
  function readFacts(tree, fragment) {
    const parts = fragment.split("&").filter(Boolean);
    const rest = parts.filter((part) => !part.startsWith(PREFIX));
    /** @type {Facts} */
    const facts = new Map();
    /** @type {string[]} */
    const damaged = [];
    for (const part of parts) {
      if (!part.startsWith(PREFIX)) continue;
      for (const text of part.slice(PREFIX.length).split(",")) {
        const [fact, ...options] = text.split(":");
        if (FACT.test(text)) facts.set(fact, options);
        else if (text) damaged.push(text);
      }
    }
    if (!rest.some((part) => part.startsWith("v="))) rest.push(...answerQuestions(tree, facts, rest));
    return { facts, rest: rest.join("&"), damaged };
  }

  /**
   * Return the answers that facts give to questions without an answer, each as a part of a fragment.
   *
   * @param {CompiledTree} tree
   * @param {Facts} facts
   * @param {string[]} parts  the parts of the fragment
   */
  function answerQuestions(tree, facts, parts) {
    return tree.questions.flatMap(({ id, fact, dont_know }) => {
      const options = facts.get(fact || "");
      const isAnswer = options && (dont_know || options[0] !== "?");
      return isAnswer && !parts.some((part) => part.startsWith(`${id}=`)) ? [`${id}=${options.join()}`] : [];
    });
  }

  return { readFacts, writeFacts };
})();
