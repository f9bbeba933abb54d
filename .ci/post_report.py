"""Post the report of a check: as one comment on a pull request, or as one open issue, which each run replaces.

This program has the right to write, so it never runs on a stranger's files. It reads texts from an archive that it does not unpack, and
trusts no word of them. It needs nothing but Python.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

ARCHIVE = "report"
PARTS = ("findings.md", "guides.md", "links.md")
MOST_BYTES = 500_000
"""The limit of the archive, and of each text in it."""
MOST_CHARACTERS = 60_000
"""A little less than a code host accepts in one comment."""
MARKER = "<!-- waymark: {what} -->"
BOT = "github-actions[bot]"
TITLE = "What the weekly check found"
INTRO = {
    "comment": "A program read the files of this pull request and wrote this. It is replaced whenever the pull request changes.",
    "issue": "A program looks at everything once a week and writes this. It is replaced each time; close it when there is nothing left to do.",
}
NO_REPORT = "The check did not run to its end. Its own page says why."
SECONDS = 60
JOINER = "\u2060"
_LINK = re.compile(r"(?<![!\\])\[([^\[\]\n`|]{1,100})\]\((https://[A-Za-z0-9./:-]{1,300}(?:#[A-Za-z0-9-]{1,100})?)\)")
"""A link in a strict form: no sign in it can end a piece of code, a cell of a table or an emphasis before it."""
_ACTIVE = re.compile(
    r"@(?=\w)|(?<=:)(?=//)|(?:www|mailto|xmpp)(?=[.:])|#(?=\d)|GH(?=-\d)"  # calls, addresses and references to issues
    r"|<(?=[\w/!?])|&(?!(?:lt|gt|amp);)(?=[#\w])|\](?=[(:\[])|\$(?=\S)",  # tags, signs by name, links and formulas
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class RefusedError(Exception):
    """The report cannot be posted. The message says why."""


@dataclass
class Host:
    """The interface of the code host for programs.

    Attributes:
        repository: owner and name.
        token: the secret that gives the right to ask.
        address: the URL of the interface.
    """

    repository: str
    token: str = field(repr=False)
    address: str = "https://api.github.com"

    def send(self, path: str, *, method: str = "GET", data: dict[str, Any] | None = None) -> bytes:
        """Send a request and return the answer, up to ten times the limit of a report."""
        request = Request(f"{self.address}/repos/{self.repository}/{path}", method=method, data=json.dumps(data).encode() if data else None)  # noqa: S310 (the address is set here)
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("User-Agent", "waymark")
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")  # an archive is on another host, which must not receive it
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 (the same address)
            content: bytes = answer.read(10 * MOST_BYTES)
        return content

    def get_json(self, path: str) -> Any:  # noqa: ANN401 (the host's own data)
        """Get the answer to a request as data."""
        return json.loads(self.send(path) or b"null")


def read_archive(archive: bytes) -> dict[str, str]:
    """Read the texts of an archive by name, each cut at the limit. Other files in the archive are ignored.

    Raises:
        RefusedError: the bytes are not an archive, or too large.
    """
    if len(archive) > MOST_BYTES:
        message = f"The archive is larger than {MOST_BYTES:,} bytes."
        raise RefusedError(message)
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return {name: _read_part(opened, name) for name in (*PARTS, "number") if name in opened.namelist()}
    except RefusedError:
        raise
    except Exception as error:  # whatever a damaged archive leads to in the library
        message = "The archive cannot be read."
        raise RefusedError(message) from error


def _read_part(opened: zipfile.ZipFile, name: str) -> str:
    """Read a text of an archive, cut at the limit. It is never unpacked: names and sizes in the archive are not trusted.

    Raises:
        RefusedError: it is compressed in a way that may take any amount of memory.
    """
    if opened.getinfo(name).compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        message = "The archive is compressed in an unusual way."
        raise RefusedError(message)
    with opened.open(name) as part:
        return part.read(MOST_BYTES + 1)[:MOST_BYTES].decode("utf-8", "replace")


def read_number(texts: dict[str, str]) -> int:
    """Read the number of the pull request.

    Raises:
        RefusedError: there is none.
    """
    number = texts.get("number", "").strip()
    if not re.fullmatch(r"[1-9][0-9]{0,8}", number):
        message = "The report names no pull request."
        raise RefusedError(message)
    return int(number)


def format_report(texts: dict[str, str], what: str) -> str:
    """Join the texts into one report, cut at the limit of the code host."""
    body = "\n\n".join(texts[name].strip() for name in PARTS if texts.get(name, "").strip())
    whole = f"{MARKER.format(what=what)}\n{INTRO[what]}\n\n{body or NO_REPORT}\n"
    if len(whole) <= MOST_CHARACTERS:
        return whole
    return f"{whole[:MOST_CHARACTERS].rsplit(chr(10), 1)[0]}\n\nThe rest did not fit. The check's own page has it.\n"


def sanitise(text: str, site: str = "") -> str:
    """Make a text harmless: it notifies no user, and shows no picture, no HTML and no link except those to our own site."""
    links: list[str] = []

    def set_aside(link: re.Match[str]) -> str:
        if not site or not link[2].startswith(f"{site}/"):
            return link[0]
        links.append(f"[{_deactivate(link[1])}]({link[2]})")
        return f"\x00{len(links) - 1}\x00"

    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n"))
    return re.sub(r"\x00(\d+)\x00", lambda match: links[int(match[1])], _deactivate(_LINK.sub(set_aside, plain)))


def _deactivate(text: str) -> str:
    """Break tags, pictures, links, references, mentions and formulas with an invisible character."""
    return _ACTIVE.sub(lambda match: f"{match[0]}{JOINER}", text)


def post_comment(host: Host, run: str, commit: str, site: str) -> str:
    """Post the report of a run on the pull request whose newest commit it checked.

    Returns:
        A sentence that says what was done.

    Raises:
        RefusedError: the run has no report, or its report is of another pull request.
    """
    archives = host.get_json(f"actions/runs/{quote(run, safe='')}/artifacts?name={ARCHIVE}")["artifacts"]
    if len(archives) != 1 or archives[0]["size_in_bytes"] > MOST_BYTES:
        message = "The run has no report, or one that is too large."
        raise RefusedError(message)
    texts = read_archive(host.send(f"actions/artifacts/{int(archives[0]['id'])}/zip"))
    pull = read_number(texts)
    if host.get_json(f"pulls/{pull}")["head"]["sha"] != commit:
        message = f"The newest commit of pull request {pull} is not the one that was checked."
        raise RefusedError(message)
    body = format_report({name: sanitise(text, site) for name, text in texts.items()}, "comment")
    marker = MARKER.format(what="comment")
    for page in range(1, 11):
        listed = host.get_json(f"issues/{pull}/comments?per_page=100&page={page}")
        for each in listed:
            if (each["user"] or {}).get("login") == BOT and (each["body"] or "").startswith(marker):
                host.send(f"issues/comments/{int(each['id'])}", method="PATCH", data={"body": body})
                return f"The comment on pull request {pull} was replaced."
        if len(listed) < 100:  # noqa: PLR2004 (the page was not full)
            break
    host.send(f"issues/{pull}/comments", method="POST", data={"body": body})
    return f"A comment was written on pull request {pull}."


def post_issue(host: Host, folder: str) -> str:
    """Post the texts of a folder, which our own check of the main branch made, as the one open issue.

    Returns:
        A sentence that says what was done.
    """
    texts = {}
    for name in PARTS:
        path = os.path.join(folder, name)  # noqa: PTH118 (a name from this file)
        if os.path.isfile(path):  # noqa: PTH113 (the same)
            with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 (the same)
                texts[name] = file.read(MOST_BYTES)
    data = {"title": TITLE, "body": format_report(texts, "issue")}
    marker = MARKER.format(what="issue")
    for each in host.get_json(f"issues?state=open&creator={quote(BOT)}&per_page=100"):
        if "pull_request" not in each and (each["body"] or "").startswith(marker):
            host.send(f"issues/{int(each['number'])}", method="PATCH", data=data)
            return f"Issue {each['number']} was replaced."
    host.send("issues", method="POST", data=data)
    return "An issue was opened."


def main() -> int:
    """Run `post_report.py comment` after a check of a pull request, `post_report.py issue FOLDER` after the weekly one."""
    variables = os.environ
    host = Host(variables["GITHUB_REPOSITORY"], variables["GITHUB_TOKEN"], variables.get("GITHUB_API_URL", Host.address))
    site = variables.get("WAYMARKER_SITE_URL", "").rstrip("/")
    try:
        is_comment = sys.argv[1:] == ["comment"]
        outcome = post_comment(host, variables["RUN"], variables["COMMIT"], site) if is_comment else post_issue(host, sys.argv[2])
    except RefusedError as refused:
        sys.stdout.write(f"Nothing was written. {refused}\n")
        return 0
    except HTTPError as error:
        sys.stdout.write(f"The code host answered {error.code}.\n")
        return 1
    sys.stdout.write(f"{outcome}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
