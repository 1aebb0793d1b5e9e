"""Holds what every page shows now, and lets threads wait until one shows something newer."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows."""

    title: str
    document: str = ""
    """the HTML of the SOP as it prints; empty as long as no save could be drawn"""
    findings: tuple[dict[str, Any], ...] = ()
    """as in the JSON report, each with `absolute`, the file's whole path, for editors"""
    entries: tuple[dict[str, Any], ...] = ()
    """of a library: its SOPs, as rows of the register"""
    broken: str = ""
    """why the newest save could not be drawn; then `document` is of an earlier one"""
    epoch: int = 0
    """grows by one with every new content of the page"""


class Stage:
    """The newest `Shown` of every page, by the page's name ("" is the first page)."""

    def __init__(self) -> None:
        self._shown: dict[str, Shown] = {}
        self._watched: Counter[str] = Counter()
        self._news = threading.Condition()
        self._closed = False

    def put(self, name: str, shown: Shown) -> None:
        """Show this from now on. A save that cannot be drawn keeps the document of the last one that could."""
        with self._news:
            last = self._shown.get(name)
            document = shown.document or (last.document if last else "")
            self._shown[name] = replace(shown, document=document, epoch=last.epoch + 1 if last else 1)
            self._news.notify_all()

    def get(self, name: str) -> Shown | None:
        with self._news:
            return self._shown.get(name)

    def newer(self, name: str, epoch: int, timeout: float) -> Shown | None:
        """The page's content once it is newer than `epoch`; None if it is not within `timeout` seconds."""

        def there() -> bool:
            shown = self._shown.get(name)
            return self._closed or (shown is not None and shown.epoch > epoch)

        with self._news:
            self._news.wait_for(there, timeout)
            shown = self._shown.get(name)
            return shown if shown and shown.epoch > epoch else None

    def watch(self, name: str, readers: int) -> None:
        """Add (or, below zero, take away) readers of a page: only pages that somebody reads are built anew."""
        with self._news:
            self._watched[name] += readers
            self._watched = +self._watched

    def watched(self) -> list[str]:
        with self._news:
            return list(self._watched)

    def close(self) -> None:
        """Everybody who waits goes on."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    @property
    def closed(self) -> bool:
        return self._closed
