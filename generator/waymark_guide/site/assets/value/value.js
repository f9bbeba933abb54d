// Works a calculator out from what the reader types, in fractions, as the build does. Without it the page shows the first numbers and their results.
"use strict";

(() => {
  const MOST = 200n;
  const RANGED = 8;
  const size = (number) => (number < 0n ? -number : number);

  /** A fraction in lowest terms; none where it would be over nothing. */
  function fraction(above, below = 1n) {
    if (!below) return null;
    let [a, b] = [size(above), size(below)];
    while (b) [a, b] = [b, a % b];
    if (below < 0n) a = -a;
    return [above / (a || 1n), below / (a || 1n)];
  }

  /** The fraction of a plain decimal. */
  function read(text) {
    const [whole, rest = ""] = text.split(".");
    return fraction(BigInt(whole + rest), 10n ** BigInt(rest.length));
  }

  const less = (one, other) => one[0] * other[1] < other[0] * one[1];
  const plus = (one, other) => fraction(one[0] * other[1] + other[0] * one[1], one[1] * other[1]);
  const whole = (number) => (number && number[1] === 1n && size(number[0]) <= MOST ? number[0] : null);

  /** The number that a formula gives; none where it gives none. */
  function work(formula, values) {
    if (typeof formula === "string") return values[formula] || null;
    const [sign, ...rest] = formula;
    if (sign === "n") return read(rest[0]);
    if (sign === "sum") {
      const [from, to] = [whole(work(rest[1], values)), whole(work(rest[2], values))];
      if (from === null || to === null || to - from >= MOST) return null;
      let total = [0n, 1n];
      for (let year = from; total && year <= to; year += 1n) {
        const term = work(rest[3], { ...values, [rest[0]]: [year, 1n] });
        total = term && plus(total, term);
      }
      return total;
    }
    const found = rest.map((part) => work(part, values));
    if (found.includes(null)) return null;
    const [one, other] = [found[0], found[found.length - 1]];
    if (sign === "+") return plus(one, other);
    if (sign === "-") return plus(one, [-other[0], other[1]]);
    if (sign === "*") return fraction(one[0] * other[0], one[1] * other[1]);
    if (sign === "/") return fraction(one[0] * other[1], one[1] * other[0]);
    if (sign === "^") {
      const power = whole(other);
      return power === null || power < 0n ? null : fraction(one[0] ** power, one[1] ** power);
    }
    return found.reduce((best, next) => (less(next, best) === (sign === "min") ? next : best));
  }

  /** Each step and result as [low, value, high], over every combination of the ends; none where there is no number. */
  function results(worked, given) {
    const names = Object.keys(given);
    const ranged = names.filter((name) => less(given[name][0], given[name][2])).slice(0, RANGED);
    const all = [];
    for (let corner = -1; corner < 2 ** ranged.length; corner += 1) {
      const values = {};
      for (const name of names) {
        const place = ranged.indexOf(name);
        values[name] = given[name][corner < 0 || place < 0 ? 1 : (corner >> place) % 2 ? 2 : 0];
      }
      for (const { id, formula } of worked) values[id] = work(formula, values);
      all.push(values);
    }
    const pick = (id, lowest) =>
      all.map((values) => values[id]).reduce((best, next) => (less(next, best) === lowest ? next : best));
    return Object.fromEntries(
      worked.map(({ id }) => [
        id,
        all.every((values) => values[id]) ? [pick(id, true), all[0][id], pick(id, false)] : null,
      ]),
    );
  }

  /** A number for readers: rounded half away from nought, with commas. */
  function shown([above, below], places) {
    const scale = 10n ** BigInt(places);
    const rounded = (2n * size(above) * scale + below) / (2n * below);
    const digits = String(rounded / scale).replace(/\B(?=(\d{3})+$)/g, ",");
    return (
      (above < 0n && rounded ? "−" : "") + digits + (places ? "." + String(rounded % scale).padStart(places, "0") : "")
    );
  }

  if (typeof module === "object" && module.exports) module.exports = { read, results, shown };
  if (typeof document !== "object") return;
  const data = JSON.parse(document.getElementById("value-data")?.textContent || "null");
  if (!data) return;

  const { makeTranslate, copyText } = SharedPage;
  const say = makeTranslate(data.strings);
  const boxes = (id) => [0, 1, 2].map((end) => document.getElementById(`${id}-${end}`));
  const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;
  const plain = (text) => text.replace(/[\s,£%]/g, "").replace("−", "-");
  const first = Object.fromEntries(data.inputs.map(({ id }) => [id, boxes(id).map((box) => box.value)]));

  /** What an input holds: [low, value, high], `missing`, or a fault in words. */
  function held(input) {
    const texts = boxes(input.id).map((box) => plain(box.value));
    if (texts.every((text) => !text)) return "missing";
    const likely = texts[1];
    const filled = texts.map((text) => text || likely);
    const bad = filled.some((text) => !NUMBER.test(text) || (input.whole && text.includes(".")));
    const numbers = bad ? [] : filled.map(read);
    if (bad || numbers.some((number) => less(number, read(input.lowest)) || less(read(input.highest), number)))
      return say("bad." + (input.whole ? "whole" : "any"), { low: input.lowest, high: input.highest });
    return less(numbers[1], numbers[0]) || less(numbers[2], numbers[1]) ? say("bad.order") : numbers;
  }

  const amount = (number, { unit, places }) =>
    unit.startsWith("£")
      ? `£${shown(number, places)}${unit.slice(1)}`.replace("£−", "−£")
      : unit.startsWith("%")
        ? `${shown(number, places)}${unit}`
        : `${shown(number, places)} ${unit}`;
  const status = document.getElementById("value-status");
  let waiting;

  function update() {
    const given = {};
    const missing = [];
    const pairs = [];
    for (const input of data.inputs) {
      const found = held(input);
      const fault = document.getElementById(`${input.id}-fault`);
      const wrong = typeof found === "string" && found !== "missing";
      fault.textContent = wrong ? found : "";
      for (const box of boxes(input.id)) box.setAttribute("aria-invalid", String(wrong));
      if (Array.isArray(found)) given[input.id] = found;
      else missing.push(document.getElementById(`${input.id}-label`).textContent);
      const texts = boxes(input.id).map((box) => box.value);
      if (texts.join() !== first[input.id].join())
        pairs.push(`${input.id}=${texts.map((text) => encodeURIComponent(plain(text))).join()}`);
    }
    const found = results(data.worked, given);
    const told = [];
    for (const step of data.worked) {
      const span = found[step.id];
      const value = span ? amount(span[1], step) : missing.length ? say("blank") : say("none");
      const range =
        span && less(span[0], span[2]) ? say("range", { low: amount(span[0], step), high: amount(span[2], step) }) : "";
      const place = document.getElementById(`out-${step.id}`);
      place.querySelector("[data-amount]").textContent = value;
      place.querySelector("[data-range]").textContent = range;
      if (step.result) told.push(`${place.querySelector("[data-label]").textContent}: ${value} ${range}`);
    }
    const needs = document.getElementById("value-needs");
    needs.hidden = !missing.length;
    needs.textContent = missing.length ? say("needs", { names: missing.join("; ") }) : "";
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = told.join(". ")), 700);
    const address = pairs.length ? `#${pairs.join("&")}` : location.pathname + location.search;
    if (location.hash !== (pairs.length ? address : "") && document.readyState === "complete")
      history.replaceState(null, "", address);
  }

  /** Fill the boxes from the link. What makes no sense is left out. */
  function load() {
    const pairs = Object.fromEntries(
      location.hash
        .slice(1)
        .split("&")
        .map((part) => part.split("=")),
    );
    for (const { id } of data.inputs) {
      const texts = (pairs[id] ?? "").split(",");
      boxes(id).forEach(
        (box, end) => (box.value = texts.length === 3 ? (NUMBER.test(texts[end]) ? texts[end] : "") : first[id][end]),
      );
    }
    update();
  }

  const form = document.getElementById("value-form");
  for (const each of document.querySelectorAll("[data-live]")) each.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  document.getElementById("value-again").addEventListener("click", () => {
    for (const { id } of data.inputs) boxes(id).forEach((box, end) => (box.value = first[id][end]));
    update();
  });
  document.getElementById("value-copy").addEventListener("click", async () => {
    status.textContent = say((await copyText(location.href)) ? "copied" : "not_copied");
  });
  addEventListener("hashchange", load);
  load();
})();
