"""Turns a YAML error into what the author did: the place of the mistake and the text to write.

PyYAML says where reading stopped, which is often a line too late. So the lines are looked at: each classifier knows one
mistake, and the first one that recognises the line speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from sopgen.diagnostics import Span, quoted
from sopgen.model.settings import LibraryFile
from sopgen.model.sop import PARTS, Part
from sopgen.text.letters import lines_of

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
_MAPPINGS: tuple[type[Part], ...] = (LibraryFile, *PARTS.values())
_KEYS = "|".join(sorted({name for part in _MAPPINGS for name in part.model_fields}))
"""every key that a file may hold"""


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
    lines = [line[:LONGEST_LINE] for line in lines_of(text)]
    opened = (min(begun.line, len(lines) - 1), begun.column) if begun else None
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else opened or (0, 0)
    stop = _Stop(lines, problem, context, line, column, opened)
    found = (classify(stop, n, lines[n]) for classify in CLASSIFIERS for n in stop.suspects())
    unrecognised = Mistake(
        _at(line, column, column),
        "Tulisan YAML salah: susunannya tidak dapat dibaca mulai dari sini.",
        "Periksa indentasi, tanda kutip, dan titik dua di baris ini dan baris sebelumnya.",
    )
    return next(filter(None, found), unrecognised)


def _at(number: int, start: int, end: int) -> Span:
    return Span(number + 1, start + 1, number + 1, max(end, start + 1) + 1)


def in_quotes(text: str) -> str:
    """A text between the quotation marks that need no escapes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


@dataclass(frozen=True, slots=True)
class _Line:
    """A mistake that the line itself shows, as a classifier."""

    pattern: str
    """of the line; `at`, or where there is no such group the column where reading stopped, is the place of the
    mistake"""
    message: str
    hint: str
    """both may name the pattern's groups and what `_words` makes of them"""
    said: str = ""
    """what PyYAML says of it"""
    anywhere: bool = False
    """whether it may stand on another line than the one where reading stopped"""
    unless: str = "$^"
    """what stands in lines that are written rightly"""

    def __call__(self, stop: _Stop, number: int, line: str) -> Mistake | None:
        match = re.match(self.pattern, line)
        if not match or re.search(self.unless, line) or not re.search(self.said, stop.said):
            return None
        named = "at" in match.groupdict()
        if (number != stop.line and not self.anywhere) or (not named and stop.column < match.start("value")):
            return None
        at = match.span("at") if named else (stop.column, stop.column)
        words = _words(match, line)
        return Mistake(_at(number, *at), self.message.format(**words), self.hint.format(**words))


def _words(match: re.Match[str], line: str) -> dict[str, str]:
    """What the sentences about a line may name."""
    groups = {name: text or "" for name, text in match.groupdict().items()}
    key, value, at = groups.get("key", ""), groups["value"].rstrip(), groups.get("at", "")
    quote = value[:1]
    inner = value[1:-1] if value.endswith((quote, *"”’»")) else value.replace(quote, "", 2)
    named = ODD_SPACES.get(at[:1]) or _BULLETS.get(at[:1], "")
    return {name: quoted(text) for name, text in groups.items()} | {
        "line": quoted(line),
        "plain": quoted(re.sub(_ODD, " ", line)),
        "named": named,
        "kind": f" ({named})" if named else "",
        "code": f"U+{ord(at[0]):04X}" if at else "",
        "first": quote,
        "spaced": quoted(re.sub(r":(?=[^\s:])", ": ", value)),
        "pair": quoted(f"{key}: {value}"),
        "in_quotes": (f"{key}: " if key else "- ") + in_quotes(quoted(value)),
        "requoted": (f"{key}: " if key else "- ") + in_quotes(quoted(inner)),
    }


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
    """A line that stands as far in as none of those it could belong to, or only some with a dash stand beside."""
    if number != stop.line or not re.search("block|mapping values", stop.said):
        return None
    spaces, levels = len(line) - len(line.lstrip(" ")), list(_levels(stop, number))
    is_item = line.lstrip().startswith("- ")
    alike = [place for place in levels if (stop.lines[place[0]][place[1] : place[1] + 2] in {"- ", "-"}) == is_item]
    if any(spaces == level for _, level in alike):
        return None
    text, span = quoted(line), _at(number, spaces, len(line.rstrip()))
    if beside := next((place for place in levels if place[1] == spaces), None):
        row = beside[0]
        if is_item:
            message = f"Baris ini diawali strip, tetapi baris {row + 1} yang setingkat tidak."
            hint = f"Awali juga baris {row + 1} dengan strip: `- {quoted(stop.lines[row])}`, atau hapus strip di sini."
        else:
            message = f"Baris ini setingkat dengan butir di baris {row + 1}, tetapi tidak diawali strip."
            hint = f"Tulis `- {text}` bila ini butir baru, atau beri {spaces + 2} spasi di depannya bila lanjutannya."
        return Mistake(span, message, hint, ((_at(*beside, spaces + 1), "setingkat"),))
    if not alike:
        return None
    row, level = min(alike, key=lambda place: abs(place[1] - spaces))
    where = "baris di atasnya" if row == stop.above(number) else f"baris {row + 1}"
    return Mistake(
        span,
        f"Baris ini menjorok {spaces} spasi; {where} {level}.",
        f"Samakan indentasi baris ini dengan baris-baris setingkatnya: {level} spasi di depan `{text}`.",
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
    _Line(
        r" *(?P<at>\t[ \t]*)(?P<value>.*)",
        "Baris ini menjorok dengan tab.",
        "Indentasi harus dengan spasi, bukan tab: ganti tiap tab dengan dua spasi di depan `{line}`.",
    ),
    _Line(
        rf"(?: *(?:-[ ]*)?|{_LEAD}{_NAME}:)(?P<at>{_ODD}+)(?P<value>.*)",
        "Di sini ada {named} ({code}), yang bagi YAML bukan spasi.",
        "Ganti dengan spasi biasa dari papan ketik: `{plain}`.",
        anywhere=True,
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_NAME})\s*(?P<at>[{_WIDE_COLONS}])\s*(?P<value>.*)",
        "Titik dua di sini berjenis lain: `{at}` ({code}), titik dua lebar.",
        "Pakai titik dua biasa dan satu spasi: `{pair}`.",
        anywhere=True,
    ),
    _backslash,
    _open_quote,
    _Line(
        rf"{_LEAD}(?P<key>\w+)(?P<at>:)(?P<value>[^\s/:].*)",
        "Setelah titik dua `{key}:` kurang spasi.",
        "Beri spasi setelah titik dua: `{pair}`.",
        anywhere=True,
        unless=": ",
    ),
    _Line(
        rf"{_LEAD}(?P<key>\w+):\s*(?P<at>:\s+)(?P<value>\S.*)",
        "Setelah `{key}` ada dua titik dua.",
        "Cukup satu titik dua dan spasi: `{pair}`.",
    ),
    _Line(
        r" *(?P<at>-)(?P<value>[^\s-].*)",
        "Setelah strip kurang spasi.",
        "Tiap butir diawali strip dan spasi: `- {value}`.",
    ),
    _Line(
        rf" *(?P<at>(?:\*|\d{{1,2}}[.)]|[a-z][.)])(?= )|[{''.join(_BULLETS)}])\s*(?P<value>[^\s-].*)",
        "Butir ini diawali `{at}`{kind}, bukan strip biasa.",
        "Tiap butir diawali strip dan spasi: `- {value}`.",
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>(?P<at>-)\s+(?P<rest>\S.*))",
        "Setelah `{key}:` tidak boleh langsung ada strip.",
        "Tulis `- {rest}` di baris sendiri di bawah `{key}:`, atau apit dengan tanda kutip: `{in_quotes}`.",
        said="block sequence entries",
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>(?P<at>-))\s*$",
        "Strip saja setelah `{key}:` terbaca sebagai butir daftar.",
        "Strip yang ikut dicetak perlu diapit tanda kutip: `{in_quotes}`.",
        said="block sequence entries",
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>\{{.*?\w(?P<at>:)(?!\s).*)",
        "Di dalam {{ }}, setelah titik dua kurang spasi.",
        "Beri spasi setelah tiap titik dua: `{key}: {spaced}`.",
        said="flow mapping|unexpected",
    ),
    _Line(
        rf"{_LEAD}[\"']?(?P<key>{_NAME})[\"']?:\s+(?P<value>([\"']).*\4)(?P<at>,)\s*$",
        "Koma di akhir baris tidak termasuk tulisan YAML.",
        "Hapus komanya: `{key}: {value}`.",
        said="did not find expected",
    ),
    _Line(
        rf"{_LEAD}(?:(?P<key>{_NAME}):\s+)?(?P<at>(?P<value>[\[{{][^\[\]{{}}]*[\]}}]\s*[^\s,\]}}#:].*))",
        "Teks ini diawali kurung `{first}`, yang bagi YAML membuka daftar.",
        "Teks yang diawali kurung perlu diapit tanda kutip: `{in_quotes}`.",
    ),
    _Line(
        rf"{_LEAD}(?:(?P<key>{_NAME}):\s+)?(?P<value>([\"']).*?\4\s*\S.*)",
        "Setelah tanda kutip penutup masih ada teks.",
        "Teks setelah tanda kutip penutup harus masuk ke dalam kutipannya: `{requoted}`.",
        said="did not find expected|mapping values",
    ),
    _Line(
        rf"{_LEAD}(?:(?P<key>{_NAME}):\s+)?(?P<value>[@`%*&!|>].*)",
        "Teks ini diawali `{first}`, tanda khusus YAML.",
        "Teks yang diawali {first} perlu diapit tanda kutip: `{in_quotes}`.",
        said="token|alias|anchor|tag|block scalar|expected",
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>(?P<at>[“”„‘’«]).*)",
        "Tanda kutip `{at}` dari Word bukan tanda kutip bagi YAML.",
        "Pakai tanda kutip lurus dari papan ketik: `{requoted}`.",
        said="mapping values",
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_NAME}):\s+(?P<value>[^\s\"'\[{{].*)",
        "Isi `{key}` memuat titik dua, sehingga terbaca sebagai kunci lagi.",
        "Teks yang memuat titik dua perlu diapit tanda kutip: `{in_quotes}`.",
        said="mapping values",
    ),
    _Line(
        rf"{_LEAD}(?P<key>\w+)(?P<at>\s*(?P<mark>;|=>?|->|→|\|)\s*)(?P<value>\S.*)",
        "Setelah `{key}` tertulis `{mark}`, bukan titik dua.",
        "Setelah nama kunci harus ada titik dua dan spasi: `{pair}`.",
        anywhere=True,
        unless=r": |:\s*$",
    ),
    _Line(
        rf"{_LEAD}(?P<key>{_KEYS})(?P<at>\s+|$)(?P<value>.*)",
        "Setelah `{key}` kurang titik dua.",
        "Setelah nama kunci harus ada titik dua dan spasi: `{pair}`.",
        anywhere=True,
        unless=r": |:\s*$",
    ),
    _continued,
    _open_bracket,
    _indent,
)
