/**
 * Checks that no text holds HTML, a link that could run something, or the code of an invisible character, as
 * generator/waymark_guide/checks/everywhere/prose.py and invisible_characters.py do. The form writes no invisible
 * characters themselves. This script needs no page.
 */
const ContributeChecksProse = (() => {
  "use strict";

  const CHARACTER_REFERENCE = /&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g;

  /** @param {CheckSubject} subject */
  function checkProse({ shape: whole, record, rules, report, t }) {
    const { patterns, schemes, entities, unseen, most_shown: most } = rules;
    for (const { shape, path, value } of ContributeShape.walkTexts(whole, record)) {
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

  return { checkProse };
})();
