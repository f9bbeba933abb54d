"""The coverage certificate of a guide in sentences, for its own page and for the page that shows the answers behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_guide.model.partial_date import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.site.context import SiteContext
    from waymark_guide.trees.proof.proof import Proof
    from waymark_guide.trees.proof.shares import Share

MOST_ONE_BY_ONE = 100_000
"""Above this many paths, it would mislead to say that each one was tried. Paths that do not differ are tried once."""


@dataclass(frozen=True, slots=True)
class CertificateText:
    """The certificate of one guide in words.

    Attributes:
        sentences: the certificate.
        more: further sentences for the page of the proof: what counts as a path and as a close call.
    """

    sentences: tuple[str, ...]
    more: tuple[str, ...]


def write_certificate(context: SiteContext, tree_id: str) -> CertificateText:
    """Write the certificate of a published guide."""
    writer = _Writer(context, context.proof(tree_id))
    return CertificateText(tuple(writer.sentences()), tuple(writer.more()))


class _Writer:
    """Writes the sentences of one certificate."""

    def __init__(self, context: SiteContext, proof: Proof) -> None:
        self.t = context.strings
        self.today = context.today
        self.proof = proof

    def sentences(self) -> Iterator[str]:
        proof = self.proof
        if proof.paths is None:
            yield self.t("proof.too_large")
        elif proof.paths > MOST_ONE_BY_ONE and proof.states is not None:
            yield self.t("proof.covered", number=f"{proof.paths:,}", states=f"{proof.states:,}", date=format_date(self.today))
        else:
            yield self.t("proof.ways", count=proof.paths, number=f"{proof.paths:,}", date=format_date(self.today))
        yield from self._write_reach()
        if proof.shortest and proof.longest:
            yield self._span(proof.shortest[0], proof.longest[0])
        if proof.score_graph:
            yield from self._leads()
            yield from self._share("close", proof.close_calls)
            yield from self._share("ties", proof.ties)

    def more(self) -> Iterator[str]:
        if self.proof.paths is not None:
            yield self.t("proof.dont_know")
        if self.proof.score_graph:
            yield self.t("proof.close_means", points=self.proof.tree.result.close_call_within)
            yield self.t("proof.chance")

    def _write_reach(self) -> Iterator[str]:
        proof = self.proof
        found = [reach.reachable for part in (proof.questions, proof.options, proof.outcomes) for reach in part.values()]
        if all(found):
            yield self.t("proof.all_reached")
        if False in found:
            yield self.t("proof.not_reached", count=found.count(False))
        if None in found:
            yield self.t("proof.not_proved", count=found.count(None))

    def _span(self, shortest: int, longest: int) -> str:
        least, most = (self.t("proof.questions", count=each) for each in (shortest, longest))
        return self.t("proof.span_same", count=most) if shortest == longest else self.t("proof.span", shortest=least, longest=most)

    def _leads(self) -> Iterator[str]:
        leads = [lead.can_lead for lead in self.proof.can_lead.values()]
        yield self.t("proof.leads_all") if all(leads) else self.t("proof.leads_some", of=len(leads), count=leads.count(True))

    def _share(self, name: str, share: Share | None) -> Iterator[str]:
        if share is None or not share.of:
            return
        if not share.paths:
            yield self.t(f"proof.{name}_none")
            return
        percent = self.t("proof.nearly") if share.percent == 0 else str(share.percent)
        form = f"proof.{name}_exact" if share.exact else f"proof.{name}_sampled"
        yield self.t(form, count=share.paths, number=f"{share.paths:,}", of=f"{share.of:,}", percent=percent)
