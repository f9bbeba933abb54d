"""Answers the requests of browsers to a preview."""

from __future__ import annotations

import mimetypes
import re
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from waymark_guide.preview.state import Preview, Trouble
from waymark_guide.site.render import make_template_environment
from waymark_guide.words.strings import load_strings

if TYPE_CHECKING:
    from waymark_guide.preview.state import LiveFiles

EVENTS, RELOAD = "/__waymark/events", "/__waymark/reload.js"
WRONG_NAME = b"This is a preview on somebody's own machine. It answers only to localhost, and to the name given with waymark serve --host.\n"
KEEP_ALIVE = 20.0
"""How often the stream of versions sends something, in seconds."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s/?#@:\[\]]+))(?::\d*)?")
RELOAD_SCRIPT = f"""// Preview only: loads the page again when something was edited.
(function () {{
  var version = null;
  new EventSource("{EVENTS}").onmessage = function (event) {{
    if (version !== null && event.data !== version) location.reload();
    version = event.data;
  }};
}})();
"""


class PreviewHandler(BaseHTTPRequestHandler):
    """Answers requests from the files of a preview."""

    shown: Preview
    names: frozenset[str]
    """The names of this server, without a port."""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, the page of findings, or the stream of changes."""
        try:
            requested = urlsplit(self.path)
        except ValueError:
            self._send(HTTPStatus.BAD_REQUEST, b"That is no address.\n", "text/plain")
            return
        path = unquote(requested.path)
        if not self._names_this_server(requested.netloc):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, WRONG_NAME, "text/plain")
        elif path == EVENTS:
            self._send_versions()
        elif path == RELOAD:
            self._send(HTTPStatus.OK, RELOAD_SCRIPT.encode(), "text/javascript")
        else:
            self._send_path(path)

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self.do_GET()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002, ANN401 (the library's name)
        """Log nothing: the terminal is for findings."""

    def _names_this_server(self, in_address: str) -> bool:
        """Check that a request names this server, or the address at which it came in.

        A page elsewhere can let a name of its own lead to this machine, and could then read the preview like a page of its own; but the browser still
        sends that name. HTTP/1.0 needs no name, and no browser speaks it.

        Args:
            in_address: the name in the address that is asked for, where the request gives a whole address and not only a path.
        """
        hosts = self.headers.get_all("Host", [])
        if not hosts:
            return self.request_version == "HTTP/1.0"
        names = {*self.names, str(self.connection.getsockname()[0]).lower()}
        return len(hosts) == 1 and all(_parse_host(host) in names for host in (*hosts, in_address or hosts[0]))

    def _send_path(self, path: str) -> None:
        name, files = path.lstrip("/"), self.shown.files
        is_page = not name or name.endswith(("/", ".html"))
        if is_page and self.shown.trouble:
            self._send_trouble(self.shown.trouble)
            return
        if files is None:
            self._send(HTTPStatus.NOT_FOUND, b"Not found", "text/plain")
        elif not is_page and f"{name}/index.html" in files:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{name}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send_file(files, f"{name}index.html" if not name or name.endswith("/") else name)

    def _send_file(self, files: LiveFiles, name: str) -> None:
        """Send a file, which is made now if it was not made before."""
        try:
            content = files.get(name)
            missing = files.get("404.html") if content is None else None
        except Exception:  # noqa: BLE001 (a mistake in a template or in the words of a page is shown, and ends nothing)
            self._send_trouble(Trouble(message=traceback.format_exc(limit=-4)))
            return
        if content is None:
            self._send(HTTPStatus.NOT_FOUND, _add_reload_script(missing or b"Not found"), "text/html")
        else:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._send(HTTPStatus.OK, _add_reload_script(content) if name.endswith(".html") else content, kind)

    def _send_trouble(self, trouble: Trouble) -> None:
        self._send(HTTPStatus.OK, _add_reload_script(render_trouble(trouble).encode()), "text/html")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_versions(self) -> None:
        """Send each new version to the page, and the same version again from time to time to keep the connection."""
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
                version = self.shown.wait(version, KEEP_ALIVE)
        except OSError:
            return


def _parse_host(host: str) -> str:
    """Parse the name in `name`, `name:port` or `[number]:port`, in lower case; empty where it is none of these."""
    match = _HOST.fullmatch(host.strip().lower())
    return (match[1] or match[2]) if match else ""


def _add_reload_script(page: bytes) -> bytes:
    tag = f'<script src="{RELOAD}" defer></script>'.encode()
    return page.replace(b"</body>", tag + b"</body>") if b"</body>" in page else page + tag


def render_trouble(trouble: Trouble) -> str:
    """Render the page that replaces every other page while the site cannot be built."""
    return make_template_environment(load_strings()).get_template("trouble.html.jinja").render(trouble=trouble)
