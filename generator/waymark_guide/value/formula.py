"""A small language for arithmetic: numbers, names, `+ - * / ^`, brackets, `min`, `max` and `sum` over years.

A formula becomes a tree of lists that Python and a browser work out alike: `["*", "people", ["+", 1, ...]]`. A text is a name, and
`["n", "0.035"]` is a number. A minus between names has a space on either side, because names may have hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Formula = Any
"""A name, or a list of a sign and its parts."""

MAX_DEPTH = 40
TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)|(?P<sign>[-+*/^(),]))")
FUNCTIONS = {"min": "min", "max": "max", "sum": "sum"}


class FormulaError(ValueError):
    """A formula that cannot be read, with the column at which it goes wrong, counted from 1."""

    def __init__(self, message: str, column: int) -> None:
        """Keep the words and the place."""
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a formula, and its column, counted from 1."""

    name: str
    column: int


def parse_formula(text: str) -> Formula:
    """Read a formula.

    Raises:
        FormulaError: it is no formula of this language.
    """
    reader = _Reader(text)
    formula = reader.terms()
    reader.expect_end()
    return formula


def list_names(text: str) -> tuple[Name, ...]:
    """The names that a formula uses, in order, without the year that a `sum` counts."""
    reader = _Reader(text)
    reader.terms()
    return tuple(reader.used)


def list_parts(formula: Formula) -> Iterator[Formula]:
    """A formula and every formula inside it."""
    yield formula
    if isinstance(formula, list) and formula[0] != "n":
        for part in formula[2 if formula[0] == "sum" else 1 :]:
            yield from list_parts(part)


class _Reader:
    """Goes through a text from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.place = 0
        self.depth = 0
        self.bound: list[str] = []
        self.used: list[Name] = []

    def terms(self) -> Formula:
        """Sums and differences."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = "The formula is nested too deeply."
            raise FormulaError(message, self._column)
        formula = self.factors()
        while self._sees("+", "-"):
            formula = [self._take(), formula, self.factors()]
        self.depth -= 1
        return formula

    def factors(self) -> Formula:
        """Products and quotients."""
        formula = self.power()
        while self._sees("*", "/"):
            formula = [self._take(), formula, self.power()]
        return formula

    def power(self) -> Formula:
        """A whole power."""
        base = self.single()
        if not self._sees("^"):
            return base
        self._take()
        return ["^", base, self.single()]

    def single(self) -> Formula:
        """A number, a name, a call or brackets."""
        kind, value, column = self.tokens[self.place]
        if kind == "number":
            self.place += 1
            return ["n", value]
        if kind == "name":
            self.place += 1
            if value in FUNCTIONS and self._sees("("):
                return self._call(value)
            if value not in self.bound:
                self.used.append(Name(value, column))
            return value
        if value == "(":
            self.place += 1
            formula = self.terms()
            self._expect(")")
            return formula
        message = f'A number, a name or "(" is expected{f", not “{value}”" if value else " at the end"}.'
        raise FormulaError(message, column)

    def _call(self, function: str) -> Formula:
        self._expect("(")
        if function == "sum":
            kind, year, column = self.tokens[self.place]
            if kind != "name":
                message = '"sum" begins with the name that it counts, such as "year".'
                raise FormulaError(message, column)
            self.place += 1
            self._expect(",")
            first = self.terms()
            self._expect(",")
            last = self.terms()
            self._expect(",")
            self.bound.append(year)
            body = self.terms()
            self.bound.pop()
            self._expect(")")
            return ["sum", year, first, last, body]
        found = [self.terms()]
        while self._sees(","):
            self._take()
            found.append(self.terms())
        self._expect(")")
        return [function, *found]

    def expect_end(self) -> None:
        """Nothing is left over."""
        kind, value, column = self.tokens[self.place]
        if kind != "end":
            message = f'A sign such as "+" is expected before “{value}”.'
            raise FormulaError(message, column)

    @property
    def _column(self) -> int:
        return self.tokens[self.place][2]

    def _sees(self, *signs: str) -> bool:
        kind, value, _ = self.tokens[self.place]
        return kind == "sign" and value in signs

    def _take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][1]

    def _expect(self, sign: str) -> None:
        if not self._sees(sign):
            message = f'"{sign}" is expected.'
            raise FormulaError(message, self._column)
        self.place += 1


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    place = 0
    end = len(text.rstrip())
    while place < end:
        found = TOKEN.match(text, place)
        if found is None:
            wrong = place + len(text[place:]) - len(text[place:].lstrip())
            message = f"“{text[wrong]}” has no meaning in a formula."
            raise FormulaError(message, wrong + 1)
        kind = str(found.lastgroup)
        yield kind, found[kind], found.start(kind) + 1
        place = found.end()
    yield "end", "", end + 1
