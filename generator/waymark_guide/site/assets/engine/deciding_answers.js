/**
 * Finds the deciding answers: the known answers that what comes first depends on, and how.
 *
 * @typedef {object} DecidingAnswer
 * @property {string} question
 * @property {string | string[]} option
 * @property {"score" | "gate" | "when" | "route"} why
 *   `score`: the answer adds points to the lead over the runner-up. `gate` and `when`: a condition of an outcome
 *   reads the answer. `route`: the route depends on it.
 * @property {number | null} adds  The weighted points that it adds to the lead over `over`, where `why` is `score`.
 * @property {string | null} over  The runner-up.
 * @property {string[]} without
 *   `score`: the outcomes that would come first without its points. `gate` and `when`: the outcomes that it excludes
 *   and that otherwise might not be behind.
 *
 * @typedef {object} ConditionRead  What a condition of an outcome reads at an end.
 * @property {string[]} keys
 * @property {"gate" | "when"} why
 * @property {number | null} excluded  The outcome that is excluded from the ranking.
 */
const EngineDecidingAnswers = (() => {
  "use strict";
  const { areEqual, lookUp } = EngineBuiltins;
  const { valueToJson } = EngineAnswers;
  const { comparisonsOf, findDecidingQuestions } = EngineConditions;
  const { findCandidates, findFirst, isRanked, isRouted, isRuledOut } = EngineLeaders;

  /**
   * Return the known answers that decide a settled result. An unsettled result has none.
   *
   * By score, these are the answers that make up the lead, the largest first, and any answer without whose points other
   * outcomes would come first. In `ranked` mode, the conditions are only those that let in what comes first, or that
   * exclude an outcome that otherwise might not be behind.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {Walk} walk
   * @param {Leaders | null} leaders
   */
  const findDecidingAnswers = (scores, possible, walk, leaders) =>
    leaders?.isSettled ? new Finder(scores, possible, walk, leaders).find() : [];

  /** Finds the deciding answers of one settled result. */
  class Finder {
    /**
     * @param {Scores} scores
     * @param {PossibleByKey} possible
     * @param {Walk} walk
     * @param {Leaders} leaders
     */
    constructor(scores, possible, walk, leaders) {
      this.scores = scores;
      this.tree = scores.tree;
      this.possible = possible;
      this.walk = walk;
      this.scoreRanges = leaders.scoreRanges;
      /** The indexes of the outcomes that come first. */
      this.first = findFirst(this.tree, leaders);
      /**
       * The questions that were asked and have a known answer, by the id under which the answer is stored.
       *
       * @type {Map<string, PreparedQuestion>}
       */
      this.knownQuestions = new Map();
      for (const index of [...walk.asked].reverse()) {
        const question = this.tree.questions[index];
        if (lookUp(possible, question.key).isKnown) this.knownQuestions.set(question.key, question);
      }
    }

    find() {
      return [...this.findByScore(), ...this.findByCondition()];
    }

    findByScore() {
      const [first] = this.first;
      const scoreRanges = this.scoreRanges.filter((ranges) => ranges.candidates.includes(first));
      const rivals = [...this.tree.outcomes.keys()].filter((index) =>
        scoreRanges.some((ranges) => ranges.candidates.includes(index)),
      );
      if (rivals.length < 2) return [];
      const leads = findLeads(scoreRanges, first, rivals);
      const others = [...leads.keys()].filter((rival) => !this.first.includes(rival));
      const leadOver = (/** @type {number} */ rival) => lookUp(leads, rival);
      const over = others.length
        ? others.reduce((one, other) => (leadOver(other) < leadOver(one) ? other : one))
        : null;
      const rows = this.walk.asked.flatMap((index) => {
        const { key } = this.tree.questions[index];
        const isCounted = scoreRanges.every((ranges) => ranges.scored.some((branch) => branch[0] === index));
        if (!this.knownQuestions.has(key) || !isCounted) return [];
        const points = this.scores.points(this.tree.choice(index, this.valueOf(key)));
        const top = findFirstWithout(points, first, rivals, leads);
        return {
          key,
          adds: over === null ? 0 : points[first] - points[over],
          without: areEqual(top, this.first) ? [] : top,
        };
      });
      let explainedLead = 0;
      const entries = [];
      for (const { key, adds, without } of rows.sort((one, other) => other.adds - one.adds)) {
        const isPartOfLead = over !== null && adds > 0 && explainedLead < leadOver(over);
        if (without.length || isPartOfLead) entries.push(this.makeEntry(key, "score", without, adds, over));
        explainedLead += adds;
      }
      return entries;
    }

    findByCondition() {
      /** @type {Map<string, {why: DecidingAnswer["why"], outcomes: number[]}>} */
      const reads = new Map();
      const add = (/** @type {ConditionRead} */ { keys, why, excluded }) => {
        for (const key of keys) {
          const { outcomes } = reads.get(key) || lookUp(reads.set(key, { why, outcomes: [] }), key);
          if (excluded !== null && !outcomes.includes(excluded)) outcomes.push(excluded);
        }
      };
      let number = 0;
      for (const end of this.walk.ends) {
        const candidates = findCandidates(this.tree, end);
        const ranges = isRanked(this.tree, end, candidates) ? this.scoreRanges[number++] : null;
        this.listConditionReads(end, candidates, ranges).forEach(add);
      }
      for (const key of this.listRouteReads()) if (!reads.has(key)) reads.set(key, { why: "route", outcomes: [] });
      return [...reads]
        .filter(([key]) => this.knownQuestions.has(key))
        .map(([key, { why, outcomes }]) => this.makeEntry(key, why, outcomes));
    }

    /**
     * List what the conditions of outcomes read at an end.
     *
     * @param {End} end
     * @param {number[]} candidates
     * @param {ScoreRanges | null} ranges
     */
    listConditionReads(end, candidates, ranges) {
      const { truths } = end;
      /** @type {ConditionRead[]} */
      const reads = [];
      for (const [index, outcome] of this.tree.outcomes.entries()) {
        const isCandidate = candidates.includes(index);
        const isByRoute = isRouted(outcome, end);
        if (!isByRoute && (end.target.to !== "results" || outcome.role !== "option" || outcome.only_by_route)) continue;
        if (ranges && this.isWithoutInfluence(index, isCandidate, ranges)) continue;
        const isGated = isRuledOut(outcome, truths);
        const excluded = ranges && !isCandidate ? index : null;
        if (!isGated && !isByRoute)
          reads.push({ keys: findDecidingQuestions(outcome.when, truths), why: "when", excluded });
        if (isGated || isCandidate)
          reads.push({ keys: findDecidingQuestions(outcome.not_if, truths), why: "gate", excluded });
        if (isCandidate && this.tree.result.mode === "first") break;
      }
      return reads;
    }

    /**
     * Return whether an outcome's conditions do not matter to a ranking: it is ranked and does not come first, or it is
     * excluded and would be behind.
     *
     * @param {number} index
     * @param {boolean} isCandidate
     * @param {ScoreRanges} ranges
     */
    isWithoutInfluence(index, isCandidate, ranges) {
      if (isCandidate) return !this.first.includes(index);
      return this.first.length > 0 && ranges.leastLead(this.first[0], index) > 0;
    }

    /**
     * List the questions whose options lead somewhere, or that the `ask_if` of another question reads, up to where the
     * route ends.
     */
    listRouteReads() {
      const { tree, possible } = this;
      const last = this.walk.asked.at(-1);
      const isEnded = (/** @type {number} */ index) =>
        lookUp(possible, tree.questions[index].key).values.every((value) => {
          const { next } = tree.choice(index, value);
          return next && next.to !== "question";
        });
      const end = last !== undefined && isEnded(last) ? last + 1 : tree.questions.length;
      return tree.questions.slice(0, end).flatMap(({ key, options, askIf }) => {
        const read = comparisonsOf(askIf).map((comparison) => comparison.question);
        return options.some((option) => option.next) ? [key, ...read] : read;
      });
    }

    /** @param {string} key */
    valueOf(key) {
      return lookUp(this.possible, key).values[0];
    }

    /**
     * @param {string} key
     * @param {DecidingAnswer["why"]} why
     * @param {number[]} without
     * @param {number} [adds]
     * @param {number | null} [over]
     * @returns {DecidingAnswer}
     */
    makeEntry(key, why, without, adds = 0, over = null) {
      const question = lookUp(this.knownQuestions, key);
      return {
        question: question.id,
        option: valueToJson(question, this.valueOf(key)),
        why,
        adds: over === null ? null : adds,
        over: over === null ? null : this.tree.outcomes[over].id,
        without: without.map((index) => this.tree.outcomes[index].id),
      };
    }
  }

  /**
   * Return the least lead of `first` over each rival.
   *
   * @param {ScoreRanges[]} scoreRanges
   * @param {number} first
   * @param {number[]} rivals
   */
  function findLeads(scoreRanges, first, rivals) {
    /** @type {Map<number, number>} */
    const leads = new Map();
    for (const rival of rivals) {
      const ranked = scoreRanges.filter((ranges) => ranges.candidates.includes(rival));
      if (rival !== first) leads.set(rival, Math.min(...ranked.map((ranges) => ranges.leastLead(first, rival))));
    }
    return leads;
  }

  /**
   * Return the outcomes that would come first without these points, where `leads` are those of `first` over each
   * rival with them.
   *
   * @param {Points} points
   * @param {number} first
   * @param {number[]} rivals
   * @param {Map<number, number>} leads
   */
  function findFirstWithout(points, first, rivals, leads) {
    const without = new Map([...leads].map(([rival, lead]) => [rival, lead - points[first] + points[rival]]));
    const least = Math.min(...without.values());
    return rivals.filter((rival) => (rival === first ? least >= 0 : least <= 0 && without.get(rival) === least));
  }

  return { findDecidingAnswers };
})();
