/**
 * Checks the dates of a case, as generator/waymark_guide/checks/cases/dates.py and everywhere/upkeep.py do. This script
 * needs no page.
 */
const ContributeChecksDates = (() => {
  "use strict";

  const { enumerate } = ContributeValues;
  const { formatDate, getFirstDay, getLastDay, countMonths } = ContributeDates;

  /** @param {CheckSubject} subject */
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

  /** @param {CheckSubject} subject */
  function checkUpkeep({ record, rules, today, report, t }) {
    const { last_verified: verified, next_review: next } = record.review || {};
    if (next && next < today) report("701", ["review", "next_review"], t("701.message", { day: formatDate(next) }));
    if (record.status === "active" && verified && countMonths(verified, today) >= rules.confirmed_for)
      report("703", ["review", "last_verified"], t("703.message", { day: formatDate(verified) }));
  }

  return { checkDates, checkUpkeep };
})();
