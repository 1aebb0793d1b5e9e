"""Turns files into findings and documents: the whole program in one screen, over one file or a library."""

from __future__ import annotations

import errno
import glob
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from sopgen.diagnostics import Finding, SopgenBug, UsageProblem
from sopgen.flow import trace
from sopgen.library import around, forget, library_root, register_of, with_titles
from sopgen.library.links import addresses
from sopgen.library.register import Register
from sopgen.reading import Reading, read, read_text
from sopgen.reading.files import LIBRARY_FILE, SUFFIXES, bare, sop_files
from sopgen.reading.layers import library_of, reason
from sopgen.reading.loader import MAX_BYTES
from sopgen.rules import check, check_library

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from sopgen.render import Document
    from sopgen.render.notices import Notice
    from sopgen.rules.times import Times
    from sopgen.scene.document import Scene

STDIN = "-"
STDIN_NAME = "<stdin>"
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
ALONE = 8
"""Up to so many files are done in this process: starting others would take longer."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Job:
    """One SOP to work on."""

    source: Path
    """`-` for standard input"""
    target: Path
    """where its documents go, without suffix"""
    content: bytes | None = None
    """what standard input held"""

    @property
    def name(self) -> str:
        return STDIN_NAME if self.content is not None else self.source.as_posix()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job."""

    name: str
    findings: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()
    failure: str = ""
    """why it could not be done though its findings allow it; for the user"""
    notices: frozenset[Notice] = frozenset()
    """what the user should know about the documents of this run, to be said once"""
    times: Times | None = None
    """how long the SOP takes, where that was asked for and it can be read"""
    undrawable: bool = False
    """The failure lies in the SOP, not in the system."""

    @property
    def incomplete(self) -> bool:
        """Whether a wanted format was left out while the others were written."""
        from sopgen.render.notices import ENGINE

        return any(notice.kind == ENGINE for notice in self.notices)

    @property
    def refused(self) -> bool:
        return self.undrawable or any(finding.refuses for finding in self.findings)


def find(paths: Sequence[Path], directory: Path | None) -> list[Job]:
    """The SOPs that paths name, each once, in order; `directory` is where documents go (None: beside the input)."""
    jobs: dict[tuple[Path, Path], Job] = {}
    for path in chain.from_iterable(map(_named, paths)):
        for job in _jobs(path, directory):
            jobs.setdefault((_absolute(job.source), _absolute(job.target)), job)
    return list(jobs.values())


def _named(path: Path) -> list[Path]:
    """What a path with wildcards stands for, which the shells of Windows leave to the programs; else the path."""
    pattern = str(path)
    if not glob.has_magic(pattern) or path.exists():
        return [path]
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes hidden files and refuses `a**`
    return sorted(map(Path, found)) or [path]


def sops(jobs: Sequence[Job]) -> list[Job]:
    """Without a sopgen.yaml, which `*.yaml` names too; UsageProblem where nothing else is named."""
    found = [job for job in jobs if job.source.name != LIBRARY_FILE]
    if jobs and not found:
        raise UsageProblem(f"{jobs[0].source} adalah isian bersama pustaka, bukan SOP.")
    return found


def _absolute(path: Path) -> Path:
    return path.resolve()


def _jobs(path: Path, directory: Path | None) -> Iterator[Job]:
    if str(path) == STDIN:
        yield Job(path, (directory or Path()) / "sop", sys.stdin.buffer.read(MAX_BYTES + 1))
    elif path.is_dir():
        found = sorted(search(path))
        if not found:
            raise UsageProblem(f"Tidak ada berkas SOP (*.yaml, *.yml) di folder {path}.")
        for source in found:
            place = (directory / source.relative_to(path)) if directory else source
            yield Job(source, bare(place))
    elif not path.exists():
        raise UsageProblem(f"{path} tidak ada.")
    else:
        yield Job(path, bare((directory / path.name) if directory else path))


def search(folder: Path) -> Iterator[Path]:
    """The SOP files in a folder and below it; UsageProblem where one of the folders cannot be read."""

    def refuse(error: OSError) -> None:
        raise UsageProblem(f"Folder {error.filename} tidak dapat dibaca: {reason(error)}.")

    return sop_files(folder, refuse)


def check_files(jobs: Sequence[Job], today: date | None, timed: bool = False) -> Iterator[Outcome]:
    """The findings of each file, in order, with those about its place in the library; its times if `timed`."""
    registers = _registers(jobs)
    outcomes = each(partial(check_file, today=today, timed=timed), jobs)
    for job, outcome in zip(jobs, outcomes, strict=True):
        yield replace(outcome, findings=(*outcome.findings, *_among_others(job, registers)))


def _registers(jobs: Sequence[Job]) -> dict[Path, Register]:
    """The register of the library of each folder, read before other processes start: they inherit it."""
    forget()
    folders = {job.source.parent for job in jobs if job.content is None}
    roots = {folder: root for folder in folders if (root := library_root(folder))}
    return {folder: register_of(root) for folder, root in roots.items()}


def _among_others(job: Job, registers: dict[Path, Register]) -> Iterator[Finding]:
    register = registers.get(job.source.parent)
    entry = register and register.by_path.get(_absolute(job.source))
    if register and entry:
        for finding in check_library(entry, register):
            yield finding._replace(file=job.name) if finding.file == entry.file else finding


def check_file(job: Job, today: date | None, timed: bool = False) -> Outcome:
    try:
        if job.source.name == LIBRARY_FILE:
            return Outcome(job.name, library_of(job.source.parent).findings)
        reading = _read(job)
        found = (*reading.findings, *check(reading, today))
        return Outcome(job.name, found, times=_times(reading) if timed else None)
    except UsageProblem as problem:
        return Outcome(job.name, failure=str(problem))
    except Exception as error:  # a bug in one file must not stop the others
        return Outcome(job.name, failure=bug_message(error))


def _times(reading: Reading) -> Times | None:
    from sopgen.rules.times import times_of

    return times_of(reading.sop, reading.settings.hours_per_day) if reading.sop else None


def render_files(
    jobs: Sequence[Job], formats: Sequence[str], report: Callable[[Outcome], None], dpi: float = 200.0
) -> int:
    """Render each file, report each outcome in order, and give the exit status."""
    _refuse_collisions(jobs)
    if len(jobs) > ALONE:
        _registers(jobs)
    status = 0
    for outcome in each(partial(render_file, formats=tuple(formats), dpi=dpi), jobs):
        report(outcome)
        status = max(status, 1 if outcome.refused else 2 if outcome.failure or outcome.incomplete else 0)
    return status


def _refuse_collisions(jobs: Sequence[Job]) -> None:
    first: dict[str, Job] = {}
    for job in jobs:
        other = first.setdefault(os.path.normcase(_absolute(job.target)), job)
        if other is not job:
            raise UsageProblem(f"{other.name} dan {job.name} akan menjadi berkas yang sama: ubah salah satu namanya.")


def render_file(job: Job, formats: tuple[str, ...], dpi: float = 200.0) -> Outcome:
    """read -> check -> trace -> lay_out -> render -> write, or the findings that refuse it."""
    try:
        reading = _read(job)
        outcome = Outcome(job.name, (*reading.findings, *check(reading)))
    except UsageProblem as problem:
        return Outcome(job.name, failure=str(problem))
    except Exception as error:  # a bug in one file must not stop the others
        return Outcome(job.name, failure=bug_message(error))
    if outcome.refused:
        return outcome
    try:
        written, left_out = _documents(reading, job.target, formats, dpi)
        return replace(outcome, written=written, notices=notices_of(formats) | left_out)
    except OSError as error:
        return replace(outcome, failure=_write_problem(error, job))
    except UsageProblem as problem:
        return replace(outcome, failure=str(problem))
    except _Undrawable as problem:
        return replace(outcome, failure=str(problem), undrawable=True)
    except Exception as error:
        return replace(outcome, failure=bug_message(error))


class _Undrawable(Exception):
    """More arrows meet at a symbol than it has sides. The message is for the user."""


def _documents(
    reading: Reading, target: Path, formats: tuple[str, ...], dpi: float
) -> tuple[tuple[Path, ...], frozenset[Notice]]:
    """Make every format before the first is written: a file that fails leaves all of its old documents. Gives what was
    written, and what was left out because this computer lacks a program for it."""
    from sopgen.layout.chart import place_chart, place_sheets
    from sopgen.render import FORMATS, Document

    if reading.sop is None:
        raise SopgenBug("an SOP without findings was not read")
    page = target.name + FORMATS["html"].suffix if "html" in formats else None
    neighbours = around(reading)
    links = addresses(reading.sop, neighbours) if page else {}
    sop = with_titles(reading.sop, neighbours.title)
    flow = trace(sop)
    document = Document(
        sop,
        flow,
        lambda: _scene(replace(reading, sop=sop)),
        partial(place_chart, sop, flow),
        partial(place_sheets, sop, flow),
        page,
        links,
        dpi,
    )
    documents, stale, left_out = _made(document, target, formats, reading.folder)
    for path, data in documents.items():
        write(path, data)
    for path in stale:
        path.unlink()
    return tuple(documents), left_out


def _is_anothers(sheet: Path, folder: Path) -> bool:
    """Whether a sheet bears the name of the flowchart of another SOP in the folder."""
    return any((folder / sheet.with_suffix(suffix).name).exists() for suffix in SUFFIXES)


def _made(
    document: Document, target: Path, formats: tuple[str, ...], folder: Path
) -> tuple[dict[Path, bytes], list[Path], frozenset[Notice]]:
    """What to write, the sheets that an earlier, longer version of the SOP left behind, and what cannot be made here.
    `folder`: the SOP's."""
    from sopgen.layout.routing.problem import Unroutable
    from sopgen.render import FORMATS
    from sopgen.render.notices import ENGINE, EngineMissing, Notice

    documents: dict[Path, bytes] = {}
    stale: list[Path] = []
    left_out: set[Notice] = set()
    try:
        for form in (FORMATS[name] for name in formats):
            try:
                data = form.function(document)
            except EngineMissing as problem:
                left_out.add(Notice(ENGINE, str(problem)))
                continue
            documents[target.with_name(target.name + form.suffix)] = data
            if form.sheets:
                paths = (target.with_name(f"{target.name}-lembar-{number}{form.suffix}") for number in count(1))
                for data, path in zip(form.sheets(document), paths, strict=False):
                    if _is_anothers(path, folder):
                        raise UsageProblem(f"{path.name} adalah bagan alir SOP lain: ubah nama berkas YAML-nya.")
                    documents[path] = data
                stale += takewhile(lambda path: path.exists() and not _is_anothers(path, folder), paths)
    except Unroutable as problem:
        raise _Undrawable(
            f"Terlalu banyak panah bertemu pada satu simbol ({problem}); pecah langkah atau keputusannya."
        ) from None
    return documents, stale, frozenset(left_out)


def _scene(reading: Reading) -> Scene:
    from sopgen.layout import lay_out

    if reading.sop is None:
        raise SopgenBug("an SOP without findings was not read")
    return lay_out(reading.sop, trace(reading.sop), logo=reading.logo)


def notices_of(formats: Collection[str]) -> frozenset[Notice]:
    if "pdf" not in formats:
        return frozenset()
    from sopgen.render.pdf import notices

    return notices()


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there before stays until the new one is complete."""
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.sopgen")
    try:
        with _new(part) as file:
            file.write(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _new(path: Path) -> BinaryIO:
    """A new file, in a new folder where there is none."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def _write_problem(error: OSError, job: Job) -> str:
    place = job.target.as_posix()
    match error:
        case OSError(errno=number) if number in FULL:
            return f"{place} tidak dapat ditulis: cakram penuh."
        case IsADirectoryError():
            return f"{place} tidak dapat ditulis: sudah ada folder dengan nama itu."
        case PermissionError():
            return f"{place} tidak dapat ditulis: tutup dulu bila sedang dibuka di Excel, atau periksa izin foldernya."
        case FileExistsError() | NotADirectoryError():
            return f"{place} tidak dapat ditulis: folder tujuannya ternyata berkas."
        case _:
            return f"{place} tidak dapat ditulis: {reason(error)}."


def _read(job: Job) -> Reading:
    if job.content is not None:
        return read_text(job.content, STDIN_NAME, Path())
    return read(job.source)


def bug_message(error: BaseException) -> str:
    """One line that asks to report a bug."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"Kesalahan di dalam sopgen, bukan pada berkas Anda; mohon laporkan beserta berkasnya. ({what})"


def each(function: Callable[[T], U], items: Sequence[T]) -> Iterator[U]:
    """The function of each item, in order; in several processes where that pays."""
    workers = min(os.cpu_count() or 1, len(items))
    if len(items) <= ALONE or workers < 2:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, mp_context=_context()) as pool:
        yield from pool.map(function, items, chunksize=max(1, min(16, len(items) // (4 * workers))))


def _context() -> BaseContext | None:
    """How other processes start: as the system does it, but anew where typst has run here, whose threads do not
    survive a fork."""
    from multiprocessing import get_context

    return get_context("spawn") if "typst" in sys.modules else None
