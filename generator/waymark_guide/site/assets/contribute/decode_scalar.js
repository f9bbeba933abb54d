/**
 * Decides whether a text is one that its field can have, and which value it means: a number, a yes or no, a day or the
 * text itself. The models in Python decide the same. This script needs no page.
 *
 * @typedef {object} DecodeFault
 * @property {FieldPath} path
 * @property {string} kind  the type of the error in pydantic, such as `string_too_short`
 * @property {Record<string, any>} context
 * @property {FormValue} input
 *
 * @typedef {(kind: string, context?: Record<string, any>) => undefined} ReportFault
 * @typedef {{sign: number, digits: string, power: number}} Decimal  Its digits have no zeros at either end.
 */
const ContributeDecodeScalar = (() => {
  "use strict";

  const { isSlug, strip, countCharacters } = ContributeText;
  const { parseDate } = ContributeDates;

  const YES = ["1", "on", "t", "true", "y", "yes"];
  const NO = ["0", "off", "f", "false", "n", "no"];
  const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
  const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

  /**
   * For each format, returns the kind of fault of a text; empty if there is none.
   *
   * @type {Record<string, (text: string) => string>}
   */
  const FORMATS = {
    slug: (text) => (isSlug(text) ? "" : "bad_id"),
    version: (text) => (/^\d+\.\d+\.\d+$/.test(text) ? "" : "bad_version"),
    address: (text) => (/^https?:\/\//i.test(text) && !/[ <>"'`\\\n\t]/.test(text) ? "" : "bad_address"),
    asset: (text) => (/^(?:[A-Za-z0-9][\w.-]*\/)*[A-Za-z0-9][\w-]*\.[\w.-]*$/.test(text) ? "" : "bad_asset"),
    partial: (text) => (parseDate(text) ? "" : "bad_date"),
  };

  /**
   * Return the value that a text means.
   *
   * @param {ScalarShape} shape
   * @param {FormValue} value
   * @param {ReportFault} report
   * @returns {string | number | boolean | undefined} undefined if there is a fault
   */
  function decodeScalar(shape, value, report) {
    if (shape.is === "word")
      return shape.words.includes(value) ? value : report("literal_error", { words: shape.words });
    if (shape.is === "yesno") return decodeYesNo(value, report);
    if (shape.is === "text") return shape.form === "day" ? decodeDay(value, report) : decodeText(shape, value, report);
    if (typeof value !== "string") return report(shape.exact ? "decimal_type" : "float_type");
    return shape.exact ? decodeDecimal(shape, value, report) : decodeFloat(shape, value, report);
  }

  /**
   * @param {FormValue} value
   * @param {ReportFault} report
   */
  function decodeYesNo(value, report) {
    const word = typeof value === "string" ? value.toLowerCase() : "";
    return YES.includes(word) ? true : NO.includes(word) ? false : report("bool_parsing");
  }

  /**
   * @param {FormValue} value
   * @param {ReportFault} report
   */
  function decodeDay(value, report) {
    if (typeof value !== "string") return report("date_type");
    if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value)) return report("bad_day", { value });
    return parseDate(value)?.length === 3 ? value : report("date_parsing");
  }

  /**
   * @param {TextShape} shape
   * @param {FormValue} value
   * @param {ReportFault} report
   */
  function decodeText({ least = 0, most = Infinity, pattern, form }, value, report) {
    if (typeof value !== "string") return report("string_type");
    const text = strip(value);
    const length = countCharacters(text);
    if (length < least) return report("string_too_short", { least });
    if (length > most) return report("string_too_long", { most });
    if (pattern && !new RegExp(pattern, "u").test(text)) return report("string_pattern_mismatch");
    const kind = form ? FORMATS[form](text) : "";
    return kind ? report(kind, { value: text }) : text;
  }

  /**
   * Return a decimal number as it was typed.
   *
   * @param {NumberShape} shape
   * @param {string} text
   * @param {ReportFault} report
   */
  function decodeDecimal({ digits: maxDigits = Infinity, places: maxPlaces }, text, report) {
    const decimal = parseDecimal(text);
    if (!decimal)
      return report(/^[+-]?(?:inf(?:inity)?|nan)$/i.test(strip(text)) ? "finite_number" : "decimal_parsing");
    const places = Math.max(0, -decimal.power);
    const digits = Math.max(decimal.digits.length + Math.max(0, decimal.power), places);
    const isTooLong =
      places > (maxPlaces ?? Infinity) || digits > maxDigits || digits - places > maxDigits - (maxPlaces ?? 0);
    return isTooLong ? report("decimal_max_digits") : text;
  }

  /**
   * @param {NumberShape} shape
   * @param {string} text
   * @param {ReportFault} report
   */
  function decodeFloat({ low = -Infinity, high = Infinity }, text, report) {
    const plain = strip(text).replace(/_/g, "");
    if (!FLOAT.test(plain)) return report("float_parsing");
    const number = Number(plain);
    if (number < low) return report("greater_than_equal", { bound: low });
    return number > high ? report("less_than_equal", { bound: high }) : number;
  }

  /**
   * @param {string} text
   * @returns {Decimal | null} null if the text is not a number
   */
  function parseDecimal(text) {
    const match = DECIMAL.exec(strip(text).replace(/_/g, ""));
    if (!match || !(match[2] || match[3])) return null;
    const [, sign, whole, fraction = "", exponent = 0] = match;
    const all = (whole + fraction).replace(/^0+(?=\d)/, "");
    const digits = all.replace(/0+$/, "") || "0";
    const power = digits === "0" ? 0 : Number(exponent) - fraction.length + all.length - digits.length;
    return { sign: sign === "-" ? -1 : 1, digits, power };
  }

  /**
   * Return whether one decimal number is greater than another.
   *
   * @param {string} first
   * @param {string} second
   */
  function isGreater(first, second) {
    const decimals = /** @type {Decimal[]} */ ([parseDecimal(first), parseDecimal(second)]);
    const lowest = Math.min(...decimals.map(({ power }) => power));
    const [one, other] = decimals.map(
      ({ sign, digits, power }) => BigInt(sign) * BigInt(digits) * 10n ** BigInt(power - lowest),
    );
    return one > other;
  }

  return { decodeScalar, isGreater };
})();
