/** The plain answer at the top of a result, and the best approaches of each layer. */
const GuideResultAnswer = (() => {
  "use strict";
  const { h } = SharedPage;
  const { data, tree, t } = GuideData;
  const { copyTemplate, parseHtml } = GuideElements;
  const { renderSection, joinNames, nameOutcomes, copyPart, renderTitle } = GuideResultElements;

  /**
   * Return what is said before the answer: a tie, or that it depends.
   *
   * @param {TreeResult} result
   * @param {OutcomeResult[]} leaders
   * @param {number} unknown  the number of answers that are unknown
   */
  function describeDoubt(result, leaders, unknown) {
    const names = nameOutcomes(leaders.map(({ id }) => id));
    if (result.gather_first) return t("gather", { count: unknown });
    if (!result.settled) return t("depends", { names: joinNames(names) });
    if (unknown) return t("either_way");
    return result.mode === "ranked" && leaders.length > 1 ? t("tie", { names: joinNames(names, "and") }) : null;
  }

  /**
   * Return what is said after the answer of a close call: how little puts it first.
   *
   * @param {TreeResult} result
   * @param {OutcomeResult[]} leaders
   */
  function describeCloseCall({ close_call, outcomes }, [first]) {
    const second = outcomes.find(({ role, rank }) => role === "option" && Number(rank) > 1);
    if (!close_call || !second) return null;
    const names = joinNames(nameOutcomes([first.id, second.id]), "and");
    return t("close", { names, count: Number(first.score) - Number(second.score) });
  }

  /**
   * @param {FinishedEvaluation} evaluation
   * @param {OutcomeResult[]} leaders
   */
  function renderAnswer({ result, asked, answers }, leaders) {
    const unknown = asked.filter((id) => answers[id] === "?").length;
    const doubt = describeDoubt(result, leaders, unknown);
    const closeCall = !doubt && describeCloseCall(result, leaders);
    const options = result.gather_first ? [] : leaders.map((leader) => renderOption(result, leader));
    const guide =
      result.jump &&
      h(
        "div",
        { class: "wm-answer-option" },
        h("p", { class: "wm-modality" }, t("jump")),
        copyTemplate(`guide-${result.jump}`),
      );
    const isEmpty = !options.length && !result.jump && !result.gather_first;
    return h(
      "div",
      { class: "wm-answer" },
      doubt && h("p", { class: "wm-answer-first" }, doubt),
      guide,
      isEmpty ? h("p", {}, t("nothing")) : options,
      closeCall && h("p", { class: "wm-answer-last" }, closeCall),
    );
  }

  /**
   * @param {TreeResult} result
   * @param {OutcomeResult} leader
   */
  function renderOption({ mode, settled }, { id }) {
    const explore = mode === "ranked" && settled && h("p", { class: "wm-modality" }, t("explore"));
    return h(
      "div",
      { class: "wm-answer-option" },
      copyPart(id, "modality") || explore,
      h("h2", {}, renderTitle(id)),
      copyPart(id, "rationale"),
    );
  }

  /**
   * Render the best of each layer. Approaches of different layers can be blended.
   *
   * @param {TreeResult} result
   */
  function renderBlend(result) {
    if (tree.result.group_by !== "layer" || result.gather_first) return null;
    const rows = data.layers.map(([layer, label]) => {
      const titles = listLayer(result, layer);
      const lines = titles.map((title, index) => [index > 0 && h("br"), title]);
      return h(
        "li",
        {},
        h("span", { class: "wm-layer" }, parseHtml(label)),
        h("span", {}, lines.length ? lines : t("no_best")),
      );
    });
    return renderSection("blend", h("p", {}, t("blend")), h("ul", { class: "wm-blend" }, rows));
  }

  /**
   * Return the best options of a layer if it joins the blend, and the outcomes of it that always hold or are add-ons.
   *
   * @param {TreeResult} result
   * @param {string} layer
   * @returns {Child[]}
   */
  function listLayer({ groups, outcomes }, layer) {
    const best = groups.find((group) => group.layer === layer && group.joins)?.outcomes || [];
    const options = best.filter((id) => outcomes.some((outcome) => outcome.id === id && Number(outcome.high) > 0));
    const others = outcomes.filter(({ id, role }) => role !== "option" && getLayer(id) === layer);
    return [
      ...options.map((id) => renderTitle(id)),
      ...others.map(({ id, role }) => [renderTitle(id), " ", h("small", {}, t(`role.${role}`))]),
    ];
  }

  /** @param {string} id */
  const getLayer = (id) => tree.outcomes.find((outcome) => outcome.id === id)?.layer;

  return { renderAnswer, renderBlend };
})();
