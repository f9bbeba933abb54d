/**
 * Ways to save the file, or to send it to the editors. Nothing leaves this page before a reader chooses one of them.
 */
const ContributeSubmit = (() => {
  "use strict";

  const { h, find, copyText } = SharedPage;
  const { pageData, state, t, markSaved } = ContributeState;
  const { nameFile } = ContributeText;

  /**
   * Render the part of the page that offers them.
   *
   * @param {string} text  the file
   * @returns {Child[]}
   */
  function renderSubmit(text) {
    const status = h("p", { class: "wm-small" });
    const tell = (/** @type {string} */ words) => {
      status.textContent = words;
      ContributeFieldBox.announce(words);
    };
    const select = () => getSelection()?.selectAllChildren(find(document, "#form-file", HTMLElement));
    const copy = async () => tell(t((await copyText(text, select)) ? "notice.copied" : "notice.not_copied"));
    const download = () => {
      const name = nameFile(state.data);
      ContributeFiles.saveFile(name, text);
      markSaved();
      tell(t("notice.saved", { name }));
    };
    const downloadButton = h("button", { type: "button", class: "wm-button", click: download }, t("send.download"));
    return [
      h("p", { class: "wm-form__buttons" }, downloadButton, ContributeFieldBox.renderQuietButton(copy, t("send.copy"))),
      status,
      h("p", {}, t("send.download_lead")),
      pageData.repository ? renderLinks(text) : h("p", {}, t("send.nowhere")),
    ];
  }

  /**
   * Render the links to the repository.
   *
   * @param {string} text
   */
  function renderLinks(text) {
    const name = nameFile(state.data);
    const title = state.data.title || "";
    const { file, issue, isPublished } = ContributeSubmitLinks.makeLinks(pageData, { name, title, text }, t);
    return [
      renderLink(
        t("send.github"),
        t(isPublished ? "send.edit_lead" : "send.github_lead"),
        file,
        file.fits || isPublished,
      ),
      renderLink(t("send.issue"), t("send.issue_lead"), issue, issue.fits),
    ];
  }

  /**
   * @param {string} words
   * @param {string} lead
   * @param {SubmitLink} link
   * @param {boolean} isComplete  whether nothing has to be said about the length of the text
   */
  const renderLink = (words, lead, { href }, isComplete) => [
    h(
      "p",
      { class: "wm-send__way" },
      h("a", { href, target: "_blank", rel: "noopener" }, words, h("span", { class: "wm-small" }, t("send.new_tab"))),
    ),
    h("p", {}, lead, isComplete ? "" : ` ${t("send.long")}`),
  ];

  return { renderSubmit };
})();
