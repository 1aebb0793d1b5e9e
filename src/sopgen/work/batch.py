"""Checks or renders many SOPs, each for itself: what goes wrong with one does not keep the others from being done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sopgen.diagnostics import Finding
from sopgen.library import forget, register_around
from sopgen.library.entries import resolved
from sopgen.library.register import Register
from sopgen.reading import Reading, read, read_text
from sopgen.reading.files import LIBRARY_FILE, SUFFIXES
from sopgen.reading.layers import library_of
from sopgen.rules import check_library
from sopgen.work.chain import Made, checked, draw_reading, said
from sopgen.work.files import unwritten, write_all
from sopgen.work.jobs import STDIN_NAME, Job, rivals
from sopgen.work.workers import ALONE, spread

if TYPE_CHECKING:
    from sopgen.render.notices import Notice
    from sopgen.rules.times import Times

NO_REGISTER = Register(Path())


class Outcome(NamedTuple):
    """What became of one job."""

    name: str
    findings: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()
    failures: tuple[str, ...] = ()
    """why not all could be done though the findings allow it; for the user"""
    notices: frozenset[Notice] = frozenset()
    """what the user should know about the documents of this run, to be said once"""
    times: Times | None = None
    """how long the SOP takes, where that was asked for and it can be read"""
    kept: bool = False
    """A workbook that somebody edited was left as it is."""

    @property
    def refused(self) -> bool:
        return any(finding.refuses for finding in self.findings)

    @property
    def status(self) -> int:
        """The exit status of a run that ends so."""
        from sopgen.render.notices import incomplete

        if self.refused or self.kept:
            return 1
        return 2 if self.failures or incomplete(self.notices) else 0


# ---- checking


def check_files(jobs: Sequence[Job], today: date | None, timed: bool = False) -> Iterator[Outcome]:
    """The findings of each file, in order, with those about its place in the library; its times if `timed`."""
    registers = _registers(jobs)
    with spread(partial(check_file, today=today, timed=timed), jobs) as outcomes:
        for job, outcome in zip(jobs, outcomes, strict=True):
            register = registers.get(job.source.parent, NO_REGISTER)
            entry = register.by_path.get(resolved(job.source))
            more = check_library(entry, register) if entry else ()
            own = [one._replace(file=job.name) if entry and one.file == entry.file else one for one in more]
            yield outcome._replace(findings=(*outcome.findings, *own))


def _registers(jobs: Sequence[Job]) -> dict[Path, Register]:
    """The register of the library of each folder, read before other processes start: copies of this one have it."""
    forget()
    folders = {job.source.parent for job in jobs if job.content is None}
    return {folder: register_around(folder) for folder in folders}


def check_file(job: Job, today: date | None, timed: bool = False) -> Outcome:
    from sopgen.rules.times import times_of

    try:
        if job.source.name == LIBRARY_FILE:
            return Outcome(job.name, library_of(job.source.parent).findings)
        reading = checked(_read(job), today)
        times = times_of(reading.sop, reading.settings.jam_kerja_per_hari) if timed and reading.sop else None
        return Outcome(job.name, reading.findings, times=times)
    except Exception as error:
        return Outcome(job.name, failures=(said(error),))


def _read(job: Job) -> Reading:
    return read(job.source) if job.content is None else read_text(job.content, STDIN_NAME, Path())


# ---- rendering


class Wishes(NamedTuple):
    """What the documents of a run are to be like."""

    formats: tuple[str, ...] = ("xlsx",)
    dpi: float = 200.0
    """of a PNG"""
    replace_edited: bool = False
    """Write over workbooks that somebody edited too."""
    with_yaml: bool = False
    """Workbooks carry the file that they are made from."""


def render_files(jobs: Sequence[Job], wishes: Wishes) -> Iterator[Outcome]:
    """What becomes of each file, in order. Of jobs that would write the same files none is done."""
    others = rivals(jobs)
    if len(jobs) > ALONE:
        _registers(jobs)
    alone = [job for job in jobs if job not in others]
    with spread(partial(render_file, wishes=wishes), alone) as done:
        for job in jobs:
            if other := others.get(job):
                why = f"Dokumennya akan menjadi berkas yang sama dengan milik {other.name}: ubah salah satu namanya."
                yield Outcome(job.name, failures=(why,))
            else:
                yield next(done)


def render_file(job: Job, wishes: Wishes) -> Outcome:
    """Make the documents of one SOP and put them into their places, or give the findings that refuse it."""
    outcome = Outcome(job.name)
    try:
        reading = checked(_read(job))
        outcome = outcome._replace(findings=reading.findings)
        if outcome.refused:
            return outcome
        formats, edited = wishes.formats, "" if wishes.replace_edited else _edited(job, wishes, reading)
        if edited:
            formats = tuple(name for name in formats if name != "xlsx")
        page = f"{job.target.name}.html" if "html" in formats else None
        made = draw_reading(reading, formats, page, wishes.dpi, wishes.with_yaml)
        written, failures = _write(made, job)
        failures = (*filter(None, [edited]), *failures)
        return outcome._replace(written=written, failures=failures, notices=made.notices, kept=bool(edited))
    except Exception as error:
        return outcome._replace(failures=(said(error),))


def _edited(job: Job, wishes: Wishes, reading: Reading) -> str:
    """Why the workbook in the place of the new one is left alone, and what to do; "" where nobody edited it, or where
    the file has taken the edits over."""
    path = job.target.with_name(f"{job.target.name}.xlsx")
    if "xlsx" not in wishes.formats or not path.is_file():
        return ""
    from sopgen.importing.merge import SAYS, not_taken_over

    text = reading.source.decode("utf-8", "replace")
    lost = not_taken_over(path.read_bytes(), text, lambda content: read_text(content, reading.file, reading.folder))
    if not lost:
        return ""
    told = f"{path.as_posix()} dibiarkan: {', '.join(lost)} bukan lagi seperti yang ditulis sopgen."
    if SAYS not in lost:
        return f"{told} Bentuk tidak dibawa ke YAML: simpan salinannya bila perlu, lalu tulis ulang dengan --timpa."
    target = job.source.as_posix() if job.content is None else f"{path.stem}.yaml"
    command = f"sopgen import {path.as_posix()} -o {target}"
    return f"{told} Bawa perubahannya ke YAML dengan `{command}`, atau tulis ulang dengan --timpa."


def _write(made: Made, job: Job) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write the documents, remove sheets that an earlier, longer version of the SOP left, and tell what failed."""
    target, problems = job.target, made.problems
    files = {target.with_name(f"{target.name}.{name}"): content for name, content in made.files.items()}
    stale: list[Path] = []
    for name, parts in made.sheets.items():
        stems = (f"{target.name}-lembar-{i}" for i in count(1))
        sheets = (
            target.with_name(f"{stem}.{name}")
            for stem in stems
            if not any(job.source.with_name(stem + suffix).exists() for suffix in SUFFIXES)  # an SOP's own flowchart
        )
        files |= dict(zip(islice(sheets, len(parts)), parts, strict=True))
        stale += takewhile(Path.exists, sheets)
    try:
        refused = write_all(files)
    except OSError as error:
        return (), (unwritten(target, error),)
    for path in stale:
        path.unlink(missing_ok=True)
    failures = []
    for why in dict.fromkeys(problems.values()):  # each once, with the formats it concerns where those are not all
        names = [name for name, reason in problems.items() if reason == why]
        whole = len(names) == len(made.problems) + len(made.files)
        failures.append(why if whole else f"{', '.join(names)} tidak dibuat: {why}")
    failures += [unwritten(*pair) for pair in refused.items()]
    return tuple(path for path in files if path not in refused), tuple(failures)
