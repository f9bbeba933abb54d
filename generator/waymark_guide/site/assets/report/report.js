// Without script the page says what to tell us and where; with it, a box holds a report that is begun from the link that led here.
(function () {
  "use strict";

  const LONGEST = 300;
  const words = JSON.parse(document.getElementById("report-words").textContent);
  const box = document.getElementById("report-text");
  const status = document.getElementById("report-status");
  let typed = false;

  /** What the link says, as one short line each; a link may have been made by anybody, and here it is only ever text. */
  function told() {
    let given;
    try {
      given = new URLSearchParams(location.hash.slice(1));
    } catch (error) {
      given = new URLSearchParams();
    }
    return (name) =>
      (given.get(name) || "")
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
        .trim()
        .slice(0, LONGEST);
  }

  function begin() {
    if (typed) return;
    const tell = told();
    const known = ["page", "figure", "value"].filter((name) => tell(name) || name === "page");
    const lines = known.map((name) => words[`form.${name}`].replace(`{${name}}`, () => tell(name)));
    box.value =
      [...lines, "", ...["problem", "source", "interest"].flatMap((name) => [words[`form.${name}`], "", ""])]
        .join("\n")
        .trimEnd() + "\n";
  }

  box.addEventListener("input", () => {
    typed = true;
  });
  document.getElementById("report-copy").addEventListener("click", async () => {
    const copied = await SharedPage.copyText(box.value, () => {
      box.focus();
      box.select();
    });
    status.textContent = copied ? words.copied : words.not_copied;
  });
  addEventListener("hashchange", begin);
  begin();
  document.getElementById("report-form").hidden = false;
})();
