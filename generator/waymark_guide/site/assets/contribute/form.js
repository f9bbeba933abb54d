// The form for a case study: a list of sections, one view for each, and a page to check the answers. The address says which is shown.
// Without it: the page shows the file to fill in by hand, with a hint for each field.
(function (form) {
  "use strict";

  const { getToday } = SharedPage;
  const given = JSON.parse(document.getElementById("form-data")?.textContent || "null");
  const app = document.getElementById("form-app");
  if (!given || !app) return;

  form.root = new URL(document.documentElement.getAttribute("data-root") || "./", document.baseURI);
  const page = form.makePage(given);
  const { el, say } = page;
  page.cases = form.casesOf(page);
  const heading = document.getElementById("form-title");
  const kicker = document.getElementById("form-kicker");
  const siteTitle = document.title;
  let saved = "";
  let waiting;
  let notice = "";

  const text = () => form.emit(page.shape, page.data);
  const isTyped = () => text() !== saved;
  page.saved = () => {
    saved = text();
  };
  page.changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.drafts.keep(page), 400);
  };
  page.marks = () => form.problems.mark(page, page.findings);

  /** An empty form: only what can be but one word. */
  function begin(data = {}) {
    page.data = data;
    page.findings = [];
    for (const field of page.shape.fields) {
      const only = field.of.is === "word" && field.of.words.length === 1 && (field.required || field.instead);
      if (only && page.data[field.name] === undefined) form.define(page.data, field.name, field.of.words[0]);
    }
  }

  /** Everything wrong with what is filled in, without what is blank. */
  function checked() {
    page.data = form.clean(page.data) || {};
    begin(page.data);
    return form.check ? form.check(page.data, page, { today: getToday(), all: true }) : [];
  }

  const inSection = (findings, section) => findings.filter((finding) => page.sectionOf(finding.at) === section);

  const isNeeded = (section) => section.fields.some((field) => field.required);

  /** How far a section is. */
  function state(section, findings) {
    const own = inSection(findings, section);
    const filled = section.fields.some((field) => page.get([field.name]) !== undefined);
    const missing = own.filter((finding) => /104$/.test(finding.code));
    const wrong = own.filter((finding) => finding.severity === "error" && !missing.includes(finding));
    if (wrong.length) return ["mistakes", wrong.length];
    if (!filled) return [isNeeded(section) ? "empty" : "optional", 0];
    if (missing.length) return ["part", 0];
    return own.length ? ["advice", own.length] : ["done", 0];
  }

  /** The sections, what can be opened, and what can be saved. */
  function list() {
    const findings = checked();
    const rows = page.sections.map((section) => {
      const [name, count] = state(section, findings);
      return {
        name,
        needed: isNeeded(section),
        row: el(
          "li",
          { class: "wm-tasks__one" },
          el("a", { href: `#section=${section.id}`, "aria-describedby": `state-${section.id}` }, section.title),
          el(
            "span",
            { class: `wm-tasks__state wm-tasks__state--${name}`, id: `state-${section.id}` },
            say(`state.${name}`, { count }),
          ),
        ),
      };
    });
    const needed = rows.filter((each) => each.needed);
    const done = needed.filter(({ name }) => ["done", "advice"].includes(name)).length;
    const others = rows.length - needed.length;
    return [
      el("p", { class: "wm-lead" }, say("lead")),
      el("p", { class: "wm-note" }, say("kept")),
      el("h2", {}, say("list.title")),
      el(
        "p",
        {},
        [say("list.done", { done, all: needed.length }), others && say("list.optional", { count: others })]
          .filter(Boolean)
          .join(" "),
      ),
      el(
        "ol",
        { class: "wm-tasks" },
        rows.map(({ row }) => row),
      ),
      el(
        "p",
        { class: "wm-form__buttons" },
        el("a", { class: "wm-button", href: "#check" }, say("list.check")),
        el("button", { type: "button", class: "wm-button wm-button--quiet", click: saveDraft }, say("list.save")),
        el("button", { type: "button", class: "wm-button wm-button--quiet", click: again }, say("list.again")),
      ),
      el("p", { class: "wm-small" }, say("list.save_lead")),
      el("h2", {}, say("list.open")),
      el("p", {}, say("list.open_lead")),
      opening(),
    ];
  }

  function opening() {
    const file = el("input", {
      id: "form-open",
      type: "file",
      accept: ".yaml,.yml,.txt",
      class: "wm-field__box",
      change: () => file.files[0] && openFile(file.files[0]),
    });
    return el(
      "div",
      { class: "wm-pair" },
      form.finder(page),
      el(
        "div",
        { class: "wm-field" },
        el("label", { for: "form-open", class: "wm-field__label" }, say("list.file")),
        file,
      ),
    );
  }

  /** One section. */
  function one(section) {
    return [
      el("p", {}, el("a", { href: "#", class: "wm-back" }, say("back"))),
      el("div", { id: "form-problems" }),
      section.lead && el("p", { class: "wm-lead" }, section.lead),
      el(
        "form",
        { novalidate: true, submit: (event) => onward(event, section) },
        section.fields.map((field) => form.field(page, field, [field.name], false)),
        section === page.sections[page.sections.length - 1] ? others() : [],
        el("p", { class: "wm-form__buttons" }, el("button", { type: "submit", class: "wm-button" }, say("go_on"))),
      ),
    ];
  }

  /** What an opened file has at its top that no section knows. */
  function others() {
    const known = page.shape.fields.map((field) => field.name);
    return Object.keys(page.data)
      .filter((name) => !known.includes(name))
      .map((name) => form.leftover(page, [name]));
  }

  /** Go on where nothing is wrong; otherwise say what is. */
  function onward(event, section) {
    event.preventDefault();
    page.findings = inSection(checked(), section);
    form.drafts.keep(page);
    const errors = page.findings.filter((finding) => finding.severity === "error");
    if (!errors.length) return go("");
    redraw(section);
    const told = document.getElementById("form-problems");
    told.replaceChildren(...form.problems.summary(page, page.findings, () => "#"), el("p", {}, say("problem.leave")));
    page.marks();
    document.title = say("problem.prefix", { title: document.title.replace(say("problem.prefix", { title: "" }), "") });
    document.getElementById("form-problem").focus();
    return undefined;
  }

  function redraw(section) {
    app.replaceChildren(...one(section).filter(Boolean));
    const group = section.fields.length === 1 && app.querySelector("form > fieldset > legend");
    if (group && group.textContent === section.title) group.classList.add("wm-hidden");
  }

  function saveDraft() {
    checked();
    const name = form.fileName(page);
    form.drafts.save(name, text());
    page.saved();
    note(say("notice.saved", { name }));
  }

  function again() {
    if (isTyped() && !confirm(say("list.sure_again"))) return;
    page.origin = "";
    begin();
    page.saved();
    form.drafts.keep(page);
    show("");
  }

  function note(words) {
    document.getElementById("form-notice")?.remove();
    app.prepend(el("p", { class: "wm-note wm-note--told", id: "form-notice" }, words));
    page.tell(words);
  }

  async function openFile(file) {
    if (isTyped() && !confirm(say("list.sure_open"))) return;
    await open(await file.text(), file.name, "");
  }

  async function openPublished(id) {
    const [found] = await Promise.all([
      /^[a-z0-9-]+$/.test(id) ? form.drafts.published(id) : undefined,
      page.cases.wait(),
    ]);
    if (found === undefined) notice = say("notice.unknown_case", { name: id });
    if (found !== undefined && (!isTyped() || confirm(say("list.sure_open")))) return open(found, id, id);
    return open("", id, id);
  }

  /** Take a file's text, or say why it cannot be taken; then show the list of sections. */
  async function open(content, name, origin) {
    const [read] = await Promise.all([
      content && form.drafts.open(content).catch(() => ({ fault: "failed" })),
      page.cases.wait(),
    ]);
    if (read && read.fault) {
      notice = say(`opening.${read.fault}`, { line: read.line });
    } else if (read) {
      page.origin = origin;
      begin(read.value);
      page.saved();
      notice = say("notice.opened", { name }) + (read.comments ? ` ${say("notice.comments")}` : "");
    }
    history.replaceState(null, "", "#");
    form.drafts.keep(page);
    show("");
  }

  /** Show what an address asks for. */
  function show(fragment, focus = true) {
    const asked = new URLSearchParams(fragment);
    const section = page.sections.find((each) => each.id === asked.get("section"));
    const isCheck = asked.has("check");
    const title = section ? section.title : say(isCheck ? "check.title" : "title");
    heading.textContent = title;
    kicker.hidden = !section && !isCheck;
    document.title = section || isCheck ? siteTitle.replace(say("title"), title) : siteTitle;
    page.findings = section ? page.findings.filter((finding) => page.sectionOf(finding.at) === section) : [];
    if (isCheck) {
      const findings = checked();
      app.replaceChildren(
        el("p", {}, el("a", { href: "#", class: "wm-back" }, say("back"))),
        ...form.answers(page, findings),
      );
      if (findings.some((finding) => finding.severity === "error"))
        document.title = say("problem.prefix", { title: document.title });
    } else if (section) redraw(section);
    else app.replaceChildren(...list());
    if (notice) note(notice);
    notice = "";
    if (asked.has("field")) return showField(asked.get("field"));
    const problem = isCheck && document.getElementById("form-problem");
    if (focus) (problem || heading).focus();
    if (focus) scrollTo(0, 0);
    return undefined;
  }

  /** Show a field that a link named, with what is wrong in its section. */
  function showField(named) {
    let path;
    try {
      path = JSON.parse(named);
    } catch (error) {
      return;
    }
    const section = page.sectionOf(path);
    page.findings = inSection(checked(), section).filter((finding) => form.same(finding.at, path));
    redraw(section);
    page.marks();
    const box =
      document.querySelector(`[data-path="${CSS.escape(JSON.stringify(path))}"]`) ||
      document.querySelector(`[data-path="${CSS.escape(JSON.stringify(path.slice(0, 1)))}"]`);
    form.problems.show(box && (box.querySelector("input, select, textarea") || box));
  }

  function go(fragment) {
    if (location.hash.slice(1) === fragment) void show(fragment);
    else location.hash = fragment;
  }

  /** Everything but an empty first view checks what is filled in, and waits for the names of the cases. */
  function arrive(fragment, focus) {
    const isKnown = page.cases.come || page.cases.failed || (!fragment && text() === blank);
    if (isKnown) return show(fragment, focus);
    return page.cases.wait().then(() => {
      if (page.cases.failed) notice = [notice, say("list.cases_failed")].filter(Boolean).join(" ");
      if (location.hash.slice(1) === fragment) show(fragment, focus);
    });
  }

  function turned() {
    form.drafts.keep(page);
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.has("from")) void openPublished(asked.get("from"));
    else arrive(location.hash.slice(1));
  }

  document.getElementById("form-without").hidden = true;
  app.hidden = false;
  begin();
  page.saved();
  const blank = saved;
  const before = form.drafts.kept();
  if (before && form.isMap(before.data)) {
    page.origin = before.origin || "";
    begin(before.data);
    if (isTyped()) notice = say("notice.restored");
  }
  addEventListener("hashchange", turned);
  addEventListener("pagehide", () => form.drafts.keep(page));
  addEventListener("beforeunload", (event) => {
    form.drafts.keep(page);
    if (isTyped()) event.preventDefault();
  });
  if (new URLSearchParams(location.hash.slice(1)).has("from")) turned();
  else arrive(location.hash.slice(1), false);
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
