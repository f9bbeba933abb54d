/**
 * Checks what a case refers to and only cases have: answers to the guides' questions, cited sources, and relations to
 * other cases, as generator/waymark_guide/checks/cases/case_references.py does. This script needs no page.
 */
const ContributeChecksCaseReferences = (() => {
  "use strict";

  const { findByLabel, suggestId } = ContributeChecksReferences;
  const { findNearest } = ContributeSuggest;
  const { enumerate } = ContributeValues;

  /** @param {CheckSubject} subject */
  function checkFacts(subject) {
    const { names, record, rules, report, t } = subject;
    const { questions, questions_now: now } = names;
    for (const [name, answers] of Object.entries(record.facts || {})) {
      if (Object.hasOwn(questions, name)) {
        checkAnswers(subject, name, answers);
        continue;
      }
      const ids = Object.keys(questions);
      const suggestion = now[name] || findNearest(name, ids, rules.near);
      const fix = suggestId(subject, suggestion, ids, t("205.guides"));
      report("205", ["facts", name], t("205.no_question", { name }), { fix, suggestion });
    }
  }

  /**
   * @param {CheckSubject} subject
   * @param {string} name  the id of the question
   * @param {string[]} answers
   */
  function checkAnswers(subject, name, answers) {
    const { names, rules, report, t } = subject;
    const options = names.questions[name];
    const ids = Object.keys(options);
    for (const [answer, index] of ids.length ? enumerate(answers) : []) {
      if (ids.includes(answer)) continue;
      const suggestion = findByLabel(answer, options) || findNearest(answer, ids, rules.near);
      const fix = suggestId(subject, suggestion, ids);
      report("206", ["facts", name, index], t("206.message", { answer, name }), { fix, suggestion });
    }
  }

  /** @param {CheckSubject} subject */
  function checkCitedSources({ record, damagedFields, listIds, report, t }) {
    const listed = enumerate(record.sources).map(([entry]) => (typeof entry === "string" ? entry : entry.id));
    /** @type {[FieldPath, string][]} */
    const cited = enumerate(record.figures).flatMap(([figure, index]) =>
      enumerate(figure.sources).map(([id, number]) => [["figures", index, "sources", number], id]),
    );
    for (const [quote, index] of enumerate(record.quotes)) cited.push([["quotes", index, "source"], quote.source]);
    for (const [path, source] of damagedFields.has("sources") ? [] : cited)
      if (!listed.includes(source) && source !== undefined && Object.hasOwn(listIds("shared"), source))
        report("403", path, t("403.message", { source }));
  }

  /** @param {CheckSubject} subject */
  function checkRelations({ record, report, t }) {
    for (const [relation, index] of enumerate(record.relations))
      if (relation.case !== undefined && relation.case === record.id)
        report("211", ["relations", index, "case"], t("211.message"));
  }

  return { checkFacts, checkCitedSources, checkRelations };
})();
