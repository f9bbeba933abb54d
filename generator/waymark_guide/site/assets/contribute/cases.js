// The names of the cases on the site: to open a case, or to name one in a text or a field. The list is loaded when it is first needed.
// Without the list the form works, and says that references to other cases cannot be checked.
(function (form) {
  "use strict";

  const { loadScript } = SharedPage;
  const KIND = "case-study";
  const LIST = "data/case-names";
  const MOST = 8;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  /** Makes the list of cases, with functions to load it and to search in it. */
  function casesOf(page) {
    const { known, now } = page.names;
    let asked;
    const cases = { come: false, failed: false };

    /** Loads the list. Resolves when it is loaded, or when it cannot be loaded. */
    cases.wait = () =>
      (asked ??= loadScript(`${LIST}.js`).then(
        () => {
          ({ known: known[KIND], now: now[KIND] } = globalThis.WaymarkData[LIST]);
          cases.come = true;
        },
        () => {
          cases.failed = true;
        },
      ));

    /** Finds the cases whose titles or ids hold every word, or a word that begins with it; in the order of titles. */
    cases.find = (typed) => {
      const wanted = wordsOf(typed);
      const holds = (words) => wanted.every((word) => words.some((each) => each.startsWith(word)));
      const found = wanted.length
        ? Object.entries(known[KIND]).filter(([id, title]) => holds(wordsOf(`${title} ${id}`)))
        : [];
      return found.sort((one, other) => one[1].localeCompare(other[1]));
    };
    cases.title = (id) => (form.has(known[KIND], id) ? known[KIND][id] : "");
    return cases;
  }

  /** Makes a search box for the cases, and links that open the cases found. */
  function finder(page) {
    const { el, say, cases } = page;
    const found = el("ul", { class: "wm-found" });
    const status = el("p", { class: "wm-field__count", role: "status" });
    const look = async () => {
      await cases.wait();
      const all = cases.find(box.value);
      const count =
        all.length > MOST
          ? say("list.cases_most", { count: all.length, most: MOST })
          : say("list.cases_found", { count: all.length });
      status.textContent = cases.failed ? say("list.cases_failed") : box.value.trim() ? count : "";
      found.replaceChildren(
        ...all.slice(0, MOST).map(([id, title]) => el("li", {}, el("a", { href: `#from=${id}` }, title))),
      );
    };
    const box = el("input", {
      id: "form-case",
      type: "search",
      class: "wm-field__box",
      autocomplete: "off",
      "aria-describedby": "form-case-hint",
      focus: () => cases.wait(),
      input: look,
    });
    return el(
      "div",
      { class: "wm-field" },
      el("label", { for: "form-case", class: "wm-field__label" }, say("list.case")),
      el("p", { class: "wm-field__hint", id: "form-case-hint" }, say("list.case_hint")),
      box,
      status,
      found,
    );
  }

  /** Makes a field for another case, by its id or by words of its title, with a few cases to choose from. The title of the chosen case is below. */
  function naming(page, def, path) {
    const { el, cases } = page;
    const id = page.idOf(path);
    const offered = el("datalist", { id: `${id}-list` });
    const title = el("p", { class: "wm-field__count", id: `${id}-title`, role: "status" });
    const tell = () => {
      title.textContent = cases.title(box.value);
    };
    const look = () => {
      page.put(path, box.value);
      offered.replaceChildren(
        ...cases
          .find(box.value)
          .slice(0, MOST)
          .map(([value, words]) => el("option", { value }, words)),
      );
      tell();
    };
    const settle = () => {
      const [one, another] = cases.find(box.value);
      if (!one || another) return;
      [box.value] = one;
      look();
    };
    const box = el("input", {
      id,
      class: "wm-field__box",
      list: offered.id,
      autocomplete: "off",
      "aria-describedby": `${id}-hint ${title.id}`,
      input: look,
      change: settle,
    });
    box.value = page.get(path) || "";
    tell();
    return form.box(
      page,
      path,
      false,
      el("label", { for: id, class: "wm-field__label" }, form.called(page, def, path)),
      form.hints(page, def, path, [page.say("list.case_hint")]),
      form.mistake(page, path),
      box,
      offered,
      title,
    );
  }

  Object.assign(form, { casesOf, finder, naming });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
