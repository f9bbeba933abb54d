"""Live preview: a small web server that shows an edit within a second, and findings in place of a broken site."""

from __future__ import annotations

import mimetypes
import re
import socket
import sys
import threading
import traceback
import webbrowser
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from waymark_guide.checks.reporters.text import report, visible
from waymark_guide.core.errors import KnowledgeBaseError, describe_reason
from waymark_guide.preview.state import Preview, Trouble
from waymark_guide.site.render import environment
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from waymark_guide.preview.state import Shown

PACKAGE = Path(__file__).parents[1]
LOCAL = "127.0.0.1"
LOOPBACK = frozenset({"localhost", LOCAL, "::1"})
"""The names by which a browser on this machine asks for the preview."""
EVENTS, RELOAD = "/__waymark/events", "/__waymark/reload.js"
WRONG_NAME = b"This is a preview on somebody's own machine. It answers only to localhost, and to the name given with waymark serve --host.\n"
SETTLE, PATIENCE = 0.05, 20.0
WATCHED = ("content", "decision_trees", "case_studies")
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s/?#@:\[\]]+))(?::\d*)?")
_CHANGES = {"created", "modified", "deleted", "moved"}
RELOAD_SCRIPT = f"""// Preview only: loads the page again when something was edited.
(function () {{
  var version = null;
  new EventSource("{EVENTS}").onmessage = function (event) {{
    if (version !== null && event.data !== version) location.reload();
    version = event.data;
  }};
}})();
"""


def serve(root: Path, *, port: int, today: Callable[[], date], host: str = LOCAL, open_browser: bool = False) -> None:
    """Show the site at `http://<host>:<port>/` until it is stopped.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base, or nobody can listen at this host and port.
        OSError: the folder cannot be watched.
    """
    if not any((root / folder).is_dir() for folder in WATCHED[1:]):
        message = f"{root} is not a knowledge base: it has neither decision_trees/ nor case_studies/."
        raise KnowledgeBaseError(message, about=str(root))
    preview = Preview(root, today)
    server = preview_server(preview, port, host)
    watcher = watch(root, preview)
    _refresh(preview)
    address = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/"
    _say(f"Serving {address} (stop with Ctrl+C).")
    if open_browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    finally:
        watcher.stop()
        server.server_close()


def preview_server(preview: Preview, port: int, host: str = LOCAL) -> ThreadingHTTPServer:
    """A server for a preview.

    Args:
        preview: what it shows.
        port: where it listens; 0 takes any port that is free.
        host: the address to listen at, by name or number.

    Raises:
        KnowledgeBaseError: the port is taken or not allowed, or this machine has no such address.
    """
    host = host.strip("[]") or LOCAL

    class Handler(_Handler):
        shown = preview
        names = frozenset({*LOOPBACK, host.lower()})

    class Server(_Server):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    try:
        return Server((host, port), Handler)
    except (OSError, TypeError, UnicodeError) as error:  # the last two: no name of a machine
        reason = describe_reason(error) if isinstance(error, OSError) else "that is no name of a machine"
        message = f"The preview cannot listen at {host}, port {port}: {reason}. Name another with --port{' or --host' if host != LOCAL else ''}."
        raise KnowledgeBaseError(message, about=str(port)) from error


class _Server(ThreadingHTTPServer):
    """Answers each request in a thread that ends with the program."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (the library's types)
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def watch(root: Path, preview: Preview) -> Watcher:
    """Refresh the preview whenever something changes that the site is made from."""
    watcher = Watcher(preview)
    for folder in (*(root / name for name in WATCHED), *(PACKAGE / name for name in ("site/assets", "site/templates", "site/theme", "words"))):
        if folder.is_dir():
            watcher.observer.schedule(watcher, str(folder), recursive=True)
    watcher.observer.schedule(watcher, str(root), recursive=False)
    watcher.start()
    return watcher


class Watcher(FileSystemEventHandler):
    """Gathers edits that come together into one refresh."""

    def __init__(self, preview: Preview) -> None:
        """Watch nothing yet."""
        self.observer = Observer()
        self._preview = preview
        self._edited = threading.Event()
        self._ended = False

    def start(self) -> None:
        """Begin to watch, and to refresh."""
        self.observer.start()
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """End both."""
        self._ended = True
        self._edited.set()
        self.observer.stop()
        self.observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an edit of a file; what editors and this program leave beside it does not count."""
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        if not event.is_directory and event.event_type in _CHANGES and any(_counts(path) for path in paths):
            self._edited.set()

    def _run(self) -> None:
        while True:
            self._edited.wait()
            if self._ended:
                return
            threading.Event().wait(SETTLE)
            self._edited.clear()
            _refresh(self._preview)


def _counts(path: Path) -> bool:
    return not path.name.startswith((".", "#")) and not path.name.endswith(("~", ".swp", ".tmp")) and "__pycache__" not in path.parts


def _refresh(preview: Preview) -> None:
    preview.refresh()
    if preview.trouble and preview.trouble.message:
        _say(preview.trouble.message)
    else:
        _write(report(preview.findings, files=preview.files_read, colour=sys.stdout.isatty()))


def _say(words: str) -> None:
    _write("".join(f"{visible(line)}\n" for line in words.split("\n")))


def _write(text: str) -> None:
    """Write to the terminal; where nobody reads any longer, the preview goes on without a word."""
    with suppress(BrokenPipeError):
        sys.stdout.write(text)
        sys.stdout.flush()


def trouble_page(trouble: Trouble) -> str:
    """The page that stands in the place of every other while something is wrong."""
    return environment(load_strings()).get_template("trouble.html.jinja").render(trouble=trouble)


class _Handler(BaseHTTPRequestHandler):
    """Answers from memory."""

    shown: Preview
    names: frozenset[str]
    """The names of this server, without a port."""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """One file, the page of findings, or the stream of changes."""
        try:
            asked = urlsplit(self.path)
        except ValueError:
            self._answer(HTTPStatus.BAD_REQUEST, b"That is no address.\n", "text/plain")
            return
        path = unquote(asked.path)
        if not self._is_asked_by_own_name(asked.netloc):
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, WRONG_NAME, "text/plain")
        elif path == EVENTS:
            self._stream()
        elif path == RELOAD:
            self._answer(HTTPStatus.OK, RELOAD_SCRIPT.encode(), "text/javascript")
        else:
            self._file(path)

    def do_HEAD(self) -> None:
        """The same without the content."""
        self.do_GET()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002, ANN401 (the library's name)
        """Say nothing: the terminal is for findings."""

    def _is_asked_by_own_name(self, in_address: str) -> bool:
        """Whether a request names this server, or the address at which it came in.

        A page elsewhere can let a name of its own lead to this machine, and could then read the preview like a page of its own; but the browser still
        sends that name. HTTP/1.0 needs no name, and no browser speaks it.

        Args:
            in_address: the name in the address that is asked for, where the request gives a whole address and not only a path.
        """
        given = self.headers.get_all("Host", [])
        if not given:
            return self.request_version == "HTTP/1.0"
        known = {*self.names, str(self.connection.getsockname()[0]).lower()}
        return len(given) == 1 and all(_name_in(host) in known for host in (*given, in_address or given[0]))

    def _file(self, path: str) -> None:
        name, files = path.lstrip("/"), self.shown.files
        is_page = not name or name.endswith(("/", ".html"))
        if is_page and self.shown.trouble:
            self._trouble(self.shown.trouble)
            return
        if files is None:
            self._answer(HTTPStatus.NOT_FOUND, b"Not found", "text/plain")
        elif not is_page and f"{name}/index.html" in files:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{name}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._made(files, f"{name}index.html" if not name or name.endswith("/") else name)

    def _made(self, files: Shown, name: str) -> None:
        """A file that is made now, unless it was made before."""
        try:
            found = files.get(name)
            missing = files.get("404.html") if found is None else None
        except Exception:  # noqa: BLE001 (a mistake in a template or in the words of a page is shown, and ends nothing)
            self._trouble(Trouble(message=traceback.format_exc(limit=-4)))
            return
        if found is None:
            self._answer(HTTPStatus.NOT_FOUND, _live(missing or b"Not found"), "text/html")
        else:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._answer(HTTPStatus.OK, _live(found) if name.endswith(".html") else found, kind)

    def _trouble(self, trouble: Trouble) -> None:
        self._answer(HTTPStatus.OK, _live(trouble_page(trouble).encode()), "text/html")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """Tell the page each new version, and now and then that we are still here."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        version = self.shown.version
        try:
            while True:
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
                version = self.shown.wait(version, PATIENCE)
        except OSError:
            return


def _name_in(host: str) -> str:
    """The name in `name`, `name:port` or `[number]:port`, in lower case; empty where it is none of these."""
    found = _HOST.fullmatch(host.strip().lower())
    return (found[1] or found[2]) if found else ""


def _live(page: bytes) -> bytes:
    tag = f'<script src="{RELOAD}" defer></script>'.encode()
    return page.replace(b"</body>", tag + b"</body>") if b"</body>" in page else page + tag
