// The case studies by columns: which match, in which order, and what each filter would find. No DOM; `find.js` fetches the parts.
// Without it: the pages of each facet list the same cases.
(function (root) {
  "use strict";

  /** @param {string} folder where the parts are, from the site's root. */
  function records(folder, { fetch = SearchWordIndex.loadData } = {}) {
    let columns;

    /** The facets: their values, and for each case the places of its own. */
    const facets = () =>
      (columns ??= fetch(`${folder}facets`).then(({ count, facets: told }) => {
        const found = {};
        for (const [id, { values, sets, width, cases }] of Object.entries(told)) {
          const own = sets.map((set) => (set ? set.split(".").map((place) => parseInt(place, 36)) : []));
          found[id] = {
            values,
            cases: Array.from(
              { length: count },
              (_, at) => own[parseInt(cases.slice(at * width, at * width + width), 36)],
            ),
          };
        }
        return { count, facets: found };
      }));

    const words = new SearchWordIndex.WordFinder(folder, () => labels);
    let labels = [];

    /** The words of the facets' labels, each with the cases that bear it. */
    function labelled({ facets: held }) {
      const texts = (cases, place) => () => cases.flatMap((own, id) => (own.includes(place) ? [id] : []));
      return Object.values(held).flatMap(({ values, cases }) =>
        values.map(([, label, aliases], place) => ({
          words: SearchWordIndex.splitWords(`${label} ${aliases}`),
          listTexts: texts(cases, place),
        })),
      );
    }

    /**
     * One walk over all cases. A case that fails on one filter only counts for the other values of that filter, and is what would be
     * found without it.
     * @param {{chosen: Object<string, string[]>, typed: string, sort: string}} query
     * @returns {Promise<{hits: number[], total: number, counts: Object<string, number[]>, without: Object<string, number>, words: Object[]}>}
     *   `without` holds what would be found without each facet, without the words (`q`) and without one of several words (`q:word`).
     */
    async function find({ chosen, typed, sort }) {
      const held = await facets();
      if (typed && !labels.length) labels = labelled(held);
      const looked = typed ? await words.search(typed) : { scores: null, words: [] };
      const rank = await ranks(sort, held, looked.scores);
      const wanted = Object.entries(held.facets).map(([id, { values, cases }]) => {
        const ids = chosen[id] ?? [];
        return {
          id,
          cases,
          chosen: values.map((value) => ids.includes(value[0])),
          any: ids.length > 0,
          counts: values.map(() => 0),
        };
      });
      const hits = [];
      const without = {};
      const count = (name) => {
        without[name] = (without[name] ?? 0) + 1;
      };
      for (let id = 0; id < held.count; id += 1) {
        const fails = [];
        for (const facet of wanted)
          if (facet.any && !facet.cases[id].some((value) => facet.chosen[value])) fails.push(facet.id);
        if (looked.scores && !looked.scores.has(id)) fails.push("q");
        if (fails.length > 1) continue;
        if (!fails.length) hits.push(id);
        else count(fails[0]);
        if (fails[0] === "q" && looked.words.length > 1) {
          const missing = looked.words.filter((word) => !word.scores.has(id));
          if (missing.length === 1) count(`q:${missing[0].typed}`);
        }
        for (const facet of wanted)
          if (!fails.length || fails[0] === facet.id) for (const value of facet.cases[id]) facet.counts[value] += 1;
      }
      if (rank) hits.sort((a, b) => rank(a, b) || a - b);
      return {
        hits,
        total: held.count,
        counts: Object.fromEntries(wanted.map((facet) => [facet.id, facet.counts])),
        without,
        words: looked.words,
      };
    }

    /** How two cases are ordered; none where they already are, by title. */
    async function ranks(sort, held, scores) {
      if (!sort) return scores && ((a, b) => scores.get(b) - scores.get(a));
      if (sort === "evidence") {
        const level = ({ values, cases }, id) => Math.max(...cases[id].map((place) => Number(values[place][0])));
        return (a, b) => level(held.facets.evidence, b) - level(held.facets.evidence, a);
      }
      const { width, cases } = await fetch(`${folder}order-${sort}`);
      const place = [];
      for (let at = 0; at < held.count; at += 1) place[parseInt(cases.slice(at * width, at * width + width), 36)] = at;
      return (a, b) => place[a] - place[b];
    }

    /** What a card shows of a case. */
    async function card(id) {
      const [held, [name, title, summary, place, checked, stale]] = await Promise.all([facets(), words.loadCard(id)]);
      const values = (facet) => held.facets[facet].cases[id].map((each) => held.facets[facet].values[each]);
      return { id: name, title, summary, place, checked, stale: Boolean(stale), values };
    }

    return { find, card };
  }

  const made = { records };
  root.WaymarkLibrary = made;
  if (typeof module === "object" && module.exports) module.exports = made;
})(globalThis);
