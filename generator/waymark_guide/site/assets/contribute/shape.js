/**
 * What a case study may hold, as the build describes it from the model: see
 * generator/waymark_guide/contribute/form_shape.py. This script needs no page.
 *
 * @typedef {{is: "record", fields: FormField[], whole?: string[]}} RecordShape  `whole` names checks of the record.
 * @typedef {{is: "list", of: FormShape, least?: number, most?: number, alone?: boolean}} ListShape  `alone` means that
 *   an only entry can be written without a list.
 * @typedef {{is: "map", of: FormShape}} MapShape  Its names are the author's own.
 * @typedef {{is: "either", of: FormShape[]}} EitherShape
 * @typedef {{is: "word", words: string[]}} WordShape
 * @typedef {{is: "yesno"}} YesNoShape
 * @typedef {{is: "number", exact?: boolean, low?: number, high?: number, digits?: number, places?: number}} NumberShape
 * @typedef {"slug" | "version" | "asset" | "address" | "partial" | "day"} TextFormat
 * @typedef {object} TextShape
 * @property {"text"} is
 * @property {number} [least]  the smallest number of characters
 * @property {number} [most]
 * @property {string} [pattern]
 * @property {TextFormat} [form]
 * @property {string} [refers]  the kind of thing whose id the text is
 * @property {"line" | "paragraphs"} [prose]
 *
 * @typedef {WordShape | YesNoShape | NumberShape | TextShape} ScalarShape
 * @typedef {RecordShape | ListShape | MapShape | EitherShape | ScalarShape} FormShape
 *
 * @typedef {object} FormField
 * @property {string} name
 * @property {FormShape} of
 * @property {string} [says]  what the field is
 * @property {string} [hint]
 * @property {any} [example]
 * @property {string} [level]
 * @property {boolean} [required]
 * @property {string} [instead]  the value that holds where none is given
 * @property {string} [label]
 */
const ContributeShape = (() => {
  "use strict";

  const { isMap } = ContributeValues;

  /**
   * Return the branch of a shape that a value can be meant for.
   *
   * @param {FormShape} shape
   * @param {FormValue} value
   * @returns {FormShape}
   */
  function chooseBranch(shape, value) {
    if (shape.is !== "either") return shape;
    return shape.of.find((branch) => (branch.is === "record") === isMap(value)) || shape.of[0];
  }

  /**
   * @param {RecordShape} record
   * @param {PathStep} name
   */
  const findField = (record, name) => record.fields.find((field) => field.name === name);

  /** @param {FormShape} shape */
  const findRecord = (shape) =>
    shape.is === "either"
      ? shape.of.find((branch) => branch.is === "record")
      : shape.is === "record"
        ? shape
        : undefined;

  /**
   * List the fields of the record at a path inside a shape.
   *
   * @param {FormShape} shape
   * @param {FieldPath} path
   * @returns {FormField[]} empty if there is no record
   */
  function listFieldsAt(shape, path) {
    /** @type {FormShape | undefined} */
    let inner = shape;
    for (const step of path) {
      const record = findRecord(inner);
      if (record && typeof step === "string") inner = findField(record, step)?.of;
      else inner = inner.is === "list" || inner.is === "map" ? inner.of : undefined;
      if (!inner) return [];
    }
    return findRecord(inner)?.fields || [];
  }

  /** @param {FormField} field */
  const hasOneWord = ({ of }) => of.is === "word" && of.words.length === 1;

  /**
   * List every text of a record that is prose or a reference.
   *
   * @param {FormShape} shape
   * @param {FormValue} value
   * @param {FieldPath} [path]
   * @returns {Generator<{shape: TextShape, path: FieldPath, value: string}>}
   */
  function* walkTexts(shape, value, path = []) {
    if (value === undefined || value === null) return;
    const inner = chooseBranch(shape, value);
    if (typeof value === "string") {
      if (inner.is === "text" && (inner.refers || inner.prose)) yield { shape: inner, path, value };
    } else if (inner.is === "record")
      for (const field of inner.fields) yield* walkTexts(field.of, value[field.name], [...path, field.name]);
    else if (inner.is === "list")
      for (const [index, entry] of value.entries()) yield* walkTexts(inner.of, entry, [...path, index]);
    else if (inner.is === "map")
      for (const [name, entry] of Object.entries(value)) yield* walkTexts(inner.of, entry, [...path, name]);
  }

  return { chooseBranch, findField, listFieldsAt, hasOneWord, walkTexts };
})();
