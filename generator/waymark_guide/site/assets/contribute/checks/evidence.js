/**
 * Checks the figures of a case and its levels of evidence, as generator/waymark_guide/checks/cases/evidence.py does.
 * This script needs no page.
 */
const ContributeChecksEvidence = (() => {
  "use strict";

  const { enumerate } = ContributeValues;

  /** @param {CheckSubject} subject */
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
    return [...new Set(ids.map((id) => (own.has(id) ? own.get(id).kind : names.kinds[id]) || ""))];
  }

  return { checkEvidence };
})();
