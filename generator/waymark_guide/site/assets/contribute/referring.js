// Checks references and texts: what a case names exists, and no text holds HTML or a link that could run something. This script needs no page.
(function (form) {
  "use strict";

  const FACT = "205";
  const NUMBERS = { approach: "201", source: "203", contributor: "204", fact: FACT, "case-study": "207", tree: "209" };

  /** Gives every text of a record that is prose or a reference, with its shape and path. */
  function* leaves(shape, value, path = []) {
    if (value === undefined || value === null) return;
    const inner = form.branch(shape, value);
    if (typeof value === "string") {
      if (inner.refers || inner.prose) yield { shape: inner, path, value };
    } else if (inner.is === "record")
      for (const field of inner.fields) yield* leaves(field.of, value[field.name], [...path, field.name]);
    else if (inner.is === "list")
      for (let place = 0; place < value.length; place += 1) yield* leaves(inner.of, value[place], [...path, place]);
    else if (inner.is === "map")
      for (const name of Object.keys(value)) yield* leaves(inner.of, value[name], [...path, name]);
  }

  /** Replaces HTML characters that are written by name or number by the characters themselves. */
  function unescaped(text, entities) {
    return text.replace(/&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/g, (whole, name) => {
      const number = name.startsWith("#")
        ? /^#[xX]/.test(name)
          ? parseInt(name.slice(2), 16)
          : parseInt(name.slice(1), 10)
        : null;
      if (number !== null) return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : "\ufffd";
      for (let length = name.length; length > 1; length -= 1)
        if (form.has(entities, name.slice(0, length))) return entities[name.slice(0, length)] + name.slice(length);
      return whole;
    });
  }

  /** Suggests the name that is most like it, else the few that there are, else where they are declared. */
  function didYouMean(on, meant, names, home) {
    if (meant) return on.say("reference.meant", { meant });
    const listed = [...names].sort();
    if (listed.length && listed.length <= on.rules.few) return on.say("reference.one_of", { names: listed.join(", ") });
    return home ? on.say("reference.look_up", { home }) : on.say("reference.spelling");
  }

  /** Checks that every reference resolves, in fields and in prose. */
  function references(on) {
    for (const { shape, path, value } of leaves(on.shape, on.record)) {
      if (shape.refers) resolve(on, shape.refers, path, value);
      else {
        for (const cited of value.matchAll(new RegExp(on.rules.patterns.citation, "g"))) {
          for (const id of cited[1].split(",")) resolve(on, "source", path, id.trim());
        }
        for (const link of value.matchAll(new RegExp(on.rules.patterns.link, "g")))
          if (link[2] !== "by") resolve(on, on.rules.pages[link[1]], path, link[2]);
      }
    }
  }

  function resolve(on, kind, path, wanted) {
    const known = on.known(kind);
    if (form.has(known, wanted) || (kind === "source" && on.spoilt.has("sources"))) return;
    const now = (on.names.now[kind] || {})[wanted] || "";
    const byLabel = () =>
      (Object.entries(known).find(([, label]) => label.toLowerCase() === wanted.toLowerCase()) || [""])[0];
    const meant = now || form.nearest(wanted, Object.keys(known), on.rules.near) || byLabel();
    const vocabulary = kind.startsWith("vocabulary:") ? kind.slice("vocabulary:".length) : "";
    const word = vocabulary ? on.say("reference.list", { name: vocabulary }) : on.rules.words[kind] || kind;
    const home = vocabulary ? on.say("reference.vocabulary", { name: vocabulary }) : on.rules.homes[kind];
    on.find(
      vocabulary ? "202" : NUMBERS[kind],
      path,
      on.say(now ? "reference.renamed" : "reference.message", { kind: word, wanted, meant }),
      {
        fix: now ? on.say("reference.write", { meant }) : didYouMean(on, meant, Object.keys(known), home),
        suggestion: meant,
      },
    );
  }

  /** Finds HTML, links that could run something, and codes of invisible characters. Invisible characters themselves are never written. */
  function prose(on) {
    const { patterns, schemes, entities, unseen, most_shown: most } = on.rules;
    const scheme = (link) => link[1].replace(/[\s\\]/g, "").toLowerCase();
    for (const { shape, path, value } of leaves(on.shape, on.record)) {
      if (!shape.prose || !/[<:&]/.test(value)) continue;
      const text = value.replace(new RegExp(patterns.code, "g"), (code) => " ".repeat(code.length));
      const tag = new RegExp(patterns.tag).exec(text);
      const read = unescaped(text, entities);
      const hidden = new RegExp(patterns.unseen, "u").exec(read);
      if (hidden) on.find("717", path, on.say("717.message", { sign: unseen[hidden[0]] || unseen[""] }));
      const link = [...read.matchAll(new RegExp(patterns.scheme, "gm"))].find(
        (found) => !schemes.includes(scheme(found)),
      );
      if (link) on.find("710", path, on.say("710.message", { scheme: scheme(link) }));
      if (tag && !(link && tag[0].startsWith(link[0])))
        on.find("706", path, on.say("706.message", { tag: [...tag[0]].slice(0, most).join("") }));
    }
  }

  /** Checks the answers to the guides' questions. */
  function facts(on) {
    const { questions, questions_now: now } = on.names;
    for (const [name, answers] of Object.entries(on.record.facts || {})) {
      if (!form.has(questions, name)) {
        const meant = now[name] || form.nearest(name, Object.keys(questions), on.rules.near);
        on.find(FACT, ["facts", name], on.say("205.no_question", { name }), {
          fix: didYouMean(on, meant, Object.keys(questions), on.say("205.guides")),
          suggestion: meant,
        });
        continue;
      }
      const options = questions[name];
      answers.forEach((answer, place) => {
        if (answer === undefined || form.has(options, answer) || !Object.keys(options).length) return;
        const labelled = Object.keys(options).find((option) => options[option].toLowerCase() === answer.toLowerCase());
        const meant = labelled || form.nearest(answer, Object.keys(options), on.rules.near);
        on.find("206", ["facts", name, place], on.say("206.message", { answer, name }), {
          fix: didYouMean(on, meant, Object.keys(options), ""),
          suggestion: meant,
        });
      });
    }
  }

  Object.assign(form, { referring: [references, prose, facts], leaves });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
