/** The weights of the factors: the author's, or the reader's own. Python has this in `scoring.py`. */
const EngineWeights = (() => {
  "use strict";
  const { getOwn } = EngineBuiltins;

  const MAX_WEIGHT = 1000;

  /**
   * Return the weight of each factor: the reader's own if it is a whole number from 0 to `MAX_WEIGHT`, otherwise the
   * author's.
   *
   * @param {PreparedTree} tree
   * @param {Record<string, unknown> | null} own
   */
  function readWeights(tree, own) {
    return tree.factors.map((factor) => {
      const weight = getOwn(own, factor.id);
      const isWeight = typeof weight === "number" && Number.isInteger(weight) && weight >= 0 && weight <= MAX_WEIGHT;
      return isWeight ? weight : factor.weight;
    });
  }

  return { MAX_WEIGHT, readWeights };
})();
