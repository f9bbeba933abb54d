"""What the live preview promises."""

from __future__ import annotations

import os
import socket
import threading
import urllib.error
import urllib.request
from datetime import date
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from waymark_guide.build.outputs import Outputs
from waymark_guide.preview.handler import EVENTS, RELOAD
from waymark_guide.preview.server import make_server
from waymark_guide.preview.state import Preview
from waymark_guide.preview.watcher import watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    """A preview that follows edits."""
    made = Preview(small, lambda: date(2026, 11, 22))
    made.refresh()
    watcher = watch(small, made)
    yield made
    watcher.stop()


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    """Where the preview is served."""
    server = make_server(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 (our own server)
        return str(answer.read().decode())


def _edit(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def _until(preview: Preview, address: str, words: str) -> bool:
    """Whether the words are shown before patience ends; asked after each new version only."""
    for _ in range(PATIENCE):
        version = preview.version
        if words in _get(address):
            return True
        preview.wait(version, PATIENCE)
    return False


def test_an_edit_shows_and_a_broken_one_shows_as_findings(small: Path, preview: Preview, address: str) -> None:
    """An edited case shows; a mistake takes the place of the page, in words, without ending the server; mended, the page is back."""
    case, page = small / "case_studies" / "lunch-in-leeds.yaml", f"{address}/case-studies/lunch-in-leeds/"
    assert RELOAD in _get(page)
    _edit(case, "title: ", "title: Edited ")
    assert _until(preview, page, "Edited ")
    _edit(case, "status:", "statsu:")
    assert _until(preview, page, "statsu")
    shown = _get(page)
    assert "case_studies/lunch-in-leeds.yaml" in shown
    assert "Traceback" not in shown
    assert preview.trouble is not None
    _edit(case, "statsu:", "status:")
    assert _until(preview, page, "wm-crumbs")
    assert preview.trouble is None


def test_a_broken_hand_written_page_is_a_finding(small: Path, preview: Preview, address: str) -> None:
    """The finding is shown, and the server lives on."""
    (small / "content" / "about.md").write_text("# About\n\n[gone](nowhere.md)\n", encoding="utf-8")
    assert _until(preview, f"{address}/about/", "nowhere.md")


def test_open_pages_hear_of_a_new_version(preview: Preview, address: str) -> None:
    """The stream tells the version at once; styles and scripts are served next to the pages."""
    with urllib.request.urlopen(f"{address}{EVENTS}", timeout=PATIENCE) as stream:  # noqa: S310 (our own server)
        assert stream.readline().decode().strip() == f"data: {preview.version}"
    assert "EventSource" in _get(f"{address}{RELOAD}")
    assert "--wm-ink" in _get(f"{address}/assets/look/look.css")


def test_a_page_that_is_not_there_is_not_looked_for_everywhere(preview: Preview, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistyped address shows the page for what was not found, without every other page being made first."""
    monkeypatch.delattr(Outputs, "lists")
    with pytest.raises(urllib.error.HTTPError) as refused:
        _get(f"{address}/case-studies/nowhere/")
    assert refused.value.code == 404
    assert "<h1" in refused.value.read().decode()
    assert preview.trouble is None


def _status(address: str, path: str, **headers: str) -> tuple[int, str]:
    """What is answered to a request with exactly these headers."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    words = "" if answer.headers["Content-Type"] == "text/event-stream" else answer.read().decode(errors="replace")
    connection.close()
    return answer.status, words


FOREIGN = (
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil@localhost",
    "",
    "192.0.2.1",
    "[::2]:80",
    "[::1",
)


@pytest.mark.parametrize("path", ["/", "/case-studies/lunch-in-leeds/", "/assets/look/look.css", "/nowhere", EVENTS, RELOAD, "//localhost/"])
def test_a_foreign_name_is_refused(address: str, path: str) -> None:
    """A page elsewhere whose name leads to this machine is shown nothing, on any path, and reads why."""
    status, words = _status(address, path, Host="evil.example")
    assert status == 421
    assert "answers only to localhost" in words
    assert "wm-" not in words


@pytest.mark.parametrize("host", FOREIGN)
def test_what_is_no_name_of_this_machine_is_refused(address: str, host: str) -> None:
    """Only the very names of this machine count, however a request writes another."""
    assert _status(address, "/", Host=host)[0] == 421
    assert _status(address, f"http://{host or 'x'}/", Host="localhost")[0] in {400, 421}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8000"])
def test_names_of_this_machine(address: str, host: str) -> None:
    """The names of this machine are answered, with any port."""
    assert _status(address, RELOAD, Host=host)[0] == 200
    assert _status(address, EVENTS, Host=host)[0] == 200


def test_a_request_without_a_name(address: str) -> None:
    """HTTP/1.0 needs no name; later versions do, and none may be given twice."""
    place = urlsplit(address)
    for request, status in (
        (b"GET / HTTP/1.0\r\n\r\n", b"200"),
        (b"GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"421"),
    ):
        with socket.create_connection((str(place.hostname), place.port or 0), timeout=PATIENCE) as connection:
            connection.sendall(request)
            assert connection.recv(64).split()[1] == status


@pytest.mark.parametrize(("host", "name"), [("0.0.0.0", "127.0.0.1"), ("localhost", "localhost"), ("127.0.0.2", "127.0.0.2")])  # noqa: S104 (a test of it)
def test_another_address_on_request(preview: Preview, host: str, name: str) -> None:
    """Where another address is given, the preview listens there, answers to that name too, and still to no foreign one."""
    server = make_server(preview, 0, host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{name}:{server.server_port}"
    assert _status(address, "/", Host=f"{host}:{server.server_port}")[0] == 200
    assert _status(address, "/", Host=name)[0] == 200
    assert _status(address, "/", Host="evil.example")[0] == 421
    server.shutdown()
    server.server_close()


def test_a_browser_that_goes_away_is_no_error(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A browser that stops listening in the middle of an answer leaves no traceback."""
    place = urlsplit(address)
    for path in ("/case-studies/lunch-in-leeds/", EVENTS):
        with socket.create_connection((str(place.hostname), place.port or 0), timeout=PATIENCE) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert _status(address, "/", Host="localhost")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_a_pipe_among_the_pages_is_said(small: Path, preview: Preview) -> None:
    """A page that would be waited for, for ever, is a finding, and the preview goes on when it is gone."""
    os.mkfifo(small / "content" / "pipe.md")
    preview.refresh()
    assert preview.trouble is not None
    assert [(finding.code, finding.file) for finding in preview.trouble.findings] == [("P101", "content/pipe.md")]
    (small / "content" / "pipe.md").unlink()
    preview.refresh()
    assert preview.trouble is None
