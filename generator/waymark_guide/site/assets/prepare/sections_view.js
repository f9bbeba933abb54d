/**
 * The first view of the questionnaire: the list of its sections, what is still to find out, the guides that use the
 * answers, and what a reader can do with them.
 *
 * @typedef {{id: string, title: string, facts: string[]}} PrepareGuide
 * @typedef {PrepareQuestionnaire & {guides: PrepareGuide[], strings: Record<string, string>}} PrepareData
 * @typedef {object} PreparePage  What the views show and use.
 * @property {PrepareData} data
 * @property {InstanceType<typeof PrepareAnswerForm.AnswerForm>} form
 * @property {Translate} t
 * @property {PreparedAnswers} answers
 * @property {(view: string, text: string, attributes?: Record<string, AttributeValue>) => HTMLElement} renderLink
 * @property {(printKey: string) => HTMLElement} renderActions
 * @property {() => void} saveLater  writes the answers into the address after a pause
 */
const PrepareSectionsView = (() => {
  "use strict";

  const { h, resolvePath } = SharedPage;
  const { listFacts, isUnknown, countProgress, findUnknownGathers } = PrepareAnswers;
  const { SUMMARY } = PrepareSavedAnswers;

  /**
   * @param {PreparePage} page
   * @returns {Child[]}
   */
  function renderSections(page) {
    const { data, answers, t } = page;
    const { isTooMuch } = findUnknownGathers(data, answers);
    return [
      isTooMuch && renderUnknown(page),
      h("h2", {}, t("parts")),
      h("p", {}, t("parts_help")),
      h("ul", { class: "wm-tasks" }, ...data.sections.map((section) => renderSectionLink(section, page))),
      h("p", { class: "wm-onward" }, page.renderLink(SUMMARY, t("to_summary"), { class: "wm-button" })),
      !isTooMuch && renderUnknown(page),
      renderGuides(page),
      h(
        "section",
        { class: "wm-prepare__keep" },
        renderTitle(page),
        h("p", {}, t("kept")),
        page.renderActions("print_form"),
      ),
    ];
  }

  /**
   * Render the link to a section, with its progress.
   *
   * @param {PrepareSection} section
   * @param {PreparePage} page
   */
  function renderSectionLink({ id, gathers }, { answers, form, t, renderLink }) {
    const { state, done, all } = countProgress(answers, gathers);
    return h(
      "li",
      { class: "wm-task" },
      renderLink(id, form.getHeading(id), { "aria-describedby": `state-${id}` }),
      h(
        "span",
        { class: `wm-tag wm-task__state wm-task__state--${state}`, id: `state-${id}` },
        t(`state.${state}`),
        h("span", {}, ` ${done}/${all}`),
      ),
    );
  }

  /**
   * Render what is not known and how to find it out.
   *
   * @param {PreparePage} page
   */
  function renderUnknown(page) {
    const { data, answers, form, t } = page;
    const { isTooMuch, unknownCount, gathers } = findUnknownGathers(data, answers);
    if (!gathers.length) return null;
    const values = { unknown: unknownCount, all: listFacts(data).length, percent: data.gather_first };
    const items = gathers.map((gather) => {
      const link = h("a", { href: `#${gather.id}` }, form.getHeading(gather.id));
      return h("li", {}, h("p", {}, link), ...renderHelp(gather, page));
    });
    return h(
      "section",
      { class: `wm-prepare__gather${isTooMuch ? " wm-prepare__gather--first" : ""}` },
      h("h2", {}, t(isTooMuch ? "gather_first" : "to_find_out")),
      h("p", {}, isTooMuch ? t("gather_too_much", values) : t("gather_some")),
      h("ol", {}, ...items),
    );
  }

  /**
   * Render how to find out what is not known in one question.
   *
   * @param {PrepareGather} gather
   * @param {PreparePage} page
   */
  function renderHelp({ id, facts }, { answers, form }) {
    const unknown = facts.filter((fact) => isUnknown(answers, fact));
    if (!unknown.length) return [h("p", {}, form.copyHelp(`not-known.${id}`))];
    return unknown.map((fact) => {
      const name = unknown.length > 1 && [h("strong", {}, form.getFactText(fact.id)), " "];
      return h("p", {}, name, form.copyHelp(fact.id));
    });
  }

  /**
   * Render links to the guides that use the answers. A click on one adds the answers to its address.
   *
   * @param {PreparePage} page
   */
  function renderGuides({ data, answers, t }) {
    const guides = data.guides
      .map((guide) => ({ ...guide, count: guide.facts.filter((fact) => answers.facts.has(fact)).length }))
      .filter((guide) => guide.count)
      .sort((a, b) => b.count - a.count);
    const items = guides.map(({ id, title, count }) => {
      const link = h("a", { href: resolvePath(`decision-trees/${id}/`) }, title);
      return h("li", {}, link, " ", h("span", { class: "wm-small" }, t("guide_count", { count })));
    });
    return h(
      "section",
      { class: "wm-prepare__guides" },
      h("h2", {}, t("guides")),
      h("p", {}, t(guides.length ? "guides_help" : "guides_none")),
      guides.length > 0 && h("ul", {}, ...items),
    );
  }

  /** @param {PreparePage} page */
  function renderTitle({ answers, t, saveLater }) {
    const box = h("input", {
      id: "prepare-title",
      type: "text",
      autocomplete: "off",
      "aria-describedby": "prepare-title-hint",
      input: () => {
        answers.title = box.value;
        saveLater();
      },
    });
    box.value = answers.title;
    return h(
      "p",
      { class: "wm-prepare__title" },
      h("label", { for: "prepare-title" }, t("title")),
      h("span", { id: "prepare-title-hint", class: "wm-small" }, t("title_hint")),
      box,
    );
  }

  return { renderSections };
})();
