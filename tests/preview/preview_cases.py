"""A running preview for tests: the real server, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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

    def content(self, name: str = "", since: int | None = None) -> dict[str, Any]:
        """What the page shows; `since`: as soon as that is not the content of this epoch any more."""
        status, body, _ = self.get(f"isi?sop={name}" + (f"&sejak={since}" if since is not None else ""))
        assert status == 200
        return dict(json.loads(body))

    @contextmanager
    def waiting(self, since: int) -> Iterator[Future[dict[str, Any]]]:
        """The content that a reader is given who waits for a newer one than that of an epoch."""
        with ThreadPoolExecutor(1) as pool:
            yield pool.submit(self.content, since=since)


@contextmanager
def running(path: Path) -> Iterator[Preview]:
    preview = Preview(path)
    thread = threading.Thread(target=preview.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield preview
    finally:
        preview.server.shutdown()
        preview.server.server_close()
        thread.join(30)
