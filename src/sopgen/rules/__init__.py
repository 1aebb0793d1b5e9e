"""Turns a reading into the findings of all rules, as its library and its comments want them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from sopgen.diagnostics import FIX_FIRST, MOST, REFUSED, Finding, Related, more_than_named, path_text, quoted
from sopgen.library.register import Entry, Register
from sopgen.reading import Reading
from sopgen.rules import boxes, file_rules, identity, kegiatan, lanes, library_rules, mutu_baku, rows, ways
from sopgen.rules.rule import Problem, Rule, Subject, put

__all__ = ["RULES", "Problem", "Rule", "Subject", "check", "check_library", "check_print", "findings_of"]

_ROOMS = (file_rules, identity, boxes, lanes, rows, ways, kegiatan, mutu_baku, library_rules)
_ALL = [*file_rules.READ, *(rule for room in _ROOMS for rule in vars(room).values() if isinstance(rule, Rule))]
RULES: tuple[Rule, ...] = tuple(sorted(_ALL, key=lambda rule: rule.code))
"""Every rule of these modules, by its code."""
_OF_LIBRARY = frozenset(rule.code for rule in RULES if rule.across)
_ELSEWHERE = _OF_LIBRARY | {file_rules.undated_revision.code, file_rules.small_print.code}
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
    largest = reading.sop is not None and reading.sop.tampilan.kertas == "a3"
    hint = "Kurangi pelaksananya." if largest else "Pakai kertas yang lebih besar (F4, A3), atau kurangi pelaksananya."
    problem = Problem(("tampilan", "kertas"), f"Teks tabel tercetak {size} pt, di bawah 7 pt.", hint)
    return findings_of(file_rules.small_print, problem, reading)


def findings_of(rule: Rule, problem: Problem, reading: Reading) -> tuple[Finding, ...]:
    """The finding of what was found elsewhere, if the library wants it and no comment silences it; SOP006 of comments
    that should have."""
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
    silent = {(comment.target, code) for comment in reading.comments for code in comment.codes}
    used: set[tuple[int, str]] = set()
    unjudged: set[str] = set()
    """codes of which not every finding was looked for"""
    for rule, problems in rules:
        named = 0
        for problem in problems if reading.settings.active(rule.code) else ():
            found = _finding(rule, reading, problem, keys)
            place = found.span.line, found.code
            if place in silent:
                used.add(place)
                if found.file == reading.file and found.code not in REFUSED:
                    continue
            if named == MOST:
                unjudged.add(rule.code)
                yield found._replace(message=more_than_named(rule.code), hint=FIX_FIRST)
                break
            named += 1
            yield found
    if reading.settings.active(file_rules.stale_comment.code):
        yield from islice(_stale(reading, lambda code: judged(code) and code not in unjudged, used), MOST)


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


def _stale(
    reading: Reading | Entry, judged: Callable[[str], bool], used: Collection[tuple[int, str]]
) -> Iterator[Finding]:
    """The comments with codes that silence nothing. `used`: the lines and codes of which something was silenced."""
    rule = file_rules.stale_comment
    for comment in reading.comments:
        looked = [code for code in comment.codes if judged(code) and reading.settings.active(code)]
        idle = [code for code in looked if (comment.target, code) not in used]
        if comment.doubt is not None or (not idle and (comment.codes or not judged(rule.code))):
            continue
        what = quoted(", ".join(dict.fromkeys(idle))) or "aturan mana pun: kodenya tidak disebut"
        hint = "Hapus komentar atau kode itu; komentar berlaku bagi baris ini, atau baris di bawahnya bila sendirian."
        kept = [code for code in comment.codes if code not in idle]
        correction = put((), f"# sopgen: abaikan {', '.join(kept)}" if kept else "")
        message = f"Komentar ini tidak mendiamkan {what}."
        yield _finding(rule, reading, Problem((), message, hint, correction=correction, span=comment.span))
