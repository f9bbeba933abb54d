/** The elements and texts from which the parts of a result are made. */
const GuideResultElements = (() => {
  "use strict";
  const { h } = SharedPage;
  const { tree, t, getQuestion } = GuideData;
  const { toPlainText, copyTemplate, formatAnswer } = GuideElements;

  /** How many entries a list shows. It folds the others away. */
  const LIST_LIMIT = 5;

  /**
   * Render a part of the result with its heading.
   *
   * @param {string} name  of the words of its heading
   * @param {...Child} children
   * @returns {HTMLElement | false} false if it would be empty
   */
  function renderSection(name, ...children) {
    const content = /** @type {any[]} */ (children).flat(Infinity).filter(Boolean);
    const heading = h("h2", {}, t(`heading.${name}`));
    return content.length > 0 && h("section", { class: `wm-part wm-part--${name}` }, heading, content);
  }

  /**
   * Render a list that shows some of its entries and folds the others away.
   *
   * @param {HTMLLIElement[]} entries
   * @param {Record<string, string>} [attributes]
   * @param {number} [limit]
   * @returns {Child} null if there are no entries
   */
  function renderList(entries, attributes = {}, limit = LIST_LIMIT) {
    if (!entries.length) return null;
    const rest = entries.slice(limit);
    const summary = h("summary", {}, t("more", { count: rest.length }));
    return [
      h("ul", attributes, entries.slice(0, limit)),
      rest.length > 0 && h("details", { class: "wm-more" }, summary, h("ul", attributes, rest)),
    ];
  }

  /**
   * Join names as `A`, `A or B`, `A, B or C`.
   *
   * @param {string[]} names
   * @param {"or" | "and"} [word]
   */
  function joinNames(names, word = "or") {
    if (names.length < 2) return names.join("");
    return t(word, { most: names.slice(0, -1).join(", "), last: names[names.length - 1] });
  }

  /**
   * Return the title of an outcome, or of the guide that `tree:ID` names.
   *
   * @param {string} id
   */
  function getTitle(id) {
    const guide = id.startsWith("tree:") && copyTemplate(`guide-${id.slice(5)}`);
    if (guide) return t("guide", { title: guide.querySelector("a")?.textContent });
    const outcome = tree.outcomes.find((other) => other.id === id);
    return outcome ? toPlainText(outcome.title) : t("gone", { id });
  }

  /**
   * Return the titles of outcomes, as they are written in a sentence.
   *
   * @param {string[]} ids
   */
  const nameOutcomes = (ids) => ids.map((id) => t("name", { title: getTitle(id) }));

  /**
   * Return the words of a question and one of its answers.
   *
   * @param {string} id
   * @param {string | string[]} answer
   * @param {string} [key]
   */
  const quoteAnswer = (id, answer, key = "quoted") =>
    t(key, { question: toPlainText(getQuestion(id).text), answer: formatAnswer(id, answer) });

  /**
   * Return points with their sign; nothing if there are none.
   *
   * @param {number | null} points
   */
  const formatPoints = (points) =>
    points ? t("points_signed", { points: (points > 0 ? "+" : "−") + Math.abs(points) }) : "";

  /**
   * Copy one part of the words of an outcome.
   *
   * @param {string} outcome
   * @param {string} name
   * @returns {HTMLElement | null} null if the outcome has no such part
   */
  function copyPart(outcome, name) {
    const part = document.querySelector(`[data-outcome="${outcome}"] [data-part="${name}"]`);
    return part && /** @type {HTMLElement} */ (part.cloneNode(true));
  }

  /**
   * Render the title of an outcome, as a link to its approach if it has one.
   *
   * @param {string} id
   */
  function renderTitle(id) {
    const link = copyPart(id, "approach");
    if (link) link.textContent = getTitle(id);
    return link || getTitle(id);
  }

  /**
   * Render the small linked numbers of sources.
   *
   * @param {string[]} ids
   */
  function renderCitations(ids) {
    return ids.map((id) => {
      const source = document.getElementById(`source-${id}`);
      if (!source) return null;
      const number = [...(source.parentElement?.children || [])].indexOf(source) + 1;
      const title = source.querySelector("a,cite")?.textContent;
      const attributes = { class: "wm-cite", href: `#source-${id}`, "aria-label": t("source", { number, title }) };
      return h("a", attributes, String(number));
    });
  }

  return {
    LIST_LIMIT,
    renderSection,
    renderList,
    joinNames,
    getTitle,
    nameOutcomes,
    quoteAnswer,
    formatPoints,
    copyPart,
    renderTitle,
    renderCitations,
  };
})();
