// Filters, searches and sorts the list of case studies, and keeps what was chosen in the address.
// Without it: the whole list stands on numbered pages, and "Browse by" leads to a page for each value.
(function () {
  "use strict";

  const root = document.querySelector("[data-module=library]");
  const form = root && root.querySelector("form");
  if (!root || !form) return;

  const STEP = 50;
  const words = JSON.parse(document.getElementById("library-words").textContent);
  const part = (name, within = root) => within.querySelector(`[data-part="${name}"]`);
  const list = part("list");
  const heading = document.getElementById("library-results");
  const box = form.elements.namedItem("q");
  const sort = form.elements.namedItem("sort");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const facets = [...form.querySelectorAll("[data-facet]")].map((element) => ({ element, id: element.dataset.facet, name: element.querySelector("legend").textContent }));
  const byTitle = sort.options[0].text;
  const cards = new Map([...list.children].map((card) => [card.dataset.case, card]));
  let shown = STEP;
  let typing = false; // whether the last change was typed: typing makes one step of the history, not one a letter
  let index;

  /** The words for a key, its values filled in. A number called `count` picks the form. */
  function say(key, values = {}) {
    const text = words[key] ?? words[`${key}.${values.count === 1 ? "one" : "other"}`];
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** An element with its attributes and children. */
  function make(name, attributes, ...children) {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  }

  const loads = {};
  /** Load a script once. Scripts, unlike other files, can be read from a folder on disk. */
  function load(address) {
    return (loads[address] ??= new Promise((done, failed) => {
      document.head.append(make("script", { src: address, onload: done, onerror: failed }));
    }));
  }

  const labelOf = (input) => input.closest("label").querySelector(".wm-option__label").textContent;
  const wordsTyped = () => box.value.trim();
  const isFiltered = () => Boolean(wordsTyped() || boxes.some((input) => input.checked));

  /* The address */

  function toAddress() {
    const query = new URLSearchParams();
    for (const input of boxes) if (input.checked) query.append(input.name, input.value);
    if (wordsTyped()) query.set("q", wordsTyped());
    if (sort.value) query.set("sort", sort.value);
    const text = String(query);
    return location.pathname + (text && `?${text}`);
  }

  /** Set the form by the address; say whether the address names something that the form does not have. */
  function fromAddress() {
    const query = new URLSearchParams(location.search);
    for (const input of boxes) input.checked = query.getAll(input.name).includes(input.value);
    box.value = query.get("q") ?? "";
    sort.value = query.get("sort") ?? "";
    if (sort.selectedIndex < 0) sort.selectedIndex = 0;
    const asked = [...query.keys()].filter((name) => facets.some((facet) => facet.id === name)).length;
    part("notice").textContent = say("dropped");
    part("notice").hidden = asked === boxes.filter((input) => input.checked).length;
    for (const facet of facets) if (chosenIn(facet).length) facet.element.open = true;
  }

  const chosenIn = (facet) => boxes.filter((input) => input.name === facet.id && input.checked);

  /* Finding */

  /** The cases that the typed words find, with how well; none where no words were typed. */
  function search(records) {
    if (!wordsTyped()) return null;
    const term = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    if (!index) {
      index = new MiniSearch({ fields: ["title", "summary", "place", "organisations", "tags"], processTerm: term });
      index.addAll(
        records.id.map((_, id) => ({
          id,
          title: records.title[id],
          summary: records.summary[id],
          place: records.place[id],
          organisations: records.organisations[id],
          tags: Object.values(records.facets).map((facet) => facet.cases[id].map((value) => facet.values[value].slice(1).join(" ")).join(" ")).join(" "),
        }))
      );
    }
    const look = (fuzzy) => index.search(wordsTyped(), { boost: { title: 3 }, combineWith: "AND", prefix: (text) => text.length > 2, fuzzy: (text) => (text.length > 2 ? fuzzy : 0) });
    // As typed first; mistakes are allowed for only where that finds nothing.
    const found = [0, 0.2, 0.4].reduce((hits, fuzzy) => (hits.length ? hits : look(fuzzy)), []);
    return new Map(found.map((hit) => [hit.id, hit.score]));
  }

  /**
   * One walk over all cases. A case that fails on one filter only counts for the other values of that filter, and is what would be
   * found without it.
   */
  function find(records) {
    const scores = search(records);
    const wanted = facets.map((facet) => {
      const { values, cases } = records.facets[facet.id];
      const ids = chosenIn(facet).map((input) => input.value);
      return { id: facet.id, cases, chosen: values.map((value) => ids.includes(value[0])), any: ids.length > 0, counts: values.map(() => 0) };
    });
    const hits = [];
    const without = {};
    records.id.forEach((_, id) => {
      const fails = wanted.filter((facet) => facet.any && !facet.cases[id].some((value) => facet.chosen[value])).map((facet) => facet.id);
      if (scores && !scores.has(id)) fails.push("q");
      if (fails.length > 1) return;
      if (fails.length) without[fails[0]] = (without[fails[0]] ?? 0) + 1;
      else hits.push(id);
      for (const facet of wanted) if (!fails.length || fails[0] === facet.id) for (const value of facet.cases[id]) facet.counts[value] += 1;
    });
    const order = {
      checked: (a, b) => records.checked[b].localeCompare(records.checked[a]),
      evidence: (a, b) => level(records, b) - level(records, a),
      "": (a, b) => (scores ? scores.get(b) - scores.get(a) : 0),
    }[sort.value];
    return { hits: hits.sort((a, b) => order(a, b) || a - b), without, wanted, scores };
  }

  const valuesOf = (records, facet, id) => records.facets[facet].cases[id].map((value) => records.facets[facet].values[value]);
  const level = (records, id) => Number(valuesOf(records, "evidence", id)[0][0]);

  /* Showing */

  function card(records, id) {
    const known = cards.get(records.id[id]);
    if (known) return known;
    const made = part("card").content.firstElementChild.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot=${name}]`);
    const date = new Date(records.checked[id]).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const [[state, status]] = valuesOf(records, "status", id);
    slot("title").textContent = records.title[id];
    slot("title").href += `${records.id[id]}/`;
    slot("status").classList.add(`wm-status--${state}`);
    slot("status").textContent = records.stale.includes(id) ? say("stale", { status, date }) : state === "unknown" ? words.unknown : status;
    slot("place").textContent = records.place[id];
    slot("summary").textContent = records.summary[id];
    slot("approaches").append(...valuesOf(records, "approach", id).map((value) => make("li", { className: "wm-chip", textContent: value[1] })));
    slot("evidence").textContent = say("evidence", { level: level(records, id), words: valuesOf(records, "evidence", id)[0][1].toLowerCase() });
    slot("checked").textContent = say("checked", { date });
    made.querySelectorAll("i").forEach((step, place) => step.classList.toggle("wm-level__on", place < level(records, id)));
    cards.set(records.id[id], made);
    return made;
  }

  function show(records) {
    const { hits, without, wanted, scores } = find(records);
    const total = records.id.length;
    list.replaceChildren(...hits.slice(0, shown).map((id) => card(records, id)));
    const count = isFiltered() ? say("some", { count: hits.length, total }) : say("all", { count: total });
    part("count-of-all").textContent = count;
    part("status").textContent = hits.length ? count : say("none");
    sort.options[0].text = wordsTyped() ? words.best : byTitle;
    const pages = part("pages");
    if (pages) pages.hidden = isFiltered() || Boolean(sort.value) || shown > STEP;
    const more = part("more");
    more.hidden = hits.length <= shown || Boolean(pages && !pages.hidden);
    more.firstElementChild.textContent = say("more", { count: Math.min(STEP, hits.length - shown) });
    for (const facet of wanted) {
      records.facets[facet.id].values.forEach((value, place) => {
        const input = boxes.find((each) => each.name === facet.id && each.value === value[0]);
        part("count", input.parentElement).textContent = facet.counts[place];
        input.parentElement.classList.toggle("wm-option--none", !facet.counts[place]);
      });
    }
    showFilters();
    showNone(hits.length ? null : without, scores && !scores.size);
  }

  /** The filters in use, each a button that takes it away, and how many in each group. */
  function showFilters() {
    const buttons = boxes.filter((input) => input.checked).map((input) => remover(`${facetName(input.name)}: ${labelOf(input)}`, () => { input.checked = false; }));
    if (wordsTyped()) buttons.push(remover(`${words.words}: ${wordsTyped()}`, () => { box.value = ""; }));
    part("chips").replaceChildren(...buttons.map((button) => make("li", {}, button)));
    part("chips").hidden = !buttons.length;
    part("in-use").textContent = buttons.length ? say("chosen", { count: buttons.length }) : "";
    for (const facet of facets) part("chosen", facet.element).textContent = chosenIn(facet).length ? say("chosen", { count: chosenIn(facet).length }) : "";
  }

  function remover(text, remove) {
    const hidden = make("span", { className: "wm-hidden", textContent: `${words.remove} ` });
    return make("button", { type: "button", onclick: () => { remove(); change(); heading.focus(); } }, hidden, text);
  }

  const facetName = (id) => (id === "q" ? words.words : facets.find((facet) => facet.id === id).name);

  /** Where nothing is found: which one filter to take away, and what that would find. `nowhere`: no case at all has the words. */
  function showNone(without, nowhere) {
    const none = part("none");
    none.hidden = !without;
    if (!without) return;
    const ways = Object.entries(without).sort((a, b) => b[1] - a[1]);
    const buttons = ways.map(([id, count]) => {
      const filter = id === "q" ? `${words.words}: ${wordsTyped()}` : `${facetName(id)}: ${chosenIn({ id }).map(labelOf).join(", ")}`;
      const drop = () => {
        if (id === "q") box.value = "";
        for (const input of chosenIn({ id })) input.checked = false;
        change();
        heading.focus();
      };
      return make("li", {}, make("button", { type: "button", textContent: `${say("drop", { filter })}: ${say("drop_count", { count })}`, onclick: drop }));
    });
    const clear = make("button", { type: "button", textContent: words.clear, onclick: () => form.reset() });
    none.replaceChildren(make("p", {}, make("strong", { textContent: words.none })));
    if (nowhere) none.append(make("p", { textContent: say("nowhere", { words: wordsTyped() }) }));
    else if (!buttons.length) none.append(make("p", { textContent: words.drop_none }));
    none.append(make("ul", {}, ...buttons, make("li", {}, clear)));
  }

  /* What readers do */

  async function update() {
    try {
      await Promise.all([load(root.dataset.href), wordsTyped() && load(box.dataset.href)]);
    } catch {
      part("notice").textContent = words.broken;
      part("notice").hidden = false;
      return;
    }
    if (wordsTyped() && !globalThis.MiniSearch) update(); // words were typed while the records came
    else show(globalThis.WaymarkRecords);
  }

  /** Keep the choice in the address, and show what it finds. */
  function change(typed = false) {
    const address = toAddress();
    if (address !== location.pathname + location.search) history[typed && typing ? "replaceState" : "pushState"](null, "", address);
    typing = typed;
    shown = STEP;
    part("notice").hidden = true;
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
  form.addEventListener("reset", () => setTimeout(() => { sort.selectedIndex = 0; change(); heading.focus(); }));
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
  if (location.search) update();
})();
