/**
 * Checks that every reference of a case leads somewhere, in fields and in prose, as
 * generator/waymark_guide/checks/everywhere/references.py does. This script needs no page.
 */
const ContributeChecksReferences = (() => {
  "use strict";

  const { walkTexts } = ContributeShape;
  const { findNearest } = ContributeSuggest;

  /** @type {Record<string, string>} The number of the rule for each kind of thing. */
  const NUMBERS = { approach: "201", source: "203", contributor: "204", fact: "205", "case-study": "207", tree: "209" };
  const VOCABULARY = "vocabulary:";
  /** What a link names instead of a page. */
  const NO_PAGE = "by";

  /** @param {CheckSubject} subject */
  function checkReferences(subject) {
    const { patterns, pages } = subject.rules;
    for (const { shape, path, value } of walkTexts(subject.shape, subject.record)) {
      if (shape.refers) {
        checkReference(subject, shape.refers, path, value);
        continue;
      }
      for (const citation of value.matchAll(new RegExp(patterns.citation, "g")))
        for (const id of citation[1].split(",")) checkReference(subject, "source", path, id.trim());
      for (const link of value.matchAll(new RegExp(patterns.link, "g")))
        if (link[2] !== NO_PAGE) checkReference(subject, pages[link[1]], path, link[2]);
    }
  }

  /**
   * @param {CheckSubject} subject
   * @param {string} kind
   * @param {FieldPath} path
   * @param {string} wanted
   */
  function checkReference(subject, kind, path, wanted) {
    const { rules, names, t, damagedFields } = subject;
    const known = subject.listIds(kind);
    if (Object.hasOwn(known, wanted) || (kind === "source" && damagedFields.has("sources"))) return;
    const ids = Object.keys(known);
    const present = names.now[kind]?.[wanted] || "";
    const suggestion = present || findNearest(wanted, ids, rules.near) || findByLabel(wanted, known);
    const vocabulary = kind.startsWith(VOCABULARY) && kind.slice(VOCABULARY.length);
    const word = vocabulary ? t("reference.list", { name: vocabulary }) : rules.words[kind] || kind;
    const home = vocabulary ? t("reference.vocabulary", { name: vocabulary }) : rules.homes[kind];
    const values = { kind: word, wanted, meant: suggestion };
    subject.report(
      vocabulary ? "202" : NUMBERS[kind],
      path,
      t(present ? "reference.renamed" : "reference.message", values),
      { fix: present ? t("reference.write", values) : suggestId(subject, suggestion, ids, home), suggestion },
    );
  }

  /**
   * Find the id with these words as its label.
   *
   * @param {string} label
   * @param {Record<string, string>} labels  by id
   */
  const findByLabel = (label, labels) =>
    Object.keys(labels).find((id) => labels[id].toLowerCase() === label.toLowerCase()) || "";

  /**
   * Return the advice for an unknown id: the one that was probably meant, else the few that there are, else where they
   * are declared.
   *
   * @param {CheckSubject} subject
   * @param {string} meant
   * @param {string[]} ids
   * @param {string} [home]
   */
  function suggestId({ t, rules }, meant, ids, home) {
    if (meant) return t("reference.meant", { meant });
    if (ids.length && ids.length <= rules.few) return t("reference.one_of", { names: [...ids].sort().join(", ") });
    return home ? t("reference.look_up", { home }) : t("reference.spelling");
  }

  return { checkReferences, findByLabel, suggestId };
})();
