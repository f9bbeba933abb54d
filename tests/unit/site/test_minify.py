"""What readers download is shorter than what is written, and does the same."""

from __future__ import annotations

import pytest

from waymark_guide.build.assets import ASSETS, read_assets
from waymark_guide.site.parts.minify import NESTED_TEMPLATE, minify
from waymark_guide.site.script_files import GUIDE, GUIDE_RESULT


def test_comments_and_idle_space_go() -> None:
    """What only those who write a script or a style need is not served."""
    assert minify("guide/a.js", b"// why\nconst a = ( b ) => b + 1;\n") == b"const a=(b)=>b+1;"
    assert minify("guide/a.css", b"/* why */\n.a { width: calc(1px + 2px); }\n") == b".a{width:calc(1px + 2px)}"


def test_words_keep_their_spaces() -> None:
    """Texts in a script stay to the letter; a script with a text inside a text is left as it is."""
    assert b"`a  ${ b }  // c`" in minify("a.js", b"const a = `a  ${ b }  // c`;")
    nested = b"const a = `x ${ b.map(({ id }) => ` ${ id }`) }`; // why"
    assert minify("a.js", nested) == nested


@pytest.mark.parametrize("path", ["vendor/js-yaml.js", "look/waymark.svg", "vendor/js-yaml.LICENSE.txt"])
def test_what_others_wrote_and_pictures_stay(path: str) -> None:
    """Nothing but our own scripts and styles is touched."""
    assert read_assets()[path] == (ASSETS / path).read_bytes()


def test_the_engine_is_shortened() -> None:
    """The scripts that every guide needs have no text inside a text, so they can be shortened."""
    for module in (*GUIDE.modules, *GUIDE_RESULT.modules):
        assert not NESTED_TEMPLATE.search((ASSETS / module).read_text(encoding="utf-8")), module
