"""Turns a reading into the findings of all rules, as its library and its comments want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from datetime import date
from typing import Protocol

from sopgen.diagnostics import REFUSED, Comment, Finding, Path, Span, path_text
from sopgen.flow import trace
from sopgen.model import Sop
from sopgen.register import Entry, Register
from sopgen.rules import boxes, file_rules, flow_rules, identity, lanes, library_rules, mutu_baku, wording
from sopgen.rules.rule import Problem, Rule, Subject
from sopgen.settings import LibrarySettings

__all__ = ["RULES", "Problem", "Rule", "Subject", "check", "check_library"]

RULES: tuple[Rule, ...] = (
    file_rules.unreadable_file,
    file_rules.doubled_key,
    file_rules.unknown_key,
    file_rules.missing_value,
    file_rules.wrong_value,
    file_rules.stale_comment,
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
    lanes.unknown_lane,
    lanes.unused_lane,
    lanes.single_lane,
    lanes.doubled_lane,
    lanes.lane_order,
    flow_rules.skipped_number,
    flow_rules.unknown_reference,
    flow_rules.unreachable_row,
    flow_rules.dead_end,
    flow_rules.too_few_outcomes,
    flow_rules.too_many_outcomes,
    flow_rules.same_target,
    flow_rules.endless_loop,
    wording.decision_in_sentence,
    flow_rules.entrance_row,
    flow_rules.unfitting_symbol,
    flow_rules.too_long,
    flow_rules.doubled_id,
    wording.active_verb,
    wording.no_subject,
    wording.noun_of_action,
    wording.passive_sentence,
    wording.one_activity,
    wording.position_without_lane,
    wording.other_position,
    wording.long_sentence,
    wording.doubled_activity,
    wording.cut_sentence,
    wording.vague_words,
    wording.misspelling,
    wording.service_without_applicant,
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
    *library_rules.LIBRARY_RULES,
)

BREAKING = (lanes.unknown_lane, flow_rules.unknown_reference)
"""Rules that say why an SOP has no flow."""


class _FileCodes:
    """Every code that is not about the library, known or not."""

    def __contains__(self, code: object) -> bool:
        return code not in library_rules.CODES


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


def check(reading: Reading, today: date | None = None) -> tuple[Finding, ...]:
    """The findings of every active rule about what was read, in the order of the file. None where it has no SOP.

    `today` is the day that reviews are due against.
    """
    if reading.sop is None:
        return ()
    today = today or date.today()
    subject = Subject(reading.sop, None, reading.settings, today)
    if not any(True for broken in BREAKING for _ in broken.check(subject)):
        subject = Subject(reading.sop, trace(reading.sop), reading.settings, today)
    found = [
        _finding(rule, problem, reading)
        for rule in RULES
        if reading.settings.active(rule.code)
        for problem in rule.check(subject)
    ]
    kept = _heeding_comments(found, reading, FILE_CODES)
    return tuple(sorted(kept, key=lambda finding: (finding.file, finding.span, finding.code)))


def check_library(entry: Entry, register: Register) -> tuple[Finding, ...]:
    """What is wrong between one SOP and the others of its library, in the order of the file."""
    found = [
        _finding(rule, problem, entry)
        for rule in library_rules.LIBRARY_RULES
        if entry.settings.active(rule.code)
        for problem in rule.across(entry, register)
    ]
    kept = _heeding_comments(found, entry, library_rules.CODES)
    return tuple(sorted(kept, key=lambda finding: (finding.file, finding.span, finding.code)))


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
    )


def _heeding_comments(found: list[Finding], reading: Commented, scope: Container[str]) -> Iterator[Finding]:
    """The findings no comment silences, and one for each comment that silences nothing; `scope`: codes judged now."""
    silent: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, comment in enumerate(reading.comments):
        for code in comment.codes:
            silent[comment.target, code].append(index)
    used: set[tuple[int, str]] = set()
    for finding in found:
        by = silent.get((finding.span.line, finding.code), [])
        if not by or finding.file != reading.file or finding.code in REFUSED:
            yield finding
        used.update((index, finding.code) for index in by)
    if reading.settings.active(file_rules.stale_comment.code):
        yield from _stale(reading, used, scope)


def _stale(reading: Commented, used: set[tuple[int, str]], scope: Container[str]) -> Iterator[Finding]:
    rule = file_rules.stale_comment
    severity = reading.settings.severity(rule.code, rule.severity)
    for index, comment in enumerate(reading.comments):
        judged = [code for code in comment.codes if code in scope and reading.settings.active(code)]
        idle = [code for code in judged if (index, code) not in used]
        if not idle and (comment.codes or file_rules.stale_comment.code not in scope):
            continue
        what = ", ".join(idle) or "aturan mana pun: kodenya tidak disebut"
        message = f"Komentar ini tidak mendiamkan {what}."
        hint = "Hapus komentar atau kode itu; komentar berlaku bagi baris ini, atau baris di bawahnya bila sendirian."
        yield Finding(reading.file, comment.span, rule.code, rule.name, severity, message, hint, "")
