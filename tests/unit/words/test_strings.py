"""The catalogue of the interface, and the formats of numbers and lists."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from waymark_guide.core.errors import KnowledgeBaseError
from waymark_guide.model.figure import Figure
from waymark_guide.reading.settings import read_settings
from waymark_guide.reading.yaml_nodes import parse
from waymark_guide.site.amounts import describe_figure, format_number
from waymark_guide.site.parts.alphabet import by_letter
from waymark_guide.words import catalogue
from waymark_guide.words.strings import Strings, load_strings

if TYPE_CHECKING:
    from collections.abc import Iterator

T = Strings("en", {"a.left.one": "One question left", "a.left.other": "{count} questions left", "a.hello": "Hello {name}"})


def test_counts_choose_their_form() -> None:
    """One and many have words of their own."""
    assert T("a.left", count=1) == "One question left"
    assert T("a.left", count=3) == "3 questions left"
    assert T("a.hello", name="you") == "Hello you"


def test_missing_words_are_an_error_and_not_a_blank() -> None:
    """A template that asks for a missing entry fails the build."""
    with pytest.raises(KnowledgeBaseError, match=r"no words for \"a\.nothing\""):
        T("a.nothing")


def test_section_has_the_entries_of_one_file() -> None:
    """The entries of one file, without its name."""
    assert T.get_section("a")["hello"] == "Hello {name}"


def test_the_catalogue_says_something_for_every_key() -> None:
    """No entry of the real catalogue is empty."""
    assert [key for key, words in load_strings().entries.items() if not words.strip()] == []


def test_numbers_as_people_read_them() -> None:
    """Thousands apart, no needless zeros, money with its sign, and how exact it is."""
    assert format_number(Decimal(15202)) == "15,202"
    assert format_number(Decimal("2.50")) == "2.5"
    fields = {"id": "x", "label": "X", "kind": "output", "period": "2020", "sources": ["s"]}
    assert describe_figure(Figure(**fields, value="15202", unit="parcels")) == "15,202 parcels"
    assert describe_figure(Figure(**fields, value="100", unit="GBP", per="person", qualifier="approximately")) == "about £100 a person"
    assert describe_figure(Figure(**fields, range={"low": "2", "high": "3"}, unit="people", qualifier="claimed")) == "2 to 3 people (claimed)"


def test_letters_part_a_list() -> None:
    """Signs and accents do not count; digits come first."""
    assert by_letter(["beta", "'Alpha", "élan", "3 ways"], str) == [
        ("0-9", "0-9", ["3 ways"]),
        ("a", "A", ["'Alpha"]),
        ("b", "B", ["beta"]),
        ("e", "E", ["élan"]),
    ]


@pytest.fixture
def two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of English, and of Welsh with two entries."""
    for language, text in (("en", "contents: Contents\ntable: Table\n"), ("cy", "contents: Cynnwys\n")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "site.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "files", lambda _: tmp_path)
    for function in (catalogue.load_catalogue, load_strings):
        function.cache_clear()
    yield
    monkeypatch.undo()
    for function in (catalogue.load_catalogue, load_strings):
        function.cache_clear()


@pytest.mark.usefixtures("two_languages")
def test_what_a_language_has_no_words_for_is_in_english() -> None:
    """A language can be added entry by entry: the rest stays English."""
    assert catalogue.list_languages() == ["cy", "en"]
    words = load_strings("cy")
    assert (words("site.contents"), words("site.table")) == ("Cynnwys", "Table")


def test_the_language_of_the_theme_is_that_of_the_interface(tmp_path: Path) -> None:
    """`theme.language` in `mkdocs.yml` chooses the words of every page; without it, they are English."""
    (tmp_path / "mkdocs.yml").write_text("theme: {name: material, language: cy}\n", encoding="utf-8")
    assert read_settings(tmp_path).language == "cy"
    (tmp_path / "mkdocs.yml").write_text("theme: material\n", encoding="utf-8")
    assert read_settings(tmp_path).language == "en"


@pytest.mark.parametrize("file", sorted(Path(catalogue.__file__).parent.rglob("*.yaml")), ids=lambda file: file.stem)
def test_no_words_are_lost_to_a_comment(file: Path) -> None:
    """What follows a `#` in the words of the interface is shown."""
    assert [problem.message for problem in parse(file.read_text(encoding="utf-8"))[1]] == []
