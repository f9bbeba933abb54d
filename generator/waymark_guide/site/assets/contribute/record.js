// What a person fills in, as plain texts, lists and maps, with functions to read and change it. This script needs no page.
(function (form) {
  "use strict";

  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** The value at a path; undefined where there is none. */
  function get(value, path) {
    for (const step of path) {
      if (typeof value !== "object" || value === null || !has(value, step)) return undefined;
      value = value[step];
    }
    return value;
  }

  /** Put a value at a path, making the lists and maps on the way. */
  function set(value, path, given) {
    path.forEach((step, place) => {
      if (place === path.length - 1) return void define(value, step, given);
      if (!has(value, step) || typeof value[step] !== "object" || value[step] === null)
        define(value, step, typeof path[place + 1] === "number" ? [] : {});
      value = value[step];
    });
  }

  /** A plain assignment, whatever the name: `__proto__` is a name like any other. */
  function define(value, name, given) {
    Object.defineProperty(value, name, { value: given, writable: true, enumerable: true, configurable: true });
  }

  /** Removes the value at a path. */
  function remove(value, path) {
    const parent = get(value, path.slice(0, -1));
    const last = path[path.length - 1];
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else if (isMap(parent)) delete parent[last];
  }

  // Characters that YAML does not allow or that are invisible, such as those that other programs leave in pasted text. They are left out.
  const NOT_ALLOWED =
    /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]|[\udb40-\udb43][\udc00-\udfff]|(?<![^\x00-\u024f\u1e00-\u1eff\u2000-\u206f])[\u200c\u200d]|[\u200c\u200d](?=[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff\u200c\u200d])|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  /** Without blanks at the ends of texts and signs that are not allowed, and without what was left empty: blank texts, empty lists, and maps that hold nothing. Undefined where nothing is left. */
  function clean(value) {
    if (typeof value === "string") return value.replace(NOT_ALLOWED, "").trim() || undefined;
    if (Array.isArray(value)) {
      const kept = value.map(clean).filter((entry) => entry !== undefined);
      return kept.length ? kept : undefined;
    }
    if (!isMap(value)) return undefined;
    const kept = {};
    for (const [name, entry] of Object.entries(value)) {
      const left = clean(entry);
      if (left !== undefined) define(kept, name.replace(NOT_ALLOWED, ""), left);
    }
    return Object.keys(kept).length ? kept : undefined;
  }

  /** Returns the branch of a shape that a value can be meant for. */
  function branch(shape, value) {
    if (shape.is !== "either") return shape;
    return shape.of.find((each) => (each.is === "record") === isMap(value)) || shape.of[0];
  }

  const fieldOf = (shape, name) => shape.fields.find((field) => field.name === name);

  /** The fields of the record at a path inside a shape; none where there is no record. */
  function fieldsAt(shape, path) {
    for (const step of path) {
      const record = recordIn(shape);
      if (typeof step === "number" || !record) {
        const inner = innerOf(shape);
        if (!inner) return [];
        shape = inner;
        continue;
      }
      const field = fieldOf(record, step);
      if (!field) return [];
      shape = field.of;
    }
    const record = recordIn(shape);
    return record ? record.fields : [];
  }

  const recordIn = (shape) =>
    shape.is === "record" ? shape : shape.is === "either" ? shape.of.find((each) => each.is === "record") : undefined;
  const innerOf = (shape) => (shape.is === "list" || shape.is === "map" ? shape.of : undefined);

  /** Fill the {braces} of a text. */
  const fill = (words, values) =>
    words.replace(/\{(\w+)\}/g, (whole, name) => (has(values, name) ? String(values[name]) : whole));

  /** Makes an id of a free text. */
  const slugOf = (text) =>
    (
      text
        .normalize("NFKD")
        .replace(/[^\x00-\x7f]/g, "")
        .toLowerCase()
        .match(/[a-z0-9]+/g) || []
    )
      .join("-")
      .slice(0, 80)
      .replace(/-+$/, "");

  Object.assign(form, { isMap, has, same, get, set, remove, define, clean, branch, fieldOf, fieldsAt, fill, slugOf });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
