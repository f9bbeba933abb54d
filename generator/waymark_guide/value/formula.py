"""Parses formulas: a small language of numbers, names, `+ - * / ^`, brackets, `min`, `max` and `sum` over years.

A parsed formula is a tree of lists, which Python and the browser evaluate equally: `["*", "people", ["+", 1, ...]]`. A string is a name, and
`["n", "0.035"]` is a number. A minus between names has a space on either side, because names may have hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Formula = Any
"""A parsed formula: a name, or a list of an operator and its operands."""

MAX_DEPTH = 40
TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)|(?P<operator>[-+*/^(),]))")
FUNCTIONS = frozenset({"min", "max", "sum"})


class FormulaError(ValueError):
    """A formula has an error. `column` is where, counted from 1."""

    def __init__(self, message: str, column: int) -> None:
        """Store the message and the column."""
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a formula, and its column, counted from 1."""

    name: str
    column: int


def parse_formula(text: str) -> Formula:
    """Parse a formula.

    Raises:
        FormulaError: the text is not a formula of this language.
    """
    parser = _Parser(text)
    formula = parser.parse_sum()
    parser.expect_end()
    return formula


def list_names(text: str) -> tuple[Name, ...]:
    """List the names that a formula uses, in order, without the year that a `sum` counts.

    Raises:
        FormulaError: the text does not begin with a formula of this language.
    """
    parser = _Parser(text)
    parser.parse_sum()
    return tuple(parser.names)


class _Parser:
    """Parses a text by recursive descent: one method for each level of precedence.

    Attributes:
        index: the index of the next token.
        bound: the years of the sums around the current position.
        names: the names used so far.
    """

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokenise(text))
        self.index = 0
        self.depth = 0
        self.bound: list[str] = []
        self.names: list[Name] = []

    def parse_sum(self) -> Formula:
        """Parse sums and differences."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = "The formula is nested too deeply."
            raise FormulaError(message, self._column)
        formula = self._parse_product()
        while self._is_next("+", "-"):
            formula = [self._take(), formula, self._parse_product()]
        self.depth -= 1
        return formula

    def _parse_product(self) -> Formula:
        """Parse products and quotients."""
        formula = self._parse_power()
        while self._is_next("*", "/"):
            formula = [self._take(), formula, self._parse_power()]
        return formula

    def _parse_power(self) -> Formula:
        """Parse a power. Its exponent is a single operand."""
        base = self._parse_operand()
        if not self._is_next("^"):
            return base
        self._take()
        return ["^", base, self._parse_operand()]

    def _parse_operand(self) -> Formula:
        """Parse a number, a name, a call or brackets."""
        kind, value, column = self.tokens[self.index]
        if kind == "number":
            self.index += 1
            return ["n", value]
        if kind == "name":
            self.index += 1
            if value in FUNCTIONS and self._is_next("("):
                return self._parse_call(value)
            if value not in self.bound:
                self.names.append(Name(value, column))
            return value
        if value == "(":
            self.index += 1
            formula = self.parse_sum()
            self._expect(")")
            return formula
        message = f'A number, a name or "(" is expected{f", not “{value}”" if value else " at the end"}.'
        raise FormulaError(message, column)

    def _parse_call(self, function: str) -> Formula:
        self._expect("(")
        if function == "sum":
            kind, year, column = self.tokens[self.index]
            if kind != "name":
                message = '"sum" begins with the name that it counts, such as "year".'
                raise FormulaError(message, column)
            self.index += 1
            self._expect(",")
            first = self.parse_sum()
            self._expect(",")
            last = self.parse_sum()
            self._expect(",")
            self.bound.append(year)
            body = self.parse_sum()
            self.bound.pop()
            self._expect(")")
            return ["sum", year, first, last, body]
        arguments = [self.parse_sum()]
        while self._is_next(","):
            self._take()
            arguments.append(self.parse_sum())
        self._expect(")")
        return [function, *arguments]

    def expect_end(self) -> None:
        """Raise an error if some text is left."""
        kind, value, column = self.tokens[self.index]
        if kind != "end":
            message = f'A sign such as "+" is expected before “{value}”.'
            raise FormulaError(message, column)

    @property
    def _column(self) -> int:
        return self.tokens[self.index][2]

    def _is_next(self, *operators: str) -> bool:
        kind, value, _ = self.tokens[self.index]
        return kind == "operator" and value in operators

    def _take(self) -> str:
        self.index += 1
        return self.tokens[self.index - 1][1]

    def _expect(self, operator: str) -> None:
        if not self._is_next(operator):
            message = f'"{operator}" is expected.'
            raise FormulaError(message, self._column)
        self.index += 1


def _tokenise(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each token: its kind, its text and its column. The last one has the kind `end`."""
    position = 0
    end = len(text.rstrip())
    while position < end:
        token = TOKEN.match(text, position)
        if token is None:
            wrong = position + len(text[position:]) - len(text[position:].lstrip())
            message = f"“{text[wrong]}” has no meaning in a formula."
            raise FormulaError(message, wrong + 1)
        kind = str(token.lastgroup)
        yield kind, token[kind], token.start(kind) + 1
        position = token.end()
    yield "end", "", end + 1
