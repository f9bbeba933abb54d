/**
 * Checks that the recommended fields are filled in, as generator/waymark_guide/checks/everywhere/completeness.py does.
 * This script needs no page.
 */
const ContributeChecksCompleteness = (() => {
  "use strict";

  const { enumerate, isMap } = ContributeValues;
  const { chooseBranch } = ContributeShape;

  /**
   * @param {CheckSubject} subject
   * @param {RecordShape} [shape]
   * @param {any} [record]  what was decoded by the shape
   * @param {FieldPath} [path]
   */
  function checkRecommended(subject, shape = subject.shape, record = subject.record, path = []) {
    const { damagedFields, nameThing, report, t } = subject;
    for (const { name, says = "", level, of } of shape.fields) {
      const value = record[name];
      const at = [...path, name];
      if (level === "recommended" && isEmpty(value)) {
        if (!path.length && damagedFields.has(name)) continue;
        const description = ContributeText.lowerFirst(says);
        report("610", path, t("610.message", { owner: nameThing(path), name, description }), { at });
      } else if (Array.isArray(value) && of.is === "list") {
        for (const [entry, index] of enumerate(value)) {
          const inner = isMap(entry) && chooseBranch(of.of, entry);
          if (inner && inner.is === "record") checkRecommended(subject, inner, entry, [...at, index]);
        }
      } else if (isMap(value) && of.is === "record") checkRecommended(subject, of, value, at);
    }
  }

  /** @param {any} value */
  const isEmpty = (value) =>
    value === undefined ||
    value === "" ||
    (Array.isArray(value) && !value.length) ||
    (isMap(value) && Object.values(value).every((inner) => inner === undefined));

  /** @param {CheckSubject} subject */
  function checkEnding({ record, damagedFields, report, t }) {
    const { status, status_note: note } = record;
    if (["ended", "unknown"].includes(status) && note === undefined && !damagedFields.has("status_note"))
      report("611", ["status"], t(`611.${status}`), { at: ["status_note"] });
  }

  return { checkRecommended, checkEnding };
})();
