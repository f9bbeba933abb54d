/** Small functions for what Python has built in and JavaScript has not, such as sums and equal lists. */
const EngineBuiltins = (() => {
  "use strict";

  /**
   * Return an object's own value under a name. What every object inherits, such as `constructor`, does not count.
   *
   * @template V
   * @param {Record<string, V> | null | undefined} object
   * @param {string} name
   * @returns {V | undefined}
   */
  const getOwn = (object, name) =>
    object && Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;

  /**
   * Return the value of a map under a key that is certain to be in it.
   *
   * @template K, V
   * @param {Map<K, V>} map
   * @param {K} key
   */
  const lookUp = (map, key) => /** @type {V} */ (map.get(key));

  /**
   * Return whether two lists hold the same items in the same order.
   *
   * @template T
   * @param {T[]} one
   * @param {T[]} other
   */
  const areEqual = (one, other) => one.length === other.length && one.every((item, index) => item === other[index]);

  /** @param {number[]} numbers */
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /**
   * Return each text once, sorted by UTF-16 code units. (Python calls it `sort_like_browsers`.)
   *
   * @param {Iterable<string>} texts
   */
  const sortUnique = (texts) => [...new Set(texts)].sort();

  return { getOwn, lookUp, areEqual, sum, sortUnique };
})();
