"""Turns a scene into the bytes of a format; `FORMATS` is the table of them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sopgen.scene import Scene


@dataclass(frozen=True, slots=True)
class Format:
    suffix: str
    function: Callable[[Scene], bytes]


def _xlsx(scene: Scene) -> bytes:
    from sopgen.render.xlsx import render

    return render(scene)


FORMATS = {"xlsx": Format(".xlsx", _xlsx)}
"""A format's libraries are loaded when it is first asked for: the command starts fast."""
