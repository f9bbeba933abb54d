/**
 * The words for fields, entries and values, and the sections of the form.
 *
 * @typedef {{id: string, title: string, lead: string, fields: FormField[]}} FormSection
 * @typedef {[string, string]} FormOption  An id, and its words.
 */
const ContributeLabels = (() => {
  "use strict";

  const { pageData, t, getValue } = ContributeState;
  const { isMap, getOwn } = ContributeValues;
  const { findField, hasOneWord } = ContributeShape;
  const { words, shape, names } = pageData;

  /** @param {FieldPath} path */
  const listNames = (path) => /** @type {string[]} */ (path.filter((step) => typeof step === "string"));

  /**
   * Return a name of the file as words.
   *
   * @param {string} name
   */
  const toWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replace(/[_-]/g, " ");

  /**
   * Return the words for the first key that has some.
   *
   * @param {...string} keys
   * @returns {string | undefined}
   */
  function findWords(...keys) {
    const first = keys.find((key) => Object.hasOwn(words, key));
    return first && words[first];
  }

  /**
   * Return the label of the field at a path.
   *
   * @param {FieldPath} path
   */
  function getLabel(path) {
    const steps = listNames(path);
    const last = steps[steps.length - 1] || "";
    const keys = [steps.join("."), steps.slice(-2).join("."), last].map((name) => `labels.${name}`);
    return findWords(...keys) ?? toWords(last);
  }

  /**
   * Return what one entry of the list at a path is called.
   *
   * @param {FieldPath} path
   */
  const getEntryLabel = (path) => findWords(`entries.${listNames(path).pop()}`) ?? getLabel(path);

  /**
   * Return the name of an entry with its number: `Place 2`.
   *
   * @param {FieldPath} path  of the entry
   */
  const nameEntry = (path) =>
    t("entry", { label: getEntryLabel(path.slice(0, -1)), number: Number(path[path.length - 1]) + 1 });

  /**
   * Describe where a field is: `Place 2: Size of the area`.
   *
   * @param {FieldPath} path
   * @returns {string} empty for the file itself
   */
  function describePath(path) {
    const parts = path.flatMap((step, index) => {
      if (typeof step === "number") return [nameEntry(path.slice(0, index + 1))];
      if (index < path.length - 1) return [];
      return [path[0] === "facts" && index === 1 ? getQuestion(step) : getLabel(path)];
    });
    return parts.join(": ");
  }

  /**
   * Return the words of a question of the guides.
   *
   * @param {string} id
   */
  const getQuestion = (id) =>
    names.asked.flatMap((group) => group.questions).find((question) => question.id === id)?.text || id;

  /**
   * Return the words for a value of a field.
   *
   * @param {FormShape | undefined} fieldShape
   * @param {string} value
   * @returns {string}
   */
  function describeValue(fieldShape, value) {
    if (fieldShape?.is === "yesno") return findWords(value) ?? value;
    if (fieldShape?.is === "word")
      return findWords(`choices.${value}`, value) ?? (fieldShape.words.length > 1 ? toWords(value) : value);
    if (fieldShape?.is !== "text") return value;
    const { refers, form } = fieldShape;
    if (refers) return listOptions(refers).find(([id]) => id === value)?.[1] || value;
    return ((form === "day" || form === "partial") && ContributeDates.formatDate(value)) || value;
  }

  /**
   * List what a reference of a kind can be. A source is one of those that this case lists.
   *
   * @param {string} kind
   * @returns {FormOption[]}
   */
  function listOptions(kind) {
    const labels = names.known[kind] || {};
    if (kind !== "source") return Object.entries(labels);
    const sources = getValue(["sources"]);
    return (Array.isArray(sources) ? sources : [])
      .map((entry) => (isMap(entry) ? [entry.id, entry.title] : [entry, getOwn(labels, entry)]))
      .filter(([id]) => id)
      .map(([id, title]) => [id, title || id]);
  }

  /** The sections in order. One of them has the fields that no section names, except those with one possible word. */
  const sections = Object.keys(words).flatMap((key) => {
    const [, id] = /^sections\.([\w-]+)\.title$/.exec(key) || [];
    if (!id) return [];
    const fields = listSectionFields(words[`sections.${id}.fields`]);
    return fields.length ? [{ id, title: words[key], lead: words[`sections.${id}.lead`] || "", fields }] : [];
  });

  /**
   * @param {string} fieldNames  separated by blanks, or `*` for the fields that no section names
   * @returns {FormField[]}
   */
  function listSectionFields(fieldNames) {
    if (fieldNames !== "*")
      return fieldNames
        .split(" ")
        .map((name) => findField(shape, name))
        .filter((field) => field !== undefined);
    const named = Object.keys(words)
      .filter((key) => /^sections\.[\w-]+\.fields$/.test(key))
      .flatMap((key) => words[key].split(" "));
    return shape.fields.filter((field) => !named.includes(field.name) && !hasOneWord(field));
  }

  /**
   * Return the section with the field at a path; the last one for a field that no section has.
   *
   * @param {FieldPath} path
   * @returns {FormSection}
   */
  const findSection = (path) =>
    sections.find(({ fields }) => fields.some(({ name }) => name === path[0])) || sections[sections.length - 1];

  return {
    ...{ getLabel, getEntryLabel, nameEntry, describePath, getQuestion, describeValue, listOptions },
    ...{ sections, findSection },
  };
})();
