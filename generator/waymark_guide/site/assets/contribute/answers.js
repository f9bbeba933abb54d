// Everything that was filled in, on one page, with a link to change each part; then the file, and the ways to send it.
(function (form) {
  "use strict";

  // A single line break inside a paragraph; not one before an entry of a list.
  const BROKEN = /(\S)\n(?!\n|\s*(?:[-*+]|\d+[.)])\s)/g;

  /** A value in words. */
  function shown(page, kind, value, path) {
    const { el } = page;
    if (typeof value === "string")
      return el(
        "span",
        { class: "wm-answers__text" },
        page
          .words_of(kind.is === "either" ? kind.of.find((each) => each.is === "text") : kind, value)
          .replace(BROKEN, "$1 "),
      );
    if (Array.isArray(value) && value.every((entry) => typeof entry === "string")) {
      const inner = kind.of && !Array.isArray(kind.of) ? kind.of : {};
      return el(
        "ul",
        {},
        value.map((entry) => el("li", {}, form.isMap(inner) ? page.words_of(inner, entry) : entry)),
      );
    }
    if (Array.isArray(value))
      return el(
        "ol",
        {},
        value.map((entry, place) => el("li", {}, shown(page, kind.of || {}, entry, [...path, place]))),
      );
    const shape = kind.is ? form.branch(kind, value) : kind;
    const known = shape.fields || [];
    return el(
      "dl",
      { class: "wm-answers__parts" },
      Object.entries(value).map(([name, inner]) => {
        const def = known.find((each) => each.name === name);
        const words = kind.is === "map" ? page.question(name) : page.label([...path, name]);
        const answer =
          kind.is === "map"
            ? []
                .concat(inner)
                .map((id) => page.names.questions[name]?.[id] || id)
                .join("; ")
            : shown(page, def ? def.of : {}, inner, [...path, name]);
        return el("div", {}, el("dt", {}, words), el("dd", {}, answer));
      }),
    );
  }

  /** The view. */
  function answers(page, findings) {
    const { el, say } = page;
    const text = form.emit(page.shape, page.data);
    const link = (finding) =>
      `#section=${page.sectionOf(finding.at).id}&field=${encodeURIComponent(JSON.stringify(finding.at))}`;
    const errors = findings.some((finding) => finding.severity === "error");
    const rows = page.sections.flatMap((section) => {
      const given = section.fields.filter((field) => page.get([field.name]) !== undefined);
      const row = (field) =>
        el(
          "div",
          { class: "wm-answers__row" },
          el("dt", {}, page.label([field.name])),
          el("dd", {}, shown(page, field.of, page.get([field.name]), [field.name])),
          el("dd", { class: "wm-answers__change" }, change(section, field)),
        );
      const change = (owner, field) =>
        el(
          "a",
          { href: `#section=${owner.id}&field=${encodeURIComponent(JSON.stringify([field.name]))}` },
          say("check.change"),
          el(
            "span",
            { class: "wm-hidden" },
            ` ${say("check.about", { section: owner.title, label: page.label([field.name]) })}`,
          ),
        );
      const none = el(
        "p",
        {},
        `${say("check.nothing")}. `,
        el(
          "a",
          { href: `#section=${section.id}` },
          say("check.change"),
          el("span", { class: "wm-hidden" }, ` ${section.title}`),
        ),
      );
      return [el("h3", {}, section.title), given.length ? el("dl", { class: "wm-answers" }, given.map(row)) : none];
    });
    const told = el("p", { class: "wm-small" });
    const elsewhere = page.rules.not_here.map((code) =>
      el(
        "li",
        {},
        el("a", { href: new URL(`contribute/rules/${code}/`, form.root).href }, code),
        `: ${page.rules.rules[code].title}`,
      ),
    );
    return [
      ...form.problems.summary(page, findings, link),
      el("p", {}, say(errors ? "check.with_mistakes" : "check.clean")),
      el("h2", {}, say("check.answers")),
      ...rows,
      el("h2", {}, say("send.title")),
      el("div", { class: "wm-send" }, form.sending(page, text, told)),
      el("h2", {}, say("check.file")),
      el("p", {}, say("check.file_lead", { name: form.fileName(page) })),
      el(
        "pre",
        { class: "wm-code wm-form__file", tabindex: "0", role: "group", "aria-label": say("check.file") },
        el("code", { id: "form-file" }, text),
      ),
      el("h2", {}, say("check.elsewhere")),
      el("p", {}, say("check.elsewhere_lead")),
      el("ul", {}, elsewhere),
    ];
  }

  Object.assign(form, { answers });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
