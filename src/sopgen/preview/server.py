"""Serves the preview on 127.0.0.1 and to nobody else.

Every address starts with a secret token, and the `Host` of a request must be this server's: no other page that is
open in the browser, and no name that somebody lets point to 127.0.0.1, can read the drafts.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from sopgen.preview.pages import Pages, Shown
from sopgen.resources import template_dir

HOST = "127.0.0.1"
PORT = 8520
PORTS_TRIED = 20
POLL = 0.1
"""seconds between two looks at the files of a page that somebody reads"""
LONGEST_WAIT = 10.0
"""seconds after which a reader who waits for a newer page is given the one there is, and asks again"""

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
    """Answers with the pages; a request that still waits ends with the program."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    """Elsewhere it lets a port be used again at once; on Windows it would let two programs have one port."""

    def __init__(self, port: int, pages: Pages) -> None:
        self.pages = pages
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
            return self._send(HTTPStatus.OK, (template_dir() / "preview" / file).read_bytes(), kind)
        shown = self._newer(name, query.get("sejak", [""])[0]) if path == "isi" else None
        if not shown:
            return self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        return self._send(HTTPStatus.OK, json.dumps(asdict(shown), ensure_ascii=False).encode(), "application/json")

    def _from_here(self) -> bool:
        """Whether the request names this server, and no other site made the browser send it."""
        port = self.server.server_port
        hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        origin = self.headers.get("Origin")
        same_site = self.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
        return self.headers.get("Host") in hosts and same_site and origin in (None, *(f"http://{h}" for h in hosts))

    def _newer(self, name: str, epoch: str) -> Shown | None:
        """The page as soon as it is another than that of the epoch which the reader has."""
        patience = time.monotonic() + LONGEST_WAIT
        while (shown := self.server.pages.newest(name)) and str(shown.epoch) == epoch and time.monotonic() < patience:
            time.sleep(POLL)
        return shown

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
