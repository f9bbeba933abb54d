/**
 * Fields whose values are chosen: as radio buttons, from a list that opens, or as boxes to tick.
 */
const ContributeChoices = (() => {
  "use strict";

  const { h } = SharedPage;
  const { pageData, t, getValue, setValue } = ContributeState;
  const { describeValue, findSection, listOptions } = ContributeLabels;
  const { makeId, renderControlBox, renderOptionsBox, renderOption, renderHint } = ContributeFieldBox;
  const { names } = pageData;

  /** The most options that are shown with what each means, and the most that are radio buttons. */
  const FEW = 7;

  /**
   * Return what the options of a kind mean, by id.
   *
   * @param {string} [kind]
   * @returns {Record<string, string>}
   */
  const getDefinitions = (kind = "") => names.defined[kind.replace("vocabulary:", "")] || {};

  /** @param {FormField} field */
  const getKind = ({ of }) => (of.is === "text" ? of.refers : undefined);

  /**
   * Render one of several options: as radio buttons where one must be chosen of a few, otherwise as a list that opens.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {FormOption[]} options
   * @param {boolean} isInList  whether the field is in an entry of a list
   */
  function renderChoice(field, path, options, isInList) {
    const all = addOptions(options, [getValue(path)]);
    return !isInList && field.required && all.length <= FEW
      ? renderRadios(field, path, all, false)
      : renderSelect(field, path, all);
  }

  /**
   * Add what is filled in, and is not among the options.
   *
   * @param {FormOption[]} options
   * @param {(string | undefined)[]} ids
   * @returns {FormOption[]}
   */
  function addOptions(options, ids) {
    /** @type {FormOption[]} */
    const added = ids.flatMap((id) => (!id || options.some(([option]) => option === id) ? [] : [[id, id]]));
    return [...options, ...added];
  }

  /**
   * Render a list that opens.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {FormOption[]} options
   */
  function renderSelect(field, path, options) {
    const kind = getKind(field);
    const { instead, required } = field;
    const blank = instead
      ? t("stands_for", { label: describeValue(field.of, instead) })
      : t(required ? "choose" : "not_given");
    const hint = renderHint(field, path);
    const attributes = {
      autocomplete: "off",
      "aria-describedby": hint ? hint.id : null,
      change: () => setValue(path, select.value),
    };
    const select = renderSelectControl(path, blank, options, getValue(path), attributes);
    const control = kind === "source" && !options.length ? renderNoSources() : select;
    return renderControlBox(field, path, hint, control, renderMeanings(kind));
  }

  /**
   * Render the control of a list that opens.
   *
   * @param {FieldPath} path
   * @param {string} blank  the words for no choice
   * @param {FormOption[]} options
   * @param {string} [value]
   * @param {Record<string, AttributeValue>} [attributes]
   */
  function renderSelectControl(path, blank, options, value, attributes) {
    const select = h(
      "select",
      { id: makeId(path), class: "wm-field__box wm-field__box--choice", ...attributes },
      [["", blank], ...options].map(([id, words]) => h("option", { value: id }, words)),
    );
    select.value = value || "";
    return select;
  }

  function renderNoSources() {
    const { id, title } = findSection(["sources"]);
    const link = h("a", { href: `#section=${id}` }, t("to_sources", { section: title }));
    return h("p", { class: "wm-note" }, t("no_sources"), " ", link);
  }

  /**
   * Render radio buttons.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {FormOption[]} options
   * @param {boolean} isOptional  whether one of the buttons gives no answer
   */
  function renderRadios(field, path, options, isOptional) {
    const name = makeId(path);
    const definitions = getDefinitions(getKind(field));
    const value = getValue(path) || "";
    /** @type {FormOption[]} */
    const all = isOptional ? [...options, ["", t("not_given")]] : options;
    const buttons = all.map(([id, label], index) => {
      const isChecked = value === id && (id !== "" || isOptional);
      const change = () => setValue(path, id);
      return renderOption(path, index, label, { type: "radio", name, value: id, change }, isChecked, definitions[id]);
    });
    return renderOptionsBox(field, path, h("div", { class: "wm-options" }, buttons));
  }

  /**
   * Render a box to tick for each of several options. What is ticked keeps its order.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {string} kind
   */
  function renderTicks(field, path, kind) {
    const getChosen = () => /** @type {string[]} */ (getValue(path) || []);
    const options = listOptions(kind);
    const all = addOptions(options, getChosen());
    const isLong = all.length > FEW;
    const definitions = isLong ? {} : getDefinitions(kind);
    const boxes = all.map(([id, label], index) => {
      const change = (/** @type {any} */ { target }) => {
        const others = getChosen().filter((other) => other !== id);
        setValue(path, target.checked ? [...getChosen(), id] : others);
      };
      const isChecked = getChosen().includes(id);
      return renderOption(path, index, label, { type: "checkbox", value: id, change }, isChecked, definitions[id]);
    });
    return renderOptionsBox(
      field,
      path,
      !all.length && kind === "source"
        ? renderNoSources()
        : h("div", { class: `wm-options${isLong ? " wm-options--columns" : ""}` }, boxes),
      isLong && renderMeanings(kind),
      kind === "contributor" && renderOthers(path, options),
    );
  }

  /**
   * Render a box for names that are not among the options.
   *
   * @param {FieldPath} path
   * @param {FormOption[]} options
   */
  function renderOthers(path, options) {
    const id = `${makeId(path)}-other`;
    const input = () => {
      const chosen = (getValue(path) || []).filter((/** @type {string} */ name) =>
        options.some(([option]) => option === name),
      );
      const typed = control.value.split("\n").map((line) => line.trim());
      setValue(path, [...chosen, ...typed.filter(Boolean)]);
    };
    const hint = h("p", { class: "wm-field__hint", id: `${id}-hint` }, t("other_lead"));
    const attributes = { id, class: "wm-field__box", rows: 2, autocomplete: "off", "aria-describedby": hint.id, input };
    const control = h("textarea", attributes);
    return h(
      "div",
      { class: "wm-field" },
      h("label", { for: id, class: "wm-field__label" }, t("other")),
      hint,
      control,
    );
  }

  /**
   * Render what the options of a kind mean.
   *
   * @param {string} [kind]
   */
  function renderMeanings(kind = "") {
    const definitions = Object.entries(getDefinitions(kind));
    if (!definitions.length) return "";
    return h(
      "details",
      { class: "wm-form-words" },
      h("summary", {}, t("meanings")),
      h(
        "dl",
        {},
        definitions.map(([id, words]) => h("div", {}, h("dt", {}, names.known[kind][id] || id), h("dd", {}, words))),
      ),
    );
  }

  return { renderChoice, renderSelect, renderSelectControl, renderRadios, renderTicks, addOptions };
})();
