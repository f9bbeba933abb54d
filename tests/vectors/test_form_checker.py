"""The form's checker, in Node, finds what `waymark check` finds in the file that the form writes: code, field, message, fix and suggestion."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.vectors.test_form import CASES, KIND, run_form

from waymark_guide.checks.age import in_full
from waymark_guide.checks.known_ids import KnownIds
from waymark_guide.checks.run import check
from waymark_guide.contribute.form_names import collect_names
from waymark_guide.contribute.form_rules import OF_THE_TEXT, ONLY_HERE, collect_rules, collect_texts
from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.reading.assembly import assemble
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.reading.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waymark_guide.model.finding import Finding
    from waymark_guide.model.knowledge_base import KnowledgeBase
    from waymark_guide.reading.document import Document
    from waymark_guide.reading.kinds import Kind

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "golden" / "good"
TODAY = date(2026, 11, 22)
CASE = "lunch-in-leeds"
MISTAKES = yaml.load((ROOT / "tests/golden/form/mistakes.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (it builds texts only)
LONELY = "  - {id: warmth, label: Warmth}\n"
"""A theme that no case has."""
Reported = tuple[str, str, str, str, str, str]


def make_form_data(base: KnowledgeBase) -> dict[str, Any]:
    """Make the data that the build writes into the page of the form."""
    names = collect_names(CaseStudy, KnownIds(base), base)
    return {"shape": describe_model(CaseStudy), "names": names, "rules": collect_rules("C"), "says": collect_texts("C"), "today": TODAY.isoformat()}


@cache
def load_good_files() -> dict[str, tuple[Kind, tuple[Document, list[Finding]]]]:
    """The files of the good knowledge base."""
    paths = [(kind, path) for kind in KINDS for path in sorted(GOOD.glob(kind.pattern))]
    named = [(kind, path.relative_to(GOOD).as_posix(), path.read_text(encoding="utf-8")) for kind, path in paths]
    return {name: (kind, parse_document(name, text + (LONELY if name.endswith("themes.yaml") else ""), kind)) for kind, name, text in named}


def load_case() -> dict[str, Any]:
    """The case that mistakes are put into, as texts, lists and maps."""
    (document, _) = load_good_files()[f"case_studies/{CASE}.yaml"][1]
    assert document.node is not None
    data: dict[str, Any] = document.node.data()
    return data


def check_by_python(text: str, name: str) -> list[Reported]:
    """List what `waymark check` finds in a file that is added to the good knowledge base."""
    file = f"case_studies/{name}.yaml"
    files = {**load_good_files(), file: (KIND, parse_document(file, text, KIND))}
    order = {kind.name: place for place, kind in enumerate(KINDS)}
    reading = assemble(entry for _, entry in sorted(files.items(), key=lambda named: (order[named[1][0].name], named[0])))
    found = [finding for finding in check(reading, today=TODAY) if finding.file == file and finding.code not in ONLY_HERE]
    return sorted((each.code, in_full(each).severity, each.field, each.message, each.fix, each.suggestion) for each in found)


def list_form_findings(found: list[dict[str, Any]]) -> list[Reported]:
    """List what the form's checker found, as `check_by_python` does."""
    return sorted((each["code"], each["severity"], field_of(each["path"]), each["message"], each["fix"], each["suggestion"]) for each in found)


def field_of(path: list[str | int]) -> str:
    """A path as findings write it."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text


def parse_step(text: str) -> str | int:
    """A step of a path: a name, or a place in a list."""
    return int(text) if text.isdigit() else text


def put(value: Any, path: str, new: Any) -> None:
    """Give a field another value."""
    *parents, last = (parse_step(part) for part in path.split("."))
    for part in parents:
        value = value[part]
    value[last] = new


def remove(value: Any, path: str) -> None:
    """Take a field away."""
    *parents, last = (parse_step(part) for part in path.split("."))
    for part in parents:
        value = value[part]
    del value[last]


def make_mistake(mistake: dict[str, Any]) -> dict[str, Any]:
    """The case with a mistake in it."""
    case = deepcopy(load_case())
    for path, new in (mistake.get("set") or {}).items():
        put(case, path, new)
    for path in mistake.get("take") or []:
        remove(case, path)
    return case


def check_with_both(cases: list[dict[str, Any]]) -> list[tuple[list[Reported], list[Reported], list[Reported]]]:
    """Check cases with both. For each case: the findings of Python, those of the form, and those of the form where it looks at everything."""
    base = assemble(iter(load_good_files().values())).knowledge_base
    made = run_form(values=cases, **make_form_data(base))["checked"]
    names = [str(case.get("id")) if isinstance(case.get("id"), str) and case["id"].replace("-", "").isalnum() else "new" for case in cases]
    return [
        (check_by_python(entry["text"], name), list_form_findings(entry["found"]), list_form_findings(entry["all"]))
        for name, entry in zip(names, made, strict=True)
    ]


@pytest.fixture(scope="module")
def results() -> list[tuple[list[Reported], list[Reported], list[Reported]]]:
    """The findings of every mistake, by both checkers."""
    return check_with_both([make_mistake(mistake) for mistake in MISTAKES])


@pytest.mark.parametrize("place", range(len(MISTAKES)), ids=lambda place: f"{place}-{'-'.join(dict.fromkeys(MISTAKES[place]['finds'])) or 'none'}")
def test_both_checkers_agree_on_a_mistake(results: list[tuple[list[Reported], list[Reported], list[Reported]]], place: int) -> None:
    """Both checkers find the same, in the same words, and it is what the mistake is listed for."""
    python, form, everything = results[place]
    assert form == python
    assert sorted(finding[0] for finding in python) == sorted(MISTAKES[place]["finds"])
    assert set(python) <= set(everything)


def test_every_rule_has_a_mistake() -> None:
    """Each rule about a case that a form can break is among the mistakes."""
    listed = {code for mistake in MISTAKES for code in mistake["finds"]}
    lacking = {code for code in collect_rules("C")["rules"] if code not in {*ONLY_HERE, *OF_THE_TEXT}} - listed
    assert not lacking, "add it to assets/contribute/checks/, and a mistake to tests/golden/form/mistakes.yaml; or name it in form_rules.ONLY_HERE"


def test_both_checkers_agree_on_published_cases() -> None:
    """Both checkers find the same in every published case, with the names of the real knowledge base."""
    reading = read_knowledge_base(ROOT)
    cases = {stem: reading.documents[f"case_studies/{stem}.yaml"].node for stem in CASES}
    made = run_form(values=[node.data() for node in cases.values() if node is not None], **make_form_data(reading.knowledge_base))["checked"]
    python: dict[str, list[Reported]] = {file: [] for file in (f"case_studies/{stem}.yaml" for stem in CASES)}
    for each in check(reading, today=TODAY):
        if each.file in python and each.code not in ONLY_HERE:
            python[each.file].append((each.code, in_full(each).severity, each.field, each.message, each.fix, each.suggestion))
    for stem, entry in zip(CASES, made, strict=True):
        assert list_form_findings(entry["found"]) == sorted(python[f"case_studies/{stem}.yaml"])


ODD = [
    *("", "x", "yes", "2026-02-30", "2026-11-22 ", "-1", "1e3", "1_0", "5.", "GBP", "£5", "<b>", "[x](vbscript:1)", "[source:club-guide]", "a" * 300),
    *("food", "Food", "grants", "self-report", "saving-claimed", "unknown", "active", "0", "2", "5", "2031", "E08000035", "W06000001", "meals"),
    *(["a"], {"a": "b"}, [], [""], [[]], {}, {"low": "2", "high": "1"}, [{"id": "x"}], "T305", "C704", "soup-in-selby", "lunch-in-leeds"),
]
NAMES = ["status_note", "idd", "range", "lat", "allow", "facts", "disputed", "was", "draft", "published"]


def test_both_checkers_agree_on_damaged_cases() -> None:
    """Cases damaged at random places, by chance and always the same, have the same findings in both."""
    chance = Random(11)  # noqa: S311 (the same numbers every time)
    cases = []
    for _ in range(80):
        case = deepcopy(load_case())
        for _ in range(chance.choice([1, 1, 2, 3])):
            holder: Any = case
            while True:
                key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
                if not isinstance(holder[key], dict | list) or not holder[key] or chance.random() < 0.25:
                    break
                holder = holder[key]
            if chance.random() < 0.3 and isinstance(holder, dict):
                del holder[key]
            elif chance.random() < 0.15 and isinstance(holder, dict):
                holder[chance.choice(NAMES)] = deepcopy(chance.choice(ODD))
            else:
                holder[key] = deepcopy(chance.choice(ODD))
        cases.append(case)
    for case, (python, form, _) in zip(cases, check_with_both(cases), strict=True):
        assert form == python, case


def test_invisible_characters_are_left_out() -> None:
    """Every character that the rule refuses is left out of what the form writes, and nothing that can be seen is."""
    hidden = [*collect_rules("C")["unseen"], "\U000e0001", "\U000e0041", "\U000e0100"]
    cases = [make_mistake({"set": {"need": f"Cold{sign}ness."}}) for sign in hidden]
    assert all(chr(number) in hidden for number in (0xAD, 0x200B, 0x200D, 0x200F, 0x202E, 0x2069, 0x061C, 0xFEFF))
    base = assemble(iter(load_good_files().values())).knowledge_base
    assert {
        name: entry["text"].count("need: Coldness.\n")
        for name, entry in zip(hidden, run_form(values=cases, **make_form_data(base))["checked"], strict=True)
    } == dict.fromkeys(hidden, 1)


def test_the_same_word_was_meant() -> None:
    """Both suggest the same of the known words, for words mistyped in every way."""
    words = sorted(collect_texts("C")) + [code for rule in collect_rules("C")["codes"].values() for code in [str(rule[0])]]
    chance = Random(3)  # noqa: S311 (the same numbers every time)
    asked: list[tuple[str, list[str]]] = []
    for _ in range(400):
        word = list(chance.choice(words))
        for _ in range(chance.randrange(4)):
            word[chance.randrange(len(word))] = chance.choice(["", "a", "-", "E", "ss"])
        asked.append(("".join(word), chance.sample(words, 40)))
    found = run_form(near=asked, **make_form_data(assemble(iter(load_good_files().values())).knowledge_base))["near"]
    assert found == [find_nearest(word, listed) for word, listed in asked]


def test_every_check_of_a_whole_record_is_known() -> None:
    """What a model checks of a whole record, the form's checker checks too."""
    named: set[str] = set()

    def gather(part: dict[str, Any]) -> None:
        named.update(part.get("whole", []))
        for inner in part.get("fields", []):
            gather(inner["of"])
        for inner in part["of"] if isinstance(part.get("of"), list) else [part["of"]] if "of" in part else []:
            gather(inner)

    gather(describe_model(CaseStudy))
    assert named <= set(run_form()["whole"])


IN_EVERY_OBJECT = ("constructor", "__proto__", "toString", "hasOwnProperty")
"""Names that every object of JavaScript has without having been given them."""


def list_places(value: Any, path: str = "") -> Iterator[str]:
    """List the paths of all texts in a value."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from list_places(inner, f"{path}{key}.")
    if isinstance(value, str):
        yield path.rstrip(".")


def test_both_checkers_agree_on_names_that_every_object_has() -> None:
    """A text or a field called `constructor` is as unknown to the form as any other that is not declared."""
    whole = deepcopy(load_case()) | {"allow": [{"rule": "C704", "reason": "It is known.", "at": "need"}]}
    cases = []
    for number, path in enumerate(list_places(whole)):
        case = deepcopy(whole)
        put(case, path, IN_EVERY_OBJECT[number % len(IN_EVERY_OBJECT)])
        cases.append(case)
        with_field = deepcopy(whole)
        *parents, _ = path.split(".")
        if parents and not parents[-1].isdigit():
            put(with_field, ".".join([*parents[:-1], parents[-1]]), {IN_EVERY_OBJECT[number % len(IN_EVERY_OBJECT)]: "x"})
            cases.append(with_field)
    for case, (python, form, _) in zip(cases, check_with_both(cases), strict=True):
        assert form == python, case
