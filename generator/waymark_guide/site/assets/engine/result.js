/**
 * The decision-tree engine, second file: where a finished way leads, why, and what would change it. It builds on `engine.js` and knows no page.
 *
 * @typedef {{candidates: number[], fixed: number[], open: object[], parts: number[][]}} Contest  What is certain, and what unknowns may add.
 */
(function (root) {
  "use strict";

  const engine = typeof module === "object" && module.exports ? require("./engine.js") : root.WaymarkEngine;
  const {
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
  } = engine.inner;

  const MOST_STEPS = 60000;
  const STEPS_A_LOOK = 4;
  const MOST_WHOLE = 1000;
  const MOST_TRIED = 3;
  const MOST_STATES_TRIED = 4000;
  const FEWEST_FACTS = 3;
  const URGENCY = ["high", "medium", "low", null];

  const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

  // Answers and conditions, looked at again.

  /** @returns {string[]} the questions whose answers make the condition what it is, true or false */
  function deciding(condition, truths) {
    if (!condition) return [];
    if (condition.bit) return [condition.question];
    const outcome = holds(condition, truths);
    const everything = condition.how === "not" || outcome === (condition.how === "all");
    return condition.parts
      .filter((part) => everything || holds(part, truths) === outcome)
      .flatMap((part) => deciding(part, truths));
  }

  /** The answers that differ from this one by a single option. */
  function toggled(question, value) {
    if (!question.several) return question.ids.filter((id) => id !== value[0]).map((id) => [id]);
    return question.options
      .map((option) => {
        if (value.includes(option.id)) return value.filter((id) => id !== option.id);
        if (option.exclusive) return [option.id];
        return question.options
          .filter((each) => each.id === option.id || (value.includes(each.id) && !each.exclusive))
          .map((each) => each.id);
      })
      .filter((other) => other.length);
  }

  // Scores, and who leads.

  const scoresOf = (tree, weights) => ({ tree, weights, steps: MOST_STEPS, byChoice: new Map(), byBranch: new Map() });

  function pointsOf(scores, choice) {
    if (!scores.byChoice.has(choice)) {
      const totals = scores.tree.outcomes.map(() => 0);
      for (const [outcome, factor, points] of choice.effects) totals[outcome] += scores.weights[factor] * points;
      scores.byChoice.set(choice, totals);
    }
    return scores.byChoice.get(choice);
  }

  const distinct = (lists) => [...new Map(lists.map((list) => [list.join(), list])).values()];

  function spreadOf(scores, branch) {
    if (!scores.byBranch.has(branch)) {
      scores.byBranch.set(branch, {
        possible: distinct(branch.choices.map((choice) => pointsOf(scores, choice))),
        least: new Map(),
      });
    }
    return scores.byBranch.get(branch);
  }

  /** What is certain, added up, apart from what is not. @returns {Contest} */
  function contestOf(scores, candidates, parts, given) {
    const { tree } = scores;
    const fixed = tree.outcomes.map(() => 0);
    const open = [];
    for (const [place, number] of parts) {
      const spread = spreadOf(scores, branchesOf(tree, given.get(tree.questions[place].key), place)[number]);
      if (spread.possible.length > 1) open.push(spread);
      else spread.possible[0].forEach((points, outcome) => (fixed[outcome] += points));
    }
    return { candidates, fixed, open, parts };
  }

  const extreme = (pick) => (contest, outcome) =>
    contest.fixed[outcome] +
    total(contest.open.map((spread) => pick(...spread.possible.map((points) => points[outcome]))));
  const lowest = extreme(Math.min);
  const highest = extreme(Math.max);

  /** The least by which one outcome leads another; negative where it may fall behind. */
  function leastLead(contest, one, other) {
    let lead = contest.fixed[one] - contest.fixed[other];
    const pair = one * contest.fixed.length + other;
    for (const { possible, least } of contest.open) {
      if (!least.has(pair)) least.set(pair, Math.min(...possible.map((points) => points[one] - points[other])));
      lead += least.get(pair);
    }
    return lead;
  }

  const mostLead = (contest, one, other) => -leastLead(contest, other, one);

  /** Whether an outcome comes first in some completion, by branch and bound; null where the steps ran out. @returns {boolean | null} */
  function mayLead(scores, contest, outcome) {
    if (contest.open.length && (scores.steps -= STEPS_A_LOOK) <= 0) return null;
    const rivals = contest.candidates.filter((rival) => rival !== outcome && leastLead(contest, outcome, rival) < 0);
    if (rivals.some((rival) => mostLead(contest, outcome, rival) < 0)) return false;
    if (!rivals.length) return true;
    const gains = contest.open.map((spread) =>
      distinct(spread.possible.map((points) => rivals.map((rival) => points[outcome] - points[rival]))).sort(
        (one, other) => total(other) - total(one),
      ),
    );
    const best = [rivals.map(() => 0)];
    for (const each of [...gains].reverse())
      best.unshift(best[0].map((ahead, rival) => ahead + Math.max(...each.map((gain) => gain[rival]))));
    const search = (depth, leads) => {
      if (leads.some((lead, rival) => lead + best[depth][rival] < 0)) return false;
      if (depth === gains.length) return true;
      let answer = false;
      for (const gain of gains[depth]) {
        if (scores.steps <= 0) return null;
        scores.steps -= 1;
        const found = search(
          depth + 1,
          leads.map((lead, rival) => lead + gain[rival]),
        );
        if (found) return true;
        if (found === null) answer = null;
      }
      return answer;
    };
    return search(
      0,
      rivals.map((rival) => contest.fixed[outcome] - contest.fixed[rival]),
    );
  }

  const isRuledOut = (outcome, { truths }) => Boolean(outcome.not_if) && holds(outcome.not_if, truths);
  const stands = (outcome, { truths }) => !outcome.only_by_route && holds(outcome.when, truths);
  const isRouted = (outcome, { target }) => target.to === "outcome" && target.id === outcome.id;
  const isOption = (outcome, end) =>
    isRouted(outcome, end) || (end.target.to === "results" && outcome.role === "option" && stands(outcome, end));
  const placesWhere = (list, test) => list.flatMap((each, place) => (test(each) ? [place] : []));

  /** The options that an end leaves in. @returns {number[]} */
  function candidatesOf(tree, end) {
    const found = placesWhere(tree.outcomes, (outcome) => isOption(outcome, end) && !isRuledOut(outcome, end));
    return tree.result.mode === "first" ? found.slice(0, 1) : found;
  }

  const competes = (tree, end, left) => end.target.to === "results" && tree.ranked && left.length > 0;
  const follow = (tree, given) => walk(tree, given, tree.reads.lead, { scored: tree.ranked });

  /** What comes first over every end of a complete replay. */
  function standingOf(scores, given, followed) {
    const { tree } = scores;
    const sure = [];
    const contests = [];
    for (const end of followed.ends) {
      const left = candidatesOf(tree, end);
      if (end.target.to === "tree") sure.push([`tree:${end.target.id}`]);
      else if (competes(tree, end, left)) contests.push(contestOf(scores, left, end.parts, given));
      else sure.push(left.map((place) => tree.outcomes[place].id));
    }
    const { may, unproved } = leaders(scores, contests);
    const everyone = new Set([...[...may].map((place) => tree.outcomes[place].id), ...sure.flat()]);
    const isTie = (contest) => {
      const places = contest.candidates.filter((place) => everyone.has(tree.outcomes[place].id));
      const even = (place) => leastLead(contest, places[0], place) === 0 && leastLead(contest, place, places[0]) === 0;
      return places.length > 0 && places.length === everyone.size && places.every(even);
    };
    return {
      leads: [
        ...tree.outcomes.map((outcome) => outcome.id).filter((id) => everyone.has(id)),
        ...[...everyone].filter((id) => id.startsWith("tree:")).sort(),
      ],
      settled: !unproved.size && sure.every((each) => new Set(each).size === everyone.size) && contests.every(isTie),
      unproved: new Set([...unproved].map((place) => tree.outcomes[place].id)),
      contests,
    };
  }

  function leaders(scores, contests) {
    const may = new Set();
    const unproved = new Set();
    const first = winner(contests);
    if (first !== null) return { may: may.add(first), unproved };
    scores.tree.outcomes.forEach((_, outcome) => {
      let doubt = false;
      for (const contest of contests) {
        if (!contest.candidates.includes(outcome)) continue;
        const answer = mayLead(scores, contest, outcome);
        doubt = doubt || answer === null;
        if (answer) {
          may.add(outcome);
          return;
        }
      }
      if (doubt) unproved.add(outcome) && may.add(outcome);
    });
    return { may, unproved };
  }

  /** The outcome that is ahead of every rival at every end whatever the unknowns, if there is one. */
  function winner(contests) {
    if (!contests.length) return null;
    const middle = (outcome) => lowest(contests[0], outcome) + highest(contests[0], outcome);
    const best = contests[0].candidates.reduce((one, other) => (middle(other) > middle(one) ? other : one));
    const ahead = (contest) =>
      contest.candidates.includes(best) &&
      contest.candidates.every((rival) => rival === best || leastLead(contest, best, rival) > 0);
    return contests.every(ahead) ? best : null;
  }

  // The result.

  /** Every effect of the known answers on an outcome, the largest first. */
  function becauseOfScore(scores, given, places, outcome) {
    const { tree } = scores;
    const found = places.flatMap((place) => {
      const question = tree.questions[place];
      const [value] = given.get(question.key).values;
      return question.options
        .filter((option) => value.includes(option.id))
        .flatMap((option) =>
          option.effects.filter((effect) => effect[0] === outcome).map((effect) => ({ option: option.id, effect })),
        )
        .map(({ option, effect: [, factor, points, reason] }) => ({
          question: question.id,
          option,
          factor: tree.factors[factor].id,
          points,
          adds: points * scores.weights[factor],
          text: tree.reasons[reason].text || null,
          sources: tree.reasons[reason].sources,
        }));
    });
    return found.sort((one, other) => Math.abs(other.adds) - Math.abs(one.adds));
  }

  function becauseOfAnswers(tree, given, asked, keys) {
    const known = new Map();
    for (const place of asked) {
      const question = tree.questions[place];
      if (given.get(question.key).values.length === 1 && !known.has(question.key)) known.set(question.key, question);
    }
    return [...new Set(keys)]
      .filter((key) => known.has(key))
      .map((key) => ({
        question: known.get(key).id,
        option: plain(known.get(key), given.get(key).values[0]),
        factor: null,
        points: null,
        adds: null,
        text: null,
        sources: [],
      }));
  }

  function becauseOfRoute(tree, given, asked) {
    const read = new Set(tree.comparisons.map((comparison) => comparison.question));
    const bears = (question) => read.has(question.key) || question.options.some((option) => option.next);
    return becauseOfAnswers(
      tree,
      given,
      asked,
      asked
        .map((place) => tree.questions[place])
        .filter(bears)
        .reverse()
        .map((question) => question.key),
    );
  }

  function becauseOfCondition(tree, given, asked, place, end) {
    const keys = deciding(tree.outcomes[place].when, end.truths);
    if (tree.result.mode === "first" && tree.outcomes[place].role === "option") {
      for (const earlier of tree.outcomes.slice(0, place)) {
        if (earlier.role !== "option" || earlier.only_by_route) continue;
        keys.push(...deciding(isRuledOut(earlier, end) ? earlier.not_if : earlier.when, end.truths));
      }
    }
    return becauseOfAnswers(tree, given, asked, keys);
  }

  /** What the answers come to. */
  function resultOf(scores, given, way, now) {
    const { tree } = scores;
    const rule = tree.result;
    const contests = now ? now.contests : [];
    const known = way.asked.filter((place) => given.get(tree.questions[place].key).values.length === 1);
    const counted = known.filter((place) =>
      contests.every((contest) => contest.parts.some((part) => part[0] === place)),
    );
    const valueAt = (place) => given.get(tree.questions[place].key).values[0];

    const left = new Map(way.ends.map((end) => [end, candidatesOf(tree, end)]));
    const isBeside = (outcome, end) =>
      outcome.role !== "option" && end.target.to !== "tree" && stands(outcome, end) && !isRuledOut(outcome, end);
    const ends = tree.outcomes.map((outcome, place) =>
      way.ends.filter((end) => left.get(end).includes(place) || isBeside(outcome, end)),
    );

    // Ranked: first those that may lead, then by the middle of the range (twice, to stay whole).
    const within = (place) => contests.filter((contest) => contest.candidates.includes(place));
    const low = (place) => Math.min(...within(place).map((contest) => lowest(contest, place)));
    const high = (place) => Math.max(...within(place).map((contest) => highest(contest, place)));
    const leads = (place) => Boolean(now) && now.leads.includes(tree.outcomes[place].id);
    const ranked = [...tree.outcomes.keys()]
      .filter((place) => within(place).length)
      .map((place) => ({ place, behind: leads(place) ? 0 : 1, middle: low(place) + high(place) }))
      .sort((one, other) => one.behind - other.behind || other.middle - one.middle);
    const ties = (one, other) => one.behind === other.behind && one.middle === other.middle;
    const ranks = new Map();
    ranked.forEach((row, position) => {
      const tied = position > 0 && ties(ranked[position - 1], row);
      ranks.set(row.place, tied ? ranks.get(ranked[position - 1].place) : position + 1);
    });
    const closeTo = (contest, first, rival) =>
      rival !== first &&
      leastLead(contest, first, rival) <= rule.close_call_within &&
      mostLead(contest, first, rival) >= -rule.close_call_within;
    const isClose =
      ranked.length > 0 &&
      within(ranked[0].place).some((contest) =>
        contest.candidates.some((rival) => closeTo(contest, ranked[0].place, rival)),
      );

    const couldLead = (place) => {
      const { id, role } = tree.outcomes[place];
      if (role !== "option" && !ends[place].some((end) => isRouted(tree.outcomes[place], end))) return false;
      return !now || now.unproved.has(id) ? null : now.leads.includes(id);
    };
    const told = (place) => {
      const outcome = tree.outcomes[place];
      const isRanked = ranks.has(place);
      const byRoute = isRouted(outcome, ends[place][0]);
      return {
        id: outcome.id,
        approach: outcome.approach,
        role: outcome.role,
        modality: outcome.modality,
        by: byRoute ? "route" : isRanked ? "score" : outcome.role === "always" ? "always" : "when",
        rank: isRanked ? ranks.get(place) : null,
        score: isRanked ? total(counted.map((at) => pointsOf(scores, choiceOf(tree, at, valueAt(at)))[place])) : null,
        low: isRanked ? low(place) : null,
        high: isRanked ? high(place) : null,
        certain: ends[place].length === way.ends.length,
        could_lead: couldLead(place),
        because: [
          ...(isRanked ? becauseOfScore(scores, given, counted, place) : []),
          ...(byRoute
            ? becauseOfRoute(tree, given, way.asked)
            : becauseOfCondition(tree, given, way.asked, place, ends[place][0])),
        ],
      };
    };
    const present = placesWhere(ends, (list) => list.length);
    const options = present.filter((place) => tree.outcomes[place].role === "option");

    const best = new Map();
    for (const row of rule.group_by ? ranked : []) {
      const { layer } = tree.outcomes[row.place];
      if (layer && !best.has(layer)) best.set(layer, [row]);
      else if (layer && ties(best.get(layer)[0], row)) best.get(layer).push(row);
    }
    const firstLayer = ranked.length ? tree.outcomes[ranked[0].place].layer : null;

    const ruledOut = placesWhere(ends, (list) => !list.length).flatMap((place) => {
      const outcome = tree.outcomes[place];
      const at = way.ends.find((end) => isOption(outcome, end) && isRuledOut(outcome, end));
      const keys = at && deciding(outcome.not_if, at.truths);
      return !at
        ? []
        : {
            id: outcome.id,
            because: outcome.ruled_out_because ? [outcome.ruled_out_because] : [],
            questions: way.asked
              .map((asked) => tree.questions[asked])
              .filter((question) => keys.includes(question.key))
              .map((question) => question.id),
          };
    });

    const trees = inOrder(way.ends.filter((end) => end.target.to === "tree").map((end) => end.target.id));
    const over =
      rule.gather_first !== null && (way.asked.length - known.length) * 100 > rule.gather_first * way.asked.length;
    const gather = !now ? "too-many" : over && !now.settled ? "share" : null;
    return {
      mode: rule.mode,
      settled: Boolean(now) && now.settled,
      gather_first: gather !== null,
      gather_because: gather,
      close_call: isClose,
      jump: trees.length === 1 && way.ends.every((end) => end.target.to === "tree") ? trees[0] : null,
      may_jump: trees,
      outcomes: [
        ...options.filter((place) => !ranks.has(place)),
        ...ranks.keys(),
        ...present.filter((place) => !options.includes(place)),
      ].map(told),
      groups: [...best].map(([layer, rows]) => ({
        layer,
        outcomes: rows.map((row) => tree.outcomes[row.place].id),
        joins: layer === firstLayer || rule.blend_with.includes(layer),
      })),
      ruled_out: ruledOut,
      notes: known.flatMap((place) =>
        tree.questions[place].options
          .filter((option) => option.note && valueAt(place).includes(option.id))
          .map((option) => ({ question: tree.questions[place].id, option: option.id })),
      ),
    };
  }

  /** Each unknown with the result that each of its options would leave possible; the one that narrows most comes first. */
  function unknownsOf(scores, given, asked, now) {
    const { tree } = scores;
    const byOption = (question) => {
      const results = {};
      for (const { id } of question.options) {
        const narrowed = new Map(given).set(
          question.key,
          givenOf(given.get(question.key).values.filter((value) => value.includes(id))),
        );
        const then = standingOf(scores, narrowed, follow(tree, narrowed));
        if (then.unproved.size) return null;
        results[id] = then.leads;
      }
      return results;
    };
    const urgency = (question) => URGENCY.indexOf(question.matters);
    return asked
      .filter((question) => given.get(question.key).values.length > 1)
      .sort((one, other) => urgency(one) - urgency(other) || one.place - other.place)
      .map((question) => {
        const results = now && !now.unproved.size ? byOption(question) : null;
        const lists = Object.values(results || {});
        const sizes = lists.map((list) => list.length);
        const decides = results ? lists.some((list) => !same(list, now.leads)) : null;
        const some =
          Math.max(...sizes) === 1 ? "settles" : now && Math.min(...sizes) < now.leads.length ? "narrows" : "changes";
        const told = {
          question: question.id,
          decides,
          if: results || {},
          left: results && { min: Math.min(...sizes), max: Math.max(...sizes) },
          why: decides ? some : results ? "nothing" : "unclear",
          matters: question.matters,
        };
        return { last: results ? 0 : 1, left: total(sizes), of: sizes.length || 1, told };
      })
      .sort((one, other) => one.last - other.last || one.left * other.of - other.left * one.of)
      .map((row) => row.told);
  }

  /** The single changes of a known answer that lead to another result, or to a question that has no answer yet. */
  function wouldChange(scores, given, asked, now) {
    const { tree } = scores;
    return asked.flatMap((question) => {
      const { values } = given.get(question.key);
      if (values.length > 1) return [];
      return toggled(question, values[0]).flatMap((value) => {
        const changed = new Map(given).set(question.key, givenOf([value]));
        const followed = follow(tree, changed);
        const told = {
          question: question.id,
          from: plain(question, values[0]),
          to: plain(question, value),
          result: [],
          asks: null,
        };
        if (followed.next !== null) return { ...told, asks: tree.questions[followed.next].id };
        const then = standingOf(scores, changed, followed);
        const sure = followed.whole && !then.unproved.size && !now.unproved.size;
        return sure && !same(then.leads, now.leads) ? { ...told, result: then.leads } : [];
      });
    });
  }

  // What the result rests on.

  /** The fewest answers that change what comes first, one such set, and what comes first then; `proved` says that there are no fewer. */
  function fewestOf(scores, given, now) {
    const { tree } = scores;
    const [flip, proved] = now && now.settled ? flipOf(scores, given, now) : [null, false];
    const none = { count: null, proved, changes: [], result: [] };
    if (!flip) return none;
    const changed = new Map(given);
    const changes = [...flip.changes]
      .sort((one, other) => one[0] - other[0])
      .map(([place, value]) => {
        const question = tree.questions[place];
        changed.set(question.key, givenOf([value]));
        return {
          question: question.id,
          from: plain(question, given.get(question.key).values[0]),
          to: plain(question, value),
        };
      });
    const followed = follow(tree, changed);
    const then = standingOf(scores, changed, followed);
    if (followed.next !== null || then.unproved.size || same(then.leads, now.leads)) return { ...none, proved: false };
    return { count: changes.length, proved, changes, result: then.leads };
  }

  function flipOf(scores, given, now) {
    const { tree } = scores;
    const wide = new Map(given);
    for (const question of tree.questions) {
      if (question.key === question.id && given.has(question.key) && isKnown(given, question)) {
        wide.set(question.key, givenOf(everyValue(question), given.get(question.key).values[0]));
      }
    }
    const [first, ...tied] = placesWhere(tree.outcomes, (outcome) => now.leads.includes(outcome.id));
    const known = new Map();
    const wideAt = (place) => wide.get(tree.questions[place].key);
    const leadOf = (place, value, one, other) => {
      const points = pointsOf(scores, choiceOf(tree, place, value));
      return points[one] - points[other];
    };
    const bestOf = ([place, number], one, other) => {
      const name = `${place} ${number} ${one} ${other}`;
      if (!known.has(name)) {
        const { kept } = wideAt(place);
        const apart = (value) =>
          kept
            ? value.filter((id) => !kept.includes(id)).length + kept.filter((id) => !value.includes(id)).length
            : value.length;
        const rows = branchesOf(tree, wideAt(place), place)[number].choices.map(({ value }) => ({
          value,
          most: leadOf(place, value, one, other),
          apart: apart(value),
        }));
        known.set(
          name,
          rows.reduce((best, row) =>
            row.most > best.most || (row.most === best.most && row.apart < best.apart) ? row : best,
          ),
        );
      }
      return known.get(name);
    };
    /** The fewest answers with which one outcome leads the other by so much: what is free, then the largest gains. */
    const overtaking = (end, one, other, by) => {
      let past = -by;
      const changes = [];
      const gains = [];
      const isChange = (part) => end.changes.some((each) => same(each, part));
      for (const part of [...end.parts, ...end.changes.filter((each) => !end.parts.some((part) => same(each, part)))]) {
        const [place] = part;
        const { most, value } = bestOf(part, one, other);
        const { kept } = wideAt(place);
        if (isChange(part)) changes.push([place, value]);
        const free = isChange(part) || !kept ? most : leadOf(place, kept, one, other);
        if (most > free) gains.push({ gain: most - free, change: [place, value] });
        past += free;
      }
      for (const { gain, change } of gains.sort((a, b) => b.gain - a.gain)) {
        if (past >= 0) break;
        past += gain;
        changes.push(change);
      }
      return past >= 0 ? [{ changes, past }] : [];
    };
    const flips = (end) => {
      const left = candidatesOf(tree, end);
      const compete = competes(tree, end, left);
      if (compete && first !== undefined && [first, ...tied].every((place) => left.includes(place))) {
        return [
          ...left
            .filter((rival) => rival !== first && !tied.includes(rival))
            .flatMap((rival) => overtaking(end, rival, first, 0)),
          ...tied.flatMap((other) => [...overtaking(end, other, first, 1), ...overtaking(end, first, other, 1)]),
        ];
      }
      const leads = end.target.to === "tree" ? [`tree:${end.target.id}`] : left.map((place) => tree.outcomes[place].id);
      return compete || !same(leads, now.leads)
        ? [{ changes: end.changes.map((part) => [part[0], bestOf(part, 0, 0).value]), past: 0 }]
        : [];
    };
    const better = (one, other) => other.changes.length - one.changes.length || one.past - other.past;
    let best = null;
    for (let tried = 0; tried <= MOST_TRIED; tried += 1) {
      const walked = walk(tree, wide, tree.reads.lead, {
        scored: tree.ranked,
        states: MOST_STATES_TRIED,
        changes: tried,
      });
      if (!walked.whole) break;
      for (const end of walked.ends) {
        if (end.changes.length === tried)
          for (const flip of flips(end)) if (!best || better(flip, best) > 0) best = flip;
      }
      if (!walked.cut || (best && best.changes.length <= tried + 1)) return [best, true];
    }
    return [best, false];
  }

  /** The known answers that decide a settled result, each with why: the points of the lead, or a condition or the way that reads it. */
  function groundsOf(scores, given, followed, now) {
    if (!now || !now.settled) return [];
    const { tree } = scores;
    const first = placesWhere(tree.outcomes, (outcome) => now.leads.includes(outcome.id));
    const asked = new Map();
    for (const place of [...followed.asked].reverse()) {
      const question = tree.questions[place];
      if (isKnown(given, question)) asked.set(question.key, question);
    }
    const valueOf = (key) => given.get(key).values[0];
    const entry = (key, why, without, adds = null, over = null) => ({
      question: asked.get(key).id,
      option: plain(asked.get(key), valueOf(key)),
      why,
      adds,
      over: over === null ? null : tree.outcomes[over].id,
      without: without.map((place) => tree.outcomes[place].id),
    });

    const found = [];
    const contests = now.contests.filter((contest) => contest.candidates.includes(first[0]));
    const among = [...tree.outcomes.keys()].filter((place) =>
      contests.some((contest) => contest.candidates.includes(place)),
    );
    if (among.length > 1) {
      const leads = new Map();
      for (const rival of among) {
        const within = contests.filter((contest) => contest.candidates.includes(rival));
        if (rival !== first[0])
          leads.set(rival, Math.min(...within.map((contest) => leastLead(contest, first[0], rival))));
      }
      const rivals = [...leads.keys()].filter((rival) => !first.includes(rival));
      const over = rivals.length
        ? rivals.reduce((one, other) => (leads.get(other) < leads.get(one) ? other : one))
        : null;
      const rows = [];
      for (const place of followed.asked) {
        const { key } = tree.questions[place];
        if (!asked.has(key) || contests.some((contest) => !contest.parts.some((part) => part[0] === place))) continue;
        const points = pointsOf(scores, choiceOf(tree, place, valueOf(key)));
        const left = new Map([...leads].map(([rival, lead]) => [rival, lead - points[first[0]] + points[rival]]));
        const least = Math.min(...left.values());
        const top = among.filter((rival) =>
          rival === first[0] ? least >= 0 : least <= 0 && left.get(rival) === least,
        );
        rows.push({
          key,
          adds: over === null ? null : points[first[0]] - points[over],
          without: same(top, first) ? [] : top,
        });
      }
      let made = 0;
      for (const { key, adds, without } of rows.sort((one, other) => other.adds - one.adds)) {
        if (without.length || (adds > 0 && made < leads.get(over)))
          found.push(entry(key, "score", without, adds, over));
        made += adds;
      }
    }

    const read = new Map();
    const note = (keys, why, out = null) => {
      for (const key of keys) {
        if (!read.has(key)) read.set(key, { why, without: [] });
        if (out !== null && !read.get(key).without.includes(out)) read.get(key).without.push(out);
      }
    };
    let number = 0;
    for (const end of followed.ends) {
      const left = candidatesOf(tree, end);
      const contest = competes(tree, end, left) ? now.contests[number++] : null;
      for (const [place, outcome] of tree.outcomes.entries()) {
        const isIn = left.includes(place);
        const routed = isRouted(outcome, end);
        if (!routed && (end.target.to !== "results" || outcome.role !== "option" || outcome.only_by_route)) continue;
        if (contest && (isIn ? !first.includes(place) : first.length && leastLead(contest, first[0], place) > 0))
          continue;
        const ruledOut = isRuledOut(outcome, end);
        const out = contest && !isIn ? place : null;
        if (!ruledOut && !routed) note(deciding(outcome.when, end.truths), "when", out);
        if (ruledOut || isIn) note(deciding(outcome.not_if, end.truths), "gate", out);
        if (isIn && tree.result.mode === "first") break;
      }
    }
    const mentioned = (condition) =>
      !condition ? [] : condition.bit ? [condition.question] : condition.parts.flatMap(mentioned);
    const last = Math.max(-1, ...followed.asked);
    const leadsOff = ({ next }) => next && next.to !== "question";
    const ended =
      last >= 0 && given.get(tree.questions[last].key).values.every((value) => leadsOff(choiceOf(tree, last, value)));
    for (const question of tree.questions.slice(0, ended ? last + 1 : tree.questions.length)) {
      note(
        [...(question.options.some((option) => option.next) ? [question.key] : []), ...mentioned(question.askIf)],
        "route",
      );
    }
    return [
      ...found,
      ...[...read].filter(([key]) => asked.has(key)).map(([key, { why, without }]) => entry(key, why, without)),
    ];
  }

  /** A whole number shared out in these proportions: rounded down, and what is left goes to the largest remainders. */
  function shared(whole, among) {
    const sum = total(among);
    const shares = among.map((each) => Math.floor((whole * each) / sum));
    const largest = [...among.keys()].sort(
      (one, other) => ((whole * among[other]) % sum) - ((whole * among[one]) % sum),
    );
    for (const place of largest.slice(0, whole - total(shares))) shares[place] += 1;
    return shares;
  }

  /** For each factor the nearest weight at which something that is first no longer is, the others sharing the rest in their proportions. */
  function weightsFlip({ tree, weights }, given, followed, now) {
    const whole = total(weights);
    const known = followed.asked.every((place) => isKnown(given, tree.questions[place]));
    if (!now || now.contests.length !== 1 || !known || whole <= 0 || whole > MOST_WHOLE) return null;
    const points = new Map(now.contests[0].candidates.map((outcome) => [outcome, weights.map(() => 0)]));
    for (const place of followed.asked) {
      for (const [outcome, factor, each] of choiceOf(tree, place, given.get(tree.questions[place].key).values[0])
        .effects) {
        if (points.has(outcome)) points.get(outcome)[factor] += each;
      }
    }
    const leadsWith = (tried) => {
      const totals = [...points].map(([outcome, each]) => [
        outcome,
        total(each.map((number, factor) => number * tried[factor])),
      ]);
      const most = Math.max(...totals.map((row) => row[1]));
      return totals.filter((row) => row[1] === most).map((row) => row[0]);
    };
    const holdsAll = (leads, all) => all.every((place) => leads.includes(place));
    const first = [...points.keys()].filter((place) => now.leads.includes(tree.outcomes[place].id));
    return weights.map((weight, factor) => {
      const told = {
        factor: tree.factors[factor].id,
        from: weight,
        to: null,
        beyond: false,
        result: [],
        weights: null,
      };
      let others = weights.map((each, place) => (place === factor ? 0 : each));
      if (!total(others)) others = weights.map((_, place) => (place === factor ? 0 : 1));
      if (!total(others)) return told;
      const exact = (to) => others.map((each, place) => (place === factor ? to * total(others) : (whole - to) * each));
      for (let step = 1; step <= whole; step += 1) {
        for (const to of [weight + step, weight - step]) {
          const leads = to >= 0 && to <= whole ? leadsWith(exact(to)) : first;
          if (holdsAll(leads, first)) continue;
          const rounded = shared(whole - to, others);
          rounded[factor] = to;
          if (!same(leadsWith(rounded), leads)) continue;
          return {
            ...told,
            to,
            beyond: holdsAll(leadsWith(exact(to > weight ? whole : 0)), leads),
            result: leads.map((place) => tree.outcomes[place].id),
            weights: Object.fromEntries(tree.factors.map((each, place) => [each.id, rounded[place]])),
          };
        }
      }
      return told;
    });
  }

  // Cases like these answers.

  /** How far one fact of a case agrees, in thousandths; null where the case does not know it. */
  function agreement(question, value, facts) {
    const name = [question.fact, question.id, question.key].find((each) => each && own(facts, each) !== undefined);
    const theirs = name ? question.ids.filter((id) => facts[name].includes(id)) : [];
    if (!theirs.length) return null;
    if (question.several) {
      const shared = theirs.filter((id) => value.includes(id)).length;
      return Math.floor((1000 * shared) / (theirs.length + value.length - shared));
    }
    if (!question.ordered) return theirs.includes(value[0]) ? 1000 : 0;
    const distance = Math.min(
      ...theirs.map((id) => Math.abs(question.ids.indexOf(id) - question.ids.indexOf(value[0]))),
    );
    return 1000 - Math.floor((1000 * distance) / Math.max(question.ids.length - 1, 1));
  }

  function matched(values, asked, cases) {
    const known = asked.filter((question) => !isUnknown(values.get(question.key)));
    return cases
      .map((each) => {
        const found = known
          .map((question) => ({ id: question.id, agrees: agreement(question, values.get(question.key), each.facts) }))
          .filter((row) => row.agrees !== null);
        const alike = found.filter((row) => row.agrees === 1000).map((row) => row.id);
        return {
          id: each.id,
          agrees: alike.length,
          known: found.length,
          closeness: Math.floor(total(found.map((row) => row.agrees)) / (found.length || 1)),
          differs: found.filter((row) => row.agrees !== 1000).map((row) => row.id),
          same: alike,
        };
      })
      .filter((each) => each.known >= FEWEST_FACTS)
      .sort(
        (one, other) =>
          other.closeness - one.closeness ||
          other.known - one.known ||
          (one.id < other.id ? -1 : Number(one.id > other.id)),
      );
  }

  // What others call.

  /**
   * Everything that follows from the answers.
   * @param {object} compiled  the compiled tree
   * @param {Object<string, string | string[]>} answers
   * @param {{weights?: Object<string, number> | null, cases?: {id: string, facts: Object<string, string[]>}[], explained?: boolean}} [extra]
   *   `explained: false` leaves out what takes longest: what would change the result, and on what it rests
   */
  function answer(compiled, answers, { weights = null, cases = [], explained = true } = {}) {
    const { tree, values, given, way, asked, told } = begin(compiled, answers);
    const scores = scoresOf(tree, weightsOf(tree, weights));
    Object.assign(told, {
      tree: tree.id,
      version: tree.version,
      weights: Object.fromEntries(tree.factors.map((factor, place) => [factor.id, scores.weights[place]])),
      result: null,
      unknowns: [],
      would_change: [],
      fewest: null,
      deciding: [],
      weights_flip: null,
      cases: matched(values, asked, cases),
    });
    if (told.next) return told;
    const shown = { ...walk(tree, given, tree.reads.all), asked: way.asked };
    const followed = follow(tree, given);
    const now = shown.whole && followed.whole ? standingOf(scores, given, followed) : null;
    told.result = resultOf(scores, given, shown, now);
    if (!explained) return told;
    return {
      ...told,
      unknowns: unknownsOf(scores, given, asked, now),
      would_change: now ? wouldChange(scores, given, asked, now) : [],
      fewest: fewestOf(scores, given, now),
      deciding: groundsOf(scores, given, followed, now),
      weights_flip: weightsFlip(scores, given, followed, now),
    };
  }

  Object.assign(engine, { answer, shared });
  if (typeof module === "object" && module.exports) module.exports = engine;
})(globalThis);
