/**
 * The result as plain data: every outcome that may appear, in order and with its reasons, what is ruled out, and how
 * certain the result is.
 *
 * @typedef {object} TreeResult
 * @property {ResultRule["mode"]} mode
 * @property {boolean} settled  Whether the same outcomes come first whatever the unknown answers are.
 * @property {boolean} gather_first  Whether the unknown answers are to be found out first.
 * @property {"too-many" | "share" | null} gather_because
 * @property {boolean} close_call
 * @property {string | null} jump  The tree to which every completion leads.
 * @property {string[]} may_jump  The trees to which some completion leads.
 * @property {OutcomeResult[]} outcomes
 * @property {{layer: string, outcomes: string[], joins: boolean}[]} groups
 *   The best of each layer where the guide has `group_by: layer`, and whether the layer joins the blend.
 * @property {{id: string, because: string[], questions: string[]}[]} ruled_out
 *   The options that appear at no end because their gate excludes them, with the answers that the gate reads.
 * @property {{question: string, option: string}[]} notes  The chosen options that have a note.
 *
 * @typedef {object} OutcomeResult
 * @property {string} id
 * @property {string | null} approach
 * @property {PreparedOutcome["role"]} role
 * @property {string | null} modality
 * @property {"route" | "score" | "when" | "always"} by
 * @property {number | null} rank
 * @property {number | null} score
 * @property {number | null} low
 * @property {number | null} high
 * @property {boolean} certain  Whether it appears whatever the unknown answers are.
 * @property {boolean | null} could_lead  Null if that is not proved.
 * @property {OutcomeReason[]} because
 *
 * @typedef {object} RankedOutcome
 * @property {number} index
 * @property {boolean} isBehind  Whether it cannot lead. Such an outcome comes after those that can.
 * @property {number} middle  Twice the middle of its score range (twice keeps it whole). The largest comes first.
 */
const EngineResult = (() => {
  "use strict";
  const { lookUp, sortUnique, sum } = EngineBuiltins;
  const { findDecidingQuestions, isMet } = EngineConditions;
  const { canAppear, findCandidates, isRouted, isRuledOut } = EngineLeaders;
  const { listConditionReasons, listRouteReasons, listScoreReasons } = EngineReasons;

  /**
   * Return the result of the answers.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {Walk} walk  the one that remembers everything that the result shows, with every question that was asked
   * @param {Leaders | null} leaders  what comes first; null if there are too many completions to follow
   */
  const makeResult = (scores, possible, walk, leaders) => new ResultBuilder(scores, possible, walk, leaders).build();

  /**
   * @param {RankedOutcome} one
   * @param {RankedOutcome} other
   */
  const compareRanks = (one, other) => Number(one.isBehind) - Number(other.isBehind) || other.middle - one.middle;

  /** Builds one result. */
  class ResultBuilder {
    /**
     * @param {Scores} scores
     * @param {PossibleByKey} possible
     * @param {Walk} walk
     * @param {Leaders | null} leaders
     */
    constructor(scores, possible, walk, leaders) {
      this.scores = scores;
      this.tree = scores.tree;
      this.possible = possible;
      this.asked = walk.asked;
      this.runEnds = walk.ends;
      this.leaders = leaders;
      this.scoreRanges = leaders ? leaders.scoreRanges : [];
      /** The indexes of the questions that were asked and whose answers are known. */
      this.known = walk.asked.filter((index) => lookUp(possible, this.tree.questions[index].key).isKnown);
      /** Those of them that count in every ranking, whatever the unknown answers are. */
      this.counted = this.known.filter((index) =>
        this.scoreRanges.every((ranges) => ranges.scored.some((branch) => branch[0] === index)),
      );
      /** For each outcome, the ends at which it appears. */
      this.ends = this.findEnds();
    }

    /** @returns {TreeResult} */
    build() {
      const ranked = this.rank();
      const trees = this.runEnds.filter(({ target }) => target.to === "tree").map(({ target }) => target.id);
      const treeIds = sortUnique(trees);
      const gather = this.gatherBecause();
      return {
        mode: this.tree.result.mode,
        settled: this.leaders !== null && this.leaders.isSettled,
        gather_first: gather !== null,
        gather_because: gather,
        close_call: this.isClose(ranked),
        jump: treeIds.length === 1 && trees.length === this.runEnds.length ? trees[0] : null,
        may_jump: treeIds,
        outcomes: this.listOutcomes(ranked),
        groups: this.listGroups(ranked),
        ruled_out: this.listRuledOut(),
        notes: this.listNotes(),
      };
    }

    findEnds() {
      const candidates = new Map(this.runEnds.map((end) => [end, findCandidates(this.tree, end)]));
      return this.tree.outcomes.map((outcome, index) =>
        this.runEnds.filter(
          (end) =>
            lookUp(candidates, end).includes(index) ||
            (outcome.role !== "option" && end.target.to !== "tree" && canAppear(outcome, end.truths)),
        ),
      );
    }

    gatherBecause() {
      if (!this.leaders) return "too-many";
      const share = this.tree.result.gather_first;
      const unknown = this.asked.length - this.known.length;
      const isOver = share !== null && unknown * 100 > share * this.asked.length;
      return isOver && !this.leaders.isSettled ? "share" : null;
    }

    /**
     * Return all ranked outcomes, in the order of the ranking.
     *
     * @returns {RankedOutcome[]}
     */
    rank() {
      return [...this.tree.outcomes.keys()]
        .filter((index) => this.listRanges(index).length)
        .map((index) => ({ index, isBehind: !this.isLeader(index), middle: this.low(index) + this.high(index) }))
        .sort(compareRanks);
    }

    /**
     * List the ranges of the ends at which an outcome is ranked.
     *
     * @param {number} index
     */
    listRanges(index) {
      return this.scoreRanges.filter((ranges) => ranges.candidates.includes(index));
    }

    /** @param {number} index */
    isLeader(index) {
      return this.leaders !== null && this.leaders.ids.includes(this.tree.outcomes[index].id);
    }

    /** @param {number} index */
    low(index) {
      return Math.min(...this.listRanges(index).map((ranges) => ranges.low(index)));
    }

    /** @param {number} index */
    high(index) {
      return Math.max(...this.listRanges(index).map((ranges) => ranges.high(index)));
    }

    /** @param {RankedOutcome[]} ranked */
    isClose(ranked) {
      if (!ranked.length) return false;
      const first = ranked[0].index;
      const within = this.tree.result.close_call_within;
      return this.listRanges(first).some((ranges) =>
        ranges.candidates.some(
          (rival) =>
            rival !== first && ranges.leastLead(first, rival) <= within && ranges.mostLead(first, rival) >= -within,
        ),
      );
    }

    /** @param {RankedOutcome[]} ranked */
    listOutcomes(ranked) {
      /** @type {Map<number, number>} */
      const ranks = new Map();
      ranked.forEach((row, position) => {
        const isTied = position > 0 && !compareRanks(ranked[position - 1], row);
        ranks.set(row.index, isTied ? lookUp(ranks, ranked[position - 1].index) : position + 1);
      });
      const present = [...this.ends.keys()].filter((index) => this.ends[index].length);
      const isOption = (/** @type {number} */ index) => this.tree.outcomes[index].role === "option";
      return [
        ...present.filter((index) => isOption(index) && !ranks.has(index)),
        ...ranks.keys(),
        ...present.filter((index) => !isOption(index)),
      ].map((index) => this.makeOutcome(index, ranks.get(index) ?? null));
    }

    /**
     * @param {number} index
     * @param {number | null} rank
     * @returns {OutcomeResult}
     */
    makeOutcome(index, rank) {
      const { id, approach, role, modality } = this.tree.outcomes[index];
      const isRanked = rank !== null;
      return {
        id,
        approach,
        role,
        modality,
        by: this.isRouted(index) ? "route" : isRanked ? "score" : role === "always" ? "always" : "when",
        rank,
        score: isRanked ? sum(this.counted.map((question) => this.points(question, index))) : null,
        low: isRanked ? this.low(index) : null,
        high: isRanked ? this.high(index) : null,
        certain: this.ends[index].length === this.runEnds.length,
        could_lead: this.couldLead(index),
        because: this.listReasons(index, isRanked),
      };
    }

    /** @param {number} index */
    isRouted(index) {
      return isRouted(this.tree.outcomes[index], this.ends[index][0]);
    }

    /**
     * @param {number} index
     * @param {boolean} isRanked
     */
    listReasons(index, isRanked) {
      const { tree, possible, asked } = this;
      const others = this.isRouted(index)
        ? listRouteReasons(tree, possible, asked)
        : listConditionReasons(tree, possible, asked, index, this.ends[index][0]);
      return isRanked ? [...listScoreReasons(this.scores, possible, this.counted, index), ...others] : others;
    }

    /**
     * Return the answer to the question at this index, which is known.
     *
     * @param {number} question
     */
    valueAt(question) {
      return lookUp(this.possible, this.tree.questions[question].key).values[0];
    }

    /**
     * @param {number} question
     * @param {number} outcome
     */
    points(question, outcome) {
      return this.scores.points(this.tree.choice(question, this.valueAt(question)))[outcome];
    }

    /** @param {number} index */
    couldLead(index) {
      const outcome = this.tree.outcomes[index];
      if (outcome.role !== "option" && !this.ends[index].some((end) => isRouted(outcome, end))) return false;
      return !this.leaders || this.leaders.unproved.has(outcome.id) ? null : this.isLeader(index);
    }

    /**
     * List the best of each layer where the guide has `group_by: layer`. A layer joins the blend if the first outcome is
     * in it, or if it is one of `blend_with`.
     *
     * @param {RankedOutcome[]} ranked
     */
    listGroups(ranked) {
      const { outcomes, result } = this.tree;
      /** @type {Map<string, RankedOutcome[]>} */
      const best = new Map();
      for (const row of result.group_by ? ranked : []) {
        const { layer } = outcomes[row.index];
        if (!layer) continue;
        const rows = best.get(layer);
        if (!rows) best.set(layer, [row]);
        else if (!compareRanks(rows[0], row)) rows.push(row);
      }
      return [...best].map(([layer, rows]) => ({
        layer,
        outcomes: rows.map((row) => outcomes[row.index].id),
        joins: layer === outcomes[ranked[0].index].layer || result.blend_with.includes(layer),
      }));
    }

    listRuledOut() {
      const questions = this.asked.map((index) => this.tree.questions[index]);
      return this.tree.outcomes.flatMap((outcome, index) => {
        const end = this.ends[index].length ? null : this.runEnds.find((each) => this.isGated(outcome, each));
        if (!end) return [];
        const keys = findDecidingQuestions(outcome.not_if, end.truths);
        return {
          id: outcome.id,
          because: outcome.ruled_out_because ? [outcome.ruled_out_because] : [],
          questions: questions.filter((question) => keys.includes(question.key)).map((question) => question.id),
        };
      });
    }

    /**
     * Return whether only its gate keeps the outcome from appearing at this end.
     *
     * @param {PreparedOutcome} outcome
     * @param {End} end
     */
    isGated(outcome, end) {
      if (!isRuledOut(outcome, end.truths)) return false;
      if (end.target.to !== "results") return isRouted(outcome, end);
      return outcome.role === "option" && !outcome.only_by_route && isMet(outcome.when, end.truths);
    }

    listNotes() {
      return this.known.flatMap((index) => {
        const { id, options } = this.tree.questions[index];
        const value = this.valueAt(index);
        return options
          .filter((option) => option.note && value.includes(option.id))
          .map((option) => ({ question: id, option: option.id }));
      });
    }
  }

  return { makeResult };
})();
