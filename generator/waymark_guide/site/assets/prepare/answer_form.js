/** The form of the questionnaire: fills it with answers, reads what a reader enters, and gives its words to views. */
const PrepareAnswerForm = (() => {
  "use strict";

  const { h, find, findAll } = SharedPage;
  const { UNKNOWN, listGathers, listFacts } = PrepareAnswers;

  class AnswerForm {
    /**
     * @param {HTMLFormElement} element
     * @param {PrepareQuestionnaire} questionnaire
     */
    constructor(element, questionnaire) {
      this.element = element;
      this.questionnaire = questionnaire;
    }

    /**
     * Return the inputs of a fact, or of `not-known.GATHER`.
     *
     * @param {string} name
     */
    listInputs(name) {
      return findAll(this.element, `input[name="${name}"]`, HTMLInputElement);
    }

    /**
     * Return the words of a section or a question.
     *
     * @param {string} id
     */
    getHeading(id) {
      return find(document, `[id="${id}"]`, HTMLElement).textContent?.trim() ?? "";
    }

    /**
     * Return the words of a fact.
     *
     * @param {string} id
     */
    getFactText(id) {
      return find(this.element, `[data-fact="${id}"] legend`, HTMLElement).textContent ?? "";
    }

    /**
     * Return the words of an option.
     *
     * @param {string} name
     * @param {string} value
     */
    getOptionText(name, value) {
      const input = this.listInputs(name).find((each) => each.value === value);
      return input?.nextElementSibling?.textContent ?? "";
    }

    /**
     * Copy the words that say how to find something out.
     *
     * @param {string} name
     * @returns {Child}
     */
    copyHelp(name) {
      const input = this.listInputs(name).find((each) => each.value === UNKNOWN);
      return input?.parentElement?.querySelector("[data-find-out]")?.cloneNode(true);
    }

    /**
     * Add a button to each fact that removes its answer.
     *
     * @param {string} label
     * @param {(fact: string) => void} onClick
     */
    addClearButtons(label, onClick) {
      for (const fieldset of findAll(this.element, "[data-fact]", HTMLElement)) {
        const id = fieldset.dataset.fact ?? "";
        const attributes = {
          type: "button",
          class: "wm-button wm-button--quiet wm-prepare__screen",
          "data-clear": id,
          hidden: true,
          click: () => onClick(id),
        };
        const about = h("span", { class: "wm-hidden" }, `: ${this.getFactText(id).trim()}`);
        fieldset.append(h("button", attributes, label, about));
      }
    }

    /** @param {string} fact */
    findClearButton(fact) {
      return find(this.element, `[data-clear="${fact}"]`, HTMLElement);
    }

    /**
     * Show answers in the form.
     *
     * @param {PreparedAnswers} answers
     */
    fill(answers) {
      for (const { id, facts } of listGathers(this.questionnaire)) {
        find(this.element, `#note-${id}`, HTMLTextAreaElement).value = answers.notes.get(id) ?? "";
        for (const input of this.listInputs(`not-known.${id}`)) input.checked = answers.unknown.has(id);
        for (const fact of facts) this.fillFact(fact.id, answers);
      }
    }

    /**
     * @param {string} fact
     * @param {PreparedAnswers} answers
     */
    fillFact(fact, answers) {
      const chosen = answers.facts.get(fact) ?? [];
      for (const input of this.listInputs(fact)) input.checked = chosen.includes(input.value);
      this.findClearButton(fact).hidden = !chosen.length;
    }

    /**
     * Read what a reader has just entered.
     *
     * @param {EventTarget | null} target
     * @param {PreparedAnswers} answers  are changed
     */
    read(target, answers) {
      if (target instanceof HTMLTextAreaElement) {
        const gather = getGather(target);
        if (target.value.trim()) answers.notes.set(gather, target.value);
        else answers.notes.delete(gather);
      } else if (target instanceof HTMLInputElement && target.name.startsWith("not-known.")) {
        answers.unknown[target.checked ? "add" : "delete"](getGather(target));
      } else if (target instanceof HTMLInputElement) {
        this.readFact(target, answers);
      }
    }

    /**
     * Read the options of a fact. An option that rules out others unticks them.
     *
     * @param {HTMLInputElement} changed
     * @param {PreparedAnswers} answers  are changed
     */
    readFact(changed, answers) {
      const fact = listFacts(this.questionnaire).find(({ id }) => id === changed.name);
      if (!fact) return;
      const isExclusive = (/** @type {HTMLInputElement} */ input) =>
        input.value === UNKNOWN || fact.exclusive.includes(input.value);
      const inputs = this.listInputs(fact.id);
      if (changed.checked) {
        for (const input of inputs) {
          if (input !== changed && (isExclusive(input) || isExclusive(changed))) input.checked = false;
        }
      }
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      if (chosen.length) answers.facts.set(fact.id, chosen);
      else answers.facts.delete(fact.id);
      this.findClearButton(fact.id).hidden = !chosen.length;
    }
  }

  /** @param {HTMLElement} element */
  function getGather(element) {
    return element.closest("[data-gather]")?.getAttribute("data-gather") ?? "";
  }

  return { AnswerForm };
})();
