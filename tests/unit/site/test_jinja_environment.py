"""Templates say what they should, are compiled once, and are never taken from code that was compiled from something else."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from jinja2.exceptions import UndefinedError

from waymark_guide.site.jinja_environment import MemoryStore, TemplateStore, make_environment
from waymark_guide.site.render import make_template_environment
from waymark_guide.words.strings import Strings, load_strings

WORDS = Strings("en", {"a.hello": "Hello {name}", "a.and": "You & me", "a.left.one": "One left", "a.left.other": "{count} left"})


class FilledStore:
    """A store that has the same value under every key."""

    def __init__(self, value: bytes) -> None:
        """Keep the value."""
        self.value = value

    def get(self, namespace: str, key: str) -> bytes | None:  # noqa: ARG002 (the same for all)
        """Return the value."""
        return self.value

    def put(self, namespace: str, key: str, value: bytes) -> None:  # noqa: ARG002 (one value only)
        """Replace the value."""
        self.value = value


class BrokenStore(FilledStore):
    """A store that cannot be read."""

    def get(self, namespace: str, key: str) -> bytes | None:  # noqa: ARG002 (none can be read)
        """Fail."""
        raise OSError


def render(template: str, words: Strings = WORDS, store: TemplateStore | None = None, **values: object) -> str:
    """Render a template."""
    return make_environment(words, DictLoader({"page": template}), store).get_template("page").render(**values)


def refuse_to_compile(*_: Any, **__: Any) -> None:
    """Fail where a template is compiled."""
    pytest.fail("The template was compiled.")


def test_everything_is_escaped_but_what_is_html_already() -> None:
    """Words, values and values within words are escaped once; HTML of a macro stays as it is."""
    assert render("{{ 'a.and' | t }} {{ 'a.hello' | t(name=who) }} {{ who }} {{ 3 }}", who="<b>\"'") == (
        "You &amp; me Hello &lt;b&gt;&#34;&#39; &lt;b&gt;&#34;&#39; 3"
    )
    assert render("{% macro bold(word) %}<b>{{ word }}</b>{% endmacro %}{{ bold('a&b') }}") == "<b>a&amp;b</b>"


def test_counts_choose_their_form_in_templates_too() -> None:
    """Words that count are chosen when the page is made."""
    assert [render("{{ 'a.left' | t(count=many) }}", many=many) for many in (1, 2)] == ["One left", "2 left"]


def test_what_is_not_defined_is_refused() -> None:
    """An undefined name ends the build, and is not passed over."""
    with pytest.raises(UndefinedError):
        render("{{ nothing }}")


def test_kept_code_is_used_only_for_the_same_template_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same template is compiled once; an edited template or other words are compiled again."""
    store = MemoryStore()
    assert render("{{ 'a.and' | t }}", store=store) == "You &amp; me"
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", refuse_to_compile)
        assert render("{{ 'a.and' | t }}", store=store) == "You &amp; me"
    assert render("{{ 'a.and' | t }}", WORDS.with_overrides({"a.and": "We"}), store) == "We"
    assert render("{{ 'a.and' | t }}!", store=store) == "You &amp; me!"


def test_without_a_store_a_template_is_compiled_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview that makes a new environment after each edit does not compile every template again."""
    assert render("{{ 'a.and' | t }} once") == "You &amp; me once"
    monkeypatch.setattr(Environment, "compile", refuse_to_compile)
    assert render("{{ 'a.and' | t }} once") == "You &amp; me once"


@pytest.mark.parametrize("damage", ["empty", "short", "cut", "other version", "other template", "no code", "unreadable"])
def test_damaged_code_is_compiled_again(damage: str) -> None:
    """Whatever a store returns that is not the code of this template, the page is the same and no error is raised."""
    store = FilledStore(b"")
    render("{{ 'a.and' | t }}", store=store)
    whole = store.value
    start = whole.index(b"\xe3")  # where the code begins, as marshal writes it
    values = {
        "empty": b"",
        "short": whole[:20],
        "cut": whole[: len(whole) // 2],
        "other version": b"xx" + whole[2:],
        "no code": whole[:start] + b"N",
    }
    store.value = values.get(damage, whole)
    if damage == "other template":
        render("Something else", store=store)
    if damage == "unreadable":
        store = BrokenStore(whole)
    assert render("{{ 'a.and' | t }}", store=store) == "You &amp; me"


def test_no_filter_but_the_words_is_applied_when_a_template_is_compiled() -> None:
    """Compiled code depends on nothing that its key does not name: not on the content, nor on the code of the site's other filters."""
    made = make_template_environment(load_strings())
    builtin = Environment(autoescape=True).filters
    applied: list[str] = []

    def spy(name: str, original: Any) -> Any:
        def apply(*args: Any, **kwargs: Any) -> Any:
            applied.append(name)
            return original(*args, **kwargs)

        apply.__dict__ |= original.__dict__  # what Jinja's own decorators have marked
        return apply

    made.filters |= {name: spy(name, each) for name, each in made.filters.items() if name not in builtin and name != "t"}
    for name in made.list_templates(["jinja"]):
        made.compile((made.loader.get_source(made, name)[0] if made.loader else ""), name)
    assert applied == []
