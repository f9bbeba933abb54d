"""The content security policy of pages."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest

from waymark_guide.site.parts.csp import policy


def directives(text: str) -> dict[str, str]:
    """The policy taken apart."""
    return dict(rule.split(" ", 1) for rule in text.split("; "))


def test_a_site_allows_itself_and_no_one_else() -> None:
    """No other host, no inline code, nothing evaluated but WebAssembly, and no base that could turn links round."""
    rules = directives(policy(["<p>Hello</p>"]))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert {source for sources in rules.values() for source in sources.split()} == {"'self'", "'none'", "'wasm-unsafe-eval'", "data:"}


@pytest.mark.parametrize("tag", ["<script>{}</script>", '<SCRIPT type="module">{}</SCRIPT>', "<script type='text/javascript' defer>{}</script >"])
def test_a_script_in_a_page_is_allowed_by_its_hash(tag: str) -> None:
    """What an owner wrote into a page runs, and nothing that differs from it by a letter."""
    text = 'say("é")\n'
    wanted = f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    assert directives(policy([tag.format(text)]))["script-src"] == f"'self' 'wasm-unsafe-eval' {wanted}"


def test_a_style_in_a_page_is_allowed_by_its_hash() -> None:
    """The same for styles, each only once."""
    rules = directives(policy(["<style>p{}</style>", "<style>p{}</style>"]))
    assert rules["style-src"].count("sha256-") == 1
    assert "sha256-" not in rules["script-src"]


@pytest.mark.parametrize("html", ['<script src="/a.js"></script>', '<script type="application/ld+json">{}</script>'])
def test_files_and_blocks_of_data_need_no_hash(html: str) -> None:
    """Only what runs and is in the page needs permission."""
    assert policy([html]) == policy([])


def test_the_order_of_pages_does_not_matter() -> None:
    """The same site has the same policy."""
    pages = ["<script>a</script>", "<script>b</script>"]
    assert policy(pages) == policy(reversed(pages))
