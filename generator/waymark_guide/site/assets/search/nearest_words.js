/** Finds the words that are nearest to a mistyped one. This file uses no DOM. */
const SearchNearestWords = (() => {
  "use strict";

  /** How many words a mistyped one may stand for. */
  const MAX_WORDS = 6;

  /**
   * Return how many letters of a word may be wrong.
   *
   * @param {string} word
   */
  const getMaxEdits = (word) => (word.length < 4 ? 0 : word.length < 6 ? 1 : 2);

  /**
   * Count how many letters must be changed, added, removed or swapped with the next one to turn one word into another.
   *
   * @param {string} first
   * @param {string} second
   * @param {number} limit
   * @returns {number} `limit` + 1 if it takes more
   */
  function countEdits(first, second, limit) {
    if (Math.abs(first.length - second.length) > limit) return limit + 1;
    /** @type {number[]} */
    let rowBeforeLast = [];
    let lastRow = Array.from({ length: second.length + 1 }, (_, index) => index);
    for (let i = 1; i <= first.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= second.length; j += 1) {
        const change = first[i - 1] === second[j - 1] ? 0 : 1;
        row[j] = Math.min(lastRow[j] + 1, row[j - 1] + 1, lastRow[j - 1] + change);
        const isSwap = i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1];
        if (isSwap) row[j] = Math.min(row[j], rowBeforeLast[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return limit + 1;
      [rowBeforeLast, lastRow] = [lastRow, row];
    }
    return lastRow[second.length];
  }

  /**
   * Return the words that are nearest to a mistyped one, the nearest first. A typed word may also stand for the
   * beginning of a longer one. A different first letter makes a word a little less near.
   *
   * @param {string} typed
   * @param {string[]} words
   * @returns {string[]}
   */
  function findNearestWords(typed, words) {
    const limit = getMaxEdits(typed);
    /** @type {[number, string][]} */
    const found = [];
    for (const word of limit ? words : []) {
      let edits = countEdits(typed, word, limit);
      if (word.length > typed.length + 1 && typed.length > 4) {
        edits = Math.min(edits, 0.5 + countEdits(typed, word.slice(0, typed.length), limit));
      }
      if (edits <= limit) found.push([edits + (word[0] === typed[0] ? 0 : 0.25), word]);
    }
    found.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
    return found
      .filter(([distance]) => distance <= found[0][0] + 0.5)
      .slice(0, MAX_WORDS)
      .map(([, word]) => word);
  }

  return { findNearestWords };
})();
