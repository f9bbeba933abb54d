// The page of the form as its parts see it: what is filled in, the words, and small pieces of HTML. Nothing typed is ever read as HTML.
(function (form) {
  "use strict";

  const { h: el, makeTranslate } = SharedPage;
  const idOf = (path) => `f-${path.join("-")}`;
  const asWords = (name) => name.charAt(0).toUpperCase() + name.slice(1).replace(/[_-]/g, " ");

  /** Everything that the parts of the form share. @param {Object} given what the build wrote into the page */
  function makePage(given) {
    const { words, shape, names } = given;
    const page = { ...given, data: {}, findings: [], origin: "", el, idOf, say: makeTranslate(words) };

    /** The label of the field at a path. */
    page.label = (path) => {
      const steps = path.filter((step) => typeof step === "string");
      const keys = [steps.join("."), steps.slice(-2).join("."), steps[steps.length - 1]].map(
        (name) => `labels.${name}`,
      );
      const found = keys.find((key) => form.has(words, key));
      return found ? words[found] : asWords(String(steps[steps.length - 1] || ""));
    };

    /** What one entry of the list at a path is called. */
    page.entry = (path) => {
      const name = `entries.${path.filter((step) => typeof step === "string").pop()}`;
      return form.has(words, name) ? words[name] : page.label(path);
    };

    /** The way to a field in words: `Place 2: Size of the area`; empty for the file itself. */
    page.way = (path) => {
      if (!path.length) return "";
      const said = [];
      path.forEach((step, place) => {
        if (typeof step === "number" && place < path.length - 1)
          said.push(page.say("entry", { label: page.entry(path.slice(0, place)), number: step + 1 }));
      });
      const last = path[path.length - 1];
      said.push(
        typeof last === "number"
          ? page.say("entry", { label: page.entry(path.slice(0, -1)), number: last + 1 })
          : path[0] === "facts" && path.length === 2
            ? page.question(last)
            : page.label(path),
      );
      return said.join(": ");
    };

    page.question = (name) => {
      for (const group of names.asked) for (const asked of group.questions) if (asked.id === name) return asked.text;
      return name;
    };

    /** The words for a value of a field. */
    page.words_of = (kind, value) => {
      if (kind.is === "yesno") return form.has(words, value) ? words[value] : value;
      if (kind.is === "word")
        return form.has(words, `choices.${value}`)
          ? words[`choices.${value}`]
          : form.has(words, value)
            ? words[value]
            : kind.words.length > 1
              ? asWords(value)
              : value;
      if (kind.refers) return page.options(kind.refers).find(([id]) => id === value)?.[1] || value;
      if (kind.form === "day" || kind.form === "partial") return form.dates.inWords(value) || value;
      return value;
    };

    /** What a reference of a kind can be: ids with their words. For sources, those that this case lists. */
    page.options = (kind) => {
      const known = names.known[kind] || {};
      if (kind !== "source") return Object.entries(known);
      const listed = form.get(page.data, ["sources"]);
      return (Array.isArray(listed) ? listed : [])
        .map((entry) => (form.isMap(entry) ? [entry.id, entry.title] : [entry, known[entry]]))
        .filter(([id]) => id)
        .map(([id, title]) => [id, title || id]);
    };

    page.get = (path) => form.get(page.data, path);
    page.put = (path, value) => {
      form.set(page.data, path, value);
      page.changed();
    };
    page.take = (path) => {
      form.remove(page.data, path);
      page.changed();
    };
    page.changed = () => {};

    page.tell = (text) => {
      document.getElementById("form-status").textContent = text;
    };

    /** The sections in order, each with its fields; fields that no section names are in the last one. A field with only one possible word is left out. */
    page.sections = (() => {
      const ids = Object.keys(words)
        .map((key) => /^sections\.([\w-]+)\.title$/.exec(key))
        .filter(Boolean)
        .map((found) => found[1]);
      const named = ids.flatMap((id) => words[`sections.${id}.fields`].split(" "));
      const rest = shape.fields.filter(
        (field) => !named.includes(field.name) && !(field.of.is === "word" && field.of.words.length === 1),
      );
      return ids
        .map((id) => ({ id, title: words[`sections.${id}.title`], names: words[`sections.${id}.fields`] }))
        .map((section) => ({
          ...section,
          lead: words[`sections.${section.id}.lead`] || "",
          fields:
            section.names === "*"
              ? rest
              : section.names
                  .split(" ")
                  .map((name) => form.fieldOf(shape, name))
                  .filter(Boolean),
        }))
        .filter((section) => section.fields.length);
    })();

    page.sectionOf = (path) =>
      page.sections.find((section) => section.fields.some((field) => field.name === path[0])) ||
      page.sections[page.sections.length - 1];
    return page;
  }

  Object.assign(form, { makePage });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
