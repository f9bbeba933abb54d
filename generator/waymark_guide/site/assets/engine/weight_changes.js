/**
 * Finds, for each factor, the weight at which something else comes first.
 *
 * @typedef {object} WeightChange  The nearest weight of one factor at which something that comes first no longer does.
 * @property {string} factor
 * @property {number} from
 * @property {number | null} to  Null if there is no such weight.
 * @property {boolean} beyond  Whether the same outcomes stay first from `to` to the end of the scale.
 * @property {string[]} result  What comes first then.
 * @property {Record<string, number> | null} weights  The weights of all factors then.
 */
const EngineWeightChanges = (() => {
  "use strict";
  const { areEqual, lookUp, sum } = EngineBuiltins;

  /** The largest sum of all weights for which the search is made. */
  const MAX_TOTAL = 1000;

  /**
   * Divide a whole number in these proportions by the largest remainder method.
   *
   * Every share is rounded down. What is left goes, one each, to the largest remainders; of equal remainders, to the
   * earlier.
   *
   * @param {number} total
   * @param {number[]} proportions
   */
  function apportion(total, proportions) {
    const whole = sum(proportions);
    const shares = proportions.map((share) => Math.floor((total * share) / whole));
    const remainders = proportions.map((share) => (total * share) % whole);
    const largest = [...shares.keys()].sort((one, other) => remainders[other] - remainders[one]);
    for (const index of largest.slice(0, total - sum(shares))) shares[index] += 1;
    return shares;
  }

  /**
   * Return, for each factor, the nearest whole weight at which something that comes first no longer does, and what
   * comes first then.
   *
   * The sum of all weights stays the same. The other factors keep their proportions; equal ones if they all weigh
   * nothing. The change must be true both with the exact proportions and with the nearest whole numbers, `weights`,
   * because rounding must not cause it. The whole list is null if points do not decide, or if an answer is unknown.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {Walk} walk
   * @param {Leaders | null} leaders
   */
  function findWeightChanges(scores, possible, walk, leaders) {
    const { tree, weights } = scores;
    const total = sum(weights);
    const isKnown = walk.asked.every((index) => lookUp(possible, tree.questions[index].key).isKnown);
    if (!leaders || leaders.scoreRanges.length !== 1 || !isKnown || total <= 0 || total > MAX_TOTAL) return null;
    const search = new Search(scores, possible, walk, leaders);
    return weights.map((_, factor) => search.findChange(factor));
  }

  /** The search for one result. */
  class Search {
    /**
     * @param {Scores} scores
     * @param {PossibleByKey} possible
     * @param {Walk} walk
     * @param {Leaders} leaders
     */
    constructor({ tree, weights }, possible, walk, leaders) {
      this.tree = tree;
      this.weights = weights;
      this.total = sum(weights);
      /** For each ranked outcome, by index, its unweighted points on each factor. */
      this.points = new Map(leaders.scoreRanges[0].candidates.map((outcome) => [outcome, weights.map(() => 0)]));
      for (const index of walk.asked) {
        const [value] = lookUp(possible, tree.questions[index].key).values;
        for (const [outcome, factor, added] of tree.choice(index, value).effects) {
          const points = this.points.get(outcome);
          if (points) points[factor] += added;
        }
      }
      /** The indexes of the outcomes that come first. */
      this.first = [...this.points.keys()].filter((index) => leaders.ids.includes(tree.outcomes[index].id));
    }

    /**
     * Find the nearest change on one factor. Of two at the same distance, it is the one with the higher weight.
     *
     * @param {number} factor
     * @returns {WeightChange}
     */
    findChange(factor) {
      const before = this.weights[factor];
      const change = {
        factor: this.tree.factors[factor].id,
        from: before,
        to: null,
        beyond: false,
        result: [],
        weights: null,
      };
      const others = this.proportionsWithout(factor);
      if (!sum(others)) return change;
      for (let step = 1; step <= this.total; step += 1) {
        for (const to of [before + step, before - step]) {
          if (to < 0 || to > this.total) continue;
          const first = this.findFirst(this.exactWeights(factor, to, others));
          if (this.first.every((index) => first.includes(index))) continue;
          const whole = apportion(this.total - to, others);
          whole[factor] = to;
          if (!areEqual(this.findFirst(whole), first)) continue;
          const last = this.findFirst(this.exactWeights(factor, to > before ? this.total : 0, others));
          return {
            ...change,
            to,
            beyond: first.every((index) => last.includes(index)),
            result: first.map((index) => this.tree.outcomes[index].id),
            weights: Object.fromEntries(this.tree.factors.map(({ id }, index) => [id, whole[index]])),
          };
        }
      }
      return change;
    }

    /**
     * Return the proportions in which the other factors share the rest; 0 for the factor itself.
     *
     * @param {number} factor
     */
    proportionsWithout(factor) {
      const others = this.weights.map((weight, index) => (index === factor ? 0 : weight));
      return sum(others) ? others : others.map((_, index) => Number(index !== factor));
    }

    /**
     * Return weights in the exact proportions, multiplied by the sum of `others` to keep them whole.
     *
     * @param {number} factor
     * @param {number} weight
     * @param {number[]} others
     */
    exactWeights(factor, weight, others) {
      const exact = others.map((share) => (this.total - weight) * share);
      exact[factor] = weight * sum(others);
      return exact;
    }

    /**
     * Return the outcomes that come first with these weights, by index.
     *
     * @param {number[]} weights
     */
    findFirst(weights) {
      const totals = [...this.points].map(([outcome, points]) => ({
        outcome,
        score: sum(points.map((number, factor) => number * weights[factor])),
      }));
      const most = Math.max(...totals.map((row) => row.score));
      return totals.filter((row) => row.score === most).map((row) => row.outcome);
    }
  }

  return { apportion, findWeightChanges };
})();
