"""Render a proof in plain words, for the terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from waymark_guide.trees.proof.nearest_miss import UnmetComparison
    from waymark_guide.trees.proof.paths import Growth, Witness
    from waymark_guide.trees.proof.proof import Proof
    from waymark_guide.trees.proof.reach import Reach
    from waymark_guide.trees.proof.shares import Share

WIDTH = 96
MOST_SHOWN = 5


def render_proof(proof: Proof) -> str:
    """Render what was proved of a guide, what was not, and the answers that show it. Lines have at most 96 characters."""
    return "\n".join(_ProofText(proof).render())


class _ProofText:
    """The text of one proof."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.tree = proof.tree
        self.texts = {question.key: question for question in reversed(proof.tree.questions)}

    def render(self) -> Iterator[str]:
        yield f"{self.tree.id} {self.tree.version}"
        yield from (_wrap_line(f"  {text}") for text in self._render_sentences())

    def _render_sentences(self) -> Iterator[str]:
        proof = self.proof
        if proof.paths is not None and proof.longest and proof.shortest:
            states = "" if proof.states is None else f", in {_format_count(proof.states, 'state')}"
            least, most = proof.shortest[0], proof.longest[0]
            span = "" if least == most else f"{least} to "
            yield f"{_format_count(proof.paths, 'way')} through it{states}; {span}{_format_count(most, 'question')} on each."
        yield from (self._render_growth(growth) for growth in proof.too_large)
        yield from self._render_reached("questions", "question", proof.questions)
        yield from self._render_reached("options", "option", {f"{question}={option}": reach for (question, option), reach in proof.options.items()})
        yield from self._render_reached("outcomes", "outcome", proof.outcomes)
        for dead_end in (proof.dead_ends or ())[:MOST_SHOWN]:
            yield f"Nothing is left to advise ({_format_count(dead_end.paths, 'way')}): {format_witness(dead_end.witness)}"
        yield from self._render_leads()
        yield from self._render_share("End in an exact tie", proof.ties)
        yield from self._render_share("Are a close call", proof.close_calls)

    def _render_growth(self, growth: Growth) -> str:
        if growth.answers:
            return f'Not proved: "{growth.question}" can be answered in {growth.answers:,} ways, too many to list.'
        where = f'"{growth.question}"' if growth.question else "the results"
        asked, readers = ", ".join(growth.remembered) or "nothing", ", ".join(growth.readers) or "nothing"
        return (
            f"Not proved: more than {_format_count(growth.states, 'state')}. What grows: at {where} the answers to {asked} must still be kept apart, "
            f"because they are read by {readers}."
        )

    def _render_reached(self, plural: str, single: str, reaches: Mapping[str, Reach]) -> Iterator[str]:
        reached = sum(reach.reachable is True for reach in reaches.values())
        everything = "All" if reached == len(reaches) else f"{reached:,} of"
        yield f"{everything} {len(reaches):,} {plural} can be reached."
        for name, reach in reaches.items():
            if reach.reachable is not True:
                yield f"  {single} {name}: {self._render_because(reach)}"

    def _render_because(self, reach: Reach) -> str:
        if reach.reachable is None:
            return "not proved."
        if reach.because == "no route":
            return "nothing leads to it."
        if reach.nearest is None:
            return "no combination of answers leads to it."
        missing = "; ".join(self._render_wanted(each) for each in reach.nearest.fails)
        near = format_witness(reach.nearest.witness)
        return f"no combination of answers leads to it. The nearest is {near or 'the beginning'}, where {missing}."

    def _render_wanted(self, wanted: UnmetComparison) -> str:
        question = self.texts[wanted.question]
        labels = {option.id: option.label for option in question.options}
        options = " or ".join(f'"{labels.get(option, option)}"' for option in wanted.options)
        included = wanted.required != (wanted.test == "none")
        if wanted.test == "answered":
            return f'"{question.text}" would have {"" if wanted.required else "not "}to be asked'
        return f'the answer to "{question.text}" would have {"" if included else "not "}to be {options}'

    def _render_leads(self) -> Iterator[str]:
        leads = self.proof.can_lead
        unable = [outcome for outcome, lead in leads.items() if lead.can_lead is False]
        unknown = [outcome for outcome, lead in leads.items() if lead.can_lead is None]
        if leads and not unable and not unknown:
            yield f"Each of the {_format_count(len(leads), 'outcome')} that take part can come first."
        for outcome in unable:
            behind = leads[outcome].behind
            yield f"Proved: {outcome} can never come first{f', because {behind} is always ahead of it' if behind else ''}."
        if unknown:
            yield f"Not proved either way, whether these can come first: {', '.join(unknown)}."

    def _render_share(self, what: str, share: Share | None) -> Iterator[str]:
        if share is None or not share.of:
            return
        basis = f"of {_format_count(share.of, 'way')}, counted through" if share.exact else f"of a fixed sample of {_format_count(share.of, 'way')}"
        percent = "none" if not share.paths else f"{share.percent}%" if share.percent else "less than 1%"
        yield f"{what}: {percent} {basis}."
        for example in share.examples[:1]:
            yield f"  For example {_join_names(example.outcomes)}: {format_witness(example.witness)}"


def format_witness(witness: Witness) -> str:
    """Format answers as a user types them after `waymark answer TREE`."""
    return " ".join(f"{question}={value if isinstance(value, str) else ','.join(value)}" for question, value in witness.items())


def _join_names(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _format_count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _wrap_line(text: str) -> str:
    return fill(text, WIDTH, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)
