/**
 * The decision-tree engine, first file: answers in, the way through the questions out. It knows no page; Node loads it too.
 * `result.js` beside it works out where the way leads and why. Without script the pages have steps and tables instead.
 * It is the twin of generator/waymark_guide/trees/, where each step is explained, and says the same to the letter: tests/vectors holds the two together.
 *
 * @typedef {string[]} Value  One answer: the chosen options in the order of the file; `["?"]` is "I don't know".
 * @typedef {{values: Value[], kept: Value | null, byPlace: Map<number, object[]>}} Given  What an answer may be; `kept` is the one given, where others are tried.
 * @typedef {{truths: bigint, parts: number[][], changes: number[][]}} State  What a run remembers: true comparisons, [place, branch] where points came,
 *   and where it left the answers kept.
 */
(function (root) {
  "use strict";

  const UNKNOWN = "?";
  const MOST_FREE_OPTIONS = 10;
  const MOST_STATES = 20000;
  const MOST_SITUATIONS = 4000;
  const MOST_WEIGHT = 1000;

  const own = (map, name) => (map && Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined);
  const inOrder = (texts) => [...new Set(texts)].sort();
  const isUnknown = (value) => value.length === 1 && value[0] === UNKNOWN;
  const same = (one, other) => one.length === other.length && one.every((each, place) => each === other[place]);

  // The tree, made ready once.

  const ready = new WeakMap();

  /** Conditions become bits: one for each different comparison; a state is the sum of the bits that are true. */
  function prepare(tree) {
    if (ready.has(tree)) return ready.get(tree);
    const comparisons = new Map();
    const compare = (test, question, options) => {
      const words = JSON.stringify([test, question, options]);
      if (!comparisons.has(words))
        comparisons.set(words, { test, question, options, bit: 1n << BigInt(comparisons.size) });
      return comparisons.get(words);
    };
    const compile = (json) => {
      if (!json) return null;
      const [test] = Object.keys(json);
      if (test === "not") return { how: "not", parts: [compile(json.not)] };
      if (test === "all" || test === "any") return { how: test, parts: json[test].map(compile) };
      return test === "answered" ? compare(test, json.answered, []) : compare(test, json[test][0], json[test][1]);
    };
    const places = new Map(tree.questions.map((question, place) => [question.id, place]));
    const questions = tree.questions.map((question, place) => {
      const once = question.same_as && { how: "not", parts: [compare("answered", question.same_as, [])] };
      const askIf = compile(question.ask_if);
      return {
        id: question.id,
        place,
        key: question.same_as || question.id,
        fact: question.fact,
        ordered: question.ordered,
        matters: question.matters,
        several: question.type === "multi",
        dontKnow: question.dont_know,
        askIf,
        asks: once ? { how: "all", parts: [once, ...(askIf ? [askIf] : [])] } : askIf,
        ids: question.options.map((option) => option.id),
        options: question.options.map((option) => ({
          ...option,
          next: option.next && {
            ...option.next,
            place: option.next.to === "question" ? places.get(option.next.id) : tree.questions.length,
          },
        })),
      };
    });
    const outcomes = tree.outcomes.map((outcome) => ({
      ...outcome,
      when: compile(outcome.when),
      not_if: compile(outcome.not_if),
    }));
    const bits = (condition) =>
      !condition ? 0n : condition.bit || condition.parts.reduce((sum, part) => sum | bits(part), 0n);
    const reads = (shown) => {
      const read = [
        outcomes.filter(shown).reduce((sum, outcome) => sum | bits(outcome.when) | bits(outcome.not_if), 0n),
      ];
      for (const question of [...questions].reverse()) read.unshift(read[0] | bits(question.asks));
      return read;
    };
    const routed = new Set(
      questions.flatMap((question) =>
        question.options.map((option) => option.next && option.next.to === "outcome" && option.next.id),
      ),
    );
    const made = {
      ...tree,
      questions,
      outcomes,
      comparisons: [...comparisons.values()],
      choices: new Map(),
      ranked: tree.result.mode === "ranked",
      reads: {
        way: reads(() => false),
        lead: reads((outcome) => outcome.role === "option" || routed.has(outcome.id)),
        all: reads(() => true),
      },
    };
    ready.set(tree, made);
    return made;
  }

  /** @returns {boolean} whether a condition is true of a state; no condition is always true */
  function holds(condition, truths) {
    if (!condition) return true;
    if (condition.bit) return (truths & condition.bit) !== 0n;
    if (condition.how === "not") return !holds(condition.parts[0], truths);
    return condition.how === "any"
      ? condition.parts.some((part) => holds(part, truths))
      : condition.parts.every((part) => holds(part, truths));
  }

  /** What an answer to the question at a place brings with it. */
  function choiceOf(tree, place, value) {
    const name = `${place}=${value.join()}`;
    if (!tree.choices.has(name)) {
      const question = tree.questions[place];
      const chosen = question.options.filter((option) => value.includes(option.id));
      const isTrue = (test) =>
        test.test === "answered" || value.some((option) => test.options.includes(option)) !== (test.test === "none");
      tree.choices.set(name, {
        value,
        truths: tree.comparisons.reduce(
          (sum, test) => (test.question === question.key && isTrue(test) ? sum | test.bit : sum),
          0n,
        ),
        next: (chosen.find((option) => option.next) || { next: null }).next,
        effects: chosen.flatMap((option) => option.effects),
      });
    }
    return tree.choices.get(name);
  }

  // Answers as they come in.

  /** Keep what the tree knows, under its present ids; list the rest. @returns {{values: Map<string, Value>, dropped: string[]}} */
  function readAnswers(tree, answers) {
    const given = answers && typeof answers === "object" && !Array.isArray(answers) ? answers : {};
    const renamed = own(tree.was, "question") || {};
    const known = new Set([...tree.questions.map((question) => question.id), ...Object.keys(renamed)]);
    const dropped = Object.keys(given).filter((name) => !known.has(name));
    const values = new Map();
    for (const question of tree.questions) {
      for (const name of [question.id, ...Object.keys(renamed).filter((old) => renamed[old] === question.id)]) {
        if (own(given, name) === undefined || values.has(question.key)) continue;
        const value = readValue(question, given[name], own(own(tree.was, "option"), question.id), dropped);
        if (value.length) values.set(question.key, value);
      }
    }
    return { values, dropped: inOrder(dropped) };
  }

  function readValue(question, given, renamed, dropped) {
    const listed = typeof given === "string" ? (question.several ? given.split(",") : [given]) : given;
    if (!Array.isArray(listed) || !listed.every((each) => typeof each === "string")) {
      dropped.push(question.id);
      return [];
    }
    if (isUnknown(listed) && question.dontKnow) return [UNKNOWN];
    const names = listed.map((each) => own(renamed, each) || each);
    const drop = (ids) => dropped.push(...ids.map((each) => `${question.id}=${each}`));
    drop(names.filter((each) => !question.ids.includes(each)));
    const chosen = question.options.filter((option) => names.includes(option.id));
    if (!question.several) {
      if (chosen.length > 1) dropped.push(question.id);
      return chosen.length === 1 ? [chosen[0].id] : [];
    }
    const alone = chosen.filter((option) => option.exclusive).map((option) => option.id);
    const together = chosen.filter((option) => !option.exclusive).map((option) => option.id);
    drop(together.length ? alone : alone.slice(1));
    return together.length ? together : alone.slice(0, 1);
  }

  function everyValue(question) {
    if (!question.several) return question.ids.map((id) => [id]);
    const free = question.options.filter((option) => !option.exclusive).map((option) => option.id);
    const sets = (size, from) =>
      size === 0
        ? [[]]
        : free.slice(from).flatMap((id, step) => sets(size - 1, from + step + 1).map((rest) => [id, ...rest]));
    const sizes = free.length <= MOST_FREE_OPTIONS ? free.map((_, place) => place + 1) : [1, free.length];
    return [
      ...sizes.flatMap((size) => sets(size, 0)),
      ...question.options.filter((option) => option.exclusive).map((option) => [option.id]),
    ];
  }

  const goal = (next) => (next ? `${next.to}:${next.id}` : "");
  const plain = (question, value) => (question.several && !isUnknown(value) ? [...value] : value[0]);

  // Replay: the states of every completion, walked together place by place.

  const givenOf = (values, kept = null) => ({ values, kept, byPlace: new Map() });
  const isKnown = (given, question) => given.get(question.key).values.length === 1;

  /** @returns {Map<string, Given>} */
  const givens = (tree, values) =>
    new Map(
      [...values].map(([key, value]) => [
        key,
        givenOf(isUnknown(value) ? everyValue(tree.questions.find((each) => each.key === key)) : [value]),
      ]),
    );

  /** The values, grouped by where they lead and what they make true. */
  function branchesOf(tree, given, place) {
    if (!given.byPlace.has(place)) {
      const groups = new Map();
      for (const value of given.values) {
        const choice = choiceOf(tree, place, value);
        const name = `${choice.truths} ${goal(choice.next)}`;
        if (!groups.has(name))
          groups.set(name, {
            truths: choice.truths,
            next: choice.next,
            choices: [],
            scores: false,
            changes: Boolean(given.kept),
          });
        const group = groups.get(name);
        group.choices.push(choice);
        group.scores ||= choice.effects.length > 0;
        group.changes &&= !same(value, given.kept);
      }
      given.byPlace.set(place, [...groups.values()]);
    }
    return given.byPlace.get(place);
  }

  const START = new Map([[0, [{ truths: 0n, parts: [], changes: [] }]]]);

  /** Follow every completion from the start, or from states that are already under way; with at most so many answers left for others. */
  function walk(tree, given, reads, { scored = false, start = START, states = MOST_STATES, changes: most = 0 } = {}) {
    const last = tree.questions.length;
    const at = tree.questions.map(() => new Map());
    const ends = new Map();
    let count = 0;
    let cut = false;
    const keep = (map, name, made) => {
      const known = map.get(name);
      if (known ? made.changes.length < known.changes.length : ++count <= states) map.set(name, made);
    };
    const finish = (target, { truths, parts, changes }) => {
      const read = truths & reads[last];
      keep(ends, `${goal(target)} ${read} ${parts.join(";")}`, { target, truths: read, parts, changes });
    };
    const reach = (place, state) => {
      if (place === last) return finish({ to: "results", id: "" }, state);
      const truths = state.truths & reads[place];
      return keep(at[place], `${truths} ${state.parts.join(";")}`, { ...state, truths });
    };
    const take = (place, state, answer) =>
      branchesOf(tree, answer, place).forEach((branch, number) => {
        const changes = branch.changes ? [...state.changes, [place, number]] : state.changes;
        if (changes.length > most) return (cut = true);
        const after = {
          truths: state.truths | branch.truths,
          parts: scored && branch.scores ? [...state.parts, [place, number]] : state.parts,
          changes,
        };
        if (!branch.next) return reach(place + 1, after);
        return branch.next.to === "question" ? reach(branch.next.place, after) : finish(branch.next, after);
      });
    start.forEach((states, place) => states.forEach((state) => reach(place, state)));
    const asked = [];
    const waiting = new Map();
    tree.questions.forEach((question, place) => {
      const answer = given.get(question.key);
      const here = [];
      for (const state of at[place].values()) {
        if (holds(question.asks, state.truths)) here.push(state);
        else reach(place + 1, state);
      }
      if (!here.length) return;
      if (!answer) waiting.set(place, here);
      else {
        asked.push(place);
        here.forEach((state) => take(place, state, answer));
      }
    });
    const next = waiting.size ? waiting.keys().next().value : null;
    return { asked, waiting, ends: [...ends.values()], whole: count <= states, cut, next };
  }

  /** The fewest and the most questions that are still to be asked, each different situation explored once. */
  function questionsLeft(tree, original, start) {
    const given = new Map(original);
    const reads = tree.reads.way;
    const known = new Map();
    const first = start.keys().next().value;
    const left = (waiting) => {
      if (!waiting.size) return { min: 0, max: 0 };
      const place = waiting.keys().next().value;
      const again = new Set(
        tree.questions
          .slice(place)
          .filter((each) => each.key !== each.id && given.has(each.key))
          .map((each) => each.key),
      );
      const name =
        [...waiting]
          .map(([at, states]) => `${at}:${inOrder(states.map((state) => String(state.truths & reads[at])))}`)
          .join(" ") +
        [...again]
          .sort()
          .map((key) => ` ${key}=${given.get(key).values.join(";")}`)
          .join("");
      if (!known.has(name)) {
        const counts = count(waiting, place);
        known.set(name, counts);
        if (known.size > MOST_SITUATIONS) throw new RangeError("too many situations");
      }
      return known.get(name);
    };
    const count = (waiting, place) => {
      const { key } = tree.questions[place];
      const again = tree.questions.slice(place + 1).some((later) => later.key === key);
      const groups = new Map();
      for (const value of everyValue(tree.questions[place])) {
        const choice = choiceOf(tree, place, value);
        const kind = again ? value.join() : `${choice.truths & reads[place]} ${goal(choice.next)}`;
        if (!groups.has(kind)) groups.set(kind, givenOf([value]));
      }
      const counts = [...groups.values()].map((answer) =>
        left(walk(tree, given.set(key, answer), reads, { start: waiting }).waiting),
      );
      given.delete(key);
      return {
        min: 1 + Math.min(...counts.map((each) => each.min)),
        max: 1 + Math.max(...counts.map((each) => each.max)),
      };
    };
    try {
      return left(start);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { min: 1, max: tree.questions.slice(first).filter((question) => !original.has(question.key)).length };
    }
  }

  // The weights of the factors: the authors' own, or a reader's.

  function weightsOf(tree, weights) {
    return tree.factors.map((factor) => {
      const mine = own(weights, factor.id);
      return Number.isInteger(mine) && mine >= 0 && mine <= MOST_WEIGHT ? mine : factor.weight;
    });
  }

  // What others call.

  /** The replay, and what it tells: what was asked and answered, and which answers were not used or not understood. */
  function begin(compiled, answers) {
    const tree = prepare(compiled);
    const { values, dropped } = readAnswers(tree, answers);
    const given = givens(tree, values);
    const way = walk(tree, given, tree.reads.way);
    const asked = way.asked.map((place) => tree.questions[place]);
    const told = {
      asked: asked.map((question) => question.id),
      unused: [...values.keys()].filter((key) => !asked.some((question) => question.key === key)),
      dropped,
      answers: Object.fromEntries(asked.map((question) => [question.id, plain(question, values.get(question.key))])),
      next: null,
    };
    if (way.next !== null) {
      const { id, ids } = tree.questions[way.next];
      told.next = { question: id, options: [...ids], left: questionsLeft(tree, given, way.waiting) };
    }
    return { tree, values, given, way, asked, told };
  }

  /** Only the way: what was asked and answered, what is asked next (null at the end), and which answers were not used or not understood. */
  const replay = (compiled, answers) => begin(compiled, answers).told;

  /** Read the part of an address after `#`, in any order and however damaged. */
  function readFragment(compiled, text) {
    const tree = prepare(compiled);
    const dropped = [];
    const pairs = new Map();
    for (const part of text.replace(/^#/, "").split("&")) {
      const [, name, value] = /^([^=]*)=?([^]*)$/.exec(part);
      try {
        const key = decodeURIComponent(name);
        const decoded = decodeURIComponent(value);
        if (pairs.has(key)) dropped.push(part);
        else if (part) pairs.set(key, decoded);
      } catch {
        dropped.push(part);
      }
    }
    const take = (name, pattern) => {
      const value = pairs.get(name);
      pairs.delete(name);
      if (value === undefined || pattern.test(value)) return value ?? null;
      dropped.push(name);
      return null;
    };
    const version = take("v", /^[0-9]+\.[0-9]+\.[0-9]+$/);
    const outcome = take("o", /^[a-z0-9:,-]+$/);
    const weights = {};
    for (const each of (take("w", /^/) || null)?.split(",") ?? []) {
      const [, factor, weight] = /^([^:]*):([0-9]{1,4})$/.exec(each) || [];
      if (tree.factors.some((known) => known.id === factor) && Number(weight) <= MOST_WEIGHT)
        weights[factor] = Number(weight);
      else dropped.push(`w=${each}`);
    }
    const given = Object.create(null);
    pairs.forEach((value, name) => (given[name] = value));
    const read = readAnswers(tree, given);
    return {
      version,
      answers: Object.fromEntries(
        [...read.values].map(([key, value]) => [
          key,
          plain(
            tree.questions.find((question) => question.id === key),
            value,
          ),
        ]),
      ),
      outcome:
        outcome &&
        outcome
          .split(",")
          .map((each) => own(own(tree.was, "outcome"), each) || each)
          .join(),
      weights: Object.keys(weights).length ? weights : null,
      dropped: inOrder([...dropped, ...read.dropped]),
    };
  }

  /** Write the part of an address after `#` that brings back these answers. */
  function writeFragment(compiled, { answers, outcome = null, weights = null }) {
    const tree = prepare(compiled);
    const pairs = [
      ["v", tree.version],
      ...[...readAnswers(tree, answers).values].map(([key, value]) => [key, value.join()]),
    ];
    if (outcome) pairs.push(["o", outcome]);
    if (weights && Object.keys(weights).length) {
      const chosen = weightsOf(tree, weights);
      pairs.push(["w", tree.factors.map((factor, place) => `${factor.id}:${chosen[place]}`).join()]);
    }
    return pairs
      .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%(2C|3A|3F)/g, decodeURIComponent)}`)
      .join("&");
  }

  /** What `result.js` builds on. */
  const inner = {
    own,
    inOrder,
    isUnknown,
    same,
    holds,
    choiceOf,
    branchesOf,
    everyValue,
    plain,
    givenOf,
    isKnown,
    walk,
    begin,
    weightsOf,
  };
  const engine = { replay, readFragment, writeFragment, inner };
  root.WaymarkEngine = engine;
  if (typeof module === "object" && module.exports) module.exports = engine;
})(globalThis);
