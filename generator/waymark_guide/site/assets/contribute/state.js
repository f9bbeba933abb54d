/**
 * What is filled in, and what the build wrote into the page about it. The browser stores what is filled in with this
 * entry of the tab's history, where no other page sees it.
 *
 * @typedef {object} FormPageData
 * @property {RecordShape} shape
 * @property {FormNames} names
 * @property {FormRules} rules
 * @property {string} repository  the address where the editors work; empty if there is none
 * @property {string} branch
 * @property {Record<string, string>} words  of the page
 * @property {Record<string, string>} says  the words of findings
 * @property {string} script  what is loaded later, from the root of the site
 *
 * @typedef {object} FormState
 * @property {Record<string, FormValue>} data  what is filled in
 * @property {FormFinding[]} findings  those that are shown at their fields
 * @property {string} origin  the id of the published case that was opened; empty if none was
 */
const ContributeState = (() => {
  "use strict";

  const { isMap, getAt, setAt, setOwn, removeAt, cleanValue } = ContributeValues;

  const HISTORY_KEY = "waymarkForm";
  const STORE_DELAY = 400;

  /** @type {FormPageData} */
  const pageData = SharedPage.readJson("form-data");
  const { shape } = pageData;
  const t = SharedPage.makeTranslate(pageData.words);

  /** @type {FormState} */
  const state = { data: {}, findings: [], origin: "" };
  let savedText = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /**
   * Replace what is filled in. A field that must have one certain word has it.
   *
   * @param {Record<string, FormValue>} [data]
   */
  function setData(data = {}) {
    state.data = data;
    state.findings = [];
    for (const { name, of, required, instead } of shape.fields)
      if (of.is === "word" && of.words.length === 1 && (required || instead) && data[name] === undefined)
        setOwn(data, name, of.words[0]);
  }

  /**
   * Remove what is blank, and return everything that is wrong.
   *
   * @returns {FormFinding[]}
   */
  function checkData() {
    setData(cleanValue(state.data));
    return ContributeCheckCase.checkCase(state.data, pageData, { today: SharedPage.getToday(), all: true });
  }

  /**
   * @param {FieldPath} path
   * @returns {FormValue}
   */
  const getValue = (path) => getAt(state.data, path);

  /**
   * @param {FieldPath} path
   * @param {FormValue} value
   */
  function setValue(path, value) {
    setAt(state.data, path, value);
    storeSoon();
  }

  /** @param {FieldPath} path */
  function removeValue(path) {
    removeAt(state.data, path);
    storeSoon();
  }

  const getText = () => ContributeYamlWriter.writeYaml(shape, state.data);

  /** Note that what is filled in now is also in a file. */
  function markSaved() {
    savedText = getText();
  }

  const isChanged = () => getText() !== savedText;

  function storeSoon() {
    clearTimeout(timer);
    timer = setTimeout(store, STORE_DELAY);
  }

  function store() {
    try {
      const { data, origin } = state;
      history.replaceState({ ...history.state, [HISTORY_KEY]: { data, origin } }, "");
    } catch {
      // The browser stores no more. A draft can still be saved as a file.
    }
  }

  /**
   * Bring back what was stored with this entry of the tab's history.
   *
   * @returns {boolean} whether anything was stored
   */
  function restore() {
    const stored = history.state?.[HISTORY_KEY];
    if (!isMap(stored?.data)) return false;
    state.origin = stored.origin || "";
    setData(stored.data);
    return true;
  }

  return {
    ...{ pageData, t, state, setData, checkData, getValue, setValue, removeValue },
    ...{ getText, markSaved, isChanged, store, restore },
  };
})();
