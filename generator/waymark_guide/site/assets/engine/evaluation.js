/**
 * Evaluates the answers to a guide: the next question, or the result with its reasons, what would change it, what is
 * unknown, and similar cases.
 *
 * @typedef {object} EvaluationFields
 * @property {string} tree
 * @property {string} version
 * @property {Record<string, number>} weights  Factor id → weight.
 * @property {TreeResult | null} result  Null while a question is still to be asked.
 * @property {UnknownAnswer[]} unknowns
 * @property {SingleChange[]} would_change
 * @property {FewestChanges | null} fewest
 * @property {DecidingAnswer[]} deciding
 * @property {WeightChange[] | null} weights_flip
 * @property {CaseMatch[]} cases
 *
 * @typedef {Replay & EvaluationFields} Evaluation
 */
const EngineEvaluation = (() => {
  "use strict";
  const { lookUp } = EngineBuiltins;
  const { isUnknown } = EngineAnswers;
  const { replay } = EngineWalk;
  const { startEvaluation } = EngineReplay;
  const { readWeights } = EngineWeights;
  const { matchCases } = EngineCaseMatching;
  const { Scores } = EngineScoring;
  const { findLeaders, replayForLeaders } = EngineLeaders;
  const { makeResult } = EngineResult;
  const { rankUnknownAnswers } = EngineUnknownAnswers;
  const { findSingleChanges } = EngineSingleChanges;
  const { findFewestChanges } = EngineMinimalChanges;
  const { findDecidingAnswers } = EngineDecidingAnswers;
  const { findWeightChanges } = EngineWeightChanges;

  /**
   * Return everything that follows from the answers, as plain data. The Python engine returns equal data.
   *
   * Nothing in `answers` or `weights` raises an error: what the guide does not know is listed under `dropped` or has no
   * effect.
   *
   * @param {CompiledTree} compiled
   * @param {Answers} answers
   * @param {object} [options]
   * @param {Record<string, number> | null} [options.weights]
   *   factor id → the reader's own weight, from 0 to 1000, in place of the author's
   * @param {CaseRecord[]} [options.cases]
   * @param {boolean} [options.explained]
   *   whether to work out what takes longest: what would change the result, and which answers decide it
   * @returns {Evaluation}
   */
  function evaluateAnswers(compiled, answers, { weights = null, cases = [], explained = true } = {}) {
    const start = startEvaluation(compiled, answers);
    const { tree, possible, asked } = start;
    const scores = new Scores(tree, readWeights(tree, weights));
    const evaluation = makeEvaluation(start, scores, cases);
    if (evaluation.next) return evaluation;
    const fullWalk = { ...replay(tree, possible, tree.neededBits.result), asked };
    const walk = replayForLeaders(tree, possible);
    const leaders = fullWalk.isComplete && walk.isComplete ? findLeaders(scores, possible, walk) : null;
    evaluation.result = makeResult(scores, possible, fullWalk, leaders);
    if (!explained) return evaluation;
    evaluation.unknowns = rankUnknownAnswers(scores, possible, asked, leaders);
    evaluation.would_change = leaders ? findSingleChanges(scores, possible, asked, leaders) : [];
    evaluation.fewest = findFewestChanges(scores, possible, leaders);
    evaluation.deciding = findDecidingAnswers(scores, possible, walk, leaders);
    evaluation.weights_flip = findWeightChanges(scores, possible, walk, leaders);
    return evaluation;
  }

  /**
   * Return an evaluation with the answers and similar cases, and with nothing yet in the other fields.
   *
   * @param {StartedEvaluation} start
   * @param {Scores} scores
   * @param {CaseRecord[]} cases
   * @returns {Evaluation}
   */
  function makeEvaluation(start, { tree, weights }, cases) {
    return {
      ...start.replay,
      tree: tree.id,
      version: tree.version,
      weights: Object.fromEntries(tree.factors.map((factor, index) => [factor.id, weights[index]])),
      result: null,
      unknowns: [],
      would_change: [],
      fewest: null,
      deciding: [],
      weights_flip: null,
      cases: matchCases(listKnownAnswers(start), cases),
    };
  }

  /**
   * @param {StartedEvaluation} start
   * @returns {KnownAnswer[]}
   */
  function listKnownAnswers({ tree, asked, answers }) {
    return asked.flatMap((index) => {
      const { id, key, fact, ordered, isMulti, optionIds } = tree.questions[index];
      const chosen = lookUp(answers.values, key);
      if (isUnknown(chosen)) return [];
      const names = fact ? [fact, id, key] : [id, key];
      return { question: id, names, options: optionIds, chosen, isOrdered: ordered, isMulti };
    });
  }

  return { evaluateAnswers };
})();
