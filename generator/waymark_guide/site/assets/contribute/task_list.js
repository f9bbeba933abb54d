/**
 * The first view: the sections with how far each is, what can be saved, and what can be opened.
 *
 * @typedef {"mistakes" | "empty" | "optional" | "part" | "advice" | "done"} SectionState
 *
 * @typedef {object} TaskListActions
 * @property {() => void} saveDraft
 * @property {() => void} startAgain
 * @property {(file: File) => void} openFile
 */
const ContributeTaskList = (() => {
  "use strict";

  const { h } = SharedPage;
  const { t, getValue } = ContributeState;
  const { sections, findSection } = ContributeLabels;
  const { renderQuietButton } = ContributeFieldBox;

  /** @param {FormSection} section */
  const isRequired = ({ fields }) => fields.some(({ required }) => required);

  /**
   * Select the findings about the fields of a section.
   *
   * @param {FormFinding[]} findings
   * @param {FormSection} section
   */
  const selectFindings = (findings, section) => findings.filter(({ at }) => findSection(at) === section);

  /**
   * Return how far a section is, with the number of mistakes or of pieces of advice.
   *
   * @param {FormSection} section
   * @param {FormFinding[]} findings
   * @returns {[SectionState, number]}
   */
  function getState(section, findings) {
    const own = selectFindings(findings, section);
    const missing = own.filter(({ code }) => code.endsWith("104"));
    const wrong = own.filter((finding) => finding.severity === "error" && !missing.includes(finding));
    if (wrong.length) return ["mistakes", wrong.length];
    if (section.fields.every(({ name }) => getValue([name]) === undefined))
      return [isRequired(section) ? "empty" : "optional", 0];
    if (missing.length) return ["part", 0];
    return own.length ? ["advice", own.length] : ["done", 0];
  }

  /**
   * @param {FormSection} section
   * @param {[SectionState, number]} state
   */
  function renderTask({ id, title }, [state, count]) {
    const words = { class: `wm-tasks__state wm-tasks__state--${state}`, id: `state-${id}` };
    return h(
      "li",
      { class: "wm-tasks__one" },
      h("a", { href: `#section=${id}`, "aria-describedby": words.id }, title),
      h("span", words, t(`state.${state}`, { count })),
    );
  }

  /**
   * Render the view.
   *
   * @param {FormFinding[]} findings
   * @param {TaskListActions} actions
   */
  function renderTaskList(findings, actions) {
    const states = sections.map((section) => getState(section, findings));
    const required = states.filter((_, index) => isRequired(sections[index]));
    const done = required.filter(([state]) => state === "done" || state === "advice").length;
    const optional = states.length - required.length;
    const progress = t("list.done", { done, all: required.length });
    return [
      h("p", { class: "wm-lead" }, t("lead")),
      h("p", { class: "wm-note" }, t("kept")),
      h("h2", {}, t("list.title")),
      h("p", {}, progress, optional > 0 && ` ${t("list.optional", { count: optional })}`),
      h(
        "ol",
        { class: "wm-tasks" },
        sections.map((section, index) => renderTask(section, states[index])),
      ),
      h(
        "p",
        { class: "wm-form__buttons" },
        h("a", { class: "wm-button", href: "#check" }, t("list.check")),
        renderQuietButton(actions.saveDraft, t("list.save")),
        renderQuietButton(actions.startAgain, t("list.again")),
      ),
      h("p", { class: "wm-small" }, t("list.save_lead")),
      h("h2", {}, t("list.open")),
      h("p", {}, t("list.open_lead")),
      h("div", { class: "wm-pair" }, ContributeCases.renderCaseSearch(), renderFileField(actions.openFile)),
    ];
  }

  /** @param {(file: File) => void} openFile */
  function renderFileField(openFile) {
    const id = "form-open";
    const change = () => input.files?.[0] && openFile(input.files[0]);
    const input = h("input", { id, type: "file", accept: ".yaml,.yml,.txt", class: "wm-field__box", change });
    return h("div", { class: "wm-field" }, h("label", { for: id, class: "wm-field__label" }, t("list.file")), input);
  }

  return { selectFindings, renderTaskList };
})();
