/**
 * Counts the questions that are left: the fewest and the most, over every answer that can still be given.
 *
 * @typedef {{min: number, max: number}} QuestionsLeft  The fewest and the most questions. The current one is included.
 */
const EngineQuestionsLeft = (() => {
  "use strict";
  const { lookUp, sortUnique } = EngineBuiltins;
  const { listValues } = EngineAnswers;
  const { PossibleAnswers, resume } = EngineWalk;

  const MAX_SITUATIONS = 4000;

  class TooManySituations extends Error {}

  /**
   * Return the fewest and the most questions that are still to be asked.
   *
   * The count is exact: the search follows the unknown answers on every branch, and explores each different situation
   * once. Above `MAX_SITUATIONS` it returns what is certain: at least this question, and at most every unanswered one
   * from here.
   *
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   * @param {WaitingStates} waiting  that of the walk; it is not empty
   * @returns {QuestionsLeft}
   */
  function countQuestionsLeft(tree, possible, waiting) {
    try {
      return new Explorer(tree, possible).count(waiting);
    } catch (error) {
      if (!(error instanceof TooManySituations)) throw error;
      const later = tree.questions.slice(Math.min(...waiting.keys()));
      return { min: 1, max: later.filter((question) => !possible.has(question.key)).length };
    }
  }

  /** Counts from each situation once, and stores the counts. */
  class Explorer {
    /**
     * @param {PreparedTree} tree
     * @param {PossibleByKey} possible
     */
    constructor(tree, possible) {
      this.tree = tree;
      this.possible = new Map(possible);
      this.neededBits = tree.neededBits.questions;
      /** @type {Map<string, QuestionsLeft>} */
      this.counts = new Map();
    }

    /**
     * Count from one situation.
     *
     * @param {WaitingStates} waiting
     * @returns {QuestionsLeft}
     * @throws {TooManySituations} if there are more than `MAX_SITUATIONS`
     */
    count(waiting) {
      if (!waiting.size) return { min: 0, max: 0 };
      const first = Math.min(...waiting.keys());
      const name = this.nameSituation(waiting) + this.nameAnswersUsedAgain(first);
      let count = this.counts.get(name);
      if (!count) {
        count = this.countAfterEachAnswer(waiting, first);
        this.counts.set(name, count);
        if (this.counts.size > MAX_SITUATIONS) throw new TooManySituations();
      }
      return count;
    }

    /**
     * Name each question that waits for an answer, with the true comparisons of each state there.
     *
     * @param {WaitingStates} waiting
     */
    nameSituation(waiting) {
      const names = [...waiting].map(([index, states]) => {
        const truths = sortUnique(states.map((state) => String(state.truths & this.neededBits[index])));
        return `${index}:${truths}`;
      });
      return names.join(" ");
    }

    /**
     * Name the answers that a later placement of the same question uses again. They are part of the situation.
     *
     * @param {number} first
     */
    nameAnswersUsedAgain(first) {
      const placements = this.tree.questions
        .slice(first)
        .filter((question) => question.key !== question.id && this.possible.has(question.key));
      const keys = sortUnique(placements.map((question) => question.key));
      return keys.map((key) => ` ${key}=${lookUp(this.possible, key).values.join(";")}`).join("");
    }

    /**
     * @param {WaitingStates} waiting
     * @param {number} first  the index of the first question that waits
     * @returns {QuestionsLeft}
     */
    countAfterEachAnswer(waiting, first) {
      const question = this.tree.questions[first];
      const { key } = question;
      const isPlacedAgain = this.tree.questions.slice(first + 1).some((later) => later.key === key);
      /** @type {Map<string, PossibleAnswers>} */
      const groups = new Map();
      for (const value of listValues(question)) {
        const { truths, next } = this.tree.choice(first, value);
        const kind = isPlacedAgain ? value.join() : `${truths & this.neededBits[first]} ${next?.to}:${next?.id}`;
        if (!groups.has(kind)) groups.set(kind, new PossibleAnswers([value]));
      }
      const counts = [...groups.values()].map((answers) => {
        this.possible.set(key, answers);
        return this.count(resume(this.tree, this.possible, this.neededBits, waiting).waiting);
      });
      this.possible.delete(key);
      return {
        min: 1 + Math.min(...counts.map((count) => count.min)),
        max: 1 + Math.max(...counts.map((count) => count.max)),
      };
    }
  }

  return { countQuestionsLeft };
})();
