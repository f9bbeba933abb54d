/**
 * The names of the cases on the site, with which a reader can open a case, or name one in a field. The list is loaded
 * when it is first needed. Without it the form works, and says that references to other cases cannot be checked.
 */
const ContributeCases = (() => {
  "use strict";

  const { h } = SharedPage;
  const { pageData, t, getValue, setValue } = ContributeState;
  const { makeId, renderControlBox, renderHint } = ContributeFieldBox;
  const { names } = pageData;

  const KIND = "case-study";
  const LIST_PATH = "data/case-names";
  const MAX_SHOWN = 8;

  /** @type {"loaded" | "failed" | undefined} */
  let status;

  const getStatus = () => status;

  /** Load the list. The promise is resolved when the list is loaded, or cannot be loaded. */
  async function loadCases() {
    if (status) return;
    try {
      await SharedPage.loadScript(`${LIST_PATH}.js`);
      ({ known: names.known[KIND], now: names.now[KIND] } = WaymarkData[LIST_PATH]);
      status = "loaded";
    } catch {
      status = "failed";
    }
  }

  /**
   * Split a text into words in lower case, without accents.
   *
   * @param {string} text
   */
  const splitWords = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) || [];

  /**
   * Find the cases with every word in their titles or ids, or a word that begins with it.
   *
   * @param {string} typed
   * @returns {FormOption[]} in the order of their titles; empty if nothing was typed
   */
  function findCases(typed) {
    const wanted = splitWords(typed);
    if (!wanted.length) return [];
    return Object.entries(names.known[KIND])
      .filter(([id, title]) => {
        const words = splitWords(`${title} ${id}`);
        return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)));
      })
      .sort(([, first], [, second]) => first.localeCompare(second));
  }

  /** Render a search box for the cases, with links that open the cases found. */
  function renderCaseSearch() {
    const id = "form-case";
    const results = h("ul", { class: "wm-found" });
    const count = h("p", { class: "wm-field__count", role: "status" });
    const search = async () => {
      await loadCases();
      const cases = findCases(input.value);
      const key = cases.length > MAX_SHOWN ? "list.cases_most" : "list.cases_found";
      const words = input.value.trim() ? t(key, { count: cases.length, most: MAX_SHOWN }) : "";
      count.textContent = status === "failed" ? t("list.cases_failed") : words;
      const links = cases
        .slice(0, MAX_SHOWN)
        .map(([name, title]) => h("li", {}, h("a", { href: `#from=${name}` }, title)));
      results.replaceChildren(...links);
    };
    const input = h("input", {
      id,
      type: "search",
      class: "wm-field__box",
      autocomplete: "off",
      "aria-describedby": `${id}-hint`,
      focus: loadCases,
      input: search,
    });
    return h(
      "div",
      { class: "wm-field" },
      h("label", { for: id, class: "wm-field__label" }, t("list.case")),
      h("p", { class: "wm-field__hint", id: `${id}-hint` }, t("list.case_hint")),
      input,
      count,
      results,
    );
  }

  /**
   * Render a field for another case, by its id or by words of its title. A few cases are offered, and the title of the
   * chosen case is below.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   */
  function renderCaseField(field, path) {
    const id = makeId(path);
    const offered = h("datalist", { id: `${id}-list` });
    const title = h("p", { class: "wm-field__count", id: `${id}-title`, role: "status" });
    const showTitle = () => {
      const titles = names.known[KIND];
      title.textContent = Object.hasOwn(titles, control.value) ? titles[control.value] : "";
    };
    const search = () => {
      setValue(path, control.value);
      const cases = findCases(control.value).slice(0, MAX_SHOWN);
      offered.replaceChildren(...cases.map(([value, words]) => h("option", { value }, words)));
      showTitle();
    };
    const takeOnlyOne = () => {
      const cases = findCases(control.value);
      if (cases.length !== 1) return;
      control.value = cases[0][0];
      search();
    };
    const control = h("input", {
      id,
      class: "wm-field__box",
      list: offered.id,
      autocomplete: "off",
      "aria-describedby": `${id}-hint ${title.id}`,
      input: search,
      change: takeOnlyOne,
    });
    control.value = getValue(path) || "";
    showTitle();
    return renderControlBox(field, path, renderHint(field, path, t("list.case_hint")), control, offered, title);
  }

  return { KIND, getStatus, loadCases, renderCaseSearch, renderCaseField };
})();
