/**
 * Shows what a term means next to the term: on hover, on focus with the keyboard, and on a tap. Escape closes it.
 * Without script each term is a link to the glossary, and a screen reader reads its meaning.
 */
(() => {
  "use strict";

  const CLOSE_DELAY = 250;
  const GAP = 8;
  const tip = document.createElement("div");
  if (!tip.showPopover) return;
  tip.className = "wm-tip";
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  (document.querySelector("main") || document.body).append(tip);

  /** @type {Element | null} */
  let openTerm = null;
  let timer = 0;

  /**
   * Move the tip next to the line of the term on which the pointer is: below it if there is room, or else above it.
   *
   * @param {Element} term
   * @param {Event} event
   */
  function moveTip(term, event) {
    const lines = [...term.getClientRects()];
    const y = event instanceof PointerEvent ? event.clientY : Infinity;
    const line = lines.find((each) => y <= each.bottom) || lines[0];
    const maxLeft = document.documentElement.clientWidth - tip.offsetWidth - GAP;
    const hasRoomBelow = line.bottom + GAP + tip.offsetHeight <= window.innerHeight;
    const isBelow = hasRoomBelow || line.top < tip.offsetHeight + GAP;
    tip.style.left = `${window.scrollX + Math.max(GAP, Math.min(line.left, maxLeft))}px`;
    tip.style.top = `${window.scrollY + (isBelow ? line.bottom : line.top - tip.offsetHeight)}px`;
  }

  /**
   * Show the meaning of a term.
   *
   * @param {Element} term
   * @param {Event} event
   */
  function open(term, event) {
    clearTimeout(timer);
    if (openTerm === term) return;
    const meaning = document.getElementById(term.getAttribute("aria-describedby") || "");
    if (!meaning) return;
    close();
    openTerm = term;
    tip.replaceChildren(...meaning.cloneNode(true).childNodes);
    tip.showPopover();
    moveTip(term, event);
  }

  function close() {
    clearTimeout(timer);
    openTerm = null;
    tip.hidePopover();
  }

  /** @param {Event} event */
  const findTerm = ({ target }) => (target instanceof Element ? target.closest("a.wm-term") : null);

  /** @param {Event} event */
  const isInTip = ({ target }) => target instanceof Node && tip.contains(target);

  document.addEventListener("pointerover", (event) => {
    const term = findTerm(event);
    if (term && event.pointerType !== "touch") open(term, event);
    else if (openTerm && isInTip(event)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (openTerm && openTerm !== document.activeElement && event.pointerType !== "touch") {
      clearTimeout(timer);
      timer = window.setTimeout(close, CLOSE_DELAY);
    }
  });
  document.addEventListener("focusin", (event) => {
    const term = findTerm(event);
    if (term && term.matches(":focus-visible")) open(term, event);
    else if (openTerm) close();
  });
  document.addEventListener("focusout", (event) => {
    if (openTerm && findTerm(event) === openTerm) close();
  });
  // A first tap shows the meaning, and a second one follows the link.
  document.addEventListener("click", (event) => {
    const term = findTerm(event);
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (term && isTouch && openTerm !== term) {
      event.preventDefault();
      open(term, event);
    } else if (openTerm && !term && !isInTip(event)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && openTerm) close();
  });
})();
