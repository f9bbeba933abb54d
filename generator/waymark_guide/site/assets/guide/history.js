/**
 * The addresses of the views that a reader has seen: reads and writes `location.hash`, and goes back in the browser's
 * history where that is possible.
 *
 * @typedef {(fragment: string, isFirst: boolean) => void} ViewRenderer
 */
const GuideHistory = (() => {
  "use strict";

  /** The fragments of the views so far, the current one last. @type {string[]} */
  const trail = [];
  /** @type {ViewRenderer} */
  let renderView = () => {};

  const { getFragment } = SharedLink;

  /** @param {Event} [event]  the change of the address */
  function visit(event) {
    const fragment = getFragment();
    const isElement = !fragment.includes("=") && document.getElementById(fragment); // such as a source
    if (isElement) return;
    if (event && fragment === trail.at(-2)) trail.pop();
    else if (fragment !== trail.at(-1)) trail.push(fragment);
    renderView(fragment, !event && trail.length < 2);
  }

  /**
   * Render the view of the address, and again whenever the address changes.
   *
   * @param {ViewRenderer} render
   */
  function start(render) {
    renderView = render;
    addEventListener("hashchange", visit);
    visit();
  }

  /**
   * Go to the view of a fragment.
   *
   * @param {string} fragment
   */
  function goTo(fragment) {
    if (fragment === getFragment()) visit();
    else if (fragment === trail.at(-2)) history.back();
    else location.hash = fragment;
  }

  return { getFragment, start, goTo };
})();
