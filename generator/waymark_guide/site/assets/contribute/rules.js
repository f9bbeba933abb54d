// Checks the rules about one case: its dates, places, figures, evidence, reviews and words. This script needs no page.
(function (form) {
  "use strict";

  const { dates } = form;
  const each = (list) =>
    (list || []).map((entry, place) => [entry, place]).filter(([entry]) => entry !== undefined && entry !== null);
  const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);

  /** Checks that the recommended fields are filled in. */
  function recommended(on, shape = on.shape, record = on.record, path = []) {
    for (const field of shape.fields) {
      const value = record[field.name];
      const empty =
        value === undefined ||
        value === "" ||
        (Array.isArray(value) && !value.length) ||
        (form.isMap(value) && Object.values(value).every((inner) => inner === undefined));
      const at = [...path, field.name];
      if (field.level === "recommended" && empty) {
        if (path.length || !on.spoilt.has(field.name))
          on.find(
            "610",
            path,
            on.say("610.message", { owner: on.nameOf(path), name: field.name, description: lower(field.says) }),
            { at },
          );
      } else if (Array.isArray(value)) {
        for (const [entry, place] of each(value)) {
          const inner = form.isMap(entry) && form.branch(field.of.of, entry);
          if (inner && inner.is === "record") recommended(on, inner, entry, [...at, place]);
        }
      } else if (form.isMap(value) && field.of.is === "record") recommended(on, field.of, value, at);
    }
  }

  function ending({ record, say, find, spoilt }) {
    if (["ended", "unknown"].includes(record.status) && record.status_note === undefined && !spoilt.has("status_note"))
      find("611", ["status"], say(`611.${record.status}`), { at: ["status_note"] });
  }

  function sources({ record, say, find, known, spoilt }) {
    const listed = new Set(each(record.sources).map(([entry]) => (typeof entry === "string" ? entry : entry.id)));
    const cited = each(record.figures).flatMap(([figure, place]) =>
      each(figure.sources).map(([id, number]) => [["figures", place, "sources", number], id]),
    );
    for (const [quote, place] of each(record.quotes)) cited.push([["quotes", place, "source"], quote.source]);
    for (const [path, id] of cited)
      if (id !== undefined && !listed.has(id) && form.has(known("shared"), id) && !spoilt.has("sources"))
        find("403", path, say("403.message", { source: id }));
  }

  function itself({ record, say, find }) {
    for (const [relation, place] of each(record.relations))
      if (relation.case !== undefined && relation.case === record.id)
        find("211", ["relations", place, "case"], say("211.message"));
  }

  function times({ record, say, find, today }) {
    const { started, ended } = record.dates || {};
    if (started && ended && dates.latest(ended) < dates.earliest(started))
      find(
        "301",
        ["dates", "ended"],
        say("301.message", { ended: dates.inWords(ended), started: dates.inWords(started) }),
      );
    if (ended && record.status === "active" && dates.latest(ended) < today)
      find("302", ["dates", "ended"], say("302.message", { ended: dates.inWords(ended) }));
    const done = [
      [["review", "last_verified"], (record.review || {}).last_verified, say("303.opened")],
      [["evidence", "assessed_on"], (record.evidence || {}).assessed_on, say("303.judged")],
    ];
    for (const [source, place] of each(record.sources))
      if (form.isMap(source) && source.accessed)
        done.push([
          ["sources", place, "accessed"],
          dates.earliest(source.accessed),
          say("303.source_opened", { title: source.title }),
        ]);
    done.push([["published"], record.published, say("303.published")]);
    for (const [change, place] of each(record.changes))
      done.push([["changes", place, "date"], change.date, say("303.changed")]);
    for (const [path, day, what] of done)
      if (day && day > today) find("303", path, say("303.message", { what, day: dates.inWords(day) }));
  }

  function places({ record, say, find, rules }) {
    for (const [place, number] of each(record.places)) {
      const fitting = rules.codes_by_scope[place.scope] || [];
      if (place.gss && fitting.length && !fitting.some((beginning) => place.gss.startsWith(beginning)))
        find("311", ["places", number, "gss"], say("311.message", { code: place.gss, scope: place.scope }), {
          fix: say("311.fix", { beginnings: fitting.join(", "), fix: rules.rules[`${rules.letter}311`].fix }),
        });
      if ((place.lat === undefined) !== (place.lon === undefined)) {
        const [given, lacking] = place.lon === undefined ? ["lat", "lon"] : ["lon", "lat"];
        find("312", ["places", number, given], say("312.message", { name: place.name, given, lacking }));
      }
      for (const field of ["lat", "lon"]) {
        const rounded = place[field] === undefined ? undefined : Number(place[field].toFixed(rules.most_decimals));
        if (rounded !== place[field])
          find("313", ["places", number, field], say("313.message", { field, name: place.name }), {
            fix: say("313.fix", { field, value: Number.isInteger(rounded) ? `${rounded}.0` : rounded }),
          });
      }
    }
  }

  function figures(on) {
    const { record, say, find, spoilt } = on;
    for (const [figure, place] of each(record.figures)) {
      const path = ["figures", place];
      const money =
        figure.unit !== undefined && (figure.unit.toUpperCase().startsWith("GBP") || figure.unit.includes("£"));
      if (money && figure.price_year === undefined)
        find("401", path, say("401.message", { label: figure.label }), { at: [...path, "price_year"] });
      if (figure.kind === "saving-claimed" && figure.cashable === undefined)
        find("402", path, say("402.message", { label: figure.label }), { at: [...path, "cashable"] });
      if (figure.evidence_level !== undefined)
        level(
          on,
          [...path, "evidence_level"],
          figure.evidence_level,
          each(figure.sources).map(([id]) => id),
          `"${figure.label}"`,
        );
    }
    const listed = each(record.sources).map(([entry]) => (typeof entry === "string" ? entry : entry.id));
    if (!spoilt.has("sources") && record.evidence && record.evidence.level !== undefined)
      level(on, ["evidence", "level"], record.evidence.level, listed, say("501.this_case"));
  }

  /** Checks that the kinds of the sources are strong enough for a level of evidence. */
  function level({ record, say, find, names, known, rules }, path, given, ids, what) {
    const { measured, compared, strong } = rules.evidence;
    if (!/^\d+$/.test(given) || Number(given) < measured) return;
    const declared = new Map(
      [...each(record.sources)]
        .reverse()
        .map(([entry]) => [entry.id, entry])
        .filter(([id]) => id !== undefined),
    );
    if (ids.some((id) => !declared.has(id) && !form.has(known("shared"), id))) return; // the unknown source has a finding of its own
    const kinds = new Set(ids.map((id) => (declared.has(id) ? declared.get(id).kind : names.kinds[id]) || ""));
    const stated =
      [...kinds]
        .filter(Boolean)
        .map((kind) => kind.replace(/-/g, " "))
        .sort()
        .join(say("501.or")) || say("501.no_kind");
    const more = {
      severity: kinds.has("") || path[0] === "figures" ? "warning" : "error",
      ...(kinds.has("") ? { fix: say("501.add_kind") } : {}),
    };
    const message = say("501.message", { what, level: given, kinds: stated });
    if (Number(given) >= compared && ![...kinds].some((kind) => strong.includes(kind)))
      find("502", path, message, more);
    else if ([...kinds].every((kind) => kind === "self-report" || kind === "")) find("501", path, message, more);
  }

  function upkeep({ record, say, find, today, rules }) {
    const { last_verified: verified, next_review: next } = record.review || {};
    if (next && next < today) find("701", ["review", "next_review"], say("701.message", { day: dates.inWords(next) }));
    if (record.status === "active" && verified && dates.monthsBetween(verified, today) >= rules.confirmed_for)
      find("703", ["review", "last_verified"], say("703.message", { day: dates.inWords(verified) }));
  }

  function words({ record, say, find, names, rules }) {
    const themes = names.known["vocabulary:themes"] || {};
    for (const [theme, place] of each(record.themes)) {
      const users =
        (names.users[theme] || []).filter((id) => id !== record.id).length +
        record.themes.filter((other) => other === theme).length;
      if (form.has(themes, theme) && users < rules.least_users)
        find("704", ["themes", place], say("704.message", { theme: themes[theme] }));
    }
    const plain = (text) => (text || "").toLowerCase().split(/\s+/).filter(Boolean).join(" ").replace(/\.+$/, "");
    const texts = [
      record.need,
      record.what_happened,
      record.why_it_worked,
      record.what_it_needed,
      record.where_it_might_not_fit,
    ];
    if (record.summary === undefined) return;
    if (texts.some((text) => plain(text).includes(plain(record.summary)))) find("601", ["summary"], say("601.message"));
    const marked = new RegExp(rules.patterns.markup).exec(record.summary);
    if (marked) find("602", ["summary"], say("602.message", { marked: marked[0] }));
  }

  Object.assign(form, { caseRules: [recommended, ending, sources, itself, times, places, figures, upkeep, words] });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
