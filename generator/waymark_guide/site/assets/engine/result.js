/**
 * The result as plain data: each outcome that may appear, with its reasons, what is ruled out, and how certain it is.
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
 * @property {number} low
 * @property {number} high
 * @property {number} rank
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
   * Compare two outcomes by what ranks them: whether they can lead, then the middle of the score range.
   *
   * @param {RankedOutcome} one
   * @param {RankedOutcome} other
   */
  const compareRanks = (one, other) =>
    Number(one.isBehind) - Number(other.isBehind) || other.low + other.high - one.low - one.high;

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
      this.knownIndexes = walk.asked.filter((index) => lookUp(possible, this.tree.questions[index].key).isKnown);
      /** Those of them that count in every ranking, whatever the unknown answers are. */
      this.countedIndexes = this.knownIndexes.filter((index) =>
        this.scoreRanges.every((ranges) => ranges.scored.some((branch) => branch[0] === index)),
      );
      /** For each outcome, the ends at which it appears. */
      this.ends = this.findEnds();
    }

    /** @returns {TreeResult} */
    build() {
      const ranking = this.rank();
      const trees = this.runEnds.filter(({ target }) => target.to === "tree").map(({ target }) => target.id);
      const treeIds = sortUnique(trees);
      const gather = this.gatherBecause();
      return {
        mode: this.tree.result.mode,
        settled: this.leaders !== null && this.leaders.isSettled,
        gather_first: gather !== null,
        gather_because: gather,
        close_call: this.isClose(ranking),
        jump: treeIds.length === 1 && trees.length === this.runEnds.length ? trees[0] : null,
        may_jump: treeIds,
        outcomes: this.listOutcomes(ranking),
        groups: this.listGroups(ranking),
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
      const unknown = this.asked.length - this.knownIndexes.length;
      const isOver = share !== null && unknown * 100 > share * this.asked.length;
      return isOver && !this.leaders.isSettled ? "share" : null;
    }

    /**
     * Return all ranked outcomes, in the order of the ranking. Outcomes in a tie have the same rank.
     *
     * @returns {RankedOutcome[]}
     */
    rank() {
      const rows = [...this.tree.outcomes.keys()].flatMap((index) => {
        const scoreRanges = this.listRanges(index);
        if (!scoreRanges.length) return [];
        const low = Math.min(...scoreRanges.map((ranges) => ranges.low(index)));
        const high = Math.max(...scoreRanges.map((ranges) => ranges.high(index)));
        return { index, isBehind: !this.isLeader(index), low, high, rank: 0 };
      });
      rows.sort(compareRanks).forEach((row, position) => {
        const before = rows[position - 1];
        row.rank = before && !compareRanks(before, row) ? before.rank : position + 1;
      });
      return rows;
    }

    /**
     * List the score ranges of the ends at which an outcome is ranked.
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

    /** @param {RankedOutcome[]} ranking */
    isClose(ranking) {
      if (!ranking.length) return false;
      const first = ranking[0].index;
      const within = this.tree.result.close_call_within;
      const isCloseTo = (/** @type {ScoreRanges} */ ranges, /** @type {number} */ rival) =>
        ranges.leastLead(first, rival) <= within && ranges.mostLead(first, rival) >= -within;
      return this.listRanges(first).some((ranges) =>
        ranges.candidates.some((rival) => rival !== first && isCloseTo(ranges, rival)),
      );
    }

    /** @param {RankedOutcome[]} ranking */
    listOutcomes(ranking) {
      const present = [...this.ends.keys()].filter((index) => this.ends[index].length);
      const isOption = (/** @type {number} */ index) => this.tree.outcomes[index].role === "option";
      const isRanked = (/** @type {number} */ index) => ranking.some((row) => row.index === index);
      return [
        ...present.filter((index) => isOption(index) && !isRanked(index)).map((index) => this.makeOutcome(index)),
        ...ranking.map((row) => this.makeOutcome(row.index, row)),
        ...present.filter((index) => !isOption(index)).map((index) => this.makeOutcome(index)),
      ];
    }

    /**
     * @param {number} index
     * @param {RankedOutcome} [row]  its row in the ranking, if it is ranked
     * @returns {OutcomeResult}
     */
    makeOutcome(index, row) {
      const outcome = this.tree.outcomes[index];
      const { id, approach, role, modality } = outcome;
      const isByRoute = isRouted(outcome, this.ends[index][0]);
      return {
        id,
        approach,
        role,
        modality,
        by: isByRoute ? "route" : row ? "score" : role === "always" ? "always" : "when",
        rank: row ? row.rank : null,
        score: row ? this.score(index) : null,
        low: row ? row.low : null,
        high: row ? row.high : null,
        certain: this.ends[index].length === this.runEnds.length,
        could_lead: this.couldLead(index),
        because: [
          ...(row ? listScoreReasons(this.scores, this.possible, this.countedIndexes, index) : []),
          ...(isByRoute
            ? listRouteReasons(this.tree, this.possible, this.asked)
            : listConditionReasons(this.tree, this.possible, this.asked, index, this.ends[index][0])),
        ],
      };
    }

    /** @param {number} index  that of a question whose answer is known */
    valueAt(index) {
      return lookUp(this.possible, this.tree.questions[index].key).values[0];
    }

    /** @param {number} outcome */
    score(outcome) {
      const choices = this.countedIndexes.map((index) => this.tree.choice(index, this.valueAt(index)));
      return sum(choices.map((choice) => this.scores.points(choice)[outcome]));
    }

    /** @param {number} index */
    couldLead(index) {
      const outcome = this.tree.outcomes[index];
      if (outcome.role !== "option" && !this.ends[index].some((end) => isRouted(outcome, end))) return false;
      return !this.leaders || this.leaders.unproved.has(outcome.id) ? null : this.isLeader(index);
    }

    /**
     * List the best of each layer where the guide has `group_by: layer`. A layer joins the blend if the first outcome
     * is in it, or if it is one of `blend_with`.
     *
     * @param {RankedOutcome[]} ranking
     */
    listGroups(ranking) {
      const { outcomes, result } = this.tree;
      /** @type {Map<string, RankedOutcome[]>} */
      const best = new Map();
      for (const row of result.group_by ? ranking : []) {
        const { layer } = outcomes[row.index];
        if (!layer) continue;
        const rows = best.get(layer);
        if (!rows) best.set(layer, [row]);
        else if (!compareRanks(rows[0], row)) rows.push(row);
      }
      return [...best].map(([layer, rows]) => ({
        layer,
        outcomes: rows.map((row) => outcomes[row.index].id),
        joins: layer === outcomes[ranking[0].index].layer || result.blend_with.includes(layer),
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
      return this.knownIndexes.flatMap((index) => {
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
