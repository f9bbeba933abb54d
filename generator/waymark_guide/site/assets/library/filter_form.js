/**
 * The form with which a reader filters, searches and sorts case studies, and the address that holds the same.
 *
 * @typedef {{id: string, name: string, details: HTMLDetailsElement, boxes: HTMLInputElement[]}} FacetGroup
 */
const LibraryFilterForm = (() => {
  "use strict";

  const { find, findAll } = SharedPage;

  /**
   * Find a part of the page by the name that the template gives it.
   *
   * @param {ParentNode} parent
   * @param {string} name
   */
  const findPart = (parent, name) => find(parent, `[data-part="${name}"]`, HTMLElement);

  /**
   * Return the words next to a box.
   *
   * @param {HTMLInputElement} box
   */
  const getLabel = (box) => box.parentElement?.querySelector(".wm-option__label")?.textContent ?? "";

  /**
   * List the boxes of a facet that a query chooses.
   *
   * @param {FacetGroup} group
   * @param {CaseQuery} query
   */
  const listChosenBoxes = ({ id, boxes }, { chosen }) => boxes.filter((box) => chosen[id].includes(box.value));

  /**
   * Return the address of this page with a query and the ids of the cases to compare.
   *
   * @param {CaseQuery} query
   * @param {string[]} compared
   */
  function formatAddress({ chosen, typed, sort }, compared) {
    const parameters = new URLSearchParams();
    for (const [facet, values] of Object.entries(chosen)) {
      for (const value of values) parameters.append(facet, value);
    }
    if (typed) parameters.set("q", typed);
    if (sort) parameters.set("sort", sort);
    if (compared.length) parameters.set("compare", compared.join(","));
    const text = String(parameters).replaceAll("%2C", ",");
    return location.pathname + (text && `?${text}`);
  }

  /** The boxes of each facet, the box for words, and the list of orders. */
  class FilterForm {
    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.wordBox = find(form, "[name=q]", HTMLInputElement);
      this.sortList = find(document, "#library-sort", HTMLSelectElement);
      /** @type {FacetGroup[]} */
      this.groups = findAll(form, "[data-facet]", HTMLDetailsElement).map((details) => ({
        id: details.dataset.facet ?? "",
        name: find(details, "legend", HTMLElement).textContent ?? "",
        details,
        boxes: findAll(details, "input[type=checkbox]", HTMLInputElement),
      }));
    }

    /** @returns {CaseQuery} */
    readQuery() {
      const chosen = this.groups.map(({ id, boxes }) => [
        id,
        boxes.filter((box) => box.checked).map((box) => box.value),
      ]);
      return { chosen: Object.fromEntries(chosen), typed: this.wordBox.value.trim(), sort: this.sortList.value };
    }

    /**
     * Set the form by the address, and open the facets in which something is chosen.
     *
     * @returns {boolean} whether the form has every value that the address names
     */
    readAddress() {
      const parameters = new URLSearchParams(location.search);
      let isComplete = true;
      for (const { id, details, boxes } of this.groups) {
        const isKnown = (/** @type {string} */ value) => boxes.some((box) => box.value === value);
        const values = parameters.getAll(id).map((value) => SharedLink.findMeant(value, isKnown));
        for (const box of boxes) box.checked = values.includes(box.value);
        const count = boxes.filter((box) => box.checked).length;
        if (count) details.open = true;
        if (count !== values.length) isComplete = false;
      }
      this.wordBox.value = parameters.get("q") ?? "";
      this.sortList.value = parameters.get("sort") ?? "";
      if (this.sortList.selectedIndex < 0) this.sortList.selectedIndex = 0;
      return isComplete;
    }
  }

  return { FilterForm, findPart, formatAddress, getLabel, listChosenBoxes };
})();
