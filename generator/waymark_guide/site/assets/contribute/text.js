/**
 * Small functions for texts that count, cut and fill them as Python does. This script needs no page.
 */
const ContributeText = (() => {
  "use strict";

  const MAX_SLUG_LENGTH = 80;

  /**
   * Make the function that returns the words of a finding with its values filled in. Unlike the words of the site, they
   * have numbers as Python writes them. A key without words gives an empty text.
   *
   * @param {Record<string, string>} texts
   * @returns {Translate}
   */
  const makeFill =
    (texts) =>
    (key, values = {}) =>
      (texts[key] || "").replace(/\{(\w+)\}/g, (whole, name) =>
        Object.hasOwn(values, name) ? String(values[name]) : whole,
      );

  /**
   * Make an id of a free text.
   *
   * @param {string} text
   * @returns {string} empty if no letter is left
   */
  function makeSlug(text) {
    const plain = text
      .normalize("NFKD")
      .replace(/[^\0-\x7f]/g, "")
      .toLowerCase();
    const words = plain.match(/[a-z0-9]+/g) || [];
    return words.join("-").slice(0, MAX_SLUG_LENGTH).replace(/-+$/, "");
  }

  /** @param {string} text */
  const isSlug = (text) => countCharacters(text) <= MAX_SLUG_LENGTH && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

  /** @param {string} text */
  const strip = (text) => text.replace(/^[\s\x85]+|[\s\x85]+$/g, "");

  /** @param {string} text */
  const countCharacters = (text) => [...text].length;

  /** @param {string} text */
  const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);

  /**
   * Name the file of a case.
   *
   * @param {FormValue} data
   */
  const nameFile = ({ id = "", title = "" }) =>
    `${makeSlug(String(id)) || makeSlug(String(title)) || "case-study"}.yaml`;

  return { makeFill, makeSlug, isSlug, strip, countCharacters, lowerFirst, nameFile };
})();
