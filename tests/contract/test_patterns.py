"""Every regular expression takes linear time: a text of a stranger cannot keep a check, a build or the form busy."""

from __future__ import annotations

import re
import time
from collections import deque
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ci_scripts import load_script

import waymark_guide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SOURCE = Path(waymark_guide.__file__).parents[1]
MODULES = sorted(path.relative_to(SOURCE).with_suffix("") for path in SOURCE.rglob("waymark_guide/**/*.py") if path.name != "__main__.py")
SHORT, LONG = 8_000, 80_000
SHORT_SECONDS, LONG_SECONDS = 0.004, 0.3
"""A pattern that takes linear time needs far less for texts of these lengths. One that takes quadratic time needs more for both."""
ONLY_OWN_FILES = {"waymark_guide.site.parts.minify", "waymark_guide.site.parts.theme_css", "waymark_guide.bench.cases_only"}
"""Modules whose patterns only read our own scripts and content, and the theme's style."""
PASSED_TO_FULLMATCH = {"waymark_guide.trees.engine.url_fragment._VERSION"}
ANCHORED = {"match", "fullmatch"}
"""Methods that try a pattern at one position only."""
REPEATED = (
    *("[", "[]", "](", "[](", "<", "<script>", "<h1>", "<pre>", "<a ", "`", "*", "**a", "(", "((", "[source:", "{: ", "](/law/", "=", "&#", "/*"),
    *(" ", "a", "1", "\n", "a ", "1.", "-a", ", ", "a,", "A ", "AB ", "\t", "\u00e9"),
)
"""Signs for texts that hold them again and again."""
FILLERS = (" ", "a", "1", "\n", "a ", "1.", "-a", "a,", "[a", "<a", " \n", "&#", "AB ", "\t")
ENDINGS = ("", "!")


def list_patterns() -> dict[str, re.Pattern[str]]:
    """List the patterns of all modules, and of the program that comments on pull requests, by name."""
    modules: list[ModuleType] = [import_module(".".join(path.parts).removesuffix(".__init__")) for path in MODULES]
    found: dict[str, re.Pattern[str]] = {}
    for module in (*modules, load_script("post_report")):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value not in found.values():
                found[f"{module.__name__}.{name}"] = value
    return {name: pattern for name, pattern in found.items() if name.rpartition(".")[0] not in ONLY_OWN_FILES}


PATTERNS = list_patterns()
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (*SOURCE.rglob("waymark_guide/**/*.py"), SOURCE.parent / ".ci/post_report.py"))


@cache
def is_anchored(name: str) -> bool:
    """Whether the code only tries a pattern at one position."""
    uses = set(re.findall(rf"\b{name.rpartition('.')[2]}\.(\w+)\(", CODE))
    return name in PASSED_TO_FULLMATCH or (bool(uses) and uses <= ANCHORED)


def list_beginnings(pattern: str) -> set[str]:
    """List texts with which a match may begin: the signs and words that are written out in the pattern, alone and up to each of them."""
    plain = re.sub(r"\\([^\w\s])|\(\?[a-zA-Z]*[:=!<>P]*|[\^$*+?|]|\{\d*,?\d*\}", lambda match: match[1] or "", pattern)
    words = re.findall(r"[^\\\[\](){}]+|[\[\](){}]", plain)
    joined = "".join(words)
    return {"", *words, *(joined[:end] for end in range(1, min(len(joined), 24)))}


def list_worst_inputs(pattern: str) -> Iterator[tuple[str, str, str]]:
    """List texts that make a pattern try again and again, each as its beginning, what is repeated, and its end."""
    beginnings = sorted((text for text in list_beginnings(pattern) if len(text) < 40), key=len)[:30]
    yield from (("", text, "") for text in {*beginnings, *REPEATED} if text)
    yield from product(beginnings, FILLERS, ENDINGS)


def measure(name: str, parts: tuple[str, str, str], length: int) -> float:
    """Measure the seconds of processor time that a pattern takes for a text of a length."""
    beginning, repeated, end = parts
    text = f"{beginning}{(repeated * length)[:length]}{end}"
    start = time.process_time()
    if is_anchored(name):
        PATTERNS[name].match(text)
        PATTERNS[name].fullmatch(text)
    else:
        deque(PATTERNS[name].finditer(text), maxlen=0)
    return time.process_time() - start


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_takes_linear_time(name: str) -> None:
    """No text makes the pattern look at the same signs again and again."""
    suspects = (parts for parts in list_worst_inputs(PATTERNS[name].pattern) if measure(name, parts, SHORT) > SHORT_SECONDS)
    assert next((parts for parts in suspects if measure(name, parts, LONG) > LONG_SECONDS), None) is None
