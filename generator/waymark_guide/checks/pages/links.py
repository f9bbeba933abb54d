"""Links and pictures of hand-written pages: each leads to something that is there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from waymark_guide.checks.pages.addresses import find_address
from waymark_guide.checks.rule import declare
from waymark_guide.reading.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from waymark_guide.checks.pages.markdown import PageLink
    from waymark_guide.checks.pages.page_subject import PageSubject
    from waymark_guide.model.finding import Finding

SCHEMES = {"http", "https", "mailto"}

DEAD_LINK = declare(
    "P201",
    "dead-link-in-page",
    "A link of a hand-written page leads to a page or file that is there.",
    why="Readers would land on a page that does not exist, or see a hole in place of a picture.",
    fix="Correct the address. A page of this site is best named from the root, such as /approaches/grants/.",
    can_be_allowed=False,
    wrong="[Who we are](abuot.md)",
    right="[Who we are](about.md)",
)
UNSAFE_LINK = declare(
    "P710",
    "unsafe-link-in-page",
    "A link of a hand-written page leads to a page (https, http), a mail address (mailto), or a page of this site.",
    why="Other links could run a program in the reader's browser.",
    fix="Copy the address of the page from the browser, beginning with https://.",
    can_be_allowed=False,
    wrong="[Who we are](javascript:alert(1))",
    right="[Who we are](about.md)",
)


def check(subject: PageSubject) -> Iterator[Finding]:
    """Check every link and picture of a page."""
    for link in subject.links:
        try:
            parts = urlsplit(link.address)
        except ValueError:  # such as a bracket that is not closed in the name of a host
            yield subject.finding(DEAD_LINK, link.line, f'"{link.address}" is not an address.', words=link.address)
            continue
        scheme = parts.scheme.lower()
        if scheme and scheme not in SCHEMES:
            yield subject.finding(UNSAFE_LINK, link.line, f'A link begins with "{scheme}:".', words=link.address)
        elif not scheme and not parts.netloc and parts.path:
            yield from _check_path(subject, link, unquote(parts.path))


def _check_path(subject: PageSubject, link: PageLink, path: str) -> Iterator[Finding]:
    """Check an address on this site: a file below `content/`, or the address of a page or file of the site."""
    if path.startswith("/"):
        address = path.lstrip("/")
        known: Collection[str] | None = None if subject.addresses is None else {*subject.addresses, *subject.own_addresses, ""}
        is_there = known is None or bool({address, f"{address}/", address.removesuffix("index.html")} & set(known))
        names = [f"/{each}" for each in known or ()]
    else:
        folder = posixpath.dirname(subject.file.removeprefix("content/"))
        file = posixpath.normpath(posixpath.join(folder, path))
        address = posixpath.normpath(posixpath.join(find_address(subject.file), path))
        is_there = file in subject.files or bool({f"{address}/", address} & {*(subject.addresses or ()), *subject.own_addresses})
        names = [posixpath.relpath(each, folder or ".") for each in subject.files]
    if not is_there:
        meant = find_nearest(path, names)
        fix = f'Did you mean "{meant}"?' if meant else DEAD_LINK.fix
        yield subject.finding(DEAD_LINK, link.line, f'There is no "{path}".', words=link.address, fix=fix, suggestion=meant)
