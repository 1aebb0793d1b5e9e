"""Edits on the text of a YAML file: what is asked for changes, and not a byte of anything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sopgen.editing.patch import Document, NotEditable
from sopgen.reading.loader import load

Ask = Callable[[Document], Document]

SOP = """\
# kepala
judul: Surat  # judul dicetak tebal
nomor: '1.4'
tanggal: {efektif: 2 Mei 2024, revisi: "-"}
peringatan: satu teks
dasar_hukum:
  - UU 1
  # yang ini penting
  - "UU: 2"  # kutip

  - UU 3
pelaksana:
  kabag: Kepala
  # staf
  staf: {nama: Staf, kelompok: Sekretariat}
langkah:
  - id: a
    kegiatan: Menerima
      surat masuk
    pelaksana: [kabag, staf]

  # yang kedua
  - kegiatan: |
      Meneliti
      surat
    mutu_baku:
      waktu: 5 menit
"""

CASES: dict[str, tuple[Ask, list[tuple[str, str]]]] = {
    "plain": (lambda d: d.set_text(("judul",), "Nota"), [("judul: Surat  #", "judul: Nota  #")]),
    "needs quotes": (lambda d: d.set_text(("judul",), "Nota: a"), [("judul: Surat", 'judul: "Nota: a"')]),
    "keeps quotes": (lambda d: d.set_text(("nomor",), "it's"), [("'1.4'", "'it''s'")]),
    "in flow": (lambda d: d.set_text(("tanggal", "efektif"), "a, b"), [("2 Mei 2024", '"a, b"')]),
    "lines": (
        lambda d: d.set_text(("langkah", 1, "mutu_baku", "waktu"), "a\nb"),
        [("waktu: 5 menit\n", "waktu: |-\n        a\n        b\n")],
    ),
    "block text": (
        lambda d: d.set_text(("langkah", 1, "kegiatan"), "Satu\n"),
        [("      Meneliti\n      surat\n", "      Satu\n")],
    ),
    "plain on two lines": (
        lambda d: d.set_text(("langkah", 0, "kegiatan"), "Menerima nota"),
        [("Menerima\n      surat masuk", "Menerima nota")],
    ),
    "a key in its place": (
        lambda d: d.add_key(("langkah", 0, "keterangan"), "ya"),
        [("pelaksana: [kabag, staf]\n", "pelaksana: [kabag, staf]\n    keterangan: ya\n")],
    ),
    "the first key behind a dash": (
        lambda d: d.add_key(("langkah", 1, "id"), "b"),
        [("  - kegiatan: |", "  - id: b\n    kegiatan: |")],
    ),
    "a mapping on the way": (
        lambda d: d.add_key(("langkah", 0, "mutu_baku", "waktu"), "1 jam"),
        [("pelaksana: [kabag, staf]\n", "pelaksana: [kabag, staf]\n    mutu_baku:\n      waktu: 1 jam\n")],
    ),
    "a key in flow": (
        lambda d: d.add_key(("tanggal", "pembuatan"), "1 Mei 2024"),
        [("{efektif", "{pembuatan: 1 Mei 2024, efektif")],
    ),
    "an entry at the end": (
        lambda d: d.add_item(("dasar_hukum",), 3, "UU 4"),
        [("  - UU 3\n", "  - UU 3\n  - UU 4\n")],
    ),
    "an entry in front": (lambda d: d.add_item(("dasar_hukum",), 0, "UU 0"), [("  - UU 1", "  - UU 0\n  - UU 1")]),
    "a text becomes a list": (
        lambda d: d.add_item(("peringatan",), 1, "dua: 2"),
        [("peringatan: satu teks", 'peringatan:\n  - satu teks\n  - "dua: 2"')],
    ),
    "an entry in flow": (
        lambda d: d.add_item(("langkah", 0, "pelaksana"), 1, "jfu"),
        [("[kabag, staf]", "[kabag, jfu, staf]")],
    ),
    "a row": (
        lambda d: d.add_item(("langkah",), 1, {"kegiatan": "Mencatat", "pelaksana": ["kabag", "staf"]}),
        [("[kabag, staf]\n", "[kabag, staf]\n  - kegiatan: Mencatat\n    pelaksana: [kabag, staf]\n")],
    ),
    "remove a key": (lambda d: d.remove(("judul",)), [("judul: Surat  # judul dicetak tebal\n", "")]),
    "remove a key in flow": (lambda d: d.remove(("tanggal", "revisi")), [(', revisi: "-"', "")]),
    "remove the first key behind a dash": (lambda d: d.remove(("langkah", 0, "id")), [("- id: a\n    ", "- ")]),
    "remove an entry": (lambda d: d.remove(("dasar_hukum", 1)), [('  - "UU: 2"  # kutip\n', "")]),
    "the last one takes its parent": (
        lambda d: d.remove(("langkah", 1, "mutu_baku", "waktu")),
        [("    mutu_baku:\n      waktu: 5 menit\n", "")],
    ),
    "rename": (lambda d: d.rename_key(("pelaksana", "kabag"), "kepala"), [("kabag: Kepala", "kepala: Kepala")]),
    "move an entry": (
        lambda d: d.arrange(("dasar_hukum",), [2, 0, 1]),
        [
            (
                '- UU 1\n  # yang ini penting\n  - "UU: 2"  # kutip\n\n  - UU 3\n',
                '- UU 3\n  - UU 1\n\n  # yang ini penting\n  - "UU: 2"  # kutip\n',
            )
        ],
    ),
    "move a key": (
        lambda d: d.arrange(("pelaksana",), [1, 0]),
        [
            (
                "  kabag: Kepala\n  # staf\n  staf: {nama: Staf, kelompok: Sekretariat}\n",
                "  # staf\n  staf: {nama: Staf, kelompok: Sekretariat}\n  kabag: Kepala\n",
            )
        ],
    ),
    "move in flow": (lambda d: d.arrange(("langkah", 0, "pelaksana"), [1, 0]), [("[kabag, staf]", "[staf, kabag]")]),
    "a mapping for a text": (
        lambda d: d.set_value(("pelaksana", "kabag"), {"nama": "Kepala", "kelompok": "A"}),
        [("kabag: Kepala", "kabag:\n    nama: Kepala\n    kelompok: A")],
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\ufeff"], ids=["lf", "crlf", "bom"])
@pytest.mark.parametrize("name", CASES)
def test_what_an_edit_makes_of_the_text(name: str, ends: str) -> None:
    ask, changes = CASES[name]
    wanted = SOP
    for old, new in changes:
        assert wanted.count(old) == 1
        wanted = wanted.replace(old, new)
    start, newline = ("\ufeff", "\n") if ends == "\ufeff" else ("", ends)
    text = start + SOP.replace("\n", newline)
    assert ask(Document(text)).text == start + wanted.replace("\n", newline)


def test_no_final_newline_is_added() -> None:
    text = "a:\n  - x"
    assert Document(text).add_item(("a",), 1, "y").text == "a:\n  - x\n  - y"
    text = "a: 1\nb: 2"
    assert Document(text).remove(("b",)).text == "a: 1"
    assert Document(text).arrange((), [1, 0]).text == "b: 2\na: 1"


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("a: 1", lambda d: d.set_text(("b",), "x")),
        ("a: [1]", lambda d: d.set_text(("a",), "x")),
        ("a: 1", lambda d: d.remove(("a",))),
        ("a: [", lambda d: d.remove(("a",))),
        ("a: 1\na: 2", lambda d: d.set_text(("a",), "x")),
    ],
    ids=["no such key", "no text", "the last key of all", "unreadable", "a key twice"],
)
def test_what_cannot_be_done_is_refused(text: str, ask: Ask) -> None:
    with pytest.raises(NotEditable):
        ask(Document(text))


# ---- any document


words = st.text(st.sampled_from("aZ1 é漢😀:#-'\"\\[]{},&*!|>%@`?~\n\t."), max_size=12).filter(
    lambda text: not text.endswith("\t")
)
keys = st.text(st.sampled_from("abcde"), min_size=1, max_size=3)


class Writer:
    """Writes a document in any mixture of styles, with comments and blank lines."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def flow(self, depth: int) -> str:
        kind = self.draw(st.integers(0, 3 if depth else 1))
        if kind == 2:
            return "[" + ", ".join(self.flow(depth - 1) for _ in range(self.draw(st.integers(0, 3)))) + "]"
        if kind == 3:
            names = self.draw(st.lists(keys, unique=True, max_size=3))
            return "{" + ", ".join(f"{name}: {self.flow(depth - 1)}" for name in names) + "}"
        return self.draw(st.sampled_from(["satu", "'dua: 2'", '"tiga # 3"', "7", "😀 empat", "''", "null"]))

    def comment(self) -> str:
        return self.draw(st.sampled_from(["", "", "  # catatan", "\t# tab"]))

    def between(self, margin: str) -> list[str]:
        return self.draw(st.sampled_from([[], [], [], [f"{margin}# di atas"], [""], ["", f"{margin}# dua"]]))

    def value(self, margin: str, depth: int) -> list[str]:
        """The lines of a value: the first goes behind its key or dash."""
        match self.draw(st.integers(0, 6 if depth else 3)):
            case 0 | 1:
                return [" " + self.flow(1) + self.comment()]
            case 2:
                mark = self.draw(st.sampled_from(["|", "|-", ">", "|+"]))
                return [f" {mark}", f"{margin}  baris # satu", "", f"{margin}  baris dua"]
            case 3:
                return [" teks", f"{margin}  panjang" + self.comment()]
            case 4 | 5:
                return [self.comment(), *self.mapping(margin + "  ", depth - 1)]
        return [self.comment(), *self.sequence(margin + self.draw(st.sampled_from(["  ", "    "])), depth - 1)]

    def mapping(self, margin: str, depth: int) -> list[str]:
        lines: list[str] = []
        for name in self.draw(st.lists(keys, unique=True, min_size=1, max_size=4)):
            first, *rest = self.value(margin, depth)
            lines += [*(self.between(margin) if lines else []), f"{margin}{name}:{first}", *rest]
        return lines

    def sequence(self, margin: str, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.draw(st.integers(1, 4))):
            lines += self.between(margin) if lines else []
            if depth and self.draw(st.booleans()):
                first, *rest = self.mapping(margin + "  ", depth - 1)
                lines += [f"{margin}- {first.strip()}", *rest]
            else:
                first, *rest = self.value(margin, 0)
                lines += [f"{margin}-{first}", *rest]
        return lines


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A document with or without byte order mark, with any line end, with a final one or none."""
    text = "\n".join(Writer(draw).mapping("", 3)) + draw(st.sampled_from(["", "\n", "\n\n", "\n# akhir\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for part, value in below for place in places(value, (*path, part)))]


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def comments(text: str) -> list[str]:
    return re.findall(r"# (?:catatan|tab|di atas|dua|akhir)", text)


@st.composite
def questions(draw: st.DrawFn, data: Any) -> tuple[Ask, Any]:
    """Something to ask for in a document that holds `data`, and what it holds then."""
    path = draw(st.sampled_from([place for place in places(data) if place]))
    expected = deepcopy(data)
    value, parent = at(expected, path), at(expected, path[:-1])
    kinds = ["remove"] if len(parent) > 1 else []
    kinds += ["rename"] if isinstance(parent, dict) else []
    kinds += (
        ["item", "move"] if isinstance(value, list) and value else ["key"] if value and isinstance(value, dict) else []
    )
    match draw(st.sampled_from(kinds or ["text"] if isinstance(value, dict | list) else [*kinds, "text", "text"])):
        case "text":
            assume(not isinstance(value, dict | list))
            parent[path[-1]] = text = draw(words)
            return lambda d: d.set_text(path, text), expected
        case "rename":
            name = draw(words.filter(lambda word: "\n" not in word and word not in parent))
            entries = [(name if key == path[-1] else key, below) for key, below in parent.items()]
            parent.clear()
            parent.update(entries)
            return lambda d: d.rename_key(path, name), expected
        case "remove":
            del parent[path[-1]]
            return lambda d: d.remove(path), expected
        case "key":
            name = draw(keys.filter(lambda word: word not in value))
            value[name] = below = draw(st.one_of(words, st.lists(words, min_size=1, max_size=2)))
            return lambda d: d.add_key((*path, name), below), expected
        case "item":
            place = draw(st.integers(0, len(value)))
            below = draw(st.one_of(words, st.fixed_dictionaries({"a": words, "b": words})))
            value.insert(place, below)
            return lambda d: d.add_item(path, place, below), expected
    order = draw(st.permutations(range(len(value))))
    value[:] = [value[place] for place in order]
    return lambda d: d.arrange(path, order), expected


@given(documents(), st.data())
def test_any_edit_of_any_document(text: str, data: st.DataObject) -> None:
    loaded = load(text, "")
    assume(not loaded.findings)
    ask, expected = data.draw(questions(loaded.data))
    try:
        after = ask(Document(text)).text
    except NotEditable:
        # The line breaks at the end of a block text depend on what follows: a change that would alter it is refused.
        assert "|+" in text or (re.search("[|>]", text) and text[-1] != "\n"), "refused without need"
        return
    result = load(after, "")
    assert not result.findings
    assert result.data == expected
    removes = len(places(expected)) < len(places(loaded.data))
    assert removes or sorted(comments(after)) == sorted(comments(text))
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert "\r\n" in text or "\r" not in after
    assert "\r\n" not in text or "\n" not in after.replace("\r\n", "")
