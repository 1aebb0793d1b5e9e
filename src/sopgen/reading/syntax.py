"""Turns a YAML error into what the author did: the place of the mistake and the text to write.

PyYAML says where reading stopped, which is often a line too late. So the lines are looked at: each classifier knows one
mistake, and the first one that recognises the line speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import yaml

from sopgen.diagnostics import START, Span, quoted
from sopgen.model.settings import LibraryFile
from sopgen.model.sop import PARTS, Part

LONGEST_LINE = 2000
"""characters of a line that are looked at: a person's lines are shorter"""
LOOK_BACK = 200
"""lines above the mistake among which its neighbours are looked for"""

ODD_SPACES = {
    "\u00a0": "spasi tak putus",
    "\u202f": "spasi tak putus sempit",
    "\u2007": "spasi angka",
    "\u3000": "spasi lebar penuh",
    "\u200b": "spasi tanpa lebar",
    "\ufeff": "tanda awal berkas",
    **dict.fromkeys(map(chr, (*range(0x2000, 0x2007), 0x2008, 0x2009, 0x200A, 0x205F)), "spasi khusus"),
}
"""Spaces that YAML takes as letters. Word and web pages put them into copied text."""
_ODD = "[" + "".join(ODD_SPACES) + "]"
_WIDE_COLONS = "：﹕∶꞉ː"
_DASHES = {"–": "strip panjang", "—": "strip panjang", "−": "tanda kurang", "‐": "strip Word", "‑": "strip Word"}
_BULLETS = dict.fromkeys("•·●▪○◦‣➢✓", "butir Word") | _DASHES
_NAME = r"[^\W\d][\w .]{0,40}?"
_LEAD = r"(?P<lead> *(?:- +)*)"


class Mistake(NamedTuple):
    """What is wrong with the writing of a file."""

    span: Span
    message: str
    hint: str
    related: tuple[tuple[Span, str], ...] = ()
    """other places that took part, each with what it is"""


class _Stop(NamedTuple):
    """Where and why reading stopped; lines and columns count from 0."""

    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    opened: tuple[int, int] | None
    """where the thing that was being read begins"""

    @property
    def said(self) -> str:
        return f"{self.problem}; {self.context}"

    def above(self, number: int) -> int | None:
        """The next line above with more than a comment."""
        for above in range(number - 1, max(-1, number - LOOK_BACK), -1):
            if self.lines[above].strip() and not self.lines[above].lstrip().startswith("#"):
                return above
        return None

    def suspects(self) -> list[int]:
        """The lines that the mistake may be in, the likeliest first."""
        above = self.above(self.line)
        begun = self.opened[0] if self.opened and "simple key" in self.context else None
        return list(dict.fromkeys(n for n in (begun, above, self.line) if n is not None and n < len(self.lines)))


Classifier = Callable[[_Stop, int, str], Mistake | None]
"""A stop, the number of a suspect line and its text -> the mistake, where it is of this kind."""


def explain(error: yaml.YAMLError, text: str) -> Mistake:
    """What the author did that YAML cannot read."""
    problem, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lines = [line[:LONGEST_LINE] for line in re.split("\r\n|[\r\n\x85\u2028\u2029]", text)]
    opened = (min(begun.line, len(lines) - 1), begun.column) if begun else None
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else opened or (0, 0)
    stop = _Stop(lines, problem, context, line, column, opened)
    found = (classify(stop, n, lines[n]) for classify in CLASSIFIERS for n in stop.suspects())
    return next((mistake for mistake in found if mistake), None) or _unrecognised(stop)


def _at(number: int, start: int, end: int) -> Span:
    return Span(number + 1, start + 1, number + 1, max(end, start + 1) + 1)


def in_quotes(text: str) -> str:
    """A text between the quotation marks that need no escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


@cache
def _keys() -> frozenset[str]:
    """Every key that a file may hold."""
    parts: list[type[Part]] = [LibraryFile, *PARTS.values()]
    return frozenset(name for part in parts for name in part.model_fields)


def _tab(stop: _Stop, number: int, line: str) -> Mistake | None:
    indent = len(line) - len(line.lstrip(" \t"))
    if number != stop.line or "\t" not in line[:indent]:
        return None
    at = line.index("\t")
    return Mistake(
        _at(number, at, indent),
        "Baris ini menjorok dengan tab.",
        f"Indentasi harus dengan spasi, bukan tab: ganti tiap tab dengan dua spasi di depan `{quoted(line.strip())}`.",
    )


def _odd_space(stop: _Stop, number: int, line: str) -> Mistake | None:
    """A space of another kind before a key, after its colon or after a dash."""
    match = re.match(rf" *(?:-[ ]*)?({_ODD}+)", line) or re.match(rf"{_LEAD}{_NAME}:({_ODD}+)", line)
    if not match:
        return None
    at = match.start(match.lastindex or 0)
    char = line[at]
    plain = re.sub(_ODD, " ", line).strip()
    return Mistake(
        _at(number, at, match.end()),
        f"Di sini ada {ODD_SPACES[char]} (U+{ord(char):04X}), yang bagi YAML bukan spasi.",
        f"Ganti dengan spasi biasa dari papan ketik: `{quoted(plain)}`.",
    )


def _wide_colon(stop: _Stop, number: int, line: str) -> Mistake | None:
    match = re.match(rf"{_LEAD}(?P<key>{_NAME})\s*(?P<colon>[{_WIDE_COLONS}])\s*(?P<value>.*)", line)
    if not match:
        return None
    return Mistake(
        _at(number, match.start("colon"), match.end("colon")),
        f"Titik dua di sini berjenis lain: `{match['colon']}` (U+{ord(match['colon']):04X}), titik dua lebar.",
        f"Pakai titik dua biasa dan satu spasi: `{quoted(match['key'] + ': ' + match['value'])}`.",
    )


def _other_mark(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`;`, `=`, `->` or nothing at all in the place of the colon."""
    match = re.match(rf"{_LEAD}(?P<key>\w+)(?P<mark>\s*(?:;|=>?|->|→|\|)\s*|\s+)(?P<value>\S.*)", line)
    if not match or ": " in line or line.rstrip().endswith(":"):
        return None
    mark = match["mark"].strip()
    if not mark and match["key"] not in _keys():
        return None
    what = f"tertulis `{mark}`, bukan titik dua" if mark else "kurang titik dua"
    return Mistake(
        _at(number, *match.span("mark")),
        f"Setelah `{match['key']}` {what}.",
        f"Setelah nama kunci harus ada titik dua dan spasi: `{quoted(match['key'] + ': ' + match['value'])}`.",
    )


def _no_space(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`waktu:10 menit`."""
    match = re.match(rf"{_LEAD}(?P<key>\w+):(?P<value>[^\s/:].*)", line)
    if not match or ": " in line:
        return None
    return Mistake(
        _at(number, match.end("key"), match.start("value")),
        f"Setelah titik dua `{match['key']}:` kurang spasi.",
        f"Beri spasi setelah titik dua: `{quoted(match['key'] + ': ' + match['value'])}`.",
    )


def _dash(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`-id: arsip`, `– id: arsip`, `• Komputer`, `1. SOP Rapat`."""
    marks = "".join(_BULLETS)
    match = re.match(rf" *(?P<mark>-|(?:\*|\d{{1,2}}[.)]|[a-z][.)]) |[{marks}])\s*(?P<rest>[^\s-].*)", line)
    if not match or number != stop.line or line.lstrip().startswith("- "):
        return None
    mark = match["mark"].strip()
    named = _BULLETS.get(mark)
    says = "Setelah strip kurang spasi." if mark == "-" else f"Butir ini diawali `{mark}`, bukan strip biasa."
    says = f"Butir ini diawali `{mark}` ({named}), bukan strip biasa." if named else says
    return Mistake(
        _at(number, *match.span("mark")), says, f"Tiap butir diawali strip dan spasi: `- {quoted(match['rest'])}`."
    )


def _dash_in_value(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`output: - Arsip`."""
    match = re.match(rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>-\s+(?P<rest>\S.*))", line)
    if not match or number != stop.line or "block sequence" not in stop.problem:
        return None
    key = match["key"]
    return Mistake(
        _at(number, match.start("value"), match.start("value") + 1),
        f"Setelah `{key}:` tidak boleh langsung ada strip.",
        f"Tulis `- {quoted(match['rest'])}` di baris sendiri di bawah `{key}:`, atau apit dengan tanda kutip: "
        f"`{key}: {in_quotes(quoted(match['value']))}`.",
    )


def _bracket(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`kegiatan: [draf] Mengarsipkan berkas`."""
    match = re.match(rf"{_LEAD}(?:(?P<key>{_NAME}):\s+)?(?P<value>[\[{{][^\[\]{{}}]*[\]}}]\s*[^\s,\]}}#:].*)", line)
    if not match or number != stop.line:
        return None
    before = f"{match['key']}: " if match["key"] else "- "
    return Mistake(
        _at(number, match.start("value"), match.end("value")),
        f"Teks ini diawali kurung `{match['value'][0]}`, yang bagi YAML membuka daftar.",
        f"Teks yang diawali kurung perlu diapit tanda kutip: `{before}{in_quotes(quoted(match['value']))}`.",
    )


def _backslash(stop: _Stop, number: int, line: str) -> Mistake | None:
    if number != stop.line or "escape" not in stop.problem or stop.opened is None:
        return None
    match = re.match(r'"(.*?)"\s*(?:#.*)?$', line[stop.opened[1] :]) if stop.opened[0] == number else None
    text = f": `{in_quotes(quoted(match[1]))}`" if match else ""
    return Mistake(
        _at(number, max(stop.column - 1, 0), stop.column + 1),
        "Garis miring terbalik (\\) di antara tanda kutip ganda memulai kode khusus.",
        f"Pakai tanda kutip tunggal{text}; atau tulis \\\\ untuk satu garis miring terbalik.",
    )


def _after_quote(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`judul: "Cuti" sakit`."""
    match = re.match(rf"{_LEAD}(?:(?P<key>{_NAME}):\s+)?(?P<value>([\"']).*?\4\s*\S.*)", line)
    if not match or number != stop.line or not re.search("did not find expected|mapping values", stop.problem):
        return None
    value, quote = match["value"].rstrip(), match["value"][0]
    plain = value[1:-1] if value.endswith(quote) else value.replace(quote, "", 2)
    before = f"{match['key']}: " if match["key"] else "- "
    return Mistake(
        _at(number, stop.column, stop.column + 1),
        "Setelah tanda kutip penutup masih ada teks.",
        f"Teks setelah tanda kutip penutup harus masuk ke dalam kutipannya: `{before}{in_quotes(quoted(plain))}`.",
    )


def _colon_in_text(stop: _Stop, number: int, line: str) -> Mistake | None:
    """`judul: Cuti: sakit`."""
    match = re.match(rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>[^\s\"'\[{{].*)", line)
    if not match or number != stop.line or "mapping values" not in stop.problem or stop.column <= match.start("value"):
        return None
    return Mistake(
        _at(number, stop.column, stop.column + 1),
        f"Isi `{match['key']}` memuat titik dua, sehingga terbaca sebagai kunci lagi.",
        f"Teks yang memuat titik dua perlu diapit tanda kutip: `{match['key']}: {in_quotes(quoted(match['value']))}`.",
    )


def _special_start(stop: _Stop, number: int, line: str) -> Mistake | None:
    """A text that begins with a mark of YAML's own: `nomor: @12`, `judul: *Cuti*`."""
    match = re.match(rf"{_LEAD}(?:(?P<key>{_NAME}):\s+)?(?P<value>[@`%*&!|>].*)", line)
    if not match or number != stop.line or not re.search("token|alias|anchor|tag|block scalar|expected", stop.said):
        return None
    before = f"{match['key']}: " if match["key"] else "- "
    mark, text = match["value"][0], in_quotes(quoted(match["value"]))
    return Mistake(
        _at(number, stop.column, stop.column + 1),
        f"Teks ini diawali `{mark}`, tanda khusus YAML.",
        f"Teks yang diawali {mark} perlu diapit tanda kutip: `{before}{text}`.",
    )


def _open_quote(stop: _Stop, number: int, line: str) -> Mistake | None:
    if "quoted scalar" not in stop.context or stop.opened is None:
        return None
    return Mistake(
        _at(*stop.opened, stop.opened[1]),
        "Tanda kutip yang dibuka di sini tidak punya penutup.",
        "Tanda kutip yang dibuka di sini perlu ditutup dengan tanda yang sama di akhir teks.",
    )


def _open_bracket(stop: _Stop, number: int, line: str) -> Mistake | None:
    if "parsing a flow" not in stop.context or stop.opened is None:
        return None
    row, column = stop.opened
    above = stop.above(stop.line)
    indent = len(stop.lines[row]) - len(stop.lines[row].lstrip())
    here = stop.lines[stop.line]
    within = above is not None and above >= row and len(here) - len(here.lstrip()) > indent
    if row == stop.line or (within and re.search(r"[\]}]", here)):
        place = _at(stop.line, stop.column, stop.column)
        if row != stop.line and above is not None:
            end = len(stop.lines[above].rstrip())
            place = _at(above, end - 1, end)
        return Mistake(
            place,
            "Di antara isian di dalam kurung kurang koma, atau kurungnya belum ditutup.",
            f"Pisahkan isian dengan koma; kurung dibuka di baris {row + 1} kolom {column + 1}.",
            ((_at(row, column, column), "kurung dibuka di sini"),),
        )
    return Mistake(
        _at(row, column, column),
        "Kurung yang dibuka di sini tidak ditutup.",
        f"Tutup dengan `{']' if stop.lines[row][column : column + 1] == '[' else '}'}`, atau apit teksnya dengan tanda "
        "kutip bila kurung itu bagian dari teks.",
    )


def _continued(stop: _Stop, number: int, line: str) -> Mistake | None:
    """A second line of a text that stands as far left as its key."""
    above = stop.above(number)
    if "simple key" not in stop.context or above is None or not stop.opened or stop.opened[0] != number:
        return None
    match = re.match(rf"{_LEAD}(?P<key>{_NAME}):\s+\S", stop.lines[above])
    if not match or re.match(rf"{_LEAD}{_NAME}:(\s|$)", line):
        return None
    deeper = match.end("lead") + 2
    return Mistake(
        _at(number, stop.opened[1], len(line)),
        f"Baris ini lanjutan isi `{match['key']}`, tetapi tidak menjorok lebih dalam dari kuncinya.",
        f"Beri {deeper} spasi di depan `{quoted(line.strip())}`, atau satukan dengan baris di atasnya.",
        ((_at(above, match.start("key"), match.end("key")), "kunci yang dilanjutkan"),),
    )


def _indent(stop: _Stop, number: int, line: str) -> Mistake | None:
    """A line that stands as far in as none of those it could belong to."""
    if number != stop.line or not re.search("block|mapping values", stop.said):
        return None
    spaces, levels = len(line) - len(line.lstrip(" ")), list(_levels(stop, number))
    dashed = [place for place in levels if stop.lines[place[0]][place[1] : place[1] + 2] in {"- ", "-"}]
    levels = dashed if line.lstrip().startswith("- ") else [place for place in levels if place not in dashed]
    if not levels or any(spaces == level for _, level in levels):
        return None
    row, level = min(levels, key=lambda place: abs(place[1] - spaces))
    where = "baris di atasnya" if row == stop.above(number) else f"baris {row + 1}"
    return Mistake(
        _at(number, spaces, len(line.rstrip())),
        f"Baris ini menjorok {spaces} spasi; {where} {level}.",
        f"Samakan indentasi baris ini dengan baris-baris setingkatnya: {level} spasi di depan "
        f"`{quoted(line.strip())}`.",
        ((_at(row, 0, level), f"menjorok {level} spasi"),),
    )


def _levels(stop: _Stop, number: int) -> Iterator[tuple[int, int]]:
    """The lines above that a line may stand beside, each with the columns that its key and its dashes begin at."""
    limit = LONGEST_LINE
    for above in range(number - 1, max(-1, number - LOOK_BACK), -1):
        lead = re.match(r" *(?:- +)*", stop.lines[above])
        text = stop.lines[above].strip()
        if lead is None or not text or text.startswith("#"):
            continue
        starts = [m.start() for m in re.finditer(r"- ", lead[0])] + [lead.end()]
        for column in reversed(starts):
            if column < limit:
                yield above, column
                limit = column
        if limit == 0:
            return


CLASSIFIERS: tuple[Classifier, ...] = (
    _tab,
    _odd_space,
    _wide_colon,
    _backslash,
    _open_quote,
    _no_space,
    _dash,
    _dash_in_value,
    _bracket,
    _after_quote,
    _special_start,
    _colon_in_text,
    _other_mark,
    _continued,
    _open_bracket,
    _indent,
)


def _unrecognised(stop: _Stop) -> Mistake:
    span = _at(stop.line, stop.column, stop.column) if stop.lines else START
    return Mistake(
        span,
        "Tulisan YAML salah: susunannya tidak dapat dibaca mulai dari sini.",
        "Periksa indentasi, tanda kutip, dan titik dua di baris ini dan baris sebelumnya.",
    )
