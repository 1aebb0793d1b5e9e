"""The command `import`: existing SOPs (workbooks with drawn shapes, printed PDFs) become YAML, a file or a folder."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from sopgen.commands.terminal import complain, say, tracked
from sopgen.commands.values import report_file
from sopgen.diagnostics import UsageProblem

if TYPE_CHECKING:
    from sopgen.importing.tell import Result

SUFFIXES = (".xlsx", ".xlsm", ".pdf", ".xls", ".doc", ".docx")
"""What is taken from a folder; of the last three it is told what to do with them."""
REPORTS = (".html", ".csv", ".json", ".txt")
"""with SUFFIXES: no names for a folder"""
SUMMARY_FILE = "impor.csv"


class Source(NamedTuple):
    """One file to import, and where its SOPs go: a file, or a folder in which each is named by its title."""

    path: Path
    target: Path
    into_folder: bool
    named: bool = False
    """the target is the file that -o names"""


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="BERKAS", help="Berkas .xlsx atau PDF, atau folder.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="TUJUAN", help="Berkas .yaml, atau folder; baku di sebelah berkasnya."),
    ] = None,
    lembar: Annotated[
        str | None, typer.Option("--lembar", metavar="NAMA", help="Hanya lembar ini dari buku kerja.")
    ] = None,
    banding: Annotated[
        Path | None,
        typer.Option("--banding", metavar="BERKAS.html", help="Halaman asli di sebelah hasilnya, tebakan ditandai."),
    ] = None,
    terima: Annotated[bool, typer.Option("--terima", help="Terima semua tebakan: tanpa komentar `# periksa`.")] = False,
    timpa: Annotated[bool, typer.Option("--timpa", help="Timpa berkas YAML yang sudah ada.")] = False,
    tanpa_gambar: Annotated[
        bool, typer.Option("--tanpa-gambar", help="Ambil isi selnya saja; alurnya dilengkapi sendiri.")
    ] = False,
) -> int:
    """Mengubah SOP yang sudah ada (Excel, PDF) menjadi YAML."""
    from sopgen import report
    from sopgen.importing.tell import Verdict, as_csv, lines_of, summary
    from sopgen.work.files import put, write
    from sopgen.work.workers import spread

    if banding is not None:
        report_file(banding, (".html", ".htm"))
    sources = list(_sources(files, output))
    if len(sources) > 1 and banding is not None:
        raise UsageProblem("--banding membandingkan satu berkas; impor berkasnya satu per satu.")
    work = partial(import_file, lembar, terima, tanpa_gambar, banding is not None, timpa)
    results: list[Result] = []
    taken: set[Path] = set()
    with spread(work, sources) as imported:
        done = tracked("Mengimpor", imported, len(sources))
        for source, (found, comparison) in zip(sources, done, strict=True):
            results += [_written(result, source, len(found), taken, timpa) for result in found]
            if banding is not None and comparison:
                put(banding, comparison)
    for result in results:
        first, *rest = map(report.printable, lines_of(result))
        (complain if result.reason else say)(first)
        for line in rest:
            complain(line)
    if len(sources) > 1:
        say(summary(results))
        if output is not None and output.is_dir():
            write(output / SUMMARY_FILE, as_csv(results))
    worst = {result.verdict for result in results}
    return 2 if Verdict.REFUSED in worst else int(Verdict.TO_CHECK in worst)


def _written(result: Result, source: Source, count: int, taken: set[Path], replace_old: bool) -> Result:
    """Write an SOP; several of one file, and those of a folder, are named by their titles."""
    from sopgen.work.files import put

    if result.reason:
        return result
    target = result.target or source.target
    if not result.merged and (source.into_folder or count > 1):
        folder = source.target if source.into_folder else source.target.parent
        names = (f"{result.name}{'' if n == 1 else f'-{n}'}.yaml" for n in itertools.count(1))
        target = next(folder / name for name in names if folder / name not in taken)
    if result.merged and result.came.changes and target in taken:
        reason = f"{target.as_posix()} baru saja ditulis dari buku kerja lain: impor berkas ini sekali lagi"
        return replace(result, reason=reason)
    if not result.merged and target.exists() and not replace_old:
        return replace(result, reason=f"{target.as_posix()} sudah ada: pilih -o yang lain, atau timpa dengan --timpa")
    taken.add(target)
    try:
        if not result.merged or result.came.changes or replace_old or not target.exists():
            put(target, result.came.text.encode())
    except UsageProblem as problem:
        return replace(result, reason=str(problem).rstrip("."))
    return replace(result, target=target)


def _merged(source: Source, accept: bool, replace_old: bool) -> Result | None:
    """What a workbook of sopgen's own brings into its YAML; None where it is none, or where there is no YAML."""
    from sopgen.importing.merge import merge
    from sopgen.importing.opening import Refused, opened
    from sopgen.importing.own import base_of, own_of
    from sopgen.importing.tell import Result
    from sopgen.importing.write import written_anew
    from sopgen.reading import read_text

    kind, data = opened(source.path)
    base = base_of(data) if kind == "xlsx" else None
    if base is None:
        return None
    origin = _own_file(source, base.source.path)
    target = source.target if source.named else origin
    try:
        text = origin.read_bytes().decode() if origin.is_file() and not replace_old else base.source.yaml
    except UnicodeDecodeError:
        raise Refused(f"{origin.as_posix()} bukan teks UTF-8") from None
    old = written_anew(base, source.path.name) if text is None else text
    came = merge(own_of(data, base), old, lambda content: read_text(content, origin.as_posix(), origin.parent))
    if accept:
        came.guesses.clear()
    if text is None:
        return Result(source.path.name, came, target.stem)
    return Result(source.path.name, came, "", target, True, None if target == origin else origin)


def _own_file(source: Source, path: str) -> Path:
    """The YAML whose text takes over the edits: what -o names or stands beside the workbook, else what the path that it
    carries names, in its library."""
    from sopgen.reading.layers import library_of

    own = Path(path or source.path.with_suffix(".yaml").name)
    if own.is_absolute() or ".." in own.parts:  # nobody's workbook says where to write outside
        own = Path(own.name)
    places = [source.target / own, source.target / own.name]
    if not source.into_folder:
        places = [source.target, library_of(source.path.parent).root / own if path else source.target]
    return next(filter(Path.is_file, places), places[0])


def _sources(files: list[Path], output: Path | None) -> Iterator[Source]:
    suffix = output.suffix.lower() if output else ""
    named = suffix in (".yaml", ".yml")
    if suffix in (*SUFFIXES, *REPORTS) and output is not None and not output.is_dir():
        raise UsageProblem(f"{output} bukan nama berkas YAML; -o menunjuk berkas .yaml, atau folder.")
    if named and (len(files) > 1 or files[0].is_dir()):
        raise UsageProblem(f"{output} adalah satu berkas; untuk beberapa SOP, -o menyebut folder.")
    for file in files:
        if file.is_dir():
            inside = [p for p in sorted(file.rglob("*")) if p.suffix.lower() in SUFFIXES and p.name[:2] != "~$"]
            if not inside:
                raise UsageProblem(f"Tidak ada berkas .xlsx atau PDF di folder {file}.")
            for path in inside:
                yield Source(path, output / path.parent.relative_to(file) if output else path.parent, True)
        elif not file.exists():
            raise UsageProblem(f"{file} tidak ada.")
        else:
            yield Source(file, output or file.with_suffix(".yaml"), output is not None and not named, named)


def import_file(
    sheet: str | None, accept: bool, without_drawing: bool, compare: bool, replace_old: bool, source: Source
) -> tuple[list[Result], bytes]:
    """(the SOPs of one file, or why it was refused; the page that compares, where it is asked for)."""
    from sopgen.importing import imported
    from sopgen.importing.tell import Result, result_of
    from sopgen.work.chain import said

    name, page = source.path.name, b""
    try:
        merged = _merged(source, accept, replace_old) if sheet is None else None
        sops = imported(source.path, sheet, without_drawing) if compare or not merged else []
        if compare:
            from sopgen.importing.compare import comparison

            page = comparison(name, sops)
        return [merged] if merged else [result_of(name, sop, accept) for sop in sops], page
    except Exception as error:  # a bug in one file must not stop the others
        return [Result(name, reason=said(error).rstrip("."))], b""
