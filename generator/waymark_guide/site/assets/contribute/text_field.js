/**
 * Fields that are written: texts, numbers and dates.
 */
const ContributeTextField = (() => {
  "use strict";

  const { h } = SharedPage;
  const { pageData, t, getValue, setValue } = ContributeState;
  const { makeId, renderControlBox, renderHint } = ContributeFieldBox;

  /** The fields from which the id of their record can be made. */
  const NAME_FIELDS = ["title", "label", "name"];
  /** The length of a text up to which it has one line. */
  const ONE_LINE = 100;

  /**
   * Render a text, a number or a date.
   *
   * @param {FormField} field
   * @param {FieldPath} path
   */
  function renderTextField(field, path) {
    const { of, example } = field;
    const { prose, form, most = 0, pattern } = of.is === "text" ? of : /** @type {Partial<TextShape>} */ ({});
    const isDate = form === "day" || form === "partial";
    const isParagraphs = prose === "paragraphs";
    const isLong = isParagraphs || (prose && !example && !(most && most <= ONE_LINE));
    const isShort = of.is === "number" || isDate || pattern;
    const id = makeId(path);
    const hint = renderHint(field, path, isDate ? t(`date.${form}`) : "");
    const attributes = {
      id,
      class: `wm-field__box${isShort ? " wm-field__box--short" : ""}`,
      inputmode: of.is === "number" ? "decimal" : form === "address" && "url",
      autocomplete: "off",
      spellcheck: prose ? "true" : "false",
      "aria-describedby": [hint && hint.id, most && `${id}-count`].filter(Boolean).join(" ") || null,
      input: () => {
        setValue(path, control.value);
        showCount();
      },
      change: () => {
        if (isDate) readDate(path, control, status);
        if (NAME_FIELDS.includes(String(path[path.length - 1]))) suggestId(path, control.value);
      },
    };
    const control = isLong
      ? h("textarea", { ...attributes, rows: isParagraphs ? 7 : 3 })
      : h("input", { ...attributes, type: "text" });
    control.value = getValue(path) || "";
    const counter = h("p", { class: "wm-field__count", id: `${id}-count` });
    const showCount = () => {
      const count = ContributeText.countCharacters(control.value.trim());
      counter.textContent = t("length", { count, most });
    };
    showCount();
    const status = h("p", { class: "wm-field__count", role: "status" });
    return renderControlBox(field, path, hint, control, most > 0 && counter, isDate && status);
  }

  /**
   * Write a date that was typed as the file has it, and say how it was read.
   *
   * @param {FieldPath} path
   * @param {HTMLInputElement | HTMLTextAreaElement} control
   * @param {HTMLElement} status
   */
  function readDate(path, control, status) {
    const date = ContributeDates.normaliseDate(control.value);
    const isChanged = date !== control.value;
    status.textContent = isChanged ? t("date.read", { date }) : "";
    if (!isChanged) return;
    control.value = date;
    setValue(path, date);
  }

  /**
   * Fill in the id of a record from its name, if none was typed. No two entries get the same id.
   *
   * @param {FieldPath} path  of the name
   * @param {string} name
   */
  function suggestId(path, name) {
    const idPath = [...path.slice(0, -1), "id"];
    const control = document.getElementById(makeId(idPath));
    if (!(control instanceof HTMLInputElement) || control.value.trim()) return;
    const used =
      path.length > 1
        ? (getValue(path.slice(0, -2)) || []).map((/** @type {any} */ entry) => entry && entry.id)
        : Object.keys(pageData.names.known["case-study"]);
    const slug = ContributeText.makeSlug(name);
    let id = slug;
    for (let number = 2; used.includes(id); number += 1) id = `${slug}-${number}`;
    if (!id) return;
    control.value = id;
    setValue(idPath, id);
  }

  return { NAME_FIELDS, renderTextField };
})();
