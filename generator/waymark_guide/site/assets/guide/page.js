// What the page of a guide holds for its scripts. Without script the page offers the same questions as linked pages, or as one long page.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("guide-data")?.textContent || "null");
  if (!data) return;
  const { h, makeTranslate, resolvePath } = SharedPage;
  const say = makeTranslate(data.strings);
  const root = resolvePath("");

  /** Safe HTML from the build as nodes; its links begin at the root of the site, wherever that is. */
  function html(text) {
    const holder = document.createElement("template");
    holder.innerHTML = text;
    for (const link of holder.content.querySelectorAll('a[href^="/"]'))
      link.setAttribute("href", root + link.getAttribute("href").slice(1));
    return holder.content;
  }

  const plain = (text) => html(text).textContent;
  const hidden = (text) => h("span", { class: "wm-hidden" }, text);

  /** `A`, `A or B`, `A, B or C`. */
  function either(names, word = "or") {
    const last = names.length - 1;
    return last < 1 ? names.join("") : say(word, { most: names.slice(0, last).join(", "), last: names[last] });
  }

  /** A copy of one part of an outcome's words, or nothing. */
  function part(outcome, name) {
    const found = document.querySelector(`[data-outcome="${outcome}"] [data-part="${name}"]`);
    return found && found.cloneNode(true);
  }

  /** A copy of what a template of the page holds. */
  function copy(id) {
    const found = document.getElementById(id);
    return found && found.content.cloneNode(true).firstElementChild;
  }

  /** The small linked numbers of some sources. */
  function cites(ids) {
    return ids.map((id) => {
      const source = document.getElementById(`source-${id}`);
      const number = source && [...source.parentElement.children].indexOf(source) + 1;
      const title = source?.querySelector("a,cite")?.textContent;
      return (
        source &&
        h(
          "a",
          { class: "wm-cite", href: `#source-${id}`, "aria-label": say("source", { number, title }) },
          String(number),
        )
      );
    });
  }

  const tree = data.tree;
  const question = (id) => tree.questions.find((each) => each.id === id);
  const outcome = (id) => tree.outcomes.find((each) => each.id === id);

  /** The title of an outcome, or of the guide that `tree:ID` names. */
  function title(id) {
    const guide = id.startsWith("tree:") && copy(`guide-${id.slice(5)}`);
    if (guide) return say("guide", { title: guide.querySelector("a").textContent });
    return outcome(id) ? plain(outcome(id).title) : say("gone", { id });
  }

  /** The words of an answer: one label, several, or `I don't know`. */
  function answered(id, value) {
    if (value === "?") return say("dont_know");
    return [value]
      .flat()
      .map((each) => plain(question(id)?.options.find((option) => option.id === each)?.label ?? each))
      .join("; ");
  }

  /** The titles of outcomes, as they stand in a sentence. */
  const named = (ids) => ids.map((id) => say("name", { title: title(id) }));

  /** Your answers, each with where it came from, if not from here, and a way to change it. */
  function answers(asked, given, change, origin) {
    return h(
      "dl",
      { class: "wm-answers" },
      asked.map((id) =>
        h(
          "div",
          {},
          h("dt", {}, html(question(id).text)),
          h("dd", {}, answered(id, given[id]), origin(id) && h("small", {}, " ", origin(id))),
          h(
            "dd",
            {},
            h(
              "a",
              { href: change(id), "data-change": id },
              say("change"),
              hidden(` ${say("change_which", { question: plain(question(id).text) })}`),
            ),
          ),
        ),
      ),
    );
  }

  globalThis.WaymarkGuide = {
    root,
    data,
    tree,
    h,
    say,
    html,
    plain,
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
  };
})();
