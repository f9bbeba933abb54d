/**
 * The checks that are only for cases: references, dates, places and evidence, as in
 * generator/waymark_guide/checks/cases/, and themes and summaries, as in lists/vocabularies.py. This script needs no
 * page.
 */
const ContributeChecksCases = (() => {
  "use strict";

  const { enumerate, getOwn } = ContributeValues;
  const { findNearest } = ContributeSuggest;
  const { formatDate, getFirstDay, getLastDay } = ContributeDates;
  const { findByLabel, suggestId } = ContributeChecksEverywhere;

  /**
   * Check the answers to the guides' questions.
   *
   * @param {CheckSubject} subject
   */
  function checkFacts(subject) {
    const { names, record, rules, report, t } = subject;
    const { questions, questions_now: now } = names;
    for (const [name, answers] of Object.entries(record.facts || {})) {
      if (Object.hasOwn(questions, name)) {
        checkAnswers(subject, name, answers);
        continue;
      }
      const ids = Object.keys(questions);
      const suggestion = getOwn(now, name) || findNearest(name, ids, rules.near);
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

  /**
   * Check that the sources of figures and quotations are listed.
   *
   * @param {CheckSubject} subject
   */
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

  /**
   * Check that a case is not related to itself.
   *
   * @param {CheckSubject} subject
   */
  function checkRelations({ record, report, t }) {
    for (const [relation, index] of enumerate(record.relations))
      if (relation.case !== undefined && relation.case === record.id)
        report("211", ["relations", index, "case"], t("211.message"));
  }

  /**
   * Check that the dates are in order, and not in the future.
   *
   * @param {CheckSubject} subject
   */
  function checkDates({ record, today, report, t }) {
    const { started, ended } = record.dates || {};
    const path = ["dates", "ended"];
    if (started && ended && getLastDay(ended) < getFirstDay(started))
      report("301", path, t("301.message", { ended: formatDate(ended), started: formatDate(started) }));
    if (ended && record.status === "active" && getLastDay(ended) < today)
      report("302", path, t("302.message", { ended: formatDate(ended) }));
    for (const [eventPath, day, what] of listDatedEvents(record, t))
      if (day && day > today) report("303", eventPath, t("303.message", { what, day: formatDate(day) }));
  }

  /**
   * List everything that a case says was done on a day, with the day if there is one.
   *
   * @param {any} record
   * @param {Translate} t
   * @returns {[FieldPath, string | undefined, string][]}
   */
  function listDatedEvents({ review, evidence, sources, published, changes }, t) {
    /** @type {[FieldPath, string | undefined, string][]} */
    const events = [
      [["review", "last_verified"], review?.last_verified, t("303.opened")],
      [["evidence", "assessed_on"], evidence?.assessed_on, t("303.judged")],
    ];
    for (const [{ accessed, title }, index] of enumerate(sources))
      if (accessed)
        events.push([["sources", index, "accessed"], getFirstDay(accessed), t("303.source_opened", { title })]);
    events.push([["published"], published, t("303.published")]);
    for (const [{ date }, index] of enumerate(changes))
      events.push([["changes", index, "date"], date, t("303.changed")]);
    return events;
  }

  /**
   * Check the codes and coordinates of places.
   *
   * @param {CheckSubject} subject
   */
  function checkPlaces(subject) {
    const { record, rules, letter, report, t } = subject;
    for (const [place, index] of enumerate(record.places)) {
      const path = ["places", index];
      const { gss, scope } = place;
      const beginnings = getOwn(rules.codes_by_scope, scope) || [];
      if (gss && beginnings.length && !beginnings.some((beginning) => gss.startsWith(beginning))) {
        const fix = t("311.fix", { beginnings: beginnings.join(", "), fix: rules.rules[`${letter}311`].fix });
        report("311", [...path, "gss"], t("311.message", { code: gss, scope }), { fix });
      }
      checkCoordinates(subject, path, place);
    }
  }

  /**
   * @param {CheckSubject} subject
   * @param {FieldPath} path
   * @param {{name: string, lat?: number, lon?: number}} place
   */
  function checkCoordinates({ rules, report, t }, path, { name, lat, lon }) {
    if ((lat === undefined) !== (lon === undefined)) {
      const [present, missing] = lon === undefined ? ["lat", "lon"] : ["lon", "lat"];
      report("312", [...path, present], t("312.message", { name, given: present, lacking: missing }));
    }
    for (const [field, number] of Object.entries({ lat, lon })) {
      const rounded = Number(number?.toFixed(rules.most_decimals));
      if (number === undefined || rounded === number) continue;
      const value = Number.isInteger(rounded) ? `${rounded}.0` : rounded;
      report("313", [...path, field], t("313.message", { field, name }), { fix: t("313.fix", { field, value }) });
    }
  }

  /**
   * Check the figures, and the levels of evidence.
   *
   * @param {CheckSubject} subject
   */
  function checkEvidence(subject) {
    const { record, damagedFields, report, t } = subject;
    for (const [figure, index] of enumerate(record.figures)) {
      const path = ["figures", index];
      const { label, unit, evidence_level: level } = figure;
      const isMoney = unit !== undefined && (unit.toUpperCase().startsWith("GBP") || unit.includes("£"));
      if (isMoney && figure.price_year === undefined)
        report("401", path, t("401.message", { label }), { at: [...path, "price_year"] });
      if (figure.kind === "saving-claimed" && figure.cashable === undefined)
        report("402", path, t("402.message", { label }), { at: [...path, "cashable"] });
      const ids = enumerate(figure.sources).map(([id]) => id);
      if (level !== undefined) checkLevel(subject, [...path, "evidence_level"], level, ids, `"${label}"`);
    }
    const listed = enumerate(record.sources).map(([entry]) => (typeof entry === "string" ? entry : entry.id));
    if (!damagedFields.has("sources") && record.evidence?.level !== undefined)
      checkLevel(subject, ["evidence", "level"], record.evidence.level, listed, t("501.this_case"));
  }

  /**
   * Check that the kinds of the sources are strong enough for a level of evidence.
   *
   * @param {CheckSubject} subject
   * @param {FieldPath} path
   * @param {string} level
   * @param {string[]} sources  their ids
   * @param {string} what  the figure or the case, in words
   */
  function checkLevel(subject, path, level, sources, what) {
    const { rules, report, t } = subject;
    const { measured, compared, strong } = rules.evidence;
    if (!/^\d+$/.test(level) || Number(level) < measured) return;
    const kinds = findKinds(subject, sources);
    if (!kinds) return; // The unknown source has a finding of its own.
    const stated = kinds
      .filter(Boolean)
      .map((kind) => kind.replace(/-/g, " "))
      .sort()
      .join(t("501.or"));
    const isUnsure = kinds.includes("");
    const more = {
      severity: isUnsure || path[0] === "figures" ? "warning" : "error",
      ...(isUnsure ? { fix: t("501.add_kind") } : {}),
    };
    const message = t("501.message", { what, level, kinds: stated || t("501.no_kind") });
    if (Number(level) >= compared && !kinds.some((kind) => strong.includes(kind))) report("502", path, message, more);
    else if (kinds.every((kind) => kind === "self-report" || !kind)) report("501", path, message, more);
  }

  /**
   * Find the kinds of sources, each once. The kind of a source that has none is empty.
   *
   * @param {CheckSubject} subject
   * @param {string[]} ids
   * @returns {string[] | undefined} undefined if a source is unknown
   */
  function findKinds({ record, names, listIds }, ids) {
    const own = new Map(
      enumerate(record.sources)
        .filter(([{ id }]) => id !== undefined)
        .reverse()
        .map(([entry]) => [entry.id, entry]),
    );
    if (ids.some((id) => !own.has(id) && !Object.hasOwn(listIds("shared"), id))) return undefined;
    return [...new Set(ids.map((id) => (own.has(id) ? own.get(id).kind : getOwn(names.kinds, id)) || ""))];
  }

  /**
   * Check that each theme has enough cases.
   *
   * @param {CheckSubject} subject
   */
  function checkThemes({ record, names, rules, report, t }) {
    const themes = names.known["vocabulary:themes"] || {};
    for (const [theme, index] of enumerate(record.themes)) {
      const others = (getOwn(names.users, theme) || []).filter((id) => id !== record.id);
      const own = record.themes.filter((/** @type {string} */ id) => id === theme);
      if (Object.hasOwn(themes, theme) && others.length + own.length < rules.least_users)
        report("704", ["themes", index], t("704.message", { theme: themes[theme] }));
    }
  }

  /**
   * Check that the summary does not repeat the text, and has no markup.
   *
   * @param {CheckSubject} subject
   */
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

  return {
    ...{ checkFacts, checkCitedSources, checkRelations, checkDates, checkPlaces, checkEvidence },
    ...{ checkThemes, checkSummary },
  };
})();
