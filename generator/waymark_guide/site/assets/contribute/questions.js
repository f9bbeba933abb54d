/**
 * Answers to the guides' questions about the situation of a case.
 */
const ContributeQuestions = (() => {
  "use strict";

  const { h } = SharedPage;
  const { pageData, t, getValue, setValue, removeValue } = ContributeState;
  const { makeId, renderBox, renderGroup, renderMistake, renderOption, renderUnknown } = ContributeFieldBox;
  const { asked, questions } = pageData.names;
  const { getOwn } = ContributeValues;

  /**
   * Render every question, in groups that open.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   */
  function renderQuestions(field, path) {
    const ids = asked.flatMap((group) => group.questions.map(({ id }) => id));
    const unknown = Object.keys(getValue(path) || {}).filter((name) => !ids.includes(name));
    const groups = asked.map((group) => {
      const isOpen = group.questions.some(({ id }) => getValue([...path, id]) !== undefined);
      return h(
        "details",
        { class: "wm-questions", open: isOpen },
        h("summary", {}, group.of || t("own_questions")),
        group.questions.map((question) => renderQuestion(question, [...path, question.id])),
      );
    });
    return renderGroup(field, path, groups, ...unknown.map((name) => renderUnknown([...path, name])));
  }

  /**
   * @param {FormQuestion} question
   * @param {FieldPath} path
   */
  function renderQuestion({ id, text, several, options }, path) {
    const chosen = listAnswers(path);
    /** @type {FormOption[]} */
    const all = [...new Set([...options, ...chosen])].map((option) => [
      option,
      getOwn(questions[id], option) || option,
    ]);
    if (several || chosen.length > 1) return renderTicks(text, path, all, chosen);
    const change = () => (select.value ? setValue(path, select.value) : removeValue(path));
    const select = ContributeChoices.renderSelectControl(path, t("unanswered"), all, chosen[0], { change });
    const label = h("label", { for: makeId(path), class: "wm-field__label" }, text);
    return renderBox(path, false, label, renderMistake(path), select);
  }

  /**
   * Render a box to tick for each option of a question.
   *
   * @param {string} text  of the question
   * @param {FieldPath} path
   * @param {FormOption[]} options
   * @param {string[]} chosen
   */
  function renderTicks(text, path, options, chosen) {
    const boxes = options.map(([id, label], index) => {
      const change = (/** @type {any} */ { target }) => {
        const others = listAnswers(path).filter((answer) => answer !== id);
        const answers = target.checked ? [...others, id] : others;
        if (answers.length) setValue(path, answers);
        else removeValue(path);
      };
      return renderOption(path, index, label, { type: "checkbox", change }, chosen.includes(id));
    });
    const legend = h("legend", { class: "wm-field__label" }, text);
    return renderBox(path, true, legend, renderMistake(path), h("div", { class: "wm-options" }, boxes));
  }

  /**
   * List the answers to a question. One alone can be written without a list.
   *
   * @param {FieldPath} path
   * @returns {string[]}
   */
  function listAnswers(path) {
    const value = getValue(path);
    return Array.isArray(value) ? value : value === undefined ? [] : [value];
  }

  return { renderQuestions };
})();
