// Runs the clock of the pages in Node. Reads {instants, days} from standard input; prints the day at each instant, and each day in words.
"use strict";

const path = require("path");
require(path.join(__dirname, "../../generator/waymark_guide/site/assets/element/element.js"));
const { today, dayInWords } = globalThis.WaymarkElement;

const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const Real = Date;
const dayAt = (instant) => {
  globalThis.Date = class extends Real {
    constructor(...from) {
      super(...(from.length ? from : [instant]));
    }
  };
  return today();
};
console.log(JSON.stringify({ today: given.instants.map(dayAt), words: given.days.map((day) => dayInWords(day)) }));
