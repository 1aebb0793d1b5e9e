"""What an import guessed and could not use: a closed list, each with its place and what else it could have been.

Doubts become SOP701 and comments in the YAML; what went nowhere becomes SOP702.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sopgen.importing.page import Box, Ignored, Page


class Confidence(StrEnum):
    """How an item came to be, from the surest to a guess."""

    CERTAIN = "pasti"
    """By glue or by a name that sopgen wrote."""
    READ = "terbaca"
    """One candidate, well inside the tolerance."""
    GUESSED = "duga"


class Doubt(StrEnum):
    """Every kind of guess there is, and how it is told."""

    DIRECTION = "arah panah ditebak: garisnya tanpa kepala"
    JOINT = "garis tanpa kepala di satu baris dibaca sebagai kerja bersama; panah lain pun tanpa kepala"
    TWO_HEADS = "garis berkepala dua dibaca sebagai panah ke dua arah"
    END = "ujung panah berjarak dari simbol, atau dekat dua simbol"
    FROM_PICTURE = "panah ini berupa gambar: asal, tujuan, dan arahnya ditebak"
    SKEWED = "simbol tidak jelas di lajur atau baris mana"
    FORM = "bentuk simbolnya bukan bentuk baku; dibaca sebagai kotak"
    MID_TERMINATOR = "kapsul di tengah alur dibaca sebagai kotak"
    LABEL_INFERRED = "label cabang tidak ada di gambar"
    LABEL_FAR = "label jauh dari cabangnya, atau dekat beberapa cabang"
    ONE_EXIT = "belah ketupat ini hanya punya satu cabang"
    NO_EXIT = "belah ketupat ini tanpa cabang; ditulis sebagai kotak"
    PENTAGON = "pasangan simbol sambungan ditebak"
    PENTAGON_ALONE = "simbol sambungan tanpa pasangan: sambungannya tidak ada di berkas ini"
    LANE_NAME = "nama pelaksana tidak terbaca"
    COLUMN = "judul kolom tidak ada; isinya ditebak dari urutannya"
    NO_SYMBOL = "tidak ada simbol di baris ini; pelaksananya ditebak"
    NO_FLOW = "alurnya tidak dibaca; urutan langkah menjadi alur"
    SPLIT_ROW = "satu baris memuat beberapa simbol sejajur; ditulis sebagai beberapa langkah"
    NO_ACTIVITY = "kegiatan tidak terbaca"
    MERGED_CELL = "sel ini digabung dengan baris di bawahnya; isinya ditulis pada baris pertama"
    NO_WAY_ON = "tidak ada panah keluar dari simbol ini"
    REWRITTEN = "alur di sini tidak dapat ditulis persis seperti gambarnya"
    TITLE = "judul SOP tidak terbaca"


@dataclass(frozen=True, slots=True)
class Note:
    """One doubt about one thing that was read."""

    doubt: Doubt
    page: Page
    box: Box
    chosen: str
    """What was written, in words of the SOP: `4 → 7 (Tidak)`."""
    otherwise: str = ""
    """What else it could have been; empty where nothing else is near."""
    row: int | None = None
    """The row of the SOP (0-based) it is told at; None for the whole SOP."""

    @property
    def sentence(self) -> str:
        tail = f"; mungkin juga {self.otherwise}" if self.otherwise else ""
        head = f"{self.chosen}: " if self.chosen else ""
        return f"{head}{self.doubt.value}{tail}"

    @property
    def place(self) -> str:
        return self.page.place(self.box)


@dataclass(slots=True)
class Ledger:
    """What became of every item that was extracted: used, ignored with a reason, or listed as lost. Each is one of
    these; what one stage uses counts as used, whatever others thought of it."""

    used: set[str] = field(default_factory=set)
    ignored: dict[str, Ignored] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)

    def use(self, *ids: str) -> None:
        self.used.update(ids)
        for id in ids:
            self.ignored.pop(id, None)

    def ignore(self, reason: Ignored, *ids: str) -> None:
        for id in ids:
            if id not in self.used:
                self.ignored.setdefault(id, reason)
