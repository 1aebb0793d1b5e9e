"""Tells whether files changed, by size and time of change: that works on network drives too and needs no library."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

Stamps = dict[Path, tuple[int, int] | None]
"""path -> (time of change in ns, bytes); None where there is no such file: one that comes is a change too."""


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """The paths as they are now."""
    return {path: _stamp(path) for path in paths}


def changed(stamps: Stamps) -> bool:
    """Whether any of the paths is not as it was."""
    return any(_stamp(path) != stamp for path, stamp in stamps.items())


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - asked ten times a second
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
