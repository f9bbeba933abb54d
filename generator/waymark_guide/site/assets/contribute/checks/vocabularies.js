/**
 * Checks the themes and the summary of a case, as generator/waymark_guide/checks/lists/vocabularies.py does. This
 * script needs no page.
 */
const ContributeChecksVocabularies = (() => {
  "use strict";

  /** @param {CheckSubject} subject */
  function checkThemes({ record, names, rules, report, t }) {
    const themes = names.known["vocabulary:themes"] || {};
    for (const [theme, index] of ContributeValues.enumerate(record.themes)) {
      const others = (names.users[theme] || []).filter((id) => id !== record.id);
      const own = record.themes.filter((/** @type {string} */ id) => id === theme);
      if (Object.hasOwn(themes, theme) && others.length + own.length < rules.least_users)
        report("704", ["themes", index], t("704.message", { theme: themes[theme] }));
    }
  }

  /** @param {CheckSubject} subject */
  function checkSummary({ record, rules, report, t }) {
    const { summary, need, what_happened, why_it_worked, what_it_needed, where_it_might_not_fit } = record;
    if (summary === undefined) return;
    const texts = [need, what_happened, why_it_worked, what_it_needed, where_it_might_not_fit];
    if (texts.some((text) => simplify(text).includes(simplify(summary)))) report("601", ["summary"], t("601.message"));
    const markup = new RegExp(rules.patterns.markup).exec(summary);
    if (markup) report("602", ["summary"], t("602.message", { marked: markup[0] }));
  }

  /**
   * Return a text in lower case, without line breaks, double blanks and full stops at its end.
   *
   * @param {string} [text]
   */
  const simplify = (text = "") => text.toLowerCase().split(/\s+/).filter(Boolean).join(" ").replace(/\.+$/, "");

  return { checkThemes, checkSummary };
})();
