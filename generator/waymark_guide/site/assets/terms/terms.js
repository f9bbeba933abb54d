// Shows what a term means beside the term: on hover, on focus with the keyboard, and on a tap. Escape puts it away.
// Without it: each term is a link to the glossary, and a screen reader speaks its meaning.
(function () {
  "use strict";

  const AWAY = 250;
  const GAP = 8;
  const tip = document.createElement("div");
  if (!tip.showPopover) return;
  tip.className = "wm-tip";
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  (document.querySelector("main") || document.body).append(tip);

  /** @type {HTMLAnchorElement | null} */
  let open = null;
  let timer = 0;

  /** Beside the line on which the pointer is, below it where there is room. @param {PointerEvent | FocusEvent} event */
  function place(event) {
    const lines = Array.from(open.getClientRects());
    const line =
      lines.find(function (each) {
        return "clientY" in event && event.clientY <= each.bottom;
      }) || lines[0];
    const wide = document.documentElement.clientWidth - tip.offsetWidth - GAP;
    const below = line.bottom + GAP + tip.offsetHeight <= window.innerHeight || line.top < tip.offsetHeight + GAP;
    tip.style.left = window.scrollX + Math.max(GAP, Math.min(line.left, wide)) + "px";
    tip.style.top = window.scrollY + (below ? line.bottom : line.top - tip.offsetHeight) + "px";
  }

  /** @param {HTMLAnchorElement} term @param {PointerEvent | FocusEvent} event */
  function show(term, event) {
    clearTimeout(timer);
    if (open === term) return;
    const meaning = document.getElementById(term.getAttribute("aria-describedby"));
    if (!meaning) return;
    hide();
    open = term;
    tip.replaceChildren(...meaning.cloneNode(true).childNodes);
    tip.showPopover();
    place(event);
  }

  function hide() {
    clearTimeout(timer);
    open = null;
    tip.hidePopover();
  }

  /** @param {Event} event @returns {HTMLAnchorElement | null} */
  function termOf(event) {
    return event.target instanceof Element ? event.target.closest("a.wm-term") : null;
  }

  document.addEventListener("pointerover", function (event) {
    const term = termOf(event);
    if (term && event.pointerType !== "touch") show(term, event);
    else if (open && event.target instanceof Node && tip.contains(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", function (event) {
    if (open && open !== document.activeElement && event.pointerType !== "touch") {
      clearTimeout(timer);
      timer = setTimeout(hide, AWAY);
    }
  });
  document.addEventListener("focusin", function (event) {
    const term = termOf(event);
    if (term && term.matches(":focus-visible")) show(term, event);
    else if (open) hide();
  });
  document.addEventListener("focusout", function (event) {
    if (open && termOf(event) === open) hide();
  });
  // A first tap shows the meaning; a second one follows the link.
  document.addEventListener("click", function (event) {
    const term = termOf(event);
    if (term && /** @type {PointerEvent} */ (event).pointerType === "touch" && open !== term) {
      event.preventDefault();
      show(term, /** @type {PointerEvent} */ (event));
    } else if (open && !term && event.target instanceof Node && !tip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && open) hide();
  });
})();
