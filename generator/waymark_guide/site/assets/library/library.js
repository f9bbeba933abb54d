// Filters, searches and sorts the list of case studies, and keeps what was chosen in the address.
// Without it: the whole list stands on numbered pages, and "Browse by" leads to a page for each value.
(function () {
  "use strict";

  const root = document.querySelector("[data-module=library]");
  const form = root && root.querySelector("form");
  if (!root || !form) return;

  const STEP = 20;
  const MOST_COMPARED = 3;
  const { h, makeTranslate, formatDay } = SharedPage;
  const words = JSON.parse(document.getElementById("library-words").textContent);
  const say = makeTranslate(words);
  const library = WaymarkLibrary.records(root.dataset.folder);
  const part = (name, within = root) => within.querySelector(`[data-part="${name}"]`);
  const list = part("list");
  const heading = document.getElementById("library-results");
  const box = form.elements.namedItem("q");
  const sort = form.elements.namedItem("sort");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const facets = [...form.querySelectorAll("[data-facet]")].map((element) => ({
    element,
    id: element.dataset.facet,
    name: element.querySelector("legend").textContent,
  }));
  const byTitle = sort.options[0].text;
  const first = [...list.children]; // the cards that came with the page
  const cards = new Map(first.map((card) => [card.dataset.case, card]));
  let shown = STEP;
  let comparing = [];
  let typing = false; // whether the last change was typed: typing makes one step of the history, not one a letter
  let turn = 0;

  const labelOf = (input) => input.closest("label").querySelector(".wm-option__label").textContent;
  const wordsTyped = () => box.value.trim();
  const isFiltered = () => Boolean(wordsTyped() || boxes.some((input) => input.checked));
  const chosenIn = (facet) => boxes.filter((input) => input.name === facet.id && input.checked);

  /* The address */

  function toAddress() {
    const query = new URLSearchParams();
    for (const input of boxes) if (input.checked) query.append(input.name, input.value);
    if (wordsTyped()) query.set("q", wordsTyped());
    if (sort.value) query.set("sort", sort.value);
    if (comparing.length) query.set("compare", comparing.join(","));
    const text = String(query).replaceAll("%2C", ",");
    return location.pathname + (text && `?${text}`);
  }

  /** Set the form by the address; say whether the address names something that the form does not have. */
  function fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const input of boxes) input.checked = query.getAll(input.name).includes(input.value);
    box.value = query.get("q") ?? "";
    sort.value = query.get("sort") ?? "";
    if (sort.selectedIndex < 0) sort.selectedIndex = 0;
    comparing = (query.get("compare") ?? "").split(",").filter(Boolean).slice(0, MOST_COMPARED);
    shown = Number(history.state?.shown) || STEP;
    const asked = [...query.keys()].filter((name) => facets.some((facet) => facet.id === name)).length;
    notice(asked === boxes.filter((input) => input.checked).length ? "" : words.dropped);
    for (const facet of facets) if (chosenIn(facet).length) facet.element.open = true;
  }

  function notice(text) {
    part("notice").textContent = text;
    part("notice").hidden = !text;
  }

  /* Showing */

  /** The card of a case: the one that came with the page, or one made like it. */
  async function card(place) {
    const told = await library.card(place);
    const known = cards.get(told.id);
    if (known) return known;
    const made = part("card").content.firstElementChild.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot=${name}]`);
    const date = formatDay(told.checked);
    const [[state, status]] = told.values("status");
    const [[level, evidence]] = told.values("evidence");
    made.dataset.case = told.id;
    slot("title").textContent = told.title;
    slot("title").href += `${told.id}/`;
    slot("status").classList.add(`wm-status--${state}`);
    slot("status").textContent = told.stale
      ? say("stale", { status, date })
      : state === "unknown"
        ? words.unknown
        : status;
    slot("place").textContent = told.place;
    slot("summary").textContent = told.summary;
    slot("approaches").append(...told.values("approach").map((value) => h("li", { class: "wm-chip" }, value[1])));
    slot("evidence").textContent = say("evidence", { level, words: evidence.toLowerCase() });
    slot("checked").textContent = say("checked", { date });
    slot("level").dataset.level = level;
    cards.set(told.id, made);
    return made;
  }

  async function show(found, mine) {
    const { hits, total, words: looked } = found;
    const whole = !isFiltered() && !sort.value && shown === STEP; // as the page came
    const made = whole ? first : await Promise.all(hits.slice(0, shown).map(card));
    if (mine !== turn) return;
    list.replaceChildren(...made.map(comparable));
    const count = isFiltered() ? say("some", { count: hits.length, total }) : say("all", { count: total });
    const meant = looked
      .filter((word) => word.isNear && word.used.length)
      .map((word) => say("meant", { typed: word.typed, used: word.used.join("”, “") }));
    part("meant").textContent = meant.join(" ");
    part("meant").hidden = !meant.length;
    part("count-of-all").textContent = count;
    part("status").textContent = hits.length ? [count, ...meant].join(". ") : words.none;
    sort.options[0].text = wordsTyped() ? words.best : byTitle;
    if (part("pages")) part("pages").hidden = !whole;
    const more = part("more");
    more.hidden = whole || hits.length <= shown;
    more.firstElementChild.textContent = say("more", { count: Math.min(STEP, hits.length - shown) });
    for (const input of boxes) {
      const left = found.counts[input.name][boxes.filter((each) => each.name === input.name).indexOf(input)];
      part("count", input.parentElement).textContent = left.toLocaleString("en-GB");
      input.parentElement.classList.toggle("wm-option--none", !left);
    }
    showFilters();
    showCompared();
    showNone(hits.length ? null : found);
  }

  /** The filters in use, each a button that takes it away, and how many in each group. */
  function showFilters() {
    const buttons = boxes
      .filter((input) => input.checked)
      .map((input) =>
        remover(`${facetName(input.name)}: ${labelOf(input)}`, () => {
          input.checked = false;
        }),
      );
    if (wordsTyped())
      buttons.push(
        remover(`${words.words}: ${wordsTyped()}`, () => {
          box.value = "";
        }),
      );
    part("chips").replaceChildren(...buttons.map((button) => h("li", {}, button)));
    part("chips").hidden = !buttons.length;
    part("in-use").textContent = buttons.length ? say("chosen", { count: buttons.length }) : "";
    for (const facet of facets)
      part("chosen", facet.element).textContent = chosenIn(facet).length
        ? say("chosen", { count: chosenIn(facet).length })
        : "";
  }

  function remover(text, remove) {
    const hidden = h("span", { class: "wm-hidden" }, `${words.remove} `);
    return h(
      "button",
      {
        type: "button",
        click: () => {
          remove();
          change();
          heading.focus();
        },
      },
      hidden,
      text,
    );
  }

  const facetName = (id) => facets.find((facet) => facet.id === id).name;

  /** Where nothing is found: which one filter, or which one word, to take away, and what that would find. */
  function showNone(found) {
    const none = part("none");
    none.hidden = !found;
    if (!found) return;
    const buttons = Object.entries(found.without)
      .sort((a, b) => b[1] - a[1])
      .map(([id, count]) => {
        const word = id.startsWith("q:") ? id.slice(2) : "";
        const filter =
          id === "q"
            ? `${words.words}: ${wordsTyped()}`
            : word
              ? ""
              : `${facetName(id)}: ${chosenIn({ id }).map(labelOf).join(", ")}`;
        const way = word ? say("drop_word", { word }) : say("drop", { filter });
        const drop = () => {
          if (id === "q") box.value = "";
          else if (word)
            box.value = SearchWordIndex.splitWords(box.value)
              .filter((each) => each !== word)
              .join(" ");
          else for (const input of chosenIn({ id })) input.checked = false;
          change();
          heading.focus();
        };
        return h("li", {}, h("button", { type: "button", click: drop }, `${way}: ${say("drop_count", { count })}`));
      });
    const clear = h("button", { type: "button", click: () => form.reset() }, words.clear);
    const unknown = found.words.filter((word) => !word.scores.size).map((word) => word.typed);
    none.replaceChildren(h("p", {}, h("strong", {}, words.none)));
    if (unknown.length) none.append(h("p", {}, say("nowhere", { words: unknown.join(" ") })));
    else if (!buttons.length) none.append(h("p", {}, words.drop_none));
    none.append(h("ul", {}, ...buttons, h("li", {}, clear)));
  }

  /* Comparing */

  /** A card with a box to choose it for comparing. */
  function comparable(made) {
    if (made.querySelector("input")) return made;
    const name = h("span", { class: "wm-hidden" }, `: ${made.querySelector("a").textContent}`);
    const input = h("input", { type: "checkbox", change: () => compare(made.dataset.case, input.checked) });
    made
      .querySelector(".wm-case__foot")
      .append(h("label", { class: "wm-case__compare" }, input, ` ${words.compare}`, name));
    return made;
  }

  function compare(id, chosen) {
    comparing = chosen ? [...comparing, id].slice(0, MOST_COMPARED) : comparing.filter((other) => other !== id);
    keep();
    showCompared();
  }

  function showCompared() {
    const full = comparing.length >= MOST_COMPARED;
    for (const made of list.children) {
      const input = made.querySelector(".wm-case__compare input");
      input.checked = comparing.includes(made.dataset.case);
      input.disabled = full && !input.checked;
    }
    const bar = part("compare");
    bar.hidden = !comparing.length;
    part("compare-count").textContent =
      say("compare_count", { count: comparing.length }) + (full ? ` ${words.compare_most}` : "");
    const go = part("compare-go");
    go.hidden = comparing.length < 2;
    go.hash = comparing.join(",");
  }

  part("compare-clear").addEventListener("click", () => {
    comparing = [];
    keep();
    showCompared();
    heading.focus();
  });

  /* What readers do */

  async function update() {
    const mine = (turn += 1);
    const chosen = Object.fromEntries(facets.map((facet) => [facet.id, chosenIn(facet).map((input) => input.value)]));
    try {
      const found = await library.find({ chosen, typed: wordsTyped(), sort: sort.value });
      if (mine === turn) await show(found, mine);
    } catch {
      notice(words.broken);
    }
  }

  /** Put the choice into the address: as a new step of the history, or in place of the last one. */
  function keep(typed = false) {
    const address = toAddress();
    if (address === location.pathname + location.search) return;
    history[typed && typing ? "replaceState" : "pushState"](null, "", address);
    typing = typed;
  }

  /** Keep the choice in the address, and show what it finds. */
  function change(typed = false) {
    keep(typed);
    shown = STEP;
    notice("");
    update();
  }

  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(change, 250, true);
  });
  const changed = (event) => event.target !== box && change();
  form.addEventListener("change", changed);
  sort.addEventListener("change", changed);
  form.addEventListener("reset", () =>
    setTimeout(() => {
      sort.selectedIndex = 0;
      change();
      heading.focus();
    }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    change();
    toggle(false);
    if (event.submitter && event.submitter.matches(".wm-filters__show")) heading.focus();
  });
  part("more").firstElementChild.addEventListener("click", () => {
    const next = shown;
    shown += STEP;
    history.replaceState({ shown }, "", location.href); // so that Back from a case shows as many again
    update().then(() => list.children[next].querySelector("a").focus());
  });

  function toggle(open) {
    part("open").setAttribute("aria-expanded", String(open));
  }
  part("open").addEventListener("click", () => toggle(part("open").getAttribute("aria-expanded") !== "true"));

  addEventListener("popstate", () => {
    typing = false;
    fromAddress();
    update();
  });
  fromAddress();
  if (location.search || shown > STEP) update();
  else first.forEach(comparable);
})();
