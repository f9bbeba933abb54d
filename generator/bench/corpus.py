"""A knowledge base of any size: this repository's own content, with case studies made from a fixed seed."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import yaml

from generator.reading.repository import read

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.knowledge_base import KnowledgeBase

SEED = 20261122
PLACES = (
    ("Derby", "E06000015"), ("Leeds", "E08000035"), ("Middlesbrough", "E06000002"), ("Wiltshire", "E06000054"), ("Wigan", "E08000010"),
    ("Plymouth", "E06000026"), ("Calderdale", "E08000033"), ("Gateshead", "E08000037"), ("Thurrock", "E06000034"), ("Preston", "E07000123"),
)  # fmt: skip
THINGS = ("Lunch club", "Recovery college", "Neighbour network", "Carers' cafe", "Youth hub", "Repair workshop", "Walking group", "Night shelter")
TALE = (
    "the council and its partners found that people wanted help close to home and on their own terms so a small team of local workers began "
    "to visit each street and to ask what was already going well before any money was spent they met residents in kitchens and halls and "
    "wrote down what neighbours could offer one another a modest grant paid for a room a kettle and two days of a coordinator each week over "
    "time the group took on more of the running and the funder stepped back reports were short and told stories as well as numbers some "
    "things did not work the first venue was cold transport was late and volunteers grew tired in winter"
)
WORDS = tuple(TALE.split())


def write_corpus(root: Path, target: Path, *, cases: int) -> Path:
    """Copy the knowledge base, and put generated case studies in place of its own.

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
    for number in range(cases - len(knowledge_base.case_studies)):
        case = generated_case(number, knowledge_base, chance)
        (target / "case_studies" / f"{case['id']}.yaml").write_text(yaml.safe_dump(case, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return target


def generated_case(number: int, knowledge_base: KnowledgeBase, chance: random.Random) -> dict[str, object]:
    """One case study that passes the checks, as plain data."""
    place, gss = chance.choice(PLACES)
    thing = chance.choice(THINGS)

    def term(vocabulary: str) -> str:
        return chance.choice(knowledge_base.vocabularies[vocabulary].terms).id

    def prose(paragraphs: int) -> str:
        return "\n\n".join(_sentence(chance, 60) for _ in range(paragraphs))

    source = f"report-{number}"
    return {
        "schema": "case-study/1",
        "id": f"generated-{number:05d}",
        "title": f"{thing} {number}, {place}",
        "summary": _sentence(chance, 24)[:270],
        "status": term("statuses"),
        "status_note": "Generated to measure with.",
        "dates": {"started": str(chance.randint(2005, 2024))},
        "places": [{"name": place, "scope": "local-authority", "gss": gss}],
        "organisations": [{"name": f"{place} {thing}", "role": "provider", "sector": term("sectors")}],
        "approaches": chance.sample(sorted(knowledge_base.approaches), chance.randint(1, 3)),
        "themes": [term("themes")],
        "people": [term("people")],
        "commissioning": {"route": term("routes")},
        "need": prose(2),
        "what_happened": prose(3),
        "why_it_worked": prose(1),
        "what_it_needed": prose(1),
        "where_it_might_not_fit": prose(1),
        "lessons": [{"kind": "success", "text": _sentence(chance, 18)}, {"kind": "caution", "text": _sentence(chance, 18)}],
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
        "evidence": {"level": "1", "basis": "A report by the organisation itself.", "assessed_by": "waymark-editors", "assessed_on": "2026-11-22"},
        "sources": [
            {
                "id": source,
                "title": f"{thing} {number}",
                "publisher": place,
                "url": f"https://www.example.org/{number}",
                "accessed": "2026-11-22",
                "kind": "self-report",
            }
        ],
        "consent": {"basis": "public-sources", "personal_stories": "no"},
        "contributors": ["waymark-editors"],
        "review": {"last_verified": "2026-11-22", "next_review": "2027-11-22"},
    }


def _sentence(chance: random.Random, words: int) -> str:
    begin = chance.randrange(len(WORDS))
    chosen = [WORDS[(begin + step) % len(WORDS)] if chance.random() < 0.8 else chance.choice(WORDS) for step in range(words)]  # noqa: PLR2004
    return " ".join(chosen).capitalize() + "."
