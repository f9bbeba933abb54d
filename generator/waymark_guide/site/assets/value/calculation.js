/**
 * Calculates formulas in exact fractions, as value/calculation.py does in the build. Numbers are rounded only when they
 * are shown. This file uses no DOM.
 *
 * @typedef {[bigint, bigint]} Fraction  A numerator and a positive denominator, in lowest terms.
 * @typedef {string | any[]} Formula  A parsed formula: a name, or a list of an operator and its operands.
 * @typedef {[Fraction, Fraction, Fraction]} NumberRange  The low end, the likely value and the high end.
 * @typedef {Record<string, Fraction | null>} NumberByName  null stands for a number that cannot be calculated.
 */
const ValueCalculation = (() => {
  "use strict";

  /** The largest exponent, and the largest number of years in a sum. */
  const MAX_TERMS = 200n;
  /** How many inputs may have a range. Each doubles the work. */
  const MAX_RANGES = 8;

  /** @param {bigint} number */
  const getAbsolute = (number) => (number < 0n ? -number : number);

  /**
   * Make a fraction in lowest terms.
   *
   * @param {bigint} numerator
   * @param {bigint} denominator
   * @returns {Fraction | null} null if the denominator is zero
   */
  function makeFraction(numerator, denominator) {
    if (!denominator) return null;
    let [divisor, rest] = [getAbsolute(numerator), getAbsolute(denominator)];
    while (rest) [divisor, rest] = [rest, divisor % rest];
    if (denominator < 0n) divisor = -divisor;
    return [numerator / divisor, denominator / divisor];
  }

  /**
   * Return the fraction of a decimal number such as `-0.25`.
   *
   * @param {string} text
   */
  function parseDecimal(text) {
    const [whole, decimals = ""] = text.split(".");
    return /** @type {Fraction} */ (makeFraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length)));
  }

  /**
   * @param {Fraction} first
   * @param {Fraction} second
   */
  const isLess = (first, second) => first[0] * second[1] < second[0] * first[1];

  /**
   * @param {Fraction} first
   * @param {Fraction} second
   */
  const add = (first, second) => makeFraction(first[0] * second[1] + second[0] * first[1], first[1] * second[1]);

  /**
   * Return a number as an integer, if it is whole and not too large.
   *
   * @param {Fraction | null} number
   */
  const toWhole = (number) => (number && number[1] === 1n && getAbsolute(number[0]) <= MAX_TERMS ? number[0] : null);

  /**
   * Return the value of a parsed formula.
   *
   * @param {Formula} formula
   * @param {NumberByName} values  the value of each name
   * @returns {Fraction | null} null if the formula has no value
   */
  function evaluateFormula(formula, values) {
    if (typeof formula === "string") return values[formula] || null;
    const [operator, ...rest] = formula;
    if (operator === "n") return parseDecimal(rest[0]);
    if (operator === "sum") return evaluateSum(rest, values);
    const numbers = [];
    for (const operand of rest) {
      const number = evaluateFormula(operand, values);
      if (!number) return null;
      numbers.push(number);
    }
    return applyOperator(operator, numbers);
  }

  /**
   * Return the sum of a formula over years.
   *
   * @param {any[]} operands  the name of the year, the formulas of its first and its last value, and the formula to add
   * @param {NumberByName} values
   */
  function evaluateSum([name, first, last, body], values) {
    const start = toWhole(evaluateFormula(first, values));
    const end = toWhole(evaluateFormula(last, values));
    if (start === null || end === null || end - start >= MAX_TERMS) return null;
    /** @type {Fraction | null} */
    let total = [0n, 1n];
    for (let year = start; total && year <= end; year += 1n) {
      const term = evaluateFormula(body, { ...values, [name]: [year, 1n] });
      total = term && add(total, term);
    }
    return total;
  }

  /**
   * @param {string} operator
   * @param {Fraction[]} numbers
   */
  function applyOperator(operator, numbers) {
    const [first, last] = [numbers[0], numbers[numbers.length - 1]];
    if (operator === "+") return add(first, last);
    if (operator === "-") return add(first, [-last[0], last[1]]);
    if (operator === "*") return makeFraction(first[0] * last[0], first[1] * last[1]);
    if (operator === "/") return makeFraction(first[0] * last[1], first[1] * last[0]);
    if (operator === "^") {
      const power = toWhole(last);
      return power === null || power < 0n ? null : makeFraction(first[0] ** power, first[1] ** power);
    }
    return findExtreme(numbers, operator === "min");
  }

  /**
   * Find the lowest or the highest number.
   *
   * @param {Fraction[]} numbers
   * @param {boolean} isLowest
   */
  const findExtreme = (numbers, isLowest) =>
    numbers.reduce((best, number) => (isLess(number, best) === isLowest ? number : best));

  /**
   * Return each step and result with its range, over every combination of low and high ends.
   *
   * @param {{id: string, formula: Formula}[]} steps
   * @param {Record<string, NumberRange>} inputs
   * @returns {Record<string, NumberRange | null>} null if an input is missing or the formula has no value
   */
  function calculateResults(steps, inputs) {
    const names = Object.keys(inputs);
    const ranged = names.filter((name) => isLess(inputs[name][0], inputs[name][2])).slice(0, MAX_RANGES);
    const likely = Object.fromEntries(names.map((name) => [name, inputs[name][1]]));
    const middle = calculate(steps, likely);
    const combinations = [middle];
    for (let corner = 0; corner < 2 ** ranged.length; corner += 1) {
      const ends = ranged.map((name, index) => [name, inputs[name][(corner >> index) % 2 ? 2 : 0]]);
      combinations.push(calculate(steps, { ...likely, ...Object.fromEntries(ends) }));
    }
    return Object.fromEntries(
      steps.map(({ id }) => {
        const numbers = combinations.map((values) => values[id]).filter((number) => number !== null);
        const value = middle[id];
        const isComplete = value && numbers.length === combinations.length;
        return [id, isComplete ? [findExtreme(numbers, true), value, findExtreme(numbers, false)] : null];
      }),
    );
  }

  /**
   * Return the inputs with the value of each step.
   *
   * @param {{id: string, formula: Formula}[]} steps
   * @param {NumberByName} inputs
   */
  function calculate(steps, inputs) {
    const values = { ...inputs };
    for (const { id, formula } of steps) values[id] = evaluateFormula(formula, values);
    return values;
  }

  /**
   * Return a number as text: rounded to so many decimal places, half away from zero, with commas.
   *
   * @param {Fraction} number
   * @param {number} places
   */
  function formatNumber([numerator, denominator], places) {
    const scale = 10n ** BigInt(places);
    const rounded = (2n * getAbsolute(numerator) * scale + denominator) / (2n * denominator);
    const minus = numerator < 0n && rounded ? "−" : "";
    const whole = String(rounded / scale).replace(/\B(?=(\d{3})+$)/g, ",");
    return minus + whole + (places ? "." + String(rounded % scale).padStart(places, "0") : "");
  }

  return { parseDecimal, isLess, calculateResults, formatNumber };
})();
