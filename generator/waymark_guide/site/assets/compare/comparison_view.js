/**
 * Renders a comparison in the same form as the pages of pairs (compare_parts.html.jinja): in a few sentences which rows
 * differ, the table, and the answers that lead to each of the things.
 *
 * @typedef {{id: string, name: string, url: string, cells: ComparedLine[][], answers: CountedAnswer[]}} ComparedColumn
 * @typedef {[id: string, label: string, isMarked: boolean]} ComparedRow  The mark says how similar the cells are.
 * @typedef {{id: string, label: string, isMarked: boolean, cells: ComparedLine[][]} & Similarity} RowComparison
 */
const CompareComparisonView = (() => {
  "use strict";

  const { h, resolvePath } = SharedPage;
  const { compareCells, findLeadingAnswers } = CompareRowComparison;

  /**
   * @param {ComparedColumn[]} columns
   * @param {ComparedRow[]} rows
   * @param {string} label
   * @param {Translate} t
   * @returns {HTMLElement[]}
   */
  function renderComparison(columns, rows, label, t) {
    const comparisons = rows.map(([id, rowLabel, isMarked], index) => {
      const cells = columns.map((column) => column.cells[index]);
      return { id, label: rowLabel, isMarked, cells, ...compareCells(cells) };
    });
    return [
      renderSummary(comparisons, t),
      renderTable(columns, comparisons, label, t),
      ...renderLeadingAnswers(columns, t),
    ];
  }

  /**
   * Render in a few sentences which rows are the same, partly the same or different.
   *
   * @param {RowComparison[]} rows
   * @param {Translate} t
   */
  function renderSummary(rows, t) {
    const sentences = ["same", "partly", "differ"].flatMap((verdict) => {
      const matching = rows.filter((row) => row.isMarked && row.verdict === verdict);
      const labels = matching.map((row) => row.label.toLowerCase()).join("; ");
      return labels ? [t(`short.${verdict}`, { rows: labels })] : [];
    });
    return h(
      "section",
      { class: "wm-panel wm-compare__short", "aria-labelledby": "short" },
      h("h2", { id: "short" }, t("short.title")),
      h("ul", {}, ...sentences.map((sentence) => h("li", {}, sentence))),
    );
  }

  /**
   * @param {ComparedColumn[]} columns
   * @param {RowComparison[]} rows
   * @param {string} label
   * @param {Translate} t
   */
  function renderTable(columns, rows, label, t) {
    const headings = [t("rows"), ...columns.map((column) => renderLink(column.url, column.name))];
    const head = headings.map((heading) => h("th", { role: "columnheader", scope: "col" }, heading));
    const body = rows.map((row) =>
      h(
        "tr",
        { role: "row", "data-row": row.id },
        h("th", { role: "rowheader", scope: "row" }, `${row.label} `, renderMark(row, t)),
        ...columns.map((column, index) => renderCell(row.cells[index], column.name, t)),
      ),
    );
    return h(
      "table",
      { class: "wm-compare", role: "table", "aria-label": label, "data-columns": columns.length },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...head)),
      h("tbody", { role: "rowgroup" }, ...body),
    );
  }

  /**
   * Render how similar the cells of a row are.
   *
   * @param {RowComparison} row
   * @param {Translate} t
   */
  function renderMark({ isMarked, verdict, shared }, t) {
    return isMarked && h("span", { class: "wm-compare__mark" }, t(`mark.${verdict}`, { shared: shared.join("; ") }));
  }

  /**
   * @param {ComparedLine[]} lines
   * @param {string} columnName
   * @param {Translate} t
   */
  function renderCell(lines, columnName, t) {
    const attributes = { role: "cell", "data-label": columnName };
    if (!lines.length) return h("td", attributes, h("p", { class: "wm-unknown" }, t("nothing")));
    if (lines.length === 1) return h("td", attributes, h("p", {}, renderLine(lines[0])));
    return h("td", attributes, h("ul", {}, ...lines.map((line) => h("li", {}, renderLine(line)))));
  }

  /**
   * @param {ComparedLine} line
   * @returns {Child}
   */
  function renderLine([text, url, note]) {
    return [url ? renderLink(url, text) : text, note && [" ", h("span", { class: "wm-compare__note" }, note)]];
  }

  /**
   * Render a link within the site. Its address is relative: on paper only links to other sites are printed in full.
   *
   * @param {string} url
   * @param {string} text
   */
  function renderLink(url, text) {
    return h("a", { href: resolvePath(url) + (location.protocol === "file:" ? "index.html" : "") }, text);
  }

  /**
   * Render the answers that lead to each of the things, if there are some for all of them.
   *
   * @param {ComparedColumn[]} columns
   * @param {Translate} t
   */
  function renderLeadingAnswers(columns, t) {
    const leading = columns.map((column) => {
      const others = columns.filter((other) => other !== column);
      return findLeadingAnswers(
        column.answers,
        others.map((other) => other.answers),
      );
    });
    if (!leading.every((answers) => answers.length)) return [];
    const groups = columns.map((column, index) => {
      const answers = leading[index].map(({ option, question }) =>
        h("dd", {}, h("strong", {}, option), ` ${t("tips.answer", { question })}`),
      );
      return h("div", {}, h("dt", {}, column.name), ...answers);
    });
    return [
      h(
        "section",
        { class: "wm-compare__tips", "aria-labelledby": "tips" },
        h("h2", { id: "tips" }, t("tips.title")),
        h("p", {}, t("tips.lead")),
        h("dl", {}, ...groups),
      ),
    ];
  }

  return { renderComparison };
})();
