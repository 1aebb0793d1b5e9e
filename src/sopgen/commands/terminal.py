"""What a command says: lines in Indonesian on either stream, and a progress bar where somebody watches."""

from __future__ import annotations

import os
import sys
from typing import Any

PROGRESS_FROM = 9
"""files from which a progress bar is worth showing"""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    sys.stdout.flush()  # the order in which things were said, where both streams go to one place
    sys.stderr.write(text + "\n")


def show(text: str, coloured: bool) -> None:
    """A whole text as it is."""
    if coloured and os.name == "nt":
        os.system("")  # a console of Windows knows colours from its first command on
    sys.stdout.write(text)


def has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Progress:
    """A progress bar on a terminal, for long work; nothing in a pipe or CI."""

    def __init__(self, total: int, title: str) -> None:
        self.shown = total >= PROGRESS_FROM and sys.stderr.isatty() and not os.environ.get("CI")
        self.total, self.title = total, title
        self.bar: Any = None

    def __enter__(self) -> Progress:
        if self.shown:
            from rich import progress
            from rich.console import Console

            self.bar = progress.Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task(self.title, total=self.total)
        return self

    def advance(self) -> None:
        if self.bar:
            self.bar.advance(self.task)

    def __exit__(self, *unused: object) -> None:
        if self.bar:
            self.bar.stop()
