/**
 * Searches the whole site while a reader types. Without script the form leads back to this page, whose lists lead to
 * all other pages.
 */
(() => {
  "use strict";

  const { h, find, findAll, readJson, makeTranslate } = SharedPage;
  const { openPagefind, openWordIndex } = SearchEngines;
  const PAGE_SIZE = 10;
  const TYPING_DELAY = 180;

  const module = document.querySelector("[data-module=search]");
  if (!module) return;
  /** @type {Record<string, string>} */
  const words = readJson(module.getAttribute("data-words") || "");
  const t = makeTranslate(words);
  const box = find(module, "input[type=search]", HTMLInputElement);
  const results = find(module, "[data-results]", HTMLElement);
  const count = find(module, "[data-count]", HTMLElement);
  const kinds = find(module, "[data-kinds]", HTMLElement);
  const list = find(module, "[data-list]", HTMLElement);
  const more = find(module, "[data-more]", HTMLButtonElement);
  const address = new URLSearchParams(location.search);
  let kind = address.get("kind") || "";
  let timer = 0;
  let searchCount = 0; // tells a search whether a later one has begun

  /** @type {Promise<SearchEngine> | undefined} */
  let engine;
  /** @type {Promise<SearchEngine> | undefined} */
  let wordIndex;

  /** Load the engine that works here. */
  const loadEngine = () =>
    (engine ??= location.protocol === "file:" ? openWordIndex() : openPagefind().catch(openWordIndex));

  /**
   * Tell whether a typed word is in none of the results: Pagefind then found only words with the same first letters.
   *
   * @param {string} typed
   * @param {SearchResult[]} found
   */
  function hasMistypedWord(typed, found) {
    const texts = found.map(({ excerpt, title }) => `${excerpt.textContent} ${title}`.toLowerCase()).join(" ");
    const typedWords = typed.toLowerCase().split(/\s+/);
    return typedWords.some((word) => word.length > 3 && !texts.includes(word.slice(0, Math.max(4, word.length - 3))));
  }

  /**
   * Search. If a word is mistyped, search for nearly the same words instead.
   *
   * @param {string} typed
   * @returns {Promise<SearchAnswer>}
   */
  async function search(typed) {
    const answer = await (await loadEngine())(typed, kind);
    try {
      if (!hasMistypedWord(typed, await answer.load(0, PAGE_SIZE))) return answer;
      const nearAnswer = await (await (wordIndex ??= openWordIndex()))(typed, kind);
      return nearAnswer.total ? nearAnswer : answer;
    } catch {
      return answer;
    }
  }

  /** @param {string} text */
  function showCount(text) {
    results.hidden = false;
    count.textContent = text;
  }

  /**
   * Add the next results to the list.
   *
   * @param {SearchAnswer} answer
   * @param {number} [added]
   */
  async function addResults(answer, added = PAGE_SIZE) {
    const mine = searchCount;
    const shown = list.children.length;
    const loaded = await answer.load(shown, shown + added);
    if (mine !== searchCount) return;
    list.append(...loaded.map(renderResult));
    more.hidden = list.children.length >= answer.total;
    more.onclick = async () => {
      const next = list.children.length;
      await addResults(answer);
      writeAddress(list.children.length);
      list.children[next]?.querySelector("a")?.focus();
    };
  }

  /** @param {SearchResult} result */
  function renderResult(result) {
    return h(
      "li",
      {},
      h("h2", {}, h("a", { href: result.url }, result.title)),
      result.kind && h("p", { class: "wm-results__kind" }, result.kind),
      h("p", {}, result.excerpt),
    );
  }

  /**
   * Show the kinds of pages from which a reader can choose one.
   *
   * @param {Record<string, number>} counts
   */
  function renderKinds(counts) {
    const names = Object.keys(counts).filter((name) => counts[name] > 0 || name === kind);
    const hadFocus = kinds.contains(document.activeElement);
    for (const label of findAll(kinds, "label", HTMLElement)) label.remove();
    for (const name of ["", ...names.sort()]) {
      const choice = h("input", { type: "radio", name: "kind", value: name, checked: name === kind });
      kinds.append(h("label", {}, choice, " ", name ? `${name} (${counts[name] || 0})` : words.all));
    }
    kinds.hidden = names.length < 2 && !kind;
    if (hadFocus) find(kinds, "input:checked", HTMLElement).focus();
  }

  /**
   * Write the search into the address. Back from a result shows as many results again.
   *
   * @param {number} [shown]
   */
  function writeAddress(shown = PAGE_SIZE) {
    const typed = box.value.trim();
    const parameters = new URLSearchParams();
    if (typed) parameters.set("q", typed);
    if (kind) parameters.set("kind", kind);
    const text = String(parameters);
    try {
      history.replaceState({ shown }, "", text ? `?${text}` : location.pathname);
    } catch {
      // A page from a folder on disk keeps its address.
    }
  }

  /**
   * Search for what is in the box, and show what is found.
   *
   * @param {number} [shown]  how many results to show
   */
  async function update(shown = PAGE_SIZE) {
    const typed = box.value.trim();
    const mine = (searchCount += 1);
    writeAddress(shown);
    if (!typed) {
      list.textContent = "";
      kinds.hidden = more.hidden = true;
      showCount(words.empty);
      return;
    }
    if (results.hidden) showCount(words.searching);
    try {
      const answer = await search(typed);
      if (mine !== searchCount) return;
      const corrections = answer.corrections.map((word) =>
        t("meant", { typed: word.typed, used: word.used.join("”, “") }),
      );
      list.textContent = "";
      showCount([t(answer.total ? "found" : "none", { count: answer.total, query: typed }), ...corrections].join(" "));
      renderKinds(answer.kinds);
      await addResults(answer, shown);
    } catch {
      showCount(words.trouble);
    }
  }

  find(module, "form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    update();
  });
  box.addEventListener("focus", loadEngine, { once: true });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => update(), TYPING_DELAY);
  });
  kinds.addEventListener("change", ({ target }) => {
    kind = target instanceof HTMLInputElement ? target.value : "";
    update();
  });
  const query = address.get("q");
  if (query) {
    box.value = query;
    update(Number(history.state?.shown) || PAGE_SIZE);
  }
})();
