/**
 * The parts that every field has: its box, its label, its hint, and the element for a mistake. Nothing that was typed
 * is read as HTML.
 */
const ContributeFieldBox = (() => {
  "use strict";

  const { h } = SharedPage;
  const { t, getValue, removeValue } = ContributeState;
  const { getLabel } = ContributeLabels;

  /** @param {FieldPath} path */
  const makeId = (path) => `f-${path.join("-")}`;

  /**
   * Render the box of a field.
   *
   * @param {FieldPath} path
   * @param {boolean} isGroup  whether several controls answer together
   * @param {...Child} children
   */
  const renderBox = (path, isGroup, ...children) =>
    h(isGroup ? "fieldset" : "div", { class: "wm-field", "data-path": JSON.stringify(path) }, ...children);

  /**
   * Render the box of a field with one control.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {Child} hint
   * @param {...Child} controls  the control, and what follows it
   */
  const renderControlBox = (field, path, hint, ...controls) =>
    renderBox(
      path,
      false,
      h("label", { for: makeId(path), class: "wm-field__label" }, getFieldLabel(field, path)),
      hint,
      renderMistake(path),
      ...controls,
    );

  /**
   * Render the box of a field with several options.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {...Child} children
   */
  const renderOptionsBox = (field, path, ...children) =>
    renderBox(
      path,
      true,
      h("legend", { class: "wm-field__label" }, getFieldLabel(field, path)),
      renderHint(field, path),
      renderMistake(path),
      ...children,
    );

  /**
   * Render a group of fields that belong together.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {...Child} children
   */
  const renderGroup = (field, path, ...children) =>
    h(
      "fieldset",
      { class: "wm-group", "data-path": JSON.stringify(path), id: makeId(path), tabindex: "-1" },
      h("legend", { class: "wm-group__title" }, getFieldLabel(field, path)),
      renderHint(field, path),
      renderMistake(path),
      ...children,
    );

  /**
   * Render an option with its label.
   *
   * @param {FieldPath} path
   * @param {number} index
   * @param {string} label
   * @param {Record<string, AttributeValue>} attributes
   * @param {boolean} isChecked
   * @param {string} [meaning]  what the option means
   */
  function renderOption(path, index, label, attributes, isChecked, meaning) {
    const id = `${makeId(path)}-${index}`;
    const input = h("input", {
      ...attributes,
      id,
      checked: isChecked,
      "aria-describedby": meaning ? `${id}-means` : null,
    });
    input.checked = isChecked;
    return h(
      "div",
      { class: "wm-option" },
      input,
      h("label", { for: id }, label),
      meaning && h("p", { class: "wm-option__hint", id: `${id}-means` }, meaning),
    );
  }

  /**
   * Return the label of a field, which says whether it is optional.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   */
  function getFieldLabel({ label, required, level = "usual" }, path) {
    if (label) return label;
    return required || level !== "usual" ? getLabel(path) : t("optional", { label: getLabel(path) });
  }

  /**
   * Render the words under a label: what the field is, how to fill it in, and one good value.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   * @param {...(string | undefined)} extra
   * @returns {HTMLElement | ""}
   */
  function renderHint(field, path, ...extra) {
    const { says, hint, example, of } = field;
    const isChosen = of.is === "word" || of.is === "yesno" || (of.is === "text" && of.refers);
    const isDate = of.is === "text" && (of.form === "day" || of.form === "partial");
    const hasExample = typeof example === "string" && !isChosen && !isDate;
    const description = simplify(says) === simplify(getLabel(path)) ? "" : says;
    const text = [description, hint, ...extra, hasExample && t("example", { example })].filter(Boolean).join(" ");
    return text && h("p", { class: "wm-field__hint", id: `${makeId(path)}-hint` }, renderCode(text));
  }

  /** @param {string} [text] */
  const simplify = (text = "") => text.toLowerCase().replace(/[^a-z0-9 ]/g, "");

  /**
   * Render words between backquotes as code.
   *
   * @param {string} text
   */
  const renderCode = (text) => text.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));

  /**
   * Render the element for the words of a finding.
   *
   * @param {FieldPath} path
   */
  const renderMistake = (path) => h("p", { class: "wm-field__error", id: `${makeId(path)}-error`, hidden: true });

  /**
   * Render what an opened file holds and the form does not know. It is kept, and only the reader can remove it.
   *
   * @param {FieldPath} path
   */
  function renderUnknown(path) {
    const value = getValue(path);
    const name = String(path[path.length - 1]);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const remove = () => {
      removeValue(path);
      box.remove();
    };
    const box = renderBox(
      path,
      false,
      h("p", { class: "wm-field__label", id: makeId(path), tabindex: "-1" }, t("leftover.title")),
      renderMistake(path),
      h("p", { class: "wm-leftover" }, t("leftover.on", { name, value: text })),
      renderQuietButton(remove, t("leftover.remove", { name })),
    );
    return box;
  }

  /**
   * Render a button for what is not the next step.
   *
   * @param {() => void} click
   * @param {...Child} children
   */
  const renderQuietButton = (click, ...children) =>
    h("button", { type: "button", class: "wm-button wm-button--quiet", click }, ...children);

  /**
   * Tell people who use a screen reader what has changed.
   *
   * @param {string} words
   */
  function announce(words) {
    SharedPage.find(document, "#form-status", HTMLElement).textContent = words;
  }

  return {
    ...{ makeId, renderBox, renderControlBox, renderOptionsBox, renderGroup, renderOption, getFieldLabel, renderHint },
    ...{ renderMistake, renderUnknown, renderQuietButton, announce },
  };
})();
