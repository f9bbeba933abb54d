// Runs before the page is drawn: says that scripts run, and puts back the colours chosen last time.
// Without it: the page shows its plain menu and follows the device's colours.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.remove("no-js");
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("waymark-colours");
    if (chosen === "default" || chosen === "slate") root.setAttribute("data-md-color-scheme", chosen);
  } catch (error) {
    // A page from a file on disk, or a browser that keeps nothing: the device's colours will do.
  }
})();
