/**
 * The questionnaire on screen: its sections in any order, and the answers in the address or in a file. Without script
 * the page is the same form, to fill in and print.
 */
(() => {
  "use strict";

  const { h, find, findAll, readJson, makeTranslate, formatDay } = SharedPage;
  const { listGathers, makeAnswers, isEmpty, countProgress } = PrepareAnswers;
  const { SUMMARY, writeFacts, readFragment, writeFragment } = PrepareSavedAnswers;
  const { downloadAnswers, renderButton, renderWarnings } = PrepareSaving;
  const MAX_LINK_LENGTH = 2000;
  const SAVE_DELAY = 250;
  const GUIDE_PATH = /\/decision-trees\/[a-z0-9-]+\/(?:index\.html)?$/;

  /** @type {PrepareData} */
  const data = readJson("prepare-data");
  const root = find(document, "[data-module=prepare]", HTMLElement);
  const formElement = find(root, "form", HTMLFormElement);
  const intro = find(root, "[data-start]", HTMLElement);
  const t = makeTranslate(data.strings);
  const form = new PrepareAnswerForm.AnswerForm(formElement, data);
  const pageTitle = document.title;
  /** The section of each question, and of each section itself. */
  const sectionById = new Map(
    data.sections.flatMap(({ id, gathers }) => [id, ...gathers.map((gather) => gather.id)].map((each) => [each, id])),
  );
  /** @type {PreparePage} */
  const page = { data, form, t, answers: makeAnswers(), renderLink, renderActions, saveLater };
  let view = ""; // empty for the list of sections, the id of a section, or the summary
  /** @type {Child[]} */
  let notices = [];
  let timer = 0;

  const counter = h("p", { class: "wm-prepare__count", role: "status" });
  const linkWarning = h("div", { class: "wm-prepare__long wm-prepare__screen", role: "status" });
  const stage = h("div", { class: "wm-prepare__stage" });
  const onward = h("div", { class: "wm-prepare__below wm-prepare__screen" });
  const about = h("details", { class: "wm-prepare__about wm-prepare__screen" }, h("summary", {}, t("about")));

  /** @param {string} nextView */
  const formatHash = (nextView) => `#${writeFragment(data, page.answers, nextView)}`;

  /** Write the answers into the address, and into the links to other views. */
  function save() {
    clearTimeout(timer);
    timer = 0;
    history.replaceState({ prepare: true }, "", formatHash(view));
    for (const link of findAll(root, "a[data-view]", HTMLAnchorElement))
      link.hash = formatHash(link.dataset.view ?? "");
    const isTooLong = location.href.length > MAX_LINK_LENGTH;
    if (isTooLong === linkWarning.hasChildNodes()) return;
    const saveButton = renderButton(t("save"), () => downloadAnswers(data, page.answers));
    linkWarning.replaceChildren(...(isTooLong ? [h("p", {}, t("too_long")), h("p", {}, saveButton)] : []));
  }

  function saveLater() {
    clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_DELAY);
  }

  /** Show how many questions are answered. */
  function updateCounter() {
    const section = data.sections.find(({ id }) => id === view);
    const all = countProgress(page.answers, listGathers(data));
    const texts = [t(all.unknown ? "count_unknown" : "count", all)];
    if (section) texts.unshift(t("here", countProgress(page.answers, section.gathers)));
    const text = texts.join(" ");
    if (counter.textContent !== text) counter.textContent = text;
  }

  /**
   * @param {string} nextView
   * @param {string} text
   * @param {Record<string, AttributeValue>} [attributes]
   */
  function renderLink(nextView, text, attributes) {
    return h("a", { ...attributes, href: formatHash(nextView), "data-view": nextView }, text);
  }

  /** @param {string} printKey */
  function renderActions(printKey) {
    return PrepareSaving.renderActions(page, printKey, {
      save,
      clear: () => replaceAnswers(makeAnswers(), [t("again_done")]),
      open: openFile,
    });
  }

  /**
   * Show a view, and move the focus to it.
   *
   * @param {string} nextView
   * @param {{heading?: string, addsStep?: boolean}} [options]  the question to which the page scrolls, and whether the
   *   view is a new step of the history
   */
  function show(nextView, { heading, addsStep = true } = {}) {
    if (addsStep) {
      save();
      history.pushState({ prepare: true }, "", formatHash(nextView));
    }
    view = nextView;
    render();
    const target = heading
      ? document.getElementById(heading)
      : (stage.querySelector("[tabindex]") ?? document.getElementById(view) ?? root.querySelector("h1"));
    if (!(target instanceof HTMLElement)) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    if (heading) target.scrollIntoView();
    else scrollTo(0, 0);
  }

  function render() {
    const section = data.sections.find(({ id }) => id === view);
    root.dataset.view = section ? "part" : view || "parts";
    if (isEmpty(page.answers)) stage.before(intro);
    else about.append(intro); // A reader who has begun comes for the sections.
    intro.hidden = about.hidden = Boolean(view);
    for (const part of findAll(formElement, "[data-part]", HTMLElement)) part.hidden = part.dataset.part !== view;
    stage.replaceChildren(...renderStage(Boolean(section)));
    onward.replaceChildren(...(section ? [renderOnward(section)] : []));
    const title = section ? form.getHeading(view) : t("summary");
    document.title = view ? `${title} - ${pageTitle}` : pageTitle;
    notices = [];
    updateCounter();
    save();
  }

  /**
   * Render what is shown above the form, or in its place.
   *
   * @param {boolean} isSection
   */
  function renderStage(isSection) {
    const back = h("p", { class: "wm-prepare__screen" }, renderLink("", t("back"), { class: "wm-back" }));
    const attributes = { class: "wm-note wm-prepare__screen", tabindex: "-1" };
    const renderView = () =>
      view === SUMMARY ? [PrepareSummaryView.renderSummary(page)] : PrepareSectionsView.renderSections(page);
    return h(
      "div",
      {},
      view && back,
      ...notices.map((notice) => h("div", attributes, notice)),
      ...(isSection ? [] : renderView()),
    ).childNodes;
  }

  /**
   * Render the links below a section.
   *
   * @param {PrepareSection} section
   */
  function renderOnward(section) {
    const next = data.sections[data.sections.indexOf(section) + 1];
    const text = next ? t("next", { title: form.getHeading(next.id) }) : t("to_summary");
    return h(
      "p",
      { class: "wm-onward" },
      renderLink(next ? next.id : SUMMARY, text, { class: "wm-button" }),
      renderLink("", t("back")),
    );
  }

  /** @param {PrepareFile | {error: string}} file */
  function openFile(file) {
    if ("error" in file) {
      notices = [t(`fault.${file.error}`)];
      show(view, { addsStep: false });
      return;
    }
    const date = file.savedOn && formatDay(file.savedOn, t("dates"));
    replaceAnswers(file.answers, [date ? t("opened_saved", { date }) : t("opened"), ...renderWarnings(file, page)]);
  }

  /**
   * Replace the answers, and offer to put the former ones back.
   *
   * @param {PreparedAnswers} answers
   * @param {Child[]} messages
   * @param {{addsStep?: boolean}} [options]
   */
  function replaceAnswers(answers, [message, ...warnings], { addsStep = true } = {}) {
    const former = page.answers;
    const putBack = () => replaceAnswers(former, [t("put_back_done")]);
    page.answers = answers;
    form.fill(answers);
    notices = [
      [h("p", {}, message), !isEmpty(former) && h("p", {}, renderButton(t("put_back"), putBack))],
      ...warnings,
    ];
    show("", { addsStep: addsStep && Boolean(view) });
  }

  /**
   * Show what the address says: when the page opens, on Back and Forward, and when a link is pasted over the address.
   *
   * @param {{isFirst: boolean}} options  whether the page opens
   */
  function readAddress({ isFirst }) {
    const hash = SharedLink.getFragment();
    if (!isFirst && history.state?.prepare) {
      show(readFragment(data, hash).view, { addsStep: false });
      return;
    }
    if (hash && !hash.includes("=")) {
      const section = sectionById.get(hash);
      if (section) show(section, { heading: hash, addsStep: false });
      else if (isFirst) render();
      return;
    }
    const read = (/** @type {string} */ text) => readFragment(data, text);
    const fragment = SharedLink.readMended(hash, read, ({ rejected }) => rejected.length);
    const warnings = renderWarnings(fragment, page);
    if (!fragment.version && fragment.answers.facts.size) warnings.push(t("returned"));
    if (!isFirst && !isEmpty(page.answers)) {
      replaceAnswers(fragment.answers, [t("replaced"), ...warnings], { addsStep: false });
      return;
    }
    page.answers = fragment.answers;
    view = fragment.view;
    notices = warnings;
    form.fill(page.answers);
    render();
  }

  /**
   * Add the answers to a link to a guide, and open links to views and to questions without changing the answers.
   *
   * @param {MouseEvent} event
   */
  function followLink(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    if (GUIDE_PATH.test(link.pathname) && !link.hash) {
      if (timer) save();
      const facts = writeFacts(data, page.answers);
      if (facts) link.hash = `p=${facts}`;
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // The link opens in a tab or window of its own.
    if (link.dataset.view !== undefined) {
      event.preventDefault();
      show(link.dataset.view);
    } else if (link.getAttribute("href")?.startsWith("#")) {
      event.preventDefault();
      scrollToAnchor(link.getAttribute("href")?.slice(1) ?? "");
    }
  }

  /**
   * Go to a place on this page. The address stays as it is, because it holds the answers.
   *
   * @param {string} id
   */
  function scrollToAnchor(id) {
    const section = sectionById.get(id);
    if (section) {
      show(section, { heading: id });
      return;
    }
    const target = document.getElementById(id);
    if (!target) return;
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView();
  }

  form.addClearButtons(t("clear"), (fact) => {
    page.answers.facts.delete(fact);
    form.fillFact(fact, page.answers);
    form.listInputs(fact)[0].focus();
    updateCounter();
    save();
  });
  find(root, "h1", HTMLElement).after(counter, linkWarning);
  formElement.before(stage);
  formElement.after(onward, about);
  formElement.addEventListener("input", ({ target }) => {
    form.read(target, page.answers);
    updateCounter();
    saveLater();
  });
  formElement.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => readAddress({ isFirst: false }));
  for (const name of ["pagehide", "beforeprint"]) addEventListener(name, () => timer && save());
  document.addEventListener("click", followLink);
  readAddress({ isFirst: true });
})();
