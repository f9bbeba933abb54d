/**
 * Dates of which the month or the day can be missing: `2026-11-22`, `2026-11` or `2026`. This script needs no page.
 */
const ContributeDates = (() => {
  "use strict";

  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const ISO_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
  const NUMBERS = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;
  const WORDS = /^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})$/;

  /**
   * @param {number} year
   * @param {number} month
   */
  const countDays = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

  /** @param {string | number} number */
  const pad = (number) => String(number).padStart(2, "0");

  /**
   * Split a date into year, month and day, as far as it goes.
   *
   * @param {string} text
   * @returns {number[] | null} null if the text is not a date
   */
  function parseDate(text) {
    const match = ISO_DATE.exec(text);
    if (!match) return null;
    const parts = match
      .slice(1)
      .filter((part) => part !== undefined)
      .map(Number);
    const [year, month = 1, day = 1] = parts;
    const isValid = year > 0 && month > 0 && month < 13 && day > 0 && day <= countDays(year, month);
    return isValid ? parts : null;
  }

  /**
   * Write a date that was typed as `22 November 2026` or `22/11/2026` as `2026-11-22`.
   *
   * @param {string} text
   * @returns {string} the text itself if it is not a date
   */
  function normaliseDate(text) {
    let date = text.trim();
    const numbers = NUMBERS.exec(date);
    const words = WORDS.exec(date);
    const month = words && MONTHS.findIndex((name) => name.toLowerCase().startsWith(words[2].toLowerCase())) + 1;
    if (numbers) date = [numbers[3], pad(numbers[2]), pad(numbers[1])].join("-");
    else if (words && month) date = [words[3], pad(month), ...(words[1] ? [pad(words[1])] : [])].join("-");
    return parseDate(date) ? date : text;
  }

  /**
   * Format a date as `22 November 2026`, `November 2026` or `2026`.
   *
   * @param {string} text
   * @returns {string} empty if the text is not a date
   */
  function formatDate(text) {
    const [year, month, day] = parseDate(text) || [];
    return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
  }

  /**
   * Return the first day that a date can mean. Days can be compared as texts.
   *
   * @param {string} date
   */
  const getFirstDay = (date) => `${date}-01-01`.slice(0, 10);

  /**
   * Return the last day that a date can mean.
   *
   * @param {string} date
   */
  function getLastDay(date) {
    const [year, month = 12, day = countDays(year, month)] = /** @type {number[]} */ (parseDate(date));
    return [String(year).padStart(4, "0"), pad(month), pad(day)].join("-");
  }

  /**
   * Count the whole months from one day to a later one.
   *
   * @param {string} earlier
   * @param {string} later
   */
  function countMonths(earlier, later) {
    const [[year, month, day], [laterYear, laterMonth, laterDay]] = [earlier, later].map((date) =>
      date.split("-").map(Number),
    );
    return (laterYear - year) * 12 + laterMonth - month - (laterDay < day ? 1 : 0);
  }

  return { parseDate, normaliseDate, formatDate, getFirstDay, getLastDay, countMonths };
})();
