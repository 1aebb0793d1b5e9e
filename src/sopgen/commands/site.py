"""The command `build`: a library becomes a site."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sopgen.commands.values import day_of, part_of
from sopgen.diagnostics import UsageProblem

BAR_FROM = 9
"""pieces of work from which a progress bar is worth showing"""
LEVELS = {"error": "galat", "warning": "peringatan", "info": "info"}


def build(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder pustaka SOP.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="SITUS", help="Folder situs yang dibuat.")],
    semua: Annotated[bool, typer.Option("--semua", help="Juga SOP berstatus draf dan dicabut.")] = False,
    tanggal: Annotated[
        str | None, typer.Option("--tanggal", metavar="TANGGAL", help="Tanggal acuan peninjauan; baku hari ini.")
    ] = None,
    tanpa: Annotated[
        list[str] | None, typer.Option("--tanpa", metavar="FORMAT", help="Tanpa unduhan xlsx, pdf, atau svg.")
    ] = None,
    bagian: Annotated[
        str | None, typer.Option("--bagian", metavar="I/N", help="Hanya membuat dokumen bagian ke-I dari N, untuk CI.")
    ] = None,
    gabung: Annotated[bool, typer.Option("--gabung", help="Menggabung semua bagian menjadi situs.")] = False,
) -> int:
    """Membuat situs statis dari pustaka SOP."""
    from sopgen import site

    plan = site.Plan(
        directory.resolve(),
        output.resolve(),
        day_of(tanggal) or date.today(),
        semua,
        _without(tanpa or []),
        part_of(bagian),
        gabung,
    )
    if plan.part and gabung:
        raise UsageProblem("--bagian dan --gabung tidak dapat dipakai bersama.")
    with _progress() as progress:
        report = site.build(plan, progress)
    return _show(report, output, plan.part)


def _without(names: list[str]) -> frozenset[str]:
    known = {"xlsx", "pdf", "svg"}
    for name in names:
        if name not in known:
            raise UsageProblem(f"--tanpa {name} tidak dikenal; yang ada: {', '.join(sorted(known))}.")
    return frozenset(names)


def _show(report: Any, output: Path, part: tuple[int, int] | None) -> int:
    from sopgen import report as reports
    from sopgen import site

    for line in [*site.refused_lines(report), *report.problems]:
        typer.echo(reports.printable(line), err=True)
    counted = ", ".join(f"{report.levels[level]} {word}" for level, word in LEVELS.items() if report.levels.get(level))
    made = f"{report.shown} SOP, {report.drawn} dibuat ulang"
    left = f", {report.left_out} draf/dicabut tidak ditampilkan" if report.left_out else ""
    state = f"bagian {part[0]}/{part[1]}: " if part else "" if report.published else "tidak ada yang berubah: "
    place = report.place if part else output / "index.html"
    typer.echo(reports.printable(f"{place}  ({state}{made}{left}{f'; temuan: {counted}' if counted else ''})"))
    return 2 if report.problems else 1 if report.refused else 0


@contextmanager
def _progress() -> Iterator[Callable[[str, int], Callable[[], None]]]:
    """A bar with counts and the time left for each stage, on a terminal; nothing in a pipe or CI."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda title, total: lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:

        def begin(title: str, total: int) -> Callable[[], None]:
            if total < BAR_FROM:
                return lambda: None
            task = bar.add_task(title, total=total)
            return lambda: bar.advance(task)

        yield begin
