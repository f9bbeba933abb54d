/**
 * Shows findings in the words of the checker: in a summary that takes the focus, and at each field.
 */
const ContributeProblems = (() => {
  "use strict";

  const { h, find } = SharedPage;
  const { pageData, t } = ContributeState;
  const { getLabel, describePath, sections, findSection } = ContributeLabels;

  const CONTROLS = "input, select, textarea";
  const IS_MISSING = /104$/;
  /** The checker ends some advice with what the field is. The form has these words above the box. */
  const FIELD_DESCRIPTION = / About "[^"]+": .*$/;

  /** The name of every field, however deep. */
  const fieldNames = new Set(listFieldNames(pageData.shape));

  /**
   * @param {FormShape} shape
   * @returns {string[]}
   */
  function listFieldNames(shape) {
    if (shape.is === "record") return shape.fields.flatMap(({ name, of }) => [name, ...listFieldNames(of)]);
    if (shape.is === "either") return shape.of.flatMap(listFieldNames);
    return shape.is === "list" || shape.is === "map" ? listFieldNames(shape.of) : [];
  }

  /**
   * Return words of the checker with the names of fields as the form calls them.
   *
   * @param {string} text
   * @param {FieldPath} path
   */
  function renameFields(text, path) {
    const steps = path.filter((step) => typeof step === "string");
    const nameField = (/** @type {string} */ name) =>
      steps[steps.length - 1] === name
        ? getLabel(steps)
        : getLabel([...steps.slice(0, 1).filter((step) => step !== name), name]);
    return text
      .replace(/"([a-z_]+)"/g, (whole, name) => (fieldNames.has(name) ? `“${nameField(name)}”` : whole))
      .replace(/"([a-z_]+): ([a-z-]+)"/g, (whole, name, value) =>
        fieldNames.has(name) ? `“${nameField(name)}”: “${value}”` : whole,
      );
  }

  /** @param {FormFinding} finding */
  const describeProblem = ({ message, at }) => renameFields(message, at);

  /**
   * Describe a problem where its field is not visible: with the path of the field, unless the sentence names it.
   *
   * @param {FormFinding} finding
   */
  function describeWithPath(finding) {
    const { at } = finding;
    const message = describeProblem(finding);
    const where = describePath(message.includes(`“${getLabel(at)}”`) ? at.slice(0, -1) : at);
    return where ? t("problem.within", { where, message }) : message;
  }

  /**
   * Describe what to do. Where the file lacks a line, a box of the form is to be filled in.
   *
   * @param {FormFinding} finding
   */
  const describeFix = ({ code, fix, at }) =>
    IS_MISSING.test(code)
      ? t("problem.fill", { label: getLabel(at) })
      : renameFields(fix.replace(FIELD_DESCRIPTION, ""), at);

  /**
   * Find the field of a finding on the page, or the nearest group that holds it.
   *
   * @param {FormFinding} finding
   * @returns {Element | null}
   */
  function findBox({ at }) {
    for (let length = at.length; length > 0; length -= 1) {
      const box = findBoxAt(at.slice(0, length));
      if (box) return box;
    }
    return null;
  }

  /** @param {FieldPath} path */
  const findBoxAt = (path) => document.querySelector(`[data-path="${CSS.escape(JSON.stringify(path))}"]`);

  /**
   * Find the element of a field to which a link leads.
   *
   * @param {Element} box
   * @returns {HTMLElement | null}
   */
  function findTarget(box) {
    const control = box.querySelector(`${CONTROLS}, [tabindex]`);
    return document.getElementById(control?.id || box.id);
  }

  /**
   * Return the position of a finding's field in the form.
   *
   * @param {FormFinding} finding
   */
  function getPosition({ at }) {
    const section = findSection(at);
    return sections.indexOf(section) * 1000 + section.fields.findIndex((field) => field.name === at[0]);
  }

  /**
   * Render the summary: errors first, then advice.
   *
   * @param {FormFinding[]} findings
   * @param {(finding: FormFinding) => string} getAddress  returns where the link of a finding leads
   */
  function renderSummary(findings, getAddress) {
    const sorted = [...findings].sort((first, second) => getPosition(first) - getPosition(second));
    const renderLinks = (/** @type {boolean} */ areErrors) =>
      sorted
        .filter(({ severity }) => (severity === "error") === areErrors)
        .map((finding) => {
          const click = (/** @type {Event} */ event) => followLink(event, finding);
          return h("li", {}, h("a", { href: getAddress(finding), click }, describeWithPath(finding)));
        });
    const errors = renderLinks(true);
    const advice = renderLinks(false);
    const title = "form-problem-title";
    const box = { class: "wm-problem", id: "form-problem", role: "alert", "aria-labelledby": title, tabindex: "-1" };
    return [
      ...(errors.length ? [h("div", box, h("h2", { id: title }, t("problem.title")), h("ul", {}, errors))] : []),
      ...(advice.length
        ? [
            h(
              "div",
              { class: "wm-problem wm-problem--advice" },
              h("h2", {}, t("problem.advice")),
              h("p", {}, t("problem.advice_lead")),
              h("ul", {}, advice),
            ),
          ]
        : []),
    ];
  }

  /**
   * Follow a link within the view. The browser follows a link into another view.
   *
   * @param {Event} event
   * @param {FormFinding} finding
   */
  function followLink(event, finding) {
    const box = findBox(finding);
    if (!box) return;
    event.preventDefault();
    showElement(findTarget(box));
  }

  /**
   * Show the field at a path, or the group at the top of the file that should hold it.
   *
   * @param {FieldPath} path
   */
  function showField(path) {
    const box = findBoxAt(path) || findBoxAt(path.slice(0, 1));
    showElement(box && (box.querySelector(CONTROLS) || box));
  }

  /**
   * Bring an element into view, and give it the focus.
   *
   * @param {Element | null} element
   */
  function showElement(element) {
    for (let parent = element?.parentElement; parent; parent = parent.parentElement)
      if (parent instanceof HTMLDetailsElement) parent.open = true;
    element?.closest(".wm-field, .wm-group")?.scrollIntoView({ block: "start" });
    if (element instanceof HTMLElement) element.focus();
  }

  /** Show the words of each finding at its field. */
  function markFields() {
    for (const words of SharedPage.findAll(document, ".wm-field__error", HTMLElement)) {
      words.hidden = true;
      words.replaceChildren();
    }
    for (const control of document.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    for (const box of document.querySelectorAll(".wm-field--wrong, .wm-field--advice"))
      box.classList.remove("wm-field--wrong", "wm-field--advice");
    ContributeState.state.findings.forEach(markField);
  }

  /** @param {FormFinding} finding */
  function markField(finding) {
    const box = findBox(finding);
    if (!box?.querySelector(".wm-field__error")) return;
    const words = find(box, ".wm-field__error", HTMLElement);
    const isError = finding.severity === "error";
    box.classList.add(isError ? "wm-field--wrong" : "wm-field--advice");
    words.hidden = false;
    const rule = h(
      "a",
      { href: SharedPage.resolvePath(`contribute/rules/${finding.code}/`), target: "_blank", rel: "noopener" },
      t("problem.rule", { code: finding.code }),
      h("span", { class: "wm-hidden" }, t("send.new_tab")),
    );
    words.append(
      h("span", { class: "wm-field__told" }, describeProblem(finding), " ", describeFix(finding), " ", rule),
    );
    const control = findTarget(box);
    if (!control?.matches(CONTROLS)) return;
    if (isError) control.setAttribute("aria-invalid", "true");
    const described = (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    if (!described.includes(words.id)) control.setAttribute("aria-describedby", [...described, words.id].join(" "));
  }

  return { renderSummary, showField, markFields };
})();
