// Ways to save the file or hand it to the editors. Nothing leaves this page until one of them is chosen.
(function (form) {
  "use strict";

  const LONGEST = 6000;

  const fileName = (page) =>
    `${form.slugOf(String(page.get(["id"]) || "")) || form.slugOf(String(page.get(["title"]) || "")) || "case-study"}.yaml`;

  /** A fence that nothing in the text can close. */
  function fenced(text) {
    const longest = Math.max(2, ...(text.match(/`+/g) || []).map((run) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}yaml\n${text}${fence}\n`;
  }

  const address = (base, values) =>
    `${base}?${Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&")}`;

  /** The links that the repository understands, each with whether the text fits into it. */
  function links(page, text) {
    const { repository: base, branch } = page;
    const name = fileName(page);
    const issue = { title: page.say("send.issue_title", { title: page.get(["title"]) || "" }) };
    const create = `${base}/new/${branch}/case_studies`;
    const fit = (whole, short) => (whole.length < LONGEST ? { href: whole, fits: true } : { href: short, fits: false });
    const published = form.has(page.names.known["case-study"], name.replace(/\.yaml$/, ""));
    return {
      file: published
        ? { href: `${base}/edit/${branch}/case_studies/${name}`, fits: false }
        : fit(address(create, { filename: name, value: text }), address(create, { filename: name })),
      issue: fit(
        address(`${base}/issues/new`, {
          ...issue,
          body: `${page.say("send.issue_body", { name })}\n\n${fenced(text)}`,
        }),
        address(`${base}/issues/new`, issue),
      ),
      published,
    };
  }

  /** The part of the page that offers them. */
  function sending(page, text, told) {
    const { el, say } = page;
    const name = fileName(page);
    const tell = (words) => {
      told.textContent = words;
      page.tell(words);
    };
    const mark = () => getSelection()?.selectAllChildren(document.getElementById("form-file"));
    const copy = async () => tell(say((await SharedPage.copyText(text, mark)) ? "notice.copied" : "notice.not_copied"));
    const download = () => {
      form.drafts.save(name, text);
      page.saved();
      tell(say("notice.saved", { name }));
    };
    const button = (words, act, quiet) =>
      el("button", { type: "button", class: `wm-button${quiet ? " wm-button--quiet" : ""}`, click: act }, words);
    const way = (words, lead, link) => [
      el(
        "p",
        { class: "wm-send__way" },
        el(
          "a",
          { href: link.href, target: "_blank", rel: "noopener" },
          words,
          el("span", { class: "wm-small" }, say("send.new_tab")),
        ),
      ),
      el("p", {}, lead, link.fits || link.edits ? "" : ` ${say("send.long")}`),
    ];
    const parts = [
      el(
        "p",
        { class: "wm-form__buttons" },
        button(say("send.download"), download),
        button(say("send.copy"), copy, true),
      ),
      told,
      el("p", {}, say("send.download_lead")),
    ];
    if (!page.repository) return [...parts, el("p", {}, say("send.nowhere"))];
    const { file, issue, published } = links(page, text);
    return [
      ...parts,
      ...way(say("send.github"), say(published ? "send.edit_lead" : "send.github_lead"), { ...file, edits: published }),
      ...way(say("send.issue"), say("send.issue_lead"), issue),
    ];
  }

  Object.assign(form, { sending, fileName, links });
  if (typeof module === "object" && module.exports) module.exports = form;
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
