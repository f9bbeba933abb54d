/**
 * Calculates the results again when a reader changes a number, and writes the numbers into the link. Without script the
 * page shows the defaults and their results.
 */
(() => {
  "use strict";

  /**
   * @typedef {{id: string, lowest: string, highest: string, whole: boolean}} CalculatorInput
   * @typedef {{id: string, places: number, unit: string, formula: Formula, isResult: boolean}} CalculatorStep
   * @typedef {{inputs: CalculatorInput[], steps: CalculatorStep[], strings: Record<string, string>}} CalculatorData
   * @typedef {{range: NumberRange} | {error: string} | {isMissing: true}} ReadInput
   */

  const { h, find, findAll, makeTranslate, readJson, copyText } = SharedPage;
  const { parseDecimal, isLess, calculateResults, formatNumber } = ValueCalculation;
  const ANNOUNCEMENT_DELAY = 700;
  const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;

  /** @type {CalculatorData | null} */
  const data = readJson("value-data");
  if (!data) return;
  const { inputs, steps } = data;
  const t = makeTranslate(data.strings);
  const status = find(document, "#value-status", HTMLElement);
  const defaults = Object.fromEntries(inputs.map(({ id }) => [id, readTexts(id)]));
  let timer = 0;

  /**
   * Return the boxes of an input: low, likely and high.
   *
   * @param {string} id
   */
  function findBoxes(id) {
    return [0, 1, 2].map((end) => find(document, `#${id}-${end}`, HTMLInputElement));
  }

  /** @param {string} id */
  function readTexts(id) {
    return findBoxes(id).map((box) => box.value);
  }

  /** @param {string} id */
  function resetBoxes(id) {
    findBoxes(id).forEach((box, end) => (box.value = defaults[id][end]));
  }

  /**
   * Remove what people write around a number: spaces, commas and units.
   *
   * @param {string} text
   */
  const stripNumber = (text) => text.replace(/[\s,£%]/g, "").replace("−", "-");

  /**
   * Read the boxes of an input. An end that is empty is equal to the likely value.
   *
   * @param {CalculatorInput} input
   * @returns {ReadInput}
   */
  function readInput(input) {
    const texts = readTexts(input.id).map(stripNumber);
    if (texts.every((text) => !text)) return { isMissing: true };
    const filled = texts.map((text) => text || texts[1]);
    const isNumeric = filled.every((text) => NUMBER.test(text) && !(input.whole && text.includes(".")));
    const numbers = isNumeric ? filled.map(parseDecimal) : [];
    const [lowest, highest] = [parseDecimal(input.lowest), parseDecimal(input.highest)];
    if (!isNumeric || numbers.some((number) => isLess(number, lowest) || isLess(highest, number))) {
      return { error: t(input.whole ? "bad.whole" : "bad.any", { low: input.lowest, high: input.highest }) };
    }
    const [low, likely, high] = numbers;
    if (isLess(likely, low) || isLess(high, likely)) return { error: t("bad.order") };
    return { range: [low, likely, high] };
  }

  /**
   * Format a number with its unit.
   *
   * @param {Fraction} number
   * @param {CalculatorStep} step
   */
  function formatResult(number, { unit, places }) {
    const text = formatNumber(number, places);
    if (unit.startsWith("£")) return `£${text}${unit.slice(1)}`.replace("£−", "−£");
    return unit.startsWith("%") ? text + unit : `${text} ${unit}`;
  }

  /** Calculate from the boxes, show the results, and write the changed numbers into the link. */
  function update() {
    const ranges = readRanges();
    const missing = inputs.filter(({ id }) => !Object.hasOwn(ranges, id));
    const results = calculateResults(steps, ranges);
    const texts = steps.map((step) => renderStep(step, results[step.id], t(missing.length ? "blank" : "none")));
    const needs = find(document, "#value-needs", HTMLElement);
    const names = missing.map(({ id }) => find(document, `#${id}-label`, HTMLElement).textContent);
    needs.hidden = !missing.length;
    needs.textContent = missing.length ? t("needs", { names: names.join("; ") }) : "";
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      status.textContent = texts.filter((_, index) => steps[index].isResult).join(". ");
    }, ANNOUNCEMENT_DELAY);
    writeLink();
  }

  /** Read each input, and show what is wrong with it. An input that is missing or wrong has no range. */
  function readRanges() {
    /** @type {Record<string, NumberRange>} */
    const ranges = {};
    for (const input of inputs) {
      const read = readInput(input);
      const error = "error" in read ? read.error : "";
      find(document, `#${input.id}-fault`, HTMLElement).textContent = error;
      for (const box of findBoxes(input.id)) box.setAttribute("aria-invalid", String(Boolean(error)));
      if ("range" in read) ranges[input.id] = read.range;
    }
    return ranges;
  }

  /**
   * Show a step or a result with its range.
   *
   * @param {CalculatorStep} step
   * @param {NumberRange | null} range
   * @param {string} noResult  what is shown if there is no number
   * @returns {string} the same as one text
   */
  function renderStep(step, range, noResult) {
    const output = find(document, `#out-${step.id}`, HTMLElement);
    const [low, value, high] = range ? range.map((number) => formatResult(number, step)) : ["", noResult, ""];
    const rangeText = range && isLess(range[0], range[2]) ? t("range", { low, high }) : "";
    find(output, "[data-amount]", HTMLElement).textContent = value;
    find(output, "[data-range]", HTMLElement).textContent = rangeText;
    return `${find(output, "[data-label]", HTMLElement).textContent}: ${value} ${rangeText}`;
  }

  /** Write the numbers that are not the defaults into the link. */
  function writeLink() {
    const pairs = inputs
      .filter(({ id }) => readTexts(id).join() !== defaults[id].join())
      .map(
        ({ id }) =>
          `${id}=${readTexts(id)
            .map((text) => encodeURIComponent(stripNumber(text)))
            .join()}`,
      );
    const hash = pairs.length ? `#${pairs.join("&")}` : "";
    // While the page loads, the address stays as it was sent.
    if (location.hash !== hash && document.readyState === "complete") {
      history.replaceState(null, "", hash || location.pathname + location.search);
    }
  }

  /**
   * Read the numbers of a link: for each input the texts of its three boxes.
   *
   * @param {string} fragment
   * @returns {{texts: Map<string, string[]>, damaged: string[]}} `damaged`: the parts that could not be used
   */
  function parseLink(fragment) {
    /** @type {Map<string, string[]>} */
    const texts = new Map();
    const damaged = [];
    for (const part of fragment.split("&").filter(Boolean)) {
      const [id, value = ""] = part.split("=");
      const numbers = value.split(",").map((text) => SharedLink.decode(text));
      const usable = numbers.map((text) => (NUMBER.test(text) ? text : ""));
      const isKnown = inputs.some((input) => input.id === id) && numbers.length === 3;
      if (isKnown) texts.set(id, usable);
      if (!isKnown || usable.join() !== numbers.join()) damaged.push(part);
    }
    return { texts, damaged };
  }

  /** Fill the boxes from the link, and say if a part of it could not be used. */
  function readLink() {
    const link = SharedLink.readMended(SharedLink.getFragment(), parseLink, ({ damaged }) => damaged.length);
    for (const { id } of inputs) {
      const texts = link.texts.get(id);
      if (texts) findBoxes(id).forEach((box, end) => (box.value = texts[end]));
      else resetBoxes(id);
    }
    document.querySelector("#value-damaged")?.remove();
    const words = t("damaged", { parts: link.damaged.join(", ") });
    if (link.damaged.length) form.before(h("p", { id: "value-damaged", class: "wm-note", role: "status" }, words));
    update();
  }

  const form = find(document, "#value-form", HTMLFormElement);
  for (const element of findAll(document, "[data-live]", HTMLElement)) element.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  find(document, "#value-again", HTMLElement).addEventListener("click", () => {
    for (const { id } of inputs) resetBoxes(id);
    update();
  });
  find(document, "#value-copy", HTMLElement).addEventListener("click", async () => {
    status.textContent = t((await copyText(location.href)) ? "copied" : "not_copied");
  });
  addEventListener("hashchange", readLink);
  readLink();
})();
