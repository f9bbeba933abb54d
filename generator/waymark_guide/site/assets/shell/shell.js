/**
 * The menu on narrow screens, the choice of colours, and links that work from a folder on disk. Without script the menu
 * is always open, the colours follow the device, and links need a web server.
 */
(() => {
  "use strict";

  /** @param {Element} header */
  function setUpMenu(header) {
    const button = header.querySelector("[data-menu]");
    if (!(button instanceof HTMLElement) || !document.getElementById("wm-nav")) return;

    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    const setOpen = (/** @type {boolean} */ open) => {
      button.setAttribute("aria-expanded", String(open));
      header.classList.toggle("wm-header--open", open);
    };

    button.hidden = false;
    button.addEventListener("click", () => setOpen(!isOpen()));
    header.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape" && isOpen()) {
        setOpen(false);
        button.focus();
      }
    });
  }

  /** @param {Element} header */
  function setUpColours(header) {
    const button = header.querySelector("[data-theme]");
    if (!(button instanceof HTMLElement) || !window.matchMedia) return;
    const root = document.documentElement;
    const device = window.matchMedia("(prefers-color-scheme: dark)");

    const isDark = () => {
      const colours = root.getAttribute("data-md-color-scheme");
      return colours ? colours === "slate" : device.matches;
    };
    const showState = () => button.setAttribute("aria-pressed", String(isDark()));

    button.hidden = false;
    button.addEventListener("click", () => {
      const colours = isDark() ? "default" : "slate";
      root.setAttribute("data-md-color-scheme", colours);
      try {
        localStorage.setItem("waymark-colours", colours);
      } catch {
        // The browser stores nothing: the choice holds for this page.
      }
      showState();
    });
    device.addEventListener("change", showState);
    showState();
  }

  /**
   * Make the address of a link or a form name the page in a folder. On disk, the address of a folder shows its files.
   *
   * @param {Element} link
   */
  function nameIndexPage(link) {
    const name = link.hasAttribute("action") ? "action" : "href";
    const address = link.getAttribute(name) || "#";
    const url = new URL(address, document.baseURI);
    if (address.charAt(0) === "#" || url.protocol !== "file:" || !url.pathname.endsWith("/")) return;
    url.pathname += "index.html";
    link.setAttribute(name, url.href);
  }

  /** Make links work from a folder on disk, also those that scripts add later. */
  function setUpLinksOnDisk() {
    if (location.protocol !== "file:") return;
    document.querySelectorAll("a[href], form[action]").forEach(nameIndexPage);
    document.addEventListener(
      "click",
      ({ target }) => {
        const link = target instanceof Element ? target.closest("a[href]") : null;
        if (link) nameIndexPage(link);
      },
      true,
    );
  }

  const header = document.querySelector("[data-module=shell]");
  if (header) {
    setUpMenu(header);
    setUpColours(header);
  }
  setUpLinksOnDisk();
})();
