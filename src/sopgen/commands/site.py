"""The command `build`: a library becomes a site."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sopgen.commands.terminal import tracked
from sopgen.commands.values import Day, day_of, known, part_of
from sopgen.diagnostics import LEVELS, UsageProblem


def build(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder pustaka SOP.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="SITUS", help="Folder situs yang dibuat.")],
    semua: Annotated[bool, typer.Option("--semua", help="Juga SOP berstatus draf dan dicabut.")] = False,
    tanggal: Day = None,
    tanpa: Annotated[
        list[str] | None, typer.Option("--tanpa", metavar="FORMAT", help="Tanpa unduhan xlsx, pdf, atau svg.")
    ] = None,
    tanpa_temuan: Annotated[
        bool, typer.Option("--tanpa-temuan", help="Situs untuk umum, tanpa temuan pemeriksaan.")
    ] = False,
    bagian: Annotated[
        str | None, typer.Option("--bagian", metavar="I/N", help="Hanya membuat dokumen bagian ke-I dari N, untuk CI.")
    ] = None,
    gabung: Annotated[bool, typer.Option("--gabung", help="Menggabung semua bagian menjadi situs.")] = False,
    timpa: Annotated[
        bool, typer.Option("--timpa", help="Timpa juga buku kerja di situs yang sudah disunting orang.")
    ] = False,
) -> int:
    """Membuat situs statis dari pustaka SOP."""
    from sopgen import site

    without = [known(name, site.FORMATS[1:], "Format") for name in tanpa or ()]
    plan = site.Plan(
        directory.resolve(),
        output.resolve(),
        day_of(tanggal) or date.today(),
        semua,
        tuple(name for name in site.FORMATS if name not in without),
        part_of(bagian),
        gabung,
        not tanpa_temuan,
        timpa,
    )
    if plan.part and gabung:
        raise UsageProblem("--bagian dan --gabung tidak dapat dipakai bersama.")
    return _show(site.build(plan, tracked), output, plan.part)


def _show(report: Any, output: Path, part: tuple[int, int] | None) -> int:
    from sopgen import report as reports
    from sopgen.render.notices import incomplete, told

    for line in [*report.refused, *report.about_files, *report.problems, told(report.notices)]:
        if line:
            typer.echo(reports.printable(line), err=True)
    counted = ", ".join(f"{report.levels[level]} {word}" for level, word in LEVELS.items() if report.levels[level])
    made = f"{report.shown} SOP, {report.drawn} dibuat ulang"
    left = f", {report.left_out} draf/dicabut tidak ditampilkan" if report.left_out else ""
    state = f"bagian {part[0]}/{part[1]}: " if part else "" if report.published else "tidak ada yang berubah: "
    place = report.place if part else output / "index.html"
    typer.echo(reports.printable(f"{place}  ({state}{made}{left}{f'; temuan: {counted}' if counted else ''})"))
    return 2 if report.problems or incomplete(report.notices) else 1 if report.refused else 0
