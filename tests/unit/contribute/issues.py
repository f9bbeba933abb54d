"""Texts of issues for the tests of drafts and of the command that makes them."""

from __future__ import annotations

from pathlib import Path

from waymark_guide.contribute.issue_fields import list_boxes
from waymark_guide.reading.repository import read_knowledge_base

REAL = Path(__file__).parents[3]
GOOD = REAL / "tests" / "golden" / "good"
BASE = read_knowledge_base(GOOD).knowledge_base
BOXES = list_boxes(BASE)
FILLED = {
    "Title": "A hall in Hull",
    "Summary": "People of the street opened a hall: they kept it warm for two winters.",
    "Status": "active",
    "Dates: started": "2021",
    "Places": "- Hull | local-authority | E06000010",
    "Organisations": "| Hall Friends | provider | vcse |\n|---|---|---|\n| Hull council | funder | vcse |",
    "Approaches": "Grants",
    "Themes": "Food, Loneliness",
    "Arrangement: route": "grant",
    "Need": "It was cold.\n\nVery cold.",
    "What happened": "They lit the stove.",
    "Why it worked": "They lived near.",
    "What it needed": "A stove.",
    "Where it might not fit": "_No response_",
    "Lessons": "1. success | Begin small.\n2. caution | Keep the key.",
    "Figures": "Visits | output | 900 | visits | 2022 | | 1",
    "Evidence: basis": "One news item.",
    "Sources": "Warm hall | https://example.org/hull | 2026-11-01",
    "Consent: basis": "public-sources",
    "Consent: personal stories": "No",
    "Interests": "None.",
    "Contributors": "Editors",
}


def make_issue(answers: dict[str, str]) -> str:
    """Make the text of an issue as GitHub does from the form."""
    parts = [f"### {box.label}\n\n{answers.get(box.label, '_No response_')}\n" for box in BOXES]
    return "\n".join([*parts, "### Before you send it\n\n- [X] I agree."])


def fence(text: str, ticks: str = "```") -> str:
    """Make the text of an issue as the form on the site does, with a file between fences."""
    return f"Somebody wrote this with the form.\n\n{ticks}yaml\n{text}{ticks}\n"
