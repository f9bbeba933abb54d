// The result of a guide, the plain answer first. Without script the linked steps and the table of the guide say the same.
"use strict";

(() => {
  const page = globalThis.WaymarkGuide;
  if (!page) return;
  const {
    data,
    tree,
    h,
    say,
    html,
    hidden,
    either,
    part,
    copy,
    cites,
    question,
    outcome,
    title,
    named,
    answered,
    answers,
  } = page;
  const FEW = 5;
  const MOST_CASES = 12;

  const words = (node) => (node ? [...node.childNodes] : []);
  const text = (id) => words(html(question(id).text));
  const quoted = (id, option, key = "quoted") =>
    say(key, { question: page.plain(question(id).text), answer: answered(id, option) });

  /** The title of an outcome, as a link to its approach where it has one. */
  function link(id) {
    const approach = part(id, "approach");
    if (!approach) return title(id);
    approach.textContent = title(id);
    return approach;
  }

  /** A section with its heading; nothing where it would be empty. */
  function section(name, ...children) {
    const content = children.flat(Infinity).filter(Boolean);
    return (
      content.length > 0 &&
      h("section", { class: `wm-part wm-part--${name}` }, h("h2", {}, say(`heading.${name}`)), content)
    );
  }

  /** A list that shows a few and folds the rest away. */
  function list(entries, attributes = {}, few = FEW) {
    if (!entries.length) return null;
    const rest = entries.slice(few);
    return [
      h("ul", attributes, entries.slice(0, few)),
      rest.length > 0 &&
        h(
          "details",
          { class: "wm-more" },
          h("summary", {}, say("more", { count: rest.length })),
          h("ul", attributes, rest),
        ),
    ];
  }

  /** The options that lead, or could lead while something is unknown. */
  function leaders(result) {
    const options = result.outcomes.filter((each) => each.role === "option");
    if (result.mode !== "ranked") return options;
    const first = options.filter((each) => (result.settled === false ? each.could_lead : each.rank === 1));
    return first.length ? first : options.slice(0, 1);
  }

  /** What must be said before the answer: a tie, or that it depends. */
  function warning(result, first, unknown) {
    const names = named(first.map(({ id }) => id));
    if (result.gather_first) return say("gather", { count: unknown });
    if (result.settled === false) return say("depends", { names: either(names) });
    if (unknown) return say("either_way");
    return result.mode === "ranked" && first.length > 1 ? say("tie", { names: either(names, "and") }) : null;
  }

  /** What must be said after the answer: how little puts it first. */
  function closeCall(result, first) {
    const second = result.close_call && result.outcomes.find((each) => each.role === "option" && each.rank > 1);
    return second
      ? say("close", { names: either(named([first[0].id, second.id]), "and"), count: first[0].score - second.score })
      : null;
  }

  /** The plain answer. */
  function answer(result, first, unknown) {
    const before = warning(result, first, unknown);
    const after = !before && closeCall(result, first);
    const lead = result.mode === "ranked" && !result.gather_first && result.settled !== false ? say("explore") : null;
    const options = result.gather_first
      ? []
      : first.map(({ id }) =>
          h(
            "div",
            { class: "wm-answer-option" },
            part(id, "modality") || (lead && h("p", { class: "wm-modality" }, lead)),
            h("h2", {}, link(id)),
            part(id, "rationale"),
          ),
        );
    return h(
      "div",
      { class: "wm-answer" },
      before && h("p", { class: "wm-answer-first" }, before),
      result.jump &&
        h(
          "div",
          { class: "wm-answer-option" },
          h("p", { class: "wm-modality" }, say("jump")),
          copy(`guide-${result.jump}`),
        ),
      options.length || result.jump || result.gather_first ? options : h("p", {}, say("nothing")),
      after && h("p", { class: "wm-answer-last" }, after),
    );
  }

  /** The best of each layer, so that a blend can be read off. */
  function blend(result) {
    if (tree.result.group_by !== "layer" || result.gather_first) return null;
    const rows = data.layers.map(([layer, label]) => {
      const group = result.groups.find((each) => each.layer === layer && each.joins);
      const best = (group ? group.outcomes : [])
        .map((id) => result.outcomes.find((each) => each.id === id))
        .filter((each) => each.high > 0);
      const here = result.outcomes.filter((each) => outcome(each.id).layer === layer);
      const shown = [
        ...best.map(({ id }) => link(id)),
        ...here
          .filter((each) => each.role !== "option")
          .map(({ id, role }) => [link(id), " ", h("small", {}, say(`role.${role}`))]),
      ];
      return h(
        "li",
        {},
        h("span", { class: "wm-layer" }, label),
        h("span", {}, shown.length ? shown.map((each, place) => [place > 0 && h("br"), each]) : say("no_best")),
      );
    });
    return section("blend", h("p", {}, say("blend")), h("ul", { class: "wm-blend" }, rows));
  }

  const signed = (points) =>
    points ? say("points_signed", { points: (points > 0 ? "+" : "−") + Math.abs(points) }) : "";

  /** One of the author's reasons, with the answer that brought it in. */
  function reason(because) {
    return h(
      "li",
      {},
      because.text && [html(because.text), cites(because.sources || []), " "],
      h("span", { class: "wm-because" }, quoted(because.question, because.option), " ", signed(because.adds)),
    );
  }

  /** The reasons for and against one outcome. */
  function reasons(each, level) {
    const sides = [
      ["for", (points) => points == null || points > 0],
      ["against", (points) => points < 0],
    ];
    return sides.map(([side, holds]) => {
      const found = each.because.filter((because) => holds(because.points));
      return (
        found.length > 0 && [
          each.because.some(({ points }) => points != null) && h(level, {}, say(side)),
          list(found.map(reason), { class: `wm-reasons wm-reasons--${side}` }),
        ]
      );
    });
  }

  const why = (result, first) =>
    !result.gather_first &&
    section(
      "why",
      first.slice(0, FEW).map((each) => {
        const found = reasons(each, first.length > 1 ? "h4" : "h3").filter(Boolean);
        return found.length > 0 && [first.length > 1 && h("h3", {}, title(each.id)), found];
      }),
    );

  /** The answers that make the lead, and those that keep out what would be ahead. */
  function rests({ deciding, unknowns: open, result: { mode, gather_first: gather } }, first) {
    const found =
      mode === "ranked" && !gather ? deciding.filter(({ why, without }) => why === "score" || without.length) : [];
    const over = found.map((each) => each.over).find(Boolean);
    const rows = found.map((each) => {
      const unsure = open.length > 0 && each.without.length > 1;
      const names = {
        names: either(named(each.without), unsure ? "or" : "and"),
        count: unsure ? 1 : each.without.length,
      };
      return h(
        "li",
        {},
        h("span", { class: "wm-because" }, quoted(each.question, each.option), " ", signed(each.adds)),
        each.without.length > 0 && say(each.why === "score" ? "without" : "keeps_out", names),
      );
    });
    return section(
      "rests",
      rows.length > 0 && [
        over &&
          h("p", {}, say("rests", { over: named([over])[0], names: either(named(first.map(({ id }) => id)), "and") })),
        list(rows, { class: "wm-reasons" }),
      ],
    );
  }

  /** The same part of the words of several outcomes, each under its title where there is more than one. */
  function parts(name, outcomes, picked) {
    const found = outcomes.map(({ id }) => [id, part(id, picked)]).filter(([, node]) => node);
    return section(
      name,
      found.map(([id, node]) => [found.length > 1 && h("h3", {}, title(id)), node]),
    );
  }

  /** A bar from the lowest to the highest score; the numbers beside it say the same. */
  function score(each, most) {
    const bar = h("span", { class: "wm-bar", "aria-hidden": "true" }, h("span"));
    const share = (points) => `${Math.max(0, (100 * points) / Math.max(1, most))}%`;
    bar.style.setProperty("--low", share(each.low ?? each.score));
    bar.style.setProperty("--high", share(each.high ?? each.score));
    const range = each.low !== each.high && each.low != null;
    return h(
      "span",
      { class: "wm-score" },
      bar,
      h("span", {}, range ? say("points_range", each) : say("points", { count: each.score })),
    );
  }

  /** Every option by its score, with its reasons folded away. */
  function ranking(result) {
    if (result.mode !== "ranked") return null;
    const options = result.outcomes.filter((each) => each.role === "option");
    const most = Math.max(...options.map((each) => each.high ?? each.score), 1);
    const rows = options.map((each) =>
      h(
        "li",
        {},
        h(
          "details",
          {},
          h(
            "summary",
            {},
            h("span", { class: "wm-rank" }, hidden(say("rank")), ` ${each.rank}`),
            h("span", { class: "wm-ranked" }, title(each.id)),
            score(each, most),
          ),
          part(each.id, "rationale"),
          reasons(each, "h3"),
          h("p", {}, part(each.id, "approach")),
        ),
      ),
    );
    return section(
      "ranking",
      h("p", {}, say("ranking")),
      list(rows, { class: "wm-ranking" }, tree.result.show_at_most || FEW),
    );
  }

  const alongside = (result) =>
    section(
      "alongside",
      result.outcomes
        .filter((each) => each.role !== "option")
        .map(({ id, role }) =>
          h(
            "div",
            { class: "wm-related" },
            h("h3", {}, link(id), " ", h("small", {}, say(`role.${role}`))),
            part(id, "modality"),
            part(id, "rationale"),
            part(id, "steps") &&
              h(
                "details",
                { class: "wm-more" },
                h("summary", {}, say("heading.steps"), hidden(` ${title(id)}`)),
                part(id, "steps"),
              ),
          ),
        ),
    );

  const ruledOut = (result) =>
    section(
      "ruled_out",
      result.ruled_out.length > 0 &&
        h(
          "ul",
          {},
          result.ruled_out.map(({ id, because }) =>
            h(
              "li",
              {},
              h("strong", {}, link(id)),
              because.map((each) => [" ", html(each)]),
            ),
          ),
        ),
    );

  /** The single answers that would bring another result, gathered under that result. */
  function wouldChange(told, weigh) {
    const groups = new Map();
    for (const change of told.would_change) {
      const key = change.asks ? `?${change.asks}` : change.result.join();
      groups.set(key, [...(groups.get(key) || []), change]);
    }
    const entries = [...groups.values()].map((changes) =>
      changed(
        changes[0].asks
          ? say("would_ask", { question: page.plain(question(changes[0].asks).text) })
          : ifSaid(told, changes[0].result),
        changes,
      ),
    );
    const few = told.would_change.every(({ asks }) => asks) && fewest(told, entries.length > 0);
    return section(
      "would_change",
      few || (entries.length ? null : h("p", {}, say("nothing_changes"))),
      list(entries, { class: "wm-changes" }),
      weighed(told, weigh),
    );
  }

  /** What another answer leads to. While something is unknown, several are not shared but possible. */
  function ifSaid(told, ids) {
    const key =
      told.unknowns.length && ids.length > 1
        ? "would_possible"
        : tree.result.mode === "ranked"
          ? "would_lead"
          : "would_be";
    return h(
      "strong",
      {},
      say(key, { names: either(named(ids), key === "would_possible" ? "or" : "and"), count: ids.length }),
    );
  }

  const changed = (words, changes) =>
    h(
      "li",
      {},
      words,
      h(
        "ul",
        {},
        changes.map((change) => h("li", {}, quoted(change.question, change.to, "would_say"))),
      ),
    );

  /** Where no single answer changes the result: the fewest that do, together. Nothing is said of none while other answers would ask more. */
  function fewest(told, more) {
    const { count, proved, changes, result: ids } = told.fewest;
    if (!told.result.settled) return null;
    if (!count && more) return null;
    if (!count) return h("p", {}, say(proved ? "fewest_none" : "fewest_unclear"));
    return [
      h("p", {}, say(proved ? "fewest" : "fewest_unproved", { count })),
      h("ul", { class: "wm-changes" }, changed(ifSaid(told, ids), changes)),
    ];
  }

  /** The weight at which the order at the top flips, the nearest first. `weigh` gives the address of the same answers under other weights. */
  function weighed({ weights_flip: flips, weights }, weigh) {
    if (!flips || !flips.length) return null;
    const factor = (id) => say("name", { title: page.plain(tree.factors.find((each) => each.id === id).label) });
    const distance = ({ from, to }) => Math.abs(to - from);
    const found = flips.filter(({ to }) => to !== null).sort((one, other) => distance(one) - distance(other));
    const never = flips.filter(({ to }) => to === null);
    const total = Object.values(weights).reduce((sum, each) => sum + each, 0);
    return h(
      "div",
      { class: "wm-weighed" },
      h("h3", {}, say("heading.weighed")),
      found.length > 0 && [
        h("p", {}, say("weights_keep", { total })),
        h(
          "ul",
          { class: "wm-changes" },
          found.map((flip) =>
            h(
              "li",
              {},
              say("weight", {
                factor: factor(flip.factor),
                from: flip.from,
                to: flip.beyond ? say(flip.to > flip.from ? "weight_more" : "weight_less", flip) : flip.to,
                names: either(named(flip.result), "and"),
                count: flip.result.length,
              }),
              " ",
              h(
                "a",
                { href: weigh(flip.weights) },
                say("weight_try"),
                hidden(` ${say("weight_which", { factor: factor(flip.factor), to: flip.to })}`),
              ),
            ),
          ),
        ),
      ],
      never.length > 0 && h("p", {}, say("weight_never", { names: either(never.map((each) => factor(each.factor))) })),
    );
  }

  /** What is not known: what it decides, and how to find out. */
  function unknowns(told) {
    const open = told.result.outcomes.filter((each) => each.could_lead).length + told.result.may_jump.length;
    const rows = told.unknowns.map((each) =>
      h(
        "li",
        {},
        h("strong", {}, text(each.question)),
        " ",
        say(`found.${each.why}`, { ...each.left, open }),
        each.matters === "high" && ` ${say("matters")}`,
        each.decides &&
          h(
            "ul",
            {},
            Object.entries(each.if).map(([option, ids]) =>
              h(
                "li",
                {},
                say(ids.length > FEW ? "if_many" : "if", {
                  answer: answered(each.question, option),
                  names: either(named(ids)),
                  count: ids.length,
                }),
              ),
            ),
          ),
        findOut(each.question),
      ),
    );
    return section(
      "unknowns",
      rows.length > 0 && [h("p", {}, say("find_out_first")), h("ol", { class: "wm-unknowns" }, rows)],
    );
  }

  /** How to find out, from the view of the question. */
  function findOut(id) {
    const found = document.getElementById(`question-${id}`)?.content.querySelector("[data-part=find-out]");
    return found && found.cloneNode(true);
  }

  const notes = (result) =>
    section(
      "notes",
      list(
        result.notes.map((note) => h("li", {}, html(data.notes[note.question]?.[note.option] || ""))),
        {},
        99,
      ),
    );

  /** Cases whose situation was like these answers, each with the reason for the match. They come in a file of their own, after the result. */
  function cases(told, first, known) {
    const matched = told.cases.slice(0, MOST_CASES).map((each) =>
      h(
        "li",
        {},
        casePart(known.find(({ id }) => id === each.id)),
        h(
          "p",
          { class: "wm-because" },
          say("agrees", each),
          each.differs.length
            ? [
                " ",
                say("differs", {
                  questions: each.differs
                    .map((id) => say("question", { question: page.plain(question(id).text) }))
                    .join(" "),
                }),
              ]
            : null,
        ),
      ),
    );
    const picked = first.map(({ id }) => part(id, "cases")).filter(Boolean);
    const none = known ? "no_cases" : known === null ? "cases_failed" : "cases_coming";
    return section(
      "cases",
      matched.length ? [h("p", {}, say("cases")), list(matched, { class: "wm-cases" }, 4)] : h("p", {}, say(none)),
      picked.length > 0 && [h("h3", {}, say("picked")), picked],
    );
  }

  const casePart = ({ id, title: name, summary }) =>
    h(
      "div",
      { class: "wm-case" },
      h("p", {}, h("a", { href: `${page.root}case-studies/${id}/` }, html(name))),
      h("p", {}, html(summary)),
    );

  /** The sources that the result cites, under the numbers that they have in the guide. */
  function sources(article) {
    const ids = new Set([...article.querySelectorAll(".wm-cite")].map((mark) => mark.hash.slice(8)));
    const all = [...document.querySelectorAll("[data-sources] > li")];
    const cited = all
      .map((source, place) => [source, place + 1])
      .filter(([source]) => ids.has(source.id.slice(7)))
      .map(([source, number]) => {
        const entry = source.cloneNode(true);
        entry.id = `cited-${source.id}`;
        entry.value = number;
        return entry;
      });
    return section("sources", cited.length > 0 && h("ol", { class: "wm-sources__list" }, cited));
  }

  /** Ways down the page. */
  function contents(article) {
    const entries = [...article.querySelectorAll(".wm-part > h2")].map((heading, place) => {
      heading.id = `part-${place}`;
      return h("li", {}, h("a", { href: `#${heading.id}` }, heading.textContent));
    });
    return h("nav", { class: "wm-jumps", "aria-label": say("contents") }, h("ul", {}, entries));
  }

  /** The whole view of a result. `links` holds what only the flow of the guide knows. */
  page.result = function result(told, links) {
    const found = told.result;
    const first = leaders(found);
    const unknown = told.asked.filter((id) => told.answers[id] === "?").length;
    const shown = found.gather_first ? [] : first;
    const article = h(
      "article",
      { class: "wm-result" },
      links.back,
      links.caption,
      h("h1", { tabindex: "-1" }, say("heading.result")),
      links.notices(first),
      answer(found, first, unknown),
      links.actions(),
      found.gather_first && unknowns(told),
      blend(found),
      why(found, first),
      rests(told, first),
      !found.gather_first && unknowns(told),
      found.jump || found.gather_first ? null : wouldChange(told, links.weigh),
      ruledOut(found),
      parts("cautions", shown, "cautions"),
      parts("steps", shown, "steps"),
      notes(found),
      alongside(found),
      ranking(found),
      links.weights(first),
      cases(told, shown, links.cases),
      section("answers", answers(told.asked, told.answers, links.change, links.carried)),
    );
    article.append(
      h(
        "p",
        { class: "wm-cited", hidden: true },
        shown.map(({ id }) => part(id, "sources")),
      ),
    );
    article.append(...[sources(article), copy("guide-version"), links.again()].filter(Boolean));
    article.querySelector(".wm-actions").after(contents(article));
    return article;
  };
  /** The cases have come: put them in the place that was kept for them. */
  page.fillCases = function fillCases(article, told, known) {
    const place = article.querySelector(".wm-part--cases");
    const filled = cases(told, told.result.gather_first ? [] : leaders(told.result), known);
    filled.querySelector("h2").id = place.querySelector("h2").id;
    place.replaceWith(filled);
  };
  page.leaders = leaders;
})();
