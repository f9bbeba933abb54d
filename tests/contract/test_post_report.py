"""The one program that writes at the code host: it trusts nothing of what a stranger's check left behind."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.ci_scripts import load_script

if TYPE_CHECKING:
    from pathlib import Path

report = load_script("post_report")
SITE = "https://example.org/guides"
few = settings(max_examples=100, deadline=None, derandomize=True)
COMMIT = "c" * 40


def archive(**parts: str | bytes) -> bytes:
    """An archive of these files; two underscores become a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in parts.items():
            opened.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


class Host:
    """A code host that remembers what was written."""

    def __init__(self, content: bytes = b"", *, comments: list[dict[str, Any]] | None = None, head: str = COMMIT, size: int = 1) -> None:
        """Begin with one archive and some comments."""
        self.content, self.comments, self.head, self.size = content, comments or [], head, size
        self.written: list[tuple[str, str, dict[str, Any]]] = []

    def get_json(self, path: str) -> Any:
        """The host's data."""
        if path.startswith("actions/runs/"):
            return {"artifacts": [{"id": 7, "size_in_bytes": self.size}]}
        if path.startswith("pulls/"):
            return {"head": {"sha": self.head}}
        return self.comments

    def send(self, path: str, *, method: str = "GET", data: dict[str, Any] | None = None) -> bytes:
        """The archive, or what is written."""
        if method == "GET":
            return self.content
        self.written.append((method, path, data or {}))
        return b"{}"


def written(host: Host) -> str:
    """Run the comment, and give the one text that was written."""
    report.post_comment(host, "1", COMMIT, SITE)
    [(_, _, data)] = host.written
    return str(data["body"])


def test_a_first_comment_is_written_and_later_ones_replace_it() -> None:
    """One comment a pull request: ours is found by its mark and by who wrote it."""
    content = archive(number="12\n", findings__md="## Found\n\nNothing.", guides__md="No change.")
    host = Host(content)
    assert report.post_comment(host, "1", COMMIT, SITE) == "A comment was written on pull request 12."
    [(method, path, data)] = host.written
    assert (method, path) == ("POST", "issues/12/comments")
    assert data["body"].startswith("<!-- waymark: comment -->\nA program read the files")
    assert data["body"].endswith("## Found\n\nNothing.\n\nNo change.\n")
    ours = {"id": 5, "user": {"login": "github-actions[bot]"}, "body": data["body"]}
    forged = {"id": 4, "user": {"login": "someone"}, "body": data["body"]}
    deleted = {"id": 3, "user": None, "body": None}
    again = Host(content, comments=[deleted, forged, ours])
    assert report.post_comment(again, "1", COMMIT, SITE) == "The comment on pull request 12 was replaced."
    assert again.written[0][:2] == ("PATCH", "issues/comments/5")


@pytest.mark.parametrize("number", ["", "0", "-1", "12; rm", "../1", "1e3", "9" * 10, "\uff11\uff12", "12\n13"])
def test_a_number_is_a_number(number: str) -> None:
    """What is no number of a pull request is refused, and nothing is written."""
    host = Host(archive(number=number, findings__md="x"))
    with pytest.raises(report.RefusedError, match="names no pull request"):
        report.post_comment(host, "1", COMMIT, SITE)
    assert host.written == []


def test_another_pull_request_cannot_be_written_on() -> None:
    """The number has to be of the pull request whose newest commit was checked."""
    host = Host(archive(number="12"), head="d" * 40)
    with pytest.raises(report.RefusedError, match="is not the one that was checked"):
        report.post_comment(host, "1", COMMIT, SITE)
    assert host.written == []


@pytest.mark.parametrize(
    ("content", "size"),
    [(b"no archive", 1), (b"PK\x03\x04" + b"\0" * 40, 1), (b"x" * 600_000, 1), (archive(number="1"), 600_000)],
)
def test_what_is_no_report_is_refused(content: bytes, size: int) -> None:
    """An archive that is broken or too large is refused, and nothing is written."""
    host = Host(content, size=size)
    with pytest.raises(report.RefusedError):
        report.post_comment(host, "1", COMMIT, SITE)
    assert host.written == []


def test_a_bomb_does_not_go_off() -> None:
    """A small archive of a huge text is read only as far as it may be, and the comment stays within what a host takes."""
    body = written(Host(archive(number="1", findings__md="line of text\n" * 4_000_000)))
    assert len(body) < 65_536
    assert body.endswith("The rest did not fit. The check's own page has it.\n")


def test_nothing_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that lead elsewhere are not even looked at."""
    monkeypatch.chdir(tmp_path)
    content = archive(number="1", findings__md="Fine.", **{"../../outside": "x", "/etc/x": "y", "sub/findings.md": "z"})
    assert written(Host(content)).endswith("Fine.\n")
    assert list(tmp_path.rglob("*")) == []


ACTS = [
    "![x](https://evil.example/x.png)",
    "<img src=x> <script>x</script> <!-- x --> <a href=x>",
    "[x](https://evil.example) [x]: https://evil.example",
    "[x][y]\n\n[y]: https://evil.example",
    "<https://evil.example> https://evil.example www.evil.example",
    f"[x]({SITE}.evil.example/)",
    "&#60;img src=x&#62; &lt;b&gt;",
]


def kinds(text: str) -> set[str]:
    """What Markdown makes of a text."""
    return {
        inner.type for token in MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text) for inner in (token, *(token.children or ()))
    }


@pytest.mark.parametrize("text", ACTS)
def test_nothing_acts(text: str) -> None:
    """No picture, tag or link of a stranger's gets through."""
    assert kinds(report.sanitise(text, SITE)) <= {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "text_special"}


@few
@given(st.text())
def test_nothing_ever_acts(text: str) -> None:
    """Whatever a text holds, there is no picture, tag or link in what is shown."""
    assert not kinds(report.sanitise(text, SITE)) & {"image", "link_open", "html_inline", "html_block"}


class Shown(HTMLParser):
    """Takes rendered HTML apart: its tags, the addresses of its links, and its text outside of code."""

    def __init__(self, html: str) -> None:
        """Parse the HTML."""
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.depth_of_code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.links += [str(value) for name, value in attrs if name in {"href", "src"}]
        self.depth_of_code += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        """Leave a piece of code."""
        self.depth_of_code -= tag == "code"
        self.text += " "

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self.depth_of_code:
            self.text += data


ARRANGES = {
    *("p", "em", "strong", "code", "pre", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "blockquote", "del", "input"),
    *("table", "thead", "tbody", "tr", "th", "td", "a"),
}
PIECES = [
    *(
        "`",
        "``",
        "|",
        "| - | - |",
        "\n",
        "\n\n",
        "_",
        "*",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "!",
        "\\",
        "@victim",
        "#12",
        "GH-12",
        "www.evil.example",
    ),
    *("https://evil.example", "mailto:a@b.example", "xmpp:a@b.example", "&#64;victim", "&lt;", "<b>", "<!--", "-->", "    ", "\t", "> ", "- ", "$x$"),
    *(
        f"[C202]({SITE}/contribute/rules/C202/)",
        f"[x]({SITE}/`@victim)",
        f"[x]({SITE}/|@victim)",
        f"[x]({SITE}/_)",
        f"[a|b]({SITE}/)",
        f"{SITE}/",
        "x",
    ),
    *("[x]: ", "a@b.example", "owner/name#3", "\u200b", "\x00", "0", "![", f"[`]({SITE}/a)", "```", "<https://evil.example>", "javascript:x"),
]


@settings(max_examples=3_000, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_acts_where_github_renders_it(text: str) -> None:
    """GitHub's own renderer makes no link, picture or tag of a stranger's text but links to our own site, and no call outside of code."""
    html = cmarkgfm.github_flavored_markdown_to_html(report.sanitise(text, SITE), Options.CMARK_OPT_UNSAFE)
    shown = Shown(html)
    assert shown.tags <= ARRANGES, html
    assert all(link.startswith(f"{SITE}/") for link in shown.links), html
    assert re.search(r"@\w|#\d|GH-\d", shown.text) is None, html


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_in_another_compression_is_refused(method: int) -> None:
    """Only what any archive of the code host uses is read: other ways of compressing can take any amount of memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as opened:
        opened.writestr("number", "1")
    with pytest.raises(report.RefusedError, match="in an unusual way"):
        report.read_archive(buffer.getvalue())


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_archive_is_a_sentence(changes: list[tuple[int, int]]) -> None:
    """Whichever bytes of an archive were changed, its texts are read or refused in words."""
    content = bytearray(archive(number="1", findings__md="Fine.", guides__md="No change."))
    for place, byte in changes:
        content[place % len(content)] = byte
    try:
        texts = report.read_archive(bytes(content))
    except report.RefusedError:
        return
    assert set(texts) <= {"number", *report.PARTS}


@pytest.mark.parametrize("call", ["@someone", "@org/team", "#12", "GH-12", "owner/name#3", "&#64;someone", "\\@someone"])
def test_no_user_is_mentioned(call: str) -> None:
    """No person, team or issue is called on, by any spelling of the sign."""
    shown = "".join(
        inner.content for token in MarkdownIt("commonmark").parse(report.sanitise(call)) for inner in (token.children or ()) if "text" in inner.type
    )
    assert re.search(r"@\w|#\d|GH-\d", shown) is None


def test_a_check_that_broke_off_is_said_to_have() -> None:
    """Where there is no report at all, the comment does not sound as if all were well."""
    assert written(Host(archive(number="1", findings__md=" \n"))).endswith("The check did not run to its end. Its own page says why.\n")


def test_links_to_our_own_rules_stay() -> None:
    """The page of a rule on the published site is the one link that is left, and its words are harmless too."""
    assert report.sanitise(f"[C202, @you]({SITE}/contribute/rules/C202/)", SITE) == f"[C202, @{report.JOINER}you]({SITE}/contribute/rules/C202/)"


def test_unseen_characters_are_left_out() -> None:
    """Marks that turn a line round, and control characters, do not get through."""
    assert report.sanitise("a\u202eb\x00c\x1bd\u200be\ufefff") == "abcdef"


def test_one_issue_stays_open(tmp_path: Path) -> None:
    """The weekly report opens an issue, and from then on replaces it."""
    (tmp_path / "findings.md").write_text("One.", encoding="utf-8")
    (tmp_path / "links.md").write_text("Two.", encoding="utf-8")
    host = Host()
    assert report.post_issue(host, str(tmp_path)) == "An issue was opened."
    body = host.written[0][2]["body"]
    assert body.endswith("One.\n\nTwo.\n")
    again = Host(comments=[{"number": 3, "body": None}, {"number": 8, "body": body}, {"number": 9, "body": body, "pull_request": {}}])
    assert report.post_issue(again, str(tmp_path)) == "Issue 8 was replaced."
    assert json.dumps(again.written[0][:2]) == '["PATCH", "issues/8"]'


def test_the_token_goes_nowhere_else() -> None:
    """An archive lies on another host, to which the code host sends us on: that one never sees the token."""
    seen: list[tuple[str, str | None]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, self.headers["Authorization"]))
            self.send_response(302 if self.path.endswith("/zip") else 200)
            self.send_header("Location", f"http://localhost:{server.server_port}/elsewhere")
            self.end_headers()
            self.wfile.write(b"content")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = report.Host("o/r", "secret", f"http://127.0.0.1:{server.server_port}")
        assert host.send("actions/artifacts/7/zip") == b"content"
        server.shutdown()
    assert seen == [("/repos/o/r/actions/artifacts/7/zip", "Bearer secret"), ("/elsewhere", None)]
    assert "secret" not in repr(host)
