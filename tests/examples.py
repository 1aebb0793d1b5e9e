"""The examples, each read and laid out once in a process, whatever tests look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sopgen.flow import Flow, trace
from sopgen.layout import lay_out
from sopgen.model import Sop
from sopgen.reading import read
from sopgen.scene.document import Scene

FOLDER = Path(__file__).parents[1] / "examples"
EXAMPLES = sorted(FOLDER.glob("*.yaml"))
KINDS = [path for path in EXAMPLES if path.stem in ("jateng", "kecil", "lengkap", "pali")]
"""those that differ in what a renderer meets: covers of each kind, boxes at the end, a logo of each kind, many pages"""
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
each_kind = pytest.mark.parametrize("example", KINDS, ids=lambda path: path.stem)


class Drawn(NamedTuple):
    sop: Sop
    flow: Flow
    scene: Scene


@cache
def drawn(example: Path) -> Drawn:
    reading = read(example)
    assert reading.sop is not None, reading.findings
    flow = trace(reading.sop)
    return Drawn(reading.sop, flow, lay_out(reading.sop, flow, reading.logo))


def named(stem: str) -> Drawn:
    return drawn(FOLDER / f"{stem}.yaml")
