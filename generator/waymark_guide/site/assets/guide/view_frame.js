/**
 * What is around every view of a guide: its place on the page, its title, and the links and buttons that lead out of
 * it.
 *
 * @typedef {object} GuideActions  What the views can do.
 * @property {(fragment: string) => void} goTo  Go to the view of a fragment.
 * @property {(answers: Answers) => void} answer  Go to the view to which answers lead.
 * @property {(id: string) => void} change  Note that the reader is changing an answer.
 * @property {() => void} startAgain
 */
const GuideViewFrame = (() => {
  "use strict";
  const { h, find } = SharedPage;
  const { tree, t } = GuideData;
  const { toPlainText } = GuideElements;
  const { renderBackToPrepare } = GuidePrepareLink;

  const root = find(document, "[data-module=guide]", HTMLElement);
  const about = document.querySelector("[data-about]");
  const pageTitle = document.title;

  /** @param {string} heading  empty at the start */
  function setTitle(heading) {
    document.title = heading ? `${heading} - ${pageTitle}` : pageTitle;
  }

  /**
   * Show a view in place of the one before, and take the reader to its heading.
   *
   * @param {Node[]} nodes
   * @param {string} heading
   * @param {boolean} isFirst  whether the browser has just opened the page, and leads the reader itself
   */
  function showView(nodes, heading, isFirst) {
    root.replaceChildren(...nodes);
    setTitle(heading);
    if (about instanceof HTMLDetailsElement) about.open = !heading;
    if (isFirst) return;
    scrollTo(0, 0);
    root.querySelector("h1")?.focus({ preventScroll: true });
  }

  /**
   * Render the link back: to the question before, or to where the reader was before changing an answer.
   *
   * @param {ReaderState} state
   * @param {Replay} replay
   * @param {GuideActions} actions
   */
  function renderBack(state, replay, { goTo }) {
    const changeOrigin = state.writeBeforeChange(replay);
    const previousId = replay.asked.at(-1);
    const toPrepare = !previousId && changeOrigin === null && renderBackToPrepare(state, replay);
    if (toPrepare) return toPrepare;
    const fragment = changeOrigin ?? (previousId ? state.writeChange(previousId) : "");
    /** @param {Event} event */
    const click = (event) => {
      event.preventDefault();
      goTo(fragment);
    };
    return h("a", { class: "wm-back", href: `#${fragment}`, click }, t("back"));
  }

  const renderCaption = () => h("p", { class: "wm-caption" }, toPlainText(tree.title));

  /** @param {GuideActions} actions */
  const renderStartAgain = ({ startAgain }) =>
    h("button", { type: "button", class: "wm-button wm-button--quiet", click: startAgain }, t("start_again"));

  return { root, setTitle, showView, renderBack, renderCaption, renderStartAgain };
})();
