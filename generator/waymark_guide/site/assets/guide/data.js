/**
 * What the build wrote into the page of a guide for its scripts.
 *
 * @typedef {object} GuidePageData
 * @property {CompiledTree} tree  Every text in it is safe HTML.
 * @property {Record<string, Record<string, string>>} notes
 *   The notes on answers: question id → option id → safe HTML.
 * @property {[id: string, label: string][]} layers
 * @property {Record<string, Record<string, string>>} guides
 *   For each other guide that shares facts with this one: fact → id of the question that asks for it there.
 * @property {boolean} prepare  Whether the site has the page Prepare.
 * @property {string} script  what is loaded later, from the root of the site
 * @property {Record<string, string>} strings
 */
const GuideData = (() => {
  "use strict";

  /** @type {GuidePageData} */
  const data = SharedPage.readJson("guide-data");
  const { tree } = data;
  const t = SharedPage.makeTranslate(data.strings);

  /**
   * Return a question of the guide.
   *
   * @param {string} id
   */
  const getQuestion = (id) => /** @type {CompiledQuestion} */ (tree.questions.find((question) => question.id === id));

  return { data, tree, t, getQuestion };
})();
