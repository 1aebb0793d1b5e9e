"""Serves the preview on 127.0.0.1 and to nobody else.

Every address starts with a secret token, and the `Host` of a request must be this server's: no other page that is
open in the browser, and no name that somebody lets point to 127.0.0.1, can read the drafts.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from sopgen.preview.pages import Pages
from sopgen.resources import template_dir

HOST = "127.0.0.1"
PORT = 8520
PORTS_TRIED = 20
POLL = 0.1
"""seconds between two looks at the files of a page that somebody reads"""
HEARTBEAT = 10.0
"""seconds after which a silent stream of events says that it still lives"""

_FILES = {
    "": ("halaman.html", "text/html"),
    "pratinjau.js": ("pratinjau.js", "text/javascript"),
    "pratinjau.css": ("pratinjau.css", "text/css"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class Server(ThreadingHTTPServer):
    """Answers with the pages; streams of events end once `ending` is set."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    """Elsewhere it lets a port be used again at once; on Windows it would let two programs have one port."""

    def __init__(self, port: int, pages: Pages) -> None:
        self.pages = pages
        self.ending = threading.Event()
        self.token = secrets.token_urlsafe(16)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes its window early is no error."""


def listen(port: int | None, pages: Pages) -> Server:
    """A server on this port, or on the next free one; OSError where none of them is free."""
    first = PORT if port is None else port
    for candidate in range(first, min(first + PORTS_TRIED, 65536)):
        with suppress(OSError):
            return Server(candidate, pages)
    raise OSError(f"port {first} to {first + PORTS_TRIED - 1}")


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "sopgen"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def log_message(self, format: str, *args: object) -> None:
        """The terminal belongs to the user."""

    def do_GET(self) -> None:
        token, _, path = urlsplit(self.path).path.lstrip("/").partition("/")
        if not self._from_here():
            return self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        if not secrets.compare_digest(token.encode(), self.server.token.encode()):
            return self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        query = parse_qs(urlsplit(self.path).query)
        name = query.get("sop", [""])[0]
        if path in _FILES:
            file, kind = _FILES[path]
            return self._send(HTTPStatus.OK, _file(file), kind)
        shown = self.server.pages.newest(name) if path in ("isi", "peristiwa") else None
        if not shown:
            return self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        if path == "isi":
            content = json.dumps(asdict(shown), ensure_ascii=False).encode()
            return self._send(HTTPStatus.OK, content, "application/json")
        seen = self.headers.get("Last-Event-ID") or query.get("sejak", ["0"])[0]
        return self._events(name, int(seen) if seen.isdecimal() else 0)

    def _from_here(self) -> bool:
        """Whether the request names this server, and no other site made the browser send it."""
        port = self.server.server_port
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        same_site = self.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
        return self.headers.get("Host") in hosts and same_site and origin in (None, *(f"http://{h}" for h in hosts))

    def _events(self, name: str, epoch: int) -> None:
        """The epoch of the page each time it is a new one, as server-sent events, until the reader is gone."""
        self._head(HTTPStatus.OK, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        silent = 0.0
        with suppress(OSError):
            while not self.server.ending.wait(POLL):
                shown, silent = self.server.pages.newest(name), silent + POLL
                if shown and shown.epoch != epoch:
                    epoch, silent = shown.epoch, 0.0
                    self.wfile.write(f"id: {epoch}\ndata: {epoch}\n\n".encode())
                elif silent >= HEARTBEAT:
                    silent = 0.0
                    self.wfile.write(b": tunggu\n\n")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self._head(status, kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")


@lru_cache(maxsize=len(_FILES))
def _file(name: str) -> bytes:
    return (template_dir() / "preview" / name).read_bytes()
