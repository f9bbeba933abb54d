"""The form on the site, in Node: what it writes is read back as the same case, whatever was typed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vectors.node import node

from waymark_guide.checks.everywhere.invisible_characters import UNSEEN
from waymark_guide.contribute.form_shape import describe_model
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.decode import decode
from waymark_guide.reading.kinds import KINDS
from waymark_guide.site.script_files import CASE_CHECKS

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("replay_form.cjs")
KIND = next(kind for kind in KINDS if kind.name == "case-study")
CASES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "case_studies").glob("*.yaml"))}
ODD = (
    "yes", "No", "~", "null", "0x1f", "1_000", "12:30:45", "2026-11-22", "2016", ".5", "-", "- x",
    "a: b", "a #b", "#", "'", '"', "it's \"so\"",
    "!tag", "&anchor", "*alias", "<<", "{a: 1}", "[a]", "a, b", "%", "@", "`", "|", ">", "? x", "key:", "two\nlines",
    "three\n\n  lines\n\n- and more",
    "\ttab", "a\tb", "tail \n x", "nel\x85x", "line\u2028end", "\ufeffmark", "😀 café", "a\\b", "C:\\new", "http://example.org/#a", "= x",

    "---", "...", "y", "on", "NaN", "Éa", "x" * 300, "word " * 60 + "end", "two  blanks " * 20 + "x", "# " * 80 + "x",
)  # fmt: skip


def run_form(**given_values: Any) -> dict[str, Any]:
    """Run the form's scripts in Node on texts and values, and return the results."""
    given_values.setdefault("shape", describe_model(CaseStudy))
    given_values["scripts"] = [*CASE_CHECKS, "contribute/submit_links.js"]
    run = subprocess.run([node(), str(SCRIPT)], input=json.dumps(given_values), capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def case_of(text: str) -> CaseStudy:
    """The model of a text."""
    document, troubles = parse_document("case_studies/x.yaml", text, KIND)
    case, findings = decode(document, CaseStudy, "C")
    assert [*troubles, *findings] == []
    assert case is not None
    return case


def test_every_case_comes_back_the_same() -> None:
    """Every published case that goes through the form's reader and emitter gives an equal model."""
    written = run_form(texts=list(CASES.values()))["written"]
    assert [entry["fault"] for entry in written if entry["fault"]] == []
    for text, entry in zip(CASES.values(), written, strict=True):
        assert case_of(entry["text"]) == case_of(text)


def test_writing_twice_changes_nothing() -> None:
    """What the form wrote, it writes again to the letter."""
    once = [entry["text"] for entry in run_form(texts=list(CASES.values()))["written"]]
    assert [entry["text"] for entry in run_form(texts=once)["written"]] == once


def test_odd_texts_come_back_the_same() -> None:
    """Texts that a YAML reader could mistake, break on, or run are read back as typed, here and by a reader that makes dates and numbers."""
    values = [
        {"title": text, "need": text, "lessons": [{"kind": "caution", "text": text}], "themes": [text, "a"], "facts": {text: [text]}} for text in ODD
    ]
    for value, text in zip(values, [entry["text"] for entry in run_form(values=values)["checked"]], strict=True):
        odd = value["title"].strip().removeprefix("\ufeff") if value["title"].startswith("\ufeff") else value["title"].strip()
        document, troubles = parse_document("case_studies/x.yaml", text, KIND)
        assert troubles == [], (odd, text)
        assert document.node is not None
        data = document.node.data()
        assert [data["title"], data["need"], data["lessons"][0]["text"], data["themes"][0]] == [odd] * 4
        safe = yaml.safe_load(text)
        assert [safe["title"], safe["need"], safe["lessons"][0]["text"], safe["themes"][0]] == [odd] * 4


NOT_YAML = "\ufffe\uffff"
"""Numbers of Unicode that are no characters: YAML cannot hold them, and the form leaves them out."""
BREAKS = st.sampled_from("\t\n\x85")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters=NOT_YAML) | BREAKS), min_size=40, max_size=40))
def test_any_text_comes_back_the_same(texts: list[str]) -> None:
    """Whatever is typed and can be seen comes back, apart from blanks at both ends."""
    kept = [seen for text in texts if (seen := UNSEEN.sub("", text).strip()) and not UNSEEN.search(seen)]
    values: list[dict[str, Any]] = [{"title": text, "need": f"First.\n\n{text}"} for text in kept]
    for text, written in zip(kept, [entry["text"] for entry in run_form(values=values)["checked"]], strict=True):
        document, troubles = parse_document("case_studies/x.yaml", written, KIND)
        assert troubles == []
        assert document.node is not None
        assert document.node.data()["title"].strip() == text
        assert document.node.data()["need"].removeprefix("First.").strip() == text


def test_signs_that_yaml_does_not_allow_are_left_out() -> None:
    """Invisible characters of a pasted text are not in the file."""
    [written] = run_form(values=[{"title": "bell\x07, \x1b[31mred\x0b", "facts": {"a\x00b": ["c"]}}])["checked"]
    document, troubles = parse_document("case_studies/x.yaml", written["text"], KIND)
    assert troubles == []
    assert document.node is not None
    assert document.node.data() == {"title": "bell, [31mred", "facts": {"ab": "c"}}


HOSTILE = {
    "alias": ("title: &a x\nsummary: *a\n", "reference"),
    "anchor alone": ("title: &a x\n", "reference"),
    "tag": ("title: !!python/object/apply:os.system ['x']\n", "reference"),
    "function": ("title: !!js/function 'x'\n", "reference"),
    "merge": ("<<: {title: x}\n", "reference"),
    "twice": ("title: x\ntitle: y\n", "twice"),
    "deep": ("[" * 5000, "large"),
    "large": ("a" * 1_000_001, "large"),
    "two documents": ("title: x\n---\ntitle: y\n", "unreadable"),
    "a list": ("- title\n", "other"),
    "nothing": ("", "unreadable"),
    "broken": ("title: a: b\n", "unreadable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused(name: str) -> None:
    """A file that repeats, converts or hides values, or is endless, is refused and never half read."""
    text, fault = HOSTILE[name]
    assert run_form(texts=[text])["written"] == [
        {"fault": fault, "line": run_form(texts=[text])["written"][0]["line"], "comments": False, "text": None}
    ]


def test_names_of_the_language_are_names() -> None:
    """`__proto__` and `constructor` in a file are fields like any other that is not known: kept, and no part of the program."""
    (written,) = run_form(texts=["title: x\n__proto__: {polluted: y}\nconstructor: {prototype: {polluted: z}}\n"])["written"]
    assert written["text"] == "title: x\n__proto__:\n  polluted: 'y'\nconstructor:\n  prototype:\n    polluted: z\n"


def test_links_stay_short() -> None:
    """A link to GitHub carries the whole file while it is under 6,000 characters, otherwise only the name. All name the branch."""
    short = {"id": "a-hall", "title": "A hall & more", "need": "It was cold.\n```\n# not a heading"}
    long = {**short, "need": "It was cold. " * 500}
    published = {**short, "id": "known"}
    sent = run_form(sent=[short, long, published], repository="https://example.org/o/r", branch="trunk")["links"]
    address, query = sent[0]["file"]["href"].split("?")
    assert address == "https://example.org/o/r/new/trunk/case_studies"
    given = parse_qs(query)
    assert given["filename"] == ["a-hall.yaml"]
    assert given["value"][0].startswith("id: a-hall\ntitle: A hall & more\n")
    body = parse_qs(urlsplit(sent[0]["issue"]["href"]).query)["body"][0]
    assert "\n````yaml\n" in body
    assert body.endswith("````\n")
    assert [sent[0]["file"]["fits"], sent[1]["file"]["fits"], sent[1]["issue"]["fits"]] == [True, False, False]
    assert max(len(entry[name]["href"]) for entry in sent for name in ("file", "issue")) < 6000
    assert sent[1]["file"]["href"] == "https://example.org/o/r/new/trunk/case_studies?filename=a-hall.yaml"
    assert sent[2]["file"]["href"] == "https://example.org/o/r/edit/trunk/case_studies/known.yaml"


def test_dates_are_read_as_people_write_them() -> None:
    """A date in British words or with slashes becomes the file's form; what is no date stays as it was typed."""
    read = {
        "22 November 2026": "2026-11-22",
        "1st March 2020": "2020-03-01",
        "Nov 2026": "2026-11",
        "22/11/2026": "2026-11-22",
        "2.3.2021": "2021-03-02",
        "2026": "2026",
        "2026-11-22": "2026-11-22",
        "31 February 2020": "31 February 2020",
        "11/22/2026": "11/22/2026",
        "soon": "soon",
        "M 2020": "M 2020",
    }
    assert run_form(dates=list(read))["dates"] == list(read.values())
