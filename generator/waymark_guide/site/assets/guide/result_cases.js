/** The cases whose situation is like the reader's. They come in a file of their own, after the result. */
const GuideResultCases = (() => {
  "use strict";
  const { h, find, resolvePath } = SharedPage;
  const { t, getQuestion } = GuideData;
  const { parseHtml, toPlainText } = GuideElements;
  const { renderSection, renderList, copyPart } = GuideResultElements;
  const { evaluateState, listLeaders } = GuideEvaluation;
  const { carryAnswers } = GuideOtherGuides;

  const MAX_CASES = 12;
  const LIST_LIMIT = 4;

  /**
   * Render the similar cases, and those that the authors chose for the leaders.
   *
   * @param {FinishedEvaluation} evaluation
   * @param {GuideCase[] | null | undefined} cases  undefined until they have come, null if they cannot be loaded
   */
  function renderCases({ cases: matches, result }, cases) {
    const rows = matches.slice(0, MAX_CASES).flatMap((match) => {
      const record = (cases || []).find(({ id }) => id === match.id);
      return record ? [renderMatch(match, record)] : [];
    });
    const outcomes = result.gather_first ? [] : listLeaders(result);
    const chosenCases = outcomes.map(({ id }) => copyPart(id, "cases")).filter(Boolean);
    const none = cases ? "no_cases" : cases === null ? "cases_failed" : "cases_coming";
    return renderSection(
      "cases",
      h("p", {}, t(rows.length ? "cases" : none)),
      renderList(rows, { class: "wm-cases" }, LIST_LIMIT),
      chosenCases.length > 0 && [h("h3", {}, t("picked")), chosenCases],
    );
  }

  /**
   * Render a case with the reason for the match.
   *
   * @param {CaseMatch} match
   * @param {GuideCase} record
   */
  function renderMatch({ agrees, known, differs }, { id, title, summary }) {
    const questions = differs
      .map((other) => t("question", { question: toPlainText(getQuestion(other).text) }))
      .join(" ");
    const because = [t("agrees", { agrees, known }), questions && [" ", t("differs", { questions })]];
    return h(
      "li",
      {},
      h(
        "div",
        { class: "wm-case" },
        h("p", {}, h("a", { href: resolvePath(`case-studies/${id}/`) }, parseHtml(title))),
        h("p", {}, parseHtml(summary)),
      ),
      h("p", { class: "wm-because" }, because),
    );
  }

  /**
   * Render the cases again in a result, after they have come.
   *
   * @param {Element} view
   * @param {ReaderState} state
   * @param {GuideCase[] | null | undefined} cases
   */
  function fillCases(view, state, cases) {
    const evaluation = evaluateState(state, cases);
    const before = find(view, ".wm-part--cases", HTMLElement);
    const after = /** @type {HTMLElement} */ (renderCases(evaluation, cases));
    find(after, "h2", HTMLElement).id = find(before, "h2", HTMLElement).id;
    before.replaceWith(after);
    carryAnswers(after, state, evaluation);
  }

  return { renderCases, fillCases };
})();
