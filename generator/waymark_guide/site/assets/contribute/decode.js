/**
 * Decodes what was filled in by the shape of a case study, as generator/waymark_guide/reading/decode.py does by the
 * models. This script needs no page.
 */
const ContributeDecode = (() => {
  "use strict";

  const { isMap, setOwn, getAt, removeAt } = ContributeValues;
  const { chooseBranch, findField, listFieldsAt } = ContributeShape;
  const { decodeScalar, isGreater } = ContributeDecodeScalar;

  /** How often a record is decoded again without the values that were wrong. */
  const ROUNDS = 4;

  /**
   * The checks of a whole record, by the names that the models give them. Each returns the kind of a fault, or nothing.
   *
   * @type {Record<string, (record: any) => string>}
   */
  const WHOLE_CHECKS = {
    says_how_much({ value, range }) {
      if ((value === undefined) === (range === undefined)) return "value_or_range";
      return range && isGreater(range.low, range.high) ? "range_reversed" : "";
    },
  };

  /**
   * Decode a value by its shape, and add every fault to a list.
   *
   * @param {FormShape} shape
   * @param {FormValue} value
   * @param {FieldPath} path
   * @param {DecodeFault[]} faults
   * @returns {any} undefined if no part of the value can be used
   */
  function decodeValue(shape, value, path, faults) {
    /** @type {ReportFault} */
    const report = (kind, context = {}) => void faults.push({ path, kind, context, input: value });
    if (shape.is === "either")
      return Array.isArray(value) ? report("model_type") : decodeValue(chooseBranch(shape, value), value, path, faults);
    if (shape.is === "record") return isMap(value) ? decodeRecord(shape, value, path, faults) : report("model_type");
    if (shape.is === "list") return decodeList(shape, value, path, faults, report);
    if (shape.is === "map") return isMap(value) ? decodeMap(shape, value, path, faults) : report("dict_type");
    return decodeScalar(shape, value, report);
  }

  /**
   * @param {RecordShape} shape
   * @param {Record<string, FormValue>} value
   * @param {FieldPath} path
   * @param {DecodeFault[]} faults
   */
  function decodeRecord(shape, value, path, faults) {
    /** @type {any} */
    const record = {};
    const before = faults.length;
    for (const { name, of, required } of shape.fields) {
      const inner = [...path, name];
      if (Object.hasOwn(value, name)) setOwn(record, name, decodeValue(of, value[name], inner, faults));
      else if (required) faults.push({ path: inner, kind: "missing", context: {}, input: value });
    }
    for (const name of Object.keys(value))
      if (!findField(shape, name))
        faults.push({ path: [...path, name], kind: "extra_forbidden", context: {}, input: value[name] });
    for (const name of faults.length === before ? shape.whole || [] : []) {
      const kind = WHOLE_CHECKS[name](record);
      if (kind) faults.push({ path, kind, context: { value: record.id }, input: value });
    }
    return record;
  }

  /**
   * @param {ListShape} shape
   * @param {FormValue} value
   * @param {FieldPath} path
   * @param {DecodeFault[]} faults
   * @param {ReportFault} report
   */
  function decodeList({ of, alone, least = 0, most = Infinity }, value, path, faults, report) {
    const entries = alone && !Array.isArray(value) ? [value] : value;
    if (!Array.isArray(entries)) return report("tuple_type");
    const before = faults.length;
    const list = entries.map((entry, index) => decodeValue(of, entry, [...path, index], faults));
    const count = list.length;
    if (faults.length > before) return list;
    if (count < least) return report("too_short", { least, count });
    return count > most ? report("too_long", { most, count }) : list;
  }

  /**
   * @param {MapShape} shape
   * @param {Record<string, FormValue>} value
   * @param {FieldPath} path
   * @param {DecodeFault[]} faults
   */
  function decodeMap(shape, value, path, faults) {
    const map = {};
    for (const [name, entry] of Object.entries(value))
      setOwn(map, name, decodeValue(shape.of, entry, [...path, name], faults));
    return map;
  }

  /** @param {FieldPath} path */
  const makeKey = (path) => JSON.stringify(path);

  /**
   * List the paths above those of faults, as keys. A list or record there seems to be wrong only because of what it
   * holds.
   *
   * @param {DecodeFault[]} faults
   */
  const listParents = (faults) =>
    new Set(faults.flatMap(({ path }) => path.map((_, length) => makeKey(path.slice(0, length)))));

  /**
   * Keep the first fault at each path, and none above another fault.
   *
   * @param {DecodeFault[]} faults
   */
  function selectFaults(faults) {
    const parents = listParents(faults);
    const seen = new Set();
    return faults.filter(({ path }) => {
      const key = makeKey(path);
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst && !parents.has(key);
    });
  }

  /**
   * Remove a wrong value if its field is optional or unknown.
   *
   * @param {RecordShape} shape
   * @param {FormValue} data
   * @param {DecodeFault} fault
   * @returns {boolean} whether it was removed
   */
  function removeWrong(shape, data, { path, kind }) {
    const parentPath = path.slice(0, -1);
    if (kind === "missing" || !path.length || !isMap(getAt(data, parentPath))) return false;
    const field = listFieldsAt(shape, parentPath).find(({ name }) => name === path[path.length - 1]);
    if (kind !== "extra_forbidden" && (!field || field.required)) return false;
    removeAt(data, path);
    return true;
  }

  /**
   * Decode a whole file.
   *
   * @param {RecordShape} shape
   * @param {FormValue} value
   * @returns {{record: any, rest: any, faults: DecodeFault[]}} `record` is the record, if only optional fields were
   *   wrong; `rest` is what can be read of it in any case
   */
  function decode(shape, value) {
    const data = structuredClone(value);
    /** @type {Map<string, DecodeFault>} */
    const reported = new Map();
    const parents = new Set();
    const makeResult = (/** @type {any} */ record, rest = record) => ({ record, rest, faults: [...reported.values()] });
    for (let round = 0; round < ROUNDS; round += 1) {
      /** @type {DecodeFault[]} */
      const all = [];
      const decoded = decodeValue(shape, data, [], all);
      const faults = selectFaults(all);
      if (!faults.length) return makeResult(decoded);
      const fresh = faults.filter(
        ({ path, kind }) => !reported.has(makeKey(path) + kind) && !parents.has(makeKey(path)),
      );
      for (const fault of fresh) reported.set(makeKey(fault.path) + fault.kind, fault);
      for (const key of listParents(fresh)) parents.add(key);
      if (!faults.map((fault) => removeWrong(shape, data, fault)).every(Boolean)) return makeResult(null, decoded);
    }
    return makeResult(null, decodeValue(shape, data, [], []));
  }

  return { decode, wholeChecks: Object.keys(WHOLE_CHECKS) };
})();
