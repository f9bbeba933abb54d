/**
 * What every component needs of its page: elements, the words of the catalogue, days, addresses below the site's root,
 * scripts that are loaded later, and the clipboard. Nothing is read from the page before a function is called.
 *
 * @typedef {string | number | boolean | null | undefined | ((event: any) => void)} AttributeValue
 * @typedef {Node | string | number | boolean | null | undefined | Child[]} Child
 *   False, null, undefined and "" are left out.
 * @typedef {(key: string, values?: Record<string, any>) => string} Translate
 *   Returns the words of the catalogue for a key.
 */
const SharedPage = (() => {
  "use strict";

  /**
   * Create an element. A function as an attribute listens to the event of that name. Attributes and children that are
   * false or missing are left out.
   *
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {Record<string, AttributeValue>} [attributes]
   * @param {...Child} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== false && value !== null && value !== undefined)
        element.setAttribute(name, value === true ? "" : String(value));
    }
    const shown = /** @type {any[]} */ (children)
      .flat(Infinity)
      .filter((child) => ![null, undefined, false, ""].includes(child));
    element.append(...shown);
    return element;
  }

  /**
   * Find the element that a template promises.
   *
   * @template {typeof Element} T
   * @param {ParentNode} parent
   * @param {string} selector
   * @param {T} type  the class of the element, such as `HTMLInputElement`
   * @returns {InstanceType<T>}
   * @throws {Error} if there is no such element
   */
  function find(parent, selector, type) {
    const found = parent.querySelector(selector);
    if (found instanceof type) return /** @type {InstanceType<T>} */ (found);
    throw new Error(`The page has no ${selector}.`);
  }

  /**
   * Find every element of a class that matches.
   *
   * @template {typeof Element} T
   * @param {ParentNode} parent
   * @param {string} selector
   * @param {T} type
   * @returns {InstanceType<T>[]}
   */
  function findAll(parent, selector, type) {
    const found = [...parent.querySelectorAll(selector)].filter((element) => element instanceof type);
    return /** @type {InstanceType<T>[]} */ (found);
  }

  /**
   * Read the JSON that the build wrote into the page.
   *
   * @param {string} id  of its `<script type="application/json">`
   * @returns {any} null if the page has no such element
   */
  function readJson(id) {
    return JSON.parse(document.getElementById(id)?.textContent || "null");
  }

  /** @param {unknown} value */
  const formatNumber = (value) => (typeof value === "number" ? value.toLocaleString("en-GB") : value);

  /**
   * Make the function that returns the words for a key, with its values filled in. A number called `count` chooses
   * between `KEY.one` and `KEY.other`. A key without words is returned itself.
   *
   * @param {Record<string, string>} catalogue
   * @returns {Translate}
   */
  function makeTranslate(catalogue) {
    return (key, values = {}) => {
      const words = catalogue[key] ?? catalogue[`${key}.${values.count === 1 ? "one" : "other"}`] ?? key;
      return words.replace(/\{(\w+)\}/g, (whole, name) => String(formatNumber(values[name]) ?? whole));
    };
  }

  /** Return today as `2026-11-22`, in UTC: a page and the command line mean the same day wherever a reader is. */
  const getToday = () => new Date().toISOString().slice(0, 10);

  /**
   * Format a day as `22 November 2026`.
   *
   * @param {string} day
   * @param {string} [language]
   * @returns {string} empty if the text is not a day
   */
  function formatDay(day, language = "en-GB") {
    const date = new Date(`${day}T00:00Z`);
    if (isNaN(date.getTime())) return "";
    return date.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }

  /**
   * Return the address of a path below the site's root, relative to this page: on paper, only links to other sites are
   * printed in full.
   *
   * @param {string} path
   */
  const resolvePath = (path) => (document.documentElement.dataset.root || "./") + path;

  /** @type {Record<string, Promise<unknown>>} */
  const loads = {};

  /**
   * Load a script once. Scripts, unlike other files, can also be loaded from a folder on disk.
   *
   * @param {string} path  below the site's root, or a whole address
   * @returns {Promise<unknown>} rejected if the script cannot be loaded; the next call tries again
   */
  function loadScript(path) {
    return (loads[path] ??= new Promise((resolve, reject) => {
      const error = () => {
        delete loads[path];
        reject(new Error(path));
      };
      const src = new URL(path, new URL(resolvePath(""), document.baseURI)).href;
      const script = h("script", { src, load: resolve, error });
      document.head.append(script);
    }));
  }

  /**
   * Put a text on the clipboard. Where the browser refuses, as for a page on disk, what `select` selects is copied.
   *
   * @param {string} text
   * @param {() => void} [select]
   * @returns {Promise<boolean>} whether it was copied
   */
  async function copyText(text, select) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      if (!select) return false;
      select();
      return document.execCommand("copy");
    }
  }

  return {
    h,
    find,
    findAll,
    readJson,
    makeTranslate,
    getToday,
    formatDay,
    resolvePath,
    loadScript,
    copyText,
  };
})();
