/**
 * The outcomes of a result: the words of the leaders, the ranking, what always holds or is an add-on, and what is ruled
 * out.
 */
const GuideResultOutcomes = (() => {
  "use strict";
  const { h } = SharedPage;
  const { tree, t } = GuideData;
  const { parseHtml, renderHidden } = GuideElements;
  const { LIST_LIMIT, renderSection, renderList, getTitle, copyPart, renderTitle } = GuideResultElements;
  const { renderReasons } = GuideResultReasons;

  /**
   * Render the same part of the words of several outcomes, each under its title if there is more than one.
   *
   * @param {"cautions" | "steps"} name
   * @param {OutcomeResult[]} outcomes
   */
  function renderParts(name, outcomes) {
    const parts = outcomes.flatMap(({ id }) => {
      const part = copyPart(id, name);
      return part ? [{ id, part }] : [];
    });
    return renderSection(
      name,
      parts.map(({ id, part }) => [parts.length > 1 && h("h3", {}, getTitle(id)), part]),
    );
  }

  /**
   * Render the score as a bar from the lowest to the highest, and as numbers.
   *
   * @param {OutcomeResult} outcome
   * @param {number} most  the highest score of all options
   */
  function renderScore({ score, low, high }, most) {
    const bar = h("span", { class: "wm-bar", "aria-hidden": "true" }, h("span"));
    const getShare = (/** @type {number | null} */ points) =>
      `${Math.max(0, (100 * Number(points)) / Math.max(1, most))}%`;
    bar.style.setProperty("--low", getShare(low ?? score));
    bar.style.setProperty("--high", getShare(high ?? score));
    const words = low !== null && low !== high ? t("points_range", { low, high }) : t("points", { count: score });
    return h("span", { class: "wm-score" }, bar, h("span", {}, words));
  }

  /**
   * Render every option by its score, with its reasons folded away.
   *
   * @param {TreeResult} result
   */
  function renderRanking({ mode, outcomes }) {
    if (mode !== "ranked") return null;
    const options = outcomes.filter(({ role }) => role === "option");
    const most = Math.max(...options.map(({ high, score }) => Number(high ?? score)), 1);
    const rows = options.map((option) => renderRanked(option, most));
    const list = renderList(rows, { class: "wm-ranking" }, tree.result.show_at_most || LIST_LIMIT);
    return renderSection("ranking", h("p", {}, t("ranking")), list);
  }

  /**
   * @param {OutcomeResult} option
   * @param {number} most
   */
  function renderRanked(option, most) {
    const { id, rank } = option;
    const summary = h(
      "summary",
      {},
      h("span", { class: "wm-rank" }, renderHidden(t("rank")), ` ${rank}`),
      h("span", { class: "wm-ranked" }, getTitle(id)),
      renderScore(option, most),
    );
    const about = h("p", {}, copyPart(id, "approach"));
    return h("li", {}, h("details", {}, summary, copyPart(id, "rationale"), renderReasons(option, "h3"), about));
  }

  /**
   * Render the outcomes that always hold or are add-ons.
   *
   * @param {TreeResult} result
   */
  function renderAlongside({ outcomes }) {
    const others = outcomes.filter(({ role }) => role !== "option");
    return renderSection("alongside", others.map(renderRelated));
  }

  /** @param {OutcomeResult} outcome */
  function renderRelated({ id, role }) {
    const steps = copyPart(id, "steps");
    const summary = steps && h("summary", {}, t("heading.steps"), renderHidden(` ${getTitle(id)}`));
    return h(
      "div",
      { class: "wm-related" },
      h("h3", {}, renderTitle(id), " ", h("small", {}, t(`role.${role}`))),
      copyPart(id, "modality"),
      copyPart(id, "rationale"),
      steps && h("details", { class: "wm-more" }, summary, steps),
    );
  }

  /** @param {TreeResult} result */
  function renderRuledOut({ ruled_out }) {
    const rows = ruled_out.map(({ id, because }) => {
      const reasons = because.map((reason) => [" ", parseHtml(reason)]);
      return h("li", {}, h("strong", {}, renderTitle(id)), reasons);
    });
    return renderSection("ruled_out", rows.length > 0 && h("ul", {}, rows));
  }

  return { renderParts, renderRanking, renderAlongside, renderRuledOut };
})();
