/**
 * Files that the form saves and opens: drafts, and the cases that are on the site.
 */
const ContributeFiles = (() => {
  "use strict";

  const { h, loadScript } = SharedPage;

  /** How long an address of a file is kept for the browser, in milliseconds. */
  const ADDRESS_LIFETIME = 60000;

  /**
   * Offer a text as a file.
   *
   * @param {string} name
   * @param {string} text
   */
  function saveFile(name, text) {
    const href = URL.createObjectURL(new Blob([text], { type: "application/yaml;charset=utf-8" }));
    h("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), ADDRESS_LIFETIME);
  }

  /**
   * Read a text as YAML, with scripts that are loaded for the first one.
   *
   * @param {string} text
   */
  async function readFile(text) {
    await Promise.all(["vendor/js-yaml", "contribute/yaml_reader"].map((name) => loadScript(`assets/${name}.js`)));
    return ContributeYamlReader.readYaml(text, jsyaml);
  }

  /**
   * Load the text of a case that is on the site.
   *
   * @param {string} id
   * @returns {Promise<string | undefined>} undefined if there is no such case
   */
  async function loadCase(id) {
    const path = `data/case-files/${id}`;
    await loadScript(`${path}.js`).catch(() => {});
    return globalThis.WaymarkData?.[path];
  }

  return { saveFile, readFile, loadCase };
})();
