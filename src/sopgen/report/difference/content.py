"""What every report of differences tells: changes with their places, SOP by SOP, and the matrix before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sopgen import __version__
from sopgen.diagnostics import Finding

CLASSES = ("substansi", "redaksi", "tampilan")
"""of changes, the gravest first"""


class State(StrEnum):
    """What became of an SOP."""

    CHANGED = "changed"
    SAME_BYTES = "same-bytes"
    SAME_SOP = "same-sop"
    """only comments, order of keys or quotes differ"""
    OTHER_CLASS = "other-class"
    """nothing of the class that was asked for"""
    ADDED = "added"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


SAID = {
    State.SAME_BYTES: "tidak ada perubahan: berkasnya sama persis",
    State.SAME_SOP: "tidak ada perubahan: SOP-nya sama; hanya komentar, urutan kunci, atau cara menulis yang berbeda",
    State.OTHER_CLASS: "tidak ada perubahan dari kelas yang diminta",
    State.ADDED: "SOP baru",
    State.REMOVED: "SOP dihapus",
    State.UNREADABLE: "TIDAK DAPAT DIBANDINGKAN",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change."""

    code: str
    name: str
    class_: str
    what: str
    """what it is about, without its values"""
    message: str
    group: str
    """what it belongs to, for people: `Identitas`, `Langkah 3`"""
    langkah: str | None
    """the ID of the row it is about"""
    old: str | None
    new: str | None
    old_place: str
    """file:line:column"""
    new_place: str
    shared: str = ""
    """the sopgen.yaml that gives the value on each side that has one; empty where the SOP itself does"""


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One figure before and after, as numbers and as people read them."""

    key: str
    name: str
    old: float | None
    new: float | None
    difference: float | None
    old_text: str
    new_text: str
    difference_text: str


@dataclass(frozen=True, slots=True)
class Views:
    """The drawings of both versions for the HTML: finished SVG."""

    screen: tuple[str, ...]
    """both sides beside each other, a part for each sheet"""
    paper: tuple[str, ...]
    """one after the other, a piece for each page"""


@dataclass(frozen=True, slots=True)
class SopDifference:
    old: str | None
    """the name of the file; None where there is none"""
    new: str | None
    title: str
    state: State
    entries: tuple[Entry, ...] = ()
    matrix: tuple[MatrixLine, ...] = ()
    problems: tuple[str, ...] = ()
    """why a side cannot be read"""
    views: Views | None = None
    no_views: str = ""
    """why there are no drawings"""

    @property
    def name(self) -> str:
        """The file as people call it, both names where it was renamed."""
        if self.old is None or self.new is None:
            return self.new or self.old or ""
        bare = self.old.partition(":")[2] or self.old
        return self.new if bare == self.new else f"{self.old} → {self.new}"


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """A change in a sopgen.yaml, and the SOPs it reaches."""

    entry: Entry
    sops: tuple[str, ...]


@dataclass(frozen=True)
class Differences:
    sops: Sequence[SopDifference]
    shared: Sequence[SharedEntry] = ()
    matrix: tuple[MatrixLine, ...] = ()
    """of all SOPs together"""
    findings: Sequence[Finding] = ()
    with_matrix: bool = False
    """the matrix is what was asked for"""
    coloured: bool = False
    version: str = __version__

    @property
    def entries(self) -> list[Entry]:
        return [*(shared.entry for shared in self.shared), *(entry for sop in self.sops for entry in sop.entries)]

    @property
    def unreadable(self) -> bool:
        return any(sop.state is State.UNREADABLE for sop in self.sops)


def counted(entries: Sequence[Entry]) -> str:
    """`3 perubahan: 2 substansi, 1 redaksi`."""
    numbers = Counter(entry.class_ for entry in entries)
    parts = ", ".join(f"{numbers[name]} {name}" for name in CLASSES if numbers[name])
    return f"{len(entries)} perubahan: {parts}" if entries else "tidak ada perubahan"


def heading(differences: Differences) -> str:
    """The whole in one sentence."""
    sops = differences.sops
    if len(sops) == 1 and not differences.shared:
        sop = sops[0]
        return SAID[sop.state] if not sop.entries else counted(sop.entries)
    changed = sum(bool(sop.entries) for sop in sops)
    failed = sum(sop.state is State.UNREADABLE for sop in sops)
    told = (
        f"{changed} dari {len(sops)} SOP berubah; {counted(differences.entries)}"
        if sops
        else "tidak ada SOP yang berbeda"
    )
    return told + (f"; {failed} TIDAK DAPAT DIBANDINGKAN" if failed else "")


def matrix_rows(matrix: Sequence[MatrixLine]) -> list[tuple[str, str, str, str]]:
    """The matrix as a table of texts, its heading first."""
    rows = [(line.name, line.old_text, line.new_text, line.difference_text) for line in matrix]
    return [("", "Sebelum", "Sesudah", "Selisih"), *rows]
