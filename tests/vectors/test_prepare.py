"""The answers of the questionnaire, in Node: what is written to a link or a file can be read again, and nothing else is accepted."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.vectors.node import run_script

TRUST = {"id": "trust-low", "was": ["mistrust"], "isMultiple": False, "options": {"yes": [], "no": ["high"]}, "exclusive": [], "impact": 3}
POWERS = {"id": "powers", "was": [], "isMultiple": True, "options": {"one": [], "two": [], "none": []}, "exclusive": ["none"], "impact": 9}
QUESTIONNAIRE = {
    "version": "1.0.0",
    "gather_first": 40,
    "sections": [
        {"id": "people", "gathers": [{"id": "trust", "facts": [TRUST]}, {"id": "purpose", "facts": []}]},
        {"id": "law", "gathers": [{"id": "power", "facts": [POWERS]}]},
    ],
}
ODD = (
    "a&b=c#d",
    "100% of +1, %20 %zz",
    "“quoted” — café 🍲",
    "two\nlines\r\n",
    "<img src=x onerror=alert(1)>",
    "=",
    "&",
    "?",
    "__proto__",
    "  edges ",
    "\u0000\u202e",
)
NOTHING: dict[str, Any] = {"facts": [], "unknown": [], "notes": [], "title": ""}


def run_prepare(*, answers: list[dict[str, Any]] = [], fragments: list[str] = [], files: list[str] = []) -> dict[str, Any]:  # noqa: B006 (never changed)
    """Read and write answers, links and files in Node."""
    results = run_script("replay_prepare.cjs", {"questionnaire": QUESTIONNAIRE, "answers": answers, "fragments": fragments, "files": files})
    assert results["isClean"], "something changed what every object inherits"
    return results


def test_what_is_written_can_be_read_again() -> None:
    """A link and a file keep all answers, notes and the title. A link keeps the view too."""
    chance = Random(4)  # noqa: S311 (the same answers every time)
    written = []
    for _ in range(200):
        facts = [["trust-low", [chance.choice(["yes", "no", "?"])]], ["powers", chance.choice([["one"], ["one", "two"], ["none"], ["?"]])]]
        notes = [[name, "".join(chance.choices(ODD, k=chance.randint(1, 4)))] for name in ("trust", "purpose", "power", "gone", "__proto__")]
        written.append(
            {
                "facts": [each for each in facts if chance.random() < 0.6],
                "unknown": ["purpose"] if chance.random() < 0.4 else [],
                "notes": [each for each in notes if chance.random() < 0.5],
                "title": chance.choice(["", *ODD]),
                "view": chance.choice(["", "people", "law", "summary"]),
            }
        )
    for entry, found in zip(written, run_prepare(answers=written)["answers"], strict=True):
        expected = {name: entry[name] for name in ("facts", "unknown", "notes", "title")}
        assert found["fromFragment"]["answers"] == expected, found["fragment"]
        assert (found["fromFragment"]["view"], found["fromFragment"]["rejected"]) == (entry["view"], [])
        assert found["fromFile"] == {"answers": expected, "rejected": [], "version": "1.0.0", "savedOn": "2026-11-22"}
        assert found["fragment"].isascii()
        assert " " not in found["fragment"]


def test_an_older_or_damaged_link_is_read_as_far_as_it_makes_sense() -> None:
    """Former ids are accepted, other unknown ids are listed, and text with broken escapes stays as it is."""
    read = run_prepare(
        fragments=[
            "#p=mistrust:high,powers:two:one",
            "p=trust-low:maybe,powers:none:one,gone:yes,trust-low&u=trust,purpose,nobody&x=1&&s=nowhere",
            "n.purpose=50%+off+%E2%80%9C%ff&n.gone=kept&n.purpose=again&t=%",
            "v=0.9.0&v=x",
        ]
    )["fragments"]
    assert read[0] == {
        "answers": {**NOTHING, "facts": [["trust-low", ["no"]], ["powers", ["one", "two"]]]},
        "view": "",
        "version": None,
        "rejected": [],
    }
    assert read[1]["answers"] == {**NOTHING, "unknown": ["purpose"]}
    assert read[1]["rejected"] == ["trust-low:maybe", "powers:none:one", "gone:yes", "trust-low", "trust", "nobody", "x=1", "s=nowhere"]
    assert read[2]["answers"] == {**NOTHING, "notes": [["purpose", "50% off “%ff"], ["gone", "kept"]], "title": "%"}
    assert read[2]["rejected"] == ["n.purpose=again"]
    assert (read[3]["version"], read[3]["rejected"]) == ("0.9.0", ["v=x"])


def test_hostile_files_are_refused_or_cleaned() -> None:
    """A file that is broken, of another kind or made to do harm is refused, or only the parts that make sense are read."""
    odd = {
        "schema": "prepare-answers/1",
        "version": {"toString": 1},
        "saved": ["2026"],
        "title": {"a": 1},
        "answers": {"__proto__": {"polluted": True}, "trust-low": {"toString": 1}, "powers": ["one", ["two"]], "constructor": "yes"},
        "unknown": [{"toString": 1}, "purpose", "nobody"],
        "notes": {"purpose": {"x": 1}, "trust": "<script>alert(1)</script>", "power": 7},
    }
    files = run_prepare(
        files=[
            "",
            "{",
            "null",
            "[]",
            '"text"',
            '{"schema": "other/1"}',
            "[" * 60_000,
            json.dumps(odd),
            '{"schema":"prepare-answers/1","answers":[],"notes":"x"}',
        ]
    )["files"]
    assert [each.get("error") for each in files] == ["not_json", "not_json", *["other_file"] * 4, "not_json", None, None]
    assert files[7] == {
        "answers": {**NOTHING, "unknown": ["purpose"], "notes": [["trust", "<script>alert(1)</script>"]]},
        "rejected": ["__proto__", "trust-low", "powers", "constructor", "purpose", "power", "unknown", "nobody"],
        "version": None,
        "savedOn": None,
    }
    assert files[8]["answers"] == NOTHING


def test_counting_and_what_to_gather_first() -> None:
    """A question is done when all its facts are answered. Above a set share, too much is unknown. What decides most comes first."""
    answers = [
        NOTHING,
        {**NOTHING, "facts": [["trust-low", ["yes"]]], "notes": [["power", "Some."]]},
        {**NOTHING, "facts": [["trust-low", ["?"]], ["powers", ["?"]]], "unknown": ["purpose"]},
        {**NOTHING, "facts": [["trust-low", ["?"]]], "notes": [["purpose", "Lunch."]]},
    ]
    found = run_prepare(answers=[{**each, "view": ""} for each in answers])["answers"]
    assert [each["progress"] for each in found] == [
        {"all": 3, "done": 0, "unknown": 0, "state": "none"},
        {"all": 3, "done": 1, "unknown": 0, "state": "part"},
        {"all": 3, "done": 3, "unknown": 3, "state": "done"},
        {"all": 3, "done": 2, "unknown": 1, "state": "part"},
    ]
    assert [each["unknownGathers"] for each in found] == [[], [], ["power", "trust", "purpose"], ["trust"]]
    assert [each["isTooMuch"] for each in found] == [False, False, True, True]
