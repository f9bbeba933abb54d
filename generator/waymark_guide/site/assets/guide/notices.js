/** The notices above a view: what a reader should know about the link, and which answers came from elsewhere. */
const GuideNotices = (() => {
  "use strict";
  const { h } = SharedPage;
  const { tree, t, getQuestion } = GuideData;
  const { toPlainText, renderAnswers } = GuideElements;

  /** @param {...Child} children */
  const renderNote = (...children) => h("div", { class: "wm-note" }, ...children);

  /**
   * Render the notices about the link.
   *
   * @param {ReaderState} state
   * @param {string} [outdated]  the words about a link that an earlier version of the guide made
   */
  function renderLinkNotices({ link: { dropped, version } }, outdated) {
    const notes = [];
    if (dropped.length) {
      const rows = dropped.map((part) => h("li", {}, describeDropped(part)));
      notes.push(renderNote(h("p", {}, t("damaged")), h("ul", {}, rows)));
    }
    if (version && version !== tree.version) {
      const words = outdated || t("outdated.unknown", { old: version, version: tree.version });
      notes.push(renderNote(h("p", {}, words)));
    }
    return notes;
  }

  /**
   * Say why a part of the link could not be used: `question`, `question=option`, or anything else.
   *
   * @param {string} part
   */
  function describeDropped(part) {
    const [id, value] = part.split("=");
    const isAnswer = value && tree.questions.some((question) => question.id === id);
    if (!isAnswer) return t("dropped.other", { piece: part });
    return t("dropped.option", { value, question: toPlainText(getQuestion(id).text) });
  }

  /**
   * Render the answers that came from Prepare or from another guide.
   *
   * @param {ReaderState} state
   * @param {GuideActions} actions
   */
  function renderCarried(state, actions) {
    if (state.link.version || !state.carriedIds.size) return null;
    const ids = [...state.carriedIds].filter((id) => id in state.answers);
    const answers = renderAnswers(ids, state.answers, state, actions, false);
    if (!state.facts.size) return renderNote(h("p", {}, t("already")), answers);
    const summary = h("summary", {}, t("already_prepared", { count: ids.length }));
    return renderNote(h("details", { class: "wm-brought" }, summary, answers));
  }

  return { renderLinkNotices, renderCarried };
})();
