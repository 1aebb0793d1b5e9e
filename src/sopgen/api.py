"""The four functions for Python programs, in the order of their use: read, check, lay_out, draw.

    reading = sopgen.read("pk.yaml")
    for finding in sopgen.check(reading):
        print(finding.file, finding.span.line, finding.code, finding.message)
    Path("pk.xlsx").write_bytes(sopgen.draw(reading, "xlsx"))

All raise `sopgen.diagnostics.UsageProblem`, whose text is for the user, where something outside the SOP is wrong.
"""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path

from sopgen import reading as room
from sopgen.diagnostics import Finding, UsageProblem
from sopgen.flow import trace
from sopgen.model import Sop
from sopgen.reading import Reading
from sopgen.scene.document import Scene


def read(path: str | PathLike[str]) -> Reading:
    """Read an SOP file, with the `sopgen.yaml` files above it.

    What is wrong with its text is never raised: it is in the `findings` of the reading, whose `sop` may be None then.
    Raises UsageProblem where there is no such file.
    """
    return room.read(Path(path))


def check(reading: Reading, today: date | None = None) -> tuple[Finding, ...]:
    """All findings about one SOP by itself, as `sopgen validate` gives them, without those of its library (SOP6xx).

    `today` is the day that reviews are due against, by default the present one.
    """
    from sopgen.work.chain import checked

    return checked(reading, today).findings


def lay_out(reading: Reading) -> Scene:
    """The finished document: sheets with cells, symbols, and the paths of arrows, in px of 1/96 inch.

    Raises UsageProblem where the SOP cannot be drawn truly.
    """
    from sopgen import layout

    sop = _drawable(reading)
    return layout.lay_out(sop, trace(sop), reading.logo)


def draw(reading: Reading, form: str) -> bytes:
    """The document in one format (`xlsx`, `html`, `pdf`, `svg`, `png`, `dot`): the bytes that `sopgen render` writes.

    Raises UsageProblem for another format, for an SOP that cannot be drawn truly, and for what this computer lacks.
    """
    from sopgen.render import FORMATS
    from sopgen.render.notices import told
    from sopgen.work.chain import draw_reading

    if form not in FORMATS:
        raise UsageProblem(f"Format {form!r} tidak dikenal; pilih {', '.join(FORMATS)}.")
    _drawable(reading)
    made = draw_reading(reading, [form])
    if form not in made.files:
        raise UsageProblem(" ".join(made.problems.values()) or told(made.notices))
    return made.files[form]


def _drawable(reading: Reading) -> Sop:
    """The SOP of a reading, unless a finding says that no true drawing can be made of it."""
    refused = next((finding for finding in check(reading) if finding.refuses), None)
    if refused or reading.sop is None:
        raise UsageProblem(refused.message if refused else f"{reading.file} tidak memuat SOP.")
    return reading.sop
