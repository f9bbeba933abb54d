/**
 * What a reader has answered, and what follows from it. This file uses no DOM.
 *
 * @typedef {InstanceType<typeof GuideState.ReaderState>} ReaderState
 *
 * @typedef {(tree: CompiledTree, answers: Answers, weights: Record<string, number> | null) => string[]} LeaderFinder
 *   Returns the ids of what a result puts first; none if the answers do not settle it.
 */
const GuideState = (() => {
  "use strict";
  const { replayAnswers } = EngineReplay;
  const { readFragment, writeFragment } = EngineUrlFragment;
  const { readFacts, writeFacts } = GuideFacts;

  class ReaderState {
    /** @param {CompiledTree} tree */
    constructor(tree) {
      this.tree = tree;
      /** What the address says, without the facts. */
      this.link = readFragment(tree, "");
      /** @type {Facts} */
      this.facts = new Map();
      /** Every answer of this visit, so that changing an answer back restores it. @type {Answers} */
      this.rememberedAnswers = {};
      /** The questions that were answered elsewhere: in another guide, or in Prepare. @type {Set<string>} */
      this.carriedIds = new Set();
      /** The question whose answer the reader is changing. @type {string | null} */
      this.changingId = null;
      /**
       * Comes with the scripts of the result. Until then no address names what comes first.
       *
       * @type {LeaderFinder | null}
       */
      this.findLeaders = null;
    }

    get answers() {
      return this.link.answers;
    }

    /**
     * Read what an address says. At the start of the guide and at a result, the change of an answer is over.
     *
     * @param {string} fragment
     * @returns {Replay | null} null at the start, which has no fragment
     */
    readAddress(fragment) {
      const { facts, link } = SharedLink.readMended(
        fragment,
        (text) => this.readLink(text),
        (read) => read.link.dropped.length,
      );
      this.facts = facts;
      this.link = link;
      if (!this.link.version) for (const id of Object.keys(this.answers)) this.carriedIds.add(id);
      Object.assign(this.rememberedAnswers, this.answers);
      const replay = fragment ? replayAnswers(this.tree, this.answers) : null;
      if (!replay?.next) this.changingId = null;
      return replay;
    }

    /**
     * Read the facts and everything else that a fragment holds.
     *
     * @param {string} fragment
     */
    readLink(fragment) {
      const { facts, rest, damaged } = readFacts(this.tree, fragment);
      const link = readFragment(this.tree, rest);
      return { facts, link: { ...link, dropped: [...link.dropped, ...damaged] } };
    }

    /** @param {Answers} answers */
    isFinished(answers) {
      return replayAnswers(this.tree, answers).next === null;
    }

    /** @param {string} id */
    findIndex(id) {
      return this.tree.questions.findIndex((question) => question.id === id);
    }

    /**
     * Return the id under which the answer is stored: two placements of one question have one answer.
     *
     * @param {string} id
     */
    getKey(id) {
      return this.tree.questions[this.findIndex(id)].same_as || id;
    }

    /**
     * Return answers without the one to a question.
     *
     * @param {Answers} answers
     * @param {string} id
     */
    removeAnswer(answers, id) {
      const key = this.getKey(id);
      return Object.fromEntries(Object.entries(answers).filter(([other]) => other !== key));
    }

    /**
     * Return the answers with one to the question that is asked. A change keeps the later answers; those that were
     * given before and are out of use come back too.
     *
     * @param {Replay} replay
     * @param {string} id
     * @param {string | string[]} answer
     * @returns {Answers}
     */
    addAnswer(replay, id, answer) {
      const earlierAnswers = this.changingId
        ? this.removeAnswer(this.rememberedAnswers, this.changingId)
        : this.rememberedAnswers;
      const restoredAnswers = this.changingId || replay.unused.length ? earlierAnswers : {};
      return { ...restoredAnswers, ...this.answers, [this.getKey(id)]: answer };
    }

    /** Forget every answer. */
    forget() {
      this.rememberedAnswers = {};
      this.carriedIds.clear();
    }

    /**
     * Return where an answer came from, as a key of the catalogue; null if it was given here.
     *
     * @param {string} id
     * @param {string | string[]} answer
     */
    findOrigin(id, answer) {
      const fact = this.tree.questions[this.findIndex(id)].fact || "";
      if (this.facts.get(fact)?.join() === [answer].flat().join()) return "from_prepare";
      return this.carriedIds.has(id) && !this.facts.size ? "carried" : null;
    }

    /**
     * Return all facts: those that came from Prepare, with the answers that were given here.
     *
     * @param {Replay} replay
     */
    listFacts(replay) {
      const facts = new Map(this.facts);
      for (const id of replay.asked) {
        const { fact } = this.tree.questions[this.findIndex(id)];
        if (fact) facts.set(fact, [replay.answers[id]].flat());
      }
      return facts;
    }

    /**
     * Write answers as the fragment of an address. It holds the facts too, so that they last.
     *
     * @param {Answers} answers
     * @param {Record<string, number> | null} [weights]
     * @param {string | null} [outcome]
     */
    writeFragment(answers, weights = this.link.weights, outcome = null) {
      const fragment = writeFragment(this.tree, { answers, outcome, weights });
      return this.facts.size ? `${fragment}&${writeFacts(this.facts)}` : fragment;
    }

    /**
     * Write the fragment of the view to which answers lead. It leaves out the answers to questions that are not asked.
     * At the end it names what comes first.
     *
     * @param {Answers} answers
     * @param {Record<string, number> | null} [weights]
     */
    writeView(answers, weights = this.link.weights) {
      const { next, unused } = replayAnswers(this.tree, answers);
      const current = next ? this.findIndex(next.question) : Infinity;
      const usedAnswers = Object.entries(answers).filter(
        ([key]) => !unused.includes(key) || this.findIndex(key) > current,
      );
      const leaders = (!next && this.findLeaders?.(this.tree, answers, weights)) || [];
      return this.writeFragment(Object.fromEntries(usedAnswers), weights, leaders.join() || null);
    }

    /**
     * Write the fragment of the view that asks a question again.
     *
     * @param {string} id
     */
    writeChange(id) {
      return this.writeFragment(this.removeAnswer(this.answers, id));
    }

    /**
     * Write the fragment of the view from which the reader went to change the answer to the question that is asked.
     *
     * @param {Replay} replay
     * @returns {string | null} null if the reader is not changing it
     */
    writeBeforeChange({ next, unused }) {
      const key = next && this.getKey(next.question);
      if (!key || !(this.changingId || unused.length) || !(key in this.rememberedAnswers)) return null;
      return this.writeView({ ...this.answers, [key]: this.rememberedAnswers[key] });
    }
  }

  return { ReaderState };
})();
