// The questionnaire on screen: its parts in any order, everything in the link or in a file. Without script the page is the same form, to fill in and print.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("prepare-data")?.textContent || "null");
  const engine = globalThis.WaymarkAnswers;
  const root = document.querySelector("[data-module=prepare]");
  if (!data || !engine || !root) return;
  const { SUMMARY, UNKNOWN } = engine;
  const LONGEST_LINK = 2000;
  const LARGEST_FILE = 500_000;
  const PAUSE = 250;

  const { h, makeTranslate, getToday, formatDay, resolvePath, copyText } = SharedPage;
  const say = makeTranslate(data.strings);
  const form = root.querySelector("form");
  const start = root.querySelector("[data-start]");
  const pageTitle = document.title;
  const partOf = new Map(
    data.sections.flatMap(({ id, gathers }) => [id, ...gathers.map((gather) => gather.id)].map((each) => [each, id])),
  );

  let held = engine.empty();
  let view = ""; // all the parts; a part; or the summary
  let notices = [];
  let waiting;

  const hidden = (text) => h("span", { class: "wm-hidden" }, text);
  const words = (id) => document.getElementById(id).textContent.trim();
  const inWords = (day) => formatDay(day, say("dates"));
  const button = (key, click) => h("button", { type: "button", class: "wm-button wm-button--quiet", click }, say(key));
  const inputs = (name) => [...form.elements].filter((each) => each.name === name);
  const box = (id) => document.getElementById(`note-${id}`);

  const counter = h("p", { class: "wm-prepare__count", role: "status" });
  const long = h("div", { class: "wm-prepare__long wm-prepare__screen", role: "status" });
  const stage = h("div", { class: "wm-prepare__stage" });
  const below = h("div", { class: "wm-prepare__below wm-prepare__screen" });
  const about = h("details", { class: "wm-prepare__about wm-prepare__screen" }, h("summary", {}, say("about")));

  // Between the answers, the form and the address.

  const to = (next) => `#${engine.writeFragment(data, held, next)}`;

  /** Write the answers into the address, in place of those it held. */
  function keep() {
    clearTimeout(waiting);
    waiting = undefined;
    history.replaceState({ prepare: true }, "", to(view));
    for (const link of root.querySelectorAll("[data-view]")) link.hash = to(link.dataset.view);
    const tooLong = location.href.length > LONGEST_LINK;
    if (tooLong === !long.firstChild)
      long.replaceChildren(...(tooLong ? [h("p", {}, say("too_long")), h("p", {}, button("save", save))] : []));
  }

  function count() {
    const all = engine.counted(held, engine.gathers(data));
    const part = data.sections.find(({ id }) => id === view);
    const text = [
      part && say("here", engine.counted(held, part.gathers)),
      say(all.unknown ? "count_unknown" : "count", all),
    ]
      .filter(Boolean)
      .join(" ");
    if (counter.textContent !== text) counter.textContent = text;
  }

  /** Show in the form what is held. */
  function fill() {
    for (const { id, facts } of engine.gathers(data)) {
      box(id).value = held.notes.get(id) ?? "";
      for (const each of inputs(`not-known.${id}`)) each.checked = held.unknown.has(id);
      for (const fact of facts)
        for (const each of inputs(fact.id)) each.checked = (held.answers.get(fact.id) || []).includes(each.value);
    }
    for (const clear of form.querySelectorAll("[data-clear]")) clear.hidden = !held.answers.has(clear.dataset.clear);
  }

  /** Hold what the reader has just put into the form. */
  function take({ target }) {
    const gather = target.closest("[data-gather]")?.dataset.gather;
    if (target.tagName === "TEXTAREA") {
      if (target.value.trim()) held.notes.set(gather, target.value);
      else held.notes.delete(gather);
    } else if (target.name.startsWith("not-known.")) {
      held.unknown[target.checked ? "add" : "delete"](gather);
    } else {
      const fact = engine.facts(data).find(({ id }) => id === target.name);
      const alone = (each) => each.value === UNKNOWN || fact.alone.includes(each.value);
      if (target.checked)
        for (const each of inputs(fact.id)) if (each !== target && (alone(each) || alone(target))) each.checked = false;
      give(
        fact.id,
        inputs(fact.id)
          .filter((each) => each.checked)
          .map((each) => each.value),
      );
    }
    count();
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  }

  function give(fact, chosen) {
    if (chosen.length) held.answers.set(fact, chosen);
    else held.answers.delete(fact);
    form.querySelector(`[data-clear="${fact}"]`).hidden = !chosen.length;
  }

  /** A way to take an answer back, at each question that has options. */
  for (const fieldset of form.querySelectorAll("[data-fact]")) {
    const fact = fieldset.dataset.fact;
    const clear = button("clear", () => {
      for (const each of inputs(fact)) each.checked = false;
      give(fact, []);
      inputs(fact)[0].focus();
      count();
      keep();
    });
    clear.append(hidden(`: ${fieldset.querySelector("legend").textContent.trim()}`));
    clear.dataset.clear = fact;
    clear.classList.add("wm-prepare__screen");
    clear.hidden = true;
    fieldset.append(clear);
  }

  // The views.

  const link = (next, text, attributes = {}) => h("a", { ...attributes, href: to(next), "data-view": next }, text);

  function show(next, { heading = null, adds = true } = {}) {
    if (adds) {
      keep();
      view = next;
      history.pushState({ prepare: true }, "", to(view));
    } else view = next;
    render();
    const place = heading
      ? document.getElementById(heading)
      : stage.querySelector("[tabindex]") || document.getElementById(view) || root.querySelector("h1");
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    if (heading) place.scrollIntoView();
    else scrollTo(0, 0);
  }

  function render() {
    const part = data.sections.find(({ id }) => id === view);
    root.dataset.view = part ? "part" : view || "parts";
    if (engine.isEmpty(held)) stage.before(start);
    else about.append(start); // somebody who has begun comes for the parts
    start.hidden = about.hidden = Boolean(view);
    for (const each of form.querySelectorAll("[data-part]")) each.hidden = each.dataset.part !== view;
    const made = part ? [] : view === SUMMARY ? summary() : parts();
    stage.replaceChildren(
      ...[
        view && h("p", { class: "wm-prepare__screen" }, link("", say("back"), { class: "wm-back" })),
        ...notices.map((each) => h("div", { class: "wm-note wm-prepare__screen", tabindex: "-1" }, each)),
        ...made,
      ].filter(Boolean),
    );
    const next = part && data.sections[data.sections.indexOf(part) + 1];
    below.replaceChildren(
      ...(part
        ? [
            h(
              "p",
              { class: "wm-onward" },
              next
                ? link(next.id, say("next", { title: words(next.id) }), { class: "wm-button" })
                : link(SUMMARY, say("to_summary"), { class: "wm-button" }),
              link("", say("back")),
            ),
          ]
        : []),
    );
    notices = [];
    document.title = view ? `${part ? words(view) : say("summary")} - ${pageTitle}` : pageTitle;
    count();
    keep();
  }

  /** How to find something out, in the words of the form. */
  const findOut = (name) =>
    form
      .querySelector(`[name="${name}"][value="${UNKNOWN}"]`)
      ?.parentElement.querySelector("[data-find-out]")
      ?.cloneNode(true);

  /** What is not known in one question, and how to find it out. */
  function ways({ id, facts }) {
    const open = facts.filter((fact) => (held.answers.get(fact.id) || [])[0] === UNKNOWN);
    return open.length
      ? open.map((fact) =>
          h(
            "p",
            {},
            open.length > 1 && [
              h("strong", {}, form.querySelector(`[data-fact="${fact.id}"] legend`).textContent),
              " ",
            ],
            findOut(fact.id),
          ),
        )
      : h("p", {}, findOut(`not-known.${id}`));
  }

  function gather({ isTooMuch, list }) {
    if (!list.length) return null;
    const all = engine.facts(data);
    const unknown = all.filter(({ id }) => (held.answers.get(id) || [])[0] === UNKNOWN).length;
    return h(
      "section",
      { class: `wm-prepare__gather${isTooMuch ? " wm-prepare__gather--first" : ""}` },
      h("h2", {}, say(isTooMuch ? "gather_first" : "to_find_out")),
      h(
        "p",
        {},
        isTooMuch
          ? say("gather_too_much", { unknown, all: all.length, percent: data.gather_first })
          : say("gather_some"),
      ),
      h(
        "ol",
        {},
        list.map((each) => h("li", {}, h("p", {}, h("a", { href: `#${each.id}` }, words(each.id))), ways(each))),
      ),
    );
  }

  /** All the parts, and what can be done with the answers. */
  function parts() {
    const toFind = engine.toGather(data, held);
    const rows = data.sections.map(({ id, gathers }) => {
      const own = engine.counted(held, gathers);
      return h(
        "li",
        { class: "wm-task" },
        link(id, words(id), { "aria-describedby": `state-${id}` }),
        h(
          "span",
          { class: `wm-tag wm-task__state wm-task__state--${own.state}`, id: `state-${id}` },
          say(`state.${own.state}`),
          h("span", {}, ` ${own.done}/${own.all}`),
        ),
      );
    });
    const title = h("input", {
      id: "prepare-title",
      type: "text",
      autocomplete: "off",
      "aria-describedby": "prepare-title-hint",
      input: () => {
        held.title = title.value;
        clearTimeout(waiting);
        waiting = setTimeout(keep, PAUSE);
      },
    });
    title.value = held.title;
    return [
      toFind.isTooMuch && gather(toFind),
      h("h2", {}, say("parts")),
      h("p", {}, say("parts_help")),
      h("ul", { class: "wm-tasks" }, rows),
      h("p", { class: "wm-onward" }, link(SUMMARY, say("to_summary"), { class: "wm-button" })),
      !toFind.isTooMuch && gather(toFind),
      guides(),
      h(
        "section",
        { class: "wm-prepare__keep" },
        h(
          "p",
          { class: "wm-prepare__title" },
          h("label", { for: "prepare-title" }, say("title")),
          h("span", { id: "prepare-title-hint", class: "wm-small" }, say("title_hint")),
          title,
        ),
        h("p", {}, say("kept")),
        actions("print_form"),
      ),
    ].filter(Boolean);
  }

  /** The guides that use these answers. A click takes the answers along: see below. */
  function guides() {
    const used = data.guides
      .map((guide) => ({ ...guide, count: guide.facts.filter((fact) => held.answers.has(fact)).length }))
      .filter((guide) => guide.count)
      .sort((one, other) => other.count - one.count);
    return h(
      "section",
      { class: "wm-prepare__guides" },
      h("h2", {}, say("guides")),
      h("p", {}, say(used.length ? "guides_help" : "guides_none")),
      used.length > 0 &&
        h(
          "ul",
          {},
          used.map((guide) =>
            h(
              "li",
              {},
              h("a", { href: resolvePath(`decision-trees/${guide.id}/`) }, guide.title),
              " ",
              h("span", { class: "wm-small" }, say("guide_count", guide)),
            ),
          ),
        ),
    );
  }

  /** Every question with its answer and notes, written out. */
  function summary() {
    const noted = new Set(engine.gathers(data).map(({ id }) => id));
    const others = [...held.notes].filter(([id]) => !noted.has(id));
    const label = (fact, value) => inputs(fact).find((each) => each.value === value).nextElementSibling.textContent;
    const answer = (each) => {
      const found = each.facts.map(({ id }) => {
        const chosen = held.answers.get(id);
        return h(
          "p",
          {},
          h("span", { class: "wm-small" }, form.querySelector(`[data-fact="${id}"] legend`).textContent),
          h("br"),
          chosen ? h("strong", {}, chosen.map((value) => label(id, value)).join("; ")) : say("not_answered"),
          chosen?.[0] === UNKNOWN && [" ", findOut(id)],
        );
      });
      const note = held.notes.get(each.id);
      if (held.unknown.has(each.id))
        found.push(
          h("p", {}, h("strong", {}, label(`not-known.${each.id}`, UNKNOWN)), " ", findOut(`not-known.${each.id}`)),
        );
      else if (!each.facts.length && !note) found.push(h("p", {}, say("not_answered")));
      return [
        ...found,
        note && h("p", { class: "wm-summary__note" }, h("span", { class: "wm-small" }, say("notes")), h("br"), note),
      ];
    };
    let number = 0;
    return [
      h(
        "article",
        { class: "wm-summary" },
        h("h2", { tabindex: "-1" }, held.title ? say("summary_of", { title: held.title }) : say("summary")),
        h("p", { class: "wm-small" }, say("printed", { date: inWords(getToday()) })),
        h("div", { class: "wm-prepare__screen" }, h("p", {}, say("summary_help")), actions("print")),
        data.sections.map(({ id, gathers }) => [
          h("h3", {}, words(id)),
          h(
            "dl",
            {},
            gathers.map((each) =>
              h("div", {}, h("dt", {}, `${(number += 1)}. ${words(each.id)}`), h("dd", {}, answer(each))),
            ),
          ),
        ]),
        others.length > 0 && [
          h("h3", {}, say("others")),
          h(
            "dl",
            {},
            others.map(([id, note]) =>
              h("div", {}, h("dt", {}, id), h("dd", {}, h("p", { class: "wm-summary__note" }, note))),
            ),
          ),
        ],
      ),
    ];
  }

  // Keeping: files, links, and starting again.

  function actions(printKey) {
    const status = h("span", { role: "status" });
    const byHand = () => {
      const field = h("input", { readonly: true, "aria-label": say("link"), value: location.href });
      status.replaceChildren(say("copy_by_hand"), " ", field);
      field.select();
    };
    const file = h("input", {
      type: "file",
      id: "prepare-open",
      accept: ".json,application/json",
      change: ({ target }) => open(target),
    });
    return h(
      "div",
      { class: "wm-prepare__actions" },
      h(
        "p",
        { class: "wm-actions" },
        button("save", () => {
          save();
          status.replaceChildren(say("saved"));
        }),
        button("copy", () => {
          keep();
          copyText(location.href).then((copied) => (copied ? status.replaceChildren(say("copied")) : byHand()));
        }),
        button(printKey, () => print()),
        button("again", () => replace(engine.empty(), [say("again_done")])),
        status,
      ),
      h("p", { class: "wm-prepare__open" }, h("label", { for: "prepare-open" }, say("open")), " ", file),
    );
  }

  function save() {
    const day = getToday();
    const name =
      held.title
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "")
        .slice(0, 40) || "answers";
    const address = URL.createObjectURL(new Blob([engine.writeFile(data, held, day)], { type: "application/json" }));
    h("a", { href: address, download: `prepare-${name}-${day}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  async function open(field) {
    const [file] = field.files;
    if (!file) return;
    const read =
      file.size > LARGEST_FILE
        ? { fault: "too_large" }
        : await file.text().then(
            (text) => engine.readFile(data, text),
            () => ({ fault: "unreadable" }),
          );
    field.value = "";
    if (read.fault) return tell([say(`fault.${read.fault}`)]);
    const date = read.saved && inWords(read.saved);
    replace(read.held, [date ? say("opened_saved", { date }) : say("opened"), ...faults(read)]);
  }

  /** What a reader should know about what came in. */
  function faults({ version, lost }) {
    return [
      version && version !== data.version && say("outdated", { old: version, version: data.version }),
      lost.length > 0 && [
        h("p", {}, say("damaged")),
        h(
          "ul",
          {},
          lost.map((each) => h("li", {}, each)),
        ),
      ],
    ].filter(Boolean);
  }

  function tell(told) {
    notices = told;
    show(view, { adds: false });
  }

  /** Hold something else. What was here can be put back. */
  function replace(other, told, adds = true) {
    const before = held;
    held = other;
    fill();
    const back =
      !engine.isEmpty(before) &&
      h(
        "p",
        {},
        button("put_back", () => replace(before, [say("put_back_done")])),
      );
    notices = [[h("p", {}, told[0]), back], ...told.slice(1)];
    if (view) show("", { adds });
    else show("", { adds: false });
  }

  /** Take in the address: on arriving, when the reader goes back or on, or when a link is pasted over it. */
  function arrive(event) {
    const text = location.hash.slice(1);
    if (event && history.state?.prepare) return show(engine.readFragment(data, text).view, { adds: false });
    if (text && !text.includes("=")) {
      const part = partOf.get(text);
      if (part) show(part, { heading: text, adds: false });
      else if (!event) render();
      return;
    }
    const read = engine.readFragment(data, text);
    const told = faults(read);
    if (!read.version && read.held.answers.size) told.push(say("returned"));
    if (event && !engine.isEmpty(held)) {
      view = read.view;
      return replace(read.held, [say("replaced"), ...told], false);
    }
    held = read.held;
    view = read.view;
    notices = told;
    fill();
    render();
  }

  root.querySelector("h1").after(counter, long);
  form.before(stage);
  form.after(below, about);
  form.addEventListener("input", take);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", arrive);
  for (const name of ["pagehide", "beforeprint"]) addEventListener(name, () => waiting && keep());
  document.addEventListener("click", (event) => {
    const found = event.target.closest?.("a[href]");
    if (!found) return;
    if (/\/decision-trees\/[a-z0-9-]+\/(?:index\.html)?$/.test(found.pathname) && !found.hash) {
      if (waiting) keep();
      const answers = engine.written(data, held);
      if (answers) found.hash = `p=${answers}`;
    } else if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return; // a tab or window of its own
    } else if ("view" in found.dataset) {
      event.preventDefault();
      show(found.dataset.view);
    } else if (found.getAttribute("href").startsWith("#")) {
      // A place on this page: go there without touching the address, which holds the answers.
      const id = found.getAttribute("href").slice(1);
      event.preventDefault();
      if (partOf.has(id)) return show(partOf.get(id), { heading: id });
      const target = document.getElementById(id);
      if (!target) return;
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.focus();
      target.scrollIntoView();
    }
  });
  arrive();
})();
