// Reads a YAML file as texts, lists and maps only: what repeats, converts or hides a value is refused, as the checker refuses it.
// It needs the reader in vendor/js-yaml.js, which is loaded when the first file is opened.
(function (form) {
  "use strict";

  const LARGEST = 1000000;
  const DEEPEST = 24;

  /** @returns {{value: ?Object, fault: string, line: number, comments: boolean}} what the file says; or why it cannot be read, and where */
  function read(text, yaml) {
    const refused = (fault, line = 0) => ({ value: null, fault, line, comments: false });
    if (text.length > LARGEST) return refused("large");
    const plain = text.replace(/^\ufeff/, "");
    try {
      const events = yaml.parseEvents(plain, { maxDepth: DEEPEST });
      const odd = events.find((event) => event.anchorStart >= 0 || event.tagStart >= 0);
      if (odd)
        return refused(
          "reference",
          plain.slice(0, odd.anchorStart >= 0 ? odd.anchorStart : odd.tagStart).split("\n").length,
        );
      const value = yaml.load(plain, { schema: yaml.FAILSAFE_SCHEMA, maxDepth: DEEPEST, maxAliases: 0 });
      if (!form.isMap(value)) return refused("other");
      if (form.has(value, "<<")) return refused("reference");
      return { value, fault: "", line: 0, comments: /^\s*#/m.test(plain) };
    } catch (error) {
      const reason = String((error && error.reason) || "");
      const kind = reason.includes("Depth")
        ? "large"
        : reason.includes("duplicated")
          ? "twice"
          : reason.includes("lias")
            ? "reference"
            : "unreadable";
      return refused(kind, error && error.mark ? error.mark.line + 1 : 0);
    }
  }

  Object.assign(form, { read });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
