"""What every report of differences tells: changes with their places, SOP by SOP, and the matrix before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sopgen.compare.kinds import Class
from sopgen.compare.matrix import Figures, MatrixLine, matrix_of
from sopgen.compare.versions import Change
from sopgen.diagnostics import Finding
from sopgen.model.settings import HOURS_PER_DAY
from sopgen.render.sheet_svg import MarkedSheet


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
class View:
    """A sheet in both versions."""

    name: str
    old: MarkedSheet
    new: MarkedSheet
    joins: tuple[tuple[float, float], ...]
    """(height on the old side, on the new one) of every row that moved within the sheet"""


@dataclass(frozen=True, slots=True)
class SopDifference:
    """What became of one SOP."""

    old: str | None
    """the name of the file; None where there is none"""
    new: str | None
    title: str
    state: State
    entries: tuple[Change, ...] = ()
    shared: tuple[Change, ...] = ()
    """changes that a sopgen.yaml brings"""
    figures: tuple[Figures | None, Figures | None] = (None, None)
    hours_per_day: float = HOURS_PER_DAY
    problems: tuple[str, ...] = ()
    """why a side cannot be read"""
    views: tuple[View, ...] = ()
    """the sheets in which something changed, for the HTML"""
    no_views: str = ""
    """why there are no drawings"""
    undated: Finding | None = None
    """that the substance of an SOP in force changed without a date of revision"""

    @property
    def name(self) -> str:
        """The file as people call it, both names where it was renamed."""
        if self.old is None or self.new is None:
            return self.new or self.old or ""
        bare = self.old.partition(":")[2] or self.old
        return self.new if bare == self.new else f"{self.old} → {self.new}"

    @property
    def matrix(self) -> tuple[MatrixLine, ...]:
        return matrix_of(*self.figures, self.hours_per_day) if any(self.figures) else ()

    @property
    def said(self) -> str:
        """The whole in a few words."""
        return counted(self.entries) if self.entries else SAID[self.state]


@dataclass(frozen=True)
class Differences:
    sops: Sequence[SopDifference]
    shared: Sequence[Change] = ()
    """changes that a sopgen.yaml brings, each once"""
    matrix: tuple[MatrixLine, ...] = ()
    """of all SOPs together"""
    findings: Sequence[Finding] = ()
    with_matrix: bool = False
    """the matrix is what was asked for"""
    coloured: bool = False

    @property
    def entries(self) -> list[Change]:
        return [*self.shared, *(entry for sop in self.sops for entry in sop.entries)]

    @property
    def unreadable(self) -> bool:
        return any(sop.state is State.UNREADABLE for sop in self.sops)

    @property
    def heading(self) -> str:
        """The whole in one sentence."""
        if len(self.sops) == 1 and not self.shared:
            said = self.sops[0].said
        else:
            changed = sum(bool(sop.entries) for sop in self.sops)
            failed = sum(sop.state is State.UNREADABLE for sop in self.sops)
            said = f"{changed} dari {len(self.sops)} SOP berubah; {counted(self.entries)}"
            said = said if self.sops else "tidak ada SOP yang berbeda"
            said += f"; {failed} {SAID[State.UNREADABLE]}" if failed else ""
        return capital(said)


def counted(entries: Sequence[Change]) -> str:
    """`3 perubahan: 2 substansi, 1 redaksi`."""
    numbers = Counter(entry.class_ for entry in entries)
    parts = ", ".join(f"{numbers[name]} {name}" for name in Class if numbers[name])
    return f"{len(entries)} perubahan: {parts}" if entries else "tidak ada perubahan"


def capital(said: str) -> str:
    """As a sentence begins."""
    return said[:1].upper() + said[1:]
