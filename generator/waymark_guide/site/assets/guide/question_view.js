/** The view of one question. Without script, the guide has the same questions as linked pages, or on one long page. */
const GuideQuestionView = (() => {
  "use strict";
  const { h, find, findAll } = SharedPage;
  const { t, getQuestion } = GuideData;
  const { copyTemplate, renderAnswers, renderHidden } = GuideElements;
  const { root, setTitle, showView, renderBack, renderCaption, renderStartAgain } = GuideViewFrame;
  const { renderLinkNotices, renderCarried } = GuideNotices;

  /**
   * Show the view of the question that is asked next.
   *
   * @param {ReaderState} state
   * @param {Replay} replay
   * @param {NextQuestion} next
   * @param {GuideActions} actions
   * @param {boolean} isFirst
   */
  function showQuestion(state, replay, { question: id, left }, actions, isFirst) {
    const form = /** @type {HTMLElement} */ (copyTemplate(`question-${id}`));
    const slot = find(form, "[data-heading]", HTMLElement);
    const heading = String(slot.textContent).trim();
    slot.replaceWith(h("h1", { tabindex: "-1" }, ...slot.childNodes));
    find(form, "[data-part=left]", HTMLElement).textContent = formatLeft(left);
    const inputs = findAll(form, "input", HTMLInputElement);
    const rememberedIds = [state.rememberedAnswers[state.getKey(id)] ?? []].flat();
    for (const input of inputs) input.checked = rememberedIds.includes(input.value);
    form.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) clearExcluded(target, inputs);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosenIds = inputs.filter((input) => input.checked).map((input) => input.value);
      const isList = getQuestion(id).type === "multi" && chosenIds[0] !== "?";
      if (!chosenIds.length) showProblem(form, heading);
      else actions.answer(state.addAnswer(replay, id, isList ? chosenIds : chosenIds[0]));
    });
    const nodes = [
      renderBack(state, replay, actions),
      renderCaption(),
      ...renderLinkNotices(state),
      renderCarried(state, actions),
      form,
      replay.asked.length > 0 && renderAnswersSoFar(state, replay, actions),
    ];
    showView(
      nodes.filter((node) => node instanceof Node),
      heading,
      isFirst,
    );
  }

  /**
   * Uncheck the answers that exclude the one that was chosen, or that it excludes.
   *
   * @param {HTMLInputElement} input  the one that was chosen
   * @param {HTMLInputElement[]} inputs
   */
  function clearExcluded(input, inputs) {
    if (input.type !== "checkbox" || !input.checked) return;
    for (const other of inputs) {
      const isExcluded = "exclusive" in input.dataset || "exclusive" in other.dataset;
      if (other !== input && isExcluded) other.checked = false;
    }
  }

  /** @param {QuestionsLeft} left */
  function formatLeft({ min, max }) {
    if (max === 1) return t("left.last");
    return min === max ? t("left.exact", { count: max }) : t("left.range", { min, max });
  }

  /**
   * @param {ReaderState} state
   * @param {Replay} replay
   * @param {GuideActions} actions
   */
  function renderAnswersSoFar(state, { asked, answers }, actions) {
    return h(
      "details",
      { class: "wm-so-far" },
      h("summary", {}, t("so_far", { count: asked.length })),
      renderAnswers(asked, answers, state, actions),
      renderStartAgain(actions),
    );
  }

  /**
   * Say that an answer is missing, above the question and next to the field, in the same words.
   *
   * @param {HTMLElement} form
   * @param {string} heading
   */
  function showProblem(form, heading) {
    const field = find(form, "input", HTMLInputElement);
    const words = form.dataset.problem;
    /** @param {Event} event */
    const click = (event) => {
      event.preventDefault();
      field.focus();
    };
    const link = h("a", { href: `#${field.id}`, click }, words);
    const summary = h(
      "div",
      { class: "wm-problem", role: "alert", tabindex: "-1" },
      h("h2", {}, t("problem")),
      h("ul", {}, h("li", {}, link)),
    );
    root.querySelector(".wm-problem")?.remove();
    find(root, ".wm-back", HTMLElement).after(summary);
    const message = find(form, ".wm-error", HTMLElement);
    message.replaceChildren(renderHidden(`${t("error")} `), words || "");
    message.hidden = false;
    form.classList.add("wm-wrong");
    const fieldset = find(form, "fieldset", HTMLElement);
    fieldset.setAttribute("aria-describedby", `${fieldset.dataset.describedby || ""} ${message.id}`.trim());
    setTitle(`${t("error")} ${heading}`);
    summary.focus();
  }

  return { showQuestion };
})();
