// Sets two or three things side by side. Which ones stands in the address after the "#", and so in the history.
// Without it: pairs that are often weighed have pages of their own.
(function () {
  "use strict";

  const { h, makeTranslate, resolvePath, loadScript } = SharedPage;
  const MOST = 3;

  /** @param {HTMLElement} module */
  function compare(module) {
    const { words, rows, files } = JSON.parse(document.getElementById(module.dataset.words).textContent);
    const part = (name) => module.querySelector(`[data-part="${name}"]`);
    const form = module.querySelector("form");
    const title = document.title;
    let turn = 0;

    const say = makeTranslate(words);

    /** The ids in the address, each once. */
    const chosen = () =>
      [...new Set(decodeURIComponent(location.hash.slice(1)).split(",").filter(Boolean))].slice(0, MOST);

    /** The number of the file that holds a column: the generator works it out in the same way. */
    function fileOf(id) {
      let spread = 0;
      for (const letter of id) spread = (spread * 31 + letter.codePointAt(0)) % 65521;
      return spread % files;
    }

    function columnOf(id) {
      const found = Object.hasOwn(globalThis.WaymarkCompared ?? {}, id) && globalThis.WaymarkCompared[id];
      if (!found) return null;
      const [name, url, lines, counted] = found;
      return {
        id,
        name,
        url,
        lines,
        counted: counted.map(([guide, question, option, points]) => ({ guide, question, option, points })),
      };
    }

    /* What they have in common. The pages of pairs are made by the same rules. */

    function likeness(cells) {
      const texts = cells.map((lines) => [...new Set(lines.map((line) => line[0]))]);
      const shared = texts[0].filter((text) => texts.every((other) => other.includes(text)));
      return {
        verdict: texts.every((own) => own.length === shared.length) ? "same" : shared.length ? "partly" : "differ",
        shared,
      };
    }

    const keyOf = (each) => [each.guide, each.question, each.option].join("\n");

    function tips(column, others) {
      const points = others.map((other) => new Map(other.counted.map((each) => [keyOf(each), each.points])));
      const weighsAll = (each) => others.every((other) => other.counted.some((one) => one.guide === each.guide));
      const ahead = column.counted
        .filter(weighsAll)
        .map((each) => ({
          ...each,
          points: each.points - Math.max(...points.map((other) => other.get(keyOf(each)) ?? 0)),
        }))
        .filter((each) => each.points > 0)
        .sort((a, b) => b.points - a.points);
      const questions = new Set();
      return ahead
        .filter((each) => !questions.has(each.guide + each.question) && questions.add(each.guide + each.question))
        .slice(0, 3);
    }

    /* Showing */

    /** A link within the site. It stays a relative one: on paper only links that lead elsewhere are written out. */
    const link = (url, text) =>
      h("a", { href: resolvePath(url) + (location.protocol === "file:" ? "index.html" : "") }, text);

    function line([text, url, note]) {
      const shown = [url ? link(url, text) : text];
      if (note) shown.push(" ", h("span", { class: "wm-compare__note" }, note));
      return shown;
    }

    function cell(lines, column) {
      const made = h("td", { role: "cell", "data-label": column.name });
      if (lines.length > 1) made.append(h("ul", {}, ...lines.map((each) => h("li", {}, ...line(each)))));
      else made.append(lines.length ? h("p", {}, ...line(lines[0])) : h("p", { class: "wm-unknown" }, words.nothing));
      return made;
    }

    function table(columns, name) {
      const found = rows.map(([id, label, marked], place) => ({
        id,
        label,
        marked,
        place,
        ...likeness(columns.map((column) => column.lines[place])),
      }));
      const head = columns.map((column) =>
        h("th", { role: "columnheader", scope: "col" }, link(column.url, column.name)),
      );
      const body = found.map((row) =>
        h(
          "tr",
          { role: "row", "data-row": row.id },
          h("th", { role: "rowheader", scope: "row" }, `${row.label} `, ...mark(row)),
          ...columns.map((column) => cell(column.lines[row.place], column)),
        ),
      );
      const made = h(
        "table",
        { class: "wm-compare", role: "table", "aria-label": name, "data-columns": columns.length },
        h(
          "thead",
          { role: "rowgroup" },
          h("tr", { role: "row" }, h("th", { role: "columnheader", scope: "col" }, words.rows), ...head),
        ),
        h("tbody", { role: "rowgroup" }, ...body),
      );
      return [short(found), made];
    }

    function mark(row) {
      return row.marked
        ? [h("span", { class: "wm-compare__mark" }, say(`mark.${row.verdict}`, { shared: row.shared.join("; ") }))]
        : [];
    }

    function short(found) {
      const sentences = ["same", "partly", "differ"].flatMap((verdict) => {
        const named = found
          .filter((row) => row.marked && row.verdict === verdict)
          .map((row) => row.label.toLowerCase());
        return named.length ? [say(`short.${verdict}`, { rows: named.join("; ") })] : [];
      });
      return h(
        "section",
        { class: "wm-panel wm-compare__short", "aria-labelledby": "short" },
        h("h2", { id: "short" }, words["short.title"]),
        h("ul", {}, ...sentences.map((sentence) => h("li", {}, sentence))),
      );
    }

    function tipping(columns) {
      const found = columns.map((column) =>
        tips(
          column,
          columns.filter((other) => other !== column),
        ),
      );
      if (!found.every((each) => each.length)) return [];
      const groups = columns.map((column, place) =>
        h(
          "div",
          {},
          h("dt", {}, column.name),
          ...found[place].map((each) =>
            h("dd", {}, h("strong", {}, each.option), ` ${say("tips.answer", { question: each.question })}`),
          ),
        ),
      );
      return [
        h(
          "section",
          { class: "wm-compare__tips", "aria-labelledby": "tips" },
          h("h2", { id: "tips" }, words["tips.title"]),
          h("p", {}, words["tips.lead"]),
          h("dl", {}, ...groups),
        ),
      ];
    }

    /** Buttons that take one away, where there is no form to choose in. */
    function removers(columns) {
      if (form) return [];
      const buttons = columns.map((column) => {
        const click = () => go(columns.filter((other) => other !== column).map((other) => other.id));
        return h("li", {}, h("button", { type: "button", click }, say("take_away", { title: column.name })));
      });
      return [h("ul", { class: "wm-compare__chosen" }, ...buttons)];
    }

    function show(ids) {
      const columns = ids.map(columnOf).filter(Boolean);
      const missing = ids.filter((id) => !columnOf(id));
      part("notice").hidden = !missing.length;
      part("notice").textContent = missing.length ? say("missing", { ids: missing.join(", ") }) : "";
      const enough = columns.length > 1;
      const name = say("page_title", { titles: columns.map((column) => column.name).join(words.separator) });
      part("result").replaceChildren(
        ...removers(columns),
        ...(enough ? [...table(columns, name), ...tipping(columns)] : []),
      );
      if (part("hint")) part("hint").hidden = enough;
      part("status").textContent = enough ? name : "";
      document.title = enough ? title.replace(/^.*?(?= - )/, () => name) : title;
    }

    const go = (ids) => {
      location.hash = ids.join(",");
    };

    async function update() {
      const ids = chosen();
      const mine = (turn += 1);
      if (form)
        [...form.querySelectorAll("select")].forEach((select, place) => {
          select.value = ids[place] ?? "";
        });
      try {
        await Promise.all(
          ids.map((id) =>
            loadScript(new URL(`${fileOf(id)}.js`, new URL(module.dataset.href, document.baseURI)).href).catch(
              (error) => {
                if (files > 1) return;
                throw error;
              },
            ),
          ),
        );
      } catch {
        part("notice").textContent = words.broken;
        part("notice").hidden = false;
        return;
      }
      if (mine === turn) show(ids);
    }

    if (form) {
      form.addEventListener("change", () =>
        go([...new Set([...form.querySelectorAll("select")].map((select) => select.value).filter(Boolean))]),
      );
      form.addEventListener("submit", (event) => event.preventDefault());
    }
    addEventListener("hashchange", update);
    update();
  }

  document.querySelectorAll("[data-module=compare]").forEach(compare);
})();
