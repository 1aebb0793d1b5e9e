"""Rendering to Excel against its named peers, in one run: prints ratios, judges nothing.

python benchmarks/render.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

import cold
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from sample import sop_text

from sopgen.flow import trace
from sopgen.layout import lay_out
from sopgen.reading import read_text
from sopgen.render.xlsx import render
from sopgen.rules import check
from sopgen.scene.document import Scene

ROUNDS = 9


def paired(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """(median seconds of ours, of theirs, median ratio pair by pair): the two in turn, after one warm-up each."""
    ours(), theirs()
    a, b = [], []
    for _ in range(rounds):
        a.append(_seconds(ours))
        b.append(_seconds(theirs))
    return median(a), median(b), median(x / y for x, y in zip(a, b, strict=True))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def whole(text: str) -> bytes:
    """What `sopgen render` does with one file, without the disk."""
    reading = read_text(text, "sop.yaml", Path())
    assert reading.sop is not None
    check(reading)
    return render(lay_out(reading.sop, trace(reading.sop)))


def scene_of(text: str) -> Scene:
    reading = read_text(text, "sop.yaml", Path())
    assert reading.sop is not None
    return lay_out(reading.sop, trace(reading.sop))


def plain_openpyxl(scene: Scene) -> bytes:
    """The scene's cells by openpyxl alone, one style object shared by all cells of a kind: no drawing, no layout."""
    book = Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    border, wrap = Border(thin, thin, thin, thin), Alignment(wrap_text=True, vertical="center")
    for sheet in scene.sheets:
        target = book.create_sheet(sheet.name)
        prototypes = {}
        for i, (a, b) in enumerate(zip(sheet.column_edges, sheet.column_edges[1:], strict=False), 1):
            target.column_dimensions[get_column_letter(i)].width = (b - a) / 7
        for i, (a, b) in enumerate(zip(sheet.row_edges, sheet.row_edges[1:], strict=False), 1):
            target.row_dimensions[i].height = (b - a) * 0.75
        for item in sheet.cells:
            cell = target.cell(
                item.row + 1, item.column + 1, item.number if item.number is not None else item.text or None
            )
            if item.font not in prototypes:
                cell.font = Font(item.font.family, item.font.size, item.font.bold)
                cell.border, cell.alignment = border, wrap
                prototypes[item.font] = cell._style
            cell._style = prototypes[item.font]
            if item.row_span > 1 or item.column_span > 1:
                target.merge_cells(
                    start_row=item.row + 1, end_row=item.row + item.row_span,
                    start_column=item.column + 1, end_column=item.column + item.column_span,
                )  # fmt: skip
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def one_sop() -> None:
    text = sop_text(20)
    scene = scene_of(text)
    ours, theirs, ratio = paired(lambda: whole(text), lambda: plain_openpyxl(scene), 15)
    times = f"sopgen {ours * 1e3:.1f} ms, openpyxl same cells {theirs * 1e3:.1f} ms"
    print(f"20 rows, in process: {times}: {ratio:.2f}x (goal 2.0)")


def growth() -> None:
    large, small = sop_text(400), sop_text(40)
    ours, theirs, ratio = paired(lambda: whole(large), lambda: whole(small), 5)
    print(f"400 rows {ours * 1e3:.0f} ms against 40 rows {theirs * 1e3:.0f} ms: {ratio:.1f}x (goal 12)")


def folder() -> None:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in"), Path(name, "out")
        source.mkdir()
        for i in range(100):
            (source / f"{i:03}.yaml").write_text(sop_text(20, i), encoding="utf-8")
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "sopgen", "render", str(source), "-o", str(target)], check=True, capture_output=True
        )
        seconds = time.perf_counter() - begin
        assert len(list(target.glob("*.xlsx"))) == 100
    print(f"a folder of 100 SOPs of 20 rows: {100 / seconds:.0f} SOPs a second, command and start included")


def start_up() -> None:
    with tempfile.TemporaryDirectory() as name:
        one = Path(name, "one.yaml")
        one.write_text(sop_text(20), encoding="utf-8")
        nothing = [sys.executable, "-c", "pass"]
        for words in (["--help"], ["validate", str(one)]):
            command = [sys.executable, "-m", "sopgen", *words]
            ours, theirs, ratio = paired(lambda c=command: _run(c), lambda: _run(nothing))
            print(f"sopgen {words[0]}: {ours * 1e3:.0f} ms, python -c pass {theirs * 1e3:.0f} ms: {ratio:.1f}x")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    cold.prepare()
    one_sop()
    growth()
    folder()
    start_up()
