// Whether each value is one that its field can have, and what it comes to: what the models refuse in Python, refused here alike. No page is needed.
(function (form) {
  "use strict";

  const ROUNDS = 4;
  const LONGEST_ID = 80;
  const YES = ["1", "on", "t", "true", "y", "yes"];
  const NO = ["0", "off", "f", "false", "n", "no"];
  const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
  const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

  const strip = (text) => text.replace(/^[\s\x85]+|[\s\x85]+$/g, "");
  const size = (text) => [...text].length;

  const FORMS = {
    slug: (text) => (size(text) <= LONGEST_ID && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) ? "" : "bad_id"),
    version: (text) => (/^\d+\.\d+\.\d+$/.test(text) ? "" : "bad_version"),
    address: (text) => (/^https?:\/\//i.test(text) && !/[ <>"'`\\\n\t]/.test(text) ? "" : "bad_address"),
    asset: (text) =>
      text.split("/").every((step) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(step)) && text.split("/").pop().includes(".")
        ? ""
        : "bad_asset",
    partial: (text) => (form.dates.parts(text) ? "" : "bad_date"),
  };

  /** The checks that look at the whole of a record, by the names that the models give them. */
  const WHOLE = {
    says_how_much(record) {
      if ((record.value === undefined) === (record.range === undefined)) return "value_or_range";
      return record.range && compared(record.range.low, record.range.high) > 0 ? "range_reversed" : "";
    },
  };

  /** Returns a number's sign, digits and exponent; null where the text is no number. */
  function decimal(text) {
    const found = DECIMAL.exec(strip(text).replace(/_/g, ""));
    if (!found || !(found[2] || found[3])) return null;
    const digits = (found[2] + (found[3] || "")).replace(/^0+(?=\d)/, "");
    const trimmed = digits.replace(/0+$/, "") || "0";
    const power =
      Number(found[4] || 0) - (found[3] || "").length + (trimmed === "0" ? 0 : digits.length - trimmed.length);
    return { sign: found[1] === "-" ? -1 : 1, digits: trimmed, power: trimmed === "0" ? 0 : power };
  }

  /** Compares two numbers: the result is negative, 0 or positive. */
  function compared(one, other) {
    const [first, second] = [decimal(one), decimal(other)];
    const low = Math.min(first.power, second.power);
    const whole = ({ sign, digits, power }) => BigInt(sign) * BigInt(digits) * 10n ** BigInt(power - low);
    const difference = whole(first) - whole(second);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  }

  /** Reads a value by its shape. Every fault is added with its path and kind. The result is undefined where no value can be used. */
  function take(shape, value, path, faults) {
    const fault = (kind, context = {}) => {
      faults.push({ path, kind, context, input: value });
      return undefined;
    };
    if (shape.is === "either")
      return Array.isArray(value) ? fault("model_type") : take(form.branch(shape, value), value, path, faults);
    if (shape.is === "record") return form.isMap(value) ? record(shape, value, path, faults) : fault("model_type");
    if (shape.is === "list") return several(shape, value, path, faults, fault);
    if (shape.is === "map") return form.isMap(value) ? mapped(shape, value, path, faults) : fault("dict_type");
    if (shape.is === "word")
      return shape.words.includes(value) ? value : fault("literal_error", { words: shape.words });
    if (shape.is === "yesno") return yesNo(value, fault);
    if (shape.is === "number") return number(shape, value, fault);
    return text(shape, value, fault);
  }

  function record(shape, value, path, faults) {
    const made = {};
    const before = faults.length;
    for (const field of shape.fields) {
      const at = [...path, field.name];
      if (form.has(value, field.name)) form.define(made, field.name, take(field.of, value[field.name], at, faults));
      else if (field.required) faults.push({ path: at, kind: "missing", context: {}, input: value });
    }
    for (const name of Object.keys(value))
      if (!form.fieldOf(shape, name))
        faults.push({ path: [...path, name], kind: "extra_forbidden", context: {}, input: value[name] });
    for (const name of faults.length === before ? shape.whole || [] : []) {
      const kind = WHOLE[name](made);
      if (kind) faults.push({ path, kind, context: { value: made.id }, input: value });
    }
    return made;
  }

  function several(shape, value, path, faults, fault) {
    const listed = shape.alone && !Array.isArray(value) ? [value] : value;
    if (!Array.isArray(listed)) return fault("tuple_type");
    const before = faults.length;
    const made = listed.map((entry, place) => take(shape.of, entry, [...path, place], faults));
    if (faults.length > before) return made;
    if (listed.length < (shape.least || 0)) return fault("too_short", { least: shape.least, count: listed.length });
    if (listed.length > (shape.most ?? Infinity)) return fault("too_long", { most: shape.most, count: listed.length });
    return made;
  }

  function mapped(shape, value, path, faults) {
    const made = {};
    for (const [name, entry] of Object.entries(value))
      form.define(made, name, take(shape.of, entry, [...path, name], faults));
    return made;
  }

  function yesNo(value, fault) {
    const word = typeof value === "string" ? value.toLowerCase() : "";
    return YES.includes(word) ? true : NO.includes(word) ? false : fault("bool_parsing");
  }

  function number(shape, value, fault) {
    if (typeof value !== "string") return fault(shape.exact ? "decimal_type" : "float_type");
    if (shape.exact) {
      const read = decimal(value);
      if (!read) return fault(/^[+-]?(?:inf(?:inity)?|nan)$/i.test(strip(value)) ? "finite_number" : "decimal_parsing");
      const places = Math.max(0, -read.power);
      const digits = Math.max(read.digits.length + Math.max(0, read.power), places);
      return places > (shape.places ?? Infinity) ||
        digits > (shape.digits ?? Infinity) ||
        digits - places > (shape.digits ?? Infinity) - (shape.places ?? 0)
        ? fault("decimal_max_digits")
        : value;
    }
    if (!FLOAT.test(strip(value).replace(/_/g, ""))) return fault("float_parsing");
    const read = Number(strip(value).replace(/_/g, ""));
    if (read < shape.low) return fault("greater_than_equal", { bound: shape.low });
    return read > shape.high ? fault("less_than_equal", { bound: shape.high }) : read;
  }

  function text(shape, value, fault) {
    if (shape.form === "day") return day(value, fault);
    if (typeof value !== "string") return fault("string_type");
    const plain = strip(value);
    if (size(plain) < (shape.least || 0)) return fault("string_too_short", { least: shape.least });
    if (size(plain) > (shape.most ?? Infinity)) return fault("string_too_long", { most: shape.most });
    if (shape.pattern && !new RegExp(shape.pattern, "u").test(plain)) return fault("string_pattern_mismatch");
    const kind = shape.form ? FORMS[shape.form](plain) : "";
    return kind ? fault(kind, { value: plain }) : plain;
  }

  function day(value, fault) {
    if (typeof value !== "string") return fault("date_type");
    const parts = form.dates.parts(value);
    if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value)) return fault("bad_day", { value });
    return parts && parts.length === 3 ? value : fault("date_parsing");
  }

  const key = (path) => JSON.stringify(path);

  /** Lists the paths above those of faults. A list or record there seems to be wrong only because of what it holds. */
  const above = (paths) => new Set(paths.flatMap((path) => path.map((_, length) => key(path.slice(0, length)))));

  /** Removes a wrong value if its field is optional or unknown, and returns whether it was removed. */
  function takeOut(shape, data, fault) {
    const last = fault.path[fault.path.length - 1];
    const parent = form.get(data, fault.path.slice(0, -1));
    if (fault.kind === "missing" || !fault.path.length || !form.isMap(parent)) return false;
    const wanted = form.fieldsAt(shape, fault.path.slice(0, -1)).find((field) => field.name === last);
    if (fault.kind !== "extra_forbidden" && (!wanted || wanted.required)) return false;
    form.remove(data, fault.path);
    return true;
  }

  /** @returns {{record: ?Object, rest: Object, faults: Object[]}} the record where only optional fields were wrong, what can be read of it in any case, and the faults */
  function decode(shape, given) {
    const data = structuredClone(given);
    const reported = new Map();
    const over = new Set();
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = [];
      const made = take(shape, data, [], found);
      const within = above(found.map((fault) => fault.path));
      const faults = [...new Map(found.reverse().map((fault) => [key(fault.path), fault])).values()]
        .reverse()
        .filter((fault) => !within.has(key(fault.path)));
      if (!faults.length) return { record: made, rest: made, faults: [...reported.values()] };
      const fresh = faults.filter((fault) => !reported.has(key(fault.path) + fault.kind) && !over.has(key(fault.path)));
      for (const fault of fresh) reported.set(key(fault.path) + fault.kind, fault);
      for (const each of above(fresh.map((fault) => fault.path))) over.add(each);
      if (!faults.map((fault) => takeOut(shape, data, fault)).every(Boolean))
        return { record: null, rest: made, faults: [...reported.values()] };
    }
    return { record: null, rest: take(shape, data, [], []), faults: [...reported.values()] };
  }

  Object.assign(form, { decode, strip, size, wholeChecks: Object.keys(WHOLE) });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
