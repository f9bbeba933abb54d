/** The reader's own weights. They are compared with the authors' weights. */
const GuideWeightsForm = (() => {
  "use strict";
  const { h, find, findAll } = SharedPage;
  const { tree, t } = GuideData;
  const { parseHtml } = GuideElements;
  const { joinNames, nameOutcomes } = GuideResultElements;
  const { evaluateAnswers } = EngineEvaluation;
  const { apportion } = EngineWeightChanges;
  const { listLeaders } = GuideEvaluation;

  /** What all weights together are scaled to. */
  const TOTAL = 100;
  const QUIET_BUTTON = "wm-button wm-button--quiet";

  /**
   * Render the form with the weights.
   *
   * @param {ReaderState} state
   * @param {TreeResult} result
   * @param {GuideActions} actions
   * @returns {HTMLElement | null} null if weights play no part in the result
   */
  function renderWeights(state, result, actions) {
    if (result.mode !== "ranked" || result.jump || !tree.factors.length) return null;
    const weights = state.link.weights || {};
    const isChanged = tree.factors.some(({ id, weight }) => (weights[id] ?? weight) !== weight);
    return h(
      "section",
      { class: "wm-part wm-part--weights" },
      h("h2", {}, t("heading.weights")),
      isChanged && h("p", { class: "wm-note" }, compareWithAuthors(state, result)),
      h("details", { open: isChanged }, h("summary", {}, t("weights.open")), renderForm(state, isChanged, actions)),
    );
  }

  /**
   * Say whether the order differs from the one that the authors' weights give.
   *
   * @param {ReaderState} state
   * @param {TreeResult} result
   */
  function compareWithAuthors({ answers }, result) {
    const evaluation = evaluateAnswers(tree, answers, { explained: false });
    const theirs = /** @type {TreeResult} */ (evaluation.result);
    if (describeOrder(theirs) === describeOrder(result)) return t("weights.same");
    return t("weights.differs", { theirs: nameLeaders(theirs), yours: nameLeaders(result) });
  }

  /** @param {TreeResult} result */
  const describeOrder = ({ outcomes }) =>
    outcomes
      .filter(({ role }) => role === "option")
      .map(({ id, rank }) => `${id}${rank}`)
      .join();

  /** @param {TreeResult} result */
  const nameLeaders = (result) => joinNames(nameOutcomes(listLeaders(result).map(({ id }) => id)), "and");

  /**
   * @param {ReaderState} state
   * @param {boolean} isChanged
   * @param {GuideActions} actions
   */
  function renderForm(state, isChanged, { goTo }) {
    const use = h("button", { class: QUIET_BUTTON }, t("weights.use"));
    const click = () => goTo(state.writeView(state.answers, null));
    const reset = isChanged && h("button", { type: "button", class: QUIET_BUTTON, click }, t("weights.reset"));
    /** @param {Event} event */
    const submit = (event) => {
      event.preventDefault();
      const weights = readWeights(form);
      if (weights) goTo(state.writeView(state.answers, weights));
      else find(form, "[role=status]", HTMLElement).replaceChildren(t("weights.none"));
    };
    const form = h(
      "form",
      { class: "wm-weigh", novalidate: true, submit },
      h("p", {}, t("weights.help")),
      h("div", { class: "wm-weight-fields" }, renderFields(state.link.weights || {}, isChanged)),
      h("p", { role: "status" }),
      h("p", { class: "wm-actions" }, use, reset),
    );
    return form;
  }

  /**
   * @param {Record<string, number>} weights
   * @param {boolean} isChanged
   */
  function renderFields(weights, isChanged) {
    return tree.factors.map(({ id, label, weight }) => {
      const name = `weight-${id}`;
      const limits = { min: "0", max: "100", step: "5" };
      const value = String(weights[id] ?? weight);
      return h(
        "div",
        {},
        h("label", { for: name }, parseHtml(label)),
        h("input", { id: name, type: "number", inputmode: "numeric", ...limits, value }),
        isChanged && h("small", {}, t("weights.authors", { weight })),
      );
    });
  }

  /**
   * Read the weights, scaled to their total.
   *
   * @param {HTMLFormElement} form
   * @returns {Record<string, number> | null} null if all are zero
   */
  function readWeights(form) {
    const inputs = findAll(form, "input", HTMLInputElement);
    const numbers = inputs.map(({ value }) => Math.max(0, Math.round(Number(value) || 0)));
    if (!numbers.some(Boolean)) return null;
    const shares = apportion(TOTAL, numbers);
    return Object.fromEntries(tree.factors.map(({ id }, index) => [id, shares[index]]));
  }

  return { renderWeights };
})();
