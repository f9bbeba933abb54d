"""Finds what may be a personal contact in a text: an email address, a telephone number, or a house number with its postcode.

The patterns are shared with the form on the site, so they hold nothing that JavaScript reads otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
"""An address of the web, whose digits are no telephone number."""
PATTERNS = {
    "email": re.compile(r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"),
    "phone": re.compile(
        r"(?<![A-Za-z0-9£$€.,/+-])(?:\+[1-9][0-9]{0,2}[ .-]?(?:\(0\) ?)?(?:[0-9][ .-]?){6,11}[0-9]"  # international
        r"|\(?0[1-9][0-9]\)?[ -]?[0-9]{4}[ -]?[0-9]{4}"  # within the United Kingdom: 020 7946 0958
        r"|\(?0[1-9][0-9]{2}\)?[ -]?[0-9]{3}[ -]?[0-9]{3,4}"  # 0113 496 0999, 0800 111 111
        r"|\(?0[1-9][0-9]{3}\)?[ -]?[0-9]{3}[ -]?[0-9]{2,3})(?![A-Za-z0-9%-])"  # 01632 960 001
    ),
    "home": re.compile(
        r"(?<![A-Za-z0-9])[0-9]{1,4}[A-Za-z]?,? [A-Z][A-Za-z' .,-]{2,80}[, ](?:GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})(?![A-Za-z0-9])"
    ),
}
"""By what is found. Numbers within the United Kingdom have the groups in which Ofcom writes them."""
MOST_DIGITS, LEAST_DIGITS = 15, 9
"""Of a telephone number, its first 0 or its country included (ITU-T E.164)."""


def find_personal_data(text: str) -> Iterator[tuple[str, str]]:
    """Find each part of a text that may be a personal contact, as what it is and its words. Addresses of the web are passed over."""
    plain = WEB_ADDRESS.sub(lambda address: " " * len(address[0]), text)
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(plain):
            if kind != "phone" or LEAST_DIGITS <= sum(map(str.isdigit, match[0])) <= MOST_DIGITS:
                yield kind, match[0]


def mask_personal_data(text: str, words: str) -> tuple[str, int]:
    """Replace each part of a text that may be a personal contact, and count them.

    Args:
        text: the text.
        words: what is put in the place of each.
    """
    found = sorted({part for _, part in find_personal_data(text)}, key=len, reverse=True)
    count = sum(text.count(part) for part in found)
    for part in found:
        text = text.replace(part, words)
    return text, count
