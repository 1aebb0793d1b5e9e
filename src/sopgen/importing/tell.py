"""Tells what became of imported files: findings with their places, the verdict of each SOP, the summary of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sopgen.importing import Imported
from sopgen.importing.merge import Merge
from sopgen.text import spreadsheet

GUESS, LOSS = "SOP701 impor-ragu", "SOP702 impor-tak-terpakai"


class Verdict(StrEnum):
    """By the worst item: one guess makes an SOP one to check."""

    WHOLE = "utuh"
    TO_CHECK = "perlu diperiksa"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one SOP, or of a file that has none."""

    source: str
    title: str = ""
    """the name that the SOP's title gives its file"""
    text: str = ""
    target: Path | None = None
    """where it was written"""
    guesses: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    reason: str = ""
    """why it was refused"""
    merged_into: Path | None = None
    """the file whose text took over the edits of an own workbook"""
    copy_of: Path | None = None
    """the file that this text was before, where it is written as another"""
    changes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    """what of an own workbook looks otherwise than it was written"""

    @property
    def verdict(self) -> Verdict:
        if self.reason:
            return Verdict.REFUSED
        return Verdict.TO_CHECK if self.guesses or self.losses or self.conflicts else Verdict.WHOLE


def result_of(source: str, sop: Imported, accepted: bool) -> Result:
    """`accepted`: the user takes the guesses as they are."""
    guesses = () if accepted else tuple(dict.fromkeys(f"{source}!{n.place}: {n.sentence}" for n in sop.notes))
    losses = tuple(dict.fromkeys(f"{source}!{loss.place}: {loss.what} tidak terpakai" for loss in sop.losses))
    return Result(source, sop.name, sop.without_checks if accepted else sop.text, None, guesses, losses)


def merge_result(source: str, target: Path, merged: Merge, form: tuple[str, ...], accepted: bool) -> Result:
    """What an edited workbook of sopgen brought into its file."""
    return Result(
        source,
        text=merged.text,
        guesses=() if accepted else tuple(f"{source}: {guess}" for guess in merged.guesses),
        losses=tuple(f"{source}!{loss} tidak terpakai" for loss in merged.losses),
        merged_into=target,
        changes=tuple(merged.changes),
        conflicts=tuple(merged.conflicts),
        form=form,
    )


def lines_of(result: Result) -> Iterator[str]:
    """One result for the terminal: its file and verdict, then each guess and loss with its place."""
    if result.target is None:
        yield f"{result.source}: ditolak: {result.reason}."
        return
    counts = [f"{len(result.guesses)} tebakan"] * bool(result.guesses)
    counts += [f"{len(result.losses)} tidak terpakai"] * bool(result.losses)
    counts += [f"{len(result.conflicts)} bentrok"] * bool(result.conflicts)
    verdict = result.verdict.value
    if result.merged_into:
        verdict = f"{len(result.changes)} suntingan diambil" if result.changes else "tidak ada yang berubah"
        verdict += f", dari {result.copy_of.name}" if result.copy_of else ""
    yield f"{result.target.as_posix()}  ({f'{verdict}: ' if counts else verdict}{', '.join(counts)})"
    yield from (f"  {change}" for change in result.changes)
    if result.form:
        yield f"  Bentuk yang disunting tidak diambil, karena YAML hanya memuat isi: {', '.join(result.form)}."
    yield from (f"  bentrok: {conflict}" for conflict in result.conflicts)
    yield from (f"  {_placed(guess, GUESS)}" for guess in result.guesses)
    yield from (f"  {_placed(loss, LOSS)}" for loss in result.losses)


def _placed(line: str, code: str) -> str:
    place, _, sentence = line.partition(": ")
    return f"{place}: peringatan {code}: {sentence}"


def summary(results: Sequence[Result]) -> str:
    """How many of each verdict."""
    count = {verdict: sum(r.verdict is verdict for r in results) for verdict in Verdict}
    return (
        f"{len(results)} SOP: {count[Verdict.WHOLE]} utuh, {count[Verdict.TO_CHECK]} perlu diperiksa, "
        f"{count[Verdict.REFUSED]} ditolak."
    )


def as_csv(results: Sequence[Result]) -> bytes:
    """The summary of a folder as a table that Excel opens: a line for each SOP."""
    headings = ("sumber", "hasil", "status", "tebakan", "tidak terpakai", "sebab")
    return spreadsheet.as_csv(headings, [_row(result) for result in results])


def _row(result: Result) -> list[str | int]:
    target = result.target.as_posix() if result.target else ""
    return [result.source, target, result.verdict.value, len(result.guesses), len(result.losses), result.reason]
