/**
 * Writes what was filled in as YAML in which every reader finds the same texts. This script needs no page.
 */
const ContributeYamlWriter = (() => {
  "use strict";

  const { cleanValue } = ContributeValues;
  const { chooseBranch } = ContributeShape;

  const MAX_WIDTH = 100;
  const PLAIN_TEXT = /^[A-Za-z\u00c0-\u024f][^\p{Cc}\u2028\u2029\ufeff]*$/u;
  const ENDS_PLAIN_TEXT = /:(?: |$)| #| $/;
  const ENDS_PLAIN_ENTRY = /[:,[\]{}"'#]/;
  const WORD_WITH_MEANING = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
  const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;
  /** Characters that some reader of YAML refuses or changes. They are written as numbers in double quotes. */
  const UNSAFE = /[\r\x85\u2028\u2029\ufeff]/;
  const NUMBER = /^-?\d+(?:\.\d+)?$/;

  /**
   * Write a text on one line: as it is, or in quotes where YAML would read it as another value.
   *
   * @param {string} text
   * @param {FormShape | null} [shape]
   * @param {boolean} [isEntry]  whether it is between brackets
   */
  function writeLine(text, shape, isEntry = false) {
    const isNumber = shape?.is === "number" && NUMBER.test(text);
    if (isNumber || (shape?.is === "yesno" && /^(?:yes|no)$/.test(text))) return text;
    const isPlain = PLAIN_TEXT.test(text) && !ENDS_PLAIN_TEXT.test(text) && !WORD_WITH_MEANING.test(text);
    if (isPlain && !(isEntry && ENDS_PLAIN_ENTRY.test(text))) return text;
    return UNSAFE.test(text) || text.includes("\n") ? quoteTwice(text) : `'${text.replace(/'/g, "''")}'`;
  }

  /**
   * Write a text in double quotes.
   *
   * @param {string} text
   */
  function quoteTwice(text) {
    const escaped = text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t");
    return `"${escaped.replace(new RegExp(UNSAFE, "g"), escapeCharacter)}"`;
  }

  /** @param {string} character */
  const escapeCharacter = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

  /**
   * Write a text that needs more than one line: its own lines as they are, or one long line folded at single spaces.
   *
   * @param {string} text
   * @param {string} pad
   */
  function writeBlock(text, pad) {
    if (text.includes("\n")) return ["|-", ...text.split("\n").map((line) => (line ? pad + line : ""))];
    const lines = [">-"];
    let line = "";
    for (const word of text.split(/(?<=\S) (?=\S)/)) {
      if (line && line.length + word.length >= MAX_WIDTH) {
        lines.push(pad + line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, pad + line];
  }

  /**
   * Write a value. The first line goes behind its name or hyphen.
   *
   * @param {FormValue} value
   * @param {FormShape | null} shape
   * @param {number} indent
   * @returns {string[]} its lines
   */
  function writeValue(value, shape, indent) {
    if (Array.isArray(value)) return writeList(value, shape?.is === "list" ? shape.of : null, indent);
    if (typeof value !== "string") return ["", ...writeMap(value, shape, indent)];
    const text = value.replace(/\r\n?/g, "\n").trim();
    const isLong = text.includes("\n") || text.length > MAX_WIDTH;
    return isLong && !UNSAFE.test(text) ? writeBlock(text, " ".repeat(indent)) : [writeLine(text, shape)];
  }

  /**
   * Write a list: between brackets if it is short, otherwise with a hyphen before each entry.
   *
   * @param {FormValue[]} list
   * @param {FormShape | null} shape  the shape of its entries
   * @param {number} indent
   */
  function writeList(list, shape, indent) {
    if (list.every((entry) => typeof entry === "string")) {
      const line = `[${list.map((entry) => writeLine(entry.trim(), shape, true)).join(", ")}]`;
      if (line.length <= MAX_WIDTH && !line.includes("\n")) return [line];
    }
    const hyphen = `${" ".repeat(indent)}- `;
    const lines = [""];
    for (const entry of list) {
      const [first, ...rest] = writeValue(entry, shape && chooseBranch(shape, entry), indent + 2);
      if (first) lines.push(hyphen + first, ...rest);
      else lines.push(hyphen + rest[0].slice(indent + 2), ...rest.slice(1));
    }
    return lines;
  }

  /**
   * Write a map: the fields of its shape in their order, then the other names in their own order.
   *
   * @param {Record<string, FormValue>} map
   * @param {FormShape | null} shape
   * @param {number} indent
   */
  function writeMap(map, shape, indent) {
    const fields = shape?.is === "record" ? shape.fields : [];
    const ordered = fields.map((field) => field.name);
    const names = [
      ...ordered.filter((name) => Object.hasOwn(map, name)),
      ...Object.keys(map).filter((name) => !ordered.includes(name)),
    ];
    return names.flatMap((name) => {
      const field = fields.find((each) => each.name === name);
      const inner = field ? field.of : shape?.is === "map" ? shape.of : null;
      const isAlone = inner?.is === "list" && inner.alone && Array.isArray(map[name]) && map[name].length === 1;
      const value = isAlone ? map[name][0] : map[name];
      const [first, ...rest] = writeValue(value, inner && chooseBranch(inner, value), indent + 2);
      const writtenName = PLAIN_NAME.test(name) && !WORD_WITH_MEANING.test(name) ? name : writeLine(name);
      return [`${" ".repeat(indent)}${writtenName}:${first && " "}${first}`, ...rest];
    });
  }

  /**
   * Write the whole file.
   *
   * @param {FormShape} shape
   * @param {FormValue} value
   * @returns {string} empty if nothing is filled in
   */
  function writeYaml(shape, value) {
    const cleaned = cleanValue(value);
    return cleaned ? `${writeMap(cleaned, shape, 0).join("\n")}\n` : "";
  }

  return { writeYaml };
})();
