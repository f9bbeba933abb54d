/**
 * The two engines of the site's search: Pagefind, which needs a web server, and a small index of titles and summaries,
 * which works from a folder on disk too and forgives mistyped words.
 *
 * @typedef {{url: string, title: string, kind: string, excerpt: Node}} SearchResult
 * @typedef {object} SearchAnswer
 * @property {number} total
 * @property {Record<string, number>} kinds  how many pages of each kind are found
 * @property {WordMatch[]} corrections  mistyped words, with the words that were used instead
 * @property {(from: number, to: number) => Promise<SearchResult[]>} load
 * @typedef {(query: string, kind: string) => Promise<SearchAnswer>} SearchEngine  An empty kind stands for all kinds.
 */
const SearchEngines = (() => {
  "use strict";

  const { h, resolvePath } = SharedPage;
  const FOLDER = "search/find/";
  const EXCERPT_WORDS = 28;

  /** Return the address of the site's root. */
  const getRoot = () => new URL(resolvePath(""), document.baseURI);

  /**
   * Return only the words and the marks of an excerpt.
   *
   * @param {string} html
   */
  function parseExcerpt(html) {
    const excerpt = document.createDocumentFragment();
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      const text = node.textContent || "";
      excerpt.append(node.nodeName === "MARK" ? h("mark", {}, text) : text);
    }
    return excerpt;
  }

  /** @returns {Promise<SearchEngine>} rejected if Pagefind cannot be loaded */
  async function openPagefind() {
    const pagefind = await import(new URL("pagefind/pagefind.js", getRoot()).href);
    await pagefind.options({ baseUrl: getRoot().pathname, excerptLength: EXCERPT_WORDS });
    await pagefind.filters();
    return async (query, kind) => {
      const answer = await pagefind.search(query, kind ? { filters: { kind } } : {});
      return {
        total: answer.results.length,
        kinds: (kind ? answer.totalFilters : answer.filters).kind || {},
        corrections: [],
        load: (from, to) => Promise.all(answer.results.slice(from, to).map(loadPagefindResult)),
      };
    };
  }

  /**
   * @param {{data: () => Promise<any>}} result  of Pagefind
   * @returns {Promise<SearchResult>}
   */
  async function loadPagefindResult(result) {
    const { url, meta, filters, excerpt } = await result.data();
    return {
      url: meta.place ? new URL(meta.place, getRoot()).href : url,
      title: meta.title,
      kind: (filters.kind || [""])[0],
      excerpt: parseExcerpt(excerpt),
    };
  }

  /** @returns {Promise<SearchEngine>} */
  async function openWordIndex() {
    const finder = new SearchWordIndex.WordFinder(FOLDER);
    const [{ kinds: names, of }] = await Promise.all([
      SearchWordIndex.loadData(`${FOLDER}kinds`),
      finder.loadWordList(),
    ]);
    /** @type {string[]} */
    const kindByPage = of.split(" ").map((/** @type {string} */ index) => names[parseInt(index, 36)]);

    /** @param {number} page */
    async function loadResult(page) {
      const [path, title, summary] = await finder.loadCard(page);
      const url = new URL(path, getRoot());
      if (url.protocol === "file:") url.pathname += "index.html";
      return { url: url.href, title, kind: kindByPage[page], excerpt: document.createTextNode(summary) };
    }

    return async (query, kind) => {
      const { scores, words } = await finder.search(query);
      const sorted = [...(scores || [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);
      /** @type {Record<string, number>} */
      const kinds = {};
      for (const page of sorted) kinds[kindByPage[page]] = (kinds[kindByPage[page]] || 0) + 1;
      const pages = kind ? sorted.filter((page) => kindByPage[page] === kind) : sorted;
      return {
        total: pages.length,
        kinds,
        corrections: words.filter((word) => word.isNear && word.used.length),
        load: (from, to) => Promise.all(pages.slice(from, to).map(loadResult)),
      };
    };
  }

  return { openPagefind, openWordIndex };
})();
