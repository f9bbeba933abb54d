// Answers that come to a guide from the page Prepare, travel on to other guides, and go back. Without script each guide asks for them again.
"use strict";

(() => {
  const page = globalThis.WaymarkGuide;
  if (!page) return;
  const { data, tree, h, say, question, root } = page;
  let facts = new Map(); // options by fact, in the order of the form; all that Prepare knew, whether this guide asks for it or not

  const written = (all) => `p=${[...all].map(([fact, options]) => [fact, ...options].join(":")).join()}`;
  const same = (fact, value) => facts.get(fact)?.join() === [value].flat().join();

  /** Keep the facts of a fragment, and give back the rest for the engine. On arriving, the facts answer the questions that ask for them. */
  function receive(text) {
    const parts = text.split("&");
    const mine = parts.filter((part) => part.startsWith("p=")).flatMap((part) => part.slice(2).split(","));
    facts = new Map(
      mine
        .filter((each) => /^[a-z0-9-]+(:[a-z0-9?-]+)+$/.test(each))
        .map((each) => [each.split(":")[0], each.split(":").slice(1)]),
    );
    const rest = parts.filter((part) => part && !part.startsWith("p="));
    if (rest.some((part) => part.startsWith("v="))) return rest.join("&");
    const open = tree.questions.filter(
      ({ id, fact, dont_know: offered }) =>
        facts.has(fact) && (offered || facts.get(fact)[0] !== "?") && !rest.some((part) => part.startsWith(`${id}=`)),
    );
    return [...rest, ...open.map(({ id, fact }) => `${id}=${facts.get(fact).join()}`)].join("&");
  }

  /** The fragment of answers with the facts beside them, so that they last. */
  const beside = (fragment) => (facts.size ? `${fragment}&${written(facts)}` : fragment);

  /** Where an answer came from, where that was Prepare. */
  const origin = (id, value) => (same(question(id).fact, value) ? say("brought") : null);

  /** All the facts that are known now: those that came, with what was answered here since. */
  function known(now) {
    const all = new Map(facts);
    for (const id of now.asked) if (question(id).fact) all.set(question(id).fact, [now.answers[id]].flat());
    return all;
  }

  /** The way on to another guide; none where nothing came from Prepare. */
  const onward = (now) => (facts.size ? written(known(now)) : null);

  /** A link to Prepare with all these facts. Notes do not travel: where the browser tells, it goes to the last address of Prepare in this tab, which holds them. */
  function link(all, attributes, words) {
    const place = (url) => new URL(url).pathname.replace(/index\.html$/, "");
    const made = h(
      "a",
      {
        ...attributes,
        href: `${root}prepare/#${written(all)}`,
        click: () => {
          const last = globalThis.navigation?.entries?.().findLast(({ url }) => url && place(url) === place(made.href));
          const kept = last
            ? new URL(last.url).hash
                .slice(1)
                .split("&")
                .filter((part) => /^(v|u|t|n\.[^=]*)=/.test(part))
            : [];
          made.hash = [...kept, written(all)].join("&");
        },
      },
      words,
    );
    return made;
  }

  /** The way back, at the first question of somebody who came from Prepare. */
  const back = (now) => (data.prepare && facts.size ? link(known(now), { class: "wm-back" }, say("back")) : null);

  /** The way to Prepare from a result; none where this guide asks for no shared fact. */
  function toPrepare(now) {
    const all = known(now);
    if (!data.prepare || !all.size) return null;
    const count = now.asked.filter((id) => origin(id, now.answers[id])).length;
    return h(
      "p",
      { class: "wm-prepared" },
      count > 0 && [say("prepare.from", { count }), " "],
      link(all, {}, say(facts.size ? "prepare.back" : "prepare.take")),
    );
  }

  page.brought = { receive, beside, origin, onward, back, toPrepare, any: () => facts.size > 0 };
})();
