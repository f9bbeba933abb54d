/**
 * The view of a result, the plain answer first. Without script, the linked steps and the table of the guide say the
 * same.
 */
const GuideResultView = (() => {
  "use strict";
  const { h, find, findAll, copyText } = SharedPage;
  const { data, tree, t } = GuideData;
  const { parseHtml, copyTemplate, renderAnswers } = GuideElements;
  const { renderSection, renderList, joinNames, nameOutcomes, copyPart } = GuideResultElements;
  const { renderLinkNotices } = GuideNotices;
  const { renderPrepareNote } = GuidePrepareLink;
  const { renderBack, renderCaption, renderStartAgain } = GuideViewFrame;
  const { renderAnswer, renderBlend } = GuideResultAnswer;
  const { renderWhy, renderDecidingAnswers } = GuideResultReasons;
  const { renderChanges } = GuideResultChanges;
  const { renderUnknowns } = GuideResultUnknowns;
  const { renderParts, renderRanking, renderAlongside, renderRuledOut } = GuideResultOutcomes;
  const { renderWeights } = GuideWeightsForm;
  const { renderCases } = GuideResultCases;
  const { carryAnswers } = GuideOtherGuides;
  const { listLeaders } = GuideEvaluation;

  /**
   * Say how the result differs from the one that an earlier version of the guide gave.
   *
   * @param {ReaderState} state
   * @param {OutcomeResult[]} leaders
   * @returns {string | undefined} undefined if the link does not name an earlier result
   */
  function compareVersions({ link: { outcome, version: old } }, leaders) {
    const now = leaders.map(({ id }) => id);
    const then = (outcome || "").split(",").filter(Boolean);
    if (!then.length) return undefined;
    const [before, after] = [then, now].map((ids) => joinNames(nameOutcomes(ids), "and"));
    const key = then.join() === now.join() ? "outdated.same" : "outdated.moved";
    return t(key, { then: before, now: after, old, version: tree.version });
  }

  /** Render the buttons that copy the link and print. */
  function renderActions() {
    const status = h("span", { role: "status" });
    /** @param {boolean} isCopied */
    const announce = (isCopied) => {
      if (isCopied) return status.replaceChildren(t("copied"));
      const field = h("input", { readonly: true, "aria-label": t("link"), value: location.href });
      status.replaceChildren(t("copy_by_hand"), " ", field);
      return field.select();
    };
    const button = { type: "button", class: "wm-button wm-button--quiet" };
    const copy = h("button", { ...button, click: () => copyText(location.href).then(announce) }, t("copy"));
    const printButton = h("button", { ...button, click: () => print() }, t("print"));
    return h("p", { class: "wm-actions" }, copy, printButton, status);
  }

  /**
   * Render the notes on the answers.
   *
   * @param {TreeResult} result
   */
  function renderNotes({ notes }) {
    const rows = notes.map(({ question, option }) => h("li", {}, parseHtml(data.notes[question]?.[option] || "")));
    return renderSection("notes", renderList(rows, {}, Infinity));
  }

  /**
   * Render the sources that the result cites, under the numbers that they have in the guide.
   *
   * @param {HTMLElement} view
   */
  function renderSources(view) {
    const ids = new Set(findAll(view, ".wm-cite", HTMLAnchorElement).map((link) => link.hash.slice(1)));
    const entries = findAll(document, "[data-sources] > li", HTMLLIElement).flatMap((source, index) => {
      if (!ids.has(source.id)) return [];
      const entry = /** @type {HTMLLIElement} */ (source.cloneNode(true));
      entry.id = `cited-${source.id}`;
      entry.value = index + 1;
      return [entry];
    });
    return renderSection("sources", entries.length > 0 && h("ol", { class: "wm-sources__list" }, entries));
  }

  /**
   * Render the links to the parts of the result, and give each part an id.
   *
   * @param {HTMLElement} view
   */
  function renderContents(view) {
    const entries = findAll(view, ".wm-part > h2", HTMLElement).map((heading, index) => {
      heading.id = `part-${index}`;
      return h("li", {}, h("a", { href: `#${heading.id}` }, heading.textContent));
    });
    return h("nav", { class: "wm-jumps", "aria-label": t("contents") }, h("ul", {}, entries));
  }

  /**
   * Render the whole view.
   *
   * @param {ReaderState} state
   * @param {FinishedEvaluation} evaluation
   * @param {GuideCase[] | null | undefined} cases  undefined until they have come, null if they cannot be loaded
   * @param {GuideActions} actions
   */
  function renderResult(state, evaluation, cases, actions) {
    const { result, asked, answers } = evaluation;
    const leaders = listLeaders(result);
    const recommended = result.gather_first ? [] : leaders;
    const unknowns = renderUnknowns(evaluation);
    const view = h(
      "article",
      { class: "wm-result" },
      renderBack(state, evaluation, actions),
      renderCaption(),
      h("h1", { tabindex: "-1" }, t("heading.result")),
      renderLinkNotices(state, compareVersions(state, leaders)),
      renderAnswer(evaluation, leaders),
      renderActions(),
      result.gather_first && unknowns,
      renderBlend(result),
      renderWhy(evaluation, leaders),
      renderDecidingAnswers(evaluation, leaders),
      !result.gather_first && unknowns,
      renderChanges(state, evaluation),
      renderRuledOut(result),
      renderParts("cautions", recommended),
      renderParts("steps", recommended),
      renderNotes(result),
      renderAlongside(result),
      renderRanking(result),
      renderWeights(state, result, actions),
      renderCases(evaluation, cases),
      renderSection("answers", renderAnswers(asked, answers, state, actions)),
      // These are hidden, and only count as cited.
      h(
        "p",
        { class: "wm-cited", hidden: true },
        recommended.map(({ id }) => copyPart(id, "sources")),
      ),
    );
    view.append(...[renderSources(view), copyTemplate("guide-version")].filter((node) => node instanceof Node));
    view.append(renderStartAgain(actions));
    find(view, ".wm-actions", HTMLElement).after(renderContents(view));
    const partWithNote = find(view, result.gather_first ? ".wm-answer" : ".wm-part--answers", HTMLElement);
    partWithNote.append(renderPrepareNote(state, evaluation) || "");
    carryAnswers(view, state, evaluation);
    return view;
  }

  return { renderResult };
})();
