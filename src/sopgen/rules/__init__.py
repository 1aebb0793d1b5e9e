"""Turns a reading into the findings of all rules, as its library and its comments want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Protocol

from sopgen.diagnostics import (
    FIX_FIRST,
    MOST,
    REFUSED,
    Comment,
    Correction,
    Finding,
    Level,
    Path,
    Span,
    more_than_named,
    path_text,
    quoted,
)
from sopgen.library.register import Entry, Register
from sopgen.model import Sop
from sopgen.model.settings import LibrarySettings
from sopgen.reading.slips import Slip
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

__all__ = ["RULES", "Problem", "Rule", "Subject", "check", "check_library"]

RULES: tuple[Rule, ...] = (
    file_rules.unreadable_file,
    file_rules.doubled_key,
    file_rules.unknown_key,
    file_rules.missing_value,
    file_rules.wrong_value,
    file_rules.stale_comment,
    file_rules.swallowed_text,
    file_rules.folded_list,
    identity.incomplete_identity,
    identity.placeholder_left,
    identity.unknown_date,
    identity.date_order,
    identity.review_due,
    identity.incomplete_approval,
    identity.title_says_sop,
    identity.title_joins_two,
    boxes.legal_form,
    boxes.no_legal_basis,
    boxes.no_qualification,
    boxes.no_relation,
    boxes.no_equipment,
    boxes.no_warning,
    boxes.no_record,
    identity.untidy_number,
    printing.doubled_marker,
    file_rules.missing_logo,
    lanes.unknown_lane,
    lanes.unused_lane,
    lanes.single_lane,
    lanes.doubled_lane,
    lanes.lane_order,
    rows.skipped_number,
    ways.unknown_reference,
    ways.unreachable_row,
    ways.dead_end,
    decisions.too_few_outcomes,
    decisions.too_many_outcomes,
    decisions.same_target,
    ways.endless_loop,
    kegiatan.decision_in_sentence,
    rows.entrance_row,
    decisions.unfitting_symbol,
    rows.too_long,
    rows.doubled_id,
    ways.counted_reference,
    printing.small_print,
    decisions.same_row,
    kegiatan.active_verb,
    kegiatan.no_subject,
    kegiatan.noun_of_action,
    kegiatan.passive_sentence,
    kegiatan.one_activity,
    kegiatan.position_without_lane,
    kegiatan.other_position,
    kegiatan.long_sentence,
    kegiatan.doubled_activity,
    kegiatan.cut_sentence,
    kegiatan.vague_words,
    kegiatan.misspelling,
    kegiatan.service_without_applicant,
    mutu_baku.no_requirement,
    mutu_baku.no_time,
    mutu_baku.unmeasurable_time,
    mutu_baku.mixed_units,
    mutu_baku.wide_range,
    mutu_baku.zero_time,
    mutu_baku.no_output,
    mutu_baku.unchanged_output,
    mutu_baku.broken_chain,
    mutu_baku.shifted_cells,
    mutu_baku.unrelated_note,
    printing.unprinted_text,
    *library_rules.LIBRARY_RULES,
    *library_rules.HISTORY_RULES,
    file_rules.imported_guess,
    file_rules.imported_loss,
)


class _FileCodes:
    """Every code that is about one file by itself, known or not."""

    def __contains__(self, code: object) -> bool:
        return code not in library_rules.CODES | library_rules.HISTORY_CODES


FILE_CODES = _FileCodes()


class Commented(Protocol):
    """What findings and comments need of a file (`sopgen.register.Entry` is one)."""

    @property
    def settings(self) -> LibrarySettings: ...

    @property
    def file(self) -> str: ...

    @property
    def comments(self) -> tuple[Comment, ...]: ...

    def locate(self, path: Path) -> tuple[str, Span]: ...


class Reading(Commented, Protocol):
    """What the rules need of a reading (`sopgen.reading.Reading` is one)."""

    @property
    def sop(self) -> Sop | None: ...

    @property
    def slips(self) -> tuple[Slip, ...]: ...


def check(reading: Reading, today: date | None = None) -> tuple[Finding, ...]:
    """The findings of every active rule about what was read, in the order of the file. None where it has no SOP.

    `today` is the day that reviews are due against.
    """
    if reading.sop is None:
        return ()
    subject = Subject(reading.sop, reading.settings, today or date.today(), reading.slips)
    found = [*_found(((rule, rule.check(subject)) for rule in RULES), reading, FILE_CODES), *_unchecked(reading)]
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.span, finding.code)))


def check_library(entry: Entry, register: Register) -> tuple[Finding, ...]:
    """What is wrong between one SOP and the others of its library, in the order of the file."""
    rules = ((rule, rule.across(entry, register)) for rule in library_rules.LIBRARY_RULES)
    found = _found(rules, entry, library_rules.CODES)
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.span, finding.code)))


def _found(
    rules: Iterable[tuple[Rule, Iterator[Problem]]], reading: Commented, scope: Container[str]
) -> Iterator[Finding]:
    """The findings of the active rules that no comment silences, and one for each comment that silences nothing.

    `scope`: codes judged now.
    """
    comments = _Comments(reading)
    for rule, problems in rules:
        if reading.settings.active(rule.code):
            yield from _of_one_rule(rule, problems, reading, comments)
    if reading.settings.active(file_rules.stale_comment.code):
        yield from islice(_stale(reading, comments, scope), MOST)


def _of_one_rule(rule: Rule, problems: Iterator[Problem], reading: Commented, comments: _Comments) -> Iterator[Finding]:
    named = 0
    for problem in problems:
        finding = _finding(rule, problem, reading)
        if comments.silence(finding):
            continue
        if named == MOST:
            comments.unjudged.add(rule.code)
            yield finding._replace(message=more_than_named(rule.code), hint=FIX_FIRST)
            return
        named += 1
        yield finding


def _finding(rule: Rule, problem: Problem, reading: Commented) -> Finding:
    file, span = reading.locate(problem.path)
    return Finding(
        file,
        span,
        rule.code,
        rule.name,
        reading.settings.severity(rule.code, problem.severity or rule.severity),
        problem.message,
        problem.hint,
        path_text(problem.path),
        problem.langkah,
        correction=problem.correction,
    )


class _Comments:
    """Which findings the comments of a file silence, and which comments did."""

    def __init__(self, reading: Commented) -> None:
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


def _unchecked(reading: Commented) -> Iterator[Finding]:
    """The guesses of an import that nobody has looked at."""
    rule = file_rules.imported_guess
    severity = reading.settings.severity(rule.code, rule.severity)
    for comment in reading.comments:
        if comment.doubt is not None and reading.settings.active(rule.code):
            message = f"Tebakan impor belum diperiksa: {comment.doubt.strip()}."
            hint = "Bandingkan dengan dokumen aslinya, betulkan bila perlu, lalu hapus komentar ini."
            yield Finding(reading.file, comment.span, rule.code, rule.name, severity, message, hint, "")


def _stale(reading: Commented, comments: _Comments, scope: Container[str]) -> Iterator[Finding]:
    rule = file_rules.stale_comment
    severity = reading.settings.severity(rule.code, rule.severity)
    for index, comment in enumerate(reading.comments):
        if comment.doubt is not None:
            continue
        judged = [code for code in comment.codes if code in scope and reading.settings.active(code)]
        idle = [code for code in judged if (index, code) not in comments.used and code not in comments.unjudged]
        if not idle and (comment.codes or file_rules.stale_comment.code not in scope):
            continue
        what = quoted(", ".join(dict.fromkeys(idle))) or "aturan mana pun: kodenya tidak disebut"
        message = f"Komentar ini tidak mendiamkan {what}."
        hint = "Hapus komentar atau kode itu; komentar berlaku bagi baris ini, atau baris di bawahnya bila sendirian."
        kept = [code for code in comment.codes if code not in idle]
        said = f"# sopgen: abaikan {', '.join(kept)}" if kept else ""
        yield Finding(
            reading.file,
            comment.span,
            rule.code,
            rule.name,
            severity,
            message,
            hint,
            "",
            correction=Correction((), said, Level.SAFE),
        )
