// Lists that grow and shrink: places, figures, sources and the like; answers to the guides' questions; and what the form does not know.
(function (form) {
  "use strict";

  /** The list of a field: boxes to tick, lines of text, or groups that can be added and removed. */
  function list(page, def, path, deep) {
    const inner = def.of.of;
    if (inner.is === "text" && inner.refers && !(page.get(path) || []).some((entry) => typeof entry !== "string"))
      return form.ticks(page, def, path, inner);
    if (inner.is === "text") return linesOf(page, def, path);
    return groups(page, def, path, inner, deep);
  }

  function linesOf(page, def, path) {
    const { el, idOf } = page;
    const id = idOf(path);
    const control = el("textarea", {
      id,
      class: "wm-field__box",
      rows: 3,
      autocomplete: "off",
      "aria-describedby": `${id}-hint`,
    });
    control.value = (page.get(path) || []).join("\n");
    control.addEventListener("input", () =>
      page.put(
        path,
        control.value.split("\n").filter((line) => line.trim()),
      ),
    );
    return form.box(
      page,
      path,
      false,
      el("label", { for: id, class: "wm-field__label" }, form.called(page, def, path)),
      form.hints(page, def, path, [page.say("one_a_line")]),
      form.mistake(page, path),
      control,
    );
  }

  /** Groups of fields. Adding puts the focus into the new group; removing puts it on the button that adds, and can be undone. */
  function groups(page, def, path, inner, deep) {
    const { el, idOf } = page;
    const what = page.entry(path);
    const whole = el("fieldset", {
      class: "wm-group",
      "data-path": JSON.stringify(path),
      id: idOf(path),
      tabindex: "-1",
    });
    const draw = () => {
      const held = page.get(path) || [];
      const shown = held.length || (def.required ? 1 : 0);
      const mixed = inner.is === "either";
      const made = Array.from({ length: shown }, (_, place) =>
        entry(page, inner, [...path, place], what, () => removed(place), held.length > 0),
      );
      const more = page.say(shown ? "add_more" : "add", { what: what.toLowerCase() });
      const add = el(
        "button",
        { type: "button", class: "wm-button wm-button--quiet", id: `${idOf(path)}-add`, click: () => added({}) },
        more,
      );
      const known =
        mixed &&
        el(
          "button",
          { type: "button", class: "wm-button wm-button--quiet", click: () => added("") },
          page.say("add_known"),
        );
      whole.replaceChildren(
        el("legend", { class: "wm-group__title" }, form.called(page, def, path)),
        ...[form.hints(page, def, path), form.mistake(page, path), ...made].filter(Boolean),
        el("p", { class: "wm-group__add" }, add, known),
      );
    };
    const added = (fresh) => {
      const held = page.get(path) || [];
      if (!held.length && def.required && fresh !== "") page.put(path, [{}]);
      const place = (page.get(path) || []).length;
      page.put([...path, place], fresh);
      draw();
      page.marks();
      whole.querySelector(`[data-entry="${place}"] :is(input, select, textarea)`)?.focus();
      page.tell(page.say("added", { what: page.say("entry", { label: what, number: place + 1 }) }));
    };
    const removed = (place) => {
      const taken = page.get([...path, place]);
      page.take([...path, place]);
      page.findings = [];
      draw();
      const words = page.say("removed", { what: page.say("entry", { label: what, number: place + 1 }) });
      page.tell(words);
      const back = el(
        "button",
        { type: "button", class: "wm-button wm-button--quiet", click: () => putBack(place, taken) },
        page.say("put_back"),
      );
      whole.querySelector(".wm-group__add").before(el("p", { class: "wm-note" }, words, " ", back));
      back.focus();
    };
    const putBack = (place, taken) => {
      const held = [...(page.get(path) || [])];
      held.splice(place, 0, taken);
      page.put(path, held);
      draw();
      whole.querySelector(`[data-entry="${place}"] :is(input, select, textarea)`)?.focus();
    };
    draw();
    return whole;
  }

  /** One group of a list. */
  function entry(page, inner, path, what, remove, removable) {
    const { el } = page;
    const place = path[path.length - 1];
    const name = page.say("entry", { label: what, number: place + 1 });
    const value = page.get(path);
    const shape =
      typeof value === "string"
        ? inner.of?.find((each) => each.is !== "record")
        : form.branch(inner, value === undefined ? {} : value);
    const fits =
      shape && (shape.is === "record" ? value === undefined || form.isMap(value) : typeof value === "string");
    const body = !fits
      ? [form.leftover(page, path)]
      : shape.is === "record"
        ? form.parts(page, shape, path, true)
        : [reference(page, shape, path, what)];
    const button =
      removable &&
      el(
        "button",
        { type: "button", class: "wm-button wm-button--quiet wm-entry__remove", click: remove },
        page.say("remove"),
        el("span", { class: "wm-hidden" }, ` ${name}`),
      );
    return el(
      "fieldset",
      {
        class: "wm-entry",
        "data-entry": place,
        "data-path": JSON.stringify(path),
        id: page.idOf(path),
        tabindex: "-1",
      },
      el("legend", { class: "wm-entry__title" }, name),
      form.mistake(page, path),
      ...body,
      button,
    );
  }

  /** An entry that names something the site already has. */
  function reference(page, shape, path, what) {
    const known = Object.entries(page.names.known[shape.refers] || {}).sort((one, other) =>
      one[1].localeCompare(other[1]),
    );
    const value = page.get(path);
    const options = value && !known.some(([id]) => id === value) ? [...known, [value, value]] : known;
    return form.select(
      page,
      { required: true, of: { is: "text" }, says: "", label: page.say("which", { what: what.toLowerCase() }) },
      path,
      options,
    );
  }

  /** Answers to the guides' questions, a list to choose from for each. */
  function answersTo(page, def, path) {
    const { el } = page;
    const asked = page.names.asked.flatMap((group) => group.questions.map((question) => question.id));
    const other = Object.keys(page.get(path) || {}).filter((name) => !asked.includes(name));
    const held = (group) => group.questions.filter((question) => page.get([...path, question.id]) !== undefined).length;
    const one = (question) => {
      const at = [...path, question.id];
      const value = page.get(at);
      const chosen = Array.isArray(value) ? value : value === undefined ? [] : [value];
      if (question.several || chosen.length > 1) return several(page, question, at, chosen);
      const options = [...new Set([...question.options, ...chosen])].map((id) => [
        id,
        page.names.questions[question.id]?.[id] || id,
      ]);
      return single(page, question, at, options, chosen[0] || "");
    };
    return el(
      "fieldset",
      { class: "wm-group", "data-path": JSON.stringify(path), id: page.idOf(path), tabindex: "-1" },
      el("legend", { class: "wm-group__title" }, form.called(page, def, path)),
      form.hints(page, def, path),
      form.mistake(page, path),
      page.names.asked.map((group) =>
        el(
          "details",
          { class: "wm-questions", open: held(group) > 0 },
          el("summary", {}, group.of || page.say("own_questions")),
          group.questions.map(one),
        ),
      ),
      other.map((name) => form.leftover(page, [...path, name])),
    );
  }

  function single(page, question, at, options, chosen) {
    const { el, idOf } = page;
    const change = () => (control.value ? page.put(at, control.value) : page.take(at));
    const control = el(
      "select",
      { id: idOf(at), class: "wm-field__box wm-field__box--choice", change },
      [["", page.say("unanswered")], ...options].map(([id, words]) => el("option", { value: id }, words)),
    );
    control.value = chosen;
    return form.box(
      page,
      at,
      false,
      el("label", { for: idOf(at), class: "wm-field__label" }, question.text),
      form.mistake(page, at),
      control,
    );
  }

  function several(page, question, at, chosen) {
    const { el, idOf } = page;
    const ids = [...new Set([...question.options, ...chosen])];
    const change = (id, on) => {
      const held = [].concat(page.get(at) ?? []).filter((each) => each !== id);
      const now = on ? [...held, id] : held;
      if (now.length) page.put(at, now);
      else page.take(at);
    };
    const one = (id, place) => {
      const input = el("input", {
        type: "checkbox",
        id: `${idOf(at)}-${place}`,
        change: (event) => change(id, event.target.checked),
      });
      input.checked = chosen.includes(id);
      return el(
        "div",
        { class: "wm-option" },
        input,
        el("label", { for: `${idOf(at)}-${place}` }, page.names.questions[question.id]?.[id] || id),
      );
    };
    return form.box(
      page,
      at,
      true,
      el("legend", { class: "wm-field__label" }, question.text),
      form.mistake(page, at),
      el("div", { class: "wm-options" }, ids.map(one)),
    );
  }

  /** What an opened file holds and the form does not know: kept, shown, and removed only by hand. */
  function leftover(page, path) {
    const { el, idOf } = page;
    const value = page.get(path);
    const name = String(path[path.length - 1]);
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const made = form.box(
      page,
      path,
      false,
      el("p", { class: "wm-field__label", id: idOf(path), tabindex: "-1" }, page.say("leftover.title")),
      form.mistake(page, path),
      el("p", { class: "wm-leftover" }, page.say("leftover.on", { name, value: text })),
      el(
        "button",
        {
          type: "button",
          class: "wm-button wm-button--quiet",
          click: () => {
            page.take(path);
            made.remove();
          },
        },
        page.say("leftover.remove", { name }),
      ),
    );
    return made;
  }

  Object.assign(form, { list, answersTo, leftover });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
