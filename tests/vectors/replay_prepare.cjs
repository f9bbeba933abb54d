// Reads and writes answers of the questionnaire in Node. Reads {form, held, fragments, files} from standard input; prints the result of each, as JSON.
"use strict";

const path = require("path");
const answers = require(path.join(__dirname, "../../generator/waymark_guide/site/assets/prepare/answers.js"));

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
const { form } = input;
const asHeld = (json) => ({
  answers: new Map(json.answers),
  unknown: new Set(json.unknown),
  notes: new Map(json.notes),
  title: json.title,
});
const asJson = ({ answers: given, unknown, notes, title }) => ({
  answers: [...given],
  unknown: [...unknown],
  notes: [...notes],
  title,
});
const read = (found) => (found.held ? { ...found, held: asJson(found.held) } : found);

console.log(
  JSON.stringify({
    held: input.held.map((json) => {
      const held = asHeld(json);
      const fragment = answers.writeFragment(form, held, json.view);
      const toGather = answers.toGather(form, held);
      return {
        fragment,
        back: read(answers.readFragment(form, `#${fragment}`)),
        file: read(answers.readFile(form, answers.writeFile(form, held, "2026-11-22"))),
        counted: answers.counted(held, answers.gathers(form)),
        tooMuch: toGather.isTooMuch,
        gather: toGather.list.map(({ id }) => id),
      };
    }),
    fragments: input.fragments.map((text) => read(answers.readFragment(form, text))),
    files: input.files.map((text) => read(answers.readFile(form, text))),
    clean: Object.keys(Object.prototype).length === 0 && {}.polluted === undefined,
  }),
);
