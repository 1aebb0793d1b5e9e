"""The facts about one SOP that the register, the search and the pages need; plain values that go into the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopgen.diagnostics import Finding, Severity
from sopgen.library.links import mentions
from sopgen.model import Sop
from sopgen.reading import dates
from sopgen.rules.times import Times, times_of

NO_OFFICE = "Tanpa satuan kerja"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the library."""

    path: Path
    name: str
    """from the library's root, with slashes"""
    address: str
    """in the site, without suffix"""


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
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """It cannot be drawn truly."""
        return not self.readable or any(finding.refuses for finding in self.findings)

    @property
    def brief(self) -> Entry:
        """What the page of another SOP says of this one."""
        known = self.name, self.address, self.title, self.readable, self.number
        return Entry(*known, status=self.status, effective=self.effective)

    @property
    def year(self) -> str:
        return (self.effective or self.made)[:4]

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def entry(source: Source, sop: Sop | None, findings: Sequence[Finding], hours_per_day: float = 0) -> Entry:
    """The entry of a file; without `sop`, of one that holds none that could be read."""
    if sop is None:
        return Entry(source.name, source.address, Path(source.name).name, findings=tuple(findings))
    return Entry(
        source.name,
        source.address,
        " ".join(sop.judul.split()) or source.name,
        True,
        sop.nomor or "",
        sop.instansi.nama or "",
        sop.instansi.satuan_kerja or sop.instansi.nama or NO_OFFICE,
        sop.instansi.unit or "",
        sop.status,
        _iso(sop.tanggal.pembuatan),
        _iso(sop.tanggal.revisi),
        _iso(sop.tanggal.efektif),
        _iso(sop.tinjau_ulang),
        sop.menggantikan,
        mentions(sop),
        _words(sop),
        len(sop.langkah),
        times_of(sop, hours_per_day),
        tuple(findings),
    )


def named(finding: Finding, file: str) -> Finding:
    """A finding as pages tell it: of the file with this name from the library's root, without how to mend it."""
    return finding._replace(file=file, related=(), correction=None)


def _iso(written: str | None) -> str:
    day = dates.parse(written) if written else None
    return day.isoformat() if day else ""


def _words(sop: Sop) -> tuple[str, ...]:
    office = sop.instansi
    texts = [
        sop.judul,
        *(part or "" for part in (sop.nomor, office.nama, office.satuan_kerja, office.unit)),
        *(below.text for entry in sop.dasar_hukum for below in entry.walk()),
        *(lane.nama for lane in sop.pelaksana),
        *(step.kegiatan for step in sop.langkah),
    ]
    stripped = (word.strip(".,;:()[]\"'“”‘’") for word in " ".join(texts).casefold().split())
    return tuple(sorted({word for word in stripped if word}))
