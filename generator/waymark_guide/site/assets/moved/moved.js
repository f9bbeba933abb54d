/**
 * Goes from a former address to the present one, and keeps what is after the `?` and the `#`. Without script the
 * browser goes to the top of the page, and the page has a link.
 */
(() => {
  "use strict";

  const script = document.currentScript;
  if (!script) return;
  const target = new URL(script.getAttribute("data-href") || "", document.baseURI);
  if (target.protocol === "file:" && target.pathname.slice(-1) === "/") target.pathname += "index.html";
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target.href);
})();
