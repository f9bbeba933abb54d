/** What would change a result: other answers, or other weights. */
const GuideResultChanges = (() => {
  "use strict";
  const { h } = SharedPage;
  const { tree, t, getQuestion } = GuideData;
  const { toPlainText, renderHidden } = GuideElements;
  const { renderSection, renderList, joinNames, nameOutcomes, quoteAnswer } = GuideResultElements;

  /**
   * Render what would change the result.
   *
   * @param {ReaderState} state
   * @param {FinishedEvaluation} evaluation
   */
  function renderChanges(state, evaluation) {
    const { result, would_change: changes } = evaluation;
    if (result.jump || result.gather_first) return null;
    const entries = groupChanges(changes).map((group) => {
      const [{ asks, result: leaders }] = group;
      const words = asks
        ? t("would_ask", { question: toPlainText(getQuestion(asks).text) })
        : renderLeaders(evaluation, leaders);
      return renderChange(words, group);
    });
    const fewest = changes.every(({ asks }) => asks) && renderFewest(evaluation, entries.length > 0);
    return renderSection(
      "would_change",
      fewest || (!entries.length && h("p", {}, t("nothing_changes"))),
      renderList(entries, { class: "wm-changes" }),
      renderWeights(state, evaluation),
    );
  }

  /**
   * Group the changes that lead to the same result, or to the same question.
   *
   * @param {SingleChange[]} changes
   */
  function groupChanges(changes) {
    /** @type {Map<string, SingleChange[]>} */
    const groups = new Map();
    for (const change of changes) {
      const key = change.asks ? `?${change.asks}` : change.result.join();
      groups.set(key, [...(groups.get(key) || []), change]);
    }
    return [...groups.values()];
  }

  /**
   * Render what other answers lead to. While something is unknown, several outcomes do not share the first place: they
   * are possible.
   *
   * @param {FinishedEvaluation} evaluation
   * @param {string[]} leaders
   */
  function renderLeaders({ unknowns }, leaders) {
    const count = leaders.length;
    const arePossible = unknowns.length > 0 && count > 1;
    const key = arePossible ? "would_possible" : tree.result.mode === "ranked" ? "would_lead" : "would_be";
    return h("strong", {}, t(key, { names: joinNames(nameOutcomes(leaders), arePossible ? "or" : "and"), count }));
  }

  /**
   * @param {Child} words
   * @param {AnswerChange[]} changes
   */
  function renderChange(words, changes) {
    const answers = changes.map(({ question, to }) => h("li", {}, quoteAnswer(question, to, "would_say")));
    return h("li", {}, words, h("ul", {}, answers));
  }

  /**
   * Render the fewest answers that change the result together. No single answer does. Nothing is said if there are none
   * while other answers would lead to more questions.
   *
   * @param {FinishedEvaluation} evaluation
   * @param {boolean} leadsToQuestions
   * @returns {Child}
   */
  function renderFewest(evaluation, leadsToQuestions) {
    const { fewest, result } = evaluation;
    if (!fewest || !result.settled) return null;
    const { count, proved, changes } = fewest;
    if (!count) return !leadsToQuestions && h("p", {}, t(proved ? "fewest_none" : "fewest_unclear"));
    return [
      h("p", {}, t(proved ? "fewest" : "fewest_unproved", { count })),
      h("ul", { class: "wm-changes" }, renderChange(renderLeaders(evaluation, fewest.result), changes)),
    ];
  }

  /**
   * Render the weights at which the order at the top changes, the nearest first.
   *
   * @param {ReaderState} state
   * @param {FinishedEvaluation} evaluation
   */
  function renderWeights(state, { weights, weights_flip: changes }) {
    if (!changes?.length) return null;
    const getDistance = (/** @type {WeightChange} */ { from, to }) => Math.abs(Number(to) - from);
    const possible = changes
      .filter(({ to }) => to !== null)
      .sort((first, second) => getDistance(first) - getDistance(second));
    const fixedFactors = changes.filter(({ to }) => to === null).map(({ factor }) => nameFactor(factor));
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    return h(
      "div",
      { class: "wm-weighed" },
      h("h3", {}, t("heading.weighed")),
      possible.length > 0 && [
        h("p", {}, t("weights_keep", { total })),
        h(
          "ul",
          { class: "wm-changes" },
          possible.map((change) => renderWeight(state, change)),
        ),
      ],
      fixedFactors.length > 0 && h("p", {}, t("weight_never", { names: joinNames(fixedFactors) })),
    );
  }

  /**
   * @param {ReaderState} state
   * @param {WeightChange} change
   */
  function renderWeight(state, { factor: id, from, to, beyond, result, weights }) {
    const factor = nameFactor(id);
    const bound = Number(to) > from ? "weight_more" : "weight_less";
    const words = t("weight", {
      factor,
      from,
      to: beyond ? t(bound, { to }) : to,
      names: joinNames(nameOutcomes(result), "and"),
      count: result.length,
    });
    const hint = renderHidden(` ${t("weight_which", { factor, to })}`);
    return h(
      "li",
      {},
      words,
      " ",
      h("a", { href: `#${state.writeView(state.answers, weights)}` }, t("weight_try"), hint),
    );
  }

  /** @param {string} id */
  function nameFactor(id) {
    const factor = tree.factors.find((other) => other.id === id);
    return t("name", { title: toPlainText(factor?.label || id) });
  }

  return { renderChanges };
})();
