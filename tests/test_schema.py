"""The JSON Schema and the reader call the same documents valid."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from budget import BUDGET
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model import schema
from sopgen.model.values import Number
from sopgen.reading import read_text
from sopgen.reading.document import read_library, read_sop
from sopgen.reading.layers import merge
from sopgen.reading.loader import load

ROOT = Path(__file__).parent.parent
FILES = {"sop.schema.json": schema.sop_schema, "sopgen.schema.json": schema.library_schema}
SOP = jsonschema.Draft202012Validator(schema.sop_schema())
LIBRARY = jsonschema.Draft202012Validator(schema.library_schema())

DOCUMENT = load(
    """\
instansi: {nama: Kota, satuan_kerja: Setda, unit: U, alamat: J, logo: }
judul: Uji
nomor: 1.10
tanggal: {pembuatan: 1-2-22, revisi: "-", efektif: }
disahkan_oleh: {jabatan: S, nama: N, pangkat: P, nip: 1967}
status: berlaku
menggantikan: [1.2, b]
tinjau_ulang: 2023-08-30
dasar_hukum: [a, {J: [b, {K: [c, {L: d}]}]}]
keterkaitan: [{sop: x.yaml}]
peringatan: satu
tambahan: {T: [a], U: }
pelaksana: {a: A, b: {nama: B, kelompok: K}}
langkah:
  - {id: x, no: 1, kegiatan: K, pelaksana: a, mutu_baku: {kelengkapan: [p], waktu: 5 menit, output: o}, keterangan: k}
  - {kegiatan: K, pelaksana: [a, b], hubungan: sejajar, lanjut: {a: x, b: [x, selesai]}}
  - {kegiatan: K, pelaksana: b, keputusan: {Ya: x, Tidak: }, pertanyaan: P, simbol: keputusan}
  - {kegiatan: K, pelaksana: b, lanjut: [x, 2]}
tampilan: {kertas: a4, sampul: true, urutan_mutu_baku: [waktu, output, kelengkapan], label: {kegiatan: Uraian}}
""",
    "uji.yaml",
).data
SETTINGS = (
    DOCUMENT
    | load(
        "aturan: {abaikan: [SOP4], pilih: SOP402, tingkat: {SOP402: info}, pola_nomor: '^x'}\njam_kerja_per_hari: 7.5",
        "f",
    ).data
)


def as_json(value: Any) -> Any:
    """The value as an editor's YAML reader gives it to the schema."""
    match value:
        case Number():
            return float(value)
        case dict():
            return {key: as_json(entry) for key, entry in value.items()}
        case list():
            return [as_json(entry) for entry in value]
        case _:
            return value


def helped(data: Any) -> Any:
    """The document below a sopgen.yaml that gives all that one can give."""
    lanes = data.get("pelaksana") if isinstance(data, dict) else None
    names = {name: {"nama": "N"} for name in (lanes if isinstance(lanes, dict) and lanes else ["a"])}
    row = {"kegiatan": "K", "pelaksana": "a"}
    return merge({"judul": "J", "pelaksana": names, "langkah": [row]}, data) if isinstance(data, dict) else data


def agree(data: Any) -> bool:
    """Whether the document is valid in some library, which both must say."""
    _, notes = read_sop(helped(data))
    assert SOP.is_valid(as_json(data)) == (not notes), (data, notes, list(SOP.iter_errors(as_json(data)))[:1])
    return not notes


def agree_library(data: Any) -> bool:
    _, notes = read_library(data)
    assert LIBRARY.is_valid(as_json(data)) == (not notes), (data, notes)
    return not notes


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, entry in entries for place in places(entry, (*path, key)))]


def replaced(data: Any, path: tuple[Any, ...], change: Any) -> Any:
    data = copy.deepcopy(data)
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    change(parent, path[-1])
    return data


VALUES: list[Any] = [
    "", " ", "-", "teks", "selesai", "selesai.", "a b", "a:b", "a@b", "a", "x", "\n", Number("5"),
    Number("0"), Number("-1"),
    Number("25"), True, False, None, [], {}, [None], ["a"], ["a", "a"], ["a", True], [["a"]], [{}],
    {"a": "x"}, {"a": None},
    {"": "a"}, {" ": []}, {"a b": "x"}, {"sop": "x"}, {"sop": ["x"]}, {"sop": ""}, {"sop": None}, {"nama": "N"},
    {"nama": None}, {"a": ["x", "x"]}, {"J": {"K": {"L": {"M": "d"}}}}, ["waktu", "output"], "a4", "A4", "SOP402",
    ["SOP"],
    {"SOP1": "info"}, {"SOP1": "x"}, {"x": "galat"},
]  # fmt: skip


def mutations(document: Any) -> list[Any]:
    """Every value of the document replaced by every other, taken out, and with an unknown key beside it."""
    result = []
    for path in places(document)[1:]:
        for value in VALUES:
            result.append(replaced(document, path, lambda parent, key, value=value: parent.__setitem__(key, value)))
        result.append(replaced(document, path, lambda parent, key: parent.pop(key)))
        if isinstance(path[-1], str):
            result.append(replaced(document, path, lambda parent, key: parent.__setitem__("asing", parent.pop(key))))
    return result


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_fresh(name: str) -> None:
    written = (ROOT / "schema" / name).read_text(encoding="utf-8")
    assert written == schema.as_text(FILES[name]()), f"write it anew: sopgen schema > schema/{name}"


@pytest.mark.parametrize("validator", [SOP, LIBRARY])
def test_is_a_schema(validator: Any) -> None:
    validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*.yaml")), ids=lambda path: path.stem)
def test_examples_are_valid(path: Path) -> None:
    assert agree(load(path.read_bytes(), path.name).data)


def test_the_document_is_valid() -> None:
    assert agree(DOCUMENT)
    assert agree_library(SETTINGS)
    assert agree_library({})


@pytest.mark.parametrize("text", ["{}", "judul: J", "pelaksana: {}", "pelaksana: {a: {kelompok: K}}", "status: draf"])
def test_what_a_library_may_give_need_not_stand_in_the_file(text: str) -> None:
    assert agree(load(text, "uji.yaml").data)


def test_a_part_of_a_lane_may_stand_in_any_file(tmp_path: Path) -> None:
    (tmp_path / "bawah").mkdir()
    (tmp_path / "sopgen.yaml").write_text("judul: J\npelaksana: {a: {nama: A}, b: B}\n", encoding="utf-8")
    (tmp_path / "bawah" / "sopgen.yaml").write_text("pelaksana: {a: {kelompok: K}}\n", encoding="utf-8")
    reading = read_text("langkah: [{kegiatan: Menerima surat, pelaksana: a}]", "uji.yaml", tmp_path / "bawah")
    assert reading.sop is not None
    assert [(lane.nama, lane.kelompok) for lane in reading.sop.pelaksana] == [("A", "K"), ("B", None)]


def test_mutations_of_every_value() -> None:
    chosen = random.Random(1).sample(mutations(DOCUMENT), 150 * BUDGET)
    valid = sum(agree(data) for data in chosen)
    assert len(chosen) / 12 < valid < len(chosen) * 11 / 12


def test_mutations_of_settings() -> None:
    ours = {name: SETTINGS[name] for name in ("aturan", "jam_kerja_per_hari", "tanggal", "pelaksana")}
    chosen = mutations(ours)[::2]
    valid = sum(agree_library(data) for data in chosen)
    assert 50 < valid < len(chosen) - 50


@given(st.data())
def test_several_mutations(data: st.DataObject) -> None:
    document = DOCUMENT
    for _ in range(data.draw(st.integers(2, 4))):
        path = data.draw(st.sampled_from(places(document)[1:]))
        value = data.draw(st.sampled_from(VALUES))
        document = replaced(document, path, lambda parent, key, value=value: parent.__setitem__(key, value))
    agree(document)


def test_editors_read_the_schema_without_yaml_types() -> None:
    assert SOP.is_valid(yaml.safe_load("judul: 3\npelaksana: {a: A}\nlangkah: [{kegiatan: x, pelaksana: a, id: 1}]"))


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property that a schema names, with its own schema."""
    entries = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    for key, entry in entries:
        if key == "properties":
            yield from entry.items()
        yield from properties(entry)


@pytest.mark.parametrize("make", FILES.values())
def test_every_property_is_described(make: Any) -> None:
    found = list(properties(make()))
    assert len(found) > 100
    assert [name for name, entry in found if not entry.get("description")] == []
