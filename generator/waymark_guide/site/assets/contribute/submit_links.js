/**
 * The links with which a file is handed to the editors. This script needs no page.
 *
 * @typedef {{href: string, fits: boolean}} SubmitLink  `fits` tells whether the link holds the whole text.
 * @typedef {{file: SubmitLink, issue: SubmitLink, isPublished: boolean}} SubmitLinks
 */
const ContributeSubmitLinks = (() => {
  "use strict";

  /** The most characters of a link that every browser and server takes. */
  const MAX_LENGTH = 6000;

  /**
   * Write a text as a block of code in Markdown, with a fence that nothing in the text can close.
   *
   * @param {string} text
   */
  function fenceText(text) {
    const lengths = (text.match(/`+/g) || []).map((run) => run.length);
    const fence = "`".repeat(Math.max(2, ...lengths) + 1);
    return `${fence}yaml\n${text}${fence}\n`;
  }

  /**
   * @param {string} base
   * @param {Record<string, string>} values
   */
  function makeAddress(base, values) {
    const query = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${base}?${query.join("&")}`;
  }

  /**
   * Choose the link with the whole text, or the one without it if the other is too long.
   *
   * @param {string} whole
   * @param {string} short
   * @returns {SubmitLink}
   */
  const chooseLink = (whole, short) =>
    whole.length < MAX_LENGTH ? { href: whole, fits: true } : { href: short, fits: false };

  /**
   * Make the links to the repository.
   *
   * @param {Pick<FormPageData, "repository" | "branch" | "names">} pageData
   * @param {{name: string, title: string, text: string}} file  `title` is that of the case
   * @param {Translate} t
   * @returns {SubmitLinks}
   */
  function makeLinks({ repository, branch, names }, { name, title: caseTitle, text }, t) {
    const isPublished = Object.hasOwn(names.known["case-study"], name.replace(/\.yaml$/, ""));
    const newFile = `${repository}/new/${branch}/case_studies`;
    const newIssue = `${repository}/issues/new`;
    const title = t("send.issue_title", { title: caseTitle });
    const body = `${t("send.issue_body", { name })}\n\n${fenceText(text)}`;
    return {
      file: isPublished
        ? { href: `${repository}/edit/${branch}/case_studies/${name}`, fits: false }
        : chooseLink(makeAddress(newFile, { filename: name, value: text }), makeAddress(newFile, { filename: name })),
      issue: chooseLink(makeAddress(newIssue, { title, body }), makeAddress(newIssue, { title })),
      isPublished,
    };
  }

  return { makeLinks };
})();
