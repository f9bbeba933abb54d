/**
 * Shows two or three things in columns next to each other. Their ids are in the address after the `#`, and so in the
 * history. Without script, pairs that are often compared have pages of their own.
 */
(() => {
  "use strict";

  /** @typedef {[name: string, url: string, cells: ComparedLine[][], answers: any[][]]} ColumnData */

  const { h, find, findAll, readJson, makeTranslate, loadScript } = SharedPage;
  const MAX_COLUMNS = 3;
  const HASH_MODULUS = 65521;

  const root = find(document, "[data-module=compare]", HTMLElement);
  /** @type {{words: Record<string, string>, rows: ComparedRow[], files: number}} */
  const { words, rows, files } = readJson(root.dataset.words ?? "");
  const t = makeTranslate(words);
  const folder = new URL(root.dataset.href ?? "", document.baseURI);
  const form = root.querySelector("form");
  const lists = findAll(root, "select", HTMLSelectElement);
  const notice = findPart("notice");
  const pageTitle = document.title;
  let updateCount = 0; // tells an update whether a later one has begun

  /** @param {string} name */
  function findPart(name) {
    return find(root, `[data-part="${name}"]`, HTMLElement);
  }

  /** Return the ids in the address, each once. */
  function readAddress() {
    const ids = SharedLink.decode(SharedLink.getFragment()).split(",").filter(Boolean);
    return [...new Set(ids)].slice(0, MAX_COLUMNS);
  }

  /** @param {string[]} ids */
  function writeAddress(ids) {
    location.hash = ids.join(",");
  }

  /**
   * Load the file that holds a column. The build calculates its number in the same way (`get_file_number`).
   *
   * @param {string} id
   */
  async function loadColumn(id) {
    let hash = 0;
    for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % HASH_MODULUS;
    try {
      await loadScript(new URL(`${hash % files}.js`, folder).href);
    } catch (error) {
      if (files === 1) throw error; // With more files, one may be missing: no known id belongs to it.
    }
  }

  /**
   * Return a column that is loaded.
   *
   * @param {string} id
   * @returns {ComparedColumn | null} null if there is no such column
   */
  function getColumn(id) {
    const columns = globalThis.WaymarkCompared ?? {};
    if (!Object.hasOwn(columns, id)) return null;
    /** @type {ColumnData} */
    const [name, url, cells, counted] = columns[id];
    const answers = counted.map(([guide, question, option, points]) => ({ guide, question, option, points }));
    return { id, name, url, cells, answers };
  }

  /** Load the columns of the ids in the address, and show them. */
  async function update() {
    const named = readAddress();
    const mine = (updateCount += 1);
    try {
      await Promise.all(named.flatMap(SharedLink.listSpellings).map(loadColumn));
    } catch {
      showNotice(t("broken"));
      return;
    }
    if (mine !== updateCount) return;
    const ids = named.map((id) => SharedLink.findMeant(id, (spelling) => getColumn(spelling) !== null));
    lists.forEach((list, index) => (list.value = ids[index] ?? ""));
    render([...new Set(ids)]);
  }

  /** @param {string} text */
  function showNotice(text) {
    notice.hidden = !text;
    notice.textContent = text;
  }

  /** @param {string[]} ids */
  function render(ids) {
    const columns = ids.map(getColumn).filter((column) => column !== null);
    const missing = ids.filter((id) => !getColumn(id));
    const isEnough = columns.length > 1;
    const title = t("page_title", { titles: columns.map((column) => column.name).join(words.separator) });
    showNotice(missing.length ? t("missing", { ids: missing.join(", ") }) : "");
    findPart("result").replaceChildren(
      ...(form ? [] : [renderRemoveButtons(columns)]),
      ...(isEnough ? CompareComparisonView.renderComparison(columns, rows, title, t) : []),
    );
    for (const hint of findAll(root, '[data-part="hint"]', HTMLElement)) hint.hidden = isEnough;
    findPart("status").textContent = isEnough ? title : "";
    document.title = isEnough ? pageTitle.replace(/^.*?(?= - )/, () => title) : pageTitle;
  }

  /**
   * Render a button to remove each column, for pages without a form.
   *
   * @param {ComparedColumn[]} columns
   */
  function renderRemoveButtons(columns) {
    const buttons = columns.map(({ id, name }) => {
      const click = () => writeAddress(columns.map((column) => column.id).filter((other) => other !== id));
      return h("li", {}, h("button", { type: "button", click }, t("take_away", { title: name })));
    });
    return h("ul", { class: "wm-compare__chosen" }, ...buttons);
  }

  form?.addEventListener("change", () => {
    writeAddress([...new Set(lists.map((list) => list.value).filter(Boolean))]);
  });
  form?.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", update);
  update();
})();
