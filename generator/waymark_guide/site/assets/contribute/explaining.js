// Turns what the reading refuses into findings, in the words of `waymark check`. This script needs no page.
(function (form) {
  "use strict";

  const WANTS_MAP = ["model_type", "dict_type"];
  const WANTS_LIST = ["tuple_type"];

  /** @param {Object} says the words of the findings @param {Object} rules the data of the rules @param {Object} shape the model @param {Object} data what was filled in */
  function makeExplainer(says, { near, advice, singular, most_repeated: most }, shape, data) {
    const say = (key, values = {}) => form.fill(says[key], values);
    const short = (text) => (form.size(text) <= most ? text : `${[...text].slice(0, most).join("")}…`);
    const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
    const infoAt = (path) =>
      path.length
        ? form.fieldsAt(shape, path.slice(0, -1)).find((field) => field.name === path[path.length - 1])
        : undefined;
    const about = (path, info) =>
      info && info.says ? say("about", { name: path[path.length - 1], description: lower(info.says) }) : "";
    const example = (info) =>
      info && info.example !== undefined ? say("example", { example: shown(info.example) }) : "";

    /** Writes a value as Python does. */
    const shown = (value) =>
      typeof value === "string"
        ? value
        : Array.isArray(value)
          ? `[${value.map(quoted).join(", ")}]`
          : form.isMap(value)
            ? `{${Object.entries(value)
                .map(([name, inner]) => `${quoted(name)}: ${quoted(inner)}`)
                .join(", ")}}`
            : String(value);
    const quoted = (value) =>
      typeof value === "string"
        ? value.includes("'") && !value.includes('"')
          ? `"${value}"`
          : `'${value.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`
        : shown(value);

    /** Names the thing at a path in the author's own words. */
    function nameOf(path) {
      if (!path.length) return say("name.file");
      const value = form.get(data, path);
      const last = path[path.length - 1];
      const named = [...path].reverse().find((step) => typeof step === "string") || "";
      const kind = (singular[named] || (typeof last === "number" ? named.replace(/s$/, "") : named)).replace(/_/g, " ");
      for (const key of form.isMap(value) ? ["id", "label", "title", "name"] : [])
        if (typeof value[key] === "string" && value[key]) return say("name.called", { kind, name: value[key] });
      return typeof last === "number"
        ? say("name.placed", { kind, place: last + 1 })
        : say("name.plain", { name: named });
    }

    function fieldName(path) {
      const last = path[path.length - 1];
      return typeof last === "string"
        ? last
        : say("name.entry", { place: last + 1, list: fieldName(path.slice(0, -1)) });
    }

    /** Makes a finding of one fault of the reading. */
    function explain(fault) {
      const { path, kind } = fault;
      const info = infoAt(path);
      if (kind === "missing") {
        const fix = say("missing.fix", {
          name: path[path.length - 1],
          example: example(info),
          about: about(path, info),
        });
        return {
          number: "104",
          path,
          message: say("missing.message", { owner: nameOf(path.slice(0, -1)), name: path[path.length - 1] }),
          fix,
        };
      }
      if (kind === "extra_forbidden") return unknown(path);
      if ([...WANTS_MAP, ...WANTS_LIST, "string_type"].includes(kind)) return wrongShape(fault, about(path, info));
      return wrongValue(fault, info);
    }

    function unknown(path) {
      const name = String(path[path.length - 1]);
      const known = form.fieldsAt(shape, path.slice(0, -1)).map((field) => field.name);
      const meant = form.nearest(name, known, near);
      const fix = meant ? say("unknown.meant", { meant }) : say("unknown.fix", { names: [...known].sort().join(", ") });
      return {
        number: "103",
        path,
        message: say("unknown.message", { owner: nameOf(path.slice(0, -1)), name: short(name) }),
        fix,
        suggestion: meant,
      };
    }

    function wrongShape({ path, kind }, words) {
      const value = form.get(data, path);
      const got = say(`shape.${Array.isArray(value) ? "list" : form.isMap(value) ? "map" : "text"}`);
      const wanted = WANTS_LIST.includes(kind) ? "list" : kind === "string_type" ? "text" : "map";
      return {
        number: "105",
        path,
        message: say("shape.message", { name: fieldName(path), got, wanted: say(`shape.${wanted}`) }),
        fix: say(`shape.fix.${wanted}`) + words,
      };
    }

    /** A value of the right shape that the field cannot have. */
    function wrongValue({ path, kind, context, input }, info) {
      const given = context.value !== undefined ? context.value : shown(input);
      const value = short(given);
      const name = fieldName(path.length ? path : [""]);
      if (kind === "bad_id") {
        const meant = form.slugOf(value);
        return {
          number: "106",
          path,
          message: say("bad_id.message", { value }),
          fix: meant ? say("bad_id.meant", { meant }) : say("bad_id.fix"),
          suggestion: meant,
        };
      }
      if (kind === "bad_version")
        return { number: "108", path, message: say("bad_version.message", { value }), fix: say("bad_version.fix") };
      if (kind === "literal_error") {
        const meant = form.nearest(value, context.words, near);
        const fix = [
          meant && say("literal.meant", { meant }),
          context.words.length > 1 && say("literal.choose", { words: context.words.join(", ") }),
        ]
          .filter(Boolean)
          .join(" ");
        return { number: "111", path, message: say("literal.message", { value, name }), fix, suggestion: meant };
      }
      const owner = typeof path[path.length - 1] === "number" ? nameOf(path) : say("name.plain", { name });
      return {
        number: "112",
        path,
        message: say("wrong.message", { about: owner, problem: problem(kind, context, given) }),
        fix: mend(kind, context, info) + about(path, info),
      };
    }

    function problem(kind, context, given) {
      const count = form.size(given);
      if (kind === "string_too_short" && count === 0) return say("wrong.empty");
      if (kind === "too_short" || kind === "too_long") return say(`wrong.${kind}`, context);
      if (["string_too_long", "string_too_short"].includes(kind)) return say(`wrong.${kind}`, { ...context, count });
      return says[`wrong.${kind}`] || say("wrong.cannot", { value: short(given) });
    }

    function mend(kind, context, info) {
      if (kind === "greater_than_equal") return say("mend.greater", context);
      if (kind === "less_than_equal") return say("mend.less", context);
      const beginning = advice.find((each) => kind.startsWith(each));
      return (beginning && says[`mend.${beginning}`]) || example(info).trim() || say("mend.otherwise");
    }

    return { explain, nameOf };
  }

  Object.assign(form, { makeExplainer });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
