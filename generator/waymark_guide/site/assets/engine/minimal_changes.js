/**
 * Finds the fewest answers that lead to another result if they are given differently.
 *
 * Answers that only bring points add up. For each rival, the largest gains in lead, in order, give the fewest
 * changes. Answers that lead elsewhere, or that a condition of an outcome reads, are tried: first none of them is
 * changed, then one, then two, until more of them cannot give fewer changes.
 *
 * @typedef {object} FewestChanges  The fewest answers that change what comes first.
 * @property {number | null} count  Null if no answers change it, or none were found.
 * @property {boolean} proved
 *   Whether there are no fewer. It is false if the search stopped early, or if unknown answers can already change the
 *   result.
 * @property {AnswerChange[]} changes  One such set of answers.
 * @property {string[]} result  What comes first then.
 *
 * @typedef {[index: number, value: AnswerValue]} OtherAnswer  The index of a question, and its other answer.
 *
 * @typedef {object} ChangeSet  Answers that change what comes first.
 * @property {OtherAnswer[]} changes
 * @property {number} margin  By how many weighted points the rival then leads what was first.
 */
const EngineMinimalChanges = (() => {
  "use strict";
  const { areEqual, lookUp } = EngineBuiltins;
  const { listValues, valueToJson } = EngineAnswers;
  const { PossibleAnswers, replay } = EngineWalk;
  const { findCandidates, findFirst, findLeaders, isRanked, replayForLeaders } = EngineLeaders;

  /** The largest number of changes to answers that lead elsewhere or that a condition reads. */
  const MAX_TRIED = 3;
  const MAX_STATES = 4000;

  /**
   * Return the fewest answers that change what comes first, one such set, and what comes first then.
   *
   * @param {Scores} scores
   * @param {PossibleByKey} possible
   * @param {Leaders | null} leaders
   * @returns {FewestChanges}
   */
  function findFewestChanges(scores, possible, leaders) {
    const none = { count: null, proved: false, changes: [], result: [] };
    if (!leaders?.isSettled) return none;
    const { best, isProved } = new Search(scores, possible, leaders).run();
    if (!best) return { ...none, proved: isProved };
    const changedAnswers = new Map(possible);
    const changes = best.changes
      .sort((one, other) => one[0] - other[0])
      .map(([index, value]) => {
        const question = scores.tree.questions[index];
        const before = lookUp(possible, question.key).values[0];
        changedAnswers.set(question.key, new PossibleAnswers([value]));
        return { question: question.id, from: valueToJson(question, before), to: valueToJson(question, value) };
      });
    const walk = replayForLeaders(scores.tree, changedAnswers);
    const after = findLeaders(scores, changedAnswers, walk);
    if (walk.next !== null || after.unproved.size || areEqual(after.ids, leaders.ids)) return none;
    return { count: changes.length, proved: isProved, changes, result: after.ids };
  }

  /** One search. */
  class Search {
    /**
     * @param {Scores} scores
     * @param {PossibleByKey} possible
     * @param {Leaders} leaders
     */
    constructor(scores, possible, leaders) {
      this.scores = scores;
      this.tree = scores.tree;
      /** The possible answers, where every known answer may also be any other. */
      this.possible = new Map(possible);
      for (const question of this.tree.questions) {
        const answers = possible.get(question.key);
        if (answers?.isKnown && question.key === question.id)
          this.possible.set(question.key, new PossibleAnswers(listValues(question), answers.values[0]));
      }
      this.leaderIds = leaders.ids;
      /** The indexes of the outcomes that come first. */
      this.first = findFirst(this.tree, leaders);
      /** @type {Map<string, {value: AnswerValue, lead: number, distance: number}>} */
      this.bestGains = new Map();
    }

    /** Return the best change set, and whether it is proved that none has fewer answers. */
    run() {
      /** @type {ChangeSet | null} */
      let best = null;
      for (let triedCount = 0; triedCount <= MAX_TRIED; triedCount += 1) {
        const limits = { states: MAX_STATES, changes: triedCount };
        const options = { hasScores: this.tree.isRanked, limits };
        const walk = replay(this.tree, this.possible, this.tree.neededBits.leaders, options);
        if (!walk.isComplete) break;
        const ends = walk.ends.filter((end) => end.changes.length === triedCount);
        best = ends.flatMap((end) => this.findAt(end)).reduce(chooseBetter, best);
        if (!walk.isCut || (best && best.changes.length <= triedCount + 1)) return { best, isProved: true };
      }
      return { best, isProved: false };
    }

    /**
     * Find what changes the result at this end: the end itself, or points that put a rival first.
     *
     * @param {End} end
     * @returns {ChangeSet[]}
     */
    findAt(end) {
      const candidates = findCandidates(this.tree, end);
      const isRanking = isRanked(this.tree, end, candidates);
      if (isRanking && this.first.length && this.first.every((index) => candidates.includes(index))) {
        const [first, ...tied] = this.first;
        const rivals = candidates.filter((rival) => !this.first.includes(rival));
        return [
          ...rivals.flatMap((rival) => this.findOvertaking(end, rival, first, 0)),
          ...tied.flatMap((other) => [
            ...this.findOvertaking(end, other, first, 1),
            ...this.findOvertaking(end, first, other, 1),
          ]),
        ];
      }
      const ids =
        end.target.to === "tree" ? [`tree:${end.target.id}`] : candidates.map((index) => this.tree.outcomes[index].id);
      if (!isRanking && areEqual(ids, this.leaderIds)) return [];
      return [{ changes: end.changes.map((branch) => [branch[0], this.bestGain(branch, 0, 0).value]), margin: 0 }];
    }

    /**
     * Find the fewest answers with which one outcome leads the other by at least `by` weighted points: the answers that
     * cost no change, then the largest gains.
     *
     * @param {End} end
     * @param {number} one
     * @param {number} other
     * @param {number} by
     * @returns {ChangeSet[]}  one, or none
     */
    findOvertaking(end, one, other, by) {
      let ahead = -by;
      /** @type {OtherAnswer[]} */
      const changes = [];
      /** @type {{gain: number, change: OtherAnswer}[]} */
      const gains = [];
      const isIn = (/** @type {BranchId[]} */ branches, /** @type {BranchId} */ branch) =>
        branches.some((each) => areEqual(each, branch));
      for (const branch of [...end.scored, ...end.changes.filter((change) => !isIn(end.scored, change))]) {
        const [index] = branch;
        const { lead, value } = this.bestGain(branch, one, other);
        const { original } = this.answersAt(index);
        let free = lead;
        if (isIn(end.changes, branch)) changes.push([index, value]);
        else if (original) {
          free = this.leadWith(index, original, one, other);
          if (lead > free) gains.push({ gain: lead - free, change: [index, value] });
        }
        ahead += free;
      }
      for (const { gain, change } of gains.sort((a, b) => b.gain - a.gain)) {
        if (ahead >= 0) break;
        ahead += gain;
        changes.push(change);
      }
      return ahead >= 0 ? [{ changes, margin: ahead }] : [];
    }

    /**
     * Return the most that a branch can add to the lead of one outcome over another, and the answer that adds it. Of
     * several such answers, it is the one with the fewest options that differ from the original answer.
     *
     * @param {BranchId} branch
     * @param {number} one
     * @param {number} other
     */
    bestGain(branch, one, other) {
      const name = `${branch} ${one} ${other}`;
      let best = this.bestGains.get(name);
      if (!best) {
        const [index, number] = branch;
        const answers = this.answersAt(index);
        const { choices } = answers.branches(this.tree, index)[number];
        best = choices
          .map(({ value }) => ({
            value,
            lead: this.leadWith(index, value, one, other),
            distance: countDifferences(value, answers.original || []),
          }))
          .reduce((before, row) => ((before.lead - row.lead || row.distance - before.distance) < 0 ? row : before));
        this.bestGains.set(name, best);
      }
      return best;
    }

    /**
     * Return what an answer adds to the lead of one outcome over another.
     *
     * @param {number} index
     * @param {AnswerValue} value
     * @param {number} one
     * @param {number} other
     */
    leadWith(index, value, one, other) {
      const points = this.scores.points(this.tree.choice(index, value));
      return points[one] - points[other];
    }

    /** @param {number} index */
    answersAt(index) {
      return lookUp(this.possible, this.tree.questions[index].key);
    }
  }

  /**
   * Count the options that are in one answer and not in the other.
   *
   * @param {AnswerValue} one
   * @param {AnswerValue} other
   */
  const countDifferences = (one, other) =>
    one.filter((id) => !other.includes(id)).length + other.filter((id) => !one.includes(id)).length;

  /**
   * Return the change set with fewer answers, or with the larger margin. Of equal ones it is the earlier.
   *
   * @param {ChangeSet | null} best
   * @param {ChangeSet} other
   */
  function chooseBetter(best, other) {
    if (!best) return other;
    const difference = other.changes.length - best.changes.length || best.margin - other.margin;
    return difference < 0 ? other : best;
  }

  return { findFewestChanges };
})();
