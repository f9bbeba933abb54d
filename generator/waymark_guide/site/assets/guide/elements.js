/** The elements and texts that more than one view of a guide needs. */
const GuideElements = (() => {
  "use strict";
  const { h, resolvePath } = SharedPage;
  const { t, getQuestion } = GuideData;

  /**
   * Parse safe HTML of the build. Its links begin at the site's root, wherever that is.
   *
   * @param {string} html
   */
  function parseHtml(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const link of template.content.querySelectorAll('a[href^="/"]'))
      link.setAttribute("href", resolvePath(String(link.getAttribute("href")).slice(1)));
    return template.content;
  }

  /** @param {string} html */
  const toPlainText = (html) => parseHtml(html).textContent || "";

  /**
   * Render text for people who listen to the page.
   *
   * @param {string} text
   */
  const renderHidden = (text) => h("span", { class: "wm-hidden" }, text);

  /**
   * Copy the element in a `<template>` of the page.
   *
   * @param {string} id
   * @returns {HTMLElement | null} null if the page has no such template
   */
  function copyTemplate(id) {
    const template = document.getElementById(id);
    if (!(template instanceof HTMLTemplateElement)) return null;
    return /** @type {HTMLElement | null} */ (document.importNode(template.content, true).firstElementChild);
  }

  /**
   * Return the words of an answer: one label, several, or "I don't know".
   *
   * @param {string} id
   * @param {string | string[]} answer
   */
  function formatAnswer(id, answer) {
    if (answer === "?") return t("dont_know");
    const { options } = getQuestion(id);
    return [answer]
      .flat()
      .map((optionId) => toPlainText(options.find((option) => option.id === optionId)?.label ?? optionId))
      .join("; ");
  }

  /**
   * Render a list of answers, each with its origin, if it was not given here, and a link to change it.
   *
   * @param {string[]} ids
   * @param {Answers} answers
   * @param {ReaderState} state
   * @param {GuideActions} actions
   * @param {boolean} [hasOrigins]
   */
  function renderAnswers(ids, answers, state, { change }, hasOrigins = true) {
    const rows = ids.map((id) => {
      const { text } = getQuestion(id);
      const origin = hasOrigins && state.findOrigin(id, answers[id]);
      return h(
        "div",
        {},
        h("dt", {}, parseHtml(text)),
        h("dd", {}, formatAnswer(id, answers[id]), origin && h("small", {}, " ", t(origin))),
        h(
          "dd",
          {},
          h(
            "a",
            { href: `#${state.writeChange(id)}`, "data-change": id, click: () => change(id) },
            t("change"),
            renderHidden(` ${t("change_which", { question: toPlainText(text) })}`),
          ),
        ),
      );
    });
    return h("dl", { class: "wm-answers" }, rows);
  }

  return { parseHtml, toPlainText, renderHidden, copyTemplate, formatAnswer, renderAnswers };
})();
