// Finds things by their words, in spite of typing mistakes, from an index that comes in parts. No DOM beyond loading scripts.
// Without it: nothing is searched; what searches says so.
(function (root) {
  "use strict";

  const IN_A_FILE = 6;
  const MOST_WORDS = 200; // words that one beginning may stand for
  const MOST_NEAR = 6; // words that a mistyped one may stand for

  /** The value in a data file below the site's root. */
  const load = (path) => SharedPage.loadScript(`${path}.js`).then(() => root.WaymarkData[path]);

  /** The words of a text as the index holds them: the generator takes texts apart in the same way. */
  const wordsOf = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [];

  /** How many letters of a word may be wrong. */
  const mistakes = (word) => (word.length < 4 ? 0 : word.length < 6 ? 1 : 2);

  /** How many letters to change, add, drop or swap with the next to make one word of another; `limit` + 1 where it takes more. */
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /** The words nearest to a mistyped one, the nearest first: whole words, or the beginnings of longer ones. */
  function nearest(word, known) {
    const limit = mistakes(word);
    const found = [];
    for (const each of limit ? known : []) {
      let away = distance(word, each, limit);
      if (each.length > word.length + 1 && word.length > 4)
        away = Math.min(away, 0.5 + distance(word, each.slice(0, word.length), limit));
      if (away <= limit) found.push([away + (each[0] === word[0] ? 0 : 0.25), each]);
    }
    found.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
    return found
      .filter(([away]) => away <= found[0][0] + 0.5)
      .slice(0, MOST_NEAR)
      .map(([, each]) => each);
  }

  /** The first place in an ordered list that is not before a word. */
  function placeOf(words, word) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The texts of a word with what it counts in each. */
  function decoded(places) {
    const found = [];
    let text = -1;
    for (const [, step, weight] of places.matchAll(/([0-9a-z]*)([A-Z])/g)) {
      text += step ? parseInt(step, 36) : 1;
      found.push([text, weight.charCodeAt(0) - 64]);
    }
    return found;
  }

  /**
   * What finds things by an index.
   * @param {string} folder where the index is, from the site's root.
   * @param {{fetch?: Function, labels?: () => Array<{words: string[], texts: () => Iterable<number>}>}} [options]
   *   `labels`: further words, each set with the texts that bear it.
   */
  function finder(folder, { fetch = load, labels = () => [] } = {}) {
    let known;
    const parts = {};

    const words = () =>
      (known ??= fetch(`${folder}words`).then(({ texts, common, words: listed }) => {
        const all = [];
        const partOf = [];
        listed.forEach((part, number) =>
          part.split(" ").forEach((word, place) => {
            all.push(word);
            partOf.push([number, place]);
          }),
        );
        return { texts, common: new Set(common.split(" ")), all, partOf };
      }));

    const part = (number) => (parts[number] ??= fetch(`${folder}words-${number}`).then((text) => text.split(" ")));

    /** The words of the index that a typed word stands for: itself and what begins with it; or else the nearest. */
    function meant(index, word, names) {
      const stem = word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
      const found = [];
      for (
        let place = placeOf(index.all, stem);
        place < index.all.length && index.all[place].startsWith(stem) && found.length < MOST_WORDS;
        place += 1
      ) {
        if (word.length > 2 || index.all[place] === word) found.push(index.all[place]);
      }
      const named = names.filter((name) => (word.length > 2 ? name.startsWith(stem) : name === word));
      if (found.length || named.length) return { used: found, named, near: false };
      const near = nearest(word, [
        ...index.all,
        ...names.filter((name) => index.all[placeOf(index.all, name)] !== name),
      ]);
      return {
        used: near.filter((each) => index.all[placeOf(index.all, each)] === each),
        named: near.filter((each) => names.includes(each)),
        near: true,
      };
    }

    /**
     * The texts that have all the words that were typed, with a score; none where nothing was typed that tells texts apart.
     * Also each word with the texts it finds alone, and what it was taken for where it stands nowhere.
     */
    async function look(typed) {
      const index = await words();
      const every = [...new Set(wordsOf(typed))];
      const telling = every.filter((word) => !index.common.has(word));
      if (!telling.length) return { scores: null, words: [] };
      const bearing = labels();
      const names = [...new Set(bearing.flatMap((label) => label.words))];
      const found = await Promise.all(telling.map((word) => scored(index, word, bearing, names)));
      const [first, ...others] = found;
      const scores = new Map();
      for (const [text, score] of first.scores) {
        if (others.every((other) => other.scores.has(text)))
          scores.set(
            text,
            others.reduce((sum, other) => sum + other.scores.get(text), score),
          );
      }
      return { scores, words: found };
    }

    async function scored(index, word, bearing, names) {
      const { used, named, near } = meant(index, word, names);
      const scores = new Map();
      const add = (text, score) => {
        if (score > (scores.get(text) ?? 0)) scores.set(text, score);
      };
      const numbered = used.map((each) => [each, ...index.partOf[placeOf(index.all, each)]]);
      await Promise.all([...new Set(numbered.map(([, number]) => number))].map(part));
      for (const [each, number, place] of numbered) {
        const places = decoded((await part(number))[place]);
        const rare = Math.log(1 + index.texts / places.length) * (each === word ? 1 : 0.7);
        for (const [text, weight] of places) add(text, weight * rare);
      }
      const taken = new Set(named);
      for (const label of bearing)
        if (label.words.some((each) => taken.has(each))) for (const text of label.texts()) add(text, 2);
      return { typed: word, used: [...new Set([...used, ...named])], near, scores };
    }

    /** What is shown of a text. */
    const card = (text) =>
      fetch(`${folder}cards-${Math.floor(text / IN_A_FILE)}`).then((cards) => cards[text % IN_A_FILE]);

    return { look, card, words };
  }

  const made = { finder, load, wordsOf, distance, nearest };
  root.WaymarkFind = made;
  if (typeof module === "object" && module.exports) module.exports = made;
})(globalThis);
