"""The matrix before and after as a workbook, a line for each SOP and figure."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sopgen.compare.differences import Differences
from sopgen.compare.matrix import MatrixLine
from sopgen.render.xlsx import listing

TITLE = "Matriks sebelum dan sesudah"
COLUMNS = {"SOP": 48, "Ukuran": 30, "Sebelum": 18, "Sesudah": 18, "Selisih": 18}
"""heading -> width in digits"""


def is_foreign(path: Path) -> bool:
    """Whether another workbook stands there, as the document of an SOP that somebody may have edited."""
    try:
        with ZipFile(path) as book:
            return TITLE.encode() not in book.read("docProps/core.xml")
    except FileNotFoundError:
        return False
    except (OSError, BadZipFile, KeyError):
        return not path.is_dir()


def render(differences: Differences) -> bytes:
    lines = [_line(sop.title or sop.name, line) for sop in differences.sops for line in sop.matrix]
    if len(differences.sops) > 1:
        lines += [_line("Semua SOP", line) for line in differences.matrix]
    return listing.as_xlsx(TITLE, COLUMNS, lines)


def _line(title: str, line: MatrixLine) -> list[str | float]:
    """Figures as numbers, times as people read them."""
    told, is_time = zip(line.values, line.texts, strict=True), line.key.endswith("minutes")
    return [title, line.name, *(text if number is None or is_time else number for number, text in told)]
