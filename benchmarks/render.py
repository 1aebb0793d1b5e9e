"""Rendering to Excel against openpyxl writing the same cells, and what folders and starting cost.

python benchmarks/render.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from statistics import median

from measuring import SOPGEN, compare, of_process, of_work, prepare
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from sample import sop_text

from sopgen.flow import trace
from sopgen.layout import lay_out
from sopgen.reading import read_text
from sopgen.render.xlsx import render
from sopgen.rules import check
from sopgen.scene.document import Scene

FOLDER = 100


def scene_of(text: str, checked: bool = False) -> Scene:
    reading = read_text(text, "sop.yaml", Path())
    assert reading.sop is not None
    if checked:
        check(reading)
    return lay_out(reading.sop, trace(reading.sop))


def whole(text: str) -> bytes:
    """What `sopgen render` does with one file, without the disk."""
    return render(scene_of(text, checked=True))


def plain_openpyxl(scene: Scene) -> bytes:
    """The scene's cells by openpyxl alone, one named style for each font: no drawing, no layout."""
    book = Workbook()
    book.remove(book.active)
    thin = Side(style="thin")
    styles: dict[object, NamedStyle] = {}
    for sheet in scene.sheets:
        target = book.create_sheet(sheet.name)
        for i, (a, b) in enumerate(zip(sheet.column_edges, sheet.column_edges[1:], strict=False), 1):
            target.column_dimensions[get_column_letter(i)].width = (b - a) / 7
        for i, (a, b) in enumerate(zip(sheet.row_edges, sheet.row_edges[1:], strict=False), 1):
            target.row_dimensions[i].height = (b - a) * 0.75
        for item in sheet.cells:
            value = item.number if item.number is not None else item.text or None
            cell = target.cell(item.row + 1, item.column + 1, value)
            if item.font not in styles:
                styles[item.font] = NamedStyle(
                    f"gaya {len(styles)}",
                    font=Font(item.font.family, item.font.size, item.font.bold),
                    border=Border(thin, thin, thin, thin),
                    alignment=Alignment(wrap_text=True, vertical="center"),
                )
                book.add_named_style(styles[item.font])
            cell.style = styles[item.font].name
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
    ours, theirs = of_work(lambda: whole(text)), of_work(lambda: plain_openpyxl(scene))
    compare("YAML to xlsx, 20 rows, in process", ours, {"openpyxl writing the same cells": theirs}, 15, "1.5x")


def growth() -> None:
    large, small = sop_text(400), sop_text(40)
    compare("400 rows", of_work(lambda: whole(large)), {"with 40 rows": of_work(lambda: whole(small))}, 3)


def folder() -> None:
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in"), Path(name, "out")
        source.mkdir()
        for i in range(FOLDER):
            (source / f"{i:03}.yaml").write_text(sop_text(20, i), encoding="utf-8")
        begin = time.perf_counter()
        subprocess.run([*SOPGEN, "render", source, "-o", target], check=True, capture_output=True)
        seconds = time.perf_counter() - begin
        assert len(list(target.glob("*.xlsx"))) == FOLDER
    print(f"a folder of {FOLDER} SOPs of 20 rows: {seconds:.1f} s by the clock, command and start included")


def start_up() -> None:
    with tempfile.TemporaryDirectory() as name:
        one = Path(name, "one.yaml")
        one.write_text(sop_text(20), encoding="utf-8")
        nothing = median(of_process([sys.executable, "-c", "pass"]).processors for _ in range(9))
        for words in (["--help"], ["validate", one], ["render", one]):
            seconds = median(of_process([*SOPGEN, *words]).processors for _ in range(9))
            print(f"sopgen {words[0]}: {seconds * 1e3:.0f} ms of CPU (python -c pass: {nothing * 1e3:.0f} ms)")


if __name__ == "__main__":
    prepare()
    one_sop()
    growth()
    folder()
    start_up()
