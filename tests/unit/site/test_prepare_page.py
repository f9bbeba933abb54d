"""The page of the questionnaire, made from a small one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from waymark_guide.model.knowledge_base import KnowledgeBase
from waymark_guide.model.prepare import Prepare
from waymark_guide.model.tree import Fact, Tree
from waymark_guide.reading.assembly import Reading
from waymark_guide.site.context import SiteContext
from waymark_guide.site.pages import prepare
from waymark_guide.trees.engine.compiler import compile_tree

TRUST = {
    "id": "trust-low",
    "was": ["mistrust"],
    "text": "Is trust low?",
    "dont_know": {"help": "Ask three people."},
    "options": [{"id": "yes", "label": "Yes", "hint": "Old wounds"}, {"id": "no", "label": "No", "was": ["high"]}],
}
CHOICES = {
    "id": "powers",
    "text": "Which powers?",
    "type": "multi",
    "options": [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}, {"id": "none", "label": "None", "exclusive": True}],
}
GUIDE = {
    "schema": "tree/1",
    "id": "lunch",
    "title": "Lunch?",
    "summary": "For a test.",
    "status": "published",
    "version": "1.0.0",
    "questions": [
        {"id": "trust-low", "fact": "trust-low"},
        {"id": "soup", "text": "Soup?", "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]},
    ],
    "result": {"mode": "first"},
    "outcomes": [{"id": "wait", "title": "Wait", "when": {"trust-low": "yes"}}, {"id": "eat", "title": "Eat"}],
}
ASKS = [
    {"id": "trust", "ask": "Do people trust you?", "why": "It takes time.", "steers": "To talk.", "facts": ["trust-low", "powers"]},
    {"id": "purpose", "ask": "What for <b>?", "why": "It comes first.", "steers": "On.", "find_out": "Ask the cook.", "guides": ["lunch", "gone"]},
]


def page(**rest: Any) -> Any:
    """The page of a questionnaire of two questions."""
    form = {"schema": "prepare/1", "title": "Prepare", "intro": "Gather.", "sections": [{"id": "people", "title": "People", "items": ASKS}]}
    base = KnowledgeBase(
        prepare=Prepare.model_validate(form | rest),
        facts={each["id"]: Fact.model_validate(each) for each in (TRUST, CHOICES)},
        trees={"lunch": Tree.model_validate(GUIDE)},
    )
    compiled = {"lunch": compile_tree(base.trees["lunch"], base)}
    context = SiteContext(Reading(base, {}, {}, ()), compiled, date(2026, 11, 22))
    return prepare.render(context, *prepare.list_pages(context))


def test_the_form_is_in_the_page() -> None:
    """Every option of every fact, “I don't know” with how to find out, and a place for notes are there before any script runs."""
    body = page().body
    for value in ("yes", "no", "?"):
        assert f'<input type="radio" id="answer-trust-low-{"dont-know" if value == "?" else value}" name="trust-low" value="{value}"' in body
    assert '<input type="checkbox" id="answer-powers-none" name="powers" value="none"' in body
    assert '<input type="checkbox" id="answer-not-known.purpose-dont-know" name="not-known.purpose" value="?"' in body
    assert body.count("<textarea") == 2
    assert "How to find out: Ask three people." in body
    assert "How to find out: Ask the cook." in body
    assert "What for &lt;b&gt;?" in body


def test_where_it_steers() -> None:
    """A question names the guides that ask for its facts and those that it is said to help with; one that is not there is left out."""
    body = page().body
    assert body.count('<a href="/decision-trees/lunch/">Lunch?</a>') == 2
    assert "gone" not in body


def test_what_the_script_reads() -> None:
    """The form without its words: facts with their options and former ids, and how many outcomes hang on each; then the guides that use them."""
    data = json.loads(page(gather_first=30).data["prepare-data"])
    assert data["gather_first"] == 30
    assert data["version"] == "1.0.0"
    [section] = data["sections"]
    assert section["gathers"] == [
        {
            "id": "trust",
            "facts": [
                {"id": "trust-low", "was": ["mistrust"], "isMultiple": False, "options": {"yes": [], "no": ["high"]}, "exclusive": [], "impact": 1},
                {"id": "powers", "was": [], "isMultiple": True, "options": {"one": [], "two": [], "none": []}, "exclusive": ["none"], "impact": 0},
            ],
        },
        {"id": "purpose", "facts": []},
    ]
    assert data["guides"] == [{"id": "lunch", "title": "Lunch?", "facts": ["trust-low"]}]


def test_no_questionnaire_no_page() -> None:
    """A knowledge base without one has no such page."""
    assert list(prepare.list_pages(SiteContext(Reading(KnowledgeBase(), {}, {}, ()), {}, date(2026, 11, 22)))) == []
