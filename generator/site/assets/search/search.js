// Searches the whole site as you type: Pagefind from a web server, a small index of titles and summaries from a folder on disk.
// Without it: the form leads back to this page, whose lists lead to every other.
(function () {
  "use strict";

  var ROOT = new URL(document.documentElement.getAttribute("data-root") || "./", document.baseURI);
  var PAGE = 10;
  var WAIT = 180;
  var similar = null;

  /**
   * @typedef {{url: string, title: string, kind: string, excerpt: Node}} Result
   * @typedef {{total: number, kinds: Object<string, number>, load: function(number, number): Promise<Result[]>}} Found
   */

  /** Fill the {braces} of a text. @param {string} words @param {Object<string, unknown>} values */
  function fill(words, values) {
    return words.replace(/\{(\w+)\}/g, function (_, name) {
      return String(values[name]);
    });
  }

  /** @param {string} path */
  function script(path) {
    return new Promise(function (done, fail) {
      var tag = document.createElement("script");
      tag.src = new URL(path, ROOT).href;
      tag.onload = done;
      tag.onerror = fail;
      document.head.append(tag);
    });
  }

  /** Only the words and the marks of an excerpt, whatever else it may hold. @param {string} html */
  function marked(html) {
    var made = document.createDocumentFragment();
    new DOMParser().parseFromString(html, "text/html").body.childNodes.forEach(function (node) {
      var kept = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
      kept.textContent = node.textContent;
      made.append(kept);
    });
    return made;
  }

  /** @returns {Promise<function(string, string): Promise<Found>>} */
  function whole() {
    return import(new URL("pagefind/pagefind.js", ROOT).href).then(function (pagefind) {
      return pagefind.options({ baseUrl: ROOT.pathname, excerptLength: 28 }).then(function () {
        return pagefind.filters();
      }).then(function () {
        return function (query, kind) {
          return pagefind.search(query, kind ? { filters: { kind: kind } } : {}).then(function (answer) {
            return {
              total: answer.results.length,
              kinds: (kind ? answer.totalFilters : answer.filters).kind || {},
              load: function (from, to) {
                return Promise.all(answer.results.slice(from, to).map(function (result) {
                  return result.data().then(function (data) {
                    return { url: data.url, title: data.meta.title, kind: (data.filters.kind || [""])[0], excerpt: marked(data.excerpt) };
                  });
                }));
              },
            };
          });
        };
      });
    });
  }

  /** How many letters of a word may be wrong. @param {string} word */
  function mistakes(word) {
    return word.length < 4 ? 0 : word.length < 5 ? 1 : 2;
  }

  /** @returns {Promise<function(string, string): Promise<Found>>} */
  function small() {
    return script("assets/vendor/minisearch.js").then(function () {
      return script("assets/search/index.js");
    }).then(function () {
      var pages = globalThis.WaymarkPages;
      var index = new globalThis.MiniSearch({ fields: ["title", "about", "more"], searchOptions: { boost: { title: 4, about: 2 }, prefix: true, fuzzy: mistakes } });
      index.addAll(pages.map(function (page, place) {
        return { id: place, title: page[1], about: page[3], more: page[4] };
      }));
      return function (query, kind) {
        var kinds = {};
        var found = index.search(query).map(function (hit) {
          return pages[hit.id];
        });
        found.forEach(function (page) {
          kinds[page[2]] = (kinds[page[2]] || 0) + 1;
        });
        if (kind) found = found.filter(function (page) {
          return page[2] === kind;
        });
        return Promise.resolve({
          total: found.length,
          kinds: kinds,
          load: function (from, to) {
            return Promise.resolve(found.slice(from, to).map(function (page) {
              var url = new URL(page[0], ROOT);
              if (url.protocol === "file:") url.pathname += "index.html";
              return { url: url.href, title: page[1], kind: page[2], excerpt: document.createTextNode(page[3]) };
            }));
          },
        });
      };
    });
  }

  /**
   * Whether a word of the query stands in none of the results: the index then answered to its first letters alone.
   * @param {string} query @param {Result[]} results
   */
  function mistyped(query, results) {
    var hits = results.map(function (result) {
      return result.excerpt.textContent + " " + result.title;
    }).join(" ").toLowerCase();
    return query.toLowerCase().split(/\s+/).some(function (word) {
      return word.length > 3 && hits.indexOf(word.slice(0, Math.max(4, word.length - 3))) < 0;
    });
  }

  /**
   * What was found, or, for people who mistype, the pages with nearly the same words.
   * @param {Found} found @param {string} query @param {string} kind
   */
  function forgiving(found, query, kind) {
    return found.load(0, PAGE).then(function (results) {
      if (!mistyped(query, results)) return found;
      similar = similar || small();
      return similar.then(function (find) {
        return find(query, kind);
      }).then(function (near) {
        return near.total ? near : found;
      });
    }).catch(function () {
      return found;
    });
  }

  /** @param {Element} module */
  function search(module) {
    var words = JSON.parse(document.getElementById(module.getAttribute("data-words")).textContent);
    var form = module.querySelector("form");
    var box = module.querySelector("input[type=search]");
    var results = module.querySelector("[data-results]");
    var count = module.querySelector("[data-count]");
    var kinds = module.querySelector("[data-kinds]");
    var list = module.querySelector("[data-list]");
    var more = module.querySelector("[data-more]");
    var asked = new URLSearchParams(location.search);
    var kind = asked.get("kind") || "";
    var engine = null;
    var turn = 0;
    var timer = 0;

    function load() {
      if (!engine) engine = (location.protocol === "file:" ? small() : whole().catch(small));
      return engine;
    }

    /** @param {string} text */
    function say(text) {
      results.hidden = false;
      count.textContent = text;
    }

    /** @param {Found} found @param {number} from */
    function show(found, from) {
      return found.load(from, from + PAGE).then(function (loaded) {
        loaded.forEach(function (result) {
          var entry = document.createElement("li");
          var link = document.createElement("a");
          var title = document.createElement("h2");
          var excerpt = document.createElement("p");
          link.href = result.url;
          link.textContent = result.title;
          title.append(link);
          excerpt.append(result.excerpt);
          entry.append(title);
          if (result.kind) {
            var label = document.createElement("p");
            label.className = "wm-results__kind";
            label.textContent = result.kind;
            entry.append(label);
          }
          entry.append(excerpt);
          list.append(entry);
        });
        var shown = list.children.length;
        more.hidden = shown >= found.total;
        more.onclick = function () {
          show(found, shown).then(function () {
            var next = list.children[shown];
            if (next) next.querySelector("a").focus();
          });
        };
      });
    }

    /** @param {Object<string, number>} counts */
    function offer(counts) {
      var names = Object.keys(counts).filter(function (name) {
        return counts[name] > 0 || name === kind;
      }).sort();
      kinds.querySelectorAll("label").forEach(function (label) {
        label.remove();
      });
      kinds.hidden = names.length < 2 && !kind;
      [""].concat(names).forEach(function (name) {
        var label = document.createElement("label");
        var choice = document.createElement("input");
        choice.type = "radio";
        choice.name = "kind";
        choice.value = name;
        choice.checked = name === kind;
        label.append(choice, " " + (name ? name + " (" + (counts[name] || 0) + ")" : words.all));
        kinds.append(label);
      });
    }

    function keep(query) {
      var kept = new URLSearchParams();
      if (query) kept.set("q", query);
      if (kind) kept.set("kind", kind);
      try {
        history.replaceState(null, "", kept.toString() ? "?" + kept : location.pathname);
      } catch (error) {
        // A page from a folder on disk keeps its address.
      }
    }

    function run() {
      var query = box.value.trim();
      var mine = (turn += 1);
      keep(query);
      if (!query) {
        list.textContent = "";
        kinds.hidden = more.hidden = true;
        return say(words.empty);
      }
      if (results.hidden) say(words.searching);
      return load().then(function (find) {
        return find(query, kind);
      }).then(function (found) {
        return forgiving(found, query, kind);
      }).then(function (found) {
        if (mine !== turn) return undefined;
        list.textContent = "";
        var pattern = found.total === 1 ? words["found.one"] : found.total ? words["found.other"] : words.none;
        say(fill(pattern, { count: found.total, query: query }));
        var focused = document.activeElement instanceof HTMLInputElement && document.activeElement.name === "kind";
        offer(found.kinds);
        if (focused) kinds.querySelector("input:checked").focus();
        return show(found, 0);
      }).catch(function () {
        say(words.trouble);
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
