"""Turns the bytes of a YAML file into plain data, the place of every value, and findings (YAML 1.2 core scalars).

Events are read one by one and never composed: CSafeLoader.compose overflows the C stack on deep nesting.
Plain data is: dict, list, str, Number, bool and None. Keys are always text.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NamedTuple

import yaml

from sopgen.diagnostics import (
    FIX_FIRST,
    MOST,
    START,
    Comment,
    Finding,
    Path,
    Related,
    Span,
    UsageProblem,
    more_than_named,
    quoted,
    unread,
)
from sopgen.model.values import Number
from sopgen.reading.files import reason
from sopgen.reading.slips import Slip, slips
from sopgen.reading.syntax import Mistake, explain
from sopgen.text.letters import ILLEGAL, lines_of

MAX_BYTES = 5_000_000
MAX_DEPTH = 30
MAX_NODES = 150_000

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)|[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_TAG = "tag:yaml.org,2002:"
_TAGS = {
    yaml.ScalarEvent: {None, "!", _TAG + "str"},
    yaml.SequenceStartEvent: {None, "!", _TAG + "seq"},
    yaml.MappingStartEvent: {None, "!", _TAG + "map"},
}
_MARKS = ("sopgen:", "periksa:")
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*(?:sopgen:\s*abaikan\b(?P<codes>[^#\n]*)|periksa:(?P<doubt>[^\n]*))")
_CODE = re.compile(r"SOP\d{3}")


@dataclass(frozen=True, slots=True)
class Spans:
    """Where every value and key of a document was written."""

    values: dict[Path, tuple[int, int, int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int, int, int]] = field(default_factory=dict)

    def __contains__(self, path: Path) -> bool:
        return path in self.values

    def nearest(self, path: Path) -> Span:
        """The span of the value at `path`, or of its nearest ancestor that was written."""
        while path and path not in self.values:
            path = path[:-1]
        return Span(*self.values[path]) if path in self.values else START

    def key(self, path: Path) -> Span:
        """The span of the key itself, where `path` ends in one."""
        return Span(*self.keys[path]) if path in self.keys else self.nearest(path)


class Loaded(NamedTuple):
    data: Any
    """None too where the file cannot be read at all"""
    spans: Spans
    findings: tuple[Finding, ...]
    comments: tuple[Comment, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def readable(self) -> bool:
        return all(finding.code != "SOP001" for finding in self.findings)


class _Unreadable(Exception):
    """Reading stops here, for what a `Mistake` of these arguments says: the one SOP001 finding of the file."""


def read_bytes(path: FilePath, most: int | None = MAX_BYTES) -> bytes:
    """What a file holds, or enough of it to see that it is longer than `most`. OSError also for a pipe or a device,
    which might never end: nobody is waited for to write into it."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.ENODEV, "no regular file", str(path))
        return file.read() if most is None else file.read(most + 1)


def read_named(path: FilePath, name: str = "") -> bytes:
    """What a file holds that the user named, or that is needed; UsageProblem, for the user, where it cannot be read."""
    try:
        return read_bytes(path)
    except OSError as error:
        raise UsageProblem(f"{name or path} tidak dapat dibaca: {reason(error)}.") from None
    except ValueError:
        raise UsageProblem(f"{str(path)!r} bukan nama berkas.") from None


def load(source: bytes | str, file: str) -> Loaded:
    """Read one YAML document. Never raises for what the bytes are."""
    try:
        text = _decode(source)
        builder = _Builder(file)
        builder.read(text)
    except _Unreadable as stop:
        said = Mistake(*stop.args)
        related = tuple(Related(file, *place) for place in said.related)
        return Loaded(None, Spans(), (unread("SOP001", file, said.span, said.message, said.hint, related=related),))
    comments = tuple(sorted(_comments(text, builder.spans)))
    lost = slips(text, builder.spans.values)
    return Loaded(builder.root, builder.spans, tuple(builder.findings), comments, lost)


def _decode(source: bytes | str) -> str:
    if isinstance(source, str):
        source = source.encode("utf-8", "surrogatepass")
    if len(source) > MAX_BYTES:
        raise _Unreadable(
            START,
            f"Berkas terlalu besar: lebih dari {MAX_BYTES // 1_000_000} MB.",
            "Satu berkas hanya memuat satu SOP; pecah berkas ini.",
        )
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8")
        raise _Unreadable(
            _span_at(before, len(before)),
            "Berkas ini bukan teks UTF-8.",
            "Simpan ulang berkas dengan pengodean UTF-8 (di Notepad: Simpan Sebagai, Pengodean UTF-8).",
        ) from None
    text = text.removeprefix("\ufeff")
    if bad := ILLEGAL.search(text):
        raise _Unreadable(
            _span_at(text, bad.start()),
            f"Ada karakter kendali U+{ord(bad[0]):04X} yang tidak boleh ada dalam teks.",
            "Hapus karakter itu; bila seluruh berkas begini, ini bukan berkas teks.",
        )
    return text


def _span_at(text: str, offset: int) -> Span:
    lines = lines_of(text[:offset])
    return Span(len(lines), len(lines[-1]) + 1, len(lines), len(lines[-1]) + 2)


class _Builder:
    """Builds plain data from parser events, never deeper than `MAX_DEPTH`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.spans = Spans()
        self.findings: list[Finding] = []
        self.nodes = 0
        self.events: Iterator[Any] = iter(())

    def read(self, text: str) -> None:
        documents = 0
        try:
            self.events = yaml.parse(text, Loader=_PARSER)
            for event in self.events:
                if type(event) is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        raise _Unreadable(
                            Span(*_span(event)),
                            "Ada lebih dari satu dokumen YAML (`---`) dalam berkas ini.",
                            "Satu berkas memuat satu SOP; pindahkan yang kedua ke berkas lain.",
                        )
                elif type(event) in _TAGS or type(event) is yaml.AliasEvent:
                    self.spans.values[()] = _span(event)
                    self.root = self._value(event, ())
        except yaml.YAMLError as error:
            raise _Unreadable(*explain(error, text)) from None

    def _value(self, event: Any, path: Path) -> Any:
        """The value that begins with this event; where it stands is in the spans by then, where its key says no
        better."""
        span = self._limits(event, path)
        if type(event) is yaml.ScalarEvent:
            text = self._text(event, span)
            plain = event.style in (None, "") and event.tag is None
            if not plain or text:
                self.spans.values[path] = span
            return _resolve(text) if plain else text
        return self._mapping(path) if type(event) is yaml.MappingStartEvent else self._list(path)

    def _list(self, path: Path) -> list[Any]:
        value: list[Any] = []
        while type(event := next(self.events)) is not yaml.SequenceEndEvent:
            entry = (*path, len(value))
            self._place(entry, _span(event), first=not value)
            value.append(self._value(event, entry))
        return value

    def _mapping(self, path: Path) -> dict[str, Any]:
        value: dict[str, Any] = {}
        unparted = False
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            span = self._limits(event, path)
            if type(event) is not yaml.ScalarEvent:
                hint = "Beri tanda kutip bila { atau [ bagian dari teks."
                raise _Unreadable(Span(*span), "Nama kunci harus teks.", hint)
            key = self._text(event, span)
            below = (*path, key)
            if key in value:  # the second value is read and dropped
                if not unparted:
                    unparted = path != () and isinstance(path[-1], int) and key == next(iter(value))
                    self._duplicate(below, Span(*span), unparted)
                kept, self.spans = self.spans, Spans()
                self._value(next(self.events), below)
                self.spans = kept
                continue
            self.spans.keys[below] = span
            self._place(below, span, first=not value)
            value[key] = self._value(next(self.events), below)
        return value

    def _place(self, path: Path, span: tuple[int, int, int, int], first: bool) -> None:
        """What is empty or a collection is found at its key or first child, and so is a collection without a key."""
        self.spans.values[path] = span
        if first and (len(path) == 1 or isinstance(path[-2], int)):
            self.spans.values[path[:-1]] = span

    def _limits(self, event: Any, path: Path) -> tuple[int, int, int, int]:
        span, said = _span(event), ""
        self.nodes += 1
        if type(event) is yaml.AliasEvent:
            said = f"Rujukan YAML `*{event.anchor}` tidak didukung."
            hint = "Tulis teksnya secara lengkap di tempat ini; teks yang diawali * perlu diapit tanda kutip."
        elif type(event) is yaml.ScalarEvent and event.anchor:  # nothing may refer to it
            said = f"`&{event.anchor}` di awal teks ini terbaca sebagai tanda YAML dan hilang."
            hint = f'Teks yang diawali & perlu diapit tanda kutip: `"{quoted(f"&{event.anchor} {event.value}")}"`.'
        elif self.nodes > MAX_NODES:
            said, hint = f"Isi berkas lebih dari {MAX_NODES} butir.", "Pecah berkas ini."
        elif len(path) >= MAX_DEPTH:
            said, hint = f"Isi bertingkat lebih dari {MAX_DEPTH}.", "Hapus kurung atau indentasi yang berlebihan."
        elif event.tag not in _TAGS[type(event)]:
            said = f"Tag YAML `{event.tag}` tidak didukung."
            hint = "Hapus tag itu; teks yang diawali ! perlu diapit tanda kutip."
        if said:
            raise _Unreadable(Span(*span), said, hint)
        return span

    def _duplicate(self, path: Path, span: Span, unparted: bool) -> None:
        """`unparted`: it is the first key of a list entry, of which a new one begins here that lacks its dash; what it
        repeats of the one before is the same mistake."""
        if len(self.findings) > MOST:
            return
        first = Span(*self.spans.keys.get(path, (0, 0, 0, 0)))
        message = f"Kunci `{quoted(str(path[-1]))}` ditulis dua kali: baris {first.line} kolom {first.column}"
        message += f" dan baris {span.line} kolom {span.column}."
        hint = "Hapus salah satu, atau gabungkan isinya."
        if unparted:
            hint = (
                f"Bila di sini mulai butir baru, awali dengan strip: `- {path[-1]}: …`; bila tidak, hapus salah satu."
            )
        if len(self.findings) == MOST:
            message, hint = more_than_named("SOP002"), FIX_FIRST
        related = (Related(self.file, first, "kunci yang sama"),)
        self.findings.append(unread("SOP002", self.file, span, message, hint, path, related=related))

    def _text(self, event: Any, span: tuple[int, int, int, int]) -> str:
        text: str = event.value
        if event.style != '"':  # only there are escapes: anything else was seen in the file itself
            return text
        if bad := ILLEGAL.search(text):
            said = f"Teks ini memuat karakter kendali U+{ord(bad[0]):04X}."
            raise _Unreadable(Span(*span), said, "Hapus kode pelolosan (\\x…) itu dari teks.")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _span(event: Any) -> tuple[int, int, int, int]:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def _resolve(text: str) -> str | Number | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    return Number(text) if _NUMBER.fullmatch(text) else text


def _comments(text: str, spans: Spans) -> Iterator[Comment]:
    """The comments for us; what looks like one within a key or a text is none."""
    if not any(mark in text for mark in _MARKS):
        return
    lines = lines_of(text)
    written = sorted([*spans.values.values(), *spans.keys.values()])
    target = len(lines) + 1
    """the line that a comment speaks about: its own, or the next with content where it stands alone"""
    for number, line in reversed([*enumerate(lines, 1)]):
        if line.strip() and not line.lstrip().startswith("#"):
            target = number
        end = len(line.rstrip()) + 1
        for match in _COMMENT.finditer(line):
            position = (number, match.start() + 1)
            around = bisect_right(written, position, key=lambda span: span[:2]) - 1
            first, column, *ends = written[around] if around >= 0 else START
            behind_mark = number == first and lines[first - 1][column - 1 : column] in ("|", ">")
            if behind_mark or position >= tuple(ends):
                yield Comment(
                    Span(*position, number, end), tuple(_CODE.findall(match["codes"] or "")), target, match["doubt"]
                )
