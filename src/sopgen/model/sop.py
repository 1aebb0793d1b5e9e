"""What an author may write: the SOP file as frozen pydantic models (contract section 1).

`Sop.model_validate(data)` takes what a YAML file holds. Everything is kept *as written*, only normalised: a key without
a value counts as not written, one text may stand for a list of one, the entries of a box become a tree, a mapping whose
order counts becomes pairs. References between rows are resolved later, in `flow`. Text fields keep the author's
characters; a number keeps its source text (`1.10`), where the reader gives it as `values.Number`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from sopgen.diagnostics import Path
from sopgen.model.values import (
    CONFIG,
    MAPPING,
    MAPPING_OR_PLAIN,
    ONE_OF,
    PLAIN,
    Cell,
    Expected,
    FilledText,
    Flag,
    FontSize,
    FromYaml,
    Heading,
    LaneId,
    LaneIds,
    LaneName,
    Link,
    Marker,
    Numbering,
    OneOrMany,
    OptionalDay,
    OptionalText,
    Pixels,
    References,
    RowId,
    RowNumber,
    Target,
    Text,
    Texts,
)

BUTIR_DEPTH = 3
"""headings within headings in a box"""


Hubungan = Literal["berurutan", "bersama", "sejajar"]
"""How several pelaksana of one row are related."""
Simbol = Literal["proses", "terminator", "keputusan"]
"""Override of a row's symbol."""
Status = Literal["draf", "berlaku", "digantikan", "dicabut"]
Kertas = Literal["a4", "f4", "legal", "letter", "a3"]
Orientasi = Literal["lanskap", "potret"]


class Part(BaseModel):
    """A mapping of the file with known keys."""

    model_config = CONFIG

    @model_validator(mode="before")
    @classmethod
    def _written(cls, data: Any) -> Any:
        """A key without a value counts as not written, and so does a needed one that says nothing."""
        if not isinstance(data, dict):
            return data
        fields = cls.model_fields
        return {name: value for name, value in data.items() if not _says_nothing(value, fields.get(name))}


def _says_nothing(value: Any, field: FieldInfo | None) -> bool:
    if field is None:
        return False
    if value is None or not field.is_required():
        return value is None
    return not value.strip() if isinstance(value, str) else value in ([], {}, ())


class Instansi(Part):
    nama: OptionalText = Field(None, description="Baris pertama kop: pemerintah daerah atau kementerian/lembaga")
    satuan_kerja: OptionalText = Field(None, description="Baris kedua kop: satuan kerja pemilik SOP")
    unit: OptionalText = Field(None, description="Baris ketiga kop")
    alamat: OptionalText = Field(None, description="Alamat kantor")
    logo: OptionalText = Field(None, description="Berkas PNG, JPEG, atau SVG, relatif terhadap berkas ini")


class Tanggal(Part):
    """Dates as written; None where the form has none. `reading.dates.parse` gives the day."""

    pembuatan: OptionalDay = Field(None, description="Tanggal pembuatan, misalnya 30 Agustus 2022")
    revisi: OptionalText = Field(
        None, description="Tanggal revisi; - tercetak bila belum ada, kosong membiarkan selnya kosong"
    )
    efektif: OptionalDay = Field(None, description="Tanggal efektif (pengesahan)")


class Pengesahan(Part):
    jabatan: OptionalText = Field(None, description="Jabatan yang mengesahkan")
    nama: OptionalText = Field(None, description="Nama pejabat")
    pangkat: OptionalText = Field(None, description="Pangkat pejabat")
    nip: OptionalText = Field(None, description="NIP pejabat")


class Penandatangan(Part):
    """One who signs before the one who approves."""

    peran: OptionalText = Field(None, description="Peran, misalnya Disusun oleh")
    jabatan: OptionalText = Field(None, description="Jabatan penanda tangan")
    nama: OptionalText = Field(None, description="Nama penanda tangan")
    nip: OptionalText = Field(None, description="NIP penanda tangan")
    tanggal: OptionalDay = Field(None, description="Tanggal tanda tangan, misalnya 20 Agustus 2022")
    penanda: Marker | None = Field(None, description="Satu tanda tempat tanda tangan elektronik, misalnya #")


class Butir(BaseModel):
    """One entry of a box: a text with entries below it, or a link to another SOP."""

    model_config = CONFIG

    text: str
    sop: str | None = None
    """nomor or relative path of the SOP this entry links to; then `text` repeats it."""
    children: tuple[Butir, ...] = ()
    numbered: bool = True
    """False for a text that stands in place of a list and prints as it is."""

    def walk(self) -> Iterator[Butir]:
        """The entry and all those below it, from above."""
        yield self
        for child in self.children:
            yield from child.walk()


class SopLink(BaseModel):
    """How a file links to another SOP."""

    model_config = CONFIG

    sop: Link = Field(description="Nomor atau letak berkas SOP lain")


_HeadingOnly = Annotated[str, Field(pattern=r"^(?!sop$)[\s\S]*\S"), Expected("judul butir")]


def _entries(depth: int) -> Any:
    """The form of a box in the file: texts, links, and headings with entries of their own, `depth` headings deep."""
    entry: Any = Annotated[Text, Expected(f"teks (judul paling banyak {BUTIR_DEPTH} tingkat)")]
    if depth:
        within: Any = _entries(depth - 1)
        headings: Any = dict[_HeadingOnly, within | None]
        kinds: Any = Annotated[Text, PLAIN] | Annotated[SopLink, Tag("(tautan)")] | Annotated[headings, MAPPING]
        entry = Annotated[kinds, Discriminator(_kind_of_entry)]
    several: Any = list[entry | None]
    form = Annotated[several, OneOrMany(), WrapValidator(_text_or_list)]
    return TypeAliasType(f"butir{depth}", form)


def _text_or_list(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """The entries of a box; those of a text that stands in place of a list are a tuple."""
    entries = handler(value)
    return entries if isinstance(value, (list, tuple, dict)) else tuple(entries)


def _kind_of_entry(value: Any) -> str:
    if isinstance(value, dict):
        return "(tautan)" if "sop" in value else MAPPING.tag
    return PLAIN.tag


def _butir(entries: list[Any] | tuple[Any, ...]) -> tuple[Butir, ...]:
    found: list[Butir] = []
    for entry in entries:
        match entry:
            case str() if entry.strip():
                found.append(Butir(text=entry, numbered=isinstance(entries, list)))
            case SopLink():
                found.append(Butir(text=entry.sop, sop=entry.sop))
            case dict():
                found += (Butir(text=heading, children=_butir(below or [])) for heading, below in entry.items())
    return tuple(found)


def _boxes(boxes: dict[str, Any]) -> tuple[tuple[str, tuple[Butir, ...]], ...]:
    return tuple((heading, _butir(entries or [])) for heading, entries in boxes.items())


_Entries: Any = _entries(BUTIR_DEPTH)
_BoxesForm: Any = dict[Heading, _Entries | None]
Box = Annotated[tuple[Butir, ...], FromYaml(_Entries, _butir)]
Boxes = Annotated[tuple[tuple[str, tuple[Butir, ...]], ...], FromYaml(_BoxesForm, _boxes)]
"""heading -> entries, in the order written"""


class LanePart(Part):
    """What a sopgen.yaml says of a lane below its id: its name may stand in another file."""

    nama: OptionalText = Field(None, description="Nama jabatan di kepala kolom")
    kelompok: OptionalText = Field(None, description="Kepala kolom bersama bagi pelaksana yang bersebelahan")


class LaneEntry(LanePart):
    """What an SOP with its library's defaults says of a lane below its id."""

    nama: FilledText = Field(description="Nama jabatan di kepala kolom")


class Lane(LaneEntry):
    """One pelaksana column."""

    id: str


def _lanes(lanes: dict[str, str | LanePart]) -> tuple[Lane, ...]:
    named = {id: LanePart(nama=lane) if isinstance(lane, str) else lane for id, lane in lanes.items()}
    return tuple(Lane(id=id, nama=lane.nama, kelompok=lane.kelompok) for id, lane in named.items() if lane.nama)


_LanePartForm = Annotated[Annotated[LaneName, PLAIN] | Annotated[LanePart, MAPPING], MAPPING_OR_PLAIN]
_LaneForm = Annotated[Annotated[LaneName, PLAIN] | Annotated[LaneEntry, MAPPING], MAPPING_OR_PLAIN]
LaneParts = Annotated[tuple[Lane, ...], FromYaml(dict[LaneId, _LanePartForm], _lanes)]
Lanes = Annotated[tuple[Lane, ...], FromYaml(dict[LaneId, _LaneForm], _lanes)]
"""The lanes in the order written, which is that of their columns."""

Isi = str | tuple[str, ...]
"""A cell's content: a text (line breaks kept) or a list, which prints numbered."""


class MutuBaku(Part):
    kelengkapan: Cell = Field("", description="Persyaratan/kelengkapan: teks atau daftar")
    waktu: Text = Field("", description="Waktu, misalnya 15 menit")
    output: Cell = Field("", description="Hasil langkah: teks atau daftar")


RowTargets = tuple[str, ...]
LaneTargets = tuple[tuple[str, tuple[str, ...]], ...]


def _targets(targets: Any) -> RowTargets | LaneTargets | None:
    if isinstance(targets, dict):
        targets = tuple((lane, below or ()) for lane, below in targets.items())
    return targets or None


Outcomes = Annotated[
    tuple[tuple[str, str | None], ...], FromYaml(dict[Heading, Target], lambda by_label: tuple(by_label.items()))
]
"""(label, target) in the order written; target None means the next row."""
Targets = Annotated[
    RowTargets | LaneTargets | None,
    FromYaml(
        Annotated[Annotated[References, PLAIN] | Annotated[dict[LaneId, References | None], MAPPING], MAPPING_OR_PLAIN],
        _targets,
    ),
]
"""Targets of the whole row, or (lane id, targets) per symbol; None means the next row."""


class Langkah(Part):
    """One row of the procedure."""

    id: RowId | None = Field(None, description="Nama pendek langkah untuk dirujuk")
    no: RowNumber | None = Field(None, description="Nomor tercetak; - untuk sel kosong")
    """None means: numbered by position; "-" prints an empty cell."""
    kegiatan: FilledText = Field(description="Uraian kegiatan")
    pelaksana: LaneIds = Field(description="Id pelaksana, atau daftar id")
    hubungan: Annotated[Hubungan, ONE_OF] = Field(
        "berurutan", description="Hubungan beberapa pelaksana dalam satu langkah"
    )
    keputusan: Outcomes = Field((), description="Label -> langkah tujuan; kosong berarti langkah berikutnya")
    pertanyaan: OptionalText = Field(None, description="Pertanyaan pendek di dalam belah ketupat")
    lanjut: Targets = Field(None, description="Langkah berikutnya: id, nomor, daftar, selesai, atau per pelaksana")
    simbol: Annotated[Simbol, ONE_OF] | None = Field(None, description="Simbol langkah, bila bukan yang semestinya")
    mutu_baku: MutuBaku = Field(default_factory=MutuBaku, description="Kelengkapan, waktu, dan output")
    keterangan: Cell = Field("", description="Keterangan: teks atau daftar")


Rows = Annotated[tuple[Langkah, ...], OneOrMany()]
NeededRows = Annotated[tuple[Langkah, ...], OneOrMany(least=1)]


class Sampul(Part):
    """What stands on the cover where it differs from the identity."""

    kop: Texts | None = Field(None, description="Baris-baris kop sampul; [] tanpa kop")
    judul: OptionalText = Field(None, description="Judul di sampul")
    alamat: OptionalText = Field(None, description="Alamat di sampul")
    tahun: OptionalText = Field(None, description="Tahun di sampul; tanpa isian ini tidak ada tahun")


class TandaTanganElektronik(Part):
    penanda: Marker | None = Field(None, description="Satu tanda yang dicari layanan tanda tangan, misalnya #")
    ukuran: Annotated[tuple[Pixels, Pixels], Expected("lebar dan tinggi dalam px, misalnya [160, 70]")] | None = Field(
        None, description="Lebar dan tinggi paling sedikit ruang tanda tangan, dalam px"
    )


IdentityLines = Annotated[
    tuple[tuple[str, str], ...],
    FromYaml(dict[Heading, Text | None], lambda lines: tuple((name, text or "") for name, text in lines.items())),
]
"""(name, text) of further lines in the identity box, before "Disahkan oleh", in the order written"""
Signers = Annotated[tuple[Penandatangan, ...], OneOrMany()]


class SopContent(Part):
    """Every key of an SOP file that says what the SOP is; none is needed, as a sopgen.yaml may give any of them."""

    instansi: Instansi = Field(default_factory=Instansi, description="Kop: instansi dan satuan kerja")
    judul: OptionalText = Field(None, description="Nama SOP")
    nomor: OptionalText = Field(None, description="Nomor SOP")
    tanggal: Tanggal = Field(default_factory=Tanggal, description="Tanggal pembuatan, revisi, dan efektif")
    identitas_tambahan: IdentityLines = Field((), description="Baris tambahan di kotak identitas: nama -> isi")
    disahkan_oleh: Pengesahan = Field(default_factory=Pengesahan, description="Pejabat yang mengesahkan")
    penandatangan: Signers = Field((), description="Penanda tangan lain, berurutan, sebelum yang mengesahkan")
    status: Annotated[Status, ONE_OF] = Field("draf", description="Status SOP")
    menggantikan: Texts = Field((), description="Nomor SOP yang digantikan")
    tinjau_ulang: OptionalDay = Field(None, description="Tanggal peninjauan berikutnya")
    dasar_hukum: Box = Field((), description="Dasar hukum")
    kualifikasi_pelaksana: Box = Field((), description="Kualifikasi pelaksana")
    keterkaitan: Box = Field((), description="Keterkaitan dengan SOP lain")
    peralatan_perlengkapan: Box = Field((), description="Peralatan dan perlengkapan")
    peringatan: Box = Field((), description="Peringatan")
    pencatatan_pendataan: Box = Field((), description="Pencatatan dan pendataan")
    tambahan: Boxes = Field((), description="Kotak tambahan: judul -> isi")
    penutup: Boxes = Field((), description="Kotak sesudah tabel: judul -> isi")
    pelaksana: LaneParts = Field((), description="Pelaksana dari kiri ke kanan: id -> nama")
    langkah: Rows = Field((), description="Langkah-langkah prosedur, dari atas ke bawah")


BOXES = (
    "dasar_hukum",
    "kualifikasi_pelaksana",
    "keterkaitan",
    "peralatan_perlengkapan",
    "peringatan",
    "pencatatan_pendataan",
)
"""The list boxes of the identity page, in the order of the form: left and right, from the top. `tambahan` holds further
ones, each under its own heading."""


def _printed_keys() -> dict[str, str]:
    """Every key of an SOP file that can be printed -> what it is; dates as tanggal_…."""
    keys = {"judul_tabel": "Judul di atas tabel prosedur"}
    for part in (SopContent, Instansi, Pengesahan, Penandatangan, Langkah, MutuBaku):
        keys |= {name: field.description or "" for name, field in part.model_fields.items() if name not in keys}
    return keys | {f"tanggal_{name}": field.description or "" for name, field in Tanggal.model_fields.items()}


Label = create_model(
    "Label",
    __base__=Part,
    **{
        name: (OptionalText, Field(None, description=f"Sebutan setempat: {says}"))
        for name, says in _printed_keys().items()
    },  # type: ignore[call-overload]
)
"""How a file names headings of its own: a printed key -> its text."""


def _labels(labels: Any) -> dict[str, str]:
    return Label.model_validate(labels).model_dump(exclude_none=True)


Labels = Annotated[dict[str, str], BeforeValidator(_labels, json_schema_input_type=Label)]


ButirNumbering = Annotated[
    tuple[Numbering, ...],
    Field(min_length=1, max_length=BUTIR_DEPTH),
    OneOrMany(),
    Expected("satu sampai tiga dari 1, a, A, i, I, misalnya [A, 1, a]"),
]
_MutuBakuKey = Annotated[Literal["kelengkapan", "waktu", "output"], ONE_OF]
MutuBakuColumns = Annotated[tuple[_MutuBakuKey, ...], OneOrMany(unlike=True)]


class Tampilan(Part):
    kertas: Annotated[Kertas, ONE_OF] = Field("a4", description="Ukuran kertas")
    orientasi: Annotated[Orientasi, ONE_OF] = Field("lanskap", description="Arah kertas")
    huruf: Annotated[FilledText, Expected("nama huruf")] = Field("Arial", description="Nama huruf, misalnya Arial")
    terminator: Annotated[Literal["langkah", "terpisah"], ONE_OF] = Field(
        "langkah", description="Kapsul mulai dan selesai: pada langkah atau terpisah"
    )
    sampul: Annotated[
        Annotated[Flag, Expected("true, false, atau isian (kop, judul, alamat, tahun)", ("true", "false")), PLAIN]
        | Annotated[Sampul, MAPPING],
        MAPPING_OR_PLAIN,
    ] = Field(False, description="Halaman sampul: true, atau isinya yang lain dari identitas")
    nomor_kolom: Flag = Field(False, description="Baris nomor kolom di bawah kepala tabel")
    tanda_tangan: Annotated[Literal["identitas", "akhir", "keduanya"], ONE_OF] = Field(
        "identitas", description="Letak tanda tangan"
    )
    urutan_mutu_baku: MutuBakuColumns = Field(
        ("kelengkapan", "waktu", "output"),
        description="Urutan kolom mutu baku; kolom yang tidak disebut tidak dicetak",
    )
    kolom_keterangan: Flag = Field(True, description="Kolom keterangan dicetak")
    ukuran_huruf: FontSize = Field(9, description="Ukuran huruf tabel sebelum dikecilkan, 7 sampai 12")
    nomor_halaman: Flag = Field(True, description="Nomor halaman di kaki setiap halaman sesudah sampul")
    panah_excel: Annotated[Literal["serasi", "lekat"], ONE_OF] = Field(
        "serasi", description="Panah di Excel: serasi, atau lekat (diatur Excel sendiri)"
    )
    penomoran_butir: ButirNumbering = Field(
        ("1", "a", "1"), description="Penomoran kotak bertingkat dari luar ke dalam, misalnya [A, 1, a]"
    )
    tanda_tangan_elektronik: TandaTanganElektronik | None = Field(
        None, description="Tempat tanda tangan elektronik di PDF"
    )
    catatan_kaki: OptionalText = Field(None, description="Teks di kaki setiap halaman")
    label: Labels = Field(default_factory=dict, description="Sebutan setempat untuk judul-judul baku")


class SopKeys(SopContent):
    """Every key of an SOP file."""

    tampilan: Tampilan = Field(default_factory=Tampilan, description="Tampilan dokumen")


def _says(key: str) -> str | None:
    return SopContent.model_fields[key].description


class Sop(SopKeys):
    """One SOP, library defaults merged in."""

    judul: FilledText = Field(description=_says("judul"))
    pelaksana: Lanes = Field(description=_says("pelaksana"))
    langkah: NeededRows = Field(description=_says("langkah"))


@dataclass(frozen=True)
class Logo:
    """A picture file, read and measured; `width` and `height` in px."""

    data: bytes
    mime: str
    width: int
    height: int


PARTS: dict[str, type[Part]] = {
    "instansi": Instansi,
    "tanggal": Tanggal,
    "disahkan_oleh": Pengesahan,
    "penandatangan": Penandatangan,
    "pelaksana": LaneEntry,
    "langkah": Langkah,
    "mutu_baku": MutuBaku,
    "tampilan": Tampilan,
    "sampul": Sampul,
    "tanda_tangan_elektronik": TandaTanganElektronik,
    "label": Label,
}
"""Key -> what stands below it, in each entry where there are several."""


def part_at(path: Path, top: type[Part] = Sop) -> type[Part]:
    """The model of the mapping at a place of the file, or of the nearest one around it."""
    part = top
    for key in path:
        if key in part.model_fields:
            part = PARTS.get(str(key), part)
    return part


def keys_of(part: type[Part]) -> tuple[str, ...]:
    """The keys an author may write in one part of the file, in the order of the form."""
    return tuple(part.model_fields)
