"""Turns a check into a `Rule`: a value with a code, a name, a severity and a page that explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice
from textwrap import indent
from typing import Any, NamedTuple

from sopgen.diagnostics import SUGGESTED, Comment, Correction, Level, Path, Severity, Span, nearest, quoted
from sopgen.flow import Way, row_keys, row_numbers
from sopgen.library.register import Entry, Register
from sopgen.model import Langkah, MutuBaku, Sop
from sopgen.model.settings import DEFAULT, LibrarySettings
from sopgen.reading import durations, meant
from sopgen.reading.durations import Duration
from sopgen.reading.slips import Slip
from sopgen.resources import template_dir
from sopgen.rules.doers import Doers
from sopgen.rules.graph import Graph
from sopgen.rules.texts import cell_words, content_words, texts
from sopgen.wording import Review, corrected, is_entrance, review

LAW = "Permenpan RB 35/2012"
GUIDE = "pedoman lain yang menguraikan Permenpan RB 35/2012"
PRACTICE = "praktik, bukan bunyi Permenpan RB 35/2012"
REASON = "nalar, bukan bunyi Permenpan RB 35/2012"
"""Where a rule comes from."""
_EXAMPLE = re.compile(r"^\*\*(Salah|Benar)\*\*\n\n```yaml\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
"""An example on the page of a rule, below its heading."""


@dataclass(frozen=True)
class Subject:
    """What rules look at."""

    sop: Sop
    settings: LibrarySettings = DEFAULT
    today: date = date.min
    """the day that reviews are due against"""
    slips: tuple[Slip, ...] = ()
    """what reading saw of texts that are not read as they were written"""
    comments: tuple[Comment, ...] = ()

    def slips_of(self, code: str) -> Iterator[Slip]:
        return (slip for slip in self.slips if slip.code == code)

    @property
    def while_draft(self) -> Severity | None:
        """The severity of what a draft may still lack and an SOP in force must have."""
        return Severity.WARNING if self.sop.status == "draf" else None

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The ID of each row."""
        return row_keys(self.sop)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The number of each row as printed."""
        return row_numbers(self.sop)

    def name(self, row: int) -> str:
        """What a person calls a row: its printed number, else its ID."""
        return quoted(self.numbers[row] or self.keys[row])

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Every text that is printed, with its path."""
        return tuple(texts(self.sop))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(Row(self, index, step) for index, step in enumerate(self.sop.langkah))

    def duration(self, text: str) -> Duration | None:
        """The duration that a cell of the column of times gives; None where it is none."""
        unit = durations.unit_of_label(self.sop.tampilan.label.get("waktu", ""))
        return durations.parse(text, self.settings.jam_kerja_per_hari, unit)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The id of each lane -> its name."""
        return {lane.id: lane.nama for lane in self.sop.pelaksana}

    @cached_property
    def lanes_meant(self) -> dict[str, tuple[list[str], str]]:
        """What a row names as a pelaksana and is no lane's id -> the lanes that this text names otherwise, and where it
        names none, the lane whose id is like it: for the first few such texts only, comparing takes long."""
        unknown = dict.fromkeys(lane for step in self.sop.langkah for lane in step.pelaksana if lane not in self.titles)
        names, known = meant.names_of_lanes(self.titles), list(self.titles)
        named = {lane: meant.lanes(lane, names) for lane in unknown}
        few = islice((lane for lane in unknown if not named[lane]), SUGGESTED)
        return {lane: (named[lane], "") for lane in unknown} | {lane: ([], nearest(lane, known) or "") for lane in few}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The names of the lanes as they may stand in a sentence, in lower case."""
        return frozenset(" ".join(title.lower().split()) for title in self.titles.values())

    @cached_property
    def doers(self) -> Doers:
        """Who is meant by the names in the sentences."""
        return Doers(self.sop)

    @cached_property
    def branches(self) -> frozenset[int]:
        """The rows to which an outcome of a decision leads."""
        chosen = (row for row, step in enumerate(self.sop.langkah) if step.keputusan)
        return frozenset(target for row in chosen for target in self.graph.successors[row])

    @cached_property
    def graph(self) -> Graph:
        """Who follows whom, row by row, as far as the references can be resolved."""
        return Graph(self.sop)


class Words(NamedTuple):
    """The words that say what a row is about."""

    done: frozenset[str]
    """of its kegiatan"""
    needed: frozenset[str]
    """of its kelengkapan"""
    made: frozenset[str]
    """of its output"""


@dataclass(frozen=True, eq=False)
class Row:
    """One row of the SOP, for rules that look at row by row."""

    subject: Subject
    index: int
    step: Langkah

    @property
    def name(self) -> str:
        return self.subject.name(self.index)

    @property
    def acts(self) -> bool:
        """Whether it says more than Mulai or Selesai, of which SOP310 speaks."""
        return not is_entrance(self.step.kegiatan)

    def prints(self, column: str) -> bool:
        """Whether its cell of this mutu baku is to be filled: the column is not left out, and the row acts."""
        return column in self.subject.sop.tampilan.urutan_mutu_baku and self.acts

    @property
    def ways(self) -> tuple[Way, ...]:
        """Where it leads."""
        return self.subject.graph.ways[self.index]

    @cached_property
    def said(self) -> Review:
        """What there is to say about its kegiatan, misspelt as it may be: SOP412 speaks of that."""
        return review(corrected(self.step.kegiatan), self.subject.spoken)

    @cached_property
    def duration(self) -> Duration | None:
        return self.subject.duration(self.step.mutu_baku.waktu)

    @cached_property
    def words(self) -> Words:
        cells = self.step.mutu_baku
        return Words(content_words(self.step.kegiatan), cell_words(cells.kelengkapan), cell_words(cells.output))

    def path(self, key: str) -> Path:
        """Where a value of this row stands; the cells of its mutu baku by their own names."""
        return ("langkah", self.index, *(("mutu_baku", key) if key in MutuBaku.model_fields else (key,)))

    def problem(self, key: str, message: str, hint: str, severity: Severity | None = None, **more: Any) -> Problem:
        """What is wrong with one of its values. `more`: other fields of the problem."""
        return Problem(self.path(key), message, hint, severity, **more)


class Problem(NamedTuple):
    """What a check found; the driver adds code, severity and place."""

    path: Path
    message: str
    hint: str
    severity: Severity | None = None
    """another than the rule's, for instance while the SOP is a draft"""
    correction: Correction | None = None
    """the same text that the hint proposes"""
    related: tuple[tuple[Path, str], ...] = ()
    """other places that took part, each with what it is"""
    span: Span | None = None
    """where it stands, of what is no value: a comment"""


def put(path: Path, text: str, level: Level = Level.SAFE) -> Correction:
    """The correction that writes a text at one path."""
    return Correction(((path, text),), level)


def respelt(path: Path, text: str, message: str, severity: Severity | None = None, hint: str = "") -> Problem:
    """A problem that writing this text instead solves, without anything else being meant."""
    return Problem(path, message, hint or f"Tulis `{quoted(text)}`.", severity, put(path, text))


Check = Callable[[Subject], Iterator[Problem]]
RowCheck = Callable[[Row], Iterator[Problem]]
LibraryCheck = Callable[[Entry, Register], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    code: str
    name: str
    severity: Severity
    source: str
    """one of the four above, with what was counted"""
    check: Check | None = None
    """None of a rule whose problems are found elsewhere: by who reads, lays out, compares or imports"""
    across: LibraryCheck | None = None
    """of a rule about the SOPs of one library among each other"""

    @cached_property
    def markdown(self) -> str:
        """Its page, `templates/rules/SOP501.md`, with its source: what it asks, why, a wrong and a right example."""
        page = (template_dir() / "rules" / f"{self.code}.md").read_text(encoding="utf-8")
        return page.replace("**Salah**", f"Sumber: {self.source}.\n\n**Salah**", 1)

    @property
    def doc(self) -> str:
        """The same for a terminal: the examples indented."""
        return _EXAMPLE.sub(lambda found: f"{found[1]}:\n{indent(found[2], '    ')}", self.markdown).rstrip()

    @property
    def summary(self) -> str:
        """The sentence that says what it asks."""
        return self.markdown.partition("\n")[0]


def rule(code: str, name: str, severity: Severity, source: str) -> Callable[[Check], Rule]:
    """Make a check a Rule. It registers nothing: `rules.RULES` lists them."""
    return lambda check: Rule(code, name, severity, source, check)


def row_rule(code: str, name: str, severity: Severity, source: str) -> Callable[[RowCheck], Rule]:
    """The same of a check that looks at each row by itself."""
    return lambda check: Rule(
        code, name, severity, source, lambda subject: chain.from_iterable(map(check, subject.rows))
    )


def library_rule(code: str, name: str, severity: Severity, source: str) -> Callable[[LibraryCheck], Rule]:
    """The same of a check of one SOP among the others of its library."""
    return lambda check: Rule(code, name, severity, source, across=check)
