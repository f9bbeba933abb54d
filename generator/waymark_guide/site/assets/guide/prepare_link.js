/**
 * The links from a guide back to the page Prepare, with the facts that came from there and the answers that were given
 * here.
 */
const GuidePrepareLink = (() => {
  "use strict";
  const { h, resolvePath } = SharedPage;
  const { data, t } = GuideData;
  const { writeFacts } = GuideFacts;

  /** The parts of an address of Prepare that hold something else than facts. */
  const OTHER_PART = /^(v|u|t|n\.[^=]*)=/;

  /**
   * Render a link to Prepare. Notes do not travel with the facts: the link takes them from the last address of Prepare
   * in this tab, if the browser tells it.
   *
   * @param {Facts} facts
   * @param {Record<string, string>} attributes
   * @param {string} words
   */
  function renderLink(facts, attributes, words) {
    const fragment = writeFacts(facts);
    const href = `${resolvePath("prepare/")}#${fragment}`;
    const click = () => (link.hash = [...findOtherParts(link.href), fragment].join("&"));
    const link = h("a", { ...attributes, href, click }, words);
    return link;
  }

  /**
   * Find what the last address of Prepare in this tab holds besides facts.
   *
   * @param {string} href
   * @returns {string[]}
   */
  function findOtherParts(href) {
    const getPath = (/** @type {string} */ url) => new URL(url).pathname.replace(/index\.html$/, "");
    const { navigation } = /** @type {any} */ (globalThis);
    /** @type {{url: string | null}[]} */
    const entries = navigation?.entries?.() || [];
    const last = entries.findLast(({ url }) => url && getPath(url) === getPath(href));
    const parts = new URL(last?.url || href).hash.slice(1).split("&");
    return parts.filter((part) => OTHER_PART.test(part));
  }

  /**
   * Render the link back at the first question.
   *
   * @param {ReaderState} state
   * @param {Replay} replay
   * @returns {HTMLElement | null} null if the reader did not come from Prepare
   */
  function renderBackToPrepare(state, replay) {
    if (!data.prepare || !state.facts.size) return null;
    return renderLink(state.listFacts(replay), { class: "wm-back" }, t("back"));
  }

  /**
   * Render the link at a result.
   *
   * @param {ReaderState} state
   * @param {Replay} replay
   * @returns {HTMLElement | null} null if this guide asks for no fact of Prepare
   */
  function renderPrepareNote(state, replay) {
    const facts = state.listFacts(replay);
    if (!data.prepare || !facts.size) return null;
    const origins = replay.asked.map((id) => state.findOrigin(id, replay.answers[id]));
    const count = origins.filter((origin) => origin === "from_prepare").length;
    return h(
      "p",
      { class: "wm-prepared" },
      count > 0 && [t("prepare.from", { count }), " "],
      renderLink(facts, {}, t(state.facts.size ? "prepare.back" : "prepare.take")),
    );
  }

  return { renderBackToPrepare, renderPrepareNote };
})();
