// One box for each field, by what the field may hold: texts, dates, numbers, choices, and records of several fields.
(function (form) {
  "use strict";

  const FEW = 7;
  const NAMES = ["title", "label", "name"];

  /** A field with its label, hint and place for mistakes. */
  function field(page, def, path, deep) {
    const kind = def.of;
    const value = page.get(path);
    if (value !== undefined && !fits(kind, value)) return form.leftover(page, path);
    if (kind.is === "record") return record(page, def, path, deep);
    if (kind.is === "list") return form.list(page, def, path, deep);
    if (kind.is === "map") return form.answersTo(page, def, path);
    if (kind.is === "yesno")
      return radios(
        page,
        def,
        path,
        [
          ["yes", page.say("yes")],
          ["no", page.say("no")],
        ],
        !def.required,
      );
    if (kind.is === "word")
      return pick(
        page,
        def,
        path,
        kind.words.map((word) => [word, page.words_of(kind, word)]),
        deep,
      );
    if (kind.refers === "case-study") return form.naming(page, def, path);
    if (kind.refers) return pick(page, def, path, page.options(kind.refers), deep);
    return written(page, def, path);
  }

  /** Whether a value has the shape that its field is drawn for. */
  const fits = (kind, value) =>
    kind.is === "record" || kind.is === "map"
      ? form.isMap(value)
      : kind.is === "list"
        ? Array.isArray(value)
        : kind.is === "either"
          ? !Array.isArray(value)
          : typeof value === "string";

  /** The words under a label: what the field is, how to fill it in, and one good value. */
  function hints(page, def, path, said = []) {
    const example =
      typeof def.example === "string" &&
      !def.of.refers &&
      !["word", "yesno"].includes(def.of.is) &&
      !["day", "partial"].includes(def.of.form)
        ? page.say("example", { example: def.example })
        : "";
    const says = plain(def.says) === plain(page.label(path)) ? "" : def.says;
    const text = [says, def.hint, ...said, example].filter(Boolean).join(" ");
    return text && page.el("p", { class: "wm-field__hint", id: `${page.idOf(path)}-hint` }, ...plainCode(page, text));
  }

  const plain = (text) => (text || "").toLowerCase().replace(/[^a-z0-9 ]/g, "");

  /** Words between backquotes, set as code. */
  const plainCode = (page, text) =>
    text.split("`").map((part, place) => (place % 2 ? page.el("code", {}, part) : part));

  const mistake = (page, path) =>
    page.el("p", { class: "wm-field__error", id: `${page.idOf(path)}-error`, hidden: true });
  const called = (page, def, path) =>
    def.label ||
    (def.required || (def.level && def.level !== "usual")
      ? page.label(path)
      : page.say("optional", { label: page.label(path) }));

  /** @param {boolean} group whether several controls answer together */
  function box(page, path, group, ...inner) {
    return page.el(group ? "fieldset" : "div", { class: "wm-field", "data-path": JSON.stringify(path) }, ...inner);
  }

  /** A text, a number or a date. */
  function written(page, def, path) {
    const { el, idOf } = page;
    const kind = def.of;
    const isDate = kind.form === "day" || kind.form === "partial";
    const long = kind.prose === "paragraphs" || (kind.prose && !def.example && !(kind.most <= 100));
    const rows = kind.prose === "paragraphs" ? 7 : 3;
    const short = kind.is === "number" || isDate || kind.pattern;
    const hint = hints(page, def, path, isDate ? [page.say(`date.${kind.form}`)] : []);
    const control = el(long ? "textarea" : "input", {
      id: idOf(path),
      class: `wm-field__box${short ? " wm-field__box--short" : ""}`,
      rows: long ? rows : undefined,
      type: long ? undefined : "text",
      inputmode: kind.is === "number" ? "decimal" : kind.form === "address" ? "url" : undefined,
      autocomplete: "off",
      spellcheck: kind.prose ? "true" : "false",
      "aria-describedby":
        [hint && `${idOf(path)}-hint`, kind.most && `${idOf(path)}-count`].filter(Boolean).join(" ") || undefined,
      input: () => {
        page.put(path, control.value);
        count();
      },
      change: () => {
        if (isDate) readDate(page, control, path, read);
        if (NAMES.includes(path[path.length - 1])) suggestId(page, path, control.value);
      },
    });
    control.value = page.get(path) || "";
    const counter = kind.most && el("p", { class: "wm-field__count", id: `${idOf(path)}-count` });
    const count = () =>
      counter &&
      (counter.textContent = page.say("length", { count: [...control.value.trim()].length, most: kind.most }));
    count();
    const read = isDate && el("p", { class: "wm-field__count", role: "status" });
    return box(
      page,
      path,
      false,
      el("label", { for: idOf(path), class: "wm-field__label" }, called(page, def, path)),
      hint,
      mistake(page, path),
      control,
      counter,
      read,
    );
  }

  function readDate(page, control, path, read) {
    const made = form.dates.asWritten(control.value);
    read.textContent = made !== control.value ? page.say("date.read", { date: made }) : "";
    if (made === control.value) return;
    control.value = made;
    page.put(path, made);
  }

  /** Makes an id of the words of the entry, where none was typed; no two entries get the same. */
  function suggestId(page, path, words) {
    const at = [...path.slice(0, -1), "id"];
    const control = document.getElementById(page.idOf(at));
    if (!(control instanceof HTMLInputElement) || control.value.trim()) return;
    const taken =
      path.length > 1
        ? (page.get(path.slice(0, -2)) || []).map((entry) => entry && entry.id)
        : Object.keys(page.names.known["case-study"]);
    const stem = form.slugOf(words);
    let made = stem;
    for (let number = 2; taken.includes(made); number += 1) made = `${stem}-${number}`;
    if (!made) return;
    control.value = made;
    page.put(at, made);
  }

  /** One of several words: as radio buttons where there is room and one must be chosen, otherwise as a list that opens. */
  function pick(page, def, path, options, deep) {
    const value = page.get(path);
    const all = value && !options.some(([id]) => id === value) ? [...options, [value, value]] : options;
    return !deep && def.required && all.length <= FEW
      ? radios(page, def, path, all, false)
      : select(page, def, path, all);
  }

  function select(page, def, path, options) {
    const { el, idOf } = page;
    const blank = def.instead
      ? page.say("stands_for", { label: page.words_of(def.of, def.instead) })
      : page.say(def.required ? "choose" : "not_given");
    const hint = hints(page, def, path);
    const control = el(
      "select",
      {
        id: idOf(path),
        class: "wm-field__box wm-field__box--choice",
        autocomplete: "off",
        "aria-describedby": hint ? `${idOf(path)}-hint` : undefined,
        change: () => page.put(path, control.value),
      },
      [["", blank], ...options].map(([id, words]) => el("option", { value: id }, words)),
    );
    control.value = page.get(path) || "";
    const nothing = def.of.refers === "source" && !options.length && noSources(page);
    return box(
      page,
      path,
      false,
      el("label", { for: idOf(path), class: "wm-field__label" }, called(page, def, path)),
      hint,
      mistake(page, path),
      nothing || control,
      meanings(page, def.of.refers),
    );
  }

  function noSources(page) {
    const section = page.sectionOf(["sources"]);
    return page.el(
      "p",
      { class: "wm-note" },
      page.say("no_sources"),
      " ",
      page.el("a", { href: `#section=${section.id}` }, page.say("to_sources", { section: section.title })),
    );
  }

  function radios(page, def, path, options, optional) {
    const { el, idOf } = page;
    const name = idOf(path);
    const all = optional ? [...options, ["", page.say("not_given")]] : options;
    const one = ([id, words], place) =>
      option(page, path, place, words, definition(page, def.of.refers, id), {
        type: "radio",
        name,
        value: id,
        checked: (page.get(path) || "") === id && (id !== "" || optional),
        change: () => page.put(path, id),
      });
    return box(
      page,
      path,
      true,
      el("legend", { class: "wm-field__label" }, called(page, def, path)),
      hints(page, def, path),
      mistake(page, path),
      el("div", { class: "wm-options" }, all.map(one)),
    );
  }

  /** Several words: a box to tick for each. What is ticked keeps its order. */
  function ticks(page, def, path, inner) {
    const { el } = page;
    const chosen = () => page.get(path) || [];
    const options = page.options(inner.refers);
    const all = [
      ...options,
      ...chosen()
        .filter((id) => !options.some(([known]) => known === id))
        .map((id) => [id, id]),
    ];
    const change = (id, on) => page.put(path, on ? [...chosen(), id] : chosen().filter((each) => each !== id));
    const own = inner.refers === "contributor" && el("div", {});
    const one = ([id, words], place) =>
      option(page, path, place, words, all.length <= FEW ? definition(page, inner.refers, id) : "", {
        type: "checkbox",
        value: id,
        checked: chosen().includes(id),
        change: (event) => change(id, event.target.checked),
      });
    const made = box(
      page,
      path,
      true,
      el("legend", { class: "wm-field__label" }, called(page, def, path)),
      hints(page, def, path),
      mistake(page, path),
    );
    if (!all.length && inner.refers === "source") made.append(noSources(page));
    else made.append(el("div", { class: `wm-options${all.length > FEW ? " wm-options--columns" : ""}` }, all.map(one)));
    if (all.length > FEW) made.append(meanings(page, inner.refers));
    if (own) made.append(others(page, path, options));
    return made;
  }

  /** Makes a box for a new name, which no list has. */
  function others(page, path, options) {
    const { el, idOf } = page;
    const known = (id) => options.some(([each]) => each === id);
    const id = `${idOf(path)}-other`;
    const control = el("textarea", { id, class: "wm-field__box", rows: 2, autocomplete: "off" });
    control.addEventListener("input", () =>
      page.put(path, [
        ...(page.get(path) || []).filter(known),
        ...control.value
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean),
      ]),
    );
    control.setAttribute("aria-describedby", `${id}-hint`);
    return el(
      "div",
      { class: "wm-field" },
      el("label", { for: id, class: "wm-field__label" }, page.say("other")),
      el("p", { class: "wm-field__hint", id: `${id}-hint` }, page.say("other_lead")),
      control,
    );
  }

  function option(page, path, place, words, meaning, attributes) {
    const { el, idOf } = page;
    const id = `${idOf(path)}-${place}`;
    const input = el("input", { ...attributes, id, "aria-describedby": meaning ? `${id}-means` : undefined });
    input.checked = Boolean(attributes.checked);
    return el(
      "div",
      { class: "wm-option" },
      input,
      el("label", { for: id }, words),
      meaning && el("p", { class: "wm-option__hint", id: `${id}-means` }, meaning),
    );
  }

  const definition = (page, refers, id) =>
    (refers && page.names.defined[refers.replace("vocabulary:", "")]?.[id]) || "";

  function meanings(page, refers) {
    const { el } = page;
    const defined = Object.entries((refers && page.names.defined[refers.replace("vocabulary:", "")]) || {});
    if (!defined.length) return "";
    const known = page.names.known[refers];
    return el(
      "details",
      { class: "wm-form-words" },
      el("summary", {}, page.say("meanings")),
      el(
        "dl",
        {},
        defined.map(([id, words]) => el("div", {}, el("dt", {}, known[id] || id), el("dd", {}, words))),
      ),
    );
  }

  /** Several fields that belong together. */
  function record(page, def, path, deep) {
    const { el } = page;
    return el(
      "fieldset",
      { class: "wm-group", "data-path": JSON.stringify(path), id: page.idOf(path), tabindex: "-1" },
      el("legend", { class: "wm-group__title" }, called(page, def, path)),
      hints(page, def, path),
      mistake(page, path),
      ...parts(page, def.of, path, deep),
    );
  }

  /** The fields of a record, then whatever else an opened file has there. */
  function parts(page, shape, path, deep) {
    const asked = inOrder(shape.fields.filter((each) => !(each.of.is === "word" && each.of.words.length === 1)));
    const known = shape.fields.map((each) => each.name);
    const value = page.get(path);
    const other = Object.keys(form.isMap(value) ? value : {}).filter((name) => !known.includes(name));
    return [
      ...asked.map((each) => field(page, each, [...path, each.name], deep)),
      ...other.map((name) => form.leftover(page, [...path, name])),
    ];
  }

  /** The fields as people fill them in: a short name comes after the words that it is made from. */
  function inOrder(fields) {
    const short = fields.find((each) => each.name === "id" && !each.of.refers);
    const long = short && fields.find((each) => NAMES.includes(each.name));
    return long ? fields.flatMap((each) => (each === short ? [] : each === long ? [long, short] : [each])) : fields;
  }

  Object.assign(form, { field, parts, box, hints, mistake, called, ticks, noSources, select });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
