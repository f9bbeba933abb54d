/**
 * Turns the faults of decoding into findings, in the words of `waymark check`, as
 * generator/waymark_guide/reading/validation_findings.py does. This script needs no page.
 *
 * @typedef {object} CheckedFile
 * @property {RecordShape} shape  what the file should be
 * @property {FormValue} data  what it holds
 * @property {FormRules} rules
 * @property {Translate} t  returns the words of findings
 *
 * @typedef {object} NumberedFinding  A finding before its rule gives it a code, a severity and the usual advice.
 * @property {string} number  of the rule, without the letter
 * @property {FieldPath} path
 * @property {string} message
 * @property {string} [fix]
 * @property {string} [suggestion]
 * @property {string} [severity]
 * @property {FieldPath} [at]  the field to correct, if it is not at the path
 */
const ContributeValidationFindings = (() => {
  "use strict";

  const { isMap, getAt, getOwn } = ContributeValues;
  const { listFieldsAt } = ContributeShape;
  const { makeSlug, countCharacters, lowerFirst } = ContributeText;
  const { findNearest } = ContributeSuggest;

  const WANTS_MAP = ["model_type", "dict_type"];
  const WANTS_LIST = ["tuple_type"];

  /**
   * Make a finding of one fault.
   *
   * @param {CheckedFile} file
   * @param {DecodeFault} fault
   * @returns {NumberedFinding}
   */
  function makeFinding(file, fault) {
    const { path, kind } = fault;
    const name = path[path.length - 1];
    const field = path.length
      ? listFieldsAt(file.shape, path.slice(0, -1)).find((each) => each.name === name)
      : undefined;
    const about = field?.says ? file.t("about", { name, description: lowerFirst(field.says) }) : "";
    if (kind === "missing") {
      const message = file.t("missing.message", { owner: nameThing(file, path.slice(0, -1)), name });
      const fix = file.t("missing.fix", { name, example: showExample(file, field), about });
      return { number: "104", path, message, fix };
    }
    if (kind === "extra_forbidden") return makeUnknownField(file, path);
    if ([...WANTS_MAP, ...WANTS_LIST, "string_type"].includes(kind)) return makeWrongShape(file, fault, about);
    return makeWrongValue(file, fault, field, about);
  }

  /**
   * @param {CheckedFile} file
   * @param {FieldPath} path
   */
  function makeUnknownField(file, path) {
    const { t, rules, shape } = file;
    const name = String(path[path.length - 1]);
    const names = listFieldsAt(shape, path.slice(0, -1)).map((field) => field.name);
    const suggestion = findNearest(name, names, rules.near);
    const fix = suggestion
      ? t("unknown.meant", { meant: suggestion })
      : t("unknown.fix", { names: [...names].sort().join(", ") });
    const message = t("unknown.message", {
      owner: nameThing(file, path.slice(0, -1)),
      name: shorten(file, name),
    });
    return { number: "103", path, message, fix, suggestion };
  }

  /**
   * @param {CheckedFile} file
   * @param {DecodeFault} fault
   * @param {string} about  what the field is
   */
  function makeWrongShape({ t, data }, { path, kind }, about) {
    const value = getAt(data, path);
    const got = Array.isArray(value) ? "list" : isMap(value) ? "map" : "text";
    const wanted = WANTS_LIST.includes(kind) ? "list" : kind === "string_type" ? "text" : "map";
    const message = t("shape.message", {
      name: nameField(t, path),
      got: t(`shape.${got}`),
      wanted: t(`shape.${wanted}`),
    });
    return { number: "105", path, message, fix: t(`shape.fix.${wanted}`) + about };
  }

  /**
   * Make a finding of a value of the right shape that the field cannot have.
   *
   * @param {CheckedFile} file
   * @param {DecodeFault} fault
   * @param {FormField | undefined} field
   * @param {string} about  what the field is
   */
  function makeWrongValue(file, fault, field, about) {
    const { t, rules } = file;
    const { path, kind, context, input } = fault;
    const text = context.value !== undefined ? context.value : showValue(input);
    const value = shorten(file, text);
    const name = nameField(t, path.length ? path : [""]);
    if (kind === "bad_id") {
      const suggestion = makeSlug(value);
      const fix = suggestion ? t("bad_id.meant", { meant: suggestion }) : t("bad_id.fix");
      return { number: "106", path, message: t("bad_id.message", { value }), fix, suggestion };
    }
    if (kind === "bad_version")
      return { number: "108", path, message: t("bad_version.message", { value }), fix: t("bad_version.fix") };
    if (kind === "literal_error") {
      const { words } = context;
      const suggestion = findNearest(value, words, rules.near);
      const meant = suggestion && t("literal.meant", { meant: suggestion });
      const choose = words.length > 1 && t("literal.choose", { words: words.join(", ") });
      const fix = [meant, choose].filter(Boolean).join(" ");
      return { number: "111", path, message: t("literal.message", { value, name }), fix, suggestion };
    }
    const owner = typeof path[path.length - 1] === "number" ? nameThing(file, path) : t("name.plain", { name });
    const problem = describeProblem(file, fault, text);
    const message = t("wrong.message", { about: owner, problem });
    return { number: "112", path, message, fix: describeFix(file, fault, field) + about };
  }

  /**
   * Return the end of a sentence that begins with the field.
   *
   * @param {CheckedFile} file
   * @param {DecodeFault} fault
   * @param {string} text  the wrong value
   */
  function describeProblem(file, { kind, context }, text) {
    const count = countCharacters(text);
    if (kind === "string_too_short" && !count) return file.t("wrong.empty");
    if (/^(?:date|bad_date|bad_day)/.test(kind) && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text))
      return file.t("wrong.no_day", { value: text });
    return file.t(`wrong.${kind}`, { count, ...context }) || file.t("wrong.cannot", { value: shorten(file, text) });
  }

  /**
   * Return what to do about a value that the field cannot have.
   *
   * @param {CheckedFile} file
   * @param {DecodeFault} fault
   * @param {FormField | undefined} field
   */
  function describeFix(file, { kind, context }, field) {
    const { t, rules } = file;
    if (kind === "greater_than_equal") return t("mend.greater", context);
    if (kind === "less_than_equal") return t("mend.less", context);
    const beginning = rules.advice.find((each) => kind.startsWith(each));
    return (beginning && t(`mend.${beginning}`)) || showExample(file, field).trim() || t("mend.otherwise");
  }

  /**
   * @param {CheckedFile} file
   * @param {FormField | undefined} field
   */
  const showExample = ({ t }, field) =>
    field?.example === undefined ? "" : t("example", { example: showValue(field.example) });

  /**
   * Write a value as Python does.
   *
   * @param {FormValue} value
   * @returns {string}
   */
  function showValue(value) {
    if (Array.isArray(value)) return `[${value.map(quoteValue).join(", ")}]`;
    if (!isMap(value)) return String(value);
    const entries = Object.entries(value).map((entry) => entry.map(quoteValue).join(": "));
    return `{${entries.join(", ")}}`;
  }

  /**
   * Write a value inside a list or map as Python does.
   *
   * @param {FormValue} value
   */
  function quoteValue(value) {
    if (typeof value !== "string") return showValue(value);
    if (value.includes("'") && !value.includes('"')) return `"${value}"`;
    return `'${value.replace(/[\\']/g, "\\$&")}'`;
  }

  /**
   * Cut a text so that it fits into a sentence.
   *
   * @param {CheckedFile} file
   * @param {string} text
   */
  function shorten({ rules: { most_repeated: most } }, text) {
    return countCharacters(text) <= most ? text : `${[...text].slice(0, most).join("")}…`;
  }

  /**
   * Return the name of the field at a path: `routes`, or `entry 2 of routes`.
   *
   * @param {Translate} t
   * @param {FieldPath} path
   * @returns {string}
   */
  function nameField(t, path) {
    const last = path[path.length - 1];
    if (typeof last === "string") return last;
    return t("name.entry", { place: last + 1, list: nameField(t, path.slice(0, -1)) });
  }

  /**
   * Name the thing at a path in the author's own words: `The figure "grant"`, `This file`.
   *
   * @param {CheckedFile} file
   * @param {FieldPath} path
   */
  function nameThing({ t, rules, data }, path) {
    if (!path.length) return t("name.file");
    const value = getAt(data, path);
    const last = path[path.length - 1];
    const named = String([...path].reverse().find((step) => typeof step === "string") || "");
    const singular = getOwn(rules.singular, named) || (typeof last === "number" ? named.replace(/s$/, "") : named);
    const kind = singular.replace(/_/g, " ");
    for (const key of isMap(value) ? ["id", "label", "title", "name"] : [])
      if (typeof value[key] === "string" && value[key]) return t("name.called", { kind, name: value[key] });
    return typeof last === "number" ? t("name.placed", { kind, place: last + 1 }) : t("name.plain", { name: named });
  }

  return { makeFinding, nameThing };
})();
