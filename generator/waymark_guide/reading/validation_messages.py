"""The words of every finding about a value that a model refuses. The form on the site shares them; values go into the {braces}."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "name.file": "This file",
    "name.called": 'The {kind} "{name}"',
    "name.placed": "The {kind} in place {place}",
    "name.plain": '"{name}"',
    "name.entry": "entry {place} of {list}",
    "about": ' About "{name}": {description}',
    "example": " For example: {example}.",
    "missing.message": '{owner} has no "{name}".',
    "missing.fix": 'Add a line "{name}: ...".{example}{about}',
    "unknown.message": '{owner} has a field "{name}", which is not known.',
    "unknown.meant": 'Did you mean "{meant}"?',
    "unknown.fix": "Delete it, or use one of: {names}.",
    "shape.message": '"{name}" is {got}, where {wanted} is expected.',
    "shape.text": "a text",
    "shape.list": "a list",
    "shape.map": "a map",
    "shape.fix.text": "Write the text on one line, in quotes if it holds a colon.",
    "shape.fix.list": "Begin each entry on its own line with a hyphen and a space, or put square brackets round the whole.",
    "shape.fix.map": 'Write "name: value" pairs, each on its own line, indented by two spaces.',
    "bad_id.message": '"{value}" cannot be an id.',
    "bad_id.fix": "Use lower-case letters, digits and single hyphens.",
    "bad_id.meant": 'Use lower-case letters, digits and single hyphens: "{meant}".',
    "bad_version.message": '"{value}" is not a version with three parts.',
    "bad_version.fix": 'Write it as major.minor.patch, such as "1.0.0".',
    "literal.message": '"{value}" is not a value that "{name}" can have.',
    "literal.meant": 'Did you mean "{meant}"?',
    "literal.choose": "Choose one of: {words}.",
    "wrong.message": "{about} {problem}",
    "wrong.empty": "is empty.",
    "wrong.no_day": "names a day that does not exist: {value}.",
    "wrong.too_short": "has {count} entries, and needs at least {least}.",
    "wrong.too_long": "has {count} entries, and needs at most {most}.",
    "wrong.string_too_long": "has {count} characters, and {most} are the most.",
    "wrong.string_too_short": "has {count} characters, and {least} are the least.",
    "wrong.value_or_range": "needs either a value or a range, and not both.",
    "wrong.range_reversed": "has a low end above its high end.",
    "wrong.cannot": 'cannot be "{value}".',
    "mend.greater": "Write a number of at least {bound}.",
    "mend.less": "Write a number of at most {bound}.",
    "mend.otherwise": "Write it in the form that the field's description asks for.",
    "twice.message": 'The id "{id}" is used twice here; the first is on line {line}.',
    "twice.fix": "Give one of them another id, and mend what refers to it.",
}
ADVICE: Final = {
    "date": "Write the date as year-month-day, such as 2026-11-22.",
    "bad_day": "Write the whole date as year-month-day, such as 2026-11-22.",
    "bad_date": "Write the date as year-month-day, such as 2026-11-22. Where only the month or the year is known: 2026-11 or 2026.",
    "bad_asset": "Write the path below content/assets/, such as slung-low/food-bank.jpg.",
    "bad_address": "Copy the whole address from the browser, beginning with https://.",
    "int": "Write a whole number.",
    "bool": "Write yes or no.",
    "decimal": "Write the number alone, without commas, signs or units.",
    "float": "Write the number alone, without commas, signs or units.",
    "string_too_long": "Shorten it.",
    "string_too_short": "Say a little more.",
    "too_short": "Add an entry.",
    "too_long": "Take an entry away.",
    "range_reversed": "Exchange low and high.",
    "value_or_range": "Write value: 30, or range: {low: 20, high: 40}.",
}
"""What to do about an error of pydantic, by the beginning of its type. The first beginning that fits is meant."""
SINGULAR: Final = {"case_studies": "case study", "was": "old id", "sources": "source"}
"""What one entry of a list is called, where that is not the name of the list without its last letter."""
MOST_SHOWN: Final = 80
"""How many characters of a value a message repeats."""


def fill(name: str, /, **values: object) -> str:
    """Return one of the texts with its values filled in."""
    return TEXTS[name].format(**values)
