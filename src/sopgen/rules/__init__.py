"""Turns a reading into the findings of all rules, as its library and its comments want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from sopgen.diagnostics import (
    FIX_FIRST,
    MOST,
    REFUSED,
    Correction,
    Finding,
    Level,
    Related,
    more_than_named,
    path_text,
    quoted,
)
from sopgen.library.register import Entry, Register
from sopgen.reading import Reading
from sopgen.rules import (
    boxes,
    decisions,
    file_rules,
    identity,
    kegiatan,
    lanes,
    library_rules,
    mutu_baku,
    printing,
    rows,
    ways,
)
from sopgen.rules.rule import Problem, Rule, Subject

__all__ = ["RULES", "Problem", "Rule", "Subject", "check", "check_library", "check_print"]

_ROOMS = (file_rules, identity, boxes, lanes, rows, decisions, ways, kegiatan, mutu_baku, printing, library_rules)
_ALL = [*file_rules.READ, *(rule for room in _ROOMS for rule in vars(room).values() if isinstance(rule, Rule))]
RULES: tuple[Rule, ...] = tuple(sorted(_ALL, key=lambda rule: rule.code))
"""Every rule of these modules, by its code."""
_OF_LIBRARY = frozenset(rule.code for rule in RULES if rule.across)
_ELSEWHERE = _OF_LIBRARY | {library_rules.undated_revision.code, printing.small_print.code}
"""What is not judged from one file by itself: a comment may silence it for who compares or lays out."""


def check(reading: Reading, today: date | None = None) -> tuple[Finding, ...]:
    """The findings of every active rule about what was read, in the order of the file. None where it has no SOP.

    `today` is the day that reviews are due against.
    """
    if reading.sop is None:
        return ()
    subject = Subject(reading.sop, reading.settings, today or date.today(), reading.slips, reading.comments)
    problems = ((rule, rule.check(subject)) for rule in RULES if rule.check)
    return _in_order(_found(problems, reading, lambda code: code not in _ELSEWHERE, subject.keys))


def check_library(entry: Entry, register: Register) -> tuple[Finding, ...]:
    """What is wrong between one SOP and the others of its library, in the order of the file."""
    problems = ((rule, rule.across(entry, register)) for rule in RULES if rule.across)
    return _in_order(_found(problems, entry, _OF_LIBRARY.__contains__))


def check_print(reading: Reading, size: str) -> tuple[Finding, ...]:
    """SOP315, for those who laid the document out and know that its table's texts print in so many pt, under 7."""
    rule = printing.small_print
    largest = reading.sop is not None and reading.sop.tampilan.kertas == "a3"
    hint = "Kurangi pelaksananya." if largest else "Pakai kertas yang lebih besar (F4, A3), atau kurangi pelaksananya."
    problem = Problem(("tampilan", "kertas"), f"Teks tabel tercetak {size} pt, di bawah 7 pt.", hint)
    return tuple(_found([(rule, iter((problem,)))], reading, lambda code: code == rule.code))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.file, finding.span, finding.code)))


def _found(
    rules: Iterable[tuple[Rule, Iterator[Problem]]],
    reading: Reading | Entry,
    judged: Callable[[str], bool],
    keys: Sequence[str] = (),
) -> Iterator[Finding]:
    """The findings of the active rules that no comment silences, and one for each comment that silences nothing.

    `judged`: whether a code is looked at now; `keys`: the ID of each row.
    """
    comments = _Comments(reading)
    for rule, problems in rules:
        named = 0
        for problem in problems if reading.settings.active(rule.code) else ():
            found = _finding(rule, reading, problem, keys)
            if comments.silence(found):
                continue
            if named == MOST:
                comments.unjudged.add(rule.code)
                yield found._replace(message=more_than_named(rule.code), hint=FIX_FIRST)
                break
            named += 1
            yield found
    if reading.settings.active(file_rules.stale_comment.code):
        yield from islice(_stale(reading, comments, judged), MOST)


def _finding(rule: Rule, reading: Reading | Entry, problem: Problem, keys: Sequence[str] = ()) -> Finding:
    path = problem.path
    return Finding(
        *((reading.file, problem.span) if problem.span else reading.locate(path)),
        rule.code,
        rule.name,
        reading.settings.severity(rule.code, problem.severity or rule.severity),
        problem.message,
        problem.hint,
        path_text(path),
        keys[int(path[1])] if path[:1] == ("langkah",) and len(path) > 1 else None,
        tuple(Related(*reading.locate(other), what) for other, what in problem.related),
        problem.correction,
    )


class _Comments:
    """Which findings the comments of a file silence, and which comments did."""

    def __init__(self, reading: Reading | Entry) -> None:
        self.file = reading.file
        self.used: set[tuple[int, str]] = set()
        self.unjudged: set[str] = set()
        """codes of which not every finding was looked for"""
        self.silent: dict[tuple[int, str], list[int]] = defaultdict(list)
        for index, comment in enumerate(reading.comments):
            for code in dict.fromkeys(comment.codes):
                self.silent[comment.target, code].append(index)

    def silence(self, finding: Finding) -> bool:
        """Whether a comment silences it; the comment counts as used."""
        by = self.silent.get((finding.span.line, finding.code))
        if not by:
            return False
        if (by[0], finding.code) not in self.used:  # all of them, or none
            self.used.update((index, finding.code) for index in by)
        return finding.file == self.file and finding.code not in REFUSED


def _stale(reading: Reading | Entry, comments: _Comments, judged: Callable[[str], bool]) -> Iterator[Finding]:
    rule = file_rules.stale_comment
    for index, comment in enumerate(reading.comments):
        if comment.doubt is not None:
            continue
        idle = [
            code
            for code in comment.codes
            if judged(code)
            and reading.settings.active(code)
            and (index, code) not in comments.used
            and code not in comments.unjudged
        ]
        if not idle and (comment.codes or not judged(rule.code)):
            continue
        what = quoted(", ".join(dict.fromkeys(idle))) or "aturan mana pun: kodenya tidak disebut"
        hint = "Hapus komentar atau kode itu; komentar berlaku bagi baris ini, atau baris di bawahnya bila sendirian."
        kept = [code for code in comment.codes if code not in idle]
        said = f"# sopgen: abaikan {', '.join(kept)}" if kept else ""
        correction = Correction((((), said),), Level.SAFE)
        message = f"Komentar ini tidak mendiamkan {what}."
        yield _finding(rule, reading, Problem((), message, hint, correction=correction, span=comment.span))
