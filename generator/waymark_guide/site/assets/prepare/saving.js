/** The buttons that save, open, copy, print and clear the answers, and the files that they write and read. */
const PrepareSaving = (() => {
  "use strict";

  const { h, getToday, copyText } = SharedPage;
  const { readFile, writeFile } = PrepareSavedAnswers;
  const MAX_FILE_SIZE = 500_000;
  const DOWNLOAD_TIME = 60_000;

  /**
   * Download the answers as a file.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {PreparedAnswers} answers
   */
  function downloadAnswers(questionnaire, answers) {
    const day = getToday();
    const slug = answers.title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 40);
    const blob = new Blob([writeFile(questionnaire, answers, day)], { type: "application/json" });
    const address = URL.createObjectURL(blob);
    h("a", { href: address, download: `prepare-${slug || "answers"}-${day}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD_TIME);
  }

  /**
   * Read the file that a reader has chosen.
   *
   * @param {PrepareQuestionnaire} questionnaire
   * @param {File} file
   * @returns {Promise<PrepareFile | {error: string}>}
   */
  async function openFile(questionnaire, file) {
    if (file.size > MAX_FILE_SIZE) return { error: "too_large" };
    try {
      return readFile(questionnaire, await file.text());
    } catch {
      return { error: "unreadable" };
    }
  }

  /**
   * Render a button.
   *
   * @param {string} label
   * @param {() => void} click
   */
  const renderButton = (label, click) =>
    h("button", { type: "button", class: "wm-button wm-button--quiet", click }, label);

  /**
   * Render the buttons.
   *
   * @param {PreparePage} page
   * @param {string} printKey  of the words of the button that prints
   * @param {object} handlers
   * @param {() => void} handlers.save  writes the answers into the address
   * @param {() => void} handlers.clear
   * @param {(file: PrepareFile | {error: string}) => void} handlers.open
   */
  function renderActions({ data, answers, t }, printKey, { save, clear, open }) {
    const status = h("span", { role: "status" });
    const copyLink = async () => {
      save();
      if (await copyText(location.href)) status.replaceChildren(t("copied"));
      else showLink(status, t);
    };
    const fileInput = h("input", {
      type: "file",
      id: "prepare-open",
      accept: ".json,application/json",
      change: async () => {
        const [file] = fileInput.files ?? [];
        if (!file) return;
        const found = await openFile(data, file);
        fileInput.value = "";
        open(found);
      },
    });
    const download = () => {
      downloadAnswers(data, answers);
      status.replaceChildren(t("saved"));
    };
    return h(
      "div",
      { class: "wm-prepare__actions" },
      h(
        "p",
        { class: "wm-actions" },
        renderButton(t("save"), download),
        renderButton(t("copy"), copyLink),
        renderButton(t(printKey), () => print()),
        renderButton(t("again"), clear),
        status,
      ),
      h("p", { class: "wm-prepare__open" }, h("label", { for: "prepare-open" }, t("open")), " ", fileInput),
    );
  }

  /**
   * Show the link in a box, so that a reader can copy it.
   *
   * @param {HTMLElement} status
   * @param {Translate} t
   */
  function showLink(status, t) {
    const box = h("input", { readonly: true, "aria-label": t("link"), value: location.href });
    status.replaceChildren(t("copy_by_hand"), " ", box);
    box.select();
  }

  /**
   * Render what a reader should know about answers from a link or a file.
   *
   * @param {{version: string | null, rejected: string[]}} source
   * @param {PreparePage} page
   * @returns {Child[]}
   */
  function renderWarnings({ version, rejected }, { data, t }) {
    const warnings = [];
    if (version && version !== data.version) warnings.push(t("outdated", { old: version, version: data.version }));
    if (rejected.length) {
      warnings.push([h("p", {}, t("damaged")), h("ul", {}, ...rejected.map((each) => h("li", {}, each)))]);
    }
    return warnings;
  }

  return { downloadAnswers, renderActions, renderButton, renderWarnings };
})();
