"""The driver of the rules: comments, settings, places, broken references, work."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_rules import codes_of, completed, findings_of
from work import LINEAR, growth

from sopgen.diagnostics import Severity
from sopgen.reading import read_text
from sopgen.rules import check

HERE = Path(__file__).parent


def rows(*lines: str) -> str:
    return "langkah:\n" + "".join(f"  - {{{line}, pelaksana: a}}\n" for line in lines) + "pelaksana: {a: A, b: B}\n"


def messages(text: str, code: str) -> list[str]:
    return [f"{f.path} {f.message} {f.hint}" for f in findings_of(text, HERE) if f.code == code]


def test_a_finding_has_its_place_and_row() -> None:
    text = "langkah:\n  - {id: x, kegiatan: K, pelaksana: a, lanjut: [y, zz]}\n  - {id: y, kegiatan: K, pelaksana: b}\n"
    (finding,) = [f for f in findings_of(text, HERE) if f.code == "SOP302"]
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (2, 52, 54)
    assert (finding.file, finding.path, finding.langkah) == ("uji.yaml", "langkah[0].lanjut[1]", "x")


@pytest.mark.parametrize(
    ("target", "there"),
    [("arsib", "`lanjut: arsip`"), ("arsip@c", "kolom `c`"), ("'99'", "id atau nomor"), ("'@a'", "id atau nomor")],
)
def test_wrong_references(target: str, there: str) -> None:
    text = (
        f"langkah:\n  - {{kegiatan: K, pelaksana: a, lanjut: {target}}}\n  - {{id: arsip, kegiatan: K, pelaksana: b}}\n"
    )
    (message,) = messages(text, "SOP302")
    assert there in message


@pytest.mark.parametrize(
    "target", ["arsip", "2", "2.", "arsip@b", "'2@b'", "selesai", "[arsip, selesai]", "{a: arsip}"]
)
def test_right_references(target: str) -> None:
    text = (
        f"langkah:\n  - {{kegiatan: K, pelaksana: a, lanjut: {target}}}\n  - {{id: arsip, kegiatan: K, pelaksana: b}}\n"
    )
    assert messages(text, "SOP302") == []


def test_a_lane_that_is_not_in_the_row() -> None:
    text = rows("id: x, kegiatan: K, lanjut: {b: y}", "id: y, kegiatan: K")
    assert len(messages(text, "SOP302")) == 1


def test_a_name_that_many_rows_misspell_counts_once() -> None:
    steps = "".join(f"  - {{kegiatan: K, pelaksana: {lane}}}\n" for lane in [*["kabidd"] * 30, "arsipariss", "c"])
    text = f"langkah:\n{steps}pelaksana: {{c: C, kabid: Kepala Bidang, arsiparis: Arsiparis}}\n"
    assert "Tulis `arsiparis`" in messages(text, "SOP201")[-1]
    assert messages(text, "SOP202") == []


def test_one_wrong_reference_is_one_finding() -> None:
    text = (
        "langkah:\n  - {id: x, kegiatan: K, pelaksana: a}\n"
        "  - {id: y, kegiatan: K, pelaksana: b, keputusan: {Ya: zz, Tidak: x}}\n"
        "  - {id: z, kegiatan: K, pelaksana: a}\n"
    )
    assert [code for code in codes_of(text, HERE) if code.startswith("SOP3")] == ["SOP302"]


def test_loops() -> None:
    z = "id: z, kegiatan: K"
    by_decision = rows("id: x, kegiatan: K", "id: y, kegiatan: K, keputusan: {Ya: z, Tidak: x}", z)
    assert not {"SOP304", "SOP308"} & set(codes_of(by_decision, HERE))
    by_parallel = rows("id: x, kegiatan: K", "id: y, kegiatan: K, lanjut: [x, z]", "id: z, kegiatan: K")
    assert {"SOP304", "SOP308"} & set(codes_of(by_parallel, HERE)) == {"SOP308"}
    itself = rows("id: x, kegiatan: K, lanjut: x")
    assert {"SOP304", "SOP308"} <= set(codes_of(itself, HERE))
    decision_stays = rows("id: x, kegiatan: K", "id: y, kegiatan: K, keputusan: {Ya: x, Tidak: y}")
    assert {"SOP304", "SOP308"} <= set(codes_of(decision_stays, HERE))


def test_numbers() -> None:
    assert messages(rows("no: 1, kegiatan: K", "no: '-', kegiatan: K", "no: 2., kegiatan: K"), "SOP301") == []
    assert len(messages(rows("no: 1, kegiatan: K", "no: 3, kegiatan: K", "no: 4, kegiatan: K"), "SOP301")) == 1
    assert len(messages(rows("no: 1, kegiatan: K", "no: 1, kegiatan: K", "no: 2, kegiatan: K"), "SOP301")) == 1
    assert len(messages(rows("no: 2, kegiatan: K", "no: x, kegiatan: K"), "SOP301")) == 2


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("1 2a 2b 3", []),
        ("1 2 2a 2b 3", []),
        ("1 1.1 1.2 2 2.1 3", []),
        ("1a 1b 2", []),
        ("1. 2.a 2.b 3.", []),
        ("1 2 7 4 5", ["seharusnya 3"]),
        ("1 2 5 6 7", ["seharusnya 3"]),
        ("1 2a 2c 3", ["seharusnya 2b"]),
        ("1 2.1 2.3 3", ["seharusnya 2.2"]),
        ("1 2b 3", ["seharusnya 2"]),
        ("1 2 2 3", ["seharusnya 3"]),
        ("1 3 4 4", ["seharusnya 2", "seharusnya 5"]),
    ],
)
def test_numbers_in_order(numbers: str, wrong: list[str]) -> None:
    said = messages(rows(*(f"no: '{number}', kegiatan: K" for number in numbers.split())), "SOP301")
    assert len(said) == len(wrong)
    assert all(f"{part}." in message for part, message in zip(wrong, said, strict=True))


def test_outcomes() -> None:
    assert len(messages(rows("id: x, kegiatan: K, keputusan: {Ya: selesai, ya: x}"), "SOP305")) == 1
    assert len(messages(rows("id: x, kegiatan: K, keputusan: {Ya: x, Tidak: }"), "SOP305")) == 0
    assert len(messages(rows("id: x, kegiatan: K, keputusan: {Ya: , Tidak: y}", "id: y, kegiatan: K"), "SOP307")) == 1


def test_symbols() -> None:
    assert (
        len(
            messages(
                rows("id: x, kegiatan: K, keputusan: {Ya: y, Tidak: x}, lanjut: y", "id: y, kegiatan: K"), "SOP311"
            )
        )
        == 1
    )
    for row, problems in ((0, 0), (1, 1), (2, 0)):
        lines = ["kegiatan: K"] * 3
        lines[row] += ", simbol: terminator"
        assert len(messages(rows(*lines), "SOP311")) == problems


def test_ids() -> None:
    assert len(messages(rows("id: 2, kegiatan: K", "kegiatan: K"), "SOP313")) == 1
    assert len(messages(rows("id: 1, kegiatan: K", "kegiatan: K"), "SOP313")) == 0
    begins = rows("id: mulai, kegiatan: K", "kegiatan: K")
    assert len(messages(begins, "SOP313")) == 0
    assert len(messages(begins + "tampilan: {terminator: terpisah}\n", "SOP313")) == 1


COMMENTED = """\
pelaksana: {a: Kepala Bagian, b: JFU, c: Arsiparis} # sopgen: abaikan SOP202
langkah:
  # sopgen: abaikan SOP310
  - {kegiatan: Mulai, pelaksana: a}
  - {kegiatan: Selesai, pelaksana: b}
"""


def test_comments_silence_their_line_only() -> None:
    assert [(f.code, f.span.line) for f in findings_of(COMMENTED, HERE)] == [("SOP310", 5)]


def test_stale_comments() -> None:
    stale = COMMENTED.replace("abaikan SOP202", "abaikan SOP202 SOP204").replace("kegiatan: Mulai", "kegiatan: Membuka")
    found = [f for f in findings_of(stale, HERE) if f.code == "SOP006"]
    assert [(f.span.line, f.severity) for f in found] == [(1, Severity.WARNING), (3, Severity.WARNING)]
    assert "SOP204" in found[0].message
    assert "SOP202" not in found[0].message


def test_a_comment_on_what_others_find_is_not_stale() -> None:
    text = "tampilan: {kertas: a4} # sopgen: abaikan SOP315 SOP606 SOP999\n"
    (stale,) = (f for f in findings_of(text, HERE) if f.code == "SOP006")
    assert "SOP999" in stale.message
    assert "SOP315" not in stale.message
    assert "SOP606" not in stale.message


def test_what_refuses_rendering_cannot_be_silenced() -> None:
    text = "langkah:\n  - {kegiatan: K, pelaksana: a, lanjut: zz} # sopgen: abaikan SOP302\n"
    assert "SOP302" in codes_of(text, HERE)


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "sopgen.yaml").write_text("aturan: {abaikan: [SOP202], tingkat: {SOP310: info}}", encoding="utf-8")
    found = [(f.code, f.severity) for f in findings_of(COMMENTED, tmp_path)]
    assert found == [("SOP310", Severity.INFO)], "a comment for a rule that is switched off is not stale"


def test_many_rows_make_as_much_work_as_they_are() -> None:
    def prepared(count: int) -> Callable[[], None]:
        lines = [f"  - {{id: r{i}, kegiatan: K {i}, pelaksana: {'ab'[i % 2]}, lanjut: x{i}}}\n" for i in range(count)]
        reading = read_text(completed("langkah:\n" + "".join(lines)), "uji.yaml", HERE)

        def checked() -> None:
            assert sum(finding.code == "SOP302" for finding in check(reading)) == count

        return checked

    assert growth(prepared, 60) < LINEAR


def test_of_very_many_findings_of_one_kind_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 100
    for module in ("diagnostics", "reading.loader", "reading.document", "rules"):
        monkeypatch.setattr(f"sopgen.{module}.MOST", most, raising=False)
    row = "  - {{kegiatan: K {}, pelaksana: {}, lanjut: x, lanjt: 1}}\n"
    rows = "".join(row.format(i, "ab"[i % 2]) for i in range(most + 50))
    silent = "  - {kegiatan: K, pelaksana: a, keterangan: k} # sopgen: abaikan SOP401 SOP204\n"
    findings = findings_of("langkah:\n" + rows + silent, HERE)
    for code in ("SOP003", "SOP302", "SOP401"):
        found = [finding for finding in findings if finding.code == code]
        assert len(found) == most + 1
        assert [finding for finding in found if f"lebih dari {most} temuan {code}" in finding.message] == [found[-1]]
    (stale,) = (finding for finding in findings if finding.code == "SOP006")
    assert "SOP401" not in stale.message, "not every SOP401 was looked for"


REFERENCE = st.sampled_from(["a", "b", "1", "2", "3.", "selesai", "zz", "a@a", "a@zz", "@", ""])
ROW = st.fixed_dictionaries(
    {
        "kegiatan": st.sampled_from(["K", "Mulai"]),
        "pelaksana": st.lists(st.sampled_from("abz"), min_size=1, unique=True),
    },
    optional={
        "id": st.sampled_from(["a", "b", "1", "mulai"]),
        "no": st.sampled_from(["1", "2", "-", "x", "1."]),
        "keputusan": st.dictionaries(st.sampled_from(["Ya", "Tidak", "ya"]), REFERENCE | st.none()),
        "lanjut": REFERENCE.filter(bool)
        | st.lists(REFERENCE.filter(bool), unique=True)
        | st.dictionaries(st.sampled_from("abz"), REFERENCE.filter(bool) | st.none()),
        "simbol": st.sampled_from(["proses", "terminator", "keputusan"]),
        "hubungan": st.sampled_from(["berurutan", "bersama", "sejajar"]),
    },
)


@given(st.lists(ROW, min_size=1, max_size=6), st.booleans())
def test_any_flow(steps: list[dict[str, object]], separate: bool) -> None:
    """No combination of references, symbols and lanes makes a rule fail."""
    data = {"langkah": steps, "tampilan": {"terminator": "terpisah" if separate else "langkah"}}
    text = json.dumps({"judul": "U", "pelaksana": {"a": "A", "b": "B"}} | data)
    reading = read_text(text, "uji.yaml", HERE)
    assert reading.sop is not None, reading.findings
    for finding in check(reading):
        assert finding.message


def test_empty_cells_are_told_by_the_number_of_the_row() -> None:
    text = rows("kegiatan: K", "kegiatan: K, mutu_baku: {kelengkapan: A, output: B}")
    assert "Waktu pada langkah 2 belum diisi." in " ".join(messages(text, "SOP502"))
    assert "Kelengkapan pada langkah 1 belum diisi." in " ".join(messages(text, "SOP501"))
    assert "Output pada langkah 1 belum diisi." in " ".join(messages(text, "SOP507"))


def test_a_column_that_is_left_out_is_not_asked_for() -> None:
    text = rows("kegiatan: K", "kegiatan: K, mutu_baku: {waktu: Sesuai kebutuhan}")
    assert [len(messages(text, code)) for code in ("SOP501", "SOP502", "SOP503", "SOP507")] == [2, 1, 1, 2]
    text += "tampilan: {urutan_mutu_baku: []}\n"
    assert [len(messages(text, code)) for code in ("SOP501", "SOP502", "SOP503", "SOP507")] == [0, 0, 0, 0]


def test_a_unit_in_the_heading_makes_numbers_times() -> None:
    text = rows(*(f"kegiatan: K, mutu_baku: {{waktu: '{time}'}}" for time in ("5", "10-15", "1 jam")))
    assert len(messages(text, "SOP503")) == 2
    assert not messages(f"{text}tampilan: {{label: {{waktu: Waktu (menit)}}}}\n", "SOP503")


def test_units_are_compared_as_they_are_spelt() -> None:
    text = rows(*(f'kegiatan: K, mutu_baku: {{waktu: "{time}"}}' for time in ("5 menit", "5 mnt", "60 menit", "1 jam")))
    mnt, hour = messages(text, "SOP504")
    assert "`mnt` di sini, `menit` di langkah 1" in mnt
    assert "`1 jam` di sini, `60 menit` di langkah 3" in hour


@pytest.mark.parametrize(
    ("needed", "asked"),
    [
        ("DPA", True),
        ("Memo", False),  # there from the beginning
        ("Disposisi", False),  # made before
        ("Komputer", False),  # among the equipment
        ("Formulir F-1", False),  # lies ready
    ],
)
def test_where_something_comes_from(needed: str, asked: bool) -> None:
    text = rows(
        "kegiatan: Membaca memo, mutu_baku: {kelengkapan: Memo, output: Disposisi}",
        f"kegiatan: Menyusun draf, mutu_baku: {{kelengkapan: {needed}, output: Draf}}",
    )
    assert bool(messages(text, "SOP509")) is asked


def test_one_activity_by_two_lanes() -> None:
    def told(first: str, second: str, more: str = "") -> list[Severity]:
        text = f"""
pelaksana: {{a: A, b: B}}
langkah:
  - {{id: x, kegiatan: Menolak usulan, pelaksana: {first}{more}}}
  - {{id: y, kegiatan: Menolak usulan, pelaksana: {second}{more}}}
  - {{id: z, kegiatan: Mengarsipkan usulan, pelaksana: b}}
"""
        return [finding.severity for finding in findings_of(text, HERE) if finding.code == "SOP409"]

    assert told("a", "a") == [Severity.WARNING]
    assert told("a", "b") == [Severity.INFO]
    assert told("a", "b", ", keputusan: {Ya: z, Tidak: x}") == []
