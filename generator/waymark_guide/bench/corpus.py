"""A knowledge base of any size: this repository's own content, with case studies made from a fixed seed."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from waymark_guide.reading.repository import read
from waymark_guide.site.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from waymark_guide.model.case_study import CaseStudy
    from waymark_guide.model.knowledge_base import KnowledgeBase

SEED = 20261122
PLACES = (
    ("Derby", "E06000015"), ("Leeds", "E08000035"), ("Middlesbrough", "E06000002"), ("Wiltshire", "E06000054"), ("Wigan", "E08000010"),
    ("Plymouth", "E06000026"), ("Calderdale", "E08000033"), ("Gateshead", "E08000037"), ("Thurrock", "E06000034"), ("Preston", "E07000123"),
    ("Cardiff", "W06000015"), ("Swansea", "W06000011"), ("Glasgow", "S12000049"), ("Edinburgh", "S12000036"), ("Belfast", "N09000003"),
    ("Bristol", "E06000023"), ("Cornwall", "E06000052"), ("Brighton and Hove", "E06000043"), ("Kent", "E10000016"), ("Norfolk", "E10000020"),
    ("Suffolk", "E10000029"), ("Birmingham", "E08000025"), ("Coventry", "E08000026"), ("Nottingham", "E06000018"), ("Leicester", "E06000016"),
    ("Newcastle upon Tyne", "E08000021"), ("Sunderland", "E08000024"), ("Liverpool", "E08000012"), ("Manchester", "E08000003"),
    ("Kingston upon Hull", "E06000010"), ("Camden", "E09000007"), ("Lambeth", "E09000022"), ("Hackney", "E09000012"), ("An estate", None),
)  # fmt: skip
THINGS = (
    "Lunch club", "Recovery college", "Neighbour network", "Carers' cafe", "Youth hub", "Repair workshop", "Walking group", "Night shelter",
    "Tool library", "Community kitchen", "Home from hospital", "Shared lives scheme", "Village agents", "Peer mentors", "Advice on wheels",
    "Garden share", "Supported lodgings", "Men's shed", "Dementia choir", "Parents' circle", "Doorstep library", "Winter rooms",
)  # fmt: skip
STREETS = (
    "Albert Road", "Mill Lane", "Station Street", "the Harbour", "Queen's Estate", "Church Green", "the Old Quarry", "Victoria Park", "Long Row",
    "Castle Hill", "the Canal", "Chapel Brow", "Northgate", "the Marsh", "Bridge End", "Spinners' Yard", "the Meadows", "Foundry Square",
    "Harvest Way", "the Crescent", "Old Market", "Kiln Lane", "the Terraces", "Beacon Street", "Orchard Close",
)  # fmt: skip
STRIDE = 7919
"""A prime, so that cases that follow one another are not alike."""
SOURCE_KINDS = defaultdict(lambda: "evaluation", {"0": "self-report", "1": "self-report", "2": "official-record"})
"""What kind of source each level of evidence asks for."""


@dataclass(frozen=True, slots=True)
class Tale:
    """How the case studies of a knowledge base are told: which words follow which, as often as they do there.

    Attributes:
        openings: the words that begin a sentence.
        following: after a word, the words that followed it.
    """

    openings: tuple[str, ...]
    following: dict[str, list[str]]

    def sentence(self, chance: random.Random, words: int) -> str:
        """A sentence of that many words: no sense, and the right words."""
        said = [chance.choice(self.openings)]
        while len(said) < words:
            said.append(chance.choice(self.following.get(said[-1]) or self.openings))
        return f"{' '.join(said).rstrip(',;:.?!')}.".capitalize()

    def prose(self, chance: random.Random, paragraphs: int) -> str:
        """Paragraphs of four sentences."""
        return "\n\n".join(" ".join(self.sentence(chance, 15) for _ in range(4)) for _ in range(paragraphs))


def tale(cases: Iterable[CaseStudy]) -> Tale:
    """Learn the words of real case studies. Nothing that means anything to YAML or Markdown is kept."""
    openings: list[str] = ["The"]
    following: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for text in (case.summary, case.need, case.what_happened, case.why_it_worked, case.where_it_might_not_fit):
            words = ["".join(letter for letter in word if letter.isalnum() or letter in "-',.") for word in plain(text).split()]
            kept = [word for word in words if word]
            for before, word in pairwise(kept):
                following[before].append(word)
                if before.endswith("."):
                    openings.append(word)
    return Tale(tuple(openings), dict(following))


def write_corpus(root: Path, target: Path, *, cases: int) -> Path:
    """Copy the knowledge base, and add generated case studies to its own until there are so many.

    Returns:
        The folder of the new knowledge base.
    """
    for part in ("content", "decision_trees"):
        shutil.copytree(root / part, target / part)
    shutil.copy(root / "mkdocs.yml", target / "mkdocs.yml")
    (target / "case_studies").mkdir()
    knowledge_base = read(root).knowledge_base
    for own in sorted((root / "case_studies").glob("*.yaml")):
        shutil.copy(own, target / "case_studies" / own.name)
    chance = random.Random(SEED)  # noqa: S311 (a fixed seed is the point)
    told = tale(knowledge_base.case_studies.values())
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for number in range(cases - len(knowledge_base.case_studies)):
        case = generated_case(number, knowledge_base, told, chance)
        text = yaml.dump(case, Dumper=dumper, sort_keys=False, allow_unicode=True, width=150)
        (target / "case_studies" / f"{case['id']}.yaml").write_text(text, encoding="utf-8")
    return target


def name_of(number: int) -> str:
    """The id of a generated case study, which is also the name of its file."""
    return f"generated-{number:05d}"


def generated_case(number: int, knowledge_base: KnowledgeBase, told: Tale, chance: random.Random) -> dict[str, object]:
    """One case study that passes the checks, as plain data: values of every facet, some of them rarer than others."""
    thing, street, (place, gss) = _named(number)

    def term(vocabulary: str) -> str:
        return _seldom(chance, [each.id for each in knowledge_base.vocabularies[vocabulary].terms])

    def terms(vocabulary: str, most: int) -> list[str]:
        return list(dict.fromkeys(term(vocabulary) for _ in range(chance.randint(1, most))))

    source = f"report-{number}"
    level = term("evidence-levels")
    status = term("statuses")
    started = chance.randint(2005, 2024)
    return {
        "schema": "case-study/1",
        "id": name_of(number),
        "title": f"{thing} at {street}, {place}",
        "summary": told.sentence(chance, 34)[:270],
        "status": status,
        "status_note": "Generated to measure with.",
        "dates": {"started": f"{started}-{chance.randint(1, 12):02}" if number % 2 else str(started)},
        "places": [{"name": f"{street}, {place}", "scope": "local-authority"} | ({"gss": gss} if gss else {})],
        "organisations": [
            {"name": f"{place} {thing}", "role": "provider", "sector": term("sectors")},
            {"name": f"{street} {chance.choice(('Trust', 'Partnership', 'Association', 'Practice'))}", "role": "partner", "sector": term("sectors")},
        ],
        "approaches": list(dict.fromkeys(_seldom(chance, sorted(knowledge_base.approaches)) for _ in range(chance.randint(1, 3)))),
        "themes": terms("themes", 2),
        "people": terms("people", 2),
        "arrangement": {"route": term("routes")},
        "need": told.prose(chance, 2),
        "what_happened": told.prose(chance, 3),
        "why_it_worked": told.prose(chance, 1),
        "what_it_needed": told.prose(chance, 1),
        "where_it_might_not_fit": told.prose(chance, 1),
        "lessons": [{"kind": "success", "text": told.sentence(chance, 18)}, {"kind": "caution", "text": told.sentence(chance, 18)}],
        "figures": [
            {
                "id": "people",
                "label": "People helped",
                "kind": "reach",
                "value": str(chance.randint(5, 5000)),
                "unit": "people",
                "per": "year",
                "period": "2023",
                "qualifier": "approximately",
                "direction": "not-measured",
                "evidence_level": "1",
                "sources": [source],
            }
        ],
        "evidence": {"level": level, "basis": "A report by the organisation itself.", "assessed_by": "waymark-editors", "assessed_on": "2026-11-22"},
        "sources": [
            {
                "id": source,
                "title": f"{thing} {number}",
                "publisher": place,
                "url": f"https://www.example.org/{number}",
                "accessed": "2026-11-22",
                "kind": SOURCE_KINDS[level],
            }
        ],
        "consent": {"basis": "public-sources", "personal_stories": "no"},
        "contributors": ["waymark-editors"],
        "interests": "None: it was generated to measure with.",
        "review": {"last_verified": f"2026-{chance.randint(6, 11):02}-{chance.randint(1, 20):02}", "next_review": "2027-11-22"},
    }


def _named(number: int) -> tuple[str, str, tuple[str, str | None]]:
    """What a case is about, in which street and place: a new combination for each number, as long as there is one."""
    rest, thing = divmod(number * STRIDE, len(THINGS))
    rest, street = divmod(rest, len(STREETS))
    return THINGS[thing], STREETS[street], PLACES[rest % len(PLACES)]


def _seldom(chance: random.Random, values: list[str]) -> str:
    """One of the values: the first often, the last seldom, as people and places are."""
    return values[min(int(chance.expovariate(1.6) / 2 * len(values)), len(values) - 1)]
