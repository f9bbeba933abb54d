/**
 * Fills the box for a report with what the link to this page says, for a reader to write on and copy. Without script
 * the page says what to report and where.
 */
(() => {
  "use strict";

  const { find, readJson, copyText } = SharedPage;
  const MAX_LENGTH = 300;
  /** @type {Record<string, string>} */
  const words = readJson("report-words");
  const box = find(document, "#report-text", HTMLTextAreaElement);
  const status = find(document, "#report-status", HTMLElement);
  let isTyped = false;

  /**
   * Return a value of the link as one short line. Anybody can write a link, so here it is text and nothing more.
   *
   * @param {string} name
   */
  function readValue(name) {
    const value = new URLSearchParams(location.hash.slice(1)).get(name) || "";
    return value
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
      .trim()
      .slice(0, MAX_LENGTH);
  }

  /** Fill the box with what the link says. */
  function fillBox() {
    const names = ["page", "figure", "value"].filter((name) => readValue(name) || name === "page");
    const lines = names.map((name) => words[`form.${name}`].replace(`{${name}}`, () => readValue(name)));
    const questions = ["problem", "source", "interest"].flatMap((name) => [words[`form.${name}`], "", ""]);
    box.value = `${[...lines, "", ...questions].join("\n").trimEnd()}\n`;
  }

  /** Keep what was typed for this address, so that it is there again when the page is loaded again. */
  const keepTyped = () => history.replaceState({ typed: box.value }, "");

  box.addEventListener("input", () => {
    isTyped = true;
    keepTyped();
  });
  find(document, "#report-copy", HTMLElement).addEventListener("click", async () => {
    const isCopied = await copyText(box.value, () => {
      box.focus();
      box.select();
    });
    status.textContent = isCopied ? words.copied : words.not_copied;
  });
  addEventListener("hashchange", () => (isTyped ? keepTyped() : fillBox()));
  fillBox();
  if (history.state?.typed) {
    isTyped = true;
    box.value = history.state.typed;
  }
  find(document, "#report-form", HTMLElement).hidden = false;
})();
