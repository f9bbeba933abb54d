/**
 * The leaders: over every completion of the answers, which outcomes come first or may come first, and which may
 * appear or are ruled out.
 *
 * @typedef {object} Leaders  What comes first.
 * @property {string[]} ids
 *   Every outcome, or `tree:ID`, that comes first in some completion. Outcomes are in the order of the file.
 * @property {boolean} isSettled  Whether the same ones come first in every completion.
 * @property {Set<string>} unproved  The outcomes among `ids` for which the search ran out of steps.
 * @property {ScoreRanges[]} scoreRanges  One for each end at which outcomes are ranked.
 */
const EngineLeaders = (() => {
  "use strict";
  const { isMet } = EngineConditions;
  const { replay } = EngineWalk;
  const { makeScoreRanges, canLead } = EngineScoring;

  /**
   * Return whether an outcome's own conditions let it appear.
   *
   * @param {PreparedOutcome} outcome
   * @param {bigint} truths  the true comparisons, as bits
   */
  const canAppear = (outcome, truths) =>
    !outcome.only_by_route && isMet(outcome.when, truths) && !isRuledOut(outcome, truths);

  /**
   * Return whether the outcome's gate (`not_if`) rules it out.
   *
   * @param {PreparedOutcome} outcome
   * @param {bigint} truths  the true comparisons, as bits
   */
  const isRuledOut = (outcome, truths) => outcome.not_if !== null && isMet(outcome.not_if, truths);

  /**
   * Return whether a route leads to the outcome at this end.
   *
   * @param {PreparedOutcome} outcome
   * @param {End} end
   */
  const isRouted = (outcome, { target }) => target.to === "outcome" && target.id === outcome.id;

  /**
   * Return the indexes of the options that remain at an end: the one that a route leads to, or all that can appear.
   *
   * @param {PreparedTree} tree
   * @param {End} end
   */
  function findCandidates(tree, end) {
    const { target, truths } = end;
    const name = `${target.to}:${target.id} ${truths}`;
    let candidates = tree.candidateCache.get(name);
    if (!candidates) {
      candidates = [...tree.outcomes.keys()].filter((index) => isCandidate(tree.outcomes[index], end));
      if (tree.result.mode === "first") candidates.splice(1);
      tree.candidateCache.set(name, candidates);
    }
    return candidates;
  }

  /**
   * @param {PreparedOutcome} outcome
   * @param {End} end
   */
  function isCandidate(outcome, end) {
    if (end.target.to !== "results") return isRouted(outcome, end) && !isRuledOut(outcome, end.truths);
    return outcome.role === "option" && canAppear(outcome, end.truths);
  }

  /**
   * Return whether these candidates are ranked at this end.
   *
   * @param {PreparedTree} tree
   * @param {End} end
   * @param {number[]} candidates
   */
  const isRanked = (tree, end, candidates) => end.target.to === "results" && tree.isRanked && candidates.length > 0;

  /**
   * Return the indexes of the outcomes that come first.
   *
   * @param {PreparedTree} tree
   * @param {Leaders} leaders
   */
  const findFirst = (tree, leaders) =>
    [...tree.outcomes.keys()].filter((index) => leaders.ids.includes(tree.outcomes[index].id));

  /**
   * Replay the answers, and remember only what decides which outcomes come first.
   *
   * @param {PreparedTree} tree
   * @param {PossibleByKey} possible
   */
  const replayForLeaders = (tree, possible) =>
    replay(tree, possible, tree.neededBits.leaders, { hasScores: tree.isRanked });

  /**
   * Return what comes first over every end of a complete walk, which `replayForLeaders` made.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {Walk} walk
   * @returns {Leaders}
   */
  function findLeaders(scores, possible, walk) {
    const { tree } = scores;
    const idOf = (/** @type {number} */ index) => tree.outcomes[index].id;
    /** @type {string[][]} */
    const unranked = [];
    /** @type {ScoreRanges[]} */
    const scoreRanges = [];
    for (const end of walk.ends) {
      const candidates = findCandidates(tree, end);
      if (end.target.to === "tree") unranked.push([`tree:${end.target.id}`]);
      else if (isRanked(tree, end, candidates))
        scoreRanges.push(makeScoreRanges(scores, possible, candidates, end.scored));
      else unranked.push(candidates.map(idOf));
    }
    const ranked = findRankedLeaders(scores, scoreRanges);
    const ids = new Set([...[...ranked.leaders].map(idOf), ...unranked.flat()]);
    return {
      ids: [
        ...tree.outcomes.map((outcome) => outcome.id).filter((id) => ids.has(id)),
        ...[...ids].filter((id) => id.startsWith("tree:")).sort(),
      ],
      isSettled:
        !ranked.unproved.size &&
        unranked.every((list) => new Set(list).size === ids.size) &&
        scoreRanges.every((ranges) => isTie(tree, ranges, ids)),
      unproved: new Set([...ranked.unproved].map(idOf)),
      scoreRanges,
    };
  }

  /**
   * Return the outcomes that may lead at some end, and those among them for which that is not proved.
   *
   * @param {Scores} scores
   * @param {ScoreRanges[]} scoreRanges
   */
  function findRankedLeaders(scores, scoreRanges) {
    /** @type {Set<number>} */
    const leaders = new Set();
    /** @type {Set<number>} */
    const unproved = new Set();
    const winner = findWinner(scoreRanges);
    if (winner !== null) return { leaders: leaders.add(winner), unproved };
    for (const outcome of scores.tree.outcomes.keys()) {
      const answer = canLeadAnywhere(scores, scoreRanges, outcome);
      if (answer !== false) leaders.add(outcome);
      if (answer === null) unproved.add(outcome);
    }
    return { leaders, unproved };
  }

  /**
   * Return whether an outcome may lead at some end; null if that is not proved.
   *
   * @param {Scores} scores
   * @param {ScoreRanges[]} scoreRanges
   * @param {number} outcome
   */
  function canLeadAnywhere(scores, scoreRanges, outcome) {
    /** @type {boolean | null} */
    let answer = false;
    for (const ranges of scoreRanges) {
      if (!ranges.candidates.includes(outcome)) continue;
      const canLeadHere = canLead(scores, ranges, outcome);
      if (canLeadHere) return true;
      if (canLeadHere === null) answer = null;
    }
    return answer;
  }

  /**
   * Return the outcome that leads every rival at every end whatever the unknown answers are, if there is one.
   *
   * @param {ScoreRanges[]} scoreRanges
   */
  function findWinner(scoreRanges) {
    if (!scoreRanges.length) return null;
    const [first] = scoreRanges;
    const middle = (/** @type {number} */ outcome) => first.low(outcome) + first.high(outcome);
    const best = first.candidates.reduce((one, other) => (middle(other) > middle(one) ? other : one));
    const isAhead = (/** @type {ScoreRanges} */ ranges) =>
      ranges.candidates.includes(best) &&
      ranges.candidates.every((rival) => rival === best || ranges.leastLead(best, rival) > 0);
    return scoreRanges.every(isAhead) ? best : null;
  }

  /**
   * Return whether all these outcomes are ranked at this end, with equal scores whatever the unknown answers are.
   *
   * @param {PreparedTree} tree
   * @param {ScoreRanges} ranges
   * @param {Set<string>} ids
   */
  function isTie(tree, ranges, ids) {
    const indexes = ranges.candidates.filter((index) => ids.has(tree.outcomes[index].id));
    const [first] = indexes;
    return (
      indexes.length > 0 &&
      indexes.length === ids.size &&
      indexes.every((other) => ranges.leastLead(first, other) === 0 && ranges.leastLead(other, first) === 0)
    );
  }

  return { canAppear, isRuledOut, isRouted, findCandidates, isRanked, findFirst, replayForLeaders, findLeaders };
})();
