/**
 * Finds the known word that an author probably meant by an unknown one, as generator/waymark_guide/reading/suggest.py
 * does. The measure is the share of letters that both words have in the same order: that of Ratcliff and Obershelp, as
 * in Python's difflib. This script needs no page.
 *
 * @typedef {{enough: number, longest: number}} SuggestLimits  The least share, and the length of the longest word.
 */
const ContributeSuggest = (() => {
  "use strict";

  /**
   * Find the longest run of characters that both words have. Of several, the first in the first word counts, then the
   * first in the second word.
   *
   * @param {string[]} first
   * @param {string[]} second
   * @param {number[]} bounds  where to look: the start and end in the first word, then in the second
   * @returns {number[]} where the run starts in both words, and its length
   */
  function findLongestRun(first, second, [firstStart, firstEnd, secondStart, secondEnd]) {
    let best = [firstStart, secondStart, 0];
    let lengths = new Map();
    for (let i = firstStart; i < firstEnd; i += 1) {
      const next = new Map();
      for (let j = secondStart; j < secondEnd; j += 1) {
        if (first[i] !== second[j]) continue;
        const length = (lengths.get(j - 1) || 0) + 1;
        next.set(j, length);
        if (length > best[2]) best = [i - length + 1, j - length + 1, length];
      }
      lengths = next;
    }
    return best;
  }

  /**
   * Count the characters in runs that both words have: the longest run, and those before and after it.
   *
   * @param {string[]} first
   * @param {string[]} second
   * @param {number[]} [bounds]
   * @returns {number}
   */
  function countMatches(first, second, bounds = [0, first.length, 0, second.length]) {
    const [firstStart, firstEnd, secondStart, secondEnd] = bounds;
    const [i, j, length] = findLongestRun(first, second, bounds);
    if (!length) return 0;
    return (
      length +
      countMatches(first, second, [firstStart, i, secondStart, j]) +
      countMatches(first, second, [i + length, firstEnd, j + length, secondEnd])
    );
  }

  /**
   * Find the known word that is most like another. Case does not count.
   *
   * @param {string} word
   * @param {string[]} words
   * @param {SuggestLimits} limits
   * @returns {string} empty if none is like it
   */
  function findNearest(word, words, { enough, longest }) {
    if ([...word].length > longest) return "";
    const wanted = [...word.toLowerCase()];
    const candidates = new Map(words.map((name) => [name.toLowerCase(), name]));
    let best = "";
    let bestShare = 0;
    for (const candidate of candidates.keys()) {
      const letters = [...candidate];
      const count = letters.length + wanted.length;
      const share = count ? (2 * countMatches(letters, wanted)) / count : 1;
      const isBetter = share > bestShare || (share === bestShare && candidate > best);
      if (share >= enough && isBetter) [best, bestShare] = [candidate, share];
    }
    return candidates.get(best) || "";
  }

  return { findNearest };
})();
