"""Turns the numbers, ids and number of an SOP's rows into problems (SOP301, SOP310, SOP312, SOP313)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.diagnostics import Correction, Level, Path, Severity, quoted
from sopgen.flow import START, split_reference
from sopgen.model import END
from sopgen.rules.rule import LAW, PRACTICE, REASON, Problem, Row, Subject, row_rule, rule

MOST_ROWS = 25


@rule("SOP301", "nomor-langkah-loncat", Severity.ERROR, PRACTICE)
def skipped_number(subject: Subject) -> Iterator[Problem]:
    ids = {step.id for step in subject.sop.langkah} | {END}
    named = {split_reference(way.written)[0] for ways in subject.graph.ways for way in ways if way.written}
    """references; one that names a number would mean another row once the numbers are put right"""
    written, right = (0, ""), (0, "")
    """the number before, as it stands and as it should be: one that is wrong must not make the next one wrong"""
    for row, number in zip(subject.rows, subject.numbers, strict=True):
        if not number:
            continue
        here = _parted(number)
        if here and (_follows(here, written) or _follows(here, right)):
            written = right = here
            continue
        part = _next_part(right[1]) if here and here[1] and right[1] else ""
        right = (right[0] + (not part), part)
        written = here or right
        should_be = f"{right[0]}{'.' * part.isdigit()}{part}"
        yield row.problem(
            "no",
            f"Nomor langkah `{quoted(number)}` seharusnya {should_be}.",
            "Betulkan nomornya, atau hapus semua `no` supaya langkah dinomori sendiri.",
            correction=None if named - ids else _renumbered(row, here, right, should_be),
        )


def _renumbered(row: Row, here: tuple[int, str] | None, right: tuple[int, str], should_be: str) -> Correction:
    """This number put right, and with it those that go on from it as it stands: 1, 3, 4 become 1, 2, 3."""
    changes: list[tuple[Path, str]] = [(row.path("no"), should_be)]
    less = here[0] - right[0] if here else 0
    for later in row.subject.rows[row.index + 1 :] if less else ():
        number = row.subject.numbers[later.index]
        after = _parted(number)
        if number and not (after and here and _follows(after, here)):
            break
        if after:
            here = after
            changes.append((later.path("no"), number.replace(str(after[0]), str(after[0] - less), 1)))
    return Correction(tuple(changes), Level.SAFE)


def _parted(number: str) -> tuple[int, str] | None:
    """`2` is (2, ""), `2a` and `2.a` are (2, "a"), `2.1` is (2, "1")"""
    found = re.fullmatch(r"(\d{1,6})[.)]?(?:[.\- ]?([a-z])|[.\-](\d{1,2}))?[.)]?", number.strip().lower(), re.ASCII)
    return (int(found[1]), found[2] or found[3] or "") if found else None


def _follows(number: tuple[int, str], before: tuple[int, str]) -> bool:
    """Whether 2b comes after 2a, 3 after 2 and after 2b, 2a and 2.1 after 1 and after 2."""
    main, part = before
    within = (_next_part(part),) if part else ("a", "1")
    return number in {(main + 1, begin) for begin in ("", "a", "1")} | {(main, one) for one in within}


def _next_part(part: str) -> str:
    return str(int(part) + 1) if part.isdigit() else chr(ord(part) + 1)


@row_rule("SOP310", "baris-mulai-selesai", Severity.WARNING, LAW)
def entrance_row(row: Row) -> Iterator[Problem]:
    if not row.acts:
        yield row.problem(
            "kegiatan",
            f"Baris ini hanya berbunyi `{quoted(row.step.kegiatan)}`.",
            "Hapus baris ini; kapsul bertulisan Mulai dan Selesai diberi oleh `tampilan: {terminator: terpisah}`.",
        )


@rule("SOP312", "terlalu-panjang", Severity.INFO, f"{PRACTICE}: SOP terpanjang yang dihitung memuat 30 langkah")
def too_long(subject: Subject) -> Iterator[Problem]:
    rows = len(subject.sop.langkah)
    if rows > MOST_ROWS:
        yield Problem(
            ("langkah",),
            f"SOP ini memuat {rows} langkah; lebih dari {MOST_ROWS} sulit diikuti.",
            "Pertimbangkan satu SOP makro yang merujuk beberapa SOP mikro.",
        )


@rule("SOP313", "id-ganda", Severity.ERROR, REASON)
def doubled_id(subject: Subject) -> Iterator[Problem]:
    numbered = {number: row for row, number in reversed(list(enumerate(subject.numbers)))}
    first: dict[str, Row] = {}
    for row in subject.rows:
        if row.step.id is None:
            continue
        before, other, taken = first.setdefault(row.step.id, row), numbered.get(row.step.id, row.index), ""
        if before is not row:
            taken = f"langkah ke-{before.index + 1}"
        elif other != row.index:
            taken = f"sebagai nomor langkah ke-{other + 1}"
        elif row.step.id == START and subject.sop.tampilan.terminator == "terpisah":
            taken = "kapsul pembuka"
        if taken:
            yield row.problem(
                "id",
                f"Id `{quoted(row.step.id)}` sudah dipakai {taken}.",
                "Beri langkah ini id lain.",
                related=((before.path("id"), "id yang sama"),) if before is not row else (),
            )
