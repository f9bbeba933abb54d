/** Links to other guides carry the answers to the questions that they ask too. */
const GuideOtherGuides = (() => {
  "use strict";
  const { findAll } = SharedPage;
  const { data, getQuestion } = GuideData;
  const { writeFacts } = GuideFacts;

  const GUIDE_PATH = /\/decision-trees\/([a-z0-9-]+)\/(?:index\.html)?$/;

  /**
   * Add answers to the links to other guides: all facts if the reader came from Prepare, and otherwise those for which
   * the other guide asks.
   *
   * @param {Element} view
   * @param {ReaderState} state
   * @param {Replay} replay
   */
  function carryAnswers(view, state, replay) {
    const fragment = state.facts.size && writeFacts(state.listFacts(replay));
    for (const link of findAll(view, "a[href]", HTMLAnchorElement)) {
      const guide = GUIDE_PATH.exec(link.pathname)?.[1];
      if (!guide) continue;
      if (!fragment) addSharedAnswers(link, data.guides[guide], replay);
      else if (link.pathname !== location.pathname) link.hash = fragment;
    }
  }

  /**
   * Put the answers to shared questions into a link.
   *
   * @param {HTMLAnchorElement} link
   * @param {Record<string, string> | undefined} questions  fact → id of the question that asks for it there
   * @param {Replay} replay
   */
  function addSharedAnswers(link, questions, { asked, answers }) {
    const parts = asked.flatMap((id) => {
      const other = questions?.[getQuestion(id).fact || ""];
      return other && answers[id] !== "?" ? [`${other}=${[answers[id]].flat().join()}`] : [];
    });
    const [href] = String(link.getAttribute("href")).split("#");
    if (parts.length) link.setAttribute("href", `${href}#${parts.join("&")}`);
  }

  return { carryAnswers };
})();
