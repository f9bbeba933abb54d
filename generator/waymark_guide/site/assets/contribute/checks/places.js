/**
 * Checks the codes and coordinates of the places of a case, as generator/waymark_guide/checks/cases/places.py does.
 * This script needs no page.
 */
const ContributeChecksPlaces = (() => {
  "use strict";

  /** @param {CheckSubject} subject */
  function checkPlaces(subject) {
    const { record, rules, letter, report, t } = subject;
    for (const [place, index] of ContributeValues.enumerate(record.places)) {
      const path = ["places", index];
      const { gss, scope } = place;
      const beginnings = rules.codes_by_scope[scope] || [];
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
      const [given, lacking] = lon === undefined ? ["lat", "lon"] : ["lon", "lat"];
      report("312", [...path, given], t("312.message", { name, given, lacking }));
    }
    for (const [field, number] of Object.entries({ lat, lon })) {
      const rounded = Number(number?.toFixed(rules.most_decimals));
      if (number === undefined || rounded === number) continue;
      const value = Number.isInteger(rounded) ? `${rounded}.0` : rounded;
      report("313", [...path, field], t("313.message", { field, name }), { fix: t("313.fix", { field, value }) });
    }
  }

  return { checkPlaces };
})();
