"""The facts about one SOP that the register, the search and the pages need; plain values that go into the cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sopgen.diagnostics import Finding, Severity
from sopgen.library.links import mentions
from sopgen.model import Butir, Sop
from sopgen.reading import dates
from sopgen.rules.times import Times, times_of

NO_OFFICE = "Tanpa satuan kerja"
LEFT_OUT = frozenset({"draf", "dicabut"})
"""States that the public site does not show."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the library."""

    path: Path
    name: str
    """from the library's root, with slashes"""
    address: str
    """in the site, without suffix"""


class Note(NamedTuple):
    """A finding, its file named from the library's root."""

    file: str
    line: int
    code: str
    name: str
    severity: str
    message: str
    hint: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One SOP. Dates are ISO, or empty."""

    name: str
    address: str
    title: str
    readable: bool = False
    number: str = ""
    government: str = ""
    office: str = NO_OFFICE
    unit: str = ""
    status: str = ""
    made: str = ""
    revised: str = ""
    effective: str = ""
    review: str = ""
    supersedes: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    """texts that may be titles of other SOPs"""
    words: tuple[str, ...] = ()
    """the words a search finds it by"""
    steps: int = 0
    times: Times | None = None
    findings: tuple[Note, ...] = ()

    @property
    def refused(self) -> bool:
        """It cannot be drawn truly."""
        return not self.readable or any(note.refuses for note in self.findings)

    @property
    def public(self) -> bool:
        return self.readable and self.status not in LEFT_OUT

    @property
    def year(self) -> str:
        return (self.effective or self.made)[:4]

    def count(self, severity: Severity) -> int:
        return sum(note.severity == severity for note in self.findings)


def unread(source: Source, notes: Sequence[Note]) -> Entry:
    """The entry of a file that holds no SOP that could be read."""
    return Entry(source.name, source.address, Path(source.name).name, findings=tuple(notes))


def entry(source: Source, sop: Sop, notes: Sequence[Note], hours_per_day: float) -> Entry:
    return Entry(
        source.name,
        source.address,
        " ".join(sop.judul.split()) or source.name,
        True,
        sop.nomor or "",
        sop.instansi.nama or "",
        sop.instansi.satuan_kerja or sop.instansi.nama or NO_OFFICE,
        sop.instansi.unit or "",
        sop.status.value,
        _iso(sop.tanggal.pembuatan),
        _iso(sop.tanggal.revisi),
        _iso(sop.tanggal.efektif),
        _iso(sop.tinjau_ulang),
        sop.menggantikan,
        mentions(sop),
        _words(sop),
        len(sop.langkah),
        times_of(sop, hours_per_day),
        tuple(notes),
    )


def note_of(finding: Finding, file: str) -> Note:
    return Note(
        file,
        finding.span.line,
        finding.code,
        finding.name,
        finding.severity.value,
        finding.message,
        finding.hint,
        finding.refuses,
    )


def _iso(written: str | None) -> str:
    day = dates.parse(written) if written else None
    return day.isoformat() if day else ""


def _texts(items: Sequence[Butir]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _texts(item.children)


def _words(sop: Sop) -> tuple[str, ...]:
    office = sop.instansi
    texts = [
        sop.judul,
        *(part or "" for part in (sop.nomor, office.nama, office.satuan_kerja, office.unit)),
        *_texts(sop.dasar_hukum),
        *(lane.nama for lane in sop.pelaksana),
        *(step.kegiatan for step in sop.langkah),
    ]
    stripped = (word.strip(".,;:()[]\"'“”‘’") for word in " ".join(texts).casefold().split())
    return tuple(sorted({word for word in stripped if word}))
