/**
 * Finds case studies with the columns that library/case_finder_data.py makes in the build: which cases match, in which
 * order, and how many cases each filter would leave. Cases are numbered by title. This file uses no DOM.
 *
 * @typedef {{chosen: Record<string, string[]>, typed: string, sort: string}} CaseQuery  `chosen`: value ids by facet.
 * @typedef {[id: string, label: string, aliases: string]} FacetValue
 * @typedef {{values: FacetValue[], cases: number[][]}} FacetColumn  `cases`: for each case the indexes of its values.
 * @typedef {{count: number, facets: Record<string, FacetColumn>}} CaseColumns
 * @typedef {object} CaseAnswer  What a query finds.
 * @property {number[]} hits  the numbers of the cases, in order
 * @property {number} total  how many cases there are
 * @property {Record<string, number[]>} counts  for each value of each facet, how many cases it leaves or adds
 * @property {Record<string, number>} without  how many cases are found without the filter of one facet, without the
 *   words (`q`), or without one of several words (`q:WORD`)
 * @property {WordMatch[]} words
 * @typedef {object} CaseCard  What a card shows of a case.
 * @property {string} id
 * @property {string} title
 * @property {string} summary
 * @property {string} place
 * @property {string} checked  the day of the last check
 * @property {boolean} isStale  whether that is too long ago
 * @property {(facet: string) => FacetValue[]} listValues
 * @typedef {{id: string, cases: number[][], isChosen: boolean[], hasChoice: boolean, counts: number[]}} FacetFilter
 */
const LibraryCaseFinder = (() => {
  "use strict";

  const { WordFinder, loadData, splitWords } = SearchWordIndex;

  /**
   * Split a text into numbers in base 36, which all have the same width.
   *
   * @param {string} digits
   * @param {number} width
   * @param {number} count
   */
  const splitNumbers = (digits, width, count) =>
    Array.from({ length: count }, (_, index) => parseInt(digits.slice(index * width, (index + 1) * width), 36));

  /**
   * Decode the column of a facet.
   *
   * @param {{values: FacetValue[], sets: string[], width: number, cases: string}} column
   * @param {number} count
   * @returns {FacetColumn}
   */
  function decodeColumn({ values, sets, width, cases }, count) {
    const valueSets = sets.map((set) => (set ? set.split(".").map((index) => parseInt(index, 36)) : []));
    return { values, cases: splitNumbers(cases, width, count).map((index) => valueSets[index]) };
  }

  /**
   * List the labels of all values, each with its words and the cases that have it.
   *
   * @param {CaseColumns} columns
   * @returns {SearchLabel[]}
   */
  function listLabels({ facets }) {
    return Object.values(facets).flatMap(({ values, cases }) =>
      values.map(([, label, aliases], value) => ({
        words: splitWords(`${label} ${aliases}`),
        listTexts: () => cases.flatMap((own, index) => (own.includes(value) ? [index] : [])),
      })),
    );
  }

  /**
   * @param {string} id
   * @param {FacetColumn} column
   * @param {string[]} chosen
   * @returns {FacetFilter}
   */
  function makeFilter(id, { values, cases }, chosen) {
    return {
      id,
      cases,
      isChosen: values.map((value) => chosen.includes(value[0])),
      hasChoice: chosen.length > 0,
      counts: values.map(() => 0),
    };
  }

  /**
   * Go through all cases once. A case that fails one filter only is counted for the other values of that filter, and as
   * what would be found without it.
   *
   * @param {number} total
   * @param {FacetFilter[]} filters  their counts are changed
   * @param {SearchMatches} matches
   */
  function filterCases(total, filters, { scores, words }) {
    const hits = [];
    /** @type {Record<string, number>} */
    const without = {};
    const addWithout = (/** @type {string} */ id) => {
      without[id] = (without[id] ?? 0) + 1;
    };
    for (let index = 0; index < total; index += 1) {
      const failed = filters
        .filter(({ hasChoice, cases, isChosen }) => hasChoice && !cases[index].some((value) => isChosen[value]))
        .map((filter) => filter.id);
      if (scores && !scores.has(index)) failed.push("q");
      if (failed.length > 1) continue;
      if (failed.length) addWithout(failed[0]);
      else hits.push(index);
      if (failed[0] === "q" && words.length > 1) {
        const missing = words.filter((word) => !word.scores.has(index));
        if (missing.length === 1) addWithout(`q:${missing[0].typed}`);
      }
      for (const filter of filters) {
        if (failed.length && failed[0] !== filter.id) continue;
        for (const value of filter.cases[index]) filter.counts[value] += 1;
      }
    }
    return { hits, without };
  }

  /** Finds cases by the files in one folder. */
  class CaseFinder {
    /** @param {string} folder  from the site's root */
    constructor(folder) {
      this.folder = folder;
      /** @type {Promise<CaseColumns> | undefined} */
      this.columns = undefined;
      /** @type {SearchLabel[]} */
      this.labels = [];
      this.wordFinder = new WordFinder(folder, () => this.labels);
    }

    /** Load the values of all facets, and the values of each case. */
    loadColumns() {
      return (this.columns ??= this.fetchColumns());
    }

    /** @returns {Promise<CaseColumns>} */
    async fetchColumns() {
      const { count, facets } = await loadData(`${this.folder}facets`);
      const columns = Object.entries(facets).map(([id, column]) => [id, decodeColumn(column, count)]);
      return { count, facets: Object.fromEntries(columns) };
    }

    /**
     * Find the cases that match a query.
     *
     * @param {CaseQuery} query
     * @returns {Promise<CaseAnswer>}
     */
    async find({ chosen, typed, sort }) {
      const { count, facets } = await this.loadColumns();
      if (typed && !this.labels.length) this.labels = listLabels({ count, facets });
      const matches = typed ? await this.wordFinder.search(typed) : { scores: null, words: [] };
      const positions = sort ? await this.loadPositions(sort, { count, facets }) : null;
      const filters = Object.entries(facets).map(([id, column]) => makeFilter(id, column, chosen[id] ?? []));
      const { hits, without } = filterCases(count, filters, matches);
      const rank = (/** @type {number} */ index) => positions?.[index] ?? -(matches.scores?.get(index) ?? 0);
      hits.sort((a, b) => rank(a) - rank(b) || a - b);
      return {
        hits,
        total: count,
        counts: Object.fromEntries(filters.map((filter) => [filter.id, filter.counts])),
        without,
        words: matches.words,
      };
    }

    /**
     * Load the position of each case in an order.
     *
     * @param {string} sort
     * @param {CaseColumns} columns
     * @returns {Promise<number[]>}
     */
    async loadPositions(sort, { count, facets }) {
      if (sort === "evidence") {
        const { values, cases } = facets.evidence;
        return cases.map((own) => -Math.max(...own.map((value) => Number(values[value][0]))));
      }
      const { width, cases } = await loadData(`${this.folder}order-${sort}`);
      /** @type {number[]} */
      const positions = [];
      splitNumbers(cases, width, count).forEach((index, position) => (positions[index] = position));
      return positions;
    }

    /**
     * Load what the card of a case shows.
     *
     * @param {number} index
     * @returns {Promise<CaseCard>}
     */
    async loadCard(index) {
      const [{ facets }, row] = await Promise.all([this.loadColumns(), this.wordFinder.loadCard(index)]);
      const [id, title, summary, place, checked, stale] = row;
      const listValues = (/** @type {string} */ facet) =>
        facets[facet].cases[index].map((value) => facets[facet].values[value]);
      return { id, title, summary, place, checked, isStale: Boolean(stale), listValues };
    }
  }

  return { CaseFinder };
})();
