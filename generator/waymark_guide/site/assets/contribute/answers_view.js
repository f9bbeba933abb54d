/**
 * Everything that was filled in, on one page, with a link to change each part; then the file, and the ways to send it.
 */
const ContributeAnswersView = (() => {
  "use strict";

  const { h } = SharedPage;
  const { pageData, state, t, getValue, getText } = ContributeState;
  const { getLabel, getQuestion, describeValue, sections, findSection } = ContributeLabels;
  const { names, rules } = pageData;
  const { getOwn } = ContributeValues;

  /** A single line break inside a paragraph, but not one before an entry of a list. */
  const LINE_BREAK = /(\S)\n(?!\n|\s*(?:[-*+]|\d+[.)])\s)/g;

  /**
   * Render a value in words.
   *
   * @param {FormShape | undefined} shape  undefined for what the form does not know
   * @param {FormValue} value
   * @param {FieldPath} path
   * @returns {HTMLElement}
   */
  function renderValue(shape, value, path) {
    if (typeof value === "string") {
      const textShape = shape?.is === "either" ? shape.of.find((branch) => branch.is === "text") : shape;
      const words = describeValue(textShape, value).replace(LINE_BREAK, "$1 ");
      return h("span", { class: "wm-answers__text" }, words);
    }
    if (Array.isArray(value)) {
      const inner = shape?.is === "list" || shape?.is === "map" ? shape.of : undefined;
      return value.every((entry) => typeof entry === "string")
        ? h(
            "ul",
            {},
            value.map((entry) => h("li", {}, describeValue(inner, entry))),
          )
        : h(
            "ol",
            {},
            value.map((entry, index) => h("li", {}, renderValue(inner, entry, [...path, index]))),
          );
    }
    return renderMap(shape && ContributeShape.chooseBranch(shape, value), value, path);
  }

  /**
   * Render the fields of a record, or answers to the guides' questions.
   *
   * @param {FormShape | undefined} shape
   * @param {Record<string, FormValue>} map
   * @param {FieldPath} path
   */
  function renderMap(shape, map, path) {
    const rows = Object.entries(map).map(([name, value]) => {
      const inner = [...path, name];
      const isAnswer = shape?.is === "map";
      const field = shape?.is === "record" ? ContributeShape.findField(shape, name) : undefined;
      return h(
        "div",
        {},
        h("dt", {}, isAnswer ? getQuestion(name) : getLabel(inner)),
        h("dd", {}, isAnswer ? describeAnswers(name, value) : renderValue(field?.of, value, inner)),
      );
    });
    return h("dl", { class: "wm-answers__parts" }, rows);
  }

  /**
   * Return the words of the answers to a question.
   *
   * @param {string} question
   * @param {string | string[]} answers
   */
  const describeAnswers = (question, answers) =>
    [answers]
      .flat()
      .map((id) => getOwn(getOwn(names.questions, question), id) || id)
      .join("; ");

  /**
   * @param {string} href
   * @param {string} about  what is changed, for people who use a screen reader
   */
  const renderChangeLink = (href, about) =>
    h("a", { href }, t("check.change"), h("span", { class: "wm-hidden" }, ` ${about}`));

  /**
   * Return the address of a field in its section.
   *
   * @param {FieldPath} path
   */
  const makeAddress = (path) => `#section=${findSection(path).id}&field=${encodeURIComponent(JSON.stringify(path))}`;

  /** @param {FormSection} section */
  function renderSection({ id, title, fields }) {
    const rows = fields
      .filter(({ name }) => getValue([name]) !== undefined)
      .map(({ name, of }) => {
        const label = getLabel([name]);
        const link = renderChangeLink(makeAddress([name]), t("check.about", { section: title, label }));
        return h(
          "div",
          { class: "wm-answers__row" },
          h("dt", {}, label),
          h("dd", {}, renderValue(of, getValue([name]), [name])),
          h("dd", { class: "wm-answers__change" }, link),
        );
      });
    const nothing = () => h("p", {}, `${t("check.nothing")}. `, renderChangeLink(`#section=${id}`, title));
    return [h("h3", {}, title), rows.length ? h("dl", { class: "wm-answers" }, rows) : nothing()];
  }

  /**
   * Render the view.
   *
   * @param {FormFinding[]} findings
   * @returns {Node[]}
   */
  function renderAnswers(findings) {
    const text = getText();
    const hasErrors = findings.some(({ severity }) => severity === "error");
    const laterRules = rules.not_here.map((code) => {
      const href = SharedPage.resolvePath(`contribute/rules/${code}/`);
      return h("li", {}, h("a", { href }, code), `: ${rules.rules[code].title}`);
    });
    const fileBox = { class: "wm-code wm-form__file", tabindex: "0", role: "group", "aria-label": t("check.file") };
    return [
      ...ContributeProblems.renderSummary(findings, ({ at }) => makeAddress(at)),
      h("p", {}, t(hasErrors ? "check.with_mistakes" : "check.clean")),
      h("h2", {}, t("check.answers")),
      ...sections.flatMap(renderSection),
      h("h2", {}, t("send.title")),
      h("div", { class: "wm-send" }, ContributeSubmit.renderSubmit(text)),
      h("h2", {}, t("check.file")),
      h("p", {}, t("check.file_lead", { name: ContributeText.nameFile(state.data) })),
      h("pre", fileBox, h("code", { id: "form-file" }, text)),
      h("h2", {}, t("check.elsewhere")),
      h("p", {}, t("check.elsewhere_lead")),
      h("ul", {}, laterRules),
    ];
  }

  return { renderAnswers };
})();
