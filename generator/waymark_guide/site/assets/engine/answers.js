/**
 * Reads answers from a link or a page, and keeps those that make sense for the guide.
 *
 * @typedef {Record<string, string | string[]>} Answers
 *   Question id → option id, several ids (a list, or text with commas), or `?` for "I don't know".
 * @typedef {string[]} AnswerValue
 *   One answer: the ids of the chosen options in the order of the file. There is one unless the question takes several
 *   answers.
 *
 * @typedef {object} SensibleAnswers  The answers that make sense for a guide.
 * @property {Map<string, AnswerValue>} values
 *   In the order of the file, by the id under which each is stored; `["?"]` is "I don't know".
 * @property {string[]} dropped
 *   The answers that make no sense for the guide, each as `question` or `question=option`, sorted.
 */
const EngineAnswers = (() => {
  "use strict";
  const { getOwn, sortUnique } = EngineBuiltins;

  const UNKNOWN = "?";
  /** A multi question with more ordinary options than this has too many subsets to list. (The checks allow 8.) */
  const MAX_FREE_OPTIONS = 10;

  /** @param {AnswerValue} value */
  const isUnknown = (value) => value.length === 1 && value[0] === UNKNOWN;

  /**
   * Keep the answers that make sense for the guide, under the current ids, and list the others. The answers may come
   * from anywhere: no value raises an error.
   *
   * @param {PreparedTree} tree
   * @param {unknown} raw  meant as `Answers`
   * @returns {SensibleAnswers}
   */
  function readAnswers(tree, raw) {
    const isRecord = raw && typeof raw === "object" && !Array.isArray(raw);
    const answers = /** @type {Record<string, unknown>} */ (isRecord ? raw : {});
    const currentIds = tree.was.question || {};
    const ids = new Set([...tree.questions.map((question) => question.id), ...Object.keys(currentIds)]);
    const dropped = Object.keys(answers).filter((name) => !ids.has(name));
    const values = new Map();
    for (const question of tree.questions) {
      const formerIds = Object.keys(currentIds).filter((former) => currentIds[former] === question.id);
      for (const name of [question.id, ...formerIds]) {
        if (getOwn(answers, name) === undefined || values.has(question.key)) continue;
        const value = readAnswer(question, answers[name], getOwn(tree.was.option, question.id), dropped);
        if (value.length) values.set(question.key, value);
      }
    }
    return { values, dropped: sortUnique(dropped) };
  }

  /**
   * @param {PreparedQuestion} question
   * @param {unknown} raw
   * @param {Record<string, string> | undefined} currentIds  former option id → current id
   * @param {string[]} dropped  what makes no sense is added to it
   * @returns {AnswerValue} empty if the answer makes no sense
   */
  function readAnswer(question, raw, currentIds, dropped) {
    const list = typeof raw === "string" ? (question.isMulti ? raw.split(",") : [raw]) : raw;
    if (!Array.isArray(list) || !list.every((id) => typeof id === "string")) {
      dropped.push(question.id);
      return [];
    }
    if (isUnknown(list) && question.dontKnow) return [UNKNOWN];
    const ids = list.map((id) => getOwn(currentIds, id) || id);
    const drop = (/** @type {string[]} */ others) => dropped.push(...others.map((id) => `${question.id}=${id}`));
    drop(ids.filter((id) => !question.optionIds.includes(id)));
    const options = question.options.filter((option) => ids.includes(option.id));
    if (!question.isMulti) {
      if (options.length > 1) dropped.push(question.id);
      return options.length === 1 ? [options[0].id] : [];
    }
    const exclusive = options.filter((option) => option.exclusive).map((option) => option.id);
    const ordinary = options.filter((option) => !option.exclusive).map((option) => option.id);
    drop(ordinary.length ? exclusive : exclusive.slice(1));
    return ordinary.length ? ordinary : exclusive.slice(0, 1);
  }

  /**
   * List every set of this many ids, in the order of the ids.
   *
   * @param {string[]} ids
   * @param {number} size
   * @returns {string[][]}
   */
  function listCombinations(ids, size) {
    if (size === 0) return [[]];
    return ids.flatMap((id, index) => listCombinations(ids.slice(index + 1), size - 1).map((rest) => [id, ...rest]));
  }

  /**
   * List every answer to a question: each option, or for a multi question each set of ordinary options and each
   * exclusive one alone. If a multi question has more than `MAX_FREE_OPTIONS` ordinary options, the sets are only
   * each option alone, and all together.
   *
   * @param {PreparedQuestion} question
   * @returns {AnswerValue[]}
   */
  function listValues(question) {
    if (!question.isMulti) return question.optionIds.map((id) => [id]);
    const ordinary = question.options.filter((option) => !option.exclusive).map((option) => option.id);
    const exclusive = question.options.filter((option) => option.exclusive).map((option) => [option.id]);
    const { length } = ordinary;
    const sizes = length <= MAX_FREE_OPTIONS ? ordinary.map((_, index) => index + 1) : [1, length];
    return [...sizes.flatMap((size) => listCombinations(ordinary, size)), ...exclusive];
  }

  /**
   * List the answers that differ from this one by a single option, in the order of the file.
   *
   * @param {PreparedQuestion} question
   * @param {AnswerValue} value
   * @returns {AnswerValue[]}
   */
  function listAdjacentValues(question, value) {
    if (!question.isMulti) return question.optionIds.filter((id) => id !== value[0]).map((id) => [id]);
    return question.options
      .map((option) => {
        if (value.includes(option.id)) return value.filter((id) => id !== option.id);
        if (option.exclusive) return [option.id];
        return question.options
          .filter((each) => each.id === option.id || (value.includes(each.id) && !each.exclusive))
          .map((each) => each.id);
      })
      .filter((other) => other.length);
  }

  /**
   * Return the answer as plain data: one id, or for a multi question a list.
   *
   * @param {PreparedQuestion} question
   * @param {AnswerValue} value
   */
  const valueToJson = (question, value) => (question.isMulti && !isUnknown(value) ? [...value] : value[0]);

  return { isUnknown, readAnswers, listValues, listAdjacentValues, valueToJson };
})();
