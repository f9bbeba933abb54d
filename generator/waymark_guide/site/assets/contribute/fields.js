/**
 * Renders each field by what it may hold. The fields come from the model: a field that is added there appears by
 * itself.
 */
const ContributeFields = (() => {
  "use strict";

  const { h } = SharedPage;
  const { pageData, state, t, getValue, setValue, removeValue } = ContributeState;
  const { isMap } = ContributeValues;
  const { chooseBranch, hasOneWord } = ContributeShape;
  const { getEntryLabel, nameEntry, describeValue, listOptions } = ContributeLabels;
  const { makeId, renderControlBox, renderGroup, renderHint, renderMistake } = ContributeFieldBox;
  const { renderUnknown, renderQuietButton, announce } = ContributeFieldBox;
  const { renderChoice, renderRadios, renderSelect, renderTicks, addOptions } = ContributeChoices;
  const { NAME_FIELDS, renderTextField } = ContributeTextField;

  /**
   * Render a field.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {boolean} isInList  whether it is in an entry of a list
   * @returns {HTMLElement}
   */
  function renderField(field, path, isInList) {
    const { of } = field;
    const value = getValue(path);
    if (value !== undefined && !hasShape(of, value)) return renderUnknown(path);
    if (of.is === "record") return renderGroup(field, path, ...renderFields(of, path, isInList));
    if (of.is === "list") return renderList(field, path, of.of);
    if (of.is === "map") return ContributeQuestions.renderQuestions(field, path);
    if (of.is === "yesno") {
      /** @type {FormOption[]} */
      const options = ["yes", "no"].map((id) => [id, t(id)]);
      return renderRadios(field, path, options, !field.required);
    }
    if (of.is === "word") {
      /** @type {FormOption[]} */
      const options = of.words.map((word) => [word, describeValue(of, word)]);
      return renderChoice(field, path, options, isInList);
    }
    const kind = of.is === "text" && of.refers;
    if (kind === ContributeCases.KIND) return ContributeCases.renderCaseField(field, path);
    if (kind) return renderChoice(field, path, listOptions(kind), isInList);
    return renderTextField(field, path);
  }

  /**
   * Return whether a value has the shape for which its field is rendered.
   *
   * @param {FormShape} shape
   * @param {FormValue} value
   */
  function hasShape({ is }, value) {
    if (is === "record" || is === "map") return isMap(value);
    if (is === "list") return Array.isArray(value);
    return is === "either" ? !Array.isArray(value) : typeof value === "string";
  }

  /**
   * Render the fields of a record, then what else an opened file has there.
   *
   * @param {RecordShape} shape
   * @param {FieldPath} path
   * @param {boolean} isInList
   */
  function renderFields({ fields }, path, isInList) {
    const value = getValue(path);
    const unknown = Object.keys(isMap(value) ? value : {}).filter(
      (name) => !fields.some((field) => field.name === name),
    );
    return [
      ...sortFields(fields)
        .filter((field) => !hasOneWord(field))
        .map((field) => renderField(field, [...path, field.name], isInList)),
      ...unknown.map((name) => renderUnknown([...path, name])),
    ];
  }

  /**
   * Return fields in the order in which people fill them in: an id follows the name from which it is made.
   *
   * @param {FormField[]} fields
   */
  function sortFields(fields) {
    const id = fields.find(({ name, of }) => name === "id" && !(of.is === "text" && of.refers));
    const name = id && fields.find((field) => NAME_FIELDS.includes(field.name));
    return name ? fields.flatMap((field) => (field === id ? [] : field === name ? [name, id] : [field])) : fields;
  }

  /**
   * Render a list: boxes to tick, lines of text, or groups of fields.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {FormShape} shape  of its entries
   */
  function renderList(field, path, shape) {
    if (shape.is !== "text")
      return renderGroups(field, path, shape.is === "either", (entryPath) =>
        renderEntryBody(shape, entryPath, getEntryLabel(path)),
      );
    const entries = /** @type {FormValue[]} */ (getValue(path) || []);
    if (shape.refers && entries.every((entry) => typeof entry === "string"))
      return renderTicks(field, path, shape.refers);
    return renderLines(field, path, entries);
  }

  /**
   * Render a list of texts, with one on each line.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {FormValue[]} entries
   */
  function renderLines(field, path, entries) {
    const id = makeId(path);
    const input = () => {
      const lines = control.value.split("\n").filter((line) => line.trim());
      setValue(path, lines);
    };
    const attributes = { id, class: "wm-field__box", rows: 3, autocomplete: "off", input };
    const control = h("textarea", { ...attributes, "aria-describedby": `${id}-hint` });
    control.value = entries.join("\n");
    return renderControlBox(field, path, renderHint(field, path, t("one_a_line")), control);
  }

  /**
   * Render what is in an entry of a list: its fields, or a choice of what the site already has.
   *
   * @param {FormShape} shape
   * @param {FieldPath} path
   * @param {string} label  what an entry is called
   */
  function renderEntryBody(shape, path, label) {
    const value = getValue(path);
    if (typeof value === "string") {
      const reference = shape.is === "either" && shape.of.find((branch) => branch.is !== "record");
      return [reference ? renderReference(reference, path, label) : renderUnknown(path)];
    }
    const branch = chooseBranch(shape, value || {});
    const isRecord = branch.is === "record" && (value === undefined || isMap(value));
    return isRecord ? renderFields(branch, path, true) : [renderUnknown(path)];
  }

  /**
   * Render an entry that names what the site already has.
   *
   * @param {FormShape} shape
   * @param {FieldPath} path
   * @param {string} label  what an entry is called
   */
  function renderReference(shape, path, label) {
    const kind = (shape.is === "text" && shape.refers) || "";
    const options = Object.entries(pageData.names.known[kind] || {});
    options.sort(([, first], [, second]) => first.localeCompare(second));
    const which = t("which", { what: label.toLowerCase() });
    /** @type {FormField} */
    const field = { name: "", required: true, of: { is: "text" }, says: "", label: which };
    return renderSelect(field, path, addOptions(options, [getValue(path)]));
  }

  /**
   * Render a list. When a group is added, the focus goes into it. When one is removed, the focus goes to the button
   * that puts it back.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {boolean} canReuse  whether an entry can be something that the site already has
   * @param {(path: FieldPath) => Node[]} renderBody  renders what is in a group
   */
  function renderGroups(field, path, canReuse, renderBody) {
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
      const reuseButton = canReuse && renderQuietButton(() => addEntry(""), t("add_known"));
      const buttons = h("p", { class: "wm-group__add" }, addButton, reuseButton);
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
   * Render one group of a list. An entry that is no record has one control, which takes the entry's id and mistakes.
   *
   * @param {FieldPath} path
   * @param {Node[]} body
   * @param {(() => void) | false} remove
   */
  function renderEntry(path, body, remove) {
    const name = nameEntry(path);
    const button = remove && renderQuietButton(remove, t("remove"), h("span", { class: "wm-hidden" }, ` ${name}`));
    if (button) button.classList.add("wm-entry__remove");
    const value = getValue(path);
    const isRecord = value === undefined || isMap(value);
    const attributes = isRecord && { "data-path": JSON.stringify(path), id: makeId(path) };
    return h(
      "fieldset",
      { class: "wm-entry", "data-entry": path[path.length - 1], ...attributes, tabindex: "-1" },
      h("legend", { class: "wm-entry__title" }, name),
      isRecord && renderMistake(path),
      ...body,
      button,
    );
  }

  return { renderField };
})();
