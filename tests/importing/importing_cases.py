"""Imports of look-alikes, for several tests."""

from __future__ import annotations

from pathlib import Path

from look_alikes import LookAlike, Manner, look_alike

from sopgen.flow import trace
from sopgen.importing import Imported, imported
from sopgen.layout import lay_out
from sopgen.model import Sop
from sopgen.render.xlsx import render


def imported_alike(sop: Sop, manner: Manner, seed: int, folder: Path) -> tuple[Imported, LookAlike]:
    """An SOP rendered, drawn anew by hand in some manner, and imported."""
    made = look_alike(render(lay_out(sop, trace(sop))), manner, seed, folder)
    path = folder / "tiruan.xlsx"
    path.write_bytes(made.data)
    (got,) = imported(path)
    return got, made
