/**
 * Finds texts by their words, even if a word is mistyped, with the index that library/word_index.py makes in the build.
 * A search loads only the parts of the index that it needs. This file uses no DOM except to load them.
 *
 * @typedef {(path: string) => Promise<any>} LoadData  Loads the value of a data file, from its path without `.js`.
 * @typedef {{words: string[], listTexts: () => Iterable<number>}} SearchLabel  The words of a label, and its texts.
 * @typedef {object} WordList  The words of an index, in alphabetical order.
 * @property {number} textCount
 * @property {Set<string>} common  the words that are in too many texts to be indexed
 * @property {string[]} words
 * @property {[number, number][]} positions  for each word the number of its part, and its index in it
 * @typedef {object} WordMatch  What one typed word finds.
 * @property {string} typed
 * @property {string[]} used  the words that it stands for
 * @property {boolean} isNear  whether no text has the word, so that the nearest words are used
 * @property {Map<number, number>} scores  by the number of the text
 * @typedef {object} SearchMatches  What a query finds.
 * @property {Map<number, number> | null} scores  by the number of the text; null if no typed word narrows the search
 * @property {WordMatch[]} words
 */
const SearchWordIndex = (() => {
  "use strict";

  const { findNearestWords } = SearchNearestWords;
  const CARDS_IN_A_FILE = 6;
  /** How many words a typed beginning may stand for. */
  const MAX_WORDS = 200;
  /** The score of a text for a word of its labels. */
  const LABEL_SCORE = 2;
  /** The share of its score that a word keeps if it only begins with the typed one. */
  const BEGINNING_SHARE = 0.7;

  /** @type {LoadData} */
  const loadData = async (path) => {
    await SharedPage.loadScript(`${path}.js`);
    return WaymarkData[path];
  };

  /**
   * Split a text into words in the same way as the build: letters and digits in lower case without accents, at least
   * two.
   *
   * @param {string} text
   * @returns {string[]}
   */
  function splitWords(text) {
    const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    return plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  }

  /**
   * Return the index of the first word in alphabetical order that is not before another one.
   *
   * @param {string[]} words
   * @param {string} word
   */
  function findIndex(words, word) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param {string[]} words  in alphabetical order
   * @param {string} word
   */
  const includesWord = (words, word) => words[findIndex(words, word)] === word;

  /**
   * Decode the postings of a word: each is the number of a text and the weight of the word in it.
   *
   * @param {string} encoded
   */
  function decodePostings(encoded) {
    /** @type {[number, number][]} */
    const postings = [];
    let text = -1;
    for (const [, step, weight] of encoded.matchAll(/([0-9a-z]*)([A-Z])/g)) {
      text += step ? parseInt(step, 36) : 1;
      postings.push([text, weight.charCodeAt(0) - 64]);
    }
    return postings;
  }

  /**
   * Find the words for which a typed word stands: itself and those that begin with it, or else the nearest ones.
   *
   * @param {string} typed
   * @param {string[]} words  the words of the index, in alphabetical order
   * @param {string[]} labelWords
   */
  function findUsedWords(typed, words, labelWords) {
    const stem = typed.length > 4 && typed.endsWith("s") ? typed.slice(0, -1) : typed;
    const isMatch = (/** @type {string} */ word) => (typed.length > 2 ? word.startsWith(stem) : word === typed);
    const fromTexts = [];
    for (let index = findIndex(words, stem); words[index]?.startsWith(stem); index += 1) {
      if (isMatch(words[index])) fromTexts.push(words[index]);
      if (fromTexts.length === MAX_WORDS) break;
    }
    const fromLabels = labelWords.filter(isMatch);
    if (fromTexts.length || fromLabels.length) return { fromTexts, fromLabels, isNear: false };
    const nearest = findNearestWords(typed, [...words, ...labelWords.filter((word) => !includesWord(words, word))]);
    return {
      fromTexts: nearest.filter((word) => includesWord(words, word)),
      fromLabels: nearest.filter((word) => labelWords.includes(word)),
      isNear: true,
    };
  }

  /**
   * Add up the scores of the texts that have all the words.
   *
   * @param {WordMatch[]} matches
   */
  function combineScores([first, ...others]) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const [text, score] of first.scores) {
      const otherScores = others.map((other) => other.scores.get(text));
      if (otherScores.every((each) => each !== undefined)) {
        scores.set(
          text,
          otherScores.reduce((sum, each) => sum + each, score),
        );
      }
    }
    return scores;
  }

  /** Finds texts by the index in one folder. */
  class WordFinder {
    /**
     * @param {string} folder  where the index is, from the site's root
     * @param {() => SearchLabel[]} listLabels  lists labels whose words find texts too
     */
    constructor(folder, listLabels = () => []) {
      this.folder = folder;
      this.listLabels = listLabels;
      /** @type {WordList | undefined} */
      this.wordList = undefined;
      /** @type {Record<number, string[]>} */
      this.parts = {};
    }

    /** Load the words of the index. If they cannot be loaded, the next call tries again. */
    async loadWordList() {
      return (this.wordList ??= await this.fetchWordList());
    }

    /** @returns {Promise<WordList>} */
    async fetchWordList() {
      const { texts, common, words: parts } = await loadData(`${this.folder}words`);
      /** @type {WordList} */
      const list = { textCount: texts, common: new Set(common.split(" ")), words: [], positions: [] };
      for (const [number, part] of parts.entries()) {
        for (const [index, word] of part.split(" ").entries()) {
          list.words.push(word);
          list.positions.push([number, index]);
        }
      }
      return list;
    }

    /**
     * Load the postings of the words of a part.
     *
     * @param {number} number
     */
    async loadPart(number) {
      return (this.parts[number] ??= (await loadData(`${this.folder}words-${number}`)).split(" "));
    }

    /**
     * Find the texts that have all the typed words, each with a score.
     *
     * @param {string} query
     * @returns {Promise<SearchMatches>}
     */
    async search(query) {
      const list = await this.loadWordList();
      const words = [...new Set(splitWords(query))].filter((word) => !list.common.has(word));
      if (!words.length) return { scores: null, words: [] };
      const labels = this.listLabels();
      const matches = await Promise.all(words.map((word) => this.findMatch(word, list, labels)));
      return { scores: combineScores(matches), words: matches };
    }

    /**
     * Find the texts that have one typed word. A rare word scores more than a frequent one.
     *
     * @param {string} typed
     * @param {WordList} list
     * @param {SearchLabel[]} labels
     * @returns {Promise<WordMatch>}
     */
    async findMatch(typed, list, labels) {
      const labelWords = [...new Set(labels.flatMap((label) => label.words))];
      const { fromTexts, fromLabels, isNear } = findUsedWords(typed, list.words, labelWords);
      /** @type {Map<number, number>} */
      const scores = new Map();
      const raiseScore = (/** @type {number} */ text, /** @type {number} */ score) => {
        if (score > (scores.get(text) ?? 0)) scores.set(text, score);
      };
      const positions = fromTexts.map((word) => list.positions[findIndex(list.words, word)]);
      const parts = await Promise.all(positions.map(([number]) => this.loadPart(number)));
      fromTexts.forEach((word, at) => {
        const postings = decodePostings(parts[at][positions[at][1]]);
        const rarity = Math.log(1 + list.textCount / postings.length) * (word === typed ? 1 : BEGINNING_SHARE);
        for (const [text, weight] of postings) raiseScore(text, weight * rarity);
      });
      for (const label of labels) {
        if (!label.words.some((word) => fromLabels.includes(word))) continue;
        for (const text of label.listTexts()) raiseScore(text, LABEL_SCORE);
      }
      return { typed, used: [...new Set([...fromTexts, ...fromLabels])], isNear, scores };
    }

    /**
     * Load what the card of a text shows.
     *
     * @param {number} text
     * @returns {Promise<any[]>}
     */
    async loadCard(text) {
      const cards = await loadData(`${this.folder}cards-${Math.floor(text / CARDS_IN_A_FILE)}`);
      return cards[text % CARDS_IN_A_FILE];
    }
  }

  return { WordFinder, loadData, splitWords };
})();
