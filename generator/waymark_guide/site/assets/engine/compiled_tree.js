/**
 * The compiled form of a guide, as the build writes it, and the form that the engine runs, which is made ready once.
 *
 * @typedef {object} CompiledTree  A guide as the build writes it: `CompiledTree.as_json` in Python.
 * @property {string} id
 * @property {string} version
 * @property {string} title
 * @property {ResultRule} result
 * @property {CompiledFactor[]} factors
 * @property {CompiledQuestion[]} questions
 * @property {CompiledOutcome[]} outcomes
 * @property {CompiledReason[]} reasons
 * @property {FormerIds} was
 *
 * @typedef {object} ResultRule  How outcomes become a result.
 * @property {"first" | "all" | "ranked"} mode
 * @property {number} close_call_within  A lead of at most this many points is a close call.
 * @property {number | null} gather_first  Above this percentage of unknown answers, these are to be gathered first.
 * @property {number | null} show_at_most
 * @property {string | null} group_by
 * @property {string[]} blend_with
 *
 * @typedef {{id: string, label: string, weight: number}} CompiledFactor
 * @typedef {{text: string, sources: string[]}} CompiledReason  The author's explanation of an effect.
 *
 * @typedef {object} FormerIds  Former id → current id.
 * @property {Record<string, string>} [question]
 * @property {Record<string, string>} [outcome]
 * @property {Record<string, Record<string, string>>} [option]  For each question.
 *
 * @typedef {object} CompiledQuestion  One placement of a question.
 * @property {string} id
 * @property {string | null} fact
 * @property {"single" | "multi" | "band"} type
 * @property {string | null} same_as  The first placement of the same question: the answer is stored under its id.
 * @property {ConditionJson | null} ask_if
 * @property {boolean} dont_know  Whether "I don't know" is an answer.
 * @property {"high" | "medium" | "low" | null} matters  How much finding out matters.
 * @property {boolean} ordered  Whether the options are in an order.
 * @property {string} purpose
 * @property {string} text
 * @property {CompiledOption[]} options
 *
 * @typedef {object} CompiledOption
 * @property {string} id
 * @property {string} label
 * @property {boolean} exclusive
 * @property {boolean} note
 * @property {Omit<Target, "index"> | null} next  Where it leads: null for the next question in the file.
 * @property {CompiledEffect[]} effects
 *
 * @typedef {[outcome: number, factor: number, points: number, reason: number]} CompiledEffect
 *   The points for an outcome on a factor. The outcome, the factor and the reason are given by index.
 *
 * @typedef {object} CompiledOutcome
 * @property {string} id
 * @property {string | null} approach
 * @property {string | null} layer  That of its approach.
 * @property {string} title
 * @property {"option" | "always" | "add-on"} role
 * @property {string | null} modality
 * @property {boolean} only_by_route
 * @property {ConditionJson | null} when
 * @property {ConditionJson | null} not_if  Its gate, which rules it out.
 * @property {string | null} ruled_out_because
 *
 * @typedef {object} Target  Where an option leads.
 * @property {"question" | "outcome" | "tree" | "results"} to
 * @property {string} id  Empty for `results`.
 * @property {number} index  That of the question; the number of questions if the target is not a question.
 *
 * @typedef {object} Choice  What follows from one answer to one placement of a question.
 * @property {AnswerValue} value
 * @property {bigint} truths  The comparisons that it makes true, as bits.
 * @property {Target | null} next  The target of the first chosen option that has one; null for the next question.
 * @property {CompiledEffect[]} effects
 *
 * @typedef {InstanceType<typeof EngineCompiledTree.PreparedTree>} PreparedTree
 * @typedef {PreparedTree["questions"][number]} PreparedQuestion
 * @typedef {PreparedTree["outcomes"][number]} PreparedOutcome
 */
const EngineCompiledTree = (() => {
  "use strict";
  const { Comparisons, compileCondition, bitsOf } = EngineConditions;

  /**
   * One guide, ready to run.
   *
   * `neededBits` holds, for each index of a question and for the end, the comparisons that something from there on
   * still reads, as bits: `questions` has what decides which questions are asked; `leaders` has this, and what
   * decides which options may come first; `result` has this, and what decides which other outcomes the result shows.
   */
  class PreparedTree {
    /** @param {CompiledTree} compiled */
    constructor(compiled) {
      const { id, version, result, factors, reasons, was } = compiled;
      this.id = id;
      this.version = version;
      this.result = result;
      this.isRanked = result.mode === "ranked";
      this.factors = factors;
      this.reasons = reasons;
      this.was = was;
      this.comparisons = new Comparisons();
      this.questions = compiled.questions.map((question, index) => this.prepareQuestion(compiled, question, index));
      this.outcomes = compiled.outcomes.map((outcome) => ({
        ...outcome,
        when: compileCondition(outcome.when, this.comparisons),
        not_if: compileCondition(outcome.not_if, this.comparisons),
      }));
      this.neededBits = this.findNeededBits();
      /** @type {Map<string, Choice>} */
      this.choiceCache = new Map();
      /**
       * The candidates at an end (see `EngineLeaders.findCandidates`), by its target and truths.
       *
       * @type {Map<string, number[]>}
       */
      this.candidateCache = new Map();
    }

    /**
     * @param {CompiledTree} compiled
     * @param {CompiledQuestion} question
     * @param {number} index
     */
    prepareQuestion({ questions }, question, index) {
      const askIf = compileCondition(question.ask_if, this.comparisons);
      return {
        id: question.id,
        index,
        /** The id under which the answer is stored: its own, or that of the first placement of the same question. */
        key: question.same_as || question.id,
        fact: question.fact,
        ordered: question.ordered,
        matters: question.matters,
        isMulti: question.type === "multi",
        dontKnow: question.dont_know,
        askIf,
        askCondition: this.makeAskCondition(askIf, question.same_as),
        optionIds: question.options.map((option) => option.id),
        options: question.options.map(({ next, ...option }) => ({ ...option, next: findTarget(next, questions) })),
      };
    }

    /**
     * Return the whole condition for asking a question: `ask_if`, and that it was not asked before under another id.
     *
     * @param {Condition | null} askIf
     * @param {string | null} sameAs
     * @returns {Condition | null}
     */
    makeAskCondition(askIf, sameAs) {
      if (!sameAs) return askIf;
      /** @type {Condition} */
      const notAsked = { how: "not", parts: [this.comparisons.get("answered", sameAs)] };
      return askIf ? { how: "all", parts: [notAsked, askIf] } : notAsked;
    }

    findNeededBits() {
      const targets = this.questions.flatMap((question) => question.options.map((option) => option.next));
      const routeIds = new Set(targets.map((target) => target?.to === "outcome" && target.id));
      let leaderBits = 0n;
      let resultBits = 0n;
      for (const outcome of this.outcomes) {
        const bits = bitsOf(outcome.when) | bitsOf(outcome.not_if);
        resultBits |= bits;
        if (outcome.role === "option" || routeIds.has(outcome.id)) leaderBits |= bits;
      }
      return {
        questions: this.addAskBits(0n),
        leaders: this.addAskBits(leaderBits),
        result: this.addAskBits(resultBits),
      };
    }

    /**
     * Return, for each index of a question and for the end, the bits at the end and those that the questions from there
     * on read to be asked.
     *
     * @param {bigint} end
     */
    addAskBits(end) {
      const needed = [end];
      for (const question of [...this.questions].reverse()) needed.unshift(needed[0] | bitsOf(question.askCondition));
      return needed;
    }

    /**
     * Return what follows from an answer to the question at this index.
     *
     * @param {number} index
     * @param {AnswerValue} value
     * @returns {Choice}
     */
    choice(index, value) {
      const name = `${index}=${value.join()}`;
      let choice = this.choiceCache.get(name);
      if (!choice) {
        const question = this.questions[index];
        const options = question.options.filter((option) => value.includes(option.id));
        choice = {
          value,
          truths: this.comparisons.truths(question.key, value),
          next: options.find((option) => option.next)?.next || null,
          effects: options.flatMap((option) => option.effects),
        };
        this.choiceCache.set(name, choice);
      }
      return choice;
    }
  }

  /**
   * @param {CompiledOption["next"]} next
   * @param {CompiledQuestion[]} questions
   * @returns {Target | null}
   */
  function findTarget(next, questions) {
    if (!next) return null;
    const index =
      next.to === "question" ? questions.findIndex((question) => question.id === next.id) : questions.length;
    return { ...next, index };
  }

  /** @type {WeakMap<CompiledTree, InstanceType<typeof PreparedTree>>} */
  const cache = new WeakMap();

  /**
   * Make a guide ready to run; a second call returns the same tree.
   *
   * @param {CompiledTree} compiled
   */
  function prepareTree(compiled) {
    const tree = cache.get(compiled) || new PreparedTree(compiled);
    cache.set(compiled, tree);
    return tree;
  }

  return { PreparedTree, prepareTree };
})();
