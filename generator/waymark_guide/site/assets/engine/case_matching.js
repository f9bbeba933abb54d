/**
 * Finds cases that are similar to a reader's answers, by the facts that are known of both.
 *
 * The similarity is after Gower (1971): every fact has the same weight, and an ordered fact agrees in part, by its
 * distance. It is in whole thousandths, which Python and the browser calculate equally. It says that a case is similar,
 * and nothing about whether what was done there worked.
 *
 * @typedef {object} KnownAnswer  One known answer of the reader, to compare with cases.
 * @property {string} question
 * @property {string[]} names
 *   The ids under which a case may have recorded the fact: that of the fact, or of the question.
 * @property {string[]} options  The ids of all options, in the order of the file.
 * @property {string[]} chosen  The ids of the options that the reader chose.
 * @property {boolean} isOrdered  Whether the options are in an order, so that neighbours agree in part.
 * @property {boolean} isMulti  Whether the question takes several answers.
 *
 * @typedef {Record<string, string[]>} CaseFacts  Fact or question id → option ids.
 * @typedef {{id: string, facts: CaseFacts}} CaseRecord
 *
 * @typedef {object} CaseMatch  A case that is similar to the answers.
 * @property {string} id
 * @property {number} agrees  The number of facts that agree wholly.
 * @property {number} known  The number of facts that are known of both.
 * @property {number} closeness  The mean similarity of these facts, in thousandths.
 * @property {string[]} differs  The questions whose facts do not agree wholly.
 * @property {string[]} same  The questions whose facts agree wholly.
 */
const EngineCaseMatching = (() => {
  "use strict";
  const { getOwn, sum } = EngineBuiltins;

  const MIN_SHARED_FACTS = 3;
  /** The similarity of a fact that agrees wholly, in thousandths. */
  const FULL_SIMILARITY = 1000;

  /**
   * Return the cases that share at least `MIN_SHARED_FACTS` known facts with the answers, the most similar first.
   * Cases of equal similarity are ordered by the number of shared facts, most first, and then by id.
   *
   * @param {KnownAnswer[]} answers
   * @param {CaseRecord[]} cases
   */
  function matchCases(answers, cases) {
    return cases
      .map((record) => matchCase(answers, record))
      .filter((match) => match.known >= MIN_SHARED_FACTS)
      .sort((one, other) => other.closeness - one.closeness || other.known - one.known || (one.id < other.id ? -1 : 1));
  }

  /**
   * @param {KnownAnswer[]} answers
   * @param {CaseRecord} record
   * @returns {CaseMatch}
   */
  function matchCase(answers, { id, facts }) {
    const agreements = answers.flatMap((answer) => {
      const similarity = compare(answer, facts);
      return similarity === null ? [] : { question: answer.question, similarity };
    });
    const list = (/** @type {boolean} */ isFull) =>
      agreements.filter((row) => (row.similarity === FULL_SIMILARITY) === isFull).map((row) => row.question);
    const same = list(true);
    const total = sum(agreements.map((row) => row.similarity));
    return {
      id,
      agrees: same.length,
      known: agreements.length,
      closeness: Math.floor(total / (agreements.length || 1)),
      differs: list(false),
      same,
    };
  }

  /**
   * Return the similarity of one fact, in thousandths; null if the case did not record it.
   *
   * @param {KnownAnswer} answer
   * @param {CaseFacts} facts
   */
  function compare({ names, options, chosen, isOrdered, isMulti }, facts) {
    const recordedIds = names.map((name) => getOwn(facts, name)).find((ids) => ids) || [];
    const theirs = options.filter((id) => recordedIds.includes(id));
    if (!theirs.length) return null;
    if (isMulti) {
      const sharedCount = theirs.filter((id) => chosen.includes(id)).length;
      return Math.floor((FULL_SIMILARITY * sharedCount) / (theirs.length + chosen.length - sharedCount));
    }
    if (!isOrdered) return theirs.includes(chosen[0]) ? FULL_SIMILARITY : 0;
    const index = options.indexOf(chosen[0]);
    const distance = Math.min(...theirs.map((id) => Math.abs(options.indexOf(id) - index)));
    return FULL_SIMILARITY - Math.floor((FULL_SIMILARITY * distance) / Math.max(options.length - 1, 1));
  }

  return { matchCases };
})();
