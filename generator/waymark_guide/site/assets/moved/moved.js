// Goes on from a former address to the page of today, with what stands after the question mark and the number sign.
// Without it: the browser goes on by itself, to the top of the page, and a link stands there.
(function () {
  "use strict";
  const to = new URL(document.currentScript.getAttribute("data-href"), document.baseURI);
  if (to.protocol === "file:" && to.pathname.slice(-1) === "/") to.pathname += "index.html";
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to.href);
})();
