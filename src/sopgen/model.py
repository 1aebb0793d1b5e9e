"""What an author may write: the SOP file as frozen data (contract section 1). `reading.document` checks and builds it.

Everything here is *as written*, only normalised: "none" values ("", "-", null) of dates are None, one text may
stand for a list of one, `butir` become a tree. References between rows are resolved later, in `flow`.
Text fields keep the author's characters; a scalar that YAML reads as a number keeps its source text (`1.10`).

The classes have no slots: those pickle at half the speed, and a site's build hands every SOP from process to process.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum

END = "selesai"
"""The reserved target that ends the flow."""


class Hubungan(StrEnum):
    """How several pelaksana of one row are related."""

    BERURUTAN = "berurutan"
    BERSAMA = "bersama"
    SEJAJAR = "sejajar"


class Simbol(StrEnum):
    """Override of a row's symbol."""

    PROSES = "proses"
    TERMINATOR = "terminator"
    KEPUTUSAN = "keputusan"


class Status(StrEnum):
    DRAF = "draf"
    BERLAKU = "berlaku"
    DIGANTIKAN = "digantikan"
    DICABUT = "dicabut"


class Kertas(StrEnum):
    A4 = "a4"
    F4 = "f4"
    LEGAL = "legal"
    LETTER = "letter"
    A3 = "a3"


class Orientasi(StrEnum):
    LANSKAP = "lanskap"
    POTRET = "potret"


class Terminator(StrEnum):
    LANGKAH = "langkah"
    TERPISAH = "terpisah"


class TandaTangan(StrEnum):
    IDENTITAS = "identitas"
    AKHIR = "akhir"
    KEDUANYA = "keduanya"


@dataclass(frozen=True, kw_only=True)
class Instansi:
    nama: str | None = None
    satuan_kerja: str | None = None
    unit: str | None = None
    alamat: str | None = None
    logo: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tanggal:
    """Dates as written; None where the form has none. `reading.dates.parse` gives the day."""

    pembuatan: str | None = None
    revisi: str | None = None
    efektif: str | None = None


@dataclass(frozen=True, kw_only=True)
class Pengesahan:
    jabatan: str | None = None
    nama: str | None = None
    pangkat: str | None = None
    nip: str | None = None


@dataclass(frozen=True, kw_only=True)
class Butir:
    """One entry of a list box: a text with entries below it, or a link to another SOP."""

    text: str
    sop: str | None = None
    """nomor or relative path of the SOP this entry links to; then `text` repeats it."""
    children: tuple[Butir, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One pelaksana column."""

    id: str
    nama: str
    kelompok: str | None = None


Isi = str | tuple[str, ...]
"""A cell's content: a text (line breaks kept) or a list, which prints numbered."""


@dataclass(frozen=True, kw_only=True)
class MutuBaku:
    kelengkapan: Isi = ""
    waktu: str = ""
    output: Isi = ""


@dataclass(frozen=True, kw_only=True)
class Langkah:
    """One row of the procedure."""

    id: str | None = None
    no: str | None = None
    """Printed number as given; None means: numbered by position; "-" prints an empty cell."""
    kegiatan: str
    pelaksana: tuple[str, ...]
    hubungan: Hubungan = Hubungan.BERURUTAN
    keputusan: tuple[tuple[str, str | None], ...] = ()
    """(label, target) in the order written; target None means the next row."""
    pertanyaan: str | None = None
    lanjut: tuple[str, ...] | tuple[tuple[str, tuple[str, ...]], ...] | None = None
    """Targets of the whole row, or (lane id, targets) per symbol; None means the next row."""
    simbol: Simbol | None = None
    mutu_baku: MutuBaku = MutuBaku()
    keterangan: Isi = ""

    @property
    def row_targets(self) -> tuple[str, ...]:
        """Targets of the whole row; empty where none are given or they are given per symbol."""
        return tuple(target for target in self.lanjut or () if isinstance(target, str))

    @property
    def lane_targets(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(lane id, targets) where they are given per symbol."""
        return tuple((lane[0], lane[1]) for lane in self.lanjut or () if not isinstance(lane, str))


@dataclass(frozen=True, kw_only=True)
class Tampilan:
    kertas: Kertas = Kertas.A4
    orientasi: Orientasi = Orientasi.LANSKAP
    huruf: str = "Arial"
    terminator: Terminator = Terminator.LANGKAH
    sampul: bool = False
    nomor_kolom: bool = False
    tanda_tangan: TandaTangan = TandaTangan.IDENTITAS
    urutan_mutu_baku: tuple[str, ...] = ("kelengkapan", "waktu", "output")
    catatan_kaki: str | None = None
    label: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sop:
    """One SOP, library defaults merged in."""

    instansi: Instansi = Instansi()
    judul: str
    nomor: str | None = None
    tanggal: Tanggal = Tanggal()
    disahkan_oleh: Pengesahan = Pengesahan()
    status: Status = Status.DRAF
    menggantikan: tuple[str, ...] = ()
    tinjau_ulang: str | None = None
    dasar_hukum: tuple[Butir, ...] = ()
    kualifikasi_pelaksana: tuple[Butir, ...] = ()
    keterkaitan: tuple[Butir, ...] = ()
    peralatan_perlengkapan: tuple[Butir, ...] = ()
    peringatan: tuple[Butir, ...] = ()
    pencatatan_pendataan: tuple[Butir, ...] = ()
    tambahan: tuple[tuple[str, tuple[Butir, ...]], ...] = ()
    pelaksana: tuple[Lane, ...]
    langkah: tuple[Langkah, ...]
    tampilan: Tampilan = Tampilan()


@dataclass(frozen=True)
class Logo:
    """A picture file, read and measured; `width` and `height` in px."""

    data: bytes
    mime: str
    width: int
    height: int


def keys_of(part: type) -> tuple[str, ...]:
    """The keys an author may write in one part of the file, in the order of the form."""
    return tuple(field.name for field in fields(part))
