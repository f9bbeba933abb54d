"""What a case study refers to beyond single ids: the facts of the guides, its own figures' sources, and other cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.everywhere.references import UNKNOWN_FACT, declared_sources, did_you_mean
from waymark_guide.checks.rule import declare
from waymark_guide.reading.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.checks.subject import Subject
    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.finding import Finding, Path

NOT_AN_OPTION = declare(
    "C206",
    "fact-not-an-option",
    "A fact of a case is one of the answers to its question.",
    why="The case would never be matched to a reader's answers.",
    fix="Use the id of an answer, not its words.",
    wrong="facts: {trust-low: partially, measurable: no}",
    right="facts: {trust-low: partly, measurable: no}",
    texts={"message": '"{answer}" is not an answer to "{name}".'},
)
ITSELF = declare(
    "C211",
    "related-to-itself",
    "A case study is related to other cases, not to itself.",
    why="The link would lead back to the same page.",
    fix="Name the other case, or delete the relation.",
    wrong="{type: similar-to, case: lunch-in-leeds}",
    right="{type: similar-to, case: soup-in-selby}",
    texts={"message": "This case is related to itself."},
)
NOT_LISTED = declare(
    "C403",
    "source-not-listed",
    "A source that a figure or quotation rests on is listed among the case's own sources.",
    why="Readers look for it in the list of sources, and the evidence is judged by that list.",
    fix='Add the id to "sources" of the case.',
    severity="warning",
    wrong="kind: self-report}\nrelations:",
    right="kind: self-report}\n  - club-guide\nrelations:",
    texts={"message": '"{source}" is not listed among the sources of this case.'},
)


def check(subject: Subject[CaseStudy]) -> Iterator[Finding]:
    """The facts, the sources of figures and quotations, and the relations of a case."""
    case, names = subject.record, subject.names
    for name, answers in case.facts.items():
        options = names.questions.get(name)
        if options is None:
            if names.is_unread("fact", name) or subject.knowledge_base.claimed.get("tree"):
                continue
            meant = names.find_present_id("fact", name) or find_nearest(name, names.questions)
            fix = did_you_mean(meant, names.questions, home=UNKNOWN_FACT["C"].fill("guides"))
            message = UNKNOWN_FACT["C"].fill("no_question", name=name)
            yield subject.finding(UNKNOWN_FACT["C"], ("facts", name), message, why=NOT_AN_OPTION.why, fix=fix, suggestion=meant, key=True)
            continue
        for place, answer in enumerate(answers):
            if answer not in options and options:
                meant = next((option for option, label in options.items() if label.casefold() == answer.casefold()), find_nearest(answer, options))
                message = NOT_AN_OPTION.fill("message", answer=answer, name=name)
                yield subject.finding(NOT_AN_OPTION, ("facts", name, place), message, fix=did_you_mean(meant, options), suggestion=meant)
    listed = {*declared_sources(case), *(entry for entry in case.sources if isinstance(entry, str))}
    cited: list[tuple[Path, str]] = []
    cited += [
        (("figures", place, "sources", number), each) for place, figure in enumerate(case.figures) for number, each in enumerate(figure.sources)
    ]
    cited += [(("quotes", place, "source"), quote.source) for place, quote in enumerate(case.quotes)]
    for path, source in cited:
        if source not in listed and source in names.list_ids("source") and "sources" not in subject.spoilt:
            yield subject.finding(NOT_LISTED, path, NOT_LISTED.fill("message", source=source))
    for place, relation in enumerate(case.relations):
        if relation.case == case.id:
            yield subject.finding(ITSELF, ("relations", place, "case"), ITSELF.fill("message"))
