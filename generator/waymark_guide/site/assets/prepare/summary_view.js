/** The summary of the questionnaire: every question with its answer and its notes. */
const PrepareSummaryView = (() => {
  "use strict";

  const { h, getToday, formatDay } = SharedPage;
  const { UNKNOWN, listGathers } = PrepareAnswers;

  /** @param {PreparePage} page */
  function renderSummary(page) {
    const { data, answers, form, t } = page;
    const gathers = listGathers(data);
    const sections = data.sections.map((section) => {
      const items = section.gathers.map((gather) => {
        const question = `${gathers.indexOf(gather) + 1}. ${form.getHeading(gather.id)}`;
        return h("div", {}, h("dt", {}, question), h("dd", {}, ...renderAnswer(gather, page)));
      });
      return [h("h3", {}, form.getHeading(section.id)), h("dl", {}, ...items)];
    });
    return h(
      "article",
      { class: "wm-summary" },
      h("h2", { tabindex: "-1" }, answers.title ? t("summary_of", { title: answers.title }) : t("summary")),
      h("p", { class: "wm-small" }, t("printed", { date: formatDay(getToday(), t("dates")) })),
      h("div", { class: "wm-prepare__screen" }, h("p", {}, t("summary_help")), page.renderActions("print")),
      ...sections,
      renderOtherNotes(page),
    );
  }

  /**
   * Render the answer to one question, with its note.
   *
   * @param {PrepareGather} gather
   * @param {PreparePage} page
   * @returns {Child[]}
   */
  function renderAnswer({ id, facts }, page) {
    const { answers, form, t } = page;
    const note = answers.notes.get(id);
    const isUnknown = answers.unknown.has(id);
    const name = `not-known.${id}`;
    return [
      ...facts.map((fact) => renderFact(fact.id, page)),
      isUnknown && h("p", {}, h("strong", {}, form.getOptionText(name, UNKNOWN)), " ", form.copyHelp(name)),
      !isUnknown && !facts.length && !note && h("p", {}, t("not_answered")),
      note && h("p", { class: "wm-summary__note" }, h("span", { class: "wm-small" }, t("notes")), h("br"), note),
    ];
  }

  /**
   * @param {string} id
   * @param {PreparePage} page
   */
  function renderFact(id, { answers, form, t }) {
    const chosen = answers.facts.get(id);
    const labels = chosen?.map((value) => form.getOptionText(id, value)).join("; ");
    return h(
      "p",
      {},
      h("span", { class: "wm-small" }, form.getFactText(id)),
      h("br"),
      chosen ? h("strong", {}, labels) : t("not_answered"),
      chosen?.[0] === UNKNOWN && [" ", form.copyHelp(id)],
    );
  }

  /**
   * Render the notes on questions that the questionnaire no longer has.
   *
   * @param {PreparePage} page
   * @returns {Child}
   */
  function renderOtherNotes({ data, answers, t }) {
    const ids = listGathers(data).map(({ id }) => id);
    const items = [...answers.notes]
      .filter(([id]) => !ids.includes(id))
      .map(([id, note]) => h("div", {}, h("dt", {}, id), h("dd", {}, h("p", { class: "wm-summary__note" }, note))));
    return items.length > 0 && [h("h3", {}, t("others")), h("dl", {}, ...items)];
  }

  return { renderSummary };
})();
