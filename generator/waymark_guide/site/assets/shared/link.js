/**
 * Reads links that mail and chat programs have changed: they encode `=` and `&` again, write `&amp;`, or take the full
 * stop or bracket after a link for a part of it.
 */
const SharedLink = (() => {
  "use strict";

  /** A sign that may follow a link in a sentence, also as browsers encode it. A question mark is an answer. */
  const SIGN_AT_END = /(?:[.,;:!)>\]}'"’”*_]|%(?:22|27|29|3E|5D|60|7D)|%E2%80%9[9D])$/i;
  const MAX_SIGNS = 5;

  /**
   * List a text, and the same with fewer and fewer of the signs at its end.
   *
   * @param {string} text
   */
  function listMended(text) {
    const texts = [text];
    while (texts.length <= MAX_SIGNS && SIGN_AT_END.test(text)) texts.push((text = text.replace(SIGN_AT_END, "")));
    return texts;
  }

  /**
   * Decode a part of an address.
   *
   * @param {string} text
   * @returns {string} the text itself if it has damaged escapes
   */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /**
   * Return the part of an address after the `#`, with its `=` and `&` as they were written.
   *
   * @param {string} [hash]
   */
  function getFragment(hash = location.hash) {
    const text = hash.slice(1).replaceAll("&amp;", "&");
    return text.includes("=") || !/%3D/i.test(text) ? text : decode(text);
  }

  /**
   * Read a text. If that leaves something out, and less is left out without signs at its end, read it without them.
   *
   * @template T
   * @param {string} text
   * @param {(text: string) => T} read
   * @param {(result: T) => number} countLeftOut  counts the parts that could not be used
   * @returns {T}
   */
  function readMended(text, read, countLeftOut) {
    const results = listMended(text).map(read);
    const fewest = Math.min(...results.map(countLeftOut));
    return /** @type {T} */ (results.find((result) => countLeftOut(result) === fewest));
  }

  /**
   * List what a value in a link may mean: the value, or the value without the signs at its end, also in small letters.
   *
   * @param {string} value
   */
  function listSpellings(value) {
    const mended = listMended(value).at(-1) ?? value;
    return [...new Set([value, mended, mended.toLowerCase()])];
  }

  /**
   * Find the known value that a value in a link means.
   *
   * @param {string} value
   * @param {(value: string) => boolean} isKnown
   * @returns {string} the value itself if there is none
   */
  const findMeant = (value, isKnown) => listSpellings(value).find(isKnown) ?? value;

  return { decode, getFragment, readMended, listSpellings, findMeant };
})();
