/** The cases that a reader chooses to compare: a box on each card, and a bar with a link to the comparison. */
const LibraryComparedCases = (() => {
  "use strict";

  const { h, find, findAll } = SharedPage;
  const { findPart } = LibraryFilterForm;
  const MAX_CASES = 3;
  const ID = /^[a-z0-9-]+$/;

  class ComparedCases {
    /**
     * @param {HTMLElement} root
     * @param {Translate} t
     * @param {() => void} onChange  is called after a reader has changed the choice
     */
    constructor(root, t, onChange) {
      this.root = root;
      this.t = t;
      this.onChange = onChange;
      /** @type {string[]} */
      this.ids = [];
      this.list = findPart(root, "list");
    }

    /** Set the choice by the address. */
    readAddress() {
      const text = new URLSearchParams(location.search).get("compare") ?? "";
      const ids = text.split(",").map((id) => SharedLink.findMeant(id, (spelling) => ID.test(spelling)));
      this.ids = ids.filter((id) => ID.test(id)).slice(0, MAX_CASES);
    }

    /**
     * Add a box to a card, if it has none yet.
     *
     * @param {HTMLElement} card
     */
    addBox(card) {
      if (card.querySelector("input")) return;
      const { t } = this;
      const title = find(card, "a", HTMLElement).textContent;
      const box = h("input", { type: "checkbox", change: () => this.choose(card.dataset.case ?? "", box.checked) });
      const label = [box, ` ${t("compare")}`, h("span", { class: "wm-hidden" }, `: ${title}`)];
      find(card, ".wm-case__foot", HTMLElement).append(h("label", { class: "wm-case__compare" }, ...label));
    }

    /**
     * @param {string} id
     * @param {boolean} isChosen
     */
    choose(id, isChosen) {
      this.change(isChosen ? [...this.ids, id].slice(0, MAX_CASES) : this.ids.filter((other) => other !== id));
    }

    /** @param {string[]} ids */
    change(ids) {
      this.ids = ids;
      this.onChange();
      this.render();
    }

    /** Show the choice in the boxes and in the bar. */
    render() {
      const { ids, t, root } = this;
      const isFull = ids.length >= MAX_CASES;
      for (const card of findAll(this.list, "[data-case]", HTMLElement)) {
        const box = find(card, ".wm-case__compare input", HTMLInputElement);
        box.checked = ids.includes(card.dataset.case ?? "");
        box.disabled = isFull && !box.checked;
      }
      findPart(root, "compare").hidden = !ids.length;
      findPart(root, "compare-count").textContent =
        t("compare_count", { count: ids.length }) + (isFull ? ` ${t("compare_most")}` : "");
      const link = find(root, '[data-part="compare-go"]', HTMLAnchorElement);
      link.hidden = ids.length < 2;
      link.hash = ids.join(",");
    }
  }

  return { ComparedCases };
})();
