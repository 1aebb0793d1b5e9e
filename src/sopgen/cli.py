"""Turns a command line into files, messages in Indonesian and an exit status: 0 done, 1 findings, 2 usage or I/O."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from sopgen import __version__, commands_library, commands_site
from sopgen.diagnostics import Finding, Severity, UsageProblem, nearest

if TYPE_CHECKING:
    from sopgen.pipeline import Job, Outcome
    from sopgen.report import Documented, Report
    from sopgen.summary import Times

FAILED, UNABLE = 1, 2
PROGRESS_FROM = 9
"""files from which a progress bar is worth showing"""
_HEADINGS = {
    "Usage:": "Pemakaian:",
    "Arguments:": "Argumen:",
    "Options:": "Opsi:",
    "Commands:": "Perintah:",
    "[OPTIONS]": "[OPSI]",
    "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]...",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}


def _indonesian(text: str) -> str:
    text = re.sub(r" <[^>\n]*>|\s+\\?\[required\]", "", text)  # the Python type of an argument, and a mark
    for english, own in _HEADINGS.items():
        text = text.replace(english, own)
    return text


class _Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _indonesian(super().get_help(ctx))


class _Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _indonesian(super().get_help(ctx))


app = typer.Typer(
    cls=_Group,
    help="sopgen: SOP Administrasi Pemerintahan, dari satu berkas YAML menjadi dokumen resmi.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Berkas SOP, folder, atau - (masukan baku).")]


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Tampilkan versi.")] = False,
) -> None:
    if version:
        typer.echo(f"sopgen {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(UNABLE)


@app.command(cls=_Command)
def render(
    paths: Paths,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Dokumen Excel (baku bila format tidak dipilih).")] = False,
    html: Annotated[bool, typer.Option("--html", help="Halaman web satu berkas, dapat dicetak.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="PDF/A, siap ditandatangani secara elektronik.")] = False,
    svg: Annotated[bool, typer.Option("--svg", help="Bagan alir Graphviz sebagai SVG.")] = False,
    png: Annotated[bool, typer.Option("--png", help="Bagan alir Graphviz sebagai PNG.")] = False,
    dot: Annotated[bool, typer.Option("--dot", help="Bagan alir sebagai sumber Graphviz.")] = False,
    dpi: Annotated[float, typer.Option("--dpi", min=36, max=1200, help="Titik per inci untuk --png.")] = 200,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder tujuan; tanpa ini, di sebelah masukannya."),
    ] = None,
) -> int:
    """Membuat dokumen SOP."""
    from sopgen import pipeline

    jobs = pipeline.find(paths, output)
    wishes = {"xlsx": xlsx, "html": html, "pdf": pdf, "svg": svg, "png": png, "dot": dot}
    formats = [name for name, wanted in wishes.items() if wanted] or ["xlsx"]
    held: list[pipeline.Outcome] = []
    notices: dict[str, None] = {}  # each said once
    with _Progress(len(jobs), "Membuat dokumen") as progress:

        def report(outcome: pipeline.Outcome) -> None:
            progress.advance()
            if progress.shown:
                held.append(outcome)  # lines would tear the bar
            else:
                _show_rendered(outcome)

            notices.setdefault(outcome.notice)

        status = pipeline.render_files(jobs, formats, report, dpi)
    for outcome in held:
        _show_rendered(outcome)
    for notice in filter(None, notices):
        typer.echo(notice, err=True)
    return status


def _show_rendered(outcome: Outcome) -> None:
    """What was written, and on the error stream why something was not."""
    from sopgen import report

    for finding in outcome.findings:
        if finding.refuses:
            typer.echo("\n".join(report.finding_lines(finding)), err=True)
    if outcome.failure:
        typer.echo(report.printable(f"{outcome.name}: {outcome.failure}"), err=True)
    for path in outcome.written:
        typer.echo(report.printable(path.as_posix() + _other_findings(outcome.findings)))
    if not outcome.written and not outcome.failure:
        typer.echo(report.printable(f"{outcome.name}: tidak dibuat; betulkan dulu galat di atas."), err=True)


def _other_findings(findings: Sequence[Finding]) -> str:
    from sopgen import report

    counted = [f"{n} {report.LEVELS[level]}" for level, n in report.counts(findings).items() if n]
    return f"  ({', '.join(counted)}; lihat `sopgen validate`)" if counted else ""


@app.command(cls=_Command)
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
            show_default=False,
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Peringatan juga menggagalkan.")] = False,
    tanggal: Annotated[
        str | None, typer.Option("--tanggal", metavar="TANGGAL", help="Tanggal acuan peninjauan; baku hari ini.")
    ] = None,
    ringkasan: Annotated[
        bool, typer.Option("--ringkasan", help="Tampilkan juga jumlah waktu setiap SOP dan setiap pelaksananya.")
    ] = False,
    bagian: Annotated[
        str | None, typer.Option("--bagian", metavar="I/N", help="Hanya periksa bagian ke-I dari N, untuk CI.")
    ] = None,
) -> int:
    """Memeriksa SOP: temuan dengan tempat, kode, dan saran."""
    from sopgen import pipeline, report, summary

    today = _reference_day(tanggal)
    wanted = [("", _known_format(format)), *(_target(entry) for entry in keluaran or ())]
    jobs = pipeline.find(paths, None)
    if part := commands_site.part_of(bagian):
        jobs = jobs[part[0] - 1 :: part[1]]
    outcomes = []
    with _Progress(len(jobs), "Memeriksa") as progress:
        for outcome in pipeline.check_files(jobs, today):
            progress.advance()
            outcomes.append(outcome)
    files = [outcome.name for outcome in outcomes]
    findings = report.ordered([finding for outcome in outcomes for finding in outcome.findings], files)
    times = tuple(_times(jobs)) if ringkasan else ()
    content = report.Report(
        findings,
        files,
        strict,
        _rules_if_needed(wanted),
        _lines_of(jobs),
        summaries=tuple(entry.as_data(file) for file, entry in times),
        summary_lines=tuple(line for file, entry in times for line in summary.lines(entry, file)),
    )
    for file, name in wanted:
        _show_report(file, name, content)
    return max(_failures(outcomes), _status(findings, strict))


def _reference_day(text: str | None) -> date | None:
    from sopgen.reading import dates

    today = dates.parse(text) if text is not None else None
    if text is not None and today is None:
        raise UsageProblem(f"Tanggal `{text}` tidak dikenal; tulis misalnya 2026-01-31.")
    return today


def _known_format(name: str) -> str:
    from sopgen import report

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
    from sopgen import pipeline, report

    if not file:
        coloured = name == "teks" and _has_colours()
        typer.echo(report.FORMATS[name](replace(content, coloured=coloured)), nl=False, color=coloured or None)
        return
    try:
        pipeline.write(Path(file), report.FORMATS[name](content).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageProblem(f"{file} tidak dapat ditulis: {error.strerror or error}.") from None


def _has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _times(jobs: Sequence[Job]) -> Iterator[tuple[str, Times]]:
    """The times of each SOP that can be read."""
    from sopgen import reading, summary

    for job in jobs:
        with suppress(UsageProblem):
            if job.content is not None:
                read = reading.read_text(job.content, job.name, Path())
            else:
                read = reading.read(job.source)
            if read.sop is not None:
                yield job.name, summary.times_of(read.sop, read.settings.hours_per_day)


def _failures(outcomes: Iterable[Outcome]) -> int:
    from sopgen import report

    failed = [outcome for outcome in outcomes if outcome.failure]
    for outcome in failed:
        typer.echo(report.printable(f"{outcome.name}: {outcome.failure}"), err=True)
    return UNABLE if failed else 0


def _status(findings: Sequence[Finding], strict: bool) -> int:
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return FAILED if any(finding.severity in failing for finding in findings) else 0


@app.command(cls=_Command)
def rules(
    code: Annotated[str | None, typer.Argument(metavar="KODE", help="Kode aturan, misalnya SOP302.")] = None,
) -> int:
    """Menampilkan daftar aturan, atau menjelaskan satu aturan."""
    from sopgen import report
    from sopgen.rules import RULES

    if code is None:
        for rule in RULES:
            typer.echo(f"{rule.code}  {report.LEVELS[rule.severity]:<10}  {rule.name:<26}  {rule.summary}")
        return 0
    known = {rule.code: rule for rule in RULES}
    wanted = known.get(code.upper())
    if wanted is None:
        near = nearest(code.upper(), list(known))
        raise UsageProblem(f"Aturan `{code}` tidak ada." + (f" Mungkin maksudnya {near}?" if near else ""))
    typer.echo(f"{wanted.code} {wanted.name} ({report.LEVELS[wanted.severity]})\n\n{wanted.doc}")
    return 0


@app.command(cls=_Command)
def schema(
    library: Annotated[bool, typer.Option("--library", help="Skema sopgen.yaml, bukan skema SOP.")] = False,
) -> int:
    """Menampilkan JSON Schema berkas SOP, untuk penyunting teks."""
    from sopgen import schema as schemas

    sys.stdout.write(schemas.as_text(schemas.library_schema() if library else schemas.sop_schema()))
    return 0


app.command(cls=_Command)(commands_site.build)
for _command in (commands_library.init, commands_library.new, commands_library.config):
    app.command(cls=_Command)(_command)


class _Progress:
    """A progress bar on a terminal, for long work; nothing in a pipe or CI."""

    def __init__(self, total: int, title: str) -> None:
        self.shown = total >= PROGRESS_FROM and sys.stderr.isatty() and not os.environ.get("CI")
        self.total, self.title = total, title
        self.bar: Any = None

    def __enter__(self) -> _Progress:
        if self.shown:
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task(self.title, total=self.total)
        return self

    def advance(self) -> None:
        if self.bar:
            self.bar.advance(self.task)

    def __exit__(self, *unused: object) -> None:
        if self.bar:
            self.bar.stop()


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; no traceback ever reaches the user."""
    gc.set_threshold(100_000)  # findings and scenes hold no circles: looking for some takes a quarter of the time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # reads the metadata of every installed package
    for stream in (sys.stdout, sys.stderr):
        with suppress(ValueError):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: list[str]) -> int:
    try:
        status = app(args=arguments, prog_name="sopgen", standalone_mode=False)
        sys.stdout.flush()
        return int(status or 0)
    except (BrokenPipeError, SystemExit):  # typer itself exits, with 1, where nobody reads its output
        _abandon_output()
        return UNABLE
    except (KeyboardInterrupt, typer.Abort):
        return _stop("Dibatalkan.")
    except UsageProblem as problem:
        return _stop(str(problem))
    except OSError as error:
        _abandon_output()
        return _stop(f"Keluaran tidak dapat ditulis: {error.strerror or error}.")
    except Exception as error:
        if hasattr(error, "format_message"):
            return _stop(_usage_message(error))
        from sopgen.pipeline import bug_message

        return _stop(bug_message(error))


def _stop(message: str) -> int:
    from sopgen.report import printable

    with suppress(OSError):
        typer.echo(printable(message), err=True)
    return UNABLE


def _abandon_output() -> None:
    """Nobody reads on: keep Python from complaining about it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage_message(error: Any) -> str:
    """A command-line error of typer in Indonesian, known by its class: the texts are English and change."""
    return " ".join(_usage_parts(error)) + " Lihat `sopgen --help`."


def _usage_parts(error: Any) -> Iterator[str]:
    match type(error).__name__:
        case "NoSuchOption":
            yield f"Opsi `{error.option_name}` tidak dikenal."
            if error.possibilities:
                yield f"Mungkin maksudnya {', '.join(error.possibilities)}?"
        case "MissingParameter":
            yield f"{getattr(error.param, 'metavar', None) or 'Argumen'} belum ditulis."
        case "BadOptionUsage":
            yield f"Opsi `{error.option_name}` salah pemakaian: nilainya belum ditulis, atau tidak memerlukan nilai."
        case "BadParameter":
            yield f"Nilai untuk `{getattr(error.param, 'name', None) or 'argumen'}` salah."
        case _:
            yield "Perintah atau argumen tidak dikenal."
