"""Names and prose of the code: standard terms and plain words, functions that are verbs, and modules that are short."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "waymark_guide"
CODE = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted((ROOT / ".ci").rglob("*.py"))
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 40
IRREGULAR_PARTICIPLES = re.compile(
    r"begun|born|bound|bought|brought|built|caught|chosen|come|cut|dealt|done|drawn|driven|fallen|felt|flown|found|given|gone|grown|"
    r"heard|held|hidden|kept|known|laid|led|left|lent|lost|made|meant|met|paid|proven|put|said|seen|sent|set|shown|shut|sold|spoken|"
    r"spent|stood|sworn|taken|taught|thought|thrown|told|understood|won|worn|written"
)
ADVERBS = {"again", "anew", "alone", "apart", "beside", "besides", "here", "likewise", "there", "thus", "together", "twice"}
VERBS = {"cut", "embed", "put", "set", "apply", "multiply", "reply", "supply", "feed", "seed", "need", "speed"}
"""Words that look like participles or adverbs, and are verbs or nouns."""
NOT_IN_NAMES = {"anew", "begun", "beside", "likewise", "nobody", "somebody", "stands", "told", "whoever"}
NOT_IN_PROSE = re.compile(r"\b(anew|likewise|nobody|somebody|told|whoever|whosoever|beside|stands?)\b", re.IGNORECASE)
"""Words of the former dialect. Prose says the thing itself: `related`, `next to`, `is`, `no user`, `reports`."""


def by_path(path: Path) -> str:
    """How a test names a file."""
    return path.relative_to(ROOT).as_posix()


def find_definitions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Find every function and class of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def is_property(node: ast.AST) -> bool:
    """Whether a function is read as an attribute, and so may be named by a noun or an adjective."""
    names = {ast.unparse(each).split("(")[0] for each in getattr(node, "decorator_list", [])}
    return bool(names & {"property", "cached_property", "functools.cached_property", "pytest.fixture"})


def is_bare_participle_or_adverb(name: str) -> bool:
    """Whether a name is a single word that is a participle or an adverb."""
    word = name.strip("_").lower()
    if "_" in word or word in VERBS:
        return False
    return bool(IRREGULAR_PARTICIPLES.fullmatch(word)) or word in ADVERBS or word.endswith("ed") or (word.endswith("ly") and len(word) > 4)


def find_prose(path: Path) -> Iterator[tuple[int, str]]:
    """Find the comments and the docstrings of a file, each with its line."""
    text = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        for each in body if isinstance(body, list) else []:
            if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) and isinstance(each.value.value, str):
                yield each.lineno, each.value.value


@pytest.mark.parametrize("path", [*CODE, *SCRIPTS], ids=by_path)
def test_functions_are_verbs_and_classes_are_nouns(path: Path) -> None:
    """No function or class is named by a bare participle or adverb."""
    nodes = find_definitions(ast.parse(path.read_text(encoding="utf-8")))
    assert [node.name for node in nodes if is_bare_participle_or_adverb(node.name) and not is_property(node)] == []


@pytest.mark.parametrize("path", [*CODE, *TESTS, *SCRIPTS], ids=by_path)
def test_names_have_no_word_of_the_former_dialect(path: Path) -> None:
    """Functions, classes, parameters and variables are named by standard terms."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in find_definitions(tree)} | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    assert sorted(name for name in names if NOT_IN_NAMES & set(name.lower().split("_"))) == []


@pytest.mark.parametrize("path", [*CODE, *TESTS, *SCRIPTS], ids=by_path)
def test_comments_and_docstrings_are_plain(path: Path) -> None:
    """Comments and docstrings have no word of the former dialect."""
    assert [f"line {line}: {match[0]}" for line, text in find_prose(path) for match in NOT_IN_PROSE.finditer(text)] == []


@pytest.mark.parametrize("path", CODE, ids=by_path)
def test_modules_and_functions_are_short(path: Path) -> None:
    """A module has at most 300 lines, and a function at most 40 without its docstring."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    functions = [node for node in find_definitions(ast.parse(text)) if not isinstance(node, ast.ClassDef)]
    assert [node.name for node in functions if count_code_lines(node) > MOST_LINES_OF_A_FUNCTION] == []


def count_code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring. A single statement that only holds data counts as one line."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    first = node.lineno
    docstring = (node.body[0].end_lineno or 0) - node.body[0].lineno + 1 if body is not node.body else 0
    data = sum((each.end_lineno or 0) - each.lineno for each in body if isinstance(each, ast.Return | ast.Assign) and is_data(each.value))
    return (node.end_lineno or first) - first + 1 - docstring - data


def is_data(node: ast.AST | None) -> bool:
    """Whether an expression is a literal list, map or tuple."""
    return isinstance(node, ast.Dict | ast.List | ast.Tuple | ast.Set)


def test_words_of_the_check_are_recognised() -> None:
    """The check knows participles and adverbs from verbs and nouns."""
    assert all(is_bare_participle_or_adverb(name) for name in ("told", "_weighed", "again", "Searched", "plainly"))
    assert not any(is_bare_participle_or_adverb(name) for name in ("set", "apply", "read_told", "Feed", "is_kept", "find_leaders"))
