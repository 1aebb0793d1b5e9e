"""Plain data to a Sop: the written forms, and every finding about wrong ones."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sopgen import model
from sopgen.diagnostics import UsageProblem
from sopgen.reading import Reading, read, read_text

SMALL = """\
judul: Uji
pelaksana: {a: A, b: B}
langkah:
  - {id: x, kegiatan: Menerima surat, pelaksana: a}
  - {kegiatan: Mengarsipkan surat, pelaksana: b}
"""

EXAMPLES = Path(__file__).parents[2] / "examples"


def reading_of(text: str | bytes) -> Reading:
    return read_text(text, "uji.yaml", Path(__file__).parent)


def sop_of(text: str) -> model.Sop:
    reading = reading_of(text)
    assert reading.findings == ()
    assert reading.sop is not None
    return reading.sop


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in reading_of(text).findings]


def test_numbers_stay_text() -> None:
    sop = sop_of(SMALL + "nomor: 1.10\nmenggantikan: 1.4.1.12\ndisahkan_oleh: {nip: 19670416}\ndasar_hukum: [010, 1.0]")
    assert (sop.nomor, sop.menggantikan, sop.disahkan_oleh.nip) == ("1.10", ("1.4.1.12",), "19670416")
    assert [butir.text for butir in sop.dasar_hukum] == ["010", "1.0"]


def test_none_in_dates() -> None:
    for written in ("", '""', '"-"', "null", "' - '"):
        assert sop_of(SMALL + f"tanggal: {{efektif: {written}}}").tanggal.efektif is None
    for written, kept in (("", None), ('""', None), ('"-"', "-"), ("null", None), ("1-2-22", "1-2-22")):
        assert sop_of(SMALL + f"tanggal: {{revisi: {written}}}").tanggal.revisi == kept


def test_butir() -> None:
    sop = sop_of(
        SMALL
        + """\
peringatan: satu
peralatan_perlengkapan: [a, null, {sop: ../b.yaml}, {Judul: [c, {Dalam: d}]}]
kualifikasi_pelaksana: {Pendidikan: S1}
keterkaitan: "-"
tambahan: {Tujuan: [e], Kosong: }
"""
    )
    assert sop.peringatan == (model.Butir(text="satu", numbered=False),)
    assert [(butir.text, butir.sop) for butir in sop.peralatan_perlengkapan][:2] == [
        ("a", None),
        ("../b.yaml", "../b.yaml"),
    ]
    heading = sop.peralatan_perlengkapan[2]
    assert (heading.children[1].text, heading.children[1].children[0].text) == ("Dalam", "d")
    assert sop.kualifikasi_pelaksana[0].children == (model.Butir(text="S1", numbered=False),)
    assert sop.keterkaitan[0].text == "-"
    assert sop.tambahan == (("Tujuan", (model.Butir(text="e"),)), ("Kosong", ()))


def test_butir_nests_three_headings_deep() -> None:
    assert found(SMALL + "peringatan: [{a: [{b: [{c: [d]}]}]}]") == []
    deeper = SMALL + "peringatan: [{a: [{b: [{c: [{d: [e]}]}]}]}]"
    assert found(deeper) == [("SOP005", "peringatan[0].a[0].b[0].c[0]")]


def test_rows() -> None:
    sop = sop_of("""\
judul: Uji
pelaksana: {a: {nama: A, kelompok: K}, 2: B}
langkah:
  - {kegiatan: x, pelaksana: a, lanjut: 6, mutu_baku: {kelengkapan: [p, q], waktu: 5, output: }, keterangan: [r]}
  - {kegiatan: x, pelaksana: [2, a], lanjut: [1., selesai], no: 7}
  - {kegiatan: x, pelaksana: a, keputusan: {Ya: 1, Tidak: , Lain: ""}}
  - {kegiatan: x, pelaksana: [a, 2], lanjut: {a: [1, 2], 2: selesai}, hubungan: sejajar}
  - kegiatan: |
      baris satu
      baris dua
    pelaksana: a
    lanjut: []
""")
    one, two, three, four, five = sop.langkah
    assert sop.pelaksana == (model.Lane(id="a", nama="A", kelompok="K"), model.Lane(id="2", nama="B"))
    assert one.lanjut == ("6",)
    assert one.mutu_baku == model.MutuBaku(kelengkapan=("p", "q"), waktu="5", output="")
    assert one.keterangan == ("r",)
    assert (two.pelaksana, two.lanjut, two.no) == (("2", "a"), ("1.", "selesai"), "7")
    assert three.keputusan == (("Ya", "1"), ("Tidak", None), ("Lain", None))
    assert four.lanjut == (("a", ("1", "2")), ("2", ("selesai",)))
    assert (five.kegiatan, five.lanjut) == ("baris satu\nbaris dua", None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tampilan: {sampul: ya}", [("SOP005", "tampilan.sampul")]),
        ("tampilan: {kertas: folio}", [("SOP005", "tampilan.kertas")]),
        ("tampilan: {urutan_mutu_baku: [waktu, hasil]}", [("SOP005", "tampilan.urutan_mutu_baku[1]")]),
        ("tampilan: {urutan_mutu_baku: [waktu, waktu]}", [("SOP005", "tampilan.urutan_mutu_baku[1]")]),
        ("tampilan: {label: {kegiatn: x}}", [("SOP003", "tampilan.label.kegiatn")]),
        ("nomor: [1]", [("SOP005", "nomor")]),
        ("nomor: true", [("SOP005", "nomor")]),
        ("instansi: teks", [("SOP005", "instansi")]),
        ("aturan: {}", [("SOP003", "aturan")]),
        ("peringatan: [{sop: [a]}]", [("SOP005", "peringatan[0].sop")]),
        ("peringatan: [[a]]", [("SOP005", "peringatan[0]")]),
        ("menggantikan: {a: b}", [("SOP005", "menggantikan")]),
    ],
)
def test_wrong_values(line: str, expected: list[tuple[str, str]]) -> None:
    assert found(SMALL + line) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("{kegiatan: x}", [("SOP004", "pelaksana")]),
        ("{kegiatan: ' ', pelaksana: a}", [("SOP004", "kegiatan")]),
        ("{kegiatan: x, pelaksana: []}", [("SOP004", "pelaksana")]),
        ("{kegiatan: x, pelaksana: [a, a]}", [("SOP005", "pelaksana[1]")]),
        ("{kegiatan: x, pelaksana: 'a:b'}", [("SOP005", "pelaksana")]),
        ("{kegiatan: x, pelaksana: a, id: selesai}", [("SOP005", "id")]),
        ("{kegiatan: x, pelaksana: a, id: 'a b'}", [("SOP005", "id")]),
        ("{kegiatan: x, pelaksana: a, id: a@b}", [("SOP005", "id")]),
        ("{kegiatan: x, pelaksana: a, no: selesai.}", [("SOP005", "no")]),
        ("{kegiatan: x, pelaksana: a, hubungan: bersma}", [("SOP005", "hubungan")]),
        ("{kegiatan: x, pelaksana: a, lanjut: true}", [("SOP005", "lanjut")]),
        ("{kegiatan: x, pelaksana: a, lanjut: [a, a]}", [("SOP005", "lanjut[1]")]),
        ("{kegiatan: x, pelaksana: a, keputusan: [Ya]}", [("SOP005", "keputusan")]),
        ("{kegiatan: x, pelaksana: a, keputusan: {Ya: [b]}}", [("SOP005", "keputusan.Ya")]),
        ("teks", [("SOP005", "")]),
    ],
)
def test_wrong_rows(row: str, expected: list[tuple[str, str]]) -> None:
    paths = [(code, f"langkah[2].{path}".rstrip(".")) for code, path in expected]
    assert found(SMALL + f"  - {row}\n") == paths


def test_lanes() -> None:
    wrong = SMALL.replace("{a: A, b: B}", "{a: A, b: B, 'c d': C, e: , f: {kelompok: X}}")
    assert found(wrong) == [("SOP005", "pelaksana.c d"), ("SOP005", "pelaksana.e"), ("SOP004", "pelaksana.f.nama")]


def test_all_findings_at_once_in_file_order() -> None:
    text = "judl: x\ninstansi: 3\npelaksana: {}\nlangkah:\n  - {kegitan: x, pelaksana: a}\n  -\nlangkah: []\n"
    findings = reading_of(text).findings
    assert [f.code for f in findings] == ["SOP003", "SOP005", "SOP004", "SOP003", "SOP005", "SOP002"]
    assert [f.span.line for f in findings] == sorted(f.span.line for f in findings)


def test_hints_name_the_nearest() -> None:
    (finding,) = reading_of(SMALL + "tampilan: {kertas: A4}\n").findings
    assert finding.hint == "Tulis `kertas: a4`."
    (finding,) = reading_of(SMALL.replace("kegiatan: Meng", "kegitan: x, kegiatan: Meng")).findings
    assert "`kegiatan`" in finding.hint
    assert (finding.langkah, finding.span.line, finding.span.column) == ("2", 5, 6)
    (finding,) = reading_of(SMALL.replace("id: x", "id: x, idd: y")).findings
    assert finding.langkah == "x"


def test_unknown_keys_do_not_stand_in_the_way() -> None:
    assert reading_of(SMALL + "nomer: 3").sop is not None


@pytest.mark.parametrize("text", ["", "# saja\n", "---\n"])
def test_empty_file(text: str) -> None:
    assert found(text) == [("SOP001", "")]


@pytest.mark.parametrize("text", ["teks", "[a]", "3"])
def test_no_mapping(text: str) -> None:
    assert found(text) == [("SOP005", "")]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "tidak.yaml", tmp_path, Path("a\0b")):
        with pytest.raises(UsageProblem):
            read(path)


def test_two_thousand_rows() -> None:
    rows = "".join(f"  - {{id: r{i}, kegiatan: Menerima surat {i}, pelaksana: a}}\n" for i in range(2000))
    sop = sop_of(f"judul: x\npelaksana: {{a: A}}\nlangkah:\n{rows}")
    assert len(sop.langkah) == 2000


FULL = yaml.safe_load(SMALL + "nomor: 'n'\nstatus: draf\ninstansi: {nama: a, unit: b}\n")


@given(st.permutations(list(FULL)))
def test_order_of_keys_does_not_matter(keys: list[str]) -> None:
    data = FULL
    assert sop_of(yaml.safe_dump({key: data[key] for key in keys}, sort_keys=False)) == sop_of(yaml.safe_dump(data))


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_any_input(source: str | bytes) -> None:
    reading = reading_of(source)
    assert (reading.sop is None) == bool(reading.findings)


TREE = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.integers() | st.sampled_from(["selesai", "a", "-"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*model.keys_of(model.Sop), "a", "sop"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def survives(sop: model.Sop) -> bool:
    """Whether the model takes what it gives."""
    return model.Sop.model_validate(sop.model_dump()) == sop and pickle.loads(pickle.dumps(sop)) == sop


@given(st.dictionaries(st.sampled_from(model.keys_of(model.Sop)), TREE))
@example({"langkah": {"instansi": None}})
def test_any_tree(data: dict[str, Any]) -> None:
    sop = reading_of(yaml.safe_dump(yaml.safe_load(SMALL) | data, allow_unicode=True)).sop
    if sop is not None:
        assert survives(sop)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_examples_survive(path: Path) -> None:
    sop = read(path).sop
    assert sop is not None
    assert survives(sop)
