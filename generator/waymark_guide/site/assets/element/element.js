// What components need of a page: elements, the words of the catalogue, days, places below the site's root, scripts that come later, the clipboard.
// Nothing of the page is read before it is asked for.
(function (root) {
  "use strict";

  /** An element. A function listens to the event it is named by. Attributes and children that are false or missing are left out; empty texts too. */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
    return element;
  }

  const written = (value) => (typeof value === "number" ? value.toLocaleString("en-GB") : value);

  /** Says what a catalogue has for a key, with its values and, by a number called `count`, in the right form. A key without words is said itself. */
  const speaker =
    (catalogue) =>
    (key, values = {}) => {
      const words = catalogue[key] ?? catalogue[`${key}.${values.count === 1 ? "one" : "other"}`] ?? key;
      return words.replace(/\{(\w+)\}/g, (whole, name) => written(values[name]) ?? whole);
    };

  /** Which day it is, as `2026-11-22`: in UTC, so that a page and the command line mean the same day wherever a reader is. */
  const today = () => new Date().toISOString().slice(0, 10);

  /** A day in the words of a language, as `22 November 2026`; nothing where the text is no day. */
  function dayInWords(day, language = "en-GB") {
    const date = new Date(`${day}T00:00Z`);
    return isNaN(date)
      ? ""
      : date.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }

  /** The way to a place below the site's root, from this page: relative, since paper shows only links that lead elsewhere in full. */
  const rooted = (path) => (document.documentElement.dataset.root || "./") + path;

  const loads = {};

  /** Load a script once, by its path below the root or its whole address. Scripts, unlike other files, can be read from a folder on disk. */
  function load(path) {
    return (loads[path] ??= new Promise((loaded, failed) => {
      const error = () => {
        delete loads[path]; // so that it can be tried again
        failed(new Error(path));
      };
      document.head.append(
        h("script", { src: new URL(path, new URL(rooted(""), document.baseURI)).href, load: loaded, error }),
      );
    }));
  }

  /** Put a text on the clipboard, and say whether it is there. Where a browser refuses, as for a page on disk, what `select` marks is copied. */
  async function toClipboard(text, select) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      if (!select) return false;
      select();
      return document.execCommand("copy");
    }
  }

  root.WaymarkElement = { h, speaker, today, dayInWords, rooted, load, toClipboard };
})(globalThis);
