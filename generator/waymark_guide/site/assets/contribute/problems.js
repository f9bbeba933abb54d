// Shows mistakes in the words of the checker: in a summary that takes the focus, and at each field.
(function (form) {
  "use strict";

  const MISSING = /104$/;
  // The checker ends some advice with what the field is. The form has these words above the box.
  const ABOUT = / About "[^"]+": .*$/;

  /** The checker's words, with the names of fields as the form calls them. */
  function inForm(page, text, path) {
    const steps = path.filter((step) => typeof step === "string");
    const known = (name) => ownNames(page.shape).has(name);
    const label = (name) =>
      `“${page.label(steps[steps.length - 1] === name ? steps : [...steps.slice(0, 1).filter((step) => step !== name), name])}”`;
    return text
      .replace(/"([a-z_]+)"/g, (whole, name) => (known(name) ? label(name) : whole))
      .replace(/"([a-z_]+): ([a-z-]+)"/g, (whole, name, value) => (known(name) ? `${label(name)}: “${value}”` : whole));
  }

  let names = null;
  function ownNames(shape) {
    if (names) return names;
    names = new Set();
    const gather = (part) => {
      if (part.is === "record")
        part.fields.forEach((each) => {
          names.add(each.name);
          gather(each.of);
        });
      else if (part.is === "either") part.of.forEach(gather);
      else if (part.of) gather(part.of);
    };
    gather(shape);
    return names;
  }

  /** Says what is wrong, as a sentence. */
  const wrong = (page, finding) => inForm(page, finding.message, finding.at);

  /** Says what is wrong where the field is not visible: with the path of the field, unless the sentence names it. */
  function told(page, finding) {
    const message = wrong(page, finding);
    const named = message.includes(`“${page.label(finding.at)}”`);
    const where = page.way(named ? finding.at.slice(0, -1) : finding.at);
    return where ? page.say("problem.within", { where, message }) : message;
  }

  /** How to mend it. Where a line of the file is missing, a box of the form is to be filled in. */
  function mend(page, finding) {
    if (!MISSING.test(finding.code)) return inForm(page, finding.fix.replace(ABOUT, ""), finding.at);
    return page.say("problem.fill", { label: page.label(finding.at) });
  }

  /** Finds the element of a finding on the page: its field, or the nearest group that holds it. */
  function place(page, finding) {
    for (let length = finding.at.length; length > 0; length -= 1) {
      const at = finding.at.slice(0, length);
      const found = document.querySelector(`[data-path="${CSS.escape(JSON.stringify(at))}"]`);
      if (found) return found;
    }
    return null;
  }

  /** Returns the id of the element that a link to a finding leads to. */
  function target(page, finding) {
    const found = place(page, finding);
    if (!found) return page.idOf(finding.at.slice(0, 1));
    const control = found.querySelector("input, select, textarea, [tabindex]");
    return found.tagName === "FIELDSET" && found.id && !control ? found.id : (control && control.id) || found.id;
  }

  /** Returns the position of a finding's field in the order of the form. */
  function rank(page, finding) {
    const section = page.sectionOf(finding.at);
    return page.sections.indexOf(section) * 1000 + section.fields.findIndex((field) => field.name === finding.at[0]);
  }

  /** The summary: errors first, then advice. @param {function(Object): string} address where each link leads */
  function summary(page, findings, address) {
    const { el } = page;
    const link = (finding) =>
      el(
        "li",
        {},
        el("a", { href: address(finding), click: (event) => follow(event, page, finding) }, told(page, finding)),
      );
    findings = [...findings].sort((one, other) => rank(page, one) - rank(page, other));
    const errors = findings.filter((finding) => finding.severity === "error");
    const advice = findings.filter((finding) => finding.severity !== "error");
    const parts = [];
    if (errors.length)
      parts.push(
        el(
          "div",
          {
            class: "wm-problem",
            id: "form-problem",
            role: "alert",
            "aria-labelledby": "form-problem-title",
            tabindex: "-1",
          },
          el("h2", { id: "form-problem-title" }, page.say("problem.title")),
          el("ul", {}, errors.map(link)),
        ),
      );
    if (advice.length)
      parts.push(
        el(
          "div",
          { class: "wm-problem wm-problem--advice" },
          el("h2", {}, page.say("problem.advice")),
          el("p", {}, page.say("problem.advice_lead")),
          el("ul", {}, advice.map(link)),
        ),
      );
    return parts;
  }

  /** Follow a link within the view; a link into another view is left to the browser. */
  function follow(event, page, finding) {
    const found = place(page, finding);
    if (!found) return;
    event.preventDefault();
    show(document.getElementById(target(page, finding)));
  }

  /** Bring a field into view and give it the focus. */
  function show(control) {
    if (!control) return;
    for (let around = control.parentElement; around; around = around.parentElement)
      if (around instanceof HTMLDetailsElement) around.open = true;
    control.closest(".wm-field, .wm-group")?.scrollIntoView({ block: "start" });
    control.focus();
  }

  /** Shows the words of each finding at its field. */
  function mark(page, findings) {
    for (const each of document.querySelectorAll(".wm-field__error")) {
      each.hidden = true;
      each.replaceChildren();
    }
    for (const each of document.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    for (const each of document.querySelectorAll(".wm-field--wrong, .wm-field--advice"))
      each.classList.remove("wm-field--wrong", "wm-field--advice");
    findings.forEach((finding) => beside(page, finding));
  }

  function beside(page, finding) {
    const { el } = page;
    const found = place(page, finding);
    const words = found && found.querySelector(".wm-field__error");
    if (!words) return;
    const isError = finding.severity === "error";
    found.classList.add(isError ? "wm-field--wrong" : "wm-field--advice");
    words.hidden = false;
    const rule = el(
      "a",
      { href: new URL(`contribute/rules/${finding.code}/`, form.root).href, target: "_blank", rel: "noopener" },
      page.say("problem.rule", { code: finding.code }),
      el("span", { class: "wm-hidden" }, page.say("send.new_tab")),
    );
    words.append(el("span", { class: "wm-field__told" }, wrong(page, finding), " ", mend(page, finding), " ", rule));
    const control = document.getElementById(target(page, finding));
    if (!control || !control.matches("input, select, textarea")) return;
    if (isError) control.setAttribute("aria-invalid", "true");
    const described = (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    if (!described.includes(words.id)) control.setAttribute("aria-describedby", [...described, words.id].join(" "));
  }

  Object.assign(form, { problems: { summary, mark, show, wrong, mend } });
})((globalThis.WaymarkForm = globalThis.WaymarkForm || {}));
