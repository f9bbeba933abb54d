/**
 * The answers to the questionnaire, and how much of it is done. This file uses no DOM.
 *
 * @typedef {object} PrepareFact  A fact that the questionnaire shares with the guides.
 * @property {string} id
 * @property {string[]} was  its former ids
 * @property {boolean} isMultiple  whether several options may be chosen
 * @property {Record<string, string[]>} options  the options with their former ids
 * @property {string[]} exclusive  the options that rule out all others
 * @property {number} impact  how many results of guides depend on it
 * @typedef {{id: string, facts: PrepareFact[]}} PrepareGather  One question, and the facts that it asks for.
 * @typedef {{id: string, gathers: PrepareGather[]}} PrepareSection
 * @typedef {{version: string, gather_first: number, sections: PrepareSection[]}} PrepareQuestionnaire
 * @typedef {object} PreparedAnswers
 * @property {Map<string, string[]>} facts  the chosen options of each fact; `["?"]` is "I don't know"
 * @property {Set<string>} unknown  the questions without facts that are answered with "I don't know"
 * @property {Map<string, string>} notes  by question
 * @property {string} title
 * @typedef {"done" | "part" | "none"} PrepareProgress
 */
const PrepareAnswers = (() => {
  "use strict";

  /** The option that stands for "I don't know". */
  const UNKNOWN = "?";

  /** @param {PrepareQuestionnaire} questionnaire */
  const listGathers = ({ sections }) => sections.flatMap((section) => section.gathers);

  /** @param {PrepareQuestionnaire} questionnaire */
  const listFacts = (questionnaire) => listGathers(questionnaire).flatMap((gather) => gather.facts);

  /** @returns {PreparedAnswers} */
  const makeAnswers = () => ({ facts: new Map(), unknown: new Set(), notes: new Map(), title: "" });

  /** @param {PreparedAnswers} answers */
  const isEmpty = ({ facts, unknown, notes, title }) => !facts.size && !unknown.size && !notes.size && !title;

  /**
   * Tell whether a fact is answered with "I don't know".
   *
   * @param {PreparedAnswers} answers
   * @param {PrepareFact} fact
   */
  const isUnknown = (answers, { id }) => answers.facts.get(id)?.[0] === UNKNOWN;

  /**
   * Add the options of a fact, under their present ids.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   * @param {string} name  the id of the fact, or a former one
   * @param {string[]} chosen
   * @returns {boolean} whether everything in them is known, so that they were added
   */
  function addFact(questionnaire, answers, name, chosen) {
    const fact = listFacts(questionnaire).find(({ id, was }) => id === name || was.includes(name));
    if (!fact || answers.facts.has(fact.id)) return false;
    if (chosen.length === 1 && chosen[0] === UNKNOWN) {
      answers.facts.set(fact.id, [UNKNOWN]);
      return true;
    }
    const ids = Object.keys(fact.options);
    const present = chosen.map((each) => ids.find((id) => id === each || fact.options[id].includes(each)));
    const options = ids.filter((id) => present.includes(id));
    const isOne = options.length === 1;
    const isSet = fact.isMultiple && !options.some((id) => fact.exclusive.includes(id));
    const isValid = options.length === chosen.length && (isOne || isSet);
    if (isValid) answers.facts.set(fact.id, options);
    return isValid;
  }

  /**
   * Add "I don't know" for a question without facts.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   * @param {unknown} name
   * @returns {boolean} whether there is such a question
   */
  function addUnknown(questionnaire, answers, name) {
    const gather = listGathers(questionnaire).find(({ id, facts }) => id === name && !facts.length);
    if (gather) answers.unknown.add(gather.id);
    return Boolean(gather);
  }

  /**
   * Return how much of one question is done, and whether something in it is not known.
   *
   * @param {PreparedAnswers} answers
   * @param {PrepareGather} gather
   * @returns {{state: PrepareProgress, hasUnknown: boolean}}
   */
  function getProgress(answers, { id, facts }) {
    const answered = facts.filter((fact) => answers.facts.has(fact.id));
    const hasUnknown = answers.unknown.has(id) || answered.some((fact) => isUnknown(answers, fact));
    const hasNote = answers.notes.has(id);
    const isDone = facts.length ? answered.length === facts.length : hasNote || answers.unknown.has(id);
    return { state: isDone ? "done" : answered.length || hasNote ? "part" : "none", hasUnknown };
  }

  /**
   * Count questions: all, those that are done, and those with something that is not known.
   *
   * @param {PreparedAnswers} answers
   * @param {PrepareGather[]} gathers
   * @returns {{all: number, done: number, unknown: number, state: PrepareProgress}}
   */
  function countProgress(answers, gathers) {
    const progress = gathers.map((gather) => getProgress(answers, gather));
    const done = progress.filter(({ state }) => state === "done").length;
    const hasBegun = progress.some(({ state }) => state !== "none");
    return {
      all: gathers.length,
      done,
      unknown: progress.filter(({ hasUnknown }) => hasUnknown).length,
      state: done === gathers.length ? "done" : hasBegun ? "part" : "none",
    };
  }

  /**
   * Find the questions with something that is not known, those with the most impact first. If more than a set share of
   * all facts is not known, that is too much.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   */
  function findUnknownGathers(questionnaire, answers) {
    const getImpact = (/** @type {PrepareGather} */ gather) =>
      gather.facts.filter((fact) => isUnknown(answers, fact)).reduce((sum, fact) => sum + fact.impact, 0);
    const facts = listFacts(questionnaire);
    const unknownCount = facts.filter((fact) => isUnknown(answers, fact)).length;
    return {
      unknownCount,
      isTooMuch: unknownCount * 100 > questionnaire.gather_first * facts.length,
      gathers: listGathers(questionnaire)
        .filter((gather) => getProgress(answers, gather).hasUnknown)
        .sort((a, b) => getImpact(b) - getImpact(a)),
    };
  }

  return {
    UNKNOWN,
    listGathers,
    listFacts,
    makeAnswers,
    isEmpty,
    isUnknown,
    addFact,
    addUnknown,
    countProgress,
    findUnknownGathers,
  };
})();
