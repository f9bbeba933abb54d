/**
 * Filters, searches and sorts the list of case studies, and keeps the choice in the address. Without script the whole
 * list is on numbered pages, and "Browse by" leads to a page for each value.
 */
(() => {
  "use strict";

  const { find, findAll, readJson, makeTranslate } = SharedPage;
  const { findPart, formatAddress } = LibraryFilterForm;
  const PAGE_SIZE = 20;
  const TYPING_DELAY = 250;

  if (!document.getElementById("library-form")) return; // There are no cases yet.
  const root = find(document, "[data-module=library]", HTMLElement);
  const t = makeTranslate(readJson("library-words"));
  const heading = find(document, "#library-results", HTMLElement);
  const openButton = findPart(root, "open");
  const moreButton = find(root, "[data-part=more] button", HTMLButtonElement);
  const finder = new LibraryCaseFinder.CaseFinder(root.dataset.folder ?? "");
  const form = new LibraryFilterForm.FilterForm(find(root, "form", HTMLFormElement));
  const list = new LibraryCaseList.CaseList(root, finder, t);
  const compared = new LibraryComparedCases.ComparedCases(root, t, () => writeAddress());
  const filters = new LibraryFiltersView.FiltersView(root, form, t, () => {
    change();
    heading.focus();
  });
  const orderByTitle = form.sortList.options[0].text;
  let shown = PAGE_SIZE;
  let wasTyped = false; // whether the last change was typed: typing is one step of the history, not one for each letter
  let updateCount = 0; // tells an update whether a later one has begun
  let timer = 0;

  /** @param {string} text */
  function showNotice(text) {
    const notice = findPart(root, "notice");
    notice.textContent = text;
    notice.hidden = !text;
  }

  /** Set the page by the address, and say if the address names something that the form does not have. */
  function readAddress() {
    const isComplete = form.readAddress();
    compared.readAddress();
    shown = Number(history.state?.shown) || PAGE_SIZE;
    showNotice(isComplete ? "" : t("dropped"));
  }

  /**
   * Write the choice into the address, as a new step of the history. What is typed replaces what was typed just before.
   *
   * @param {boolean} [isTyped]
   */
  function writeAddress(isTyped = false) {
    const address = formatAddress(form.readQuery(), compared.ids);
    if (address === location.pathname + location.search) return;
    history[isTyped && wasTyped ? "replaceState" : "pushState"](null, "", address);
    wasTyped = isTyped;
  }

  /**
   * Write the choice into the address, and show what it finds.
   *
   * @param {boolean} [isTyped]
   */
  function change(isTyped = false) {
    writeAddress(isTyped);
    shown = PAGE_SIZE;
    showNotice("");
    update();
  }

  /** Find the cases that the form chooses, and show them. */
  async function update() {
    const mine = (updateCount += 1);
    const query = form.readQuery();
    try {
      const answer = await finder.find(query);
      if (mine !== updateCount) return;
      const isFirstView = !isFiltered(query) && !query.sort && shown === PAGE_SIZE;
      const cards = isFirstView ? list.firstCards : await list.loadCards(answer.hits.slice(0, shown));
      if (mine === updateCount) render(query, answer, cards, isFirstView);
    } catch {
      showNotice(t("broken"));
    }
  }

  /** @param {CaseQuery} query */
  const isFiltered = ({ chosen, typed }) => Boolean(typed) || Object.values(chosen).some((values) => values.length);

  /**
   * Show what a query finds. Only the query is read and not the form, which may already hold the next one.
   *
   * @param {CaseQuery} query
   * @param {CaseAnswer} answer
   * @param {HTMLElement[]} cards
   * @param {boolean} isFirstView  whether the list is as it comes with the page
   */
  function render(query, answer, cards, isFirstView) {
    for (const card of cards) compared.addBox(card);
    list.show(cards);
    renderCount(query, answer);
    renderPaging(answer.hits.length, isFirstView);
    form.sortList.options[0].text = query.typed ? t("best") : orderByTitle;
    filters.render(query, answer);
    compared.render();
  }

  /**
   * Show how many cases there are, and which words are used instead of mistyped ones.
   *
   * @param {CaseQuery} query
   * @param {CaseAnswer} answer
   */
  function renderCount(query, { hits, total, words }) {
    const count = isFiltered(query) ? t("some", { count: hits.length, total }) : t("all", { count: total });
    const corrections = words
      .filter((word) => word.isNear && word.used.length)
      .map((word) => t("meant", { typed: word.typed, used: word.used.join("”, “") }));
    const note = findPart(root, "meant");
    note.textContent = corrections.join(" ");
    note.hidden = !corrections.length;
    findPart(root, "count-of-all").textContent = count;
    findPart(root, "status").textContent = hits.length ? [count, ...corrections].join(". ") : t("none");
  }

  /**
   * Show the links to further pages if the list is as it comes with the page, or else a button that shows more cases.
   *
   * @param {number} count
   * @param {boolean} isFirstView
   */
  function renderPaging(count, isFirstView) {
    for (const links of findAll(root, '[data-part="pages"]', HTMLElement)) links.hidden = !isFirstView;
    findPart(root, "more").hidden = isFirstView || count <= shown;
    moreButton.textContent = t("more", { count: Math.min(PAGE_SIZE, count - shown) });
  }

  /** @param {boolean} isOpen */
  const openFilters = (isOpen) => openButton.setAttribute("aria-expanded", String(isOpen));

  form.wordBox.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(change, TYPING_DELAY, true);
  });
  form.form.addEventListener("change", (event) => {
    if (event.target !== form.wordBox) change();
  });
  form.sortList.addEventListener("change", () => change());
  form.form.addEventListener("reset", () =>
    setTimeout(() => {
      form.sortList.selectedIndex = 0;
      change();
      heading.focus();
    }),
  );
  form.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    change();
    openFilters(false);
    if (event.submitter?.matches(".wm-filters__show")) heading.focus();
  });
  moreButton.addEventListener("click", async () => {
    const next = shown;
    shown += PAGE_SIZE;
    history.replaceState({ shown }, "", location.href); // Back from a case shows as many again.
    await update();
    list.focusCard(next);
  });
  openButton.addEventListener("click", () => openFilters(openButton.getAttribute("aria-expanded") !== "true"));
  findPart(root, "compare-clear").addEventListener("click", () => {
    compared.change([]);
    heading.focus();
  });
  addEventListener("popstate", () => {
    clearTimeout(timer); // What was typed is left behind with its address.
    wasTyped = false;
    readAddress();
    update();
  });
  readAddress();
  if (location.search || shown > PAGE_SIZE) update();
  else list.firstCards.forEach((card) => compared.addBox(card));
})();
