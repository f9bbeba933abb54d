/**
 * Scores: weighted points as whole numbers, and the range that each score can have while answers are unknown.
 *
 * @typedef {number[]} Points
 *   Weighted points (points times weight), one number for each outcome in the order of the file.
 * @typedef {InstanceType<typeof EngineScoring.Scores>} Scores
 * @typedef {InstanceType<typeof EngineScoring.ScoreRanges>} ScoreRanges
 */
const EngineScoring = (() => {
  "use strict";
  const { lookUp, sum } = EngineBuiltins;

  const MAX_STEPS = 60000;
  /** How many steps a call of `canLead` costs before it searches. */
  const STEPS_PER_CALL = 4;

  /**
   * Return each different list once.
   *
   * @param {number[][]} lists
   */
  const listDifferent = (lists) => [...new Map(lists.map((list) => [list.join(), list])).values()];

  /** The points that one unknown answer may bring: each different possibility once. */
  class PossiblePoints {
    /** @param {Points[]} points */
    constructor(points) {
      this.possibilities = listDifferent(points);
      /** @type {Map<number, number>} */
      this.leastLeads = new Map();
    }

    /**
     * Return the least that the answer can add to the lead of one outcome over another, both given by index.
     *
     * @param {number} one
     * @param {number} other
     */
    leastLead(one, other) {
      const pair = one * this.possibilities[0].length + other;
      let least = this.leastLeads.get(pair);
      if (least === undefined) {
        least = Math.min(...this.possibilities.map((points) => points[one] - points[other]));
        this.leastLeads.set(pair, least);
      }
      return least;
    }
  }

  /** The points that answers bring under one set of weights, each calculated once. */
  class Scores {
    /**
     * @param {PreparedTree} tree
     * @param {number[]} weights  one for each factor, in the order of the file
     */
    constructor(tree, weights) {
      this.tree = tree;
      this.weights = weights;
      /** How many more steps all searches of `canLead` together may take. */
      this.steps = MAX_STEPS;
      /** @type {Map<Choice, Points>} */
      this.byChoice = new Map();
      /** @type {Map<Branch, PossiblePoints>} */
      this.byBranch = new Map();
    }

    /**
     * Return the weighted points that one answer brings to each outcome.
     *
     * @param {Choice} choice
     * @returns {Points}
     */
    points(choice) {
      let totals = this.byChoice.get(choice);
      if (!totals) {
        totals = this.tree.outcomes.map(() => 0);
        for (const [outcome, factor, points] of choice.effects) totals[outcome] += this.weights[factor] * points;
        this.byChoice.set(choice, totals);
      }
      return totals;
    }

    /**
     * Return the points that the answers of a branch may bring.
     *
     * @param {Branch} branch
     */
    possiblePoints(branch) {
      let possible = this.byBranch.get(branch);
      if (!possible) {
        possible = new PossiblePoints(branch.choices.map((choice) => this.points(choice)));
        this.byBranch.set(branch, possible);
      }
      return possible;
    }
  }

  /**
   * The scores of the ranked outcomes at one end: the certain points, and what unknown answers may add. Outcomes are
   * given by index.
   */
  class ScoreRanges {
    /**
     * @param {number[]} candidates  the indexes of the ranked outcomes
     * @param {Points} fixed  the certain points of every outcome
     * @param {PossiblePoints[]} open  what each unknown answer may add
     * @param {BranchId[]} scored  the branches that brought points
     */
    constructor(candidates, fixed, open, scored) {
      this.candidates = candidates;
      this.fixed = fixed;
      this.open = open;
      this.scored = scored;
    }

    /**
     * Return the lowest score that the outcome can have.
     *
     * @param {number} outcome
     */
    low(outcome) {
      return this.addOpen(Math.min, outcome);
    }

    /**
     * Return the highest score that the outcome can have.
     *
     * @param {number} outcome
     */
    high(outcome) {
      return this.addOpen(Math.max, outcome);
    }

    /**
     * Add the lowest or the highest of each unknown answer's points to the certain ones.
     *
     * @param {(...numbers: number[]) => number} choose
     * @param {number} outcome
     */
    addOpen(choose, outcome) {
      const added = this.open.map(({ possibilities }) => choose(...possibilities.map((points) => points[outcome])));
      return this.fixed[outcome] + sum(added);
    }

    /**
     * Return the least by which one outcome leads another. It is negative if it may fall behind.
     *
     * @param {number} one
     * @param {number} other
     */
    leastLead(one, other) {
      let lead = this.fixed[one] - this.fixed[other];
      for (const possible of this.open) lead += possible.leastLead(one, other);
      return lead;
    }

    /**
     * Return the most by which one outcome leads another.
     *
     * @param {number} one
     * @param {number} other
     */
    mostLead(one, other) {
      return -this.leastLead(other, one);
    }
  }

  /**
   * Add up the points of the branches that are certain, and keep those that are not certain apart.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {number[]} candidates
   * @param {BranchId[]} scored
   */
  function makeScoreRanges(scores, possible, candidates, scored) {
    const { tree } = scores;
    const fixed = tree.outcomes.map(() => 0);
    /** @type {PossiblePoints[]} */
    const open = [];
    for (const [index, number] of scored) {
      const branch = lookUp(possible, tree.questions[index].key).branches(tree, index)[number];
      const points = scores.possiblePoints(branch);
      if (points.possibilities.length > 1) open.push(points);
      else points.possibilities[0].forEach((certain, outcome) => (fixed[outcome] += certain));
    }
    return new ScoreRanges(candidates, fixed, open, scored);
  }

  /**
   * Return whether an outcome comes first, alone or in a tie, in some completion; null if the steps ran out first.
   *
   * The search is exact. It is a branch and bound: it bounds how large the lead over each rival can still become.
   *
   * @param {Scores} scores
   * @param {ScoreRanges} ranges
   * @param {number} outcome
   */
  function canLead(scores, ranges, outcome) {
    if (ranges.open.length && (scores.steps -= STEPS_PER_CALL) <= 0) return null;
    const rivals = ranges.candidates.filter((rival) => rival !== outcome && ranges.leastLead(outcome, rival) < 0);
    if (rivals.some((rival) => ranges.mostLead(outcome, rival) < 0)) return false;
    return rivals.length ? new Search(scores, ranges, outcome, rivals).run() : true;
  }

  /** One search for a completion in which the outcome is not behind any rival. */
  class Search {
    /**
     * @param {Scores} scores
     * @param {ScoreRanges} ranges
     * @param {number} outcome
     * @param {number[]} rivals
     */
    constructor(scores, ranges, outcome, rivals) {
      this.scores = scores;
      /** The lead over each rival from certain points. */
      this.start = rivals.map((rival) => ranges.fixed[outcome] - ranges.fixed[rival]);
      /**
       * For each unknown answer, the different lists that it may add to the leads, those with the largest sum first.
       */
      this.gains = ranges.open.map(({ possibilities }) =>
        listDifferent(possibilities.map((points) => rivals.map((rival) => points[outcome] - points[rival]))).sort(
          (one, other) => sum(other) - sum(one),
        ),
      );
      /** For each depth of the search, the most that the unknown answers from there on can add to each lead. */
      this.best = [rivals.map(() => 0)];
      for (const lists of [...this.gains].reverse())
        this.best.unshift(this.best[0].map((later, rival) => later + Math.max(...lists.map((gains) => gains[rival]))));
    }

    run() {
      return this.searchFrom(0, this.start);
    }

    /**
     * @param {number} depth
     * @param {number[]} leads
     * @returns {boolean | null}
     */
    searchFrom(depth, leads) {
      if (leads.some((lead, rival) => lead + this.best[depth][rival] < 0)) return false;
      if (depth === this.gains.length) return true;
      /** @type {boolean | null} */
      let answer = false;
      for (const gains of this.gains[depth]) {
        if (this.scores.steps <= 0) return null;
        this.scores.steps -= 1;
        const canLeadThen = this.searchFrom(
          depth + 1,
          leads.map((lead, rival) => lead + gains[rival]),
        );
        if (canLeadThen) return true;
        if (canLeadThen === null) answer = null;
      }
      return answer;
    }
  }

  return { Scores, ScoreRanges, makeScoreRanges, canLead };
})();
