/**
 * Lists of groups of fields that can be added and removed, such as places, figures and sources.
 */
const ContributeGroups = (() => {
  "use strict";

  const { h } = SharedPage;
  const { state, t, getValue, setValue, removeValue } = ContributeState;
  const { getEntryLabel, nameEntry } = ContributeLabels;
  const { makeId, renderGroup, renderMistake, renderQuietButton, announce } = ContributeFieldBox;

  /**
   * Render a list. When a group is added, the focus goes into it. When one is removed, the focus goes to the button
   * that puts it back.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {boolean} canBeKnown  whether an entry can name what the site already has
   * @param {(path: FieldPath) => Node[]} renderBody  renders what is in a group
   */
  function renderGroups(field, path, canBeKnown, renderBody) {
    const box = renderGroup(field, path);
    const getEntries = () => /** @type {FormValue[]} */ (getValue(path) || []);

    function draw() {
      const { length } = getEntries();
      const count = length || (field.required ? 1 : 0);
      const entries = Array.from({ length: count }, (_, index) => {
        const entryPath = [...path, index];
        return renderEntry(entryPath, renderBody(entryPath), length > 0 && (() => removeEntry(index)));
      });
      const words = t(count ? "add_more" : "add", { what: getEntryLabel(path).toLowerCase() });
      const addButton = renderQuietButton(() => addEntry({}), words);
      addButton.id = `${makeId(path)}-add`;
      const knownButton = canBeKnown && renderQuietButton(() => addEntry(""), t("add_known"));
      const buttons = h("p", { class: "wm-group__add" }, addButton, knownButton);
      box.replaceChildren(...renderGroup(field, path, ...entries, buttons).childNodes);
    }

    /** @param {FormValue} entry */
    function addEntry(entry) {
      if (!getEntries().length && field.required && entry !== "") setValue(path, [{}]);
      const index = getEntries().length;
      setValue([...path, index], entry);
      draw();
      ContributeProblems.markFields();
      focusEntry(box, index);
      announce(t("added", { what: nameEntry([...path, index]) }));
    }

    /** @param {number} index */
    function removeEntry(index) {
      const entryPath = [...path, index];
      const entry = getValue(entryPath);
      removeValue(entryPath);
      state.findings = [];
      draw();
      const words = t("removed", { what: nameEntry(entryPath) });
      announce(words);
      const putBack = () => {
        const entries = [...getEntries()];
        entries.splice(index, 0, entry);
        setValue(path, entries);
        draw();
        focusEntry(box, index);
      };
      const button = renderQuietButton(putBack, t("put_back"));
      const note = h("p", { class: "wm-note" }, words, " ", button);
      SharedPage.find(box, ".wm-group__add", HTMLElement).before(note);
      button.focus();
    }

    draw();
    return box;
  }

  /**
   * @param {Element} box
   * @param {number} index
   */
  function focusEntry(box, index) {
    const control = box.querySelector(`[data-entry="${index}"] :is(input, select, textarea)`);
    if (control instanceof HTMLElement) control.focus();
  }

  /**
   * Render one group of a list.
   *
   * @param {FieldPath} path
   * @param {Node[]} body
   * @param {(() => void) | false} remove
   */
  function renderEntry(path, body, remove) {
    const name = nameEntry(path);
    const button = remove && renderQuietButton(remove, t("remove"), h("span", { class: "wm-hidden" }, ` ${name}`));
    if (button) button.classList.add("wm-entry__remove");
    const attributes = { "data-entry": path[path.length - 1], "data-path": JSON.stringify(path), id: makeId(path) };
    return h(
      "fieldset",
      { class: "wm-entry", ...attributes, tabindex: "-1" },
      h("legend", { class: "wm-entry__title" }, name),
      renderMistake(path),
      ...body,
      button,
    );
  }

  return { renderGroups };
})();
