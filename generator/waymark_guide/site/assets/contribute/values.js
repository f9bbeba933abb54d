/**
 * What a person fills in, as texts, lists and maps, with functions to read and change it. This script needs no page.
 *
 * @typedef {any} FormValue  A text, or a list or map of such values. An opened file can hold any of them anywhere.
 * @typedef {string | number} PathStep  The name of a field, or the index of an entry.
 * @typedef {PathStep[]} FieldPath
 */
const ContributeValues = (() => {
  "use strict";

  /** Characters that YAML does not allow or that are invisible. Other programs leave them in pasted text. */
  const FORBIDDEN = new RegExp(
    [
      /(?![\t\n\r\x85])\p{Cc}/u,
      /[\u034f\u17b4\u17b5\u180b-\u180f\xad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164]/u,
      /[\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]|\p{Cs}/u,
      // A joiner has a meaning only between letters of some scripts, and in a few emojis.
      /(?<![^\0-\u024f\u1e00-\u1eff\u2000-\u206f])[\u200c\u200d]/u,
      /[\u200c\u200d](?=[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff\u200c\u200d])/u,
    ]
      .map((pattern) => pattern.source)
      .join("|"),
    "gu",
  );

  /**
   * @param {unknown} value
   * @returns {value is Record<string, any>}
   */
  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /**
   * Return whether two values hold the same texts in the same order.
   *
   * @param {FormValue} first
   * @param {FormValue} second
   */
  const isEqual = (first, second) => JSON.stringify(first) === JSON.stringify(second);

  /**
   * Return the value at a path.
   *
   * @param {FormValue} value
   * @param {FieldPath} path
   * @returns {FormValue} undefined if there is none
   */
  function getAt(value, path) {
    for (const step of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
      value = value[step];
    }
    return value;
  }

  /**
   * Put a value at a path, with the lists and maps that lead to it.
   *
   * @param {FormValue} parent
   * @param {FieldPath} path
   * @param {FormValue} value
   */
  function setAt(parent, path, value) {
    path.forEach((step, index) => {
      if (index === path.length - 1) return setOwn(parent, step, value);
      if (typeof getAt(parent, [step]) !== "object" || parent[step] === null)
        setOwn(parent, step, typeof path[index + 1] === "number" ? [] : {});
      parent = parent[step];
    });
  }

  /**
   * Return what a map has under a name that a person typed: every object also has a `constructor`, which nobody gave
   * it.
   *
   * @template T
   * @param {Record<string, T> | undefined} map
   * @param {string} name
   * @returns {T | undefined}
   */
  const getOwn = (map, name) => (map && Object.hasOwn(map, name) ? map[name] : undefined);

  /**
   * Set a property, whatever its name: `__proto__` is a name like any other.
   *
   * @param {FormValue} parent
   * @param {PathStep} name
   * @param {FormValue} value
   */
  function setOwn(parent, name, value) {
    Object.defineProperty(parent, name, { value, writable: true, enumerable: true, configurable: true });
  }

  /**
   * Remove the value at a path.
   *
   * @param {FormValue} value
   * @param {FieldPath} path
   */
  function removeAt(value, path) {
    const parent = getAt(value, path.slice(0, -1));
    const last = path[path.length - 1];
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (isMap(parent)) delete parent[last];
  }

  /**
   * Return a value without forbidden characters, without blanks at the ends of texts, and without what is empty: blank
   * texts, empty lists, and maps that hold nothing.
   *
   * @param {FormValue} value
   * @returns {FormValue} undefined if nothing is left
   */
  function cleanValue(value) {
    if (typeof value === "string") return value.replace(FORBIDDEN, "").trim() || undefined;
    if (Array.isArray(value)) {
      const entries = value.map(cleanValue).filter((entry) => entry !== undefined);
      return entries.length ? entries : undefined;
    }
    if (!isMap(value)) return undefined;
    const cleaned = {};
    for (const [name, inner] of Object.entries(value)) {
      const cleanedInner = cleanValue(inner);
      if (cleanedInner !== undefined) setOwn(cleaned, name.replace(FORBIDDEN, ""), cleanedInner);
    }
    return Object.keys(cleaned).length ? cleaned : undefined;
  }

  /**
   * List the entries of a list with their indexes, without those that could not be read.
   *
   * @param {any[]} [list]
   * @returns {[any, number][]}
   */
  const enumerate = (list = []) =>
    list
      .map((entry, index) => /** @type {[any, number]} */ ([entry, index]))
      .filter(([entry]) => entry !== undefined && entry !== null);

  return { isMap, isEqual, getAt, getOwn, setAt, setOwn, removeAt, cleanValue, enumerate };
})();
