// The flow of a guide: one question a view, all state in the fragment. Without script the page links to the same questions as pages.
"use strict";

(() => {
  const page = globalThis.WaymarkGuide;
  const engine = globalThis.WaymarkEngine;
  const root = document.querySelector("[data-module=guide]");
  if (!page || !engine || !root) return;
  const { data, tree, h, say, html, plain, hidden, copy, question, brought } = page;
  const { loadScript, copyText } = SharedPage;

  const start = [...root.childNodes];
  const about = document.querySelector("[data-about]");
  const pageTitle = document.title;
  const memory = {}; // every answer given on this visit, so that changing back restores it
  const carried = new Set(); // questions answered elsewhere: in another guide, or in Prepare
  const trail = []; // fragments seen, so that Back goes back in the browser's history where it can
  let read = engine.readFragment(tree, "");
  let mending = null; // the answer that is being changed: whatever else was once given comes back into use

  let cases; // undefined until they have come, null where they cannot be had

  const fragment = () => location.hash.slice(1);
  const place = (id) => tree.questions.findIndex((each) => each.id === id);
  const keyOf = (id) => question(id).same_as || id; // one answer may serve two placements of a question
  const without = (answers, id) => Object.fromEntries(Object.entries(answers).filter(([key]) => key !== keyOf(id)));
  const told = (answers) => engine.answer(tree, answers, { weights: read.weights, cases: cases || [] });
  const isFinished = (answers) => engine.replay(tree, answers).next === null;

  const address = (answers, weights = read.weights, outcome = null) =>
    brought.beside(engine.writeFragment(tree, { answers, outcome, weights }));
  const origin = (answers) => (id) =>
    brought.origin(id, answers[id]) || (carried.has(id) && !brought.any() ? say("carried") : null);

  /** The fragment of a set of answers. A result names where it led, and leaves out what was not asked. */
  function written(answers, weights = read.weights) {
    const way = engine.replay(tree, answers);
    const now = way.next || !page.result ? way : engine.answer(tree, answers, { weights, explained: false });
    const current = now.next ? place(now.next.question) : Infinity;
    const kept = Object.fromEntries(
      Object.entries(answers).filter(([key]) => !now.unused.includes(key) || place(key) > current),
    );
    const led =
      now.result && !now.result.gather_first && now.result.settled !== false
        ? page
            .leaders(now.result)
            .map(({ id }) => id)
            .join(",")
        : null;
    return address(kept, weights, led || null);
  }

  const change = (id) => `#${address(without(read.answers, id))}`;

  function go(to) {
    if (to === fragment()) render();
    else if (to === trail.at(-2)) history.back();
    else location.hash = to;
  }

  /** Back: to the question before, or out of a change to where it began. */
  function back(now) {
    const current = now.next && keyOf(now.next.question);
    const began =
      current && (mending || now.unused.length) && current in memory
        ? written({ ...read.answers, [current]: memory[current] })
        : null;
    const before = now.asked.at(-1);
    const whence = !before && began === null && brought.back(now);
    if (whence) return whence;
    const to = began ?? (before ? address(without(read.answers, before)) : "");
    return h(
      "a",
      {
        class: "wm-back",
        href: `#${to}`,
        click: (event) => {
          event.preventDefault();
          go(to);
        },
      },
      say("back"),
    );
  }

  /** Put a view in place of the one before, and take the reader to its heading. */
  function show(nodes, heading, arriving) {
    root.replaceChildren(...nodes);
    document.title = heading ? `${heading} - ${pageTitle}` : pageTitle;
    if (about) about.open = !heading;
    if (arriving) return;
    scrollTo(0, 0);
    root.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** Why a piece of the link could not be used: `question`, `question=option`, or anything else. */
  function dropped(piece) {
    const [key, value] = piece.split("=");
    return value && question(key)
      ? say("dropped.option", { value, question: plain(question(key).text) })
      : say("dropped.other", { piece });
  }

  /** What a reader should know about the link that brought them. */
  function notices(first) {
    const made = [];
    if (read.dropped.length) {
      made.push([
        h("p", {}, say("damaged")),
        h(
          "ul",
          {},
          read.dropped.map((each) => h("li", {}, dropped(each))),
        ),
      ]);
    }
    if (read.version && read.version !== tree.version) {
      const now = (first || []).map(({ id }) => id);
      const then = (read.outcome || "").split(",").filter(Boolean);
      const names = {
        then: page.either(page.named(then), "and"),
        now: page.either(page.named(now), "and"),
        old: read.version,
        version: tree.version,
      };
      const same = then.join() === now.join();
      made.push(
        h("p", {}, say(first && then.length ? (same ? "outdated.same" : "outdated.moved") : "outdated.unknown", names)),
      );
    }
    if (!read.version && carried.size && !first) {
      const ids = [...carried].filter((id) => id in read.answers);
      made.push(
        brought.any()
          ? h(
              "details",
              { class: "wm-brought" },
              h("summary", {}, say("already_prepared", { count: ids.length })),
              page.answers(ids, read.answers, change, () => null),
            )
          : [h("p", {}, say("already")), page.answers(ids, read.answers, change, () => null)],
      );
    }
    return made.map((words) => h("div", { class: "wm-note" }, words));
  }

  const again = () =>
    h(
      "button",
      {
        type: "button",
        class: "wm-button wm-button--quiet",
        click: () => {
          for (const id of Object.keys(memory)) delete memory[id];
          carried.clear();
          go("");
        },
      },
      say("start_again"),
    );

  const caption = () => h("p", { class: "wm-caption" }, plain(tree.title));

  /** Say what is wrong, above the question and beside the field, in the same words. */
  function problem(form, heading) {
    const field = form.querySelector("input");
    const words = form.dataset.problem;
    root.querySelector(".wm-problem")?.remove();
    const summary = h(
      "div",
      { class: "wm-problem", role: "alert", tabindex: "-1" },
      h("h2", {}, say("problem")),
      h(
        "ul",
        {},
        h(
          "li",
          {},
          h(
            "a",
            {
              href: `#${field.id}`,
              click: (event) => {
                event.preventDefault();
                field.focus();
              },
            },
            words,
          ),
        ),
      ),
    );
    root.querySelector(".wm-back").after(summary);
    const beside = form.querySelector(".wm-error");
    beside.replaceChildren(hidden(`${say("error")} `), words);
    beside.hidden = false;
    form.classList.add("wm-wrong");
    const fieldset = form.querySelector("fieldset");
    fieldset.setAttribute("aria-describedby", `${fieldset.dataset.describedby || ""} ${beside.id}`.trim());
    document.title = `${say("error")} ${heading} - ${pageTitle}`;
    summary.focus();
  }

  /** The view of one question. */
  function ask(now, arriving) {
    const id = now.next.question;
    const form = copy(`question-${id}`);
    const slot = form.querySelector("[data-heading]");
    const heading = slot.textContent.trim();
    slot.replaceWith(h("h1", { tabindex: "-1" }, ...slot.childNodes));
    const inputs = [...form.querySelectorAll("input")];
    for (const input of inputs) input.checked = [memory[keyOf(id)] ?? []].flat().includes(input.value);
    form.querySelector("[data-part=left]").textContent = left(now.next.left);
    form.addEventListener("change", ({ target }) => {
      if (target.type !== "checkbox" || !target.checked) return;
      for (const input of inputs)
        if (input !== target && ("exclusive" in target.dataset || "exclusive" in input.dataset)) input.checked = false;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      if (!chosen.length) return problem(form, heading);
      const value = question(id).type === "multi" && chosen[0] !== "?" ? chosen : chosen[0];
      // A change keeps the later answers; those once given and since out of use come back too.
      const after = {
        ...(mending ? without(memory, mending) : now.unused.length ? memory : {}),
        ...read.answers,
        [keyOf(id)]: value,
      };
      const on = () => go(written(after));
      if (isFinished(after)) whenResult(on);
      else on();
    });
    const so_far =
      now.asked.length > 0 &&
      h(
        "details",
        { class: "wm-so-far" },
        h("summary", {}, say("so_far", { count: now.asked.length })),
        page.answers(now.asked, now.answers, change, origin(now.answers)),
        again(),
      );
    show([back(now), caption(), ...notices(), form, ...(so_far ? [so_far] : [])], heading, arriving);
  }

  function left({ min, max }) {
    if (max === 1) return say("left.last");
    return min === max ? say("left.exact", { count: max }) : say("left.range", { min, max });
  }

  /** Copy link and Print. */
  function actions() {
    const status = h("span", { role: "status" });
    const byHand = () => {
      const field = h("input", { readonly: true, "aria-label": say("link"), value: location.href });
      status.replaceChildren(say("copy_by_hand"), " ", field);
      field.select();
    };
    return h(
      "p",
      { class: "wm-actions" },
      h(
        "button",
        {
          type: "button",
          class: "wm-button wm-button--quiet",
          click: () =>
            copyText(location.href).then((copied) => (copied ? status.replaceChildren(say("copied")) : byHand())),
        },
        say("copy"),
      ),
      h("button", { type: "button", class: "wm-button wm-button--quiet", click: () => print() }, say("print")),
      status,
    );
  }

  /** The reader's own weights. The order that the authors' weights give is said beside them. */
  function weights(now) {
    if (now.result.mode !== "ranked" || now.result.jump || !tree.factors.length) return null;
    const own = read.weights || {};
    const changed = tree.factors.some(({ id, weight }) => (own[id] ?? weight) !== weight);
    const order = (result) => page.either(page.named(page.leaders(result).map(({ id }) => id)), "and");
    const theirs = changed && engine.answer(tree, read.answers, { explained: false }).result;
    const ranks = (result) =>
      result.outcomes
        .filter((each) => each.role === "option")
        .map(({ id, rank }) => `${id}${rank}`)
        .join();
    const said =
      theirs &&
      (ranks(theirs) === ranks(now.result)
        ? say("weights.same")
        : say("weights.differs", { theirs: order(theirs), yours: order(now.result) }));
    const fields = tree.factors.map(({ id, label, weight }) =>
      h(
        "div",
        {},
        h("label", { for: `weight-${id}` }, html(label)),
        h("input", {
          id: `weight-${id}`,
          type: "number",
          inputmode: "numeric",
          min: "0",
          max: "100",
          step: "5",
          value: String(own[id] ?? weight),
        }),
        changed && h("small", {}, say("weights.authors", { weight })),
      ),
    );
    const form = h(
      "form",
      {
        class: "wm-weigh",
        novalidate: true,
        submit: (event) => {
          event.preventDefault();
          const numbers = [...form.querySelectorAll("input")].map(({ value }) =>
            Math.max(0, Math.round(Number(value) || 0)),
          );
          const sum = numbers.reduce((total, each) => total + each, 0);
          if (!sum) return form.querySelector("[role=status]").replaceChildren(say("weights.none"));
          const chosen = engine.shared(100, numbers);
          go(written(read.answers, Object.fromEntries(tree.factors.map(({ id }, index) => [id, chosen[index]]))));
        },
      },
      h("p", {}, say("weights.help")),
      h("div", { class: "wm-weight-fields" }, fields),
      h("p", { role: "status" }),
      h(
        "p",
        { class: "wm-actions" },
        h("button", { class: "wm-button wm-button--quiet" }, say("weights.use")),
        changed &&
          h(
            "button",
            { type: "button", class: "wm-button wm-button--quiet", click: () => go(written(read.answers, null)) },
            say("weights.reset"),
          ),
      ),
    );
    return h(
      "section",
      { class: "wm-part wm-part--weights" },
      h("h2", {}, say("heading.weights")),
      said && h("p", { class: "wm-note" }, said),
      h("details", { open: changed }, h("summary", {}, say("weights.open")), form),
    );
  }

  /** Answers to shared facts travel along links to other guides. */
  function carry(view, now) {
    const onward = brought.onward(now);
    for (const link of view.querySelectorAll("a[href]")) {
      if (
        onward &&
        /\/decision-trees\/[a-z0-9-]+\/(?:index\.html)?$/.test(link.pathname) &&
        link.pathname !== location.pathname
      )
        link.hash = onward;
      const facts =
        !onward && data.guides[/\/decision-trees\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(link.pathname)?.[1]];
      const pairs = facts
        ? now.asked
            .map((id) => [facts[question(id).fact], now.answers[id]])
            .filter(([to, value]) => to && value !== "?")
        : [];
      if (pairs.length)
        link.setAttribute(
          "href",
          `${link.getAttribute("href").split("#")[0]}#` +
            pairs.map(([to, value]) => `${to}=${[value].flat().join(",")}`).join("&"),
        );
    }
  }

  const once = (work) => {
    let made;
    return () => (made ??= work());
  };

  /** What works out and shows a result. It comes while the first question is read. */
  const fetchResult = once(() =>
    loadScript("assets/engine/result.js").then(() => loadScript("assets/guide/result.js")),
  );

  /** Go on when a result can be shown: at once where everything is here. The answers stay in the address if it never comes. */
  function whenResult(on) {
    if (page.result) return on();
    return fetchResult().then(on, () =>
      root.prepend(
        h("div", { class: "wm-problem", role: "alert" }, h("h2", {}, say("problem")), h("p", {}, say("result_failed"))),
      ),
    );
  }

  const fetchCases = once(() => {
    const done = () => {
      cases = globalThis.WaymarkCases || null;
      const view = root.querySelector(".wm-result");
      if (!view) return;
      const now = told(read.answers);
      page.fillCases(view, now, cases);
      carry(view, now);
    };
    return loadScript("data/guide-cases.js").then(done, done);
  });

  function render(event) {
    const text = fragment();
    if (text && !text.includes("=")) return; // a place on the page, such as a source
    if (event && text === trail.at(-2)) trail.pop();
    else if (text !== trail.at(-1)) trail.push(text);
    read = engine.readFragment(tree, brought.receive(text));
    if (!read.version) for (const id of Object.keys(read.answers)) carried.add(id);
    Object.assign(memory, read.answers);
    const arriving = !event && trail.length < 2;
    const now = text && engine.replay(tree, read.answers);
    if (!now || !now.next) mending = null;
    if (!now) return show(start, "", arriving);
    fetchResult().catch(() => {}); // said where it is needed
    fetchCases();
    return now.next
      ? ask(now, arriving)
      : whenResult(() => text === fragment() && conclude(told(read.answers), arriving));
  }

  function conclude(now, arriving) {
    const links = {
      back: back(now),
      caption: caption(),
      notices,
      actions,
      again,
      change,
      carried: origin(now.answers),
      cases,
      weights: () => weights(now),
      weigh: (chosen) => `#${written(read.answers, chosen)}`,
    };
    const view = page.result(now, links);
    view
      .querySelector(now.result.gather_first ? ".wm-answer" : ".wm-part--answers")
      .append(brought.toPrepare(now) || "");
    show([view], say("heading.result"), arriving);
    carry(view, now);
  }

  // Links to a place on this page move there without touching the fragment, which holds the answers.
  document.addEventListener("click", (event) => {
    mending = event.target.closest?.("[data-change]")?.dataset.change ?? mending;
    const id = event.target.closest?.('a[href^="#"]')?.getAttribute("href").slice(1);
    if (!id || id.includes("=") || event.defaultPrevented || !fragment().includes("=")) return;
    const target = document.getElementById(`cited-${id}`) || document.getElementById(id);
    if (!target) return;
    event.preventDefault();
    for (let parent = target.closest("details"); parent; parent = parent.parentElement.closest("details"))
      parent.open = true;
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "center" });
  });
  addEventListener("beforeprint", () => {
    for (const details of root.querySelectorAll(".wm-part--cautions details, .wm-part--why details"))
      details.open = true;
  });
  for (const link of root.querySelectorAll("[data-start]"))
    link.href = `#${engine.writeFragment(tree, { answers: {}, outcome: null, weights: null })}`;
  for (const link of document.querySelectorAll("[data-script]")) link.hidden = false;
  addEventListener("hashchange", render);
  render();
})();
