// Writes what was filled in as YAML that every reader takes for the same texts. No page is needed.
(function (form) {
  "use strict";

  const WIDTH = 100;
  const PLAIN = /^[A-Za-z\u00c0-\u024f][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*$/;
  const ENDS = /:(?: |$)| #| $/;
  const BETWEEN_BRACKETS = /[:,[\]{}"'#]/;
  const MISTAKEN = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
  const SIMPLE = /^[A-Za-z_][\w-]*$/;
  // Characters that some reader of YAML refuses or changes. They are written as numbers in double quotes.
  const UNSAFE = /[\r\x85\u2028\u2029\ufeff]/;
  const NUMBER = /^-?\d+(?:\.\d+)?$/;
  const SWITCH = /^(?:yes|no)$/;

  const isPlain = (text, flow) =>
    PLAIN.test(text) && !ENDS.test(text) && !MISTAKEN.test(text) && !(flow && BETWEEN_BRACKETS.test(text));

  /** Writes a text on one line: as it is, or in quotes where YAML would read it as another value. */
  function scalar(text, shape, flow = false) {
    if (shape && ((shape.is === "number" && NUMBER.test(text)) || (shape.is === "yesno" && SWITCH.test(text))))
      return text;
    if (isPlain(text, flow)) return text;
    return UNSAFE.test(text) || text.includes("\n") ? doubleQuoted(text) : `'${text.replace(/'/g, "''")}'`;
  }

  function doubleQuoted(text) {
    const written = text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t");
    return `"${written.replace(new RegExp(UNSAFE, "g"), (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
  }

  /** The lines of a text that is too long for one: paragraphs as they are, one long line folded at single spaces. */
  function block(text, pad) {
    if (text.includes("\n")) return ["|-", ...text.split("\n").map((line) => (line ? pad + line : ""))];
    const lines = [];
    let line = "";
    for (const word of text.split(/(?<=\S) (?=\S)/)) {
      if (line && line.length + word.length >= WIDTH) {
        lines.push(pad + line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [">-", ...lines, pad + line];
  }

  const key = (name) => (SIMPLE.test(name) && !MISTAKEN.test(name) ? name : scalar(name));

  /** The lines of a value; the first goes behind its key or hyphen. */
  function lines(value, shape, indent) {
    const pad = " ".repeat(indent);
    if (typeof value === "string") {
      const text = value.replace(/\r\n?/g, "\n").trim();
      return !UNSAFE.test(text) && (text.includes("\n") || text.length > WIDTH)
        ? block(text, pad)
        : [scalar(text, shape)];
    }
    if (Array.isArray(value)) return list(value, (shape && shape.is === "list" && shape.of) || null, indent);
    return ["", ...map(value, shape, indent)];
  }

  function list(value, inner, indent) {
    const short =
      value.every((entry) => typeof entry === "string") &&
      `[${value.map((entry) => scalar(entry.trim(), inner, true)).join(", ")}]`;
    if (short && short.length <= WIDTH && !short.includes("\n")) return [short];
    const pad = " ".repeat(indent);
    const made = [""];
    for (const entry of value) {
      const [first, ...rest] = lines(entry, inner && form.branch(inner, entry), indent + 2);
      if (first) made.push(`${pad}- ${first}`, ...rest);
      else made.push(`${pad}- ${rest[0].slice(indent + 2)}`, ...rest.slice(1));
    }
    return made;
  }

  /** The fields of a map: those of its shape in their order, then any others as they came. */
  function map(value, shape, indent) {
    const pad = " ".repeat(indent);
    const known = shape && shape.is === "record" ? shape.fields : [];
    const names = [
      ...known.map((field) => field.name).filter((name) => form.has(value, name)),
      ...Object.keys(value).filter((name) => !known.some((field) => field.name === name)),
    ];
    return names.flatMap((name) => {
      const field = known.find((each) => each.name === name);
      const inner = field ? field.of : shape && shape.is === "map" ? shape.of : null;
      const given =
        inner && inner.alone && Array.isArray(value[name]) && value[name].length === 1 ? value[name][0] : value[name];
      const [first, ...rest] = lines(given, inner && form.branch(inner, given), indent + 2);
      return [`${pad}${key(name)}:${first && ` ${first}`}`, ...rest];
    });
  }

  /** The whole file. */
  function emit(shape, value) {
    const left = form.clean(value);
    return left ? `${map(left, shape, 0).join("\n")}\n` : "";
  }

  Object.assign(form, { emit });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
