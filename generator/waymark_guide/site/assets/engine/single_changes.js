/**
 * Finds every single answer that leads to another result, or to another question, if it is given differently.
 *
 * @typedef {object} AnswerChange
 * @property {string} question
 * @property {string | string[]} from
 * @property {string | string[]} to
 *
 * @typedef {object} ChangedResult
 * @property {string[]} result  What comes first then.
 * @property {string | null} asks  The question that is asked then.
 *
 * @typedef {AnswerChange & ChangedResult} SingleChange
 */
const EngineSingleChanges = (() => {
  "use strict";
  const { areEqual, lookUp } = EngineBuiltins;
  const { listAdjacentValues, valueToJson } = EngineAnswers;
  const { PossibleAnswers } = EngineWalk;
  const { findLeaders, replayForLeaders } = EngineLeaders;

  /**
   * Return the single changes of a known answer that lead to another result, or to a question without an answer, in the
   * order of the file.
   *
   * For a question that takes several answers, a change adds or removes one of them. It is left out if the search for
   * its result ran out of steps.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {number[]} asked
   * @param {Leaders} leaders
   * @returns {SingleChange[]}
   */
  function findSingleChanges(scores, possible, asked, leaders) {
    return asked.flatMap((index) => {
      const question = scores.tree.questions[index];
      const { isKnown, values } = lookUp(possible, question.key);
      if (!isKnown) return [];
      return listAdjacentValues(question, values[0]).flatMap((value) => {
        const { ids, asks } = findLeadersWith(scores, possible, question.key, value);
        const isOtherResult = ids !== null && !leaders.unproved.size && !areEqual(ids, leaders.ids);
        if (asks === null && !isOtherResult) return [];
        const [from, to] = [values[0], value].map((each) => valueToJson(question, each));
        return { question: question.id, from, to, result: ids || [], asks };
      });
    });
  }

  /**
   * Return what comes first with another answer (null if that is not proved), or the id of the question that is then
   * asked.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {string} key
   * @param {AnswerValue} value
   */
  function findLeadersWith(scores, possible, key, value) {
    const changedAnswers = new Map(possible).set(key, new PossibleAnswers([value]));
    const walk = replayForLeaders(scores.tree, changedAnswers);
    if (walk.next !== null) return { ids: null, asks: scores.tree.questions[walk.next].id };
    const { ids, unproved } = findLeaders(scores, changedAnswers, walk);
    return { ids: walk.isComplete && !unproved.size ? ids : null, asks: null };
  }

  return { findSingleChanges };
})();
