"""Puts what a check found where people see it: one comment on a pull request, or one standing issue, written anew each time.

It runs with the right to write, and so never on a stranger's files: of the check it takes texts only, out of an archive that is never unpacked,
as if the stranger had written every word. It needs nothing but Python.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

ARCHIVE = "report"
PARTS = ("findings.md", "guides.md", "links.md")
MOST_BYTES = 500_000
"""Of the archive, and of each text in it."""
MOST_CHARACTERS = 60_000
"""What a code host takes in one comment, less a little."""
MARK = "<!-- waymark: {what} -->"
BOT = "github-actions[bot]"
TITLE = "What the weekly check found"
INTRO = {
    "comment": "A program read the files of this pull request and wrote this. It is replaced whenever the pull request changes.",
    "issue": "A program looks at everything once a week and writes this. It is replaced each time; close it when there is nothing left to do.",
}
UNTOLD = "The check did not run to its end. Its own page says why."
SECONDS = 60
JOINER = "\u2060"
_LINK = re.compile(r"\[([^\[\]\n]{1,100})\]\((https://[^\s()<>]{1,300})\)")
_ACTS = re.compile(
    r"@(?=\w)|(?<=:)(?=//)|\b(?:www|mailto|xmpp)(?=[.:])|#(?=\d)|\bGH(?=-\d)"  # calls, addresses and references to issues
    r"|<(?=[\w/!?])|&(?!(?:lt|gt|amp);)(?=[#\w])|\](?=[(:\[])|\$(?=\S)",  # tags, signs by name, links and formulas
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class RefusedError(Exception):
    """The report is not one that this program passes on; the message says why."""


@dataclass
class Host:
    """The code host's interface for programs.

    Attributes:
        repository: owner and name.
        token: what gives the right to ask.
        address: where the interface is.
    """

    repository: str
    token: str = field(repr=False)
    address: str = "https://api.github.com"

    def ask(self, path: str, *, method: str = "GET", given: dict[str, Any] | None = None) -> bytes:
        """What the host answers, at most a little more than is ever read."""
        request = Request(f"{self.address}/repos/{self.repository}/{path}", method=method, data=json.dumps(given).encode() if given else None)  # noqa: S310 (the address is set here)
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("User-Agent", "waymark")
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")  # an archive lies on another host, which must not see it
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (the same address)
            content: bytes = answer.read(10 * MOST_BYTES)
        return content

    def told(self, path: str, **rest: Any) -> Any:  # noqa: ANN401 (the host's own data)
        """The same as data."""
        return json.loads(self.ask(path, **rest) or b"null")


def texts(archive: bytes) -> dict[str, str]:
    """The texts of an archive by name, none larger than it may be; whatever else is in it is not looked at.

    Raises:
        RefusedError: it is no archive, or too large.
    """
    if len(archive) > MOST_BYTES:
        message = f"The archive is larger than {MOST_BYTES:,} bytes."
        raise RefusedError(message)
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            for name in (*PARTS, "number"):
                if name in opened.namelist():
                    with opened.open(name) as part:  # read and never unpacked: no name leads anywhere, no size is believed
                        found[name] = part.read(MOST_BYTES + 1)[:MOST_BYTES].decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        message = "The archive cannot be read."
        raise RefusedError(message) from error
    return found


def number(found: dict[str, str]) -> int:
    """The number of a pull request.

    Raises:
        RefusedError: there is none.
    """
    given = found.get("number", "").strip()
    if not re.fullmatch(r"[1-9][0-9]{0,8}", given):
        message = "The report names no pull request."
        raise RefusedError(message)
    return int(given)


def words(found: dict[str, str], what: str) -> str:
    """The whole text to show, no longer than it may be."""
    told = "\n\n".join(found[name].strip() for name in PARTS if found.get(name, "").strip())
    whole = f"{MARK.format(what=what)}\n{INTRO[what]}\n\n{told or UNTOLD}\n"
    if len(whole) <= MOST_CHARACTERS:
        return whole
    return f"{whole[:MOST_CHARACTERS].rsplit(chr(10), 1)[0]}\n\nThe rest did not fit. The check's own page has it.\n"


def harmless(text: str, site: str = "") -> str:
    """A text that calls on nobody and shows no picture, no HTML and no link but those to our own site."""
    kept: list[str] = []

    def keep(link: re.Match[str]) -> str:
        if not site or not link[2].startswith(f"{site}/"):
            return link[0]
        kept.append(f"[{_quiet(link[1])}]({link[2]})")
        return f"\x00{len(kept) - 1}\x00"

    plain = _UNSEEN.sub("", text.replace("\r\n", "\n"))
    return re.sub(r"\x00(\d+)\x00", lambda place: kept[int(place[1])], _quiet(_LINK.sub(keep, plain)))


def _quiet(text: str) -> str:
    """No tags, pictures, links, references, calls or formulas."""
    return _ACTS.sub(lambda found: f"{found[0]}{JOINER}", text)


def comment(host: Host, run: str, commit: str, site: str) -> str:
    """Write the report of a run under the pull request whose newest commit it checked; say what was done.

    Raises:
        RefusedError: the run has no report, or its report is of another pull request.
    """
    archives = host.told(f"actions/runs/{quote(run, safe='')}/artifacts?name={ARCHIVE}")["artifacts"]
    if len(archives) != 1 or archives[0]["size_in_bytes"] > MOST_BYTES:
        message = "The run has no report, or one that is too large."
        raise RefusedError(message)
    found = texts(host.ask(f"actions/artifacts/{int(archives[0]['id'])}/zip"))
    pull = number(found)
    if host.told(f"pulls/{pull}")["head"]["sha"] != commit:
        message = f"The newest commit of pull request {pull} is not the one that was checked."
        raise RefusedError(message)
    told = words({name: harmless(text, site) for name, text in found.items()}, "comment")
    mark = MARK.format(what="comment")
    for page in range(1, 11):
        listed = host.told(f"issues/{pull}/comments?per_page=100&page={page}")
        for each in listed:
            if (each["user"] or {}).get("login") == BOT and (each["body"] or "").startswith(mark):
                host.ask(f"issues/comments/{int(each['id'])}", method="PATCH", given={"body": told})
                return f"The comment on pull request {pull} was replaced."
        if len(listed) < 100:  # noqa: PLR2004 (the page was not full)
            break
    host.ask(f"issues/{pull}/comments", method="POST", given={"body": told})
    return f"A comment was written on pull request {pull}."


def issue(host: Host, folder: str) -> str:
    """Write the texts of a folder, which our own check of the main branch made, into the one standing issue; say what was done."""
    found = {}
    for name in PARTS:
        path = os.path.join(folder, name)  # noqa: PTH118 (a name from this file)
        if os.path.isfile(path):  # noqa: PTH113 (the same)
            with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 (the same)
                found[name] = file.read(MOST_BYTES)
    given = {"title": TITLE, "body": words(found, "issue")}
    mark = MARK.format(what="issue")
    for each in host.told(f"issues?state=open&creator={quote(BOT)}&per_page=100"):
        if "pull_request" not in each and (each["body"] or "").startswith(mark):
            host.ask(f"issues/{int(each['number'])}", method="PATCH", given=given)
            return f"Issue {each['number']} was replaced."
    host.ask("issues", method="POST", given=given)
    return "An issue was opened."


def main() -> int:
    """`tell.py comment` after a check of a pull request, `tell.py issue FOLDER` after the weekly one."""
    told = os.environ
    host = Host(told["GITHUB_REPOSITORY"], told["GITHUB_TOKEN"], told.get("GITHUB_API_URL", Host.address))
    site = told.get("WAYMARK_SITE_URL", "").rstrip("/")
    try:
        done = comment(host, told["RUN"], told["COMMIT"], site) if sys.argv[1:] == ["comment"] else issue(host, sys.argv[2])
    except RefusedError as refused:
        sys.stdout.write(f"Nothing was written. {refused}\n")
        return 0
    except HTTPError as error:
        sys.stdout.write(f"The code host answered {error.code}.\n")
        return 1
    sys.stdout.write(f"{done}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
