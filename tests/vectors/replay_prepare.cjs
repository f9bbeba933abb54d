// Reads and writes answers of the questionnaire in Node. Reads {questionnaire, answers, fragments, files} from standard
// input; prints the result of each, as JSON.
"use strict";

const { readFileSync } = require("fs");
const { loadScripts } = require("./load_scripts.cjs");

const { countProgress, findUnknownGathers, listGathers } = loadScripts("prepare/answers.js");
const { readFile, writeFile, readFragment, writeFragment } = loadScripts("prepare/saved_answers.js");
const input = JSON.parse(readFileSync(0, "utf8"));
const { questionnaire } = input;

const fromJson = ({ facts, unknown, notes, title }) => ({
  facts: new Map(facts),
  unknown: new Set(unknown),
  notes: new Map(notes),
  title,
});
const toJson = ({ facts, unknown, notes, title }) => ({
  facts: [...facts],
  unknown: [...unknown],
  notes: [...notes],
  title,
});
const convertAnswers = (found) => (found.answers ? { ...found, answers: toJson(found.answers) } : found);

console.log(
  JSON.stringify({
    answers: input.answers.map((json) => {
      const answers = fromJson(json);
      const fragment = writeFragment(questionnaire, answers, json.view);
      const { isTooMuch, gathers } = findUnknownGathers(questionnaire, answers);
      return {
        fragment,
        fromFragment: convertAnswers(readFragment(questionnaire, `#${fragment}`)),
        fromFile: convertAnswers(readFile(questionnaire, writeFile(questionnaire, answers, "2026-11-22"))),
        progress: countProgress(answers, listGathers(questionnaire)),
        isTooMuch,
        unknownGathers: gathers.map(({ id }) => id),
      };
    }),
    fragments: input.fragments.map((text) => convertAnswers(readFragment(questionnaire, text))),
    files: input.files.map((text) => convertAnswers(readFile(questionnaire, text))),
    isClean: Object.keys(Object.prototype).length === 0 && {}.polluted === undefined,
  }),
);
