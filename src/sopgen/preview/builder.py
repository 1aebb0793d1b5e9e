"""Builds the pages that somebody reads, anew at every save, in one thread of its own."""

from __future__ import annotations

import threading
import time
from datetime import date

from sopgen.diagnostics import UsageProblem
from sopgen.preview.pages import Pages
from sopgen.preview.state import Shown, Stage
from sopgen.preview.watch import Stamps, changed, stamps_of

POLL = 0.1
"""seconds between two looks at the files"""
QUIET = 0.05
"""seconds in which nothing may change before a page is built: editors save in several steps"""


class Builder:
    """`ensure` makes a page when it is first asked for; `run` looks after the pages that are read."""

    def __init__(self, pages: Pages, stage: Stage) -> None:
        self.pages, self.stage = pages, stage
        self._stamps: dict[str, Stamps] = {}
        self._building = threading.Lock()
        self._end = threading.Event()

    def ensure(self, name: str) -> bool:
        """Whether there is such a page, which is shown from now on."""
        if self.stage.get(name) is None:
            if not self.pages.has(name):
                return False
            with self._building:
                if self.stage.get(name) is None:
                    self._build(name)
        return True

    def run(self) -> None:
        while not self._end.wait(POLL):
            self.look()

    def look(self) -> None:
        """Build anew what is read and was changed."""
        for name in self.stage.watched():
            if changed(self._stamps.get(name, {})):
                self._settle(name)
                with self._building:
                    self._build(name)

    def stop(self) -> None:
        self._end.set()
        self.stage.close()

    def _settle(self, name: str) -> None:
        """Wait until the files stay as they are for a moment."""
        while not self._end.is_set():
            now = stamps_of(self._stamps[name])
            time.sleep(QUIET)
            if not changed(now):
                return

    def _build(self, name: str) -> None:
        try:
            made = self.pages.make(name, date.today())
        except (OSError, UsageProblem) as problem:
            self.stage.put(name, Shown(name, broken=str(problem)))
            return
        self._stamps[name] = made.stamps
        self.stage.put(name, made.shown)
