"""`sopgen diff`: what changed between two versions of an SOP, or since a revision."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopgen import report
from sopgen.commands.terminal import FAILED, UNABLE, complain, has_colours, show, tracked
from sopgen.commands.values import known, report_file
from sopgen.diagnostics import Finding, UsageProblem

if TYPE_CHECKING:
    from sopgen.compare.comparing import Wish
    from sopgen.compare.differences import SopDifference
    from sopgen.compare.revisions import Pairing

SUFFIXES = {".txt": "teks", ".md": "markdown", ".json": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}
NAMES = ("teks", "markdown", "json", "html")
CLASSES = ("substansi", "redaksi", "tampilan")


def diff(
    sides: Annotated[
        list[str] | None,
        typer.Argument(metavar="LAMA BARU | PATH", help="Dua sisi; dengan --sejak, yang dibandingkan."),
    ] = None,
    sejak: Annotated[
        str | None, typer.Option("--sejak", metavar="REV", help="Semua SOP yang berbeda dari revisi git ini.")
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", metavar="NAMA", help=f"Bentuk laporan: {', '.join(NAMES)}.")
    ] = None,
    kelas: Annotated[
        list[str] | None, typer.Option("--kelas", metavar="KELAS", help=f"Hanya kelas ini: {', '.join(CLASSES)}.")
    ] = None,
    banding: Annotated[bool, typer.Option("--banding", help="Sertakan matriks sebelum dan sesudah.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Status 1 bila ada perubahan.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="BERKAS", help="Berkas laporan; .xlsx untuk matriks.")
    ] = None,
) -> int:
    """Menyebut apa yang berubah antara dua versi SOP. Satu sisi adalah berkas, folder, -, atau REVISI:letak."""
    from sopgen.compare.comparing import Wish, gathered
    from sopgen.compare.reports import render
    from sopgen.work.files import put

    name = _format(format, output)
    wish = Wish(tuple(known(word, CLASSES, "Kelas") for word in kelas or CLASSES), with_views=name == "html")
    with tempfile.TemporaryDirectory(prefix="sopgen-") as scratch:
        place = Path(scratch).resolve()
        if sejak is not None:
            compared, findings = _since(sejak, [Path(side) for side in sides or ()], wish, place)
        else:
            compared, findings = _two(sides or [], wish, place), []
    coloured = name == "teks" and output is None and has_colours()
    differences = replace(gathered(compared, findings, banding or name == "xlsx"), coloured=coloured)
    content = render(differences, name)
    if output:
        put(output, content)
    else:
        show(content.decode(), coloured)
    for one in differences.sops:
        for problem in one.problems if output or name != "teks" else ():
            complain(report.printable(f"{one.name}: {problem}"))
    if differences.unreadable:
        return UNABLE
    return FAILED if exit_code and differences.entries else 0


def _format(given: str | None, output: Path | None) -> str:
    name = SUFFIXES.get(report_file(output, tuple(SUFFIXES)).suffix.lower(), "teks") if output else "teks"
    if name == "xlsx" and given:
        raise UsageProblem(f"Berkas .xlsx memuat matriks; hapus `--format {given}`, atau beri nama berkas lain.")
    if name == "xlsx" and output:
        from sopgen.compare.reports.xlsx import is_foreign  # which takes long to load

        if is_foreign(output):
            raise UsageProblem(f"{output} sudah ada dan bukan matriks buatan sopgen; beri nama berkas lain.")
    return known(given, NAMES, "Format") if given else name


def _two(sides: Sequence[str], wish: Wish, scratch: Path) -> list[SopDifference]:
    from sopgen.compare.revisions import pairings
    from sopgen.work.jobs import no_sop

    if len(sides) != 2:
        raise UsageProblem(
            "Tulis dua sisi, misalnya `sopgen diff lama.yaml baru.yaml`, atau `sopgen diff --sejak REVISI`."
        )
    for side in sides:
        if Path(side).is_file() and (told := no_sop(Path(side))):
            raise UsageProblem(f"{side} {told}")
    return _compared(pairings(sides[0], sides[1], scratch), wish)


def _since(
    revision: str, paths: Sequence[Path], wish: Wish, scratch: Path
) -> tuple[list[SopDifference], list[Finding]]:
    """Every SOP that differs, and those in force whose substance changed against the merge base without a date."""
    from sopgen.compare.revisions import Git, since

    for path in paths:
        if not path.exists() and not path.parent.exists():
            raise UsageProblem(f"{path} tidak ada.")
    git = Git(Path.cwd())
    commit = git.commit(revision)
    compared = judged = _compared(since(git, commit, revision, paths, scratch / "lama"), wish)
    base = git.merge_base(commit)
    if base != commit:
        pairings = since(git, base, base[:12], paths, scratch / "titik-temu")
        judged = _compared(pairings, replace(wish, with_views=False))
    return compared, [one.undated for one in judged if one.undated]


def _compared(pairings: Sequence[Pairing], wish: Wish) -> list[SopDifference]:
    from sopgen.compare.comparing import compare
    from sopgen.work.workers import spread

    with spread(partial(compare, wish=wish), pairings) as done:
        return list(tracked("Membandingkan", done, len(pairings)))
