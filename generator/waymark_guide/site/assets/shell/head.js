/**
 * Runs before the page is drawn: marks that scripts run, and restores the colours that the reader chose last time.
 * Without script the page shows its plain menu and follows the device's colours.
 */
(() => {
  "use strict";

  const root = document.documentElement;
  root.classList.remove("no-js");
  root.classList.add("js");
  try {
    const colours = localStorage.getItem("waymark-colours");
    if (colours === "default" || colours === "slate") root.setAttribute("data-md-color-scheme", colours);
  } catch {
    // The browser stores nothing, for example for a page on disk: the device's colours are used.
  }
})();
