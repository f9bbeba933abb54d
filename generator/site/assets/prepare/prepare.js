// A button that prints the questionnaire with what was typed.
// Without it: the page prints from the browser's own menu, with lines to write on.
(function () {
  "use strict";
  document.querySelectorAll("[data-print]").forEach(function (button) {
    if (!(button instanceof HTMLElement)) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });
})();
