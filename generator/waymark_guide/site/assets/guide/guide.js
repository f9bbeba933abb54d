/**
 * Runs a guide: one question in each view, all state in the fragment of the address. Without script, the page links to
 * the same questions as pages.
 */
(() => {
  "use strict";
  const { h, findAll, loadScript } = SharedPage;
  const { data, tree, t } = GuideData;
  const { getFragment, goTo } = GuideHistory;
  const { root, showView } = GuideViewFrame;

  const start = [...root.childNodes];
  const state = new GuideState.ReaderState(tree);
  /** Undefined until the cases have come; null if they cannot be loaded. @type {GuideCase[] | null | undefined} */
  let cases;
  let isResultLoaded = false;
  /** @type {Promise<void> | undefined} */
  let casesLoad;

  /** @type {GuideActions} */
  const actions = {
    goTo,
    answer(answers) {
      const proceed = () => goTo(state.writeView(answers));
      if (state.isFinished(answers)) whenResultIsLoaded(proceed);
      else proceed();
    },
    change(id) {
      state.changingId = id;
    },
    startAgain() {
      state.forget();
      goTo("");
    },
  };

  /**
   * Load what evaluates answers and renders a result, while the reader reads the first question. If it cannot be
   * loaded, the next call tries again.
   */
  async function loadResult() {
    await loadScript(data.script);
    state.findLeaders = GuideEvaluation.findLeaders;
    isResultLoaded = true;
  }

  /**
   * Do something when a result can be rendered: at once if everything is here. The answers stay in the address if it
   * never comes.
   *
   * @param {() => void} proceed
   */
  function whenResultIsLoaded(proceed) {
    if (isResultLoaded) proceed();
    else loadResult().then(proceed, showFailure);
  }

  function showFailure() {
    root.querySelector(".wm-problem")?.remove();
    const words = [h("h2", {}, t("problem")), h("p", {}, t("result_failed"))];
    root.prepend(h("div", { class: "wm-problem", role: "alert" }, words));
  }

  /** Load the cases. If they cannot be loaded, the next view tries again. */
  function loadCases() {
    const fail = () => {
      casesLoad = undefined;
      fillCases();
    };
    casesLoad ??= loadScript("data/guide-cases.js").then(fillCases, fail);
  }

  /** Render the cases in the result that is shown, if there is one. */
  function fillCases() {
    cases = globalThis.WaymarkData?.["data/guide-cases"] ?? null;
    const view = root.querySelector(".wm-result");
    if (view) GuideResultCases.fillCases(view, state, cases);
  }

  /** @param {boolean} isFirst */
  function showResult(isFirst) {
    const evaluation = GuideEvaluation.evaluateState(state, cases);
    const view = GuideResultView.renderResult(state, evaluation, cases, actions);
    showView([view], t("heading.result"), isFirst);
  }

  /**
   * @param {string} fragment
   * @param {boolean} isFirst
   */
  function show(fragment, isFirst) {
    const replay = state.readAddress(fragment);
    if (!replay) return showView(start, "", isFirst);
    loadResult().catch(() => {}); // the reader is told where the result is needed
    loadCases();
    if (replay.next) GuideQuestionView.showQuestion(state, replay, replay.next, actions, isFirst);
    else whenResultIsLoaded(() => fragment === getFragment() && showResult(isFirst));
  }

  /**
   * Follow a link to an element of this page without touching the fragment, which holds the answers.
   *
   * @param {MouseEvent} event
   */
  function followPageLink(event) {
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    const id = link && link.getAttribute("href")?.slice(1);
    if (!id || id.includes("=") || event.defaultPrevented || !getFragment().includes("=")) return;
    const target = document.getElementById(`cited-${id}`) || document.getElementById(id);
    if (!target) return;
    event.preventDefault();
    for (let details = target.closest("details"); details; details = details.parentElement?.closest("details") || null)
      details.open = true;
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  function openForPrint() {
    const selector = ".wm-part--cautions details, .wm-part--why details";
    for (const details of findAll(root, selector, HTMLDetailsElement)) details.open = true;
  }

  document.addEventListener("click", followPageLink);
  addEventListener("beforeprint", openForPrint);
  for (const link of findAll(root, "[data-start]", HTMLAnchorElement))
    link.href = `#${EngineUrlFragment.writeFragment(tree, { answers: {} })}`;
  for (const link of findAll(document, "[data-script]", HTMLElement)) link.hidden = false;
  GuideHistory.start(show);
})();
