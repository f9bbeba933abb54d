/**
 * Describes the unknown answers: which of them decides between which outcomes, and which is worth finding out first.
 *
 * @typedef {object} UnknownAnswer
 * @property {string} question
 * @property {boolean | null} decides
 *   Whether some option changes what may come first. Null where there are too many completions.
 * @property {Record<string, string[]>} if
 *   For each option, what may come first then. Empty where there are too many completions.
 * @property {{min: number, max: number} | null} left
 *   The fewest and the most outcomes that may still come first then.
 * @property {"settles" | "narrows" | "changes" | "nothing" | "unclear"} why
 *   What finding out does: it settles the result whatever the answer is, narrows or changes it for some option, or does
 *   nothing. It is unclear where there are too many completions.
 * @property {PreparedQuestion["matters"]} matters  The author's word.
 */
const EngineUnknownAnswers = (() => {
  "use strict";
  const { areEqual, lookUp, sum } = EngineBuiltins;
  const { PossibleAnswers } = EngineWalk;
  const { findLeaders, replayForLeaders } = EngineLeaders;

  /** @type {PreparedQuestion["matters"][]} */
  const URGENCY = ["high", "medium", "low", null];

  /**
   * Return one entry for each unknown answer, the most useful to find out first.
   *
   * The order is by the average number of outcomes that may still come first once the answer is known, fewest first;
   * then by how much the author says that it matters; then as in the file.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {number[]} asked
   * @param {Leaders | null} leaders
   * @returns {UnknownAnswer[]}
   */
  function rankUnknownAnswers(scores, possible, asked, leaders) {
    const urgency = (/** @type {PreparedQuestion} */ question) => URGENCY.indexOf(question.matters);
    return asked
      .map((index) => scores.tree.questions[index])
      .filter((question) => !lookUp(possible, question.key).isKnown)
      .sort((one, other) => urgency(one) - urgency(other) || one.index - other.index)
      .map((question) => describeUnknown(scores, possible, question, leaders))
      .sort(
        (one, other) =>
          Number(!one.sizes.length) - Number(!other.sizes.length) ||
          sum(one.sizes) * other.sizes.length - sum(other.sizes) * one.sizes.length,
      )
      .map((row) => row.entry);
  }

  /**
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {PreparedQuestion} question
   * @param {Leaders | null} leaders
   */
  function describeUnknown(scores, possible, question, leaders) {
    const results = leaders && !leaders.unproved.size ? findLeadersByOption(scores, possible, question) : {};
    const lists = Object.values(results);
    const sizes = lists.map((ids) => ids.length);
    const decides = leaders && lists.length ? lists.some((ids) => !areEqual(ids, leaders.ids)) : null;
    /** @type {UnknownAnswer} */
    const entry = {
      question: question.id,
      decides,
      if: results,
      left: sizes.length ? { min: Math.min(...sizes), max: Math.max(...sizes) } : null,
      why: explainUse(decides, sizes, leaders),
      matters: question.matters,
    };
    return { sizes, entry };
  }

  /**
   * @param {boolean | null} decides
   * @param {number[]} sizes
   * @param {Leaders | null} leaders
   */
  function explainUse(decides, sizes, leaders) {
    if (!decides || !leaders) return decides === null ? "unclear" : "nothing";
    if (Math.max(...sizes) === 1) return "settles";
    return Math.min(...sizes) < leaders.ids.length ? "narrows" : "changes";
  }

  /**
   * Return what may come first with each option; nothing if the search for one of them ran out of steps.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {PreparedQuestion} question
   */
  function findLeadersByOption(scores, possible, { key, optionIds }) {
    /** @type {Record<string, string[]>} */
    const results = {};
    for (const id of optionIds) {
      const values = lookUp(possible, key).values.filter((value) => value.includes(id));
      const narrowedAnswers = new Map(possible).set(key, new PossibleAnswers(values));
      const leaders = findLeaders(scores, narrowedAnswers, replayForLeaders(scores.tree, narrowedAnswers));
      if (leaders.unproved.size) return {};
      results[id] = leaders.ids;
    }
    return results;
  }

  return { rankUnknownAnswers };
})();
