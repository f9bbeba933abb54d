/**
 * The evaluation of the reader's answers, and what comes first in it. This file uses no DOM.
 *
 * @typedef {Evaluation & {result: TreeResult}} FinishedEvaluation  No question is left to ask.
 *
 * @typedef {object} CaseText
 * @property {string} title  Safe HTML, as is the summary.
 * @property {string} summary
 *
 * @typedef {CaseRecord & CaseText} GuideCase
 */
const GuideEvaluation = (() => {
  "use strict";
  const { evaluateAnswers } = EngineEvaluation;

  /**
   * Evaluate the answers in the address, which leave no question to ask.
   *
   * @param {ReaderState} state
   * @param {GuideCase[] | null} [cases]
   */
  function evaluateState({ tree, answers, link }, cases) {
    const evaluation = evaluateAnswers(tree, answers, { weights: link.weights, cases: cases || [] });
    return /** @type {FinishedEvaluation} */ (evaluation);
  }

  /**
   * Return the options that come first, or may come first while something is unknown.
   *
   * @param {TreeResult} result
   */
  function listLeaders({ mode, settled, outcomes }) {
    const options = outcomes.filter(({ role }) => role === "option");
    if (mode !== "ranked") return options;
    const leaders = options.filter(({ rank, could_lead }) => (settled ? rank === 1 : could_lead));
    return leaders.length ? leaders : options.slice(0, 1);
  }

  /** @type {LeaderFinder} */
  function findLeaders(tree, answers, weights) {
    const { result } = evaluateAnswers(tree, answers, { weights, explained: false });
    return result?.settled && !result.gather_first ? listLeaders(result).map(({ id }) => id) : [];
  }

  return { evaluateState, listLeaders, findLeaders };
})();
