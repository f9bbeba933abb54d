"""Files become models, and every field has its position."""

from __future__ import annotations

from pathlib import Path

import pytest

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.approach import Approach
from waymark_guide.model.case_study import CaseStudy
from waymark_guide.model.finding import Span
from waymark_guide.model.source import Sources
from waymark_guide.model.tree import Tree
from waymark_guide.model.vocabulary import Glossary
from waymark_guide.reading.content_files import parse_document
from waymark_guide.reading.decode import decode
from waymark_guide.reading.document import Document
from waymark_guide.reading.front_matter import get_prose
from waymark_guide.reading.kinds import KINDS
from waymark_guide.reading.model_fields import find_fields
from waymark_guide.reading.repository import read_knowledge_base
from waymark_guide.reading.suggest import find_nearest
from waymark_guide.reading.yaml_nodes import parse

GOOD = Path(__file__).parents[2] / "golden" / "good"
KIND = {kind.name: kind for kind in KINDS}


def test_scalars_stay_text() -> None:
    """Nothing is converted: `yes`, `1.10`, dates and `~` stay what the author typed; an empty value is left out."""
    node, problems = parse("a: yes\nb: 1.10\nc: 2027-03-31\nd: ~\ne:\nf: ''\ng: [on, 0o7]\n")
    assert problems == []
    assert node is not None
    assert node.data() == {"a": "yes", "b": "1.10", "c": "2027-03-31", "d": "~", "f": "", "g": ["on", "0o7"]}


@pytest.mark.parametrize(
    ("text", "path", "span"),
    [
        ("a: plain", ("a",), Span(1, 4, 9)),
        ('a: "quoted"', ("a",), Span(1, 5, 11)),
        ("a: ''", ("a",), Span(1, 4, 6)),
        ("a: {b: [c, 'd']}", ("a", "b", 1), Span(1, 13, 14)),
        ("a:\n  - b: >-\n      long\n      text\n", ("a", 0, "b"), Span(2, 8, 10)),
        ("a: b", ("missing",), Span(1, 1, 5)),
        ("a: [b]", ("a",), Span(1, 1, 2)),
    ],
)
def test_spans(text: str, path: tuple[str | int, ...], span: Span) -> None:
    """The span of a value is inside its quotes; that of a list or map is its name; that of a missing field is what holds it."""
    node, _ = parse(text)
    assert node is not None
    assert node.locate(path) == span


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("a: {title: Lunch, supper, url: x}", "supper"),
        ("a: {title: Lunch,\n  and more}", "and more"),
        ("a: {title: Lunch, url: , note : , 'q': }", None),
        ("a:\nb :\n? c\n: ", None),
    ],
)
def test_words_after_a_comma_are_not_lost(text: str, lost: str | None) -> None:
    """Between braces, words after a comma without quotes are refused; a field left empty on purpose is not."""
    problems = [trouble.message for trouble in parse(text)[1]]
    assert problems == ([f'"{lost}" stands after a comma, where a field\'s name should be, and has no colon.'] if lost else [])


def test_words_in_a_long_text() -> None:
    """The span of some words in a text of several lines is where these words are."""
    document = Document("x.yaml", "a: >-\n  one two\n  three four\nb: three\n")
    assert document.find_words(("a",), "three") == Span(3, 3, 8)
    assert document.find_words(("b",), "three") == Span(4, 4, 9)
    assert document.find_words(("a",), "not there") == Span(1, 4, 6)


def test_front_matter() -> None:
    """An approach is the block between two lines of ---, with positions in the whole file, and the prose below."""
    text = "---\nid: x\n# --- in a comment\ntitle: T\n---\n\nBody\n---\nmore\n"
    document, findings = parse_document("content/approaches/x.md", text, KIND["approach"])
    assert findings == []
    assert document.find_span(("title",)) == Span(4, 8, 9)
    assert get_prose(text) == "Body\n---\nmore"
    assert document.body == 6
    assert document.find_words(("body",), "more") == Span(9, 1, 5)


@pytest.mark.parametrize("text", ["id: x\n", "---\nid: x\n", "", "--- \n"])
def test_no_front_matter(text: str) -> None:
    """An approach without its block is a finding."""
    _, findings = parse_document("content/approaches/x.md", text, KIND["approach"])
    assert [finding.code for finding in findings] == ["A101"]


def test_capital_field_name() -> None:
    """A field that begins with a capital is found by the author's own name, and so are the rest."""
    document, _ = parse_document("content/glossary.yaml", "schema: glossary/1\nterms:\n  - {id: a, Term: A, definition: D}\n", KIND["glossary"])
    model, findings = decode(document, Glossary, "L")
    assert model is None
    assert [(finding.code, finding.field, finding.suggestion) for finding in findings] == [("L103", "terms[0].Term", "term")]


def test_wrong_optional_value_leaves_the_rest() -> None:
    """Where only optional values are wrong there is a model without them, so that everything else is still checked."""
    text = (GOOD / "case_studies" / "lunch-in-leeds.yaml").read_text(encoding="utf-8").replace("next_review: 2027-11-01", "next_review: soon")
    document, _ = parse_document("case_studies/lunch-in-leeds.yaml", text, KIND["case-study"])
    model, findings = decode(document, CaseStudy, "C")
    assert [finding.field for finding in findings] == ["review.next_review"]
    assert model is not None
    assert model.review.next_review is None


def test_mistake_in_a_union_is_about_the_branch_that_was_written() -> None:
    """A source is an id or a map; a mistake in a map is reported for the map, and one in an id for the id."""
    text = (GOOD / "content" / "approaches" / "grants.md").read_text(encoding="utf-8")
    for wrong, expected in (("  - {id: a, title: A, checked: 2026-11-01}", ("A104", "sources[0].url")), ("  - Club Guide", ("A106", "sources[0]"))):
        document, _ = parse_document("content/approaches/grants.md", text.replace("  - club-guide", wrong), KIND["approach"])
        _, findings = decode(document, Approach, "A", extra={"body": ""})
        assert [(finding.code, finding.field) for finding in findings] == [expected]


def test_condition_of_a_wrong_shape() -> None:
    """A condition that is a text is reported once, as the map that it should be."""
    text = (
        (GOOD / "decision_trees" / "lunch-club.yaml").read_text(encoding="utf-8").replace("ask_if: {measurable: [yes, partly]}", "ask_if: measurable")
    )
    document, _ = parse_document("decision_trees/lunch-club.yaml", text, KIND["tree"])
    _, findings = decode(document, Tree, "T")
    assert [(finding.code, finding.field) for finding in findings] == [("T105", "questions[3].ask_if")]


def test_not_a_knowledge_base(tmp_path: Path) -> None:
    """A folder with neither trees nor cases is refused by name."""
    with pytest.raises(KnowledgeBaseError, match="is not a knowledge base") as raised:
        read_knowledge_base(tmp_path)
    assert raised.value.about == str(tmp_path)


def test_small_knowledge_base(tmp_path: Path) -> None:
    """Trees alone are a knowledge base."""
    (tmp_path / "decision_trees").mkdir()
    assert read_knowledge_base(tmp_path).findings == ()


def test_reading_keeps_records_and_documents() -> None:
    """What was read can be found by file, and by kind and id."""
    reading = read_knowledge_base(GOOD)
    kind, record = reading.records["content/sources.yaml"]
    assert kind.name == "sources"
    assert isinstance(record, Sources)
    assert reading.documents_by_id["fact", "trust-low"].file == "decision_trees/facts/shared.yaml"
    assert not any(reading.knowledge_base.claimed.values())


def test_find_fields() -> None:
    """The fields of a record are found through lists, maps and unions."""
    assert "points" in find_fields(Tree, ("questions", 0, "effects", "outcome", "factor"))
    assert "accessed" in find_fields(CaseStudy, ("sources", 3))
    assert find_fields(CaseStudy, ("nothing",)) == {}


@pytest.mark.parametrize(("word", "meant"), [("grnts", "grants"), ("GRANTS", "grants"), ("zebra", ""), ("", ""), ("g" * 10_000, "")])
def test_find_nearest(word: str, meant: str) -> None:
    """The known word that is most like another is found in upper or lower case; a word like none gives nothing."""
    assert find_nearest(word, ["grants", "contracts"]) == meant
