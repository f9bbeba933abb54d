/**
 * Compares things that are shown in columns, row by row, as library/row_comparison.py does in the build. This file uses
 * no DOM.
 *
 * @typedef {[text: string, url?: string, note?: string]} ComparedLine  Lines with the same text count as the same.
 * @typedef {{verdict: "same" | "partly" | "differ", shared: string[]}} Similarity  `shared`: what all cells have.
 * @typedef {{guide: string, question: string, option: string, points: number}} CountedAnswer  An answer in a guide that
 *   adds points to something or takes points from it.
 */
const CompareRowComparison = (() => {
  "use strict";

  const MAX_ANSWERS = 3;

  /**
   * Compare the cells of a row.
   *
   * @param {ComparedLine[][]} cells
   * @returns {Similarity}
   */
  function compareCells(cells) {
    const texts = cells.map((lines) => [...new Set(lines.map((line) => line[0]))]);
    const shared = texts[0].filter((text) => texts.every((other) => other.includes(text)));
    if (texts.every((own) => own.length === shared.length)) return { verdict: "same", shared };
    return { verdict: shared.length ? "partly" : "differ", shared };
  }

  /** @param {CountedAnswer} answer */
  const getQuestionKey = ({ guide, question }) => `${guide}\n${question}`;

  /** @param {CountedAnswer} answer */
  const getAnswerKey = (answer) => `${getQuestionKey(answer)}\n${answer.option}`;

  /**
   * Find the answers that add more points to one thing than to any other: one for each question, the widest lead
   * first. Only guides that have points for all of them count. The points of the answers returned are the lead over the
   * best of the others.
   *
   * @param {CountedAnswer[]} own
   * @param {CountedAnswer[][]} others
   */
  function findLeadingAnswers(own, others) {
    const points = others.map((other) => new Map(other.map((answer) => [getAnswerKey(answer), answer.points])));
    const leading = own
      .filter(({ guide }) => others.every((other) => other.some((answer) => answer.guide === guide)))
      .map((answer) => {
        const best = Math.max(...points.map((other) => other.get(getAnswerKey(answer)) ?? 0));
        return { ...answer, points: answer.points - best };
      })
      .filter((answer) => answer.points > 0)
      .sort((a, b) => b.points - a.points);
    const keys = leading.map(getQuestionKey);
    return leading.filter((answer, index) => keys.indexOf(keys[index]) === index).slice(0, MAX_ANSWERS);
  }

  return { compareCells, findLeadingAnswers };
})();
