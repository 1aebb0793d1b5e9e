"""Turns what an option says into a value, or says why it cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sopgen.diagnostics import UsageProblem, nearest

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Berkas SOP, folder, atau - (masukan baku).")]
"""What `render` and `validate` work on."""
Day = Annotated[
    str | None, typer.Option("--tanggal", metavar="TANGGAL", help="Tanggal acuan peninjauan; baku hari ini.")
]


def day_of(written: str | None) -> date | None:
    """`2026-01-31` or `31 Januari 2026`; None where nothing is written."""
    from sopgen.reading import dates

    day = dates.parse(written) if written is not None else None
    if written is not None and day is None:
        raise UsageProblem(f"Tanggal `{written}` tidak dikenal; tulis misalnya 2026-01-31.")
    return day


def part_of(written: str | None) -> tuple[int, int] | None:
    """`2/8` -> (2, 8), for a CI matrix."""
    if written is None:
        return None
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", written.strip(), re.ASCII)
    number, count = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= count:
        raise UsageProblem(f"--bagian {written} tidak dikenal; tulis misalnya 2/8.")
    return number, count


def report_file(path: Path, suffixes: Sequence[str] = ()) -> Path:
    """Where a report goes: not over an SOP, whose text would be gone, nor under the name of another kind of file."""
    from sopgen.reading.files import is_yaml  # which loads YAML: help does without

    if is_yaml(path.name) or (suffixes and path.suffix and path.suffix.lower() not in suffixes):
        wanted = f"; akhiran yang dikenal: {', '.join(suffixes)}" if suffixes else ""
        raise UsageProblem(f"{path} bukan nama untuk laporan{wanted}.")
    if path.is_dir():
        raise UsageProblem(f"{path} adalah folder; tulis nama berkas untuk laporannya.")
    return path


def known(word: str, words: Sequence[str], what: str) -> str:
    """One of the words that are allowed; `what` they name: Format, Kelas."""
    if word in words:
        return word
    near = nearest(word, words)
    guess = f" Mungkin maksudnya `{near}`?" if near else ""
    raise UsageProblem(f"{what} `{word}` tidak dikenal; yang ada: {', '.join(words)}.{guess}")


def known_code(code: str, codes: Sequence[str]) -> str:
    """The code of a rule, however it is written."""
    if code.upper() in codes:
        return code.upper()
    near = nearest(code.upper(), codes)
    raise UsageProblem(f"Aturan `{code}` tidak ada." + (f" Mungkin maksudnya {near}?" if near else ""))
