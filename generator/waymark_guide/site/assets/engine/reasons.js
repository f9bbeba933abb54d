/**
 * Why an outcome is in the result: the author's reasons for its points, or the answers that led to it.
 *
 * @typedef {object} OutcomeReason
 * @property {string} question
 * @property {string | string[]} option
 * @property {string | null} factor
 * @property {number | null} points
 * @property {number | null} adds  Points times weight; all `adds` together are the score.
 * @property {string | null} text
 * @property {string[]} sources
 */
const EngineReasons = (() => {
  "use strict";
  const { lookUp } = EngineBuiltins;
  const { valueToJson } = EngineAnswers;
  const { findDecidingQuestions } = EngineConditions;
  const { isRuledOut } = EngineLeaders;

  /**
   * List every effect of known answers on an outcome, the largest first.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {number[]} indexes  the questions whose known answers count
   * @param {number} outcome  its index
   * @returns {OutcomeReason[]}
   */
  function listScoreReasons({ tree, weights }, possible, indexes, outcome) {
    const reasons = [];
    for (const index of indexes) {
      const question = tree.questions[index];
      const [value] = lookUp(possible, question.key).values;
      for (const option of question.options) {
        if (!value.includes(option.id)) continue;
        for (const [affected, factor, points, reason] of option.effects) {
          if (affected !== outcome) continue;
          reasons.push({
            question: question.id,
            option: option.id,
            factor: tree.factors[factor].id,
            points,
            adds: points * weights[factor],
            text: tree.reasons[reason].text || null,
            sources: tree.reasons[reason].sources,
          });
        }
      }
    }
    return reasons.sort((one, other) => Math.abs(other.adds) - Math.abs(one.adds));
  }

  /**
   * List the known answers that the route depends on, the last one first.
   *
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   * @param {number[]} asked  the indexes of the questions asked
   */
  function listRouteReasons(tree, possible, asked) {
    const comparisons = [...tree.comparisons.byWords.values()];
    const keys = asked
      .map((index) => tree.questions[index])
      .filter(
        ({ key, options }) =>
          comparisons.some((comparison) => comparison.question === key) || options.some((option) => option.next),
      )
      .map((question) => question.key);
    return listAnswers(tree, possible, asked, keys.reverse());
  }

  /**
   * List the known answers that make an outcome's condition true. In `first` mode, add those that exclude earlier
   * outcomes.
   *
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   * @param {number[]} asked
   * @param {number} outcome  its index
   * @param {End} end
   */
  function listConditionReasons(tree, possible, asked, outcome, { truths }) {
    const keys = findDecidingQuestions(tree.outcomes[outcome].when, truths);
    if (tree.result.mode === "first" && tree.outcomes[outcome].role === "option") {
      for (const earlier of tree.outcomes.slice(0, outcome)) {
        if (earlier.role !== "option" || earlier.only_by_route) continue;
        const condition = isRuledOut(earlier, truths) ? earlier.not_if : earlier.when;
        keys.push(...findDecidingQuestions(condition, truths));
      }
    }
    return listAnswers(tree, possible, asked, keys);
  }

  /**
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   * @param {number[]} asked
   * @param {string[]} keys
   * @returns {OutcomeReason[]}
   */
  function listAnswers(tree, possible, asked, keys) {
    const questions = asked.map((index) => tree.questions[index]);
    return [...new Set(keys)].flatMap((key) => {
      const question = questions.find((each) => each.key === key);
      const answers = possible.get(key);
      if (!question || !answers?.isKnown) return [];
      return {
        question: question.id,
        option: valueToJson(question, answers.values[0]),
        factor: null,
        points: null,
        adds: null,
        text: null,
        sources: [],
      };
    });
  }

  return { listScoreReasons, listRouteReasons, listConditionReasons };
})();
