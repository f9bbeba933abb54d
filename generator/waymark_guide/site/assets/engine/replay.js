/**
 * Replays the answers to a guide: which questions were asked, and which is asked next.
 *
 * @typedef {object} Replay
 * @property {string[]} asked  The questions that were asked, in the order of the file.
 * @property {string[]} unused  The answers to questions that were not asked, by the id under which each is stored.
 * @property {string[]} dropped  The answers that make no sense for the guide: `question` or `question=option`.
 * @property {Answers} answers  The answers to the questions that were asked.
 * @property {NextQuestion | null} next  Null at the end.
 *
 * @typedef {object} NextQuestion
 * @property {string} question
 * @property {string[]} options
 * @property {QuestionsLeft} left
 *
 * @typedef {ReturnType<typeof EngineReplay.startEvaluation>} StartedEvaluation  What an evaluation builds on.
 */
const EngineReplay = (() => {
  "use strict";
  const { lookUp } = EngineBuiltins;
  const { readAnswers, valueToJson } = EngineAnswers;
  const { prepareTree } = EngineCompiledTree;
  const { findPossibleAnswers } = EngineWalk;
  const { countQuestionsLeft } = EngineQuestionsLeft;

  /**
   * Replay the answers. Nothing in them raises an error.
   *
   * @param {CompiledTree} compiled
   * @param {Answers} answers
   * @returns {Replay}
   */
  const replayAnswers = (compiled, answers) => startEvaluation(compiled, answers).replay;

  /**
   * Replay the answers, and return what an evaluation builds on too.
   *
   * @param {CompiledTree} compiled
   * @param {Answers} raw
   */
  function startEvaluation(compiled, raw) {
    const tree = prepareTree(compiled);
    const answers = readAnswers(tree, raw);
    const possible = findPossibleAnswers(tree, answers);
    const { asked, next, waiting } = EngineWalk.replay(tree, possible, tree.neededBits.questions);
    const questions = asked.map((index) => tree.questions[index]);
    const used = new Set(questions.map((question) => question.key));
    /** @type {Replay} */
    const replay = {
      asked: questions.map((question) => question.id),
      unused: [...answers.values.keys()].filter((key) => !used.has(key)),
      dropped: answers.dropped,
      answers: Object.fromEntries(
        questions.map((question) => [question.id, valueToJson(question, lookUp(answers.values, question.key))]),
      ),
      next: null,
    };
    if (next !== null) {
      const { id, optionIds } = tree.questions[next];
      const left = countQuestionsLeft(tree, possible, waiting);
      replay.next = { question: id, options: [...optionIds], left };
    }
    return { tree, answers, possible, asked, replay };
  }

  return { replayAnswers, startEvaluation };
})();
