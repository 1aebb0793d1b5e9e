"""YAML text to plain data: what is text, where things stand, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model.values import Number
from sopgen.reading import loader
from sopgen.reading.loader import MAX_DEPTH, load


@pytest.mark.parametrize(
    "text", ["no", "ya", "on", "010", "1:30", "2-Jan-24", "2024-01-02", "0x1F", "1_000", "=", ".inf"]
)
def test_stays_text(text: str) -> None:
    value = load(f"a: {text}", "f").data["a"]
    assert value == text
    assert not isinstance(value, Number)


@pytest.mark.parametrize("text", ["0", "6", "-1", "1.", "1.10", ".5", "1e3", "+2"])
def test_number_keeps_its_source_text(text: str) -> None:
    value = load(f"a: {text}", "f").data["a"]
    assert value == text
    assert isinstance(value, Number)


@given(st.decimals(allow_nan=False, allow_infinity=False).map(lambda n: f"{n:f}"))
def test_any_number_keeps_its_source_text(text: str) -> None:
    assert load(f"a: {text}", "f").data == {"a": text}


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("null", None), ("~", None), ("", None)])
def test_special_scalars(text: str, value: object) -> None:
    assert load(f"a: {text}", "f").data == {"a": value}
    assert load(f'a: "{text}"', "f").data == {"a": text}


def test_keys_are_text() -> None:
    data = load("1: a\ntrue: b\n~: c\n<<: d", "f").data
    assert list(data) == ["1", "true", "~", "<<"]


def test_bom_and_crlf() -> None:
    loaded = load(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n", "f")
    assert loaded.data == {"a": "1", "b": "x\ny\n"}
    assert loaded.spans.nearest(("b",)).line == 2


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("a:\n  - &x [1]\n  - *x", 3, 5),
        ("a: 1\n---\nb: 2", 2, 1),
        ("a: !!python/name:os.system x", 1, 4),
        ("a: !!python/object/apply:os.system [x]", 1, 4),
        ("a: !!set {x}", 1, 4),
        ("a: 1\nb: \x01", 2, 4),
        ("a: \x00", 1, 4),
        ('a: "\\x07"', 1, 4),
        ("a: 1\n\tb: 2", 2, 1),
        ("a: b: c", 1, 5),
        ("? [x]\n: 1", 1, 3),
        (b"a: 1\nb: x\xff", 2, 5),
        ("a: é\nb: x".encode("latin-1"), 1, 4),
    ],
)
def test_refused_at_its_place(source: str | bytes, line: int, column: int) -> None:
    loaded = load(source, "f")
    assert [finding.code for finding in loaded.findings] == ["SOP001"]
    assert (loaded.findings[0].span.line, loaded.findings[0].span.column) == (line, column)
    assert loaded.findings[0].hint


@pytest.mark.parametrize(
    ("source", "line", "column", "hint"),
    [
        ('judul: "Cuti\nnomor: 1\n', 1, 8, "Tanda kutip yang dibuka di sini"),
        ("a: 1\n\tb: 2", 2, 1, "bukan tab"),
        ("nomor: @12", 1, 8, "diawali @ perlu"),
        ("judul: *Cuti*", 1, 13, "diawali * perlu"),
        ("judul: !Cuti x", 1, 8, "diawali ! perlu"),
        ("judul: Cuti: sakit", 1, 12, "memuat titik dua perlu diapit"),
        ('judul "Cuti"\nnomor: 12', 1, 6, '`judul: "Cuti"`'),
        ("judul: Cuti\nnomor:12\nstatus: draf", 2, 6, "`nomor: 12`"),
        ("judul: Cuti\nnomor = 12\nstatus: draf", 2, 6, "`nomor: 12`"),
        ("judul: Cuti\nnomor：12\nstatus: draf", 2, 6, "`nomor: 12`"),
        ("judul: Cuti\nnomor:\u00a012\nstatus: draf", 2, 7, "spasi biasa"),
        ("a:\n  - b: 1\n  -c: 2", 3, 3, "`- c: 2`"),
        ("a:\n  - b\n  • c: 1", 3, 3, "`- c: 1`"),
        ("judul: - Cuti", 1, 8, '`judul: "- Cuti"`'),
        ("waktu: : 10 menit", 1, 8, "`waktu: 10 menit`"),
        ("judul: Cuti\nlangkah\n  - kegiatan: A", 2, 8, "`langkah:`"),
        ("judul: “Cuti: sakit”", 1, 8, '`judul: "Cuti: sakit"`'),
        ("judul: Cuti\nrevisi: -", 2, 9, '`revisi: "-"`'),
        ("keputusan: {Ya:, Tidak:arsip}", 1, 15, "`keputusan: {Ya: , Tidak: arsip}`"),
        ('id: "arsip",\nno: 1', 1, 12, '`id: "arsip"`'),
        ("a:\n  - b: 1\n  c: 2", 3, 3, "`- c: 2`"),
        ("a:\n  b: 1\n  - c: 2", 3, 3, "`- b: 1`"),
        ("judul: &Cuti sakit", 1, 8, '`"&Cuti sakit"`'),
        ("judul: [draf] Cuti", 1, 8, '`judul: "[draf] Cuti"`'),
        ('judul: "D:\\Cuti"', 1, 10, "`'D:\\Cuti'`"),
        ("judul: Cuti\nsakit\nnomor: 1", 2, 1, "2 spasi di depan `sakit`"),
        ("a:\n  b: 1\n   c: 2", 3, 4, "2 spasi di depan `c: 2`"),
        ("judul: Cuti\n  nomor: 12", 2, 3, "Samakan indentasi"),
        ("a:\n  - b: 1\n   c: 2", 3, 4, "Samakan indentasi"),
        ("a:\n  - b: 1\n - c: 2", 3, 2, "Samakan indentasi"),
        ('judul: "Cuti" sakit', 1, 15, "Teks setelah tanda kutip penutup"),
        ("a: {b: 1, c: 2\nd: 3", 1, 4, "Tutup dengan `}`"),
        ("a: [b, c\n", 1, 4, "Tutup dengan `]`"),
        ("a: {b: 1\n  c: 2}", 1, 8, "koma"),
        ("a: 'Jum'at'", 1, 9, '`a: "Jum\'at"`'),
        ("a:\n  - b: 1\n    c:\n      d: 1\n   - b: 2", 5, 4, "2 spasi di depan `- b: 2`"),
    ],
)
def test_what_to_do_about_wrong_yaml(source: str, line: int, column: int, hint: str) -> None:
    (finding,) = load(source, "f").findings
    assert (finding.span.line, finding.span.column) == (line, column)
    assert hint in finding.hint


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{"])
def test_deep_nesting_is_refused_without_recursion(opening: str) -> None:
    assert [finding.code for finding in load(opening * 100_000, "f").findings] == ["SOP001"]


def test_nesting_up_to_the_limit() -> None:
    assert load("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f").readable
    assert not load("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "f").readable


def test_alias_bomb() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert "lengkap" in load(bomb, "f").findings[0].hint


def test_too_many_nodes_and_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MAX_NODES", 100)
    assert load("[" + "1," * 90 + "]", "f").readable
    assert not load("[" + "1," * 101 + "]", "f").readable
    assert not load(b"#" * 5_000_001, "f").readable


def test_an_entry_that_lacks_its_dash_is_one_mistake() -> None:
    loaded = load("langkah:\n  - id: a\n    kegiatan: Satu\n    id: b\n    kegiatan: Dua\n", "f")
    (finding,) = loaded.findings
    assert finding.span.line == 4
    assert "`- id: …`" in finding.hint
    assert [place.span.line for place in finding.related] == [2]


def test_duplicate_keys_name_both_positions() -> None:
    loaded = load("a: 1\nb: {x: 1, x: {x: 2}}\na: 3\n", "f")
    assert loaded.data == {"a": "1", "b": {"x": "1"}}
    assert [(f.code, f.path, f.span.line) for f in loaded.findings] == [("SOP002", "b.x", 2), ("SOP002", "a", 3)]
    assert "baris 1 kolom 1" in loaded.findings[1].message
    assert "baris 3 kolom 1" in loaded.findings[1].message


def test_spans() -> None:
    spans = load("a:\n  - x: satu\n    y: [1, dua]\nb:\n", "f").spans
    assert spans.nearest(("a", 0, "x")).column == 8
    assert (spans.nearest(("a", 0, "y", 1)).line, spans.nearest(("a", 0, "y", 1)).end_column) == (3, 15)
    assert spans.nearest(("a", 0, "tidak", "ada")) == spans.nearest(("a", 0))
    assert spans.nearest(("a", 0)).column == 5, "a row is found at its first key"
    assert spans.nearest(("b",)).column == 1, "an empty value is found at its key"
    assert spans.key(("a", 0, "y")).column == 5


def test_comments() -> None:
    text = """\
a: 1 # sopgen: abaikan SOP402, SOP403
# sopgen: abaikan SOP301

# penjelasan
b: | # sopgen: abaikan SOP404
  # sopgen: abaikan SOP405
c: "# sopgen: abaikan SOP406"
d: x#sopgen:abaikan SOP407
"""
    found = [(comment.codes, comment.target) for comment in load(text, "f").comments]
    assert found == [(("SOP402", "SOP403"), 1), (("SOP301",), 5), (("SOP404",), 5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_comments_behind_any_line_break_stand_in_their_own_line(end: str) -> None:
    """Those of mainframes and Unicode are line breaks to YAML, also inside a text."""
    loaded = load(f'a: "satu{end}dua"\nb: 1 # sopgen: abaikan SOP402\nc: "# sopgen: abaikan SOP406"\n', "f")
    assert [(comment.span.line, comment.target) for comment in loaded.comments] == [
        (loaded.spans.key(("b",)).line,) * 2
    ]


@given(st.binary())
def test_any_bytes(source: bytes) -> None:
    load(source, "f")


@given(st.text(alphabet=st.sampled_from("ab:-[]{}\"'|>#&*!?%@,~\n\t 1.\\x\x85\u2028\ufeff"), max_size=60))
def test_any_yaml_like_text(source: str) -> None:
    load(source, "f")
