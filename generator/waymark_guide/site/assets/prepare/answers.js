/**
 * The answers of the questionnaire: read from and written to a link or a file, and counted. It knows no page; Node loads it too.
 *
 * @typedef {{answers: Map<string, string[]>, unknown: Set<string>, notes: Map<string, string>, title: string}} Held
 *   Options by fact (`["?"]` is "I don't know"), what else is not known, notes by question, and a title.
 */
(function (root) {
  "use strict";

  const UNKNOWN = "?";
  const SCHEMA = "prepare-answers/1";
  const VERSION = /^\d+\.\d+\.\d+$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const SUMMARY = "summary";

  const gathers = (form) => form.sections.flatMap((section) => section.gathers);
  const facts = (form) => gathers(form).flatMap((gather) => gather.facts);
  const withoutFacts = (form, id) => gathers(form).some((gather) => gather.id === id && !gather.facts.length);
  const empty = () => ({ answers: new Map(), unknown: new Set(), notes: new Map(), title: "" });
  const isEmpty = ({ answers, unknown, notes, title }) => !answers.size && !unknown.size && !notes.size && !title;

  /** Put an answer where it belongs, under its present names. @returns {boolean} whether all of it is known */
  function accept(form, held, name, chosen) {
    const fact = facts(form).find(({ id, was }) => id === name || was.includes(name));
    if (!fact || held.answers.has(fact.id)) return false;
    if (chosen.length === 1 && chosen[0] === UNKNOWN) return Boolean(held.answers.set(fact.id, [UNKNOWN]));
    const ids = Object.keys(fact.options);
    const now = chosen.map((each) => ids.find((id) => id === each || fact.options[id].includes(each)));
    const kept = ids.filter((id) => now.includes(id));
    const whole =
      kept.length === chosen.length &&
      (kept.length === 1 || (fact.several && !kept.some((id) => fact.alone.includes(id))));
    if (whole) held.answers.set(fact.id, kept);
    return whole;
  }

  /** Characters after `%` that make no text stay as they are: nothing typed is lost. */
  function decoded(text) {
    const spaced = text.replace(/\+/g, " ");
    try {
      return decodeURIComponent(spaced);
    } catch {
      return spaced.replace(/%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f])+/gi, (run) => {
        try {
          return decodeURIComponent(run);
        } catch {
          return run;
        }
      });
    }
  }

  const encoded = (text) =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))
      .replace(/%20/g, "+")
      .replace(/%(2C|3A|3F|2F|3B)/g, decodeURIComponent);

  /** The facts as one piece of a link, which guides read too: `trust-low:yes,few-providers:?`. */
  const written = (form, { answers }) =>
    facts(form)
      .filter(({ id }) => answers.has(id))
      .map(({ id }) => [id, ...answers.get(id)].join(":"))
      .join();

  /** Read the part of an address after `#`, however damaged. @returns {{held: Held, view: string, version: string | null, lost: string[]}} */
  function readFragment(form, text) {
    const held = empty();
    const read = { held, view: "", version: null, lost: [] };
    for (const part of text.replace(/^#/, "").split("&").filter(Boolean)) {
      const at = part.includes("=") ? part.indexOf("=") : part.length;
      const name = decoded(part.slice(0, at));
      const value = decoded(part.slice(at + 1));
      const note = name.startsWith("n.") ? name.slice(2) : null;
      if (name === "v" && VERSION.test(value)) read.version = value;
      else if (name === "s" && (value === SUMMARY || form.sections.some(({ id }) => id === value))) read.view = value;
      else if (name === "t" && !held.title) held.title = value;
      else if (note && value && !held.notes.has(note)) held.notes.set(note, value);
      else if (name === "p" || name === "u") {
        for (const each of value.split(",").filter(Boolean)) {
          const [id, ...chosen] = each.split(":");
          if (name === "u" && withoutFacts(form, each)) held.unknown.add(each);
          else if (name === "u" || !accept(form, held, id, chosen)) read.lost.push(each);
        }
      } else read.lost.push(decoded(part));
    }
    return read;
  }

  /** Write the part of an address after `#` that brings these answers back. */
  function writeFragment(form, held, view = "") {
    const pairs = [
      ["p", written(form, held)],
      ["u", [...held.unknown].join()],
      ["t", encoded(held.title)],
      ...[...held.notes].map(([id, text]) => [`n.${encoded(id)}`, encoded(text)]),
      ["s", view],
    ];
    const parts = pairs.filter(([, value]) => value).map((pair) => pair.join("="));
    return isEmpty(held) ? parts.join("&") : [`v=${form.version}`, ...parts].join("&");
  }

  /** Read a saved file, whoever wrote it. @returns {{fault?: string, held?: Held, version?: string | null, saved?: string | null, lost?: string[]}} */
  function readFile(form, text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return { fault: "not_json" };
    }
    if (!file || typeof file !== "object" || file.schema !== SCHEMA) return { fault: "other_file" };
    const held = empty();
    const lost = [];
    const entries = (value) =>
      value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [];
    for (const [name, chosen] of entries(file.answers)) {
      const ids = [chosen].flat();
      if (!ids.every((id) => typeof id === "string") || !accept(form, held, name, ids)) lost.push(name);
    }
    for (const [id, note] of entries(file.notes)) {
      if (typeof note === "string") note && held.notes.set(id, note);
      else lost.push(id);
    }
    for (const id of Array.isArray(file.unknown) ? file.unknown : []) {
      if (withoutFacts(form, id)) held.unknown.add(id);
      else lost.push(typeof id === "string" ? id : "unknown");
    }
    if (typeof file.title === "string") held.title = file.title;
    const shaped = (value, shape) => (typeof value === "string" && shape.test(value) ? value : null);
    return { held, lost, version: shaped(file.version, VERSION), saved: shaped(file.saved, DAY) };
  }

  /** Write a file that `readFile` reads. `saved` is a day such as 2026-11-22. */
  const writeFile = (form, held, saved) =>
    `${JSON.stringify(
      {
        schema: SCHEMA,
        version: form.version,
        title: held.title,
        saved,
        answers: Object.fromEntries(held.answers),
        unknown: [...held.unknown],
        notes: Object.fromEntries(held.notes),
      },
      null,
      2,
    )}\n`;

  /** How far one question has come: `done`, `part` or `none`, and whether something in it is not known. */
  function progress(held, { id, facts: own }) {
    const given = own.filter((fact) => held.answers.has(fact.id));
    const isUnknown = held.unknown.has(id) || given.some((fact) => held.answers.get(fact.id)[0] === UNKNOWN);
    const noted = held.notes.has(id);
    const isDone = own.length ? given.length === own.length : noted || held.unknown.has(id);
    return { state: isDone ? "done" : given.length || noted ? "part" : "none", isUnknown };
  }

  /** Some questions counted: how many there are, are answered, begun, and not known. */
  function counted(held, some) {
    const found = some.map((gather) => progress(held, gather));
    const number = (holds) => found.filter(holds).length;
    const done = number(({ state }) => state === "done");
    const begun = number(({ state }) => state !== "none");
    return {
      all: some.length,
      done,
      unknown: number(({ isUnknown }) => isUnknown),
      state: done === some.length ? "done" : begun ? "part" : "none",
    };
  }

  /** What is not known, what decides most first, and whether that is too much to go on. */
  function toGather(form, held) {
    const open = (fact) => (held.answers.get(fact.id) || [])[0] === UNKNOWN;
    const weight = (gather) => gather.facts.filter(open).reduce((sum, fact) => sum + fact.decides, 0);
    const all = facts(form);
    return {
      isTooMuch: all.filter(open).length * 100 > form.gather_first * all.length,
      list: gathers(form)
        .filter((gather) => progress(held, gather).isUnknown)
        .sort((one, other) => weight(other) - weight(one)),
    };
  }

  const answers = {
    SUMMARY,
    UNKNOWN,
    gathers,
    facts,
    empty,
    isEmpty,
    written,
    readFragment,
    writeFragment,
    readFile,
    writeFile,
    progress,
    counted,
    toGather,
  };
  root.WaymarkAnswers = answers;
  if (typeof module === "object" && module.exports) module.exports = answers;
})(globalThis);
