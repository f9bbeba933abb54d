// So that nothing typed is lost: drafts as files, cases that are already published, and what the browser keeps with the tab.
(function (form) {
  "use strict";

  const { h, loadScript } = SharedPage;
  const KEPT = "waymarkForm";
  const waiting = new Map();

  /** Offer a text as a file. */
  function save(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/yaml;charset=utf-8" }));
    h("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** Read a text as YAML, with the reader that is loaded the first time. */
  async function open(text) {
    if (!globalThis.jsyaml) await loadScript("assets/vendor/js-yaml.js");
    return form.read(text, globalThis.jsyaml);
  }

  /** A case's script hands its text over. */
  form.given = (id, text) => waiting.set(id, text);

  /** The text of a published case; none where there is no such case. */
  async function published(id) {
    if (!waiting.has(id)) await loadScript(`data/case-files/${id}.js`).catch(() => {});
    return waiting.get(id);
  }

  /** Keep what is filled in with this entry of the tab's history, where only this browser sees it. */
  function keep(page) {
    try {
      history.replaceState({ ...history.state, [KEPT]: { data: page.data, origin: page.origin } }, "");
    } catch (error) {
      // The browser keeps no more: drafts can still be saved as files.
    }
  }

  const kept = () => (history.state && history.state[KEPT]) || null;

  Object.assign(form, { drafts: { save, open, published, keep, kept } });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
