"""Turns plain data into a `Sop`, with every finding about unknown keys, empty and wrong values (SOP003-SOP005)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sopgen import model
from sopgen.diagnostics import Path
from sopgen.reading.forms import (
    Amount,
    Choice,
    Fields,
    Flag,
    Key,
    Many,
    Note,
    Notes,
    OneOf,
    Pairs,
    Schema,
    Text,
    nullable,
)

BUTIR_DEPTH = 3
"""headings within headings"""
RULE_NAME = r"^SOP\d{1,3}$"
LEVELS = ("galat", "peringatan", "info")

_ID_PATTERN = r"^[^\s:@]+$"
_NUMBER_PATTERN = r"^(?!\s*selesai\.*\s*$)[^:@\n]*$"
_text = Text()
_optional = Text(none=("",))
_date = Text(none=("", "-"))
_reference = Text(filled=True, says="id atau nomor langkah")
_target = Text(none=("",), says="id atau nomor langkah, atau selesai")
_cell = Many(_text, gaps=True, single=True)
_lane_id = Text(_ID_PATTERN, "id pelaksana tanpa spasi, titik dua, dan @")
_row_id = Text(_ID_PATTERN, "id langkah tanpa spasi, titik dua, dan @, dan bukan `selesai`", (model.END,))
_row_number = Text(_NUMBER_PATTERN, "nomor langkah tanpa titik dua dan @, dan bukan `selesai`")


class ButirList(NamedTuple):
    """Texts, links `{sop: …}` and headings with further entries, nested up to `depth` headings."""

    depth: int = BUTIR_DEPTH

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if not isinstance(value, list):
            return tuple(self._entry(value, path, notes))
        return tuple(
            butir
            for i, entry in enumerate(value)
            if entry is not None
            for butir in self._entry(entry, (*path, i), notes)
        )

    def _entry(self, value: Any, path: Path, notes: Notes) -> Iterator[model.Butir]:
        if isinstance(value, str):
            if value.strip():
                yield model.Butir(text=str(value).rstrip("\n"))
        elif not isinstance(value, dict) or self.depth == 0:
            deep = f"teks (judul paling banyak {BUTIR_DEPTH} tingkat)" if isinstance(value, dict) else "teks"
            notes.wrong(path, value, deep)
        else:
            for name, entry in value.items():
                yield from self._heading(name, entry, (*path, name), notes)

    def _heading(self, name: str, value: Any, path: Path, notes: Notes) -> Iterator[model.Butir]:
        if name == "sop":
            target = Text(filled=True, says="nomor atau letak berkas SOP").read(value, path, notes)
            if isinstance(target, str):
                yield model.Butir(text=target, sop=target)
        elif not name.strip():
            notes.wrong(path, name, "judul butir", at_key=True)
        else:
            children = () if value is None else ButirList(self.depth - 1).read(value, path, notes)
            yield model.Butir(text=name, children=children)

    def schema(self, filled: bool = False) -> Schema:
        return {"$ref": f"#/$defs/butir{self.depth}"}

    def definitions(self) -> dict[str, Schema]:
        """The JSON Schema of this list and of those within it."""
        text: Schema = {"type": ["string", "number"]}
        entry: Schema = text
        within: dict[str, Schema] = {}
        if self.depth:
            below = ButirList(self.depth - 1)
            within = below.definitions()
            heading = {
                "type": "object",
                "properties": {"sop": Text(filled=True).schema() | {"description": "Nomor atau letak berkas SOP"}},
                "propertyNames": {"pattern": r"\S"},
                "additionalProperties": nullable(below.schema()),
            }
            entry = {"anyOf": [text, heading]}
        many = {"type": "array", "items": nullable(entry)}
        return {f"butir{self.depth}": {"anyOf": [*entry.get("anyOf", [entry]), many]}} | within


_butir = ButirList()


_lane_name = Text(filled=True, says="nama pelaksana")
_lane = Fields(
    {
        "nama": Key(_text, "Nama jabatan di kepala kolom", True),
        "kelompok": Key(_optional, "Kepala kolom bersama bagi pelaksana yang bersebelahan"),
    },
    shared=True,
)
_part_of_lane = Fields({name: Key(_optional, key.doc) for name, key in _lane.keys.items()})


class LaneForm(NamedTuple):
    """A lane's name, or its name and group."""

    lane: Fields = _lane

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        if isinstance(value, dict):
            return self.lane.read(value, path, notes)
        name = _lane_name.read(value, path, notes)
        return {"nama": name} if isinstance(name, str) else name

    def schema(self, filled: bool = False) -> Schema:
        return {"anyOf": [_lane_name.schema(), self.lane.schema()]}


INSTANSI = Fields(
    {
        "nama": Key(_optional, "Baris pertama kop: pemerintah daerah atau kementerian/lembaga"),
        "satuan_kerja": Key(_optional, "Baris kedua kop: satuan kerja pemilik SOP"),
        "unit": Key(_optional, "Baris ketiga kop"),
        "alamat": Key(_optional, "Alamat kantor"),
        "logo": Key(_optional, "Berkas PNG, JPEG, atau SVG, relatif terhadap berkas ini"),
    },
    model.Instansi,
)
TANGGAL = Fields(
    {
        "pembuatan": Key(_date, "Tanggal pembuatan, misalnya 30 Agustus 2022"),
        "revisi": Key(_date, "Tanggal revisi; kosong atau - bila tidak ada"),
        "efektif": Key(_date, "Tanggal efektif (pengesahan)"),
    },
    model.Tanggal,
)
PENGESAHAN = Fields(
    {
        "jabatan": Key(_optional, "Jabatan yang mengesahkan"),
        "nama": Key(_optional, "Nama pejabat"),
        "pangkat": Key(_optional, "Pangkat pejabat"),
        "nip": Key(_optional, "NIP pejabat"),
    },
    model.Pengesahan,
)
MUTU_BAKU = Fields(
    {
        "kelengkapan": Key(_cell, "Persyaratan/kelengkapan: teks atau daftar"),
        "waktu": Key(_text, "Waktu, misalnya 15 menit"),
        "output": Key(_cell, "Hasil langkah: teks atau daftar"),
    },
    model.MutuBaku,
)


def _langkah(**normal: Any) -> model.Langkah:
    return model.Langkah(**normal | {"lanjut": normal.get("lanjut") or None})


LANGKAH = Fields(
    {
        "id": Key(_row_id, "Nama pendek langkah untuk dirujuk"),
        "no": Key(_row_number, "Nomor tercetak; - untuk sel kosong"),
        "kegiatan": Key(_text, "Uraian kegiatan", True),
        "pelaksana": Key(Many(_lane_id, unique=True), "Id pelaksana, atau daftar id", True),
        "hubungan": Key(Choice(tuple(model.Hubungan)), "Hubungan beberapa pelaksana dalam satu langkah"),
        "keputusan": Key(Pairs(_target, optional=True), "Label -> langkah tujuan; kosong berarti langkah berikutnya"),
        "pertanyaan": Key(_optional, "Pertanyaan pendek di dalam belah ketupat"),
        "lanjut": Key(
            OneOf(
                Many(_reference, unique=True),
                Pairs(Many(_reference, unique=True), key=_lane_id, optional=True, null=()),
            ),
            "Langkah berikutnya: id, nomor, daftar, selesai, atau per pelaksana",
        ),
        "simbol": Key(Choice(tuple(model.Simbol)), "Simbol langkah, bila bukan yang semestinya"),
        "mutu_baku": Key(MUTU_BAKU, "Kelengkapan, waktu, dan output"),
        "keterangan": Key(_cell, "Keterangan: teks atau daftar"),
    },
    _langkah,
)


def _label_keys() -> tuple[str, ...]:
    """Every key of an SOP file that can be printed; dates as tanggal_…."""
    models = (model.Sop, model.Instansi, model.Pengesahan, model.Langkah, model.MutuBaku)
    names = [name for part in models for name in model.keys_of(part)]
    return tuple(dict.fromkeys([*names, *(f"tanggal_{name}" for name in model.keys_of(model.Tanggal))]))


def _label(**texts: str | None) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


TAMPILAN = Fields(
    {
        "kertas": Key(Choice(tuple(model.Kertas)), "Ukuran kertas"),
        "orientasi": Key(Choice(tuple(model.Orientasi)), "Arah kertas"),
        "huruf": Key(Text(filled=True, says="nama huruf"), "Nama huruf, misalnya Arial"),
        "terminator": Key(Choice(tuple(model.Terminator)), "Kapsul mulai dan selesai: pada langkah atau terpisah"),
        "sampul": Key(Flag(), "Halaman sampul"),
        "nomor_kolom": Key(Flag(), "Baris nomor kolom di bawah kepala tabel"),
        "tanda_tangan": Key(Choice(tuple(model.TandaTangan)), "Letak tanda tangan"),
        "urutan_mutu_baku": Key(
            Many(Choice(model.keys_of(model.MutuBaku)), unique=True, exactly=3), "Urutan kolom mutu baku"
        ),
        "catatan_kaki": Key(_optional, "Teks di kaki setiap halaman"),
        "label": Key(
            Fields({name: Key(_optional) for name in _label_keys()}, _label), "Sebutan setempat untuk judul-judul baku"
        ),
    },
    model.Tampilan,
)
_KEYS = {
    "instansi": Key(INSTANSI, "Kop: instansi dan satuan kerja"),
    "judul": Key(_text, "Nama SOP", True),
    "nomor": Key(_optional, "Nomor SOP"),
    "tanggal": Key(TANGGAL, "Tanggal pembuatan, revisi, dan efektif"),
    "disahkan_oleh": Key(PENGESAHAN, "Pejabat yang mengesahkan"),
    "status": Key(Choice(tuple(model.Status)), "Status SOP"),
    "menggantikan": Key(Many(_text, gaps=True), "Nomor SOP yang digantikan"),
    "tinjau_ulang": Key(_date, "Tanggal peninjauan berikutnya"),
    "dasar_hukum": Key(_butir, "Dasar hukum"),
    "kualifikasi_pelaksana": Key(_butir, "Kualifikasi pelaksana"),
    "keterkaitan": Key(_butir, "Keterkaitan dengan SOP lain"),
    "peralatan_perlengkapan": Key(_butir, "Peralatan dan perlengkapan"),
    "peringatan": Key(_butir, "Peringatan"),
    "pencatatan_pendataan": Key(_butir, "Pencatatan dan pendataan"),
    "tambahan": Key(Pairs(_butir, optional=True, null=()), "Kotak tambahan: judul -> isi"),
    "pelaksana": Key(Pairs(LaneForm(), key=_lane_id, shared=True), "Pelaksana dari kiri ke kanan: id -> nama", True),
    "langkah": Key(Many(LANGKAH), "Langkah-langkah prosedur, dari atas ke bawah", True),
    "tampilan": Key(TAMPILAN, "Tampilan dokumen"),
}


def _sop(pelaksana: tuple[tuple[str, dict[str, Any]], ...], **normal: Any) -> model.Sop:
    return model.Sop(pelaksana=tuple(model.Lane(id=name, **lane) for name, lane in pelaksana), **normal)


SOP = Fields(_KEYS, _sop, shared=True)


class PatternForm:
    """A regular expression."""

    def read(self, value: Any, path: Path, notes: Notes) -> Any:
        try:
            re.compile(value)
        except (re.error, TypeError, RecursionError, OverflowError):
            return notes.wrong(path, value, "ekspresi reguler")
        return str(value)

    def schema(self, filled: bool = False) -> Schema:
        return {"type": ["string", "number"], "format": "regex"}


_rule = Text(RULE_NAME, "kode aturan seperti SOP402, atau awalannya seperti SOP4", numbers=False)
ATURAN = Fields(
    {
        "abaikan": Key(Many(_rule), "Kode aturan yang tidak diperiksa"),
        "pilih": Key(Many(_rule), "Hanya kode aturan ini yang diperiksa"),
        "tingkat": Key(Pairs(Choice(LEVELS), key=_rule), "Tingkat lain untuk suatu aturan"),
        "pola_nomor": Key(PatternForm(), "Pola nomor SOP (ekspresi reguler)"),
    }
)
LIBRARY = Fields(
    {name: Key(key.form, key.doc) for name, key in _KEYS.items()}
    | {
        "pelaksana": Key(Pairs(LaneForm(_part_of_lane), key=_lane_id), _KEYS["pelaksana"].doc),
        "aturan": Key(ATURAN, "Aturan pemeriksaan bagi pustaka ini"),
        "jam_kerja_per_hari": Key(Amount(24), "Jam kerja sehari untuk menghitung waktu (baku 7.5)"),
    }
)


def read_sop(data: Any) -> tuple[model.Sop | None, list[Note]]:
    """The SOP, unless something needed is missing or wrong, and all notes about it.

    Unknown keys alone do not stand in the way: the rest can still be checked.
    """
    notes = Notes()
    if data is None:
        return None, [Note("SOP001", (), "Berkas ini kosong.", "Tulis SOP di dalamnya; `sopgen new` memberi contoh.")]
    sop = SOP.read(data, (), notes)
    return (None if any(note.code != "SOP003" for note in notes.notes) else sop), notes.notes


def read_library(data: Any) -> tuple[dict[str, Any], list[Note]]:
    """The settings of one sopgen.yaml, normalised (`aturan`, `jam_kerja_per_hari`), and all notes about the file."""
    notes = Notes()
    normal = {} if data is None else LIBRARY.read(data, (), notes)
    settings = ("aturan", "jam_kerja_per_hari")
    return {name: normal[name] for name in settings if isinstance(normal, dict) and name in normal}, notes.notes
