"""How a guide does against real cases: where it leads to what was done, where it does not and why, and what no case speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.library.backtest import run_backtest
from waymark_guide.site.markdown import plain
from waymark_guide.site.pages.guide import page_about, target_titles
from waymark_guide.site.pages.proof import PROOF_STYLES
from waymark_guide.site.parts.guide_words import tree_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.library.backtest import BackTest, Reason, Trial, Verdict
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page
    from waymark_guide.site.parts.guide_words import TreeWords

ROUTE = "decision-trees/{tree.id}/cases/"
MOST_NAMES = 4
"""An outcome among more than this many is not named."""


@dataclass(frozen=True, slots=True)
class TrialWords:
    """The trial of a guide against one case, in words.

    Attributes:
        reasons: for a case that differs, why what was done there is not what the guide leads to.
    """

    case: CaseStudy
    used: str
    leads: str
    recorded: str
    reasons: tuple[str, ...]


def depends_on(context: SiteContext, _: Tree) -> tuple[str, ...]:
    """The situations of all cases."""
    return (context.situations_digest,)


def list_pages(context: SiteContext) -> Iterable[Tree]:
    """One page for each published guide."""
    return context.trees


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    words = tree_words(context, tree)
    found = run_backtest(words.compiled, context.case_studies)
    writer = _Writer(context, words, found)
    body = context.render(
        "backtest.html.jinja",
        words=words,
        found=found,
        summary=tuple(writer.summary()),
        groups={name: writer.describe_all(verdict) for name, verdict in _GROUPS.items()},
        without=target_titles(context, words, found.without_case),
        unanswered=tuple(words.question(question) for question in found.unanswered),
        unchosen=tuple(writer.unchosen()),
    )
    return page_about(context, ROUTE, tree, "backtest", body, styles=PROOF_STYLES)


_GROUPS: dict[str, Verdict] = {"differs": "differs", "agrees": "agrees", "unknown": "not enough known"}


class _Writer:
    """The words of one guide's back-test."""

    def __init__(self, context: SiteContext, words: TreeWords, found: BackTest) -> None:
        self.context = context
        self.t = context.strings
        self.words = words
        self.found = found
        self.cases = {case.id: case for case in context.case_studies}
        self.options = sum(outcome.compiled.role == "option" for outcome in words.outcomes)

    def summary(self) -> Iterator[str]:
        if not self.found.trials:
            yield self.t("backtest.none")
            yield self.t("backtest.none_because" if self.found.testable_count else "backtest.no_approach")
            return
        yield self.t("backtest.tested", count=len(self.found.trials))
        for name, count in (("agrees", len(self.found.select_trials("agrees"))), ("differs", len(self.found.select_trials("differs")))):
            yield self.t(f"backtest.{name}", count=count) if count else self.t(f"backtest.{name}_none")
        if left := len(self.found.select_trials("not enough known")):
            yield self.t("backtest.unknown", count=left)

    def describe_all(self, verdict: Verdict) -> tuple[TrialWords, ...]:
        return tuple(self._describe(trial) for trial in self.found.select_trials(verdict))

    def unchosen(self) -> Iterator[tuple[str, str]]:
        for question, options in self.found.unchosen.items():
            answers = "; ".join(plain(self.words.label(question, option)) for option in options)
            yield plain(self.words.question(question).compiled.text), self.t("backtest.chosen_none", answers=answers)

    def _describe(self, trial: Trial) -> TrialWords:
        many = len(trial.leaders) > MOST_NAMES
        return TrialWords(
            case=self.cases[trial.case],
            used=self.t("backtest.used", names=self._names(trial.used)),
            leads=self.t("backtest.leads_many", count=len(trial.leaders), of=self.options)
            if many
            else self.t("backtest.leads_few", names=self._names(trial.leaders)),
            recorded=self.t("backtest.recorded", known=len(trial.answered), asked=trial.asked_count),
            reasons=tuple(map(self._why, trial.reasons)),
        )

    def _names(self, targets: tuple[str, ...]) -> str:
        return self.t("backtest.or").join(target_titles(self.context, self.words, targets))

    def _why(self, why: Reason) -> str:
        name = self._names((why.outcome,))
        if why.kind == "behind" and why.ahead:
            said = self.t("backtest.behind", name=name, ahead=self._names((why.ahead,)))
        else:
            ground = "behind_all" if why.kind == "behind" else why.kind.replace(" ", "_")
            said = self.t(f"backtest.{ground}", name=name)
        answers = self.t("backtest.and").join(self._answer(question, options) for question, options in why.answers.items())
        return said + (self.t("backtest.because", answers=answers) if answers else "") + "."

    def _answer(self, question: str, options: tuple[str, ...]) -> str:
        labels = "; ".join(plain(self.words.label(question, option)) for option in options)
        return self.t("backtest.answer", answer=labels, question=plain(self.words.question(question).compiled.text))
