"""What takes a checker long, in any size: very many rows, names, findings or comments, and texts that make patterns
look for long."""

from __future__ import annotations

from collections.abc import Callable

MEGABYTE = 1_000_000
TOP = "judul: Uji\npelaksana: {a: A, b: B}\n"
ROW = "langkah:\n  - {kegiatan: K, pelaksana: a}\n"


Made = Callable[[int], str]
"""A file of about that many bytes."""


def hostile(name: str, size: int = MEGABYTE) -> bytes:
    return HOSTILE[name](size).encode()


def filled(entry: Callable[[int], str], before: str | Made = TOP + ROW, after: str = "") -> Made:
    """As many entries as the size holds; `before` may grow with the size too."""

    def made(size: int) -> str:
        parts = [before if isinstance(before, str) else before(size), after]
        left, number = size - sum(map(len, parts)), 0
        while (left := left - len((part := entry(number)).encode())) >= 0:
            parts.insert(-1, part)
            number += 1
        return "".join(parts)

    return made


def rows(row: str, before: str | Made = TOP) -> Made:
    """Rows of one kind; `#` is the number of the row."""
    top = before + "langkah:\n" if isinstance(before, str) else lambda size: before(size) + "langkah:\n"
    return filled(lambda i: f"  - {{{row}}}\n".replace("#", str(i)), top)


def entries(key: str, entry: str) -> Made:
    """One key with a long list."""
    return filled(lambda i: f"  - {entry}\n".replace("#", str(i)), f"{TOP}{ROW}{key}:\n")


def repeated(text: str, before: str = TOP + ROW, after: str = "") -> Made:
    return filled(lambda _: text, before, after)


def one_activity(text: str) -> Made:
    return repeated(text, TOP + 'langkah:\n  - {pelaksana: a, kegiatan: "', '"}\n')


def one_time(text: str) -> Made:
    return repeated(text, TOP + 'langkah:\n  - {kegiatan: K, pelaksana: a, mutu_baku: {waktu: "', '"}}\n')


def one_text(key: str, text: str) -> Made:
    top = TOP.split("\n", 1)[1] if key == "judul" else TOP
    return repeated(text, f'{top}{ROW}{key}: "', '"\n')


def lanes(count: int) -> str:
    names = "".join(f"  p{i}: Kepala Bidang {i}\n" for i in range(count))
    return f"judul: Uji\npelaksana:\n{names}"


def wide_row(count: int) -> str:
    """One row with a symbol in every lane."""
    named = ",".join(f"p{i}" for i in range(count))
    return f"{lanes(count)}langkah:\n  - {{kegiatan: K, hubungan: sejajar, pelaksana: [{named}]}}\n"


MANY = {
    "faulty rows": rows("kegiatan: Pembuatan surat, pelaksana: a"),
    "short rows": rows("kegiatan: K, pelaksana: a"),
    "rows on one line": repeated("{kegiatan: K, pelaksana: a},", TOP + "langkah: [", "]"),
    "empty rows": rows(""),
    "rows of nothing": repeated("-\n", TOP + "langkah:\n"),
    "rows of every wrong kind": rows("kegiatan: [x], pelaksana: {a: b}, mutu_baku: x, lanjut: true, simbol: proes"),
    "nouns": rows("kegiatan: Pembuatan x#, pelaksana: a"),
    "subjects": rows("kegiatan: 'Kepala Bidang x# dibuat, oleh Camat jika salah', pelaksana: a"),
    "positions": rows("kegiatan: 'Kepala Bidang # menyusun surat kepada Kepala Seksi #', pelaksana: p1", lanes(20)),
    "misspellings": rows("kegiatan: Meneriman esselon standart perjanjaian, pelaksana: a"),
    "placeholders": rows("kegiatan: '....', pelaksana: a"),
    "unknown lanes": rows("kegiatan: K, pelaksana: pl#", lambda size: lanes(size // 100)),
    "unknown targets": rows("kegiatan: K, pelaksana: a, keputusan: {Ya: x#, Tidak: y#}"),
    "targets without a symbol": rows("kegiatan: K, pelaksana: p1, lanjut: 1@zz", lambda size: lanes(size // 100)),
    "outcomes": repeated("L: 1, ", TOP + "langkah: [{kegiatan: K, pelaksana: a, keputusan: {", "}}]"),
    "different outcomes": filled(
        lambda i: f"L{i}: x{i},", TOP + "langkah: [{kegiatan: K, pelaksana: a, keputusan: {", "}}]"
    ),
    "one id": rows("id: x, kegiatan: K, pelaksana: a"),
    "one number": rows("no: 1, kegiatan: K, pelaksana: a"),
    "unreachable rows": rows("kegiatan: K, pelaksana: a, lanjut: selesai"),
    "endless loops": rows("kegiatan: K, pelaksana: a, lanjut: #"),
    "a wide row": lambda size: wide_row(size // 36),
    "a lane named again": lambda size: wide_row(size // 36).replace("]", ",p0]"),
    "unused lanes": filled(lambda i: f"  p{i}: P{i}\n", f"judul: U\n{ROW}pelaksana:\n  a: A\n"),
    "lanes with wrong ids": filled(lambda i: f"  p {i}: P{i}\n", f"judul: U\n{ROW}pelaksana:\n"),
    "lanes with rows": rows("kegiatan: Kepala Bidang 7 membuat surat, pelaksana: p#", lambda size: lanes(size // 110)),
    "times": rows("kegiatan: K, pelaksana: a, mutu_baku: {waktu: # menit}"),
    "odd times": rows(f"kegiatan: K, pelaksana: a, mutu_baku: {{waktu: {'1 - ' * 48}#}}"),
    "same cells": rows("kegiatan: K, pelaksana: a, mutu_baku: {kelengkapan: S, output: S}"),
    "notes": rows("kegiatan: K, pelaksana: a, keterangan: 'SOP A#, SOP B#'"),
    "unknown keys": filled(lambda i: f"judl{i}: x\n"),
    "unknown keys of rows": rows("kegiatan: K, pelaksana: a, kegitan#: x"),
    "one key": repeated("judul: x\n"),
    "laws": entries("dasar_hukum", "A #"),
    "equipment": entries("peralatan_perlengkapan", "ATK"),
    "related": entries("keterkaitan", "abc"),
    "links": entries("keterkaitan", "sop: a#"),
    "links to files": entries("keterkaitan", "sop: a#.yaml"),
    "superseded": entries("menggantikan", "a#"),
    "headings": entries("dasar_hukum", "H#: [{a: [{b: [c]}]}]"),
    "deep lists": repeated("[", TOP + ROW + "dasar_hukum: "),
    "deep mappings": repeated("{a: ", TOP + ROW + "dasar_hukum: "),
    "comments": repeated("# sopgen: abaikan SOP101\n"),
    "comments on one line": repeated("# sopgen: abaikan ", after="\n"),
    "codes in a comment": repeated("SOP101 ", TOP + ROW + "# sopgen: abaikan ", "\n"),
    "comments for one line": repeated(
        "# sopgen: abaikan SOP401\n", TOP, ROW.replace("\n  - ", " [").replace("}", "}]")
    ),
    "lines": repeated("\n"),
    "documents": repeated("---\n", ""),
    "escapes": one_activity("\\u202e"),
    "escaped keys": filled(lambda i: f'"\\u202e{i}": x\n'),
}
"""Many things, most of them wrong."""
LONG = {
    **{
        f"activity {text!r}": one_activity(text)
        for text in (
            "x",
            "me",
            "...",
            "<a ",
            "<",
            "[diisi ",
            "  a",
            "oleh di",
            "di ",
            "jika a ",
            "dan me",
            "(",
            "a.",
            "İ",
        )
    },
    **{
        f"time {text!r}": one_time(text)
        for text in ("1", "1 - ", "1 jam ", "per x/", "1/", "1.000", "(a", "maksimal ", "s.d. ")
    },
    **{
        f"{key} {text!r}": one_text(key, text)
        for key, texts in {
            "judul": ("Penyusunan/", "SOP ", "/ "),
            "nomor": (" /", " ", "a/ "),
            "dasar_hukum": ("Nomor 1 Tahun 2", "Nomor 1 / ", "tentang "),
            "tinjau_ulang": ("1 . ", "1"),
            "peringatan": ("esselon ", "...."),
            "keterkaitan": ("SOP ", "pe"),
            "kualifikasi_pelaksana": ("ber", "kepala "),
        }.items()
        for text in texts
    },
    "a long key": repeated("judul", TOP + ROW + "? ", "\n: x\n"),
    "a long id": repeated("x", f"{TOP}langkah:\n  - {{kegiatan: K, pelaksana: a, lanjut: ", "}\n"),
    "a long line of text": repeated("Menerima surat ", TOP + "langkah:\n  - pelaksana: a\n    kegiatan: |\n      "),
}
"""One thing, as long as the file."""
HOSTILE = MANY | LONG
