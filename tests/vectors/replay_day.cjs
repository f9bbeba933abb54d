// Runs the clock of the pages in Node.
// Reads {instants, days} from standard input; prints the day at each instant, and each day in words.
"use strict";

const { loadScripts } = require("./load_scripts.cjs");

const { getToday, formatDay } = loadScripts("shared/page.js");

const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const Real = Date;
const dayAt = (instant) => {
  globalThis.Date = class extends Real {
    constructor(...from) {
      super(...(from.length ? from : [instant]));
    }
  };
  return getToday();
};
console.log(JSON.stringify({ today: given.instants.map(dayAt), words: given.days.map((day) => formatDay(day)) }));
