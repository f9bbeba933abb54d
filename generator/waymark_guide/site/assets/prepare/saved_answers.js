/**
 * Reads the answers to the questionnaire from a link or a file, whoever wrote it, and writes them. This file uses no
 * DOM.
 *
 * @typedef {object} PrepareFragment  What the part of an address after the `#` holds.
 * @property {PreparedAnswers} answers
 * @property {string} view  the section or the summary that is shown; empty for the list of sections
 * @property {string | null} version  of the questionnaire for which the link was made
 * @property {string[]} rejected  the parts that have no meaning in this questionnaire
 * @typedef {object} PrepareFile
 * @property {PreparedAnswers} answers
 * @property {string | null} version
 * @property {string | null} savedOn  a day such as 2026-11-22
 * @property {string[]} rejected
 */
const PrepareSavedAnswers = (() => {
  "use strict";

  const { listFacts, makeAnswers, isEmpty, addFact, addUnknown } = PrepareAnswers;
  const SCHEMA = "prepare-answers/1";
  const SUMMARY = "summary";
  const VERSION = /^\d+\.\d+\.\d+$/;
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  /**
   * Decode a part of a link. Characters after `%` that are no text stay as they are, so that nothing typed is lost.
   *
   * @param {string} text
   */
  function decode(text) {
    const spaced = text.replace(/\+/g, " ");
    const decodeRun = (/** @type {string} */ run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return null;
      }
    };
    const runs = /%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f])+/gi;
    return decodeRun(spaced) ?? spaced.replace(runs, (run) => decodeRun(run) ?? run);
  }

  /** @param {string} text */
  const encode = (text) =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))
      .replace(/%20/g, "+")
      .replace(/%(2C|3A|3F|2F|3B)/g, decodeURIComponent);

  /**
   * Write the facts as one part of a link, which guides read too: `trust-low:yes,few-providers:?`.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   */
  const writeFacts = (questionnaire, { facts }) =>
    listFacts(questionnaire)
      .filter(({ id }) => facts.has(id))
      .map(({ id }) => [id, ...(facts.get(id) ?? [])].join(":"))
      .join();

  /**
   * Read the part of an address after the `#`, however damaged it is.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {string} text
   * @returns {PrepareFragment}
   */
  function readFragment(questionnaire, text) {
    /** @type {PrepareFragment} */
    const fragment = { answers: makeAnswers(), view: "", version: null, rejected: [] };
    for (const part of text.replace(/^#/, "").split("&").filter(Boolean)) {
      const end = part.includes("=") ? part.indexOf("=") : part.length;
      const isRead = readPart(questionnaire, fragment, decode(part.slice(0, end)), decode(part.slice(end + 1)));
      if (!isRead) fragment.rejected.push(decode(part));
    }
    return fragment;
  }

  /**
   * Read one part of a link.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PrepareFragment} fragment  is changed
   * @param {string} name
   * @param {string} value
   * @returns {boolean} whether the part has a meaning
   */
  function readPart(questionnaire, fragment, name, value) {
    const { answers, rejected } = fragment;
    const noteId = name.startsWith("n.") ? name.slice(2) : null;
    if (name === "v" && VERSION.test(value)) fragment.version = value;
    else if (name === "s" && (value === SUMMARY || questionnaire.sections.some(({ id }) => id === value))) {
      fragment.view = value;
    } else if (name === "t" && !answers.title) answers.title = value;
    else if (noteId && value && !answers.notes.has(noteId)) answers.notes.set(noteId, value);
    else if (name === "p" || name === "u") {
      for (const entry of value.split(",").filter(Boolean)) {
        const [id, ...chosen] = entry.split(":");
        const isAdded =
          name === "u" ? addUnknown(questionnaire, answers, entry) : addFact(questionnaire, answers, id, chosen);
        if (!isAdded) rejected.push(entry);
      }
    } else return false;
    return true;
  }

  /**
   * Write the part of an address after the `#` from which `readFragment` reads these answers.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   * @param {string} [view]
   */
  function writeFragment(questionnaire, answers, view = "") {
    const pairs = [
      ["p", writeFacts(questionnaire, answers)],
      ["u", [...answers.unknown].join()],
      ["t", encode(answers.title)],
      ...[...answers.notes].map(([id, text]) => [`n.${encode(id)}`, encode(text)]),
      ["s", view],
    ];
    const parts = pairs.filter(([, value]) => value).map((pair) => pair.join("="));
    return isEmpty(answers) ? parts.join("&") : [`v=${questionnaire.version}`, ...parts].join("&");
  }

  /** @param {unknown} value */
  const listEntries = (value) =>
    value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [];

  /**
   * Read a saved file.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {string} text
   * @returns {PrepareFile | {error: string}}
   */
  function readFile(questionnaire, text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return { error: "not_json" };
    }
    if (!file || typeof file !== "object" || file.schema !== SCHEMA) return { error: "other_file" };
    const answers = makeAnswers();
    const rejected = [];
    for (const [name, value] of listEntries(file.answers)) {
      const chosen = [value].flat();
      const isText = chosen.every((id) => typeof id === "string");
      if (!isText || !addFact(questionnaire, answers, name, chosen)) rejected.push(name);
    }
    for (const [id, note] of listEntries(file.notes)) {
      if (typeof note !== "string") rejected.push(id);
      else if (note) answers.notes.set(id, note);
    }
    for (const id of Array.isArray(file.unknown) ? file.unknown : []) {
      if (!addUnknown(questionnaire, answers, id)) rejected.push(typeof id === "string" ? id : "unknown");
    }
    if (typeof file.title === "string") answers.title = file.title;
    return {
      answers,
      rejected,
      version: matchText(file.version, VERSION),
      savedOn: matchText(file.saved, DAY),
    };
  }

  /**
   * @param {unknown} value
   * @param {RegExp} pattern
   */
  const matchText = (value, pattern) => (typeof value === "string" && pattern.test(value) ? value : null);

  /**
   * Write a file that `readFile` reads.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   * @param {string} day  such as 2026-11-22
   */
  function writeFile({ version }, answers, day) {
    const file = {
      schema: SCHEMA,
      version,
      title: answers.title,
      saved: day,
      answers: Object.fromEntries(answers.facts),
      unknown: [...answers.unknown],
      notes: Object.fromEntries(answers.notes),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  }

  return { SUMMARY, writeFacts, readFragment, writeFragment, readFile, writeFile };
})();
