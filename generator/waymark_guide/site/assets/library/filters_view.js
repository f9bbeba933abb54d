/**
 * Shows the filters in use, how many cases each value would leave, and what to leave out if nothing is found. All of
 * this is about the query that was searched. The form may already hold another one, because a reader goes on typing.
 */
const LibraryFiltersView = (() => {
  "use strict";

  const { h } = SharedPage;
  const { splitWords } = SearchWordIndex;
  const { findPart, getLabel, listChosenBoxes } = LibraryFilterForm;

  class FiltersView {
    /**
     * @param {HTMLElement} root
     * @param {InstanceType<typeof LibraryFilterForm.FilterForm>} form
     * @param {Translate} t
     * @param {() => void} onRemove  is called after a button removes something from the form
     */
    constructor(root, form, t, onRemove) {
      this.root = root;
      this.form = form;
      this.t = t;
      this.onRemove = onRemove;
    }

    /**
     * @param {CaseQuery} query
     * @param {CaseAnswer} answer
     */
    render(query, answer) {
      this.renderCounts(answer.counts);
      this.renderFilters(query);
      this.renderSuggestions(query, answer);
    }

    /**
     * Show at each value how many cases it would leave.
     *
     * @param {Record<string, number[]>} counts
     */
    renderCounts(counts) {
      for (const { id, boxes } of this.form.groups) {
        for (const [index, box] of boxes.entries()) {
          const option = /** @type {HTMLElement} */ (box.parentElement);
          findPart(option, "count").textContent = counts[id][index].toLocaleString("en-GB");
          option.classList.toggle("wm-option--none", !counts[id][index]);
        }
      }
    }

    /**
     * Show a button to remove each filter in use, and how many values are chosen in each facet.
     *
     * @param {CaseQuery} query
     */
    renderFilters(query) {
      const { form, root, t } = this;
      const buttons = form.groups.flatMap((group) =>
        listChosenBoxes(group, query).map((box) =>
          this.renderFilterButton(`${group.name}: ${getLabel(box)}`, () => (box.checked = false)),
        ),
      );
      if (query.typed) {
        const text = `${t("words")}: ${query.typed}`;
        buttons.push(this.renderFilterButton(text, () => (form.wordBox.value = "")));
      }
      const chips = findPart(root, "chips");
      chips.replaceChildren(...buttons.map((button) => h("li", {}, button)));
      chips.hidden = !buttons.length;
      findPart(root, "in-use").textContent = buttons.length ? t("chosen", { count: buttons.length }) : "";
      for (const group of form.groups) {
        const count = listChosenBoxes(group, query).length;
        findPart(group.details, "chosen").textContent = count ? t("chosen", { count }) : "";
      }
    }

    /**
     * @param {string} text
     * @param {() => void} remove
     */
    renderFilterButton(text, remove) {
      return this.renderButton(remove, h("span", { class: "wm-hidden" }, `${this.t("remove")} `), text);
    }

    /**
     * Return a button that removes something from the form.
     *
     * @param {() => void} remove
     * @param {...Child} children
     */
    renderButton(remove, ...children) {
      const click = () => {
        remove();
        this.onRemove();
      };
      return h("button", { type: "button", click }, ...children);
    }

    /**
     * If nothing is found, show which filter or word a reader can leave out, and how many cases that would find.
     *
     * @param {CaseQuery} query
     * @param {CaseAnswer} answer
     */
    renderSuggestions(query, { hits, without, words }) {
      const { root, form, t } = this;
      const none = findPart(root, "none");
      none.hidden = hits.length > 0;
      if (hits.length) return;
      const suggestions = Object.entries(without)
        .sort((a, b) => b[1] - a[1])
        .map(([id, count]) => {
          const { text, remove } = this.makeSuggestion(id, query);
          return this.renderButton(remove, `${text}: ${t("drop_count", { count })}`);
        });
      const unknown = words.filter((word) => !word.scores.size).map((word) => word.typed);
      const clear = h("button", { type: "button", click: () => form.form.reset() }, t("clear"));
      none.replaceChildren(h("p", {}, h("strong", {}, t("none"))));
      if (unknown.length) none.append(h("p", {}, t("nowhere", { words: unknown.join(" ") })));
      else if (!suggestions.length) none.append(h("p", {}, t("drop_none")));
      none.append(h("ul", {}, ...[...suggestions, clear].map((button) => h("li", {}, button))));
    }

    /**
     * Return the words for leaving something out, and the function that does it.
     *
     * @param {string} id  a key of `CaseAnswer.without`
     * @param {CaseQuery} query
     */
    makeSuggestion(id, query) {
      const { form, t } = this;
      if (id === "q") {
        const text = t("drop", { filter: `${t("words")}: ${query.typed}` });
        return { text, remove: () => (form.wordBox.value = "") };
      }
      if (id.startsWith("q:")) {
        const word = id.slice(2);
        const others = splitWords(query.typed).filter((other) => other !== word);
        return { text: t("drop_word", { word }), remove: () => (form.wordBox.value = others.join(" ")) };
      }
      const group = form.groups.find((each) => each.id === id);
      const boxes = group ? listChosenBoxes(group, query) : [];
      return {
        text: t("drop", { filter: `${group?.name}: ${boxes.map(getLabel).join(", ")}` }),
        remove: () => boxes.forEach((box) => (box.checked = false)),
      };
    }
  }

  return { FiltersView };
})();
