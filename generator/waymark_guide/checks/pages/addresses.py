"""The addresses of hand-written pages: each has one of its own, on every common file system."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from waymark_guide.checks.rule import declare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from waymark_guide.checks.pages.page_subject import PageSubject
    from waymark_guide.model.finding import Finding

TAKEN = declare(
    "P202",
    "address-taken",
    "A hand-written page has an address that the site does not need for a page of its own.",
    why="The page would be left out without a word.",
    fix="Give the file another name.",
    can_be_allowed=False,
    wrong="content/search/index.md",
    right="content/how-to-search.md",
)
TWO_FILES = declare(
    "P203",
    "one-address-for-two-files",
    "No two files of content/ differ only in capital letters, in how an accent is written, or in index.md.",
    why="On many computers the two would be one file, and on the site one address.",
    fix="Rename or delete one of them.",
    can_be_allowed=False,
    wrong="content/About.md next to content/about.md",
    right="content/about.md",
)


def find_address(file: str) -> str:
    """Find the address of a page or file of `content/`, without a slash at its beginning: `about/` for `content/about.md`."""
    path = file.removeprefix("content/")
    stem, dot, ending = path.rpartition(".")
    if not dot or ending not in {"md", "markdown", "mdown", "mkdn", "mkd"}:
        return path
    folder, _, name = stem.rpartition("/")
    if name.lower() in {"index", "readme"}:
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def check(subject: PageSubject) -> Iterator[Finding]:
    """Check whether the site has a page at the address, and no place on it for a hand-written text."""
    address = find_address(subject.file)
    if subject.addresses is not None and not subject.addresses.get(address, True):
        yield subject.finding(TAKEN, 0, f"The site has a page of its own at /{address}.")


def list_clashes(files: Iterable[str], addresses: Mapping[str, bool] | None) -> Iterator[tuple[str, str]]:
    """List the files whose address is that of another file, or of a page of the site in other letters: each with what it clashes with."""
    by_address = defaultdict(list)
    for file in sorted(files):
        by_address[_fold(find_address(file))].append(file)
    for first, *others in by_address.values():
        yield from ((other, first) for other in others)
    own = {_fold(address): address for address in addresses or ()}
    for folded, (first, *_) in by_address.items():
        if folded in own and own[folded] != find_address(first):
            yield first, f"/{own[folded]}"


def _fold(address: str) -> str:
    """Write an address as a file system would that knows no capital letters and one form of each accent."""
    return unicodedata.normalize("NFC", address).casefold()
