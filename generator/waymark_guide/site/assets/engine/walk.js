/**
 * The walk of a replay: from the answers alone, which questions were asked, which is asked next, and how every
 * completion of the unknown answers ends.
 *
 * A run goes through the questions in the order of the file. It remembers only the true comparisons that something
 * later still reads. An unknown answer lets the run continue in several states at once. The states of all completions
 * are followed together, question by question, and equal states are followed once.
 *
 * Python has this in `replay.py`. It is a file of its own here, because `replay.js` needs `questions_left.js`, which
 * needs it.
 *
 * @typedef {object} Branch
 *   The possible answers to one question that make the same comparisons true and lead to the same target. Their points
 *   may differ.
 * @property {bigint} truths  The comparisons that these answers make true, as bits.
 * @property {Target | null} next  Where these answers lead; null for the next question in the file.
 * @property {Choice[]} choices
 * @property {boolean} hasPoints  Whether some of these answers bring points.
 * @property {boolean} isChange  Whether the original answer is not among them.
 *
 * @typedef {[index: number, number: number]} BranchId  The index of a question, and the number of one of its branches.
 *
 * @typedef {object} State  What a run remembers.
 * @property {bigint} truths  The true comparisons that something later reads, as bits.
 * @property {BranchId[]} scored  The branches that brought points, where scores matter.
 * @property {BranchId[]} changes  The branches on which the run differs from the original answers.
 *
 * @typedef {State & {target: Target}} End  One way in which a run ends: its target, and the state there.
 * @typedef {Map<number, State[]>} WaitingStates  By the index of a question, in order, the states that have reached it.
 *
 * @typedef {object} Walk  What follows from the answers.
 * @property {number[]} asked  The indexes of the questions whose answers were used in some completion, in order.
 * @property {WaitingStates} waiting  The states that have reached a question without an answer.
 * @property {End[]} ends  The ends of the other completions.
 * @property {boolean} isComplete
 *   Whether every completion was followed. If not, there were more states than the limit.
 * @property {boolean} isCut  Whether some completions were left out because they change too many answers.
 * @property {number | null} next  The index of the question to ask next: the earliest that waits for an answer.
 *
 * @typedef {object} WalkLimits  How far a walk goes.
 * @property {number} states  The largest number of states.
 * @property {number} changes
 *   The largest number of answers that may differ from the original ones. Of states that are otherwise equal, only the
 *   one with the fewest changes is followed.
 *
 * @typedef {InstanceType<typeof EngineWalk.PossibleAnswers>} PossibleAnswers
 * @typedef {Map<string, PossibleAnswers>} PossibleByKey  By the id under which the answer is stored.
 */
const EngineWalk = (() => {
  "use strict";
  const { areEqual } = EngineBuiltins;
  const { isUnknown, listValues } = EngineAnswers;
  const { isMet } = EngineConditions;

  /** @type {WalkLimits} */
  const DEFAULT_LIMITS = { states: 20000, changes: 0 };

  /** The possible answers to one question: one value if the answer is known, several if it is not. */
  class PossibleAnswers {
    /**
     * @param {AnswerValue[]} values
     * @param {AnswerValue | null} [original]  the reader's answer, where a search tries other answers in its place
     */
    constructor(values, original = null) {
      this.values = values;
      this.original = original;
      this.isKnown = values.length === 1;
      /** @type {Map<number, Branch[]>} */
      this.branchesByIndex = new Map();
    }

    /**
     * Group the values by where they lead from the question at this index, and by the comparisons that they make true.
     *
     * @param {PreparedTree} tree
     * @param {number} index
     * @returns {Branch[]}
     */
    branches(tree, index) {
      let branches = this.branchesByIndex.get(index);
      if (!branches) {
        branches = this.listBranches(tree, index);
        this.branchesByIndex.set(index, branches);
      }
      return branches;
    }

    /**
     * @param {PreparedTree} tree
     * @param {number} index
     */
    listBranches(tree, index) {
      /** @type {Map<string, Branch>} */
      const groups = new Map();
      for (const value of this.values) {
        const choice = tree.choice(index, value);
        const { truths, next } = choice;
        const name = `${truths} ${nameTarget(next)}`;
        const isChange = this.original !== null;
        const group = groups.get(name) || { truths, next, choices: [], hasPoints: false, isChange };
        groups.set(name, group);
        group.choices.push(choice);
        group.hasPoints ||= choice.effects.length > 0;
        if (this.original && areEqual(value, this.original)) group.isChange = false;
      }
      return [...groups.values()];
    }
  }

  /** @param {Target | null} target */
  const nameTarget = (target) => (target ? `${target.to}:${target.id}` : "");

  /**
   * List the possible answers to each question that has an answer.
   *
   * @param {PreparedTree} tree
   * @param {SensibleAnswers} answers
   * @returns {PossibleByKey}
   */
  function findPossibleAnswers(tree, { values }) {
    const possible = new Map();
    for (const question of tree.questions) {
      const value = values.get(question.key);
      if (value && !possible.has(question.key))
        possible.set(question.key, new PossibleAnswers(isUnknown(value) ? listValues(question) : [value]));
    }
    return possible;
  }

  /**
   * Follow every completion of the answers from the first question.
   *
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   * @param {bigint[]} neededBits
   *   for each index of a question, the comparisons to remember there: one field of `tree.neededBits`
   * @param {{hasScores?: boolean, limits?: WalkLimits}} [options]
   *   `hasScores`: remember the branches that brought points
   */
  function replay(tree, possible, neededBits, { hasScores = false, limits = DEFAULT_LIMITS } = {}) {
    const start = new Map([[0, [{ truths: 0n, scored: [], changes: [] }]]]);
    return new Walker(tree, possible, neededBits, limits, hasScores).walk(start);
  }

  /**
   * Follow every completion from these states. The other arguments are those of `replay`.
   *
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   * @param {bigint[]} neededBits
   * @param {WaitingStates} start
   */
  const resume = (tree, possible, neededBits, start) =>
    new Walker(tree, possible, neededBits, DEFAULT_LIMITS, false).walk(start);

  /** One walk: the states that have not ended, by the index of the question that they have reached, and the ends. */
  class Walker {
    /**
     * @param {PreparedTree} tree
     * @param {PossibleByKey} possible
     * @param {bigint[]} neededBits
     * @param {WalkLimits} limits
     * @param {boolean} hasScores
     */
    constructor(tree, possible, neededBits, limits, hasScores) {
      this.tree = tree;
      this.possible = possible;
      this.neededBits = neededBits;
      this.limits = limits;
      this.hasScores = hasScores;
      /** @type {Map<string, State>[]} */
      this.states = tree.questions.map(() => new Map());
      /** @type {Map<string, End>} */
      this.ends = new Map();
      this.count = 0;
      this.isCut = false;
    }

    /**
     * Follow every state to its end, or to a question without an answer.
     *
     * @param {WaitingStates} start
     * @returns {Walk}
     */
    walk(start) {
      for (const [index, states] of start) for (const state of states) this.addState(index, state);
      /** @type {number[]} */
      const asked = [];
      /** @type {WaitingStates} */
      const waiting = new Map();
      this.tree.questions.forEach((question, index) => {
        const askingStates = [];
        for (const state of this.states[index].values()) {
          if (isMet(question.askCondition, state.truths)) askingStates.push(state);
          else this.addState(index + 1, state);
        }
        if (!askingStates.length) return;
        const answers = this.possible.get(question.key);
        if (!answers) {
          waiting.set(index, askingStates);
          return;
        }
        asked.push(index);
        for (const state of askingStates) this.answer(index, state, answers);
      });
      const isComplete = this.count <= this.limits.states;
      const next = waiting.size ? Math.min(...waiting.keys()) : null;
      return { asked, waiting, ends: [...this.ends.values()], isComplete, isCut: this.isCut, next };
    }

    /**
     * @param {number} index
     * @param {State} state
     * @param {PossibleAnswers} answers
     */
    answer(index, state, answers) {
      answers.branches(this.tree, index).forEach((branch, number) => {
        /** @type {BranchId} */
        const id = [index, number];
        const changes = branch.isChange ? [...state.changes, id] : state.changes;
        if (changes.length > this.limits.changes) {
          this.isCut = true;
          return;
        }
        const scored = this.hasScores && branch.hasPoints ? [...state.scored, id] : state.scored;
        const after = { truths: state.truths | branch.truths, scored, changes };
        if (!branch.next) this.addState(index + 1, after);
        else if (branch.next.to === "question") this.addState(branch.next.index, after);
        else this.addEnd(branch.next, after);
      });
    }

    /**
     * @param {number} index
     * @param {State} state
     */
    addState(index, state) {
      if (index === this.states.length) {
        this.addEnd({ to: "results", id: "", index }, state);
        return;
      }
      const truths = state.truths & this.neededBits[index];
      this.store(this.states[index], `${truths} ${state.scored.join(";")}`, { ...state, truths });
    }

    /**
     * @param {Target} target
     * @param {State} state
     */
    addEnd(target, state) {
      const truths = state.truths & this.neededBits[this.states.length];
      this.store(this.ends, `${nameTarget(target)} ${truths} ${state.scored.join(";")}`, { ...state, truths, target });
    }

    /**
     * Store a state that is new and within the limit, or that has fewer changes than the equal one that is stored.
     *
     * @template {State} S
     * @param {Map<string, S>} states
     * @param {string} name
     * @param {S} state
     */
    store(states, name, state) {
      const equal = states.get(name);
      const isBetter = equal ? state.changes.length < equal.changes.length : ++this.count <= this.limits.states;
      if (isBetter) states.set(name, state);
    }
  }

  return { PossibleAnswers, findPossibleAnswers, replay, resume };
})();
