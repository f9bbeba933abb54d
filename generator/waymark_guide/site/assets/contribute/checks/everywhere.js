/**
 * The checks that are not only for cases, with their names in generator/waymark_guide/checks/everywhere/: references,
 * prose, invisible characters, completeness and upkeep. This script needs no page.
 */
const ContributeChecksEverywhere = (() => {
  "use strict";

  const { enumerate, isMap, getOwn } = ContributeValues;
  const { chooseBranch, walkTexts } = ContributeShape;
  const { findNearest } = ContributeSuggest;
  const { formatDate, countMonths } = ContributeDates;

  /** @type {Record<string, string>} The number of the rule for each kind of thing. */
  const NUMBERS = { approach: "201", source: "203", contributor: "204", fact: "205", "case-study": "207", tree: "209" };
  const VOCABULARY = "vocabulary:";
  /** What a link names instead of a page. */
  const NO_PAGE = "by";
  const CHARACTER_REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;

  /**
   * Check that every reference leads somewhere, in fields and in prose.
   *
   * @param {CheckSubject} subject
   */
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
    const labels = subject.listIds(kind);
    if (Object.hasOwn(labels, wanted) || (kind === "source" && damagedFields.has("sources"))) return;
    const ids = Object.keys(labels);
    const present = getOwn(names.now[kind], wanted) || "";
    const suggestion = present || findNearest(wanted, ids, rules.near) || findByLabel(wanted, labels);
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

  /**
   * Check that the id is not a name that the site or Windows keeps for itself.
   *
   * @param {CheckSubject} subject
   */
  function checkReservedId({ record: { id }, rules: { reserved }, report, t }) {
    const reason = Object.keys(reserved).find((key) => reserved[key].includes(id));
    if (reason) report("119", ["id"], t(`119.${reason}`, { id, section: "case-studies" }));
  }

  /**
   * Check that no text holds HTML, a link that could run something, or the code of an invisible character.
   *
   * @param {CheckSubject} subject
   */
  function checkProse({ shape: whole, record, rules, report, t }) {
    const { patterns, schemes, entities, unseen, most_shown: most } = rules;
    for (const { shape, path, value } of walkTexts(whole, record)) {
      if (!shape.prose || !/[<:&]/.test(value)) continue;
      const text = value.replace(new RegExp(patterns.code, "g"), (code) => " ".repeat(code.length));
      const tag = new RegExp(patterns.tag).exec(text)?.[0];
      const plain = unescapeHtml(text, entities);
      const hidden = new RegExp(patterns.unseen, "u").exec(plain)?.[0];
      if (hidden) report("717", path, t("717.message", { sign: unseen[hidden] || unseen[""] }));
      const links = [...plain.matchAll(new RegExp(patterns.scheme, "gm"))];
      const link = links.find((match) => !schemes.includes(getScheme(match)));
      if (link) report("710", path, t("710.message", { scheme: getScheme(link) }));
      if (tag && !(link && tag.startsWith(link[0])))
        report("706", path, t("706.message", { tag: [...tag].slice(0, most).join("") }));
    }
  }

  /**
   * Check that no text holds what may be a personal contact.
   *
   * @param {CheckSubject} subject
   */
  function checkPersonalData({ shape: whole, record, rules, report, t }) {
    const { personal, patterns, digits } = rules;
    for (const { shape, path, value } of walkTexts(whole, record)) {
      if (!shape.prose) continue;
      const text = value.replace(new RegExp(patterns.web, "g"), (address) => " ".repeat(address.length));
      for (const [kind, pattern] of Object.entries(personal)) {
        const found = [...text.matchAll(new RegExp(pattern, "g"))].filter(([words]) => {
          const count = words.replace(/[^0-9]/g, "").length;
          return kind !== "phone" || (count >= digits.least && count <= digits.most);
        });
        if (found.length) report("718", path, t(`718.${kind}`));
      }
    }
  }

  /** @param {RegExpMatchArray} link */
  const getScheme = (link) => link[1].replace(/[\s\\]/g, "").toLowerCase();

  /**
   * Replace HTML characters that are written by name or number by the characters themselves.
   *
   * @param {string} text
   * @param {Record<string, string>} entities  characters by name
   */
  function unescapeHtml(text, entities) {
    return text.replace(CHARACTER_REFERENCE, (whole, name) => {
      if (name.startsWith("#")) {
        const number = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
        return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : "\ufffd";
      }
      for (let length = name.length; length > 1; length -= 1) {
        const beginning = name.slice(0, length);
        if (Object.hasOwn(entities, beginning)) return entities[beginning] + name.slice(length);
      }
      return whole;
    });
  }

  /**
   * Check that the recommended fields are filled in.
   *
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

  /**
   * Check that a case that ended, or whose status is unknown, says more about it.
   *
   * @param {CheckSubject} subject
   */
  function checkEnding({ record, damagedFields, report, t }) {
    const { status, status_note: note } = record;
    if (["ended", "unknown"].includes(status) && note === undefined && !damagedFields.has("status_note"))
      report("611", ["status"], t(`611.${status}`), { at: ["status_note"] });
  }

  /**
   * Check that a case is reviewed in time.
   *
   * @param {CheckSubject} subject
   */
  function checkUpkeep({ record, rules, today, report, t }) {
    const { last_verified: verified, next_review: next } = record.review || {};
    if (next && next < today) report("701", ["review", "next_review"], t("701.message", { day: formatDate(next) }));
    if (record.status === "active" && verified && countMonths(verified, today) >= rules.confirmed_for)
      report("703", ["review", "last_verified"], t("703.message", { day: formatDate(verified) }));
  }

  return {
    ...{ checkReferences, findByLabel, suggestId },
    ...{ checkProse, checkPersonalData, checkReservedId, checkRecommended, checkEnding, checkUpkeep },
  };
})();
