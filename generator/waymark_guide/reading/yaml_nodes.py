"""Parses YAML into a tree of strings with positions.

The tree is built from the events of PyYAML's C parser, and no object is constructed: every scalar stays the text that was typed. Anchors,
aliases, tags, merge keys, duplicate keys, deep nesting and large documents are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from waymark_guide.model.finding import Path, Span
from waymark_guide.reading.yaml_error import YamlProblem, explain_parser_error

MOST_CHARACTERS = 1_000_000
MOST_NODES = 100_000
DEEPEST = 24
MOST_PROBLEMS = 50
NOT_ALLOWED = "There is a character that YAML does not allow."
NAMED = re.compile(r"""\s*[:'"]""")
"""What follows a field's name."""
SPELT_OUT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that YAML only allows as escapes in double quotes. They can control a terminal, and feeds cannot hold them."""
EMPTY_QUOTES = "''"
COMMENT = re.compile(r"[ \t]+#(\S?)")
"""A comment after a value, and the character after its sign unless that is a blank."""

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A scalar, a list or a map, with its position.

    Attributes:
        value: text, list of nodes, or map of nodes.
        span: where the value is.
        keys: for a map, where each key is.
        is_unquoted: for a scalar, whether it was written without quotes.
    """

    value: str | list[Node] | dict[str, Node]
    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    is_unquoted: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it was left empty, as in `status_note:` with nothing after it."""
        return self.is_unquoted and self.value == ""

    def data(self) -> Any:  # noqa: ANN401 (plain data of any shape)
        """Return the plain data: strings, lists and dicts. A key without a value is left out."""
        if isinstance(self.value, dict):
            return {key: node.data() for key, node in self.value.items() if not node.is_blank}
        if isinstance(self.value, list):
            return [node.data() for node in self.value]
        return self.value

    def find(self, path: Path) -> Node | None:
        """Return the node at a path, or none."""
        node: Node | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(node.value, dict):
                node = node.value.get(str(step))
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                return None
        return node

    def locate(self, path: Path, *, key: bool = False) -> Span:
        """Return where the value at a path is, or its key. Where there is no such value, it is where the nearest parent is."""
        for length in range(len(path), -1, -1):
            parent = self.find(path[: length - 1]) if length else None
            if key and length == len(path) and parent is not None and str(path[-1]) in parent.keys:
                return parent.keys[str(path[-1])]
            node = self.find(path[:length])
            if node is None:
                continue
            if length and not isinstance(node.value, str) and parent is not None and str(path[length - 1]) in parent.keys:
                return parent.keys[str(path[length - 1])]
            return node.span
        return self.span


@dataclass(slots=True)
class _Open:
    """A list or map that is not complete yet.

    Attributes:
        node: the list or map.
        key: of a map, the key whose value comes next; none for a key that is given twice.
        has_key: whether a value comes next, and not a key.
    """

    node: Node
    key: str | None = None
    has_key: bool = False


class _RefusedError(Exception):
    """The whole text is refused. It is only raised and caught in this module."""

    def __init__(self, problem: YamlProblem) -> None:
        self.problem = problem


def parse(text: str) -> tuple[Node | None, list[YamlProblem]]:
    """Parse one YAML document.

    Returns:
        The root node, or none where the text cannot be parsed, and what was refused. Every duplicate key and every reference is reported. A text
        that does not parse, or that is too large or too deep, gives no node, and this is the last problem.
    """
    if len(text) > MOST_CHARACTERS:
        return None, [make_size_problem()]
    reader = _Reader(text)
    try:
        for event in yaml.parse(text, Loader=Loader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, explain_parser_error(text, error)]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, [YamlProblem("101", Span(line, 1, 2), NOT_ALLOWED, "Delete the character, or type the line again.")]
    except _RefusedError as error:
        return None, [*reader.problems, error.problem]
    return reader.root, reader.problems


def make_size_problem() -> YamlProblem:
    """Make the problem of a file that is too large."""
    return YamlProblem(
        "113", Span(1, 1, 2), f"The file is larger than {MOST_CHARACTERS:,} characters.", "Keep the file short; a page this long would not be read."
    )


class _Reader:
    """Builds nodes from events, with a stack of the lists and maps that are not complete."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.root: Node | None = None
        self.problems: list[YamlProblem] = []
        self.stack: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_reference(event, f"The alias *{event.anchor}")
            self._add(Node("", self._span_of(event)), event)
        elif isinstance(event, yaml.ScalarEvent):
            self._check_decorations(event)
            if event.style == '"' and SPELT_OUT.search(event.value):
                self._add_problem(YamlProblem("101", self._span_of(event), NOT_ALLOWED, "Delete it: it is written as a backslash with what follows."))
            self._add(Node(event.value, self._span_of(event), is_unquoted=not event.style), event)
            if not event.style:
                self._check_comment(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _RefusedError(
                YamlProblem(
                    "101", self._span_of(event), "A second document begins here.", "Put each document in a file of its own; delete the line ---."
                )
            )

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._check_decorations(event)
        node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], self._span_of(event))
        self._add(node, event)
        self.stack.append(_Open(node))
        if len(self.stack) > DEEPEST:
            raise _RefusedError(
                YamlProblem(
                    "113", self._span_of(event), f"The file is nested more than {DEEPEST} levels deep.", "Flatten it; nothing here needs such depth."
                )
            )

    def _add(self, node: Node, event: yaml.Event) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _RefusedError(YamlProblem("113", node.span, f"The file holds more than {MOST_NODES:,} values.", "Split the file, or shorten it."))
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if isinstance(top.node.value, list):
            top.node.value.append(node)
        elif isinstance(top.node.value, dict):
            self._add_to_map(top, top.node.value, node, event)

    def _add_to_map(self, top: _Open, entries: dict[str, Node], node: Node, event: yaml.Event) -> None:
        if not top.has_key:
            if not isinstance(node.value, str):
                raise _RefusedError(
                    YamlProblem(
                        "101", self._span_of(event), "A list or a map stands where a field's name should be.", "Write a plain name before the colon."
                    )
                )
            top.key, top.has_key = node.value, True
            if node.is_unquoted and top.key == "<<":
                self._refuse_reference(event, "The merge key <<")
            if top.key in entries:
                first = top.node.keys[top.key].line
                self._add_problem(
                    YamlProblem(
                        "102",
                        node.span,
                        f'"{top.key}" is given twice; the first is on line {first}.',
                        "Keep one of them. If both are wanted, put both values under one name.",
                        (top.key,),
                    )
                )
                top.key = None
            else:
                top.node.keys[top.key] = node.span
            return
        if top.key is not None:
            entries[top.key] = node
            self._check_comma(top.node.keys[top.key], top.key, node)
        top.has_key = False

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """Refuse a comment that is probably a part of the text: readers would not see it."""
        end = event.end_mark
        comment = COMMENT.match(self.lines[end.line], end.column) if end is not None and end.line < len(self.lines) else None
        if end is not None and comment and (comment[1] or " " in event.value):
            line, start = self.lines[end.line].rstrip(), comment.start(1) - 1 if comment[1] else comment.end() - 1
            message = f'YAML takes what follows "#" for a comment, so that "{line[start:]}" is lost.'
            fix = "If it belongs to the text, put the whole text in quotes. If it is a comment, put it on a line of its own."
            self._add_problem(YamlProblem("101", Span(end.line + 1, start + 1, len(line) + 1), message, fix))

    def _check_comma(self, name: Span, key: str, value: Node) -> None:
        """Refuse words after a comma between braces: YAML takes them for a field without a value, and readers would not see them."""
        if value.value or not value.is_unquoted or name.end - name.column != len(key):
            return
        line = self.lines[name.line - 1] if name.line <= len(self.lines) else ""
        if NAMED.match(line, name.end - 1) or line[max(name.column - 3, 0) : name.column - 1].startswith("?"):
            return
        fix = "If the comma belongs to the text, put the whole text in quotes. If this is a field, write a colon and its value after it."
        self._add_problem(YamlProblem("101", name, f'"{key}" stands after a comma, where a field\'s name should be, and has no colon.', fix, (key,)))

    def _check_decorations(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor:
            self._refuse_reference(event, f"The anchor &{event.anchor}")
        if event.tag and event.tag != "!":
            self._refuse_reference(event, f"The tag {event.tag.replace('tag:yaml.org,2002:', '!!')}")

    def _refuse_reference(self, event: yaml.Event, what: str) -> None:
        self._add_problem(
            YamlProblem(
                "109",
                self._span_of(event),
                f"{what} is not allowed here.",
                "Write the value out in full. If it begins with & * ! or <<, put it in quotes.",
            )
        )

    def _add_problem(self, problem: YamlProblem) -> None:
        """Add a problem, and refuse the whole file when it has too many."""
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise _RefusedError(self.problems.pop())

    def _span_of(self, event: yaml.Event) -> Span:
        """Return where an event is: inside the quotes of a quoted text, and to the end of the first line of a longer one."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Span(1, 1, 2)
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        first = start.column + 1
        last = end.column + 1 if end.line == start.line and end.column > start.column else len(line.rstrip()) + 1
        if end.line == start.line and getattr(event, "style", None) in {"'", '"'} and last - first > len(EMPTY_QUOTES):
            first, last = first + 1, last - 1
        return Span(start.line + 1, first, max(last, first + 1))
