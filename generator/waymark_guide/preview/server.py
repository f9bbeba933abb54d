"""Live preview: serves the site, which shows an edit within a second, or the findings if it cannot be built."""

from __future__ import annotations

import socket
import sys
import webbrowser
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from waymark_guide.core.errors import KnowledgeBaseError, describe_reason
from waymark_guide.preview.handler import PreviewHandler
from waymark_guide.preview.state import Preview
from waymark_guide.preview.watcher import CONTENT_FOLDERS, print_lines, refresh, watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

LOCAL = "127.0.0.1"
LOOPBACK = frozenset({"localhost", LOCAL, "::1"})
"""The names by which a browser on this machine asks for the preview."""


def serve(root: Path, *, port: int, today: Callable[[], date], host: str = LOCAL, open_browser: bool = False) -> None:
    """Show the site at `http://<host>:<port>/` until it is stopped.

    Raises:
        KnowledgeBaseError: the folder is not a knowledge base, or the server cannot listen at this host and port.
        OSError: the folder cannot be watched.
    """
    if not any((root / folder).is_dir() for folder in CONTENT_FOLDERS[1:]):
        message = f"{root} is not a knowledge base: it has neither decision_trees/ nor case_studies/."
        raise KnowledgeBaseError(message, about=str(root))
    preview = Preview(root, today)
    server = make_server(preview, port, host)
    watcher = watch(root, preview)
    refresh(preview)
    address = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/"
    print_lines(f"Serving {address} (stop with Ctrl+C).")
    if open_browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    finally:
        watcher.stop()
        server.server_close()


def make_server(preview: Preview, port: int, host: str = LOCAL) -> ThreadingHTTPServer:
    """Make a server for a preview.

    Args:
        preview: the preview that it shows.
        port: the port to listen at; 0 takes any free port.
        host: the address to listen at, by name or number.

    Raises:
        KnowledgeBaseError: the port is taken or not allowed, or this machine has no such address.
    """
    host = host.strip("[]") or LOCAL

    class Handler(PreviewHandler):
        shown = preview
        names = frozenset({*LOOPBACK, host.lower()})

    class Server(_Server):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    try:
        return Server((host, port), Handler)
    except (OSError, TypeError, UnicodeError) as error:  # the last two: the name is not one of a machine
        reason = describe_reason(error) if isinstance(error, OSError) else "that is no name of a machine"
        message = f"The preview cannot listen at {host}, port {port}: {reason}. Name another with --port{' or --host' if host != LOCAL else ''}."
        raise KnowledgeBaseError(message, about=str(port)) from error


class _Server(ThreadingHTTPServer):
    """Answers each request in a thread that ends with the program."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 (the library's types)
        """Report errors, except that a browser closed its connection."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
