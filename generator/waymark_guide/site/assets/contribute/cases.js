// The cases that the site has, by name: to open one, to name one in a text or a field. The list comes when it is first needed.
// Without it: the form goes on, and says that what names another case cannot be checked.
(function (form) {
  "use strict";

  const { load } = globalThis.WaymarkElement;
  const KIND = "case-study";
  const LIST = "data/case-names";
  const MOST = 8;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  /** What the form knows of the cases, and how to come to know it. */
  function casesOf(page) {
    const { known, now } = page.names;
    let asked;
    const cases = { come: false, failed: false };

    /** Resolves when the list is here, or when it is clear that it will not come. */
    cases.wait = () =>
      (asked ??= load(`${LIST}.js`).then(
        () => {
          ({ known: known[KIND], now: now[KIND] } = globalThis.WaymarkData[LIST]);
          cases.come = true;
        },
        () => {
          cases.failed = true;
        },
      ));

    /** The cases whose titles or ids hold every word, or the beginning of one; by title. */
    cases.find = (typed) => {
      const wanted = wordsOf(typed);
      const holds = (words) => wanted.every((word) => words.some((each) => each.startsWith(word)));
      const found = wanted.length ? Object.entries(known[KIND]).filter(([id, title]) => holds(wordsOf(`${title} ${id}`))) : [];
      return found.sort((one, other) => one[1].localeCompare(other[1]));
    };
    cases.title = (id) => (form.has(known[KIND], id) ? known[KIND][id] : "");
    return cases;
  }

  /** A box to search the cases in, and links that open what it finds. */
  function finder(page) {
    const { el, say, cases } = page;
    const found = el("ul", { class: "wm-found" });
    const status = el("p", { class: "wm-field__count", role: "status" });
    const look = async () => {
      await cases.wait();
      const all = cases.find(box.value);
      const count = all.length > MOST ? say("list.cases_most", { count: all.length, most: MOST }) : say("list.cases_found", { count: all.length });
      status.textContent = cases.failed ? say("list.cases_failed") : box.value.trim() ? count : "";
      found.replaceChildren(...all.slice(0, MOST).map(([id, title]) => el("li", {}, el("a", { href: `#from=${id}` }, title))));
    };
    const box = el("input", { id: "form-case", type: "search", class: "wm-field__box", autocomplete: "off", "aria-describedby": "form-case-hint", focus: () => cases.wait(), input: look });
    return el("div", { class: "wm-field" }, el("label", { for: "form-case", class: "wm-field__label" }, say("list.case")), el("p", { class: "wm-field__hint", id: "form-case-hint" }, say("list.case_hint")), box, status, found);
  }

  /** A field for another case, by its id or by words of its title, with a few cases to choose from. Below stands the title of the one that is meant. */
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
      offered.replaceChildren(...cases.find(box.value).slice(0, MOST).map(([value, words]) => el("option", { value }, words)));
      tell();
    };
    const settle = () => {
      const [one, another] = cases.find(box.value);
      if (!one || another) return;
      [box.value] = one;
      look();
    };
    const box = el("input", { id, class: "wm-field__box", list: offered.id, autocomplete: "off", "aria-describedby": `${id}-hint ${title.id}`, input: look, change: settle });
    box.value = page.get(path) || "";
    tell();
    return form.box(page, path, false, el("label", { for: id, class: "wm-field__label" }, form.called(page, def, path)), form.hints(page, def, path, [page.say("list.case_hint")]), form.mistake(page, path), box, offered, title);
  }

  Object.assign(form, { casesOf, finder, naming });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
