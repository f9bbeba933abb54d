// Finds the known word that was probably meant by an unknown one, by the share of letters that both have in the same order.
// The measure is that of Ratcliff and Obershelp, as in Python's difflib: both checkers suggest the same word. This script needs no page.
(function (form) {
  "use strict";

  /** Finds the longest run that both words have; of several, the first in the one word, then in the other. */
  function longest(one, other, [from, to, start, end]) {
    let best = [from, start, 0];
    let runs = new Map();
    for (let i = from; i < to; i += 1) {
      const next = new Map();
      for (let j = start; j < end; j += 1) {
        if (one[i] !== other[j]) continue;
        const size = (runs.get(j - 1) || 0) + 1;
        next.set(j, size);
        if (size > best[2]) best = [i - size + 1, j - size + 1, size];
      }
      runs = next;
    }
    return best;
  }

  /** Counts the characters in runs that both words have. */
  function matching(one, other) {
    let sum = 0;
    const waiting = [[0, one.length, 0, other.length]];
    while (waiting.length) {
      const [from, to, start, end] = waiting.pop();
      const [i, j, size] = longest(one, other, [from, to, start, end]);
      if (!size) continue;
      sum += size;
      if (from < i && start < j) waiting.push([from, i, start, j]);
      if (i + size < to && j + size < end) waiting.push([i + size, to, j + size, end]);
    }
    return sum;
  }

  /** Finds the known word that is most like another; empty where none is like it. */
  function nearest(word, known, near) {
    if ([...word].length > near.longest) return "";
    const wanted = [...word.toLowerCase()];
    const candidates = new Map([...known].map((name) => [name.toLowerCase(), name]));
    let best = ["", 0];
    for (const [spelt] of candidates) {
      const letters = [...spelt];
      const all = letters.length + wanted.length;
      const share = all ? (2 * matching(letters, wanted)) / all : 1;
      if (share >= near.enough && (share > best[1] || (share === best[1] && spelt > best[0]))) best = [spelt, share];
    }
    return candidates.get(best[0]) || "";
  }

  Object.assign(form, { nearest });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
