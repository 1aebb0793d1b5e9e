"""The command `validate`: SOPs become findings, shown or written as reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sopgen import report
from sopgen.commands.terminal import FAILED, UNABLE, complain, has_colours, show, tracked
from sopgen.commands.values import Day, Paths, day_of, known, part_of, report_file
from sopgen.diagnostics import Finding, Fix, UsageProblem
from sopgen.text.letters import lines_of

if TYPE_CHECKING:
    from sopgen.work.jobs import Job


def validate(
    paths: Paths,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Bentuk laporan: teks (baku), json, github, gitlab, sarif, atau junit.",
            show_default=False,
        ),
    ] = "teks",
    keluaran: Annotated[
        list[str] | None,
        typer.Option(
            "--keluaran",
            metavar="FORMAT=BERKAS",
            help="Tulis laporan ke berkas, misalnya sarif=hasil.sarif; boleh diulang.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Peringatan juga menggagalkan.")] = False,
    tanggal: Day = None,
    ringkasan: Annotated[
        bool, typer.Option("--ringkasan", help="Tampilkan juga jumlah waktu setiap SOP dan setiap pelaksananya.")
    ] = False,
    bagian: Annotated[
        str | None, typer.Option("--bagian", metavar="I/N", help="Hanya periksa bagian ke-I dari N, untuk CI.")
    ] = None,
) -> int:
    """Memeriksa SOP: temuan dengan tempat, kode, dan saran."""
    from sopgen.rules import RULES
    from sopgen.rules.times import lines as times_lines
    from sopgen.work.batch import check_files
    from sopgen.work.files import put
    from sopgen.work.jobs import find

    today = day_of(tanggal)
    wanted = [("", known(format, list(report.FORMATS), "Format")), *(_target(entry) for entry in keluaran or ())]
    jobs = find(paths, None)
    if part := part_of(bagian):
        jobs = jobs[part[0] - 1 :: part[1]]
    outcomes = list(tracked("Memeriksa", check_files(jobs, today, ringkasan), len(jobs)))
    files = [outcome.name for outcome in outcomes]
    findings = report.ordered([finding for outcome in outcomes for finding in outcome.findings], files)
    source, sarif = _sources(jobs), any(name == "sarif" for _, name in wanted)
    times = [(outcome.name, outcome.times) for outcome in outcomes if outcome.times]
    content = report.Report(
        findings,
        files,
        strict,
        RULES,
        lambda file, line: "".join(source(file)[1][line - 1 : line]),
        _fixes(findings, source) if sarif else {},
        summaries=tuple(one.as_data(file) for file, one in times),
        summary_lines=tuple(line for file, one in times for line in times_lines(one, file)),
    )
    for file, name in wanted:
        coloured = name == "teks" and not file and has_colours()
        text = report.FORMATS[name](replace(content, coloured=coloured))
        if file:
            put(Path(file), text.encode("utf-8", "backslashreplace"))
        else:
            show(text, coloured)
    failures = [f"{outcome.name}: {failure}" for outcome in outcomes for failure in outcome.failures]
    for line in failures:
        complain(report.printable(line))
    return UNABLE if failures else FAILED if any(map(content.fails, findings)) else 0


def _target(entry: str) -> tuple[str, str]:
    """`sarif=hasil.sarif` -> (file, format)."""
    name, equals, file = entry.partition("=")
    if not equals or not file:
        raise UsageProblem(f"`--keluaran {entry}` salah; tulis FORMAT=BERKAS, misalnya sarif=hasil.sarif.")
    report_file(Path(file))
    return file, known(name, list(report.FORMATS), "Format")


def _fixes(findings: Sequence[Finding], source: Callable[[str], tuple[str, list[str]]]) -> dict[Finding, Fix]:
    """The fixes that a SARIF report carries. The findings stand in the order of their files."""
    from sopgen.editing.fixes import fixes_of

    mendable = (finding for finding in findings if finding.correction)
    return {
        one.finding: one
        for file, found in groupby(mendable, key=lambda finding: finding.file)
        for one in fixes_of(source(file)[0], found)
    }


def _sources(jobs: Sequence[Job]) -> Callable[[str], tuple[str, list[str]]]:
    """Gives the text of a source file, whole and in lines, each read once; empty where it cannot be read."""
    from sopgen.reading.loader import read_bytes

    given = {job.name: job.content for job in jobs if job.content is not None}

    @lru_cache(maxsize=8)
    def source(file: str) -> tuple[str, list[str]]:
        try:
            data = given[file] if file in given else read_bytes(Path(file))
        except (OSError, ValueError):
            data = b""
        text = data.decode("utf-8", "replace").removeprefix("\ufeff")
        return text, lines_of(text)

    return source
