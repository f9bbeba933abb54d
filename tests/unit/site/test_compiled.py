"""Templates are compiled once, say what they did before, and never say what somebody else compiled."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, FileSystemLoader
from jinja2.exceptions import UndefinedError

from generator.site import compiled
from generator.site.compiled import CompiledEnvironment
from generator.site.render import environment
from generator.site.strings import Strings, strings

if TYPE_CHECKING:
    from pathlib import Path

SAY = Strings("en", {"a.hello": "Hello {name}", "a.and": "You & me", "a.left.one": "One left", "a.left.other": "{count} left"})


def shown(template: str, **values: object) -> str:
    """What a template says."""
    return CompiledEnvironment(SAY, DictLoader({"page": template})).get_template("page").render(t=SAY, **values)


def test_everything_is_escaped_but_what_is_html_already() -> None:
    """Words, values and what stands in words are escaped once; HTML of a macro stands as it is."""
    assert shown("{{ t('a.and') }} {{ t('a.hello', name=who) }} {{ who }} {{ 3 }}", who="<b>\"'") == (
        "You &amp; me Hello &lt;b&gt;&#34;&#39; &lt;b&gt;&#34;&#39; 3"
    )
    assert shown("{% macro bold(word) %}<b>{{ word }}</b>{% endmacro %}{{ bold('a&b') }}") == "<b>a&amp;b</b>"


def test_counts_choose_their_form_in_templates_too() -> None:
    """Words that count are chosen when the page is made."""
    assert [shown("{{ t('a.left', count=many) }}", many=many) for many in (1, 2)] == ["One left", "2 left"]


def test_what_is_not_defined_is_refused() -> None:
    """A name that nobody gave ends the build, and is not passed over."""
    with pytest.raises(UndefinedError):
        shown("{{ nothing }}")


def test_kept_code_serves_only_the_same_template_and_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code is taken from disk where all is as it was; an edited template, other words, or a damaged file are compiled afresh."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    page = tmp_path / "page"

    def say(words: Strings) -> str:
        compiled.COMPILED.clear()
        return CompiledEnvironment(words, FileSystemLoader(tmp_path)).get_template("page").render()

    page.write_text("{{ t('a.and') }}", encoding="utf-8")
    assert say(SAY) == "You &amp; me"
    (kept,) = (tmp_path / "__pycache__").iterdir()
    monkeypatch.setattr(CompiledEnvironment, "compile", None)
    assert say(SAY) == "You &amp; me"
    monkeypatch.undo()
    assert say(SAY.with_own({"a.and": "We"})) == "We"
    kept.write_bytes(kept.read_bytes()[:-9] + b"\0" * 9)
    assert say(SAY) == "You &amp; me"
    page.write_text("{{ t('a.and') }}!", encoding="utf-8")
    assert say(SAY) == "You &amp; me!"


def test_content_is_not_compiled_into_templates() -> None:
    """A label of a vocabulary is looked up when a page is made, even for an id that the template itself names."""
    made = environment(strings())
    assert "label" in made.compile("{{ 'grant' | label('routes') }}", raw=True)
