// Checks what was filled in: it makes the same findings, in the same words, as `waymark check` does for the file.
// The words are data from Python: see generator/waymark_guide/contribute/form_rules.py. This script needs no page.
(function (form) {
  "use strict";

  const TOKEN = "zz-this-line-zz";

  /** Returns the number of the line of the written file that holds a value. */
  function lineOf(shape, data, path) {
    const marked = structuredClone(data);
    form.set(marked, path, TOKEN);
    return (
      form
        .emit(shape, marked)
        .split("\n")
        .findIndex((line) => line.includes(TOKEN)) + 1
    );
  }

  /** Gives each entry of a list whose id an earlier entry has. */
  function* twice(shape, data, value = data, path = []) {
    if (form.isMap(value))
      for (const [name, inner] of Object.entries(value)) yield* twice(shape, data, inner, [...path, name]);
    if (!Array.isArray(value)) return;
    const first = new Map();
    for (const [place, inner] of value.entries()) {
      const id = form.isMap(inner) && typeof inner.id === "string" ? inner.id : undefined;
      if (id !== undefined && first.has(id))
        yield { path: [...path, place, "id"], id, line: lineOf(shape, data, [...path, first.get(id), "id"]) };
      else if (id !== undefined) first.set(id, place);
      yield* twice(shape, data, inner, [...path, place]);
    }
  }

  /** Removes the findings about a missing field whose name is there, but misspelt. */
  function withoutMisspelt(findings) {
    const misspelt = new Set(
      findings
        .filter((each) => each.number === "103" && each.suggestion)
        .map((each) => JSON.stringify([...each.path.slice(0, -1), each.suggestion])),
    );
    return findings.filter((each) => !(each.number === "104" && misspelt.has(JSON.stringify(each.path))));
  }

  /**
   * @param {Object} data what was filled in, without what is blank
   * @param {{shape: Object, names: Object, rules: Object, says: Object}} known the data that the build writes into the page: `says` has the words of the findings
   * @param {{today: string, all?: boolean}} options `all` looks at everything that can be read, although something that is needed is missing;
   *   `waymark check` waits for that
   * @returns {{code: string, severity: string, path: Array, at: Array, message: string, fix: string, suggestion: string}[]} `at` is the field to mend
   */
  function check(data, { shape, names, rules, says }, { today, all = false }) {
    const letter = Object.keys(rules.rules)[0].charAt(0);
    const say = (key, values = {}) => form.fill(says[key], values);
    const { explain, nameOf } = form.makeExplainer(says, rules, shape, data);
    const made = ({ number, path, message, fix, suggestion = "", severity, at = path }) => {
      const rule = rules.rules[letter + number];
      return {
        code: letter + number,
        severity: severity || rule.severity,
        path,
        at,
        message,
        fix: fix === undefined ? rule.fix : fix,
        suggestion,
      };
    };
    const { record, rest, faults } = form.decode(shape, data);
    const doubles = [...twice(shape, data)].map(({ path, id, line }) => ({
      number: "107",
      path,
      message: say("twice.message", { id, line }),
      fix: say("twice.fix"),
    }));
    const read = [...doubles, ...withoutMisspelt(faults.map(explain))];
    if (!record && !all) return read.map(made);
    const found = [];
    const spoilt = new Set(
      read.flatMap((each) => (each.path.length ? [String(each.path[0]), each.suggestion || ""] : [])),
    );
    const use = record || rest;
    const declared = Object.fromEntries(
      (use.sources || [])
        .filter((entry) => form.isMap(entry) && entry.id)
        .map((entry) => [entry.id, entry.title || ""]),
    );
    const own = use.id === undefined ? {} : { [use.id]: use.title || "" };
    const on = {
      shape,
      names,
      rules: { ...rules, letter },
      say,
      nameOf,
      spoilt,
      today,
      record: use,
      known: (kind) =>
        kind === "shared"
          ? names.known.source
          : kind === "source"
            ? { ...names.known.source, ...declared }
            : kind === "case-study"
              ? { ...names.known[kind], ...own }
              : names.known[kind] || {},
      find: (number, path, message, more = {}) => found.push({ number, path, message, ...more }),
    };
    for (const rule of [...form.referring, ...form.caseRules]) rule(on);
    const refused = new Set(read.map((each) => JSON.stringify(each.path)));
    const left = found.filter((each) => !refused.has(JSON.stringify(each.path)));
    return [...read, ...allowed(left, on, letter)].map(made);
  }

  /** Removes the findings that an `allow` of the case silences, and adds one for each `allow` that silences nothing. */
  function allowed(found, { record, rules, say }, letter) {
    const silenced = new Set();
    const stale = [];
    (record.allow || []).forEach((entry, place) => {
      if (!entry || rules.not_here.includes(entry.rule)) return;
      const [name, canBe] = rules.codes[entry.rule] || [];
      const matches = found.filter((each) => letter + each.number === entry.rule);
      if (canBe && matches.length) return matches.forEach((each) => silenced.add(each));
      const kind = name === undefined ? "no_rule" : canBe ? "nothing" : "never";
      stale.push({
        number: "709",
        path: ["allow", place, "rule"],
        message: say(`709.${kind}`, { rule: entry.rule, name }),
      });
      return undefined;
    });
    return [...found.filter((each) => !silenced.has(each)), ...stale];
  }

  Object.assign(form, { check });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
