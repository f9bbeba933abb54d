"""Runs the rules about hand-written pages and the files next to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waymark_guide.checks.pages import addresses as page_addresses
from waymark_guide.checks.pages import html, links
from waymark_guide.checks.pages import readable as readable  # noqa: PLC0414 (declares the rules of the reading)
from waymark_guide.checks.pages.page_subject import PageSubject
from waymark_guide.reading.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from waymark_guide.model.finding import Finding
    from waymark_guide.reading.hand_written_pages import HandWritten


def check_pages(
    hand_written: HandWritten, addresses: Mapping[str, bool] | None = None, *, allow_html: AbstractSet[str] = frozenset()
) -> Iterator[Finding]:
    """Check every hand-written page, every picture, and the names of the other files.

    Args:
        hand_written: what was read.
        addresses: the addresses of what the site makes, without a slash at the beginning, each with whether a hand-written text has a place there.
            Where they are not known, links to them are not checked.
        allow_html: the pages below `content/` in which any HTML is allowed.
    """
    files = [*hand_written.pages, *hand_written.drawings, *hand_written.files]
    names = frozenset(file.removeprefix("content/") for file in files)
    own = frozenset(page_addresses.find_address(file) for file in files)
    for file, document in hand_written.pages.items():
        subject = PageSubject(document, names, own, addresses)
        yield from links.check(subject)
        yield from page_addresses.check(subject)
        if file.removeprefix("content/") not in allow_html:
            yield from html.check(subject)
    for document in hand_written.drawings.values():
        yield from html.check_drawing(document)
    yield from html.check_files(hand_written.files)
    for file, other in page_addresses.list_clashes(files, addresses):
        rule = page_addresses.TWO_FILES
        yield Document(file, "").finding(rule.code, (), f"The site would have one address for this file and for {other}.", why=rule.why, fix=rule.fix)
