"""Writes a knowledge base of any size: this repository's content, with case studies generated from a fixed seed."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from waymark_guide.reading.repository import read_knowledge_base
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
"""A prime number, which makes neighbouring cases differ."""
SOURCE_KINDS = defaultdict(lambda: "evaluation", {"0": "self-report", "1": "self-report", "2": "official-record"})
"""The kind of source that each level of evidence needs."""


@dataclass(frozen=True, slots=True)
class WordChain:
    """A Markov chain of words, learnt from real case studies.

    Attributes:
        openings: the words that begin a sentence.
        following: for each word, the words that followed it, as often as they did.
    """

    openings: tuple[str, ...]
    following: dict[str, list[str]]

    def make_sentence(self, rng: random.Random, words: int) -> str:
        """Make a sentence of this many words. It has the right words and no sense."""
        sentence = [rng.choice(self.openings)]
        while len(sentence) < words:
            sentence.append(rng.choice(self.following.get(sentence[-1]) or self.openings))
        return f"{' '.join(sentence).rstrip(',;:.?!')}.".capitalize()

    def make_prose(self, rng: random.Random, paragraphs: int) -> str:
        """Make paragraphs of four sentences."""
        return "\n\n".join(" ".join(self.make_sentence(rng, 15) for _ in range(4)) for _ in range(paragraphs))


def learn_words(cases: Iterable[CaseStudy]) -> WordChain:
    """Learn the words of real case studies, without characters that mean something in YAML or Markdown."""
    openings: list[str] = ["The"]
    following: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for text in (case.summary, case.need, case.what_happened, case.why_it_worked, case.where_it_might_not_fit):
            words = ["".join(letter for letter in word if letter.isalnum() or letter in "-',.") for word in plain(text).split()]
            for before, word in pairwise(word for word in words if word):
                following[before].append(word)
                if before.endswith("."):
                    openings.append(word)
    return WordChain(tuple(openings), dict(following))


def write_corpus(root: Path, target: Path, *, cases: int) -> Path:
    """Copy the knowledge base, and add generated case studies to its own until there are so many.

    Returns:
        The folder of the new knowledge base.
    """
    for part in ("content", "decision_trees"):
        shutil.copytree(root / part, target / part)
    shutil.copy(root / "mkdocs.yml", target / "mkdocs.yml")
    (target / "case_studies").mkdir()
    knowledge_base = read_knowledge_base(root).knowledge_base
    for own in sorted((root / "case_studies").glob("*.yaml")):
        shutil.copy(own, target / "case_studies" / own.name)
    rng = random.Random(SEED)  # noqa: S311 (a fixed seed is the point)
    chain = learn_words(knowledge_base.case_studies.values())
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for number in range(cases - len(knowledge_base.case_studies)):
        case = generate_case(number, knowledge_base, chain, rng)
        text = yaml.dump(case, Dumper=dumper, sort_keys=False, allow_unicode=True, width=150)
        (target / "case_studies" / f"{case['id']}.yaml").write_text(text, encoding="utf-8")
    return target


def make_case_id(number: int) -> str:
    """Make the id of a generated case study, which is also the name of its file."""
    return f"generated-{number:05d}"


def generate_case(number: int, knowledge_base: KnowledgeBase, chain: WordChain, rng: random.Random) -> dict[str, object]:
    """Generate one case study that passes the checks, as plain data, with values of every facet: some often, some rarely."""
    thing, street, (place, gss) = _pick_subject(number)

    def term(vocabulary: str) -> str:
        return _pick_skewed(rng, [each.id for each in knowledge_base.vocabularies[vocabulary].terms])

    def terms(vocabulary: str, most: int) -> list[str]:
        return list(dict.fromkeys(term(vocabulary) for _ in range(rng.randint(1, most))))

    source = f"report-{number}"
    level = term("evidence-levels")
    status = term("statuses")
    started = rng.randint(2005, 2024)
    return {
        "schema": "case-study/1",
        "id": make_case_id(number),
        "title": f"{thing} at {street}, {place}",
        "summary": chain.make_sentence(rng, 34)[:270],
        "status": status,
        "status_note": "Generated to measure with.",
        "dates": {"started": f"{started}-{rng.randint(1, 12):02}" if number % 2 else str(started)},
        "places": [{"name": f"{street}, {place}", "scope": "local-authority"} | ({"gss": gss} if gss else {})],
        "organisations": [
            {"name": f"{place} {thing}", "role": "provider", "sector": term("sectors")},
            {"name": f"{street} {rng.choice(('Trust', 'Partnership', 'Association', 'Practice'))}", "role": "partner", "sector": term("sectors")},
        ],
        "approaches": list(dict.fromkeys(_pick_skewed(rng, sorted(knowledge_base.approaches)) for _ in range(rng.randint(1, 3)))),
        "themes": terms("themes", 2),
        "people": terms("people", 2),
        "arrangement": {"route": term("routes")},
        "need": chain.make_prose(rng, 2),
        "what_happened": chain.make_prose(rng, 3),
        "why_it_worked": chain.make_prose(rng, 1),
        "what_it_needed": chain.make_prose(rng, 1),
        "where_it_might_not_fit": chain.make_prose(rng, 1),
        "lessons": [{"kind": "success", "text": chain.make_sentence(rng, 18)}, {"kind": "caution", "text": chain.make_sentence(rng, 18)}],
        "figures": [
            {
                "id": "people",
                "label": "People helped",
                "kind": "reach",
                "value": str(rng.randint(5, 5000)),
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
        "review": {"last_verified": f"2026-{rng.randint(6, 11):02}-{rng.randint(1, 20):02}", "next_review": "2027-11-22"},
    }


def _pick_subject(number: int) -> tuple[str, str, tuple[str, str | None]]:
    """Pick the subject, the street and the place of a case: a new combination for each number, while there are new ones."""
    rest, thing = divmod(number * STRIDE, len(THINGS))
    rest, street = divmod(rest, len(STREETS))
    return THINGS[thing], STREETS[street], PLACES[rest % len(PLACES)]


def _pick_skewed(rng: random.Random, values: list[str]) -> str:
    """Pick one of the values: the first often, the last rarely, as in real life."""
    return values[min(int(rng.expovariate(1.6) / 2 * len(values)), len(values) - 1)]
