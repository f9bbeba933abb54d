/** The list of cards of case studies. It keeps the cards that come with the page, and renders others like them. */
const LibraryCaseList = (() => {
  "use strict";

  const { h, find, findAll, formatDay } = SharedPage;

  class CaseList {
    /**
     * @param {HTMLElement} root
     * @param {InstanceType<typeof LibraryCaseFinder.CaseFinder>} finder
     * @param {Translate} t
     */
    constructor(root, finder, t) {
      this.finder = finder;
      this.t = t;
      this.list = LibraryFilterForm.findPart(root, "list");
      this.template = find(root, "template[data-part=card]", HTMLTemplateElement);
      this.firstCards = findAll(this.list, "[data-case]", HTMLElement);
      this.cards = new Map(this.firstCards.map((card) => [card.dataset.case, card]));
    }

    /**
     * Load the cards of some cases.
     *
     * @param {number[]} indexes
     */
    loadCards(indexes) {
      return Promise.all(indexes.map((index) => this.loadCard(index)));
    }

    /** @param {number} index */
    async loadCard(index) {
      const data = await this.finder.loadCard(index);
      const card = this.cards.get(data.id) ?? this.renderCard(data);
      this.cards.set(data.id, card);
      return card;
    }

    /** @param {CaseCard} data */
    renderCard(data) {
      const { t } = this;
      const fragment = /** @type {DocumentFragment} */ (this.template.content.cloneNode(true));
      const card = find(fragment, "li", HTMLElement);
      const findSlot = (/** @type {string} */ name) => find(card, `[data-slot=${name}]`, HTMLElement);
      const date = formatDay(data.checked);
      const [[statusId, status]] = data.listValues("status");
      const [[level, levelWords]] = data.listValues("evidence");
      const statusText = statusId === "unknown" ? t("unknown") : status;
      const approaches = data.listValues("approach").map(([, label]) => h("li", { class: "wm-chip" }, label));
      card.dataset.case = data.id;
      findSlot("title").textContent = data.title;
      find(card, "a[data-slot=title]", HTMLAnchorElement).href += `${data.id}/`;
      findSlot("status").classList.add(`wm-status--${statusId}`);
      findSlot("status").textContent = data.isStale ? t("stale", { status, date }) : statusText;
      findSlot("place").textContent = data.place;
      findSlot("summary").textContent = data.summary;
      findSlot("approaches").append(...approaches);
      findSlot("evidence").textContent = t("evidence", { level, words: levelWords.toLowerCase() });
      findSlot("checked").textContent = t("checked", { date });
      findSlot("level").dataset.level = level;
      return card;
    }

    /** @param {HTMLElement[]} cards */
    show(cards) {
      this.list.replaceChildren(...cards);
    }

    /**
     * Move the focus to the title of a card.
     *
     * @param {number} position
     */
    focusCard(position) {
      this.list.children[position]?.querySelector("a")?.focus();
    }
  }

  return { CaseList };
})();
