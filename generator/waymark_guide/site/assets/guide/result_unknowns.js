/** What a reader does not know: what it decides, and how to find out. */
const GuideResultUnknowns = (() => {
  "use strict";
  const { h } = SharedPage;
  const { t, getQuestion } = GuideData;
  const { parseHtml, copyTemplate, formatAnswer } = GuideElements;
  const { LIST_LIMIT, renderSection, joinNames, nameOutcomes } = GuideResultElements;

  /** @param {FinishedEvaluation} evaluation */
  function renderUnknowns({ result, unknowns }) {
    const open = result.outcomes.filter(({ could_lead }) => could_lead).length + result.may_jump.length;
    const rows = unknowns.map((unknown) => renderUnknown(unknown, open));
    if (!rows.length) return null;
    return renderSection("unknowns", h("p", {}, t("find_out_first")), h("ol", { class: "wm-unknowns" }, rows));
  }

  /**
   * @param {UnknownAnswer} unknown
   * @param {number} open  the number of outcomes that may come first
   */
  function renderUnknown(unknown, open) {
    const { question: id, why, left, matters, decides } = unknown;
    return h(
      "li",
      {},
      h("strong", {}, parseHtml(getQuestion(id).text)),
      " ",
      t(`found.${why}`, { ...left, open }),
      matters === "high" && ` ${t("matters")}`,
      decides && h("ul", {}, describeOptions(unknown)),
      copyTemplate(`question-${id}`)?.querySelector("[data-part=find-out]"),
    );
  }

  /** @param {UnknownAnswer} unknown */
  function describeOptions({ question, if: leaders }) {
    return Object.entries(leaders).map(([option, ids]) => {
      const values = { answer: formatAnswer(question, option), names: joinNames(nameOutcomes(ids)), count: ids.length };
      return h("li", {}, t(ids.length > LIST_LIMIT ? "if_many" : "if", values));
    });
  }

  return { renderUnknowns };
})();
