"""The command `validate`: SOPs become findings, shown or written as reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sopgen import pipeline, report
from sopgen.commands.terminal import complain, has_colours, progress, show
from sopgen.commands.values import day_of, part_of
from sopgen.diagnostics import Finding, Severity, UsageProblem
from sopgen.pipeline import Job, Outcome
from sopgen.report import Documented, Report

FAILED, UNABLE = 1, 2


def validate(
    paths: list[Path],
    format: str = "teks",
    keluaran: list[str] | None = None,
    strict: bool = False,
    tanggal: str | None = None,
    ringkasan: bool = False,
    bagian: str | None = None,
) -> int:
    """The findings of each SOP as one report on standard output and others in files."""
    today = day_of(tanggal)
    wanted = [("", _known_format(format)), *(_target(entry) for entry in keluaran or ())]
    jobs = pipeline.find(paths, None)
    if part := part_of(bagian):
        jobs = jobs[part[0] - 1 :: part[1]]
    outcomes = []
    with progress() as begin:
        advance = begin("Memeriksa", len(jobs))
        for outcome in pipeline.check_files(jobs, today, ringkasan):
            advance()
            outcomes.append(outcome)
    files = [outcome.name for outcome in outcomes]
    findings = report.ordered([finding for outcome in outcomes for finding in outcome.findings], files)
    summaries, summary_lines = _summaries(outcomes) if ringkasan else ((), ())
    content = report.Report(
        findings,
        files,
        strict,
        _rules_if_needed(wanted),
        _lines_of(jobs),
        summaries=summaries,
        summary_lines=summary_lines,
    )
    for file, name in wanted:
        _show_report(file, name, content)
    return max(_failures(outcomes), _status(findings, strict))


def _known_format(name: str) -> str:
    if name not in report.FORMATS:
        raise UsageProblem(f"Format `{name}` tidak dikenal; yang ada: {', '.join(report.FORMATS)}.")
    return name


def _target(entry: str) -> tuple[str, str]:
    """`sarif=hasil.sarif` -> (file, format)."""
    name, equals, file = entry.partition("=")
    if not equals or not file:
        raise UsageProblem(f"`--keluaran {entry}` salah; tulis FORMAT=BERKAS, misalnya sarif=hasil.sarif.")
    return file, _known_format(name)


def _rules_if_needed(wanted: Sequence[tuple[str, str]]) -> Sequence[Documented]:
    from sopgen.rules import RULES

    return RULES if any(name == "sarif" for _, name in wanted) else ()


def _lines_of(jobs: Sequence[Job]) -> Callable[[str, int], str]:
    """Looks lines of source files up, each file read once, for the reports that show them."""
    given = {job.name: job.content for job in jobs if job.content is not None}

    @lru_cache(maxsize=8)
    def lines(file: str) -> list[str]:
        from sopgen.reading.loader import read_bytes

        try:
            source = given[file] if file in given else read_bytes(Path(file))
        except (OSError, ValueError):
            return []
        text = source.decode("utf-8", "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lambda file, line: lines(file)[line - 1] if line <= len(lines(file)) else ""


def _show_report(file: str, name: str, content: Report) -> None:
    """One report: to its file, whole or not at all, or to standard output."""
    if not file:
        coloured = name == "teks" and has_colours()
        show(report.FORMATS[name](replace(content, coloured=coloured)), coloured)
        return
    try:
        pipeline.write(Path(file), report.FORMATS[name](content).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageProblem(f"{file} tidak dapat ditulis: {error.strerror or error}.") from None


def _summaries(outcomes: Sequence[Outcome]) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """The times of all SOPs that could be read, as data and as people read them."""
    from sopgen.rules.times import lines

    times = [(outcome.name, outcome.times) for outcome in outcomes if outcome.times]
    data = tuple(entry.as_data(file) for file, entry in times)
    return data, tuple(line for file, entry in times for line in lines(entry, file))


def _failures(outcomes: Iterable[Outcome]) -> int:
    failed = [outcome for outcome in outcomes if outcome.failure]
    for outcome in failed:
        complain(report.printable(f"{outcome.name}: {outcome.failure}"))
    return UNABLE if failed else 0


def _status(findings: Sequence[Finding], strict: bool) -> int:
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAILED if any(finding.severity in failing for finding in findings) else 0
