"""A running preview for tests: the real server, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sopgen.preview.pages import Pages
from sopgen.preview.server import Server, listen


class Preview:
    def __init__(self, path: Path) -> None:
        self.server: Server = listen(None, Pages(path))
        self.path = urlsplit(self.server.address).path

    def get(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Status, body and headers of what stands at this path below the token."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=30)
        connection.request(method, self.path + path, headers=headers or {})
        answer = connection.getresponse()
        try:
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def content(self, name: str = "") -> dict[str, Any]:
        status, body, _ = self.get(f"isi?sop={name}")
        assert status == 200
        return dict(json.loads(body))

    @contextmanager
    def events(self, name: str = "", since: int = 0) -> Iterator[Iterator[int]]:
        """The epochs that a reader of a page is told of."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=30)
        connection.request("GET", f"{self.path}peristiwa?sop={name}&sejak={since}")
        answer = connection.getresponse()
        try:
            yield (int(line[6:]) for line in answer if line.startswith(b"data: "))
        finally:
            connection.close()


@contextmanager
def running(path: Path) -> Iterator[Preview]:
    preview = Preview(path)
    thread = threading.Thread(target=preview.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield preview
    finally:
        preview.server.ending.set()
        preview.server.shutdown()
        preview.server.server_close()
        thread.join(30)
