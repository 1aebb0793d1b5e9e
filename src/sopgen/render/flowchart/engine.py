"""Runs Graphviz: inside this process with the engine that pygraphviz's wheels carry, else a `dot` on the PATH."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import graphviz

from sopgen.render.notices import EngineMissing

_LOCK = Lock()
"""Graphviz keeps global state: one drawing at a time"""


MISSING = (
    "Bagan alir (SVG, PNG) tidak dapat digambar: Graphviz tidak ada di komputer ini. Pasang Graphviz dari graphviz.org "
    "(perintah `dot`), atau buat sumbernya saja dengan --dot."
)


def draw(source: str, form: str) -> bytes:
    """The drawing of a DOT source that says its own layout; `form`: svg, png, json ..."""
    try:
        from pygraphviz import AGraph
    except ImportError:
        try:
            return bytes(graphviz.pipe("dot", form, source.encode(), quiet=True))
        except graphviz.ExecutableNotFound as missing:
            raise EngineMissing(MISSING) from missing
    with _LOCK, _hushed():
        return bytes(AGraph(string=source).draw(format=form, prog="nop2"))


@contextmanager
def _hushed() -> Iterator[None]:
    """Without what the engine's C libraries write to standard error: the wheel's fontconfig grumbles about newer
    system settings, and Graphviz about fonts it does not find. What goes wrong is raised all the same."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
