/**
 * The form for a case study: a list of sections, a view for each, and a view of all answers. The address says which is
 * shown. Without this script, the page shows the file to fill in by hand, with a hint for each field.
 */
(() => {
  "use strict";

  const ID = /^[a-z0-9-]+$/;

  const { h, find } = SharedPage;
  const { pageData, t, state, getText, setData, checkData, markSaved, isChanged, store } = ContributeState;
  const { sections, findSection } = ContributeLabels;
  const { getStatus, loadCases } = ContributeCases;
  const { renderSummary, markFields, showField } = ContributeProblems;
  const { selectFindings, renderTaskList } = ContributeTaskList;

  const app = find(document, "#form-app", HTMLElement);
  const heading = find(document, "#form-title", HTMLElement);
  const kicker = find(document, "#form-kicker", HTMLElement);
  const siteTitle = document.title;
  /** What is said above the next view. */
  let notice = "";

  /**
   * Render one section.
   *
   * @param {FormSection} section
   */
  function showSection(section) {
    const { title, lead, fields } = section;
    const names = pageData.shape.fields.map((field) => field.name);
    const isLast = section === sections[sections.length - 1];
    const unknown = isLast ? Object.keys(state.data).filter((name) => !names.includes(name)) : [];
    const form = h(
      "form",
      { novalidate: true, submit: (event) => submitSection(event, section) },
      fields.map((field) => ContributeFields.renderField(field, [field.name], false)),
      unknown.map((name) => ContributeFieldBox.renderUnknown([name])),
      h("p", { class: "wm-form__buttons" }, h("button", { type: "submit", class: "wm-button" }, t("go_on"))),
    );
    const problems = h("div", { id: "form-problems" });
    app.replaceChildren(renderBackLink(), problems, ...(lead ? [h("p", { class: "wm-lead" }, lead)] : []), form);
    const legend = fields.length === 1 && app.querySelector("form > fieldset > legend");
    if (legend && legend.textContent === title) legend.classList.add("wm-hidden");
  }

  const renderBackLink = () => h("p", {}, h("a", { href: "#", class: "wm-back" }, t("back")));

  /** @param {string} title */
  function showErrorTitle(title) {
    document.title = t("problem.prefix", { title });
  }

  /**
   * Go back to the list of sections if nothing is wrong in a section. Otherwise say what is.
   *
   * @param {Event} event
   * @param {FormSection} section
   */
  function submitSection(event, section) {
    event.preventDefault();
    const findings = selectFindings(checkData(), section);
    state.findings = findings;
    store();
    if (findings.every(({ severity }) => severity !== "error")) return openView("");
    showSection(section);
    const problems = find(app, "#form-problems", HTMLElement);
    problems.replaceChildren(...renderSummary(findings, () => "#"), h("p", {}, t("problem.leave")));
    markFields();
    showErrorTitle(document.title.replace(t("problem.prefix", { title: "" }), ""));
    find(problems, "#form-problem", HTMLElement).focus();
  }

  /** @param {string} words */
  function showNotice(words) {
    document.getElementById("form-notice")?.remove();
    app.prepend(h("p", { class: "wm-note wm-note--told", id: "form-notice" }, words));
    ContributeFieldBox.announce(words);
  }

  function saveDraft() {
    checkData();
    const name = ContributeText.nameFile(state.data);
    ContributeFiles.saveFile(name, getText());
    markSaved();
    showNotice(t("notice.saved", { name }));
  }

  function startAgain() {
    if (isChanged() && !confirm(t("list.sure_again"))) return;
    state.origin = "";
    setData();
    markSaved();
    store();
    showView("");
  }

  const canReplace = () => !isChanged() || confirm(t("list.sure_open"));

  /** @param {File} file */
  async function openFile(file) {
    if (canReplace()) await openText(await file.text(), file.name, "");
  }

  /**
   * Open a case that is on the site.
   *
   * @param {string} id
   */
  async function openCase(id) {
    const [text] = await Promise.all([ID.test(id) ? ContributeFiles.loadCase(id) : undefined, loadCases()]);
    if (text === undefined) notice = t("notice.unknown_case", { name: id });
    await openText(text !== undefined && canReplace() ? text : "", id, id);
  }

  /**
   * Fill the form in from a file, or say why the file cannot be read. Then show the list of sections.
   *
   * @param {string} text  empty if there is nothing to open
   * @param {string} name
   * @param {string} origin  the id of the published case
   */
  async function openText(text, name, origin) {
    const [result] = await Promise.all([text && readText(text), loadCases()]);
    if (result && result.value) {
      state.origin = origin;
      setData(result.value);
      markSaved();
      notice = t("notice.opened", { name }) + (result.comments ? ` ${t("notice.comments")}` : "");
    } else if (result) notice = t(`opening.${result.fault}`, { line: result.line });
    history.replaceState(null, "", "#");
    store();
    showView("");
  }

  /**
   * @param {string} text
   * @returns {Promise<YamlResult>}
   */
  const readText = (text) =>
    ContributeFiles.readFile(text).catch(() => ({ value: null, fault: "failed", line: 0, comments: false }));

  /**
   * Show what an address asks for.
   *
   * @param {string} fragment  of the address
   * @param {boolean} [takesFocus]
   */
  function showView(fragment, takesFocus = true) {
    const query = new URLSearchParams(fragment);
    const section = sections.find(({ id }) => id === query.get("section"));
    const isCheck = query.has("check");
    const title = section ? section.title : t(isCheck ? "check.title" : "title");
    heading.textContent = title;
    kicker.hidden = !section && !isCheck;
    document.title = kicker.hidden ? siteTitle : siteTitle.replace(t("title"), title);
    state.findings = section ? selectFindings(state.findings, section) : [];
    if (isCheck) showAnswers();
    else if (section) showSection(section);
    else app.replaceChildren(...renderTaskList(checkData(), { saveDraft, startAgain, openFile }));
    if (notice) showNotice(notice);
    notice = "";
    const field = query.get("field");
    if (field !== null) return showFieldOf(field);
    if (!takesFocus) return;
    ((isCheck && document.getElementById("form-problem")) || heading).focus();
    scrollTo(0, 0);
  }

  function showAnswers() {
    const findings = checkData();
    app.replaceChildren(renderBackLink(), ...ContributeAnswersView.renderAnswers(findings));
    if (findings.some(({ severity }) => severity === "error")) showErrorTitle(document.title);
  }

  /**
   * Show the field that a link names, with what is wrong there.
   *
   * @param {string} name  its path as JSON
   */
  function showFieldOf(name) {
    let path;
    try {
      path = JSON.parse(name);
    } catch {
      return;
    }
    const section = findSection(path);
    state.findings = checkData().filter(({ at }) => ContributeValues.isEqual(at, path));
    showSection(section);
    markFields();
    showField(path);
  }

  /** @param {string} fragment */
  function openView(fragment) {
    if (location.hash.slice(1) === fragment) showView(fragment);
    else location.hash = fragment;
  }

  /**
   * Show what the address asks for. Everything but an empty first view checks what is filled in, and waits for the
   * names of the cases. The view of all answers waits for its scripts; if they cannot be loaded, the list is shown.
   *
   * @param {boolean} [takesFocus]
   */
  async function showAddress(takesFocus) {
    const fragment = location.hash.slice(1);
    if (!getStatus() && (fragment || getText() !== blankText)) {
      await loadCases();
      if (getStatus() === "failed") notice = [notice, t("list.cases_failed")].filter(Boolean).join(" ");
    }
    const canShow = !new URLSearchParams(fragment).has("check") || (await loadAnswersView());
    if (location.hash.slice(1) !== fragment) return;
    if (canShow) return showView(fragment, takesFocus);
    notice = t("opening.failed");
    openView("");
  }

  /** Load what shows and sends the answers, and return whether it is here. */
  const loadAnswersView = () =>
    SharedPage.loadScript(pageData.script).then(
      () => true,
      () => false,
    );

  /** @param {boolean} [takesFocus] */
  function followAddress(takesFocus) {
    const id = new URLSearchParams(SharedLink.getFragment()).get("from");
    if (id === null) void showAddress(takesFocus);
    else void openCase(SharedLink.findMeant(id, (spelling) => ID.test(spelling)));
  }

  find(document, "#form-without", HTMLElement).hidden = true;
  app.hidden = false;
  setData();
  markSaved();
  const blankText = getText();
  if (ContributeState.restore() && isChanged()) notice = t("notice.restored");
  addEventListener("hashchange", () => {
    store();
    followAddress();
  });
  addEventListener("pagehide", store);
  addEventListener("beforeunload", (event) => {
    store();
    if (isChanged()) event.preventDefault();
  });
  followAddress(false);
  void loadAnswersView();
})();
