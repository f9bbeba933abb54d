/**
 * Reads a YAML file as texts, lists and maps only. A file that repeats, converts or hides values is refused, as the
 * checker refuses it. This script needs no page. It is loaded when the first file is opened, with vendor/js-yaml.js.
 *
 * @typedef {object} YamlResult
 * @property {Record<string, FormValue> | null} value  what the file holds
 * @property {string} fault  why it cannot be read; empty if it can
 * @property {number} line  where the fault is
 * @property {boolean} comments  whether it has comments
 */
const ContributeYamlReader = (() => {
  "use strict";

  const MAX_LENGTH = 1000000;
  const MAX_DEPTH = 24;

  /**
   * Read the text of a file.
   *
   * @param {string} text
   * @param {any} yaml  js-yaml
   * @returns {YamlResult}
   */
  function readYaml(text, yaml) {
    if (text.length > MAX_LENGTH) return refuse("large");
    const plain = text.replace(/^\ufeff/, "");
    try {
      for (const { anchorStart, tagStart } of yaml.parseEvents(plain, { maxDepth: MAX_DEPTH })) {
        const start = anchorStart >= 0 ? anchorStart : tagStart;
        if (start >= 0) return refuse("reference", plain.slice(0, start).split("\n").length);
      }
      const value = yaml.load(plain, { schema: yaml.FAILSAFE_SCHEMA, maxDepth: MAX_DEPTH, maxAliases: 0 });
      if (!ContributeValues.isMap(value)) return refuse("other");
      if (Object.hasOwn(value, "<<")) return refuse("reference");
      return { value, fault: "", line: 0, comments: /^\s*#/m.test(plain) };
    } catch (/** @type {any} */ error) {
      return refuse(nameFault(String(error?.reason || "")), error?.mark ? error.mark.line + 1 : 0);
    }
  }

  /**
   * @param {string} fault
   * @param {number} [line]
   * @returns {YamlResult}
   */
  const refuse = (fault, line = 0) => ({ value: null, fault, line, comments: false });

  /**
   * Return the name of a fault for the reason that js-yaml gives.
   *
   * @param {string} reason
   */
  function nameFault(reason) {
    if (reason.includes("Depth")) return "large";
    if (reason.includes("duplicated")) return "twice";
    return reason.includes("lias") ? "reference" : "unreadable";
  }

  return { readYaml };
})();
