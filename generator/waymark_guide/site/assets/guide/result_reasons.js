/** Why the leaders lead, and on which answers their lead rests most. */
const GuideResultReasons = (() => {
  "use strict";
  const { h } = SharedPage;
  const { t } = GuideData;
  const { parseHtml } = GuideElements;
  const { LIST_LIMIT, renderSection, renderList, renderCitations } = GuideResultElements;
  const { joinNames, getTitle, nameOutcomes, quoteAnswer, formatPoints } = GuideResultElements;

  /**
   * Render the answer that brought in a reason, or on which the lead rests.
   *
   * @param {OutcomeReason | DecidingAnswer} reason
   */
  const renderBecause = ({ question, option, adds }) =>
    h("span", { class: "wm-because" }, quoteAnswer(question, option), " ", formatPoints(adds));

  /**
   * Render one of the author's reasons.
   *
   * @param {OutcomeReason} reason
   */
  const renderReason = (reason) =>
    h("li", {}, reason.text && [parseHtml(reason.text), renderCitations(reason.sources), " "], renderBecause(reason));

  /**
   * Render the reasons for and against an outcome, each under a heading if some have points.
   *
   * @param {OutcomeResult} outcome
   * @param {"h3" | "h4"} level
   */
  function renderReasons({ because }, level) {
    const hasPoints = because.some(({ points }) => points !== null);
    const isAgainst = (/** @type {OutcomeReason} */ { points }) => Number(points) < 0;
    const isFor = (/** @type {OutcomeReason} */ { points }) => points === null || points > 0;
    /** @param {"for" | "against"} side @param {OutcomeReason[]} reasons */
    const renderSide = (side, reasons) =>
      reasons.length > 0 && [
        hasPoints && h(level, {}, t(side)),
        renderList(reasons.map(renderReason), { class: `wm-reasons wm-reasons--${side}` }),
      ];
    return [renderSide("for", because.filter(isFor)), renderSide("against", because.filter(isAgainst))].filter(Boolean);
  }

  /**
   * @param {FinishedEvaluation} evaluation
   * @param {OutcomeResult[]} leaders
   */
  function renderWhy({ result }, leaders) {
    if (result.gather_first) return null;
    const areSeveral = leaders.length > 1;
    const parts = leaders.slice(0, LIST_LIMIT).map((leader) => {
      const reasons = renderReasons(leader, areSeveral ? "h4" : "h3");
      return reasons.length > 0 && [areSeveral && h("h3", {}, getTitle(leader.id)), reasons];
    });
    return renderSection("why", parts);
  }

  /**
   * Render the answers that make the lead, and those that exclude what would be ahead.
   *
   * @param {FinishedEvaluation} evaluation
   * @param {OutcomeResult[]} leaders
   */
  function renderDecidingAnswers({ deciding, unknowns, result }, leaders) {
    if (result.mode !== "ranked" || result.gather_first) return null;
    const answers = deciding.filter(({ why, without }) => why === "score" || without.length);
    const over = answers.find((answer) => answer.over)?.over;
    const names = joinNames(nameOutcomes(leaders.map(({ id }) => id)), "and");
    const rows = answers.map((answer) =>
      h("li", {}, renderBecause(answer), describeWithout(answer, unknowns.length > 0)),
    );
    return (
      rows.length > 0 &&
      renderSection(
        "rests",
        over && h("p", {}, t("rests", { over: nameOutcomes([over])[0], names })),
        renderList(rows, { class: "wm-reasons" }),
      )
    );
  }

  /**
   * Say what would come first without an answer. While something is unknown, several do not share the first place: one
   * of them comes first.
   *
   * @param {DecidingAnswer} answer
   * @param {boolean} hasUnknowns
   */
  function describeWithout({ why, without }, hasUnknowns) {
    if (!without.length) return "";
    const isUnsure = hasUnknowns && without.length > 1;
    const names = joinNames(nameOutcomes(without), isUnsure ? "or" : "and");
    return t(why === "score" ? "without" : "keeps_out", { names, count: isUnsure ? 1 : without.length });
  }

  return { renderReasons, renderWhy, renderDecidingAnswers };
})();
