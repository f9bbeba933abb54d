// Dates as people write them, read as the file wants them. No page is needed.
(function (form) {
  "use strict";

  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
  const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;
  const WORDS = /^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})$/;

  const lastDay = (year, month) =>
    month === 2
      ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
        ? 29
        : 28
      : [4, 6, 9, 11].includes(month)
        ? 30
        : 31;
  const two = (number) => String(number).padStart(2, "0");

  /** Year, month and day of a date in the file's form, as far as it goes; none where it is no date. */
  function parts(text) {
    const found = ISO.exec(text);
    if (!found) return null;
    const [year, month = 1, day = 1] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
    return found
      .slice(1)
      .filter((part) => part !== undefined)
      .map(Number);
  }

  /** `22 November 2026` or `22/11/2026` as `2026-11-22`; the text itself where it is no date. */
  function asWritten(text) {
    const plain = text.trim();
    const slashed = SLASHED.exec(plain);
    const worded = WORDS.exec(plain);
    const month = worded && MONTHS.findIndex((name) => name.toLowerCase().startsWith(worded[2].toLowerCase())) + 1;
    let made = plain;
    if (slashed) made = `${slashed[3]}-${two(slashed[2])}-${two(slashed[1])}`;
    else if (month) made = `${worded[3]}-${two(month)}${worded[1] ? `-${two(worded[1])}` : ""}`;
    return parts(made) ? made : text;
  }

  /** `22 November 2026`, `November 2026` or `2026`. */
  function inWords(text) {
    const found = parts(text) || [];
    return [found[2], found[1] && MONTHS[found[1] - 1], found[0]].filter(Boolean).join(" ");
  }

  /** The first and the last day that a date can mean, as texts that sort. */
  const earliest = (text) => `${text}-01-01`.slice(0, 10);
  function latest(text) {
    const [year, month = 12, day = 0] = parts(text);
    return `${String(year).padStart(4, "0")}-${two(month)}-${two(day || lastDay(year, month))}`;
  }

  /** Whole months from one day to a later one. */
  function monthsBetween(earlier, later) {
    const [[year, month, day], [laterYear, laterMonth, laterDay]] = [parts(earlier), parts(later)];
    return (laterYear - year) * 12 + laterMonth - month - (laterDay < day ? 1 : 0);
  }

  Object.assign(form, { dates: { parts, asWritten, inWords, earliest, latest, monthsBetween } });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
