// Searches the whole site as you type: Pagefind from a web server, a small index of titles and summaries from a folder on disk.
// Without it: the form leads back to this page, whose lists lead to every other.
(function () {
  "use strict";

  const { h, makeTranslate, resolvePath } = SharedPage;
  const ROOT = new URL(resolvePath(""), document.baseURI);
  const PAGE = 10;
  const WAIT = 180;
  let similar = null;

  /**
   * @typedef {{url: string, title: string, kind: string, excerpt: Node}} Result
   * @typedef {{total: number, kinds: Object<string, number>, load: function(number, number): Promise<Result[]>}} Found
   */

  /** Only the words and the marks of an excerpt, whatever else it may hold. @param {string} html */
  function marked(html) {
    const made = document.createDocumentFragment();
    new DOMParser().parseFromString(html, "text/html").body.childNodes.forEach(function (node) {
      const kept = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
      kept.textContent = node.textContent;
      made.append(kept);
    });
    return made;
  }

  /** @returns {Promise<function(string, string): Promise<Found>>} */
  function whole() {
    return import(new URL("pagefind/pagefind.js", ROOT).href).then(function (pagefind) {
      return pagefind
        .options({ baseUrl: ROOT.pathname, excerptLength: 28 })
        .then(function () {
          return pagefind.filters();
        })
        .then(function () {
          return function (query, kind) {
            return pagefind.search(query, kind ? { filters: { kind: kind } } : {}).then(function (answer) {
              return {
                total: answer.results.length,
                kinds: (kind ? answer.totalFilters : answer.filters).kind || {},
                load: function (from, to) {
                  return Promise.all(
                    answer.results.slice(from, to).map(function (result) {
                      return result.data().then(function (data) {
                        return {
                          url: data.meta.place ? new URL(data.meta.place, ROOT).href : data.url,
                          title: data.meta.title,
                          kind: (data.filters.kind || [""])[0],
                          excerpt: marked(data.excerpt),
                        };
                      });
                    }),
                  );
                },
              };
            });
          };
        });
    });
  }

  /** @returns {Promise<function(string, string): Promise<Found>>} */
  function small() {
    const folder = "search/find/";
    const finder = WaymarkFind.finder(folder);
    return Promise.all([WaymarkFind.load(folder + "kinds"), finder.words()]).then(function (loaded) {
      const names = loaded[0].kinds;
      const of = loaded[0].of.split(" ");
      function kindOf(page) {
        return names[parseInt(of[page], 36)];
      }
      return function (query, kind) {
        return finder.look(query).then(function (looked) {
          const scores = looked.scores || new Map();
          let found = Array.from(scores.keys()).sort(function (a, b) {
            return scores.get(b) - scores.get(a) || a - b;
          });
          const kinds = {};
          found.forEach(function (page) {
            kinds[kindOf(page)] = (kinds[kindOf(page)] || 0) + 1;
          });
          if (kind)
            found = found.filter(function (page) {
              return kindOf(page) === kind;
            });
          return {
            total: found.length,
            kinds: kinds,
            meant: looked.words.filter(function (word) {
              return word.near && word.used.length;
            }),
            load: function (from, to) {
              return Promise.all(
                found.slice(from, to).map(function (page) {
                  return finder.card(page).then(function (card) {
                    const url = new URL(card[0], ROOT);
                    if (url.protocol === "file:") url.pathname += "index.html";
                    return {
                      url: url.href,
                      title: card[1],
                      kind: kindOf(page),
                      excerpt: document.createTextNode(card[2]),
                    };
                  });
                }),
              );
            },
          };
        });
      };
    });
  }

  /**
   * Whether a word of the query stands in none of the results: the index then answered to its first letters alone.
   * @param {string} query @param {Result[]} results
   */
  function mistyped(query, results) {
    const hits = results
      .map(function (result) {
        return result.excerpt.textContent + " " + result.title;
      })
      .join(" ")
      .toLowerCase();
    return query
      .toLowerCase()
      .split(/\s+/)
      .some(function (word) {
        return word.length > 3 && hits.indexOf(word.slice(0, Math.max(4, word.length - 3))) < 0;
      });
  }

  /**
   * What was found, or, for people who mistype, the pages with nearly the same words.
   * @param {Found} found @param {string} query @param {string} kind
   */
  function forgiving(found, query, kind) {
    return found
      .load(0, PAGE)
      .then(function (results) {
        if (!mistyped(query, results)) return found;
        similar = similar || small();
        return similar
          .then(function (find) {
            return find(query, kind);
          })
          .then(function (near) {
            return near.total ? near : found;
          });
      })
      .catch(function () {
        return found;
      });
  }

  /** @param {Element} module */
  function search(module) {
    const words = JSON.parse(document.getElementById(module.getAttribute("data-words")).textContent);
    const say = makeTranslate(words);
    const form = module.querySelector("form");
    const box = module.querySelector("input[type=search]");
    const results = module.querySelector("[data-results]");
    const count = module.querySelector("[data-count]");
    const kinds = module.querySelector("[data-kinds]");
    const list = module.querySelector("[data-list]");
    const more = module.querySelector("[data-more]");
    const asked = new URLSearchParams(location.search);
    let kind = asked.get("kind") || "";
    let engine = null;
    let turn = 0;
    let timer = 0;

    function load() {
      if (!engine) engine = location.protocol === "file:" ? small() : whole().catch(small);
      return engine;
    }

    /** @param {string} text */
    function tell(text) {
      results.hidden = false;
      count.textContent = text;
    }

    /** @param {Found} found @param {number} from */
    function show(found, from) {
      return found.load(from, from + PAGE).then(function (loaded) {
        loaded.forEach(function (result) {
          const kindOf = result.kind && h("p", { class: "wm-results__kind" }, result.kind);
          list.append(
            h("li", {}, h("h2", {}, h("a", { href: result.url }, result.title)), kindOf, h("p", {}, result.excerpt)),
          );
        });
        const shown = list.children.length;
        more.hidden = shown >= found.total;
        more.onclick = function () {
          show(found, shown).then(function () {
            const next = list.children[shown];
            if (next) next.querySelector("a").focus();
          });
        };
      });
    }

    /** @param {Object<string, number>} counts */
    function offer(counts) {
      const names = Object.keys(counts)
        .filter(function (name) {
          return counts[name] > 0 || name === kind;
        })
        .sort();
      kinds.querySelectorAll("label").forEach(function (label) {
        label.remove();
      });
      kinds.hidden = names.length < 2 && !kind;
      [""].concat(names).forEach(function (name) {
        const choice = h("input", { type: "radio", name: "kind", value: name, checked: name === kind });
        kinds.append(h("label", {}, choice, " " + (name ? name + " (" + (counts[name] || 0) + ")" : words.all)));
      });
    }

    function keep(query) {
      const kept = new URLSearchParams();
      if (query) kept.set("q", query);
      if (kind) kept.set("kind", kind);
      try {
        history.replaceState(null, "", kept.toString() ? "?" + kept : location.pathname);
      } catch (error) {
        // A page from a folder on disk keeps its address.
      }
    }

    function run() {
      const query = box.value.trim();
      const mine = (turn += 1);
      keep(query);
      if (!query) {
        list.textContent = "";
        kinds.hidden = more.hidden = true;
        return tell(words.empty);
      }
      if (results.hidden) tell(words.searching);
      return load()
        .then(function (find) {
          return find(query, kind);
        })
        .then(function (found) {
          return forgiving(found, query, kind);
        })
        .then(function (found) {
          if (mine !== turn) return undefined;
          list.textContent = "";
          tell(
            [say(found.total ? "found" : "none", { count: found.total, query: query })]
              .concat(
                (found.meant || []).map(function (word) {
                  return say("meant", { typed: word.typed, used: word.used.join("”, “") });
                }),
              )
              .join(" "),
          );
          const focused = document.activeElement instanceof HTMLInputElement && document.activeElement.name === "kind";
          offer(found.kinds);
          if (focused) kinds.querySelector("input:checked").focus();
          return show(found, 0);
        })
        .catch(function () {
          tell(words.trouble);
        });
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      run();
    });
    box.addEventListener("focus", load, { once: true });
    box.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(run, WAIT);
    });
    kinds.addEventListener("change", function (event) {
      kind = event.target.value;
      run();
    });
    if (asked.get("q")) {
      box.value = asked.get("q");
      run();
    }
  }

  document.querySelectorAll("[data-module=search]").forEach(search);
})();
