"""A page of law says when it was checked, where it applies, and what it bears on."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from waymark_guide.model.base import Prose, Reference
from waymark_guide.model.law import Law
from waymark_guide.model.origins import Origins
from waymark_guide.model.walk import walk_texts

GIFTS = {
    "schema": "law/1",
    "id": "gifts-act",
    "title": "Gifts Act",
    "summary": "A law on gifts with conditions, made up for the tests of this knowledge base.",
    "instrument": "Gifts Act 1900",
    "in_force": "Since 1900",
    "applies_to": ["england", "northern-ireland"],
    "checked_on": "2026-11-22",
    "what_it_means": ["A gift may carry conditions."],
    "approaches": ["grants"],
    "guides": ["grant-or-contract"],
    "sources": ["spfm"],
    "body": "## What is it?\n\nA law [source:spfm].",
}


def test_law_knows_what_it_refers_to() -> None:
    """Every approach, guide and source that a law names is seen by the one check of references."""
    referred = {(leaf.find_marker(Reference).kind, leaf.value) for leaf in walk_texts(Law.model_validate(GIFTS)) if leaf.find_marker(Reference)}
    assert referred == {("approach", "grants"), ("tree", "grant-or-contract"), ("source", "spfm")}


def test_law_is_dated() -> None:
    """The day on which a law was checked is a whole day, and cannot be left out."""
    assert Law.model_validate(GIFTS).checked_on == date(2026, 11, 22)
    with pytest.raises(ValidationError):
        Law.model_validate({name: value for name, value in GIFTS.items() if name != "checked_on"})


def test_law_applies_somewhere_in_the_uk() -> None:
    """A law names one of the four nations at least, and nothing else."""
    for nations in ([], ["france"]):
        with pytest.raises(ValidationError):
            Law.model_validate(GIFTS | {"applies_to": nations})


def test_ideas_are_prose() -> None:
    """What an idea says, who said it and where it works are read by the checks of prose and of links."""
    idea = {"id": "gift", "title": "Gifts", "what": "Give.", "who": "A giver, 1900.", "place": "[Grants](/approaches/grants/)."}
    origins = Origins.model_validate({"schema": "origins/1", "title": "Origins", "intro": "Who said what.", "ideas": [idea]})
    fields = {leaf.path[-1] for leaf in walk_texts(origins) if leaf.find_marker(Prose)}
    assert {"title", "intro", "what", "who", "place"} <= fields
