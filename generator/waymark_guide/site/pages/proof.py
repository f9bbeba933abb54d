"""The proof of a guide: each question, answer and outcome with a link that opens the guide with answers that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.site.lazy_page import DEPENDS_ON_NO_CASE
from waymark_guide.site.markdown import plain
from waymark_guide.site.pages.guide import STYLES, page_about
from waymark_guide.site.parts.certificate_text import write_certificate
from waymark_guide.site.parts.guide_words import tree_words
from waymark_guide.trees.engine.url_fragment import write_fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waymark_guide.model.tree import Tree
    from waymark_guide.site.context import SiteContext
    from waymark_guide.site.page import Page
    from waymark_guide.site.parts.guide_words import TreeWords
    from waymark_guide.trees.proof.lead_search import Lead
    from waymark_guide.trees.proof.paths import Witness
    from waymark_guide.trees.proof.reach import Reach
    from waymark_guide.trees.proof.shares import Share

ROUTE = "decision-trees/{tree.id}/proof/"
depends_on = DEPENDS_ON_NO_CASE
PROOF_STYLES = (*STYLES, "/assets/map/map.css")


@dataclass(frozen=True, slots=True)
class ReachableItem:
    """Something that can be reached, or not.

    Attributes:
        fragment: answers that lead there, as part of an address; none where there are none.
        because: why there are none; empty where there are.
    """

    title: str
    fragment: str | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """A question with its answers."""

    number: int
    shown: ReachableItem
    options: tuple[ReachableItem, ...]


@dataclass(frozen=True, slots=True)
class ShareExample:
    """A close call or a tie that happens, with one set of answers."""

    names: tuple[str, ...]
    fragment: str


def list_pages(context: SiteContext) -> Iterable[Tree]:
    """One page for each published guide."""
    return context.trees


def render(context: SiteContext, tree: Tree) -> Page:
    """Render the page of a guide."""
    words = tree_words(context, tree)
    links = _ProofLinks(context, words)
    body = context.render(
        "proof.html.jinja",
        words=words,
        certificate=write_certificate(context, words.tree.id),
        questions=tuple(links.questions()),
        outcomes=tuple(links.outcomes()),
        leads=tuple(links.leads()),
        shares={"close_calls": links.share(links.proof.close_calls), "ties": links.share(links.proof.ties)},
        dead_ends=tuple(ShareExample((), links.fragment(each.witness)) for each in links.proof.dead_ends or ()),
    )
    return page_about(context, ROUTE, tree, "proof", body, styles=PROOF_STYLES)


class _ProofLinks:
    """The proof of one guide, with links to the guide."""

    def __init__(self, context: SiteContext, words: TreeWords) -> None:
        self.t = context.strings
        self.words = words
        self.proof = context.proof(words.tree.id)

    def fragment(self, witness: Witness) -> str:
        return write_fragment(self.words.compiled, witness)

    def questions(self) -> Iterator[QuestionItem]:
        for question in self.words.questions:
            yield QuestionItem(
                number=question.number,
                shown=self._describe_reach(question.compiled.text, self.proof.questions[question.id]),
                options=tuple(self._describe_reach(option.label, self.proof.options[question.id, option.id]) for option in question.options),
            )

    def outcomes(self) -> Iterator[ReachableItem]:
        for outcome in self.words.outcomes:
            yield self._describe_reach(outcome.compiled.title, self.proof.outcomes[outcome.id])

    def leads(self) -> Iterator[ReachableItem]:
        """For a ranked guide, what can come first; elsewhere whatever is shown comes first."""
        if self.proof.score_graph:
            for outcome_id, lead in self.proof.can_lead.items():
                yield self._lead(outcome_id, lead)

    def share(self, share: Share | None) -> tuple[ShareExample, ...]:
        return tuple(ShareExample(tuple(map(self._title, each.outcomes)), self.fragment(each.witness)) for each in share.examples) if share else ()

    def _describe_reach(self, text: str, reach: Reach) -> ReachableItem:
        title = plain(text)
        if reach.witness is not None:
            return ReachableItem(title, self.fragment(reach.witness))
        because = {"no route": "proof.no_route", "no combination": "proof.unreachable"}.get(reach.because or "", "proof.unproved")
        return ReachableItem(title, None, self.t(because))

    def _lead(self, outcome_id: str, lead: Lead) -> ReachableItem:
        title = self._title(outcome_id)
        if lead.witness is not None:
            return ReachableItem(title, self.fragment(lead.witness))
        if lead.can_lead is None:
            return ReachableItem(title, None, self.t("proof.unsure"))
        return ReachableItem(title, None, self.t("proof.behind", ahead=self._title(lead.behind)) if lead.behind else self.t("proof.never_first"))

    def _title(self, outcome_id: str) -> str:
        return plain(self.words.outcome(outcome_id).compiled.title)
