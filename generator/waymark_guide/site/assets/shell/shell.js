// The menu on narrow screens, the choice of colours, and links that work from a folder on disk.
// Without it: the menu is always open, the colours follow the device, and links need a web server.
(function () {
  "use strict";

  /** @param {Element} header */
  function menu(header) {
    const button = header.querySelector("[data-menu]");
    const nav = document.getElementById("wm-nav");
    if (!(button instanceof HTMLElement) || !nav) return;
    button.hidden = false;
    /** @param {boolean} open */
    function set(open) {
      button.setAttribute("aria-expanded", String(open));
      header.classList.toggle("wm-header--open", open);
    }
    button.addEventListener("click", function () {
      set(button.getAttribute("aria-expanded") !== "true");
    });
    header.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        set(false);
        button.focus();
      }
    });
  }

  /** @param {Element} header */
  function colours(header) {
    const button = header.querySelector("[data-theme]");
    const root = document.documentElement;
    if (!(button instanceof HTMLElement) || !window.matchMedia) return;
    const device = window.matchMedia("(prefers-color-scheme: dark)");
    function isDark() {
      const chosen = root.getAttribute("data-md-color-scheme");
      return chosen ? chosen === "slate" : device.matches;
    }
    function show() {
      button.setAttribute("aria-pressed", String(isDark()));
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      const next = isDark() ? "default" : "slate";
      root.setAttribute("data-md-color-scheme", next);
      try {
        localStorage.setItem("waymark-colours", next);
      } catch (error) {
        // Nothing can be kept: the choice holds for this page.
      }
      show();
    });
    device.addEventListener("change", show);
    show();
  }

  /** A folder's address on disk shows a listing, not its page. @param {string} address */
  function withIndex(address) {
    const url = new URL(address, document.baseURI);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) return "";
    url.pathname += "index.html";
    return url.href;
  }

  /** @param {Element} link */
  function mend(link) {
    const name = link.hasAttribute("action") ? "action" : "href";
    const whole = withIndex(link.getAttribute(name) || "#");
    if (whole && (link.getAttribute(name) || "#").charAt(0) !== "#") link.setAttribute(name, whole);
  }

  function fromDisk() {
    if (location.protocol !== "file:") return;
    document.querySelectorAll("a[href], form[action]").forEach(mend);
    document.addEventListener(
      "click",
      function (event) {
        const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
        if (link) mend(link);
      },
      true,
    );
  }

  const header = document.querySelector("[data-module=shell]");
  if (header) {
    menu(header);
    colours(header);
  }
  fromDisk();
})();
