"""Runs every rule over everything that was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from waymark_guide.checks import allowances
from waymark_guide.checks.cases import case_references, dates, evidence, places
from waymark_guide.checks.everywhere import completeness, former_ids, orphans, personal_data, prose, references, reserved_ids, upkeep
from waymark_guide.checks.everywhere import invisible_characters as unseen
from waymark_guide.checks.everywhere import structure as structure  # noqa: PLC0414 (declares the rules of the reading)
from waymark_guide.checks.incremental import ALWAYS, ChangeDetector
from waymark_guide.checks.known_ids import KnownIds
from waymark_guide.checks.lists import calculators, questionnaire, vocabularies
from waymark_guide.checks.lists import word_overrides as words
from waymark_guide.checks.rule import RULES
from waymark_guide.checks.subject import Subject
from waymark_guide.checks.trees import (
    answers,
    choices,
    conditions,
    dead_ends,
    editorial,
    examples,
    flow,
    no_difference,
    rankings,
    reachability,
    scores,
    versions,
    wording,
)
from waymark_guide.checks.trees import backtest as back_testing
from waymark_guide.checks.trees import decision_tables as tables
from waymark_guide.checks.trees import dont_know as dont_knows
from waymark_guide.checks.trees import inner_references as tree_references
from waymark_guide.checks.trees.proof_cache import proof_of
from waymark_guide.model.finding import Finding, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from waymark_guide.checks.incremental import FindingsMemory
    from waymark_guide.checks.previous_version import Earlier
    from waymark_guide.model.tree import Tree
    from waymark_guide.reading.assembly import Reading

Task: TypeAlias = Callable[[], Any]
"""Gives the findings of each of some files, or what `Names` looks for in all content."""
Start: TypeAlias = Callable[[Sequence[Task]], Callable[[], "list[Any]"]]
"""Begins to run tasks, and gives a function that has their results in order."""
BATCH = 50
"""So many files that are no guides are one task."""
Check = Any
"""Takes the subject of one file, typed by its model, and gives findings."""

EVERYWHERE: tuple[Check, ...] = (references.check, prose.check, unseen.check, reserved_ids.check, personal_data.check)
ENDS: tuple[Check, ...] = (reachability.check, dead_ends.check)
"""Whether every way of a tree leads somewhere, and everything is on some way; only of a tree without errors, which would only be reported again."""
PROOFS: tuple[Check, ...] = (examples.check, no_difference.check, rankings.check, dont_knows.check, back_testing.check, tables.check)
"""What else is proved of a tree; only where the above holds."""
BY_KIND: dict[str, tuple[Check, ...]] = {
    "tree": (
        completeness.check_tree,
        tree_references.check,
        conditions.check,
        flow.check,
        answers.check,
        choices.check,
        scores.check,
        editorial.check,
        upkeep.check_tree,
        wording.check_tree,
        former_ids.check_file,
    ),
    "facts": (answers.check, choices.check, scores.check_facts, wording.check_facts),
    "case-study": (
        completeness.check_case_study,
        case_references.check,
        dates.check,
        places.check,
        evidence.check,
        upkeep.check_case_study,
        vocabularies.check_case_study,
        former_ids.check_file,
    ),
    "approach": (upkeep.check_approach, orphans.check_approach, former_ids.check_file),
    "law": (upkeep.check_law,),
    "vocabulary": (vocabularies.check_vocabulary, former_ids.check_list),
    "glossary": (vocabularies.check_glossary, orphans.check_glossary, upkeep.check_sources, former_ids.check_list),
    "calculator": (calculators.check,),
    "sources": (upkeep.check_sources, orphans.check_sources),
    "words": (words.check,),
    "prepare": (questionnaire.check,),
}


def check(reading: Reading, *, today: date, earlier: Earlier | None = None, kept: FindingsMemory | None = None) -> tuple[Finding, ...]:
    """Every finding about what was read; see `start_check`."""
    return start_check(reading, _start_here, today=today, earlier=earlier, kept=kept)()


def start_check(
    reading: Reading, start: Start, *, today: date, earlier: Earlier | None = None, kept: FindingsMemory | None = None
) -> Callable[[], tuple[Finding, ...]]:
    """Begin to check, and give a function that has every finding, those of the reading itself included, in the order of files and lines.

    Args:
        reading: what was read.
        start: begins to run tasks, and gives a function that has their results in order.
        today: the day to which review dates are compared.
        earlier: what was published, to weigh changed guides against; none where that is not known.
        kept: what the last check left, which is taken where it still holds; this one leaves its own there.
    """
    since = ChangeDetector(reading, today, kept.state) if kept is not None else None
    names = since.names if since is not None else KnownIds(reading.knowledge_base)
    faults: dict[str, list[Finding]] = defaultdict(list)
    for finding in map(_apply_rule, reading.findings):
        faults[finding.file].append(finding)
    known = {file: since.still(file) if since is not None else None for file in reading.records}
    changed = [file for file, findings in known.items() if findings is None]
    last = [file for file in changed if reading.records[file][0].name in ALWAYS]  # their checks need the users
    batches = list(_in_batches(reading, [file for file in changed if file not in last]))
    check_all = start([names.find_users, *(partial(_find_in_files, reading, batch, names, today, faults) for batch in batches)])

    def collect() -> tuple[Finding, ...]:
        users, *results = check_all()
        names.set_users(*users)
        found = dict(zip(chain.from_iterable(batches), chain.from_iterable(results), strict=True))
        found |= zip(last, _find_in_files(reading, last, names, today, faults), strict=True)
        if kept is not None and since is not None:
            kept.state = since.state(found)
        everywhere = (*faults.values(), *(findings for findings in known.values() if findings is not None), *found.values())
        findings = list(chain.from_iterable(everywhere))
        if earlier is not None:
            findings += versions.check(reading, earlier, frozenset(finding.file for finding in findings if finding.severity == "error"))
        return tuple(sorted(set(findings), key=sort_key))

    return collect


def _start_here(tasks: Sequence[Task]) -> Callable[[], list[Any]]:
    return lambda: [task() for task in tasks]


def _in_batches(reading: Reading, files: Sequence[str]) -> Iterator[list[str]]:
    """Each guide by itself, for it is proved, and other files many at a time."""
    guides = [file for file in files if reading.records[file][0].name == "tree"]
    others = [file for file in files if reading.records[file][0].name != "tree"]
    yield from ([file] for file in guides)
    yield from (others[start : start + BATCH] for start in range(0, len(others), BATCH))


def _find_in_files(
    reading: Reading, files: Iterable[str], names: KnownIds, today: date, faults: Mapping[str, Sequence[Finding]]
) -> list[tuple[Finding, ...]]:
    return [tuple(_find_in_file(reading, file, names, today, faults.get(file, ()))) for file in files]


def _find_in_file(reading: Reading, file: str, names: KnownIds, today: date, faults: Sequence[Finding]) -> Iterable[Finding]:
    """What the rules find in one file, but for what stood in the way of reading it."""
    kind, record = reading.records[file]
    spoilt = frozenset(str(name) for finding in faults if finding.path for name in (finding.path[0], finding.suggestion))
    subject = Subject(record, reading.documents[file], kind.family, names, reading.knowledge_base, today, spoilt, reading.tables)
    found: list[Finding] = []
    for rule in (*EVERYWHERE, *BY_KIND.get(kind.name, ())):
        found += rule(subject)
    for proofs in (ENDS, PROOFS) if kind.name == "tree" else ():
        if not any(finding.severity == "error" for finding in (*found, *faults)):
            proof = proof_of(cast("Subject[Tree]", subject))
            for rule in proofs:
                found += rule(subject, proof)
    refused = {finding.span for finding in faults}
    return allowances.apply(subject, [finding for finding in found if finding.span not in refused])


def _apply_rule(finding: Finding) -> Finding:
    """A finding of the reading with the severity of its rule, and with its reason where it has none of its own."""
    rule = RULES.get(finding.code)
    return replace(finding, severity=rule.severity, why=finding.why or rule.why) if rule is not None else finding
