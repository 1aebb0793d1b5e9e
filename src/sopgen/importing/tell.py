"""Tells what became of imported files: findings with their places, the verdict of each SOP, the summary of a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from sopgen.importing import Imported
from sopgen.importing.merge import Merge
from sopgen.importing.write import CHECK
from sopgen.text import spreadsheet
from sopgen.text.ids import slug

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
    came: Merge = field(default_factory=partial(Merge, ""))
    """what is written, and what is told of it"""
    name: str = ""
    """the name that the SOP's title gives its file"""
    target: Path | None = None
    """where it is written"""
    merged: bool = False
    """the target is the file whose text took over the edits of an own workbook"""
    copy_of: Path | None = None
    """the file that this text was before, where it is written as another"""
    reason: str = ""
    """why it was refused"""

    @property
    def verdict(self) -> Verdict:
        if self.reason:
            return Verdict.REFUSED
        doubtful = self.came.guesses or self.came.losses or self.came.conflicts
        return Verdict.TO_CHECK if doubtful else Verdict.WHOLE


def result_of(source: str, sop: Imported, accepted: bool) -> Result:
    """`accepted`: the user takes the guesses as they are, and no comments ask to check them. The name is that of a file
    without its suffix."""
    lines = sop.text.splitlines(keepends=True)
    text = "".join(line for line in lines if not (accepted and line.lstrip().startswith(CHECK)))
    guesses = dict.fromkeys(f"{note.place}: {note.sentence}" for note in sop.notes if not accepted)
    losses = dict.fromkeys(f"{loss.place}: {loss.what}" for loss in sop.losses)
    name = slug(sop.title, 60).replace("_", "-") or "sop"
    return Result(source, Merge(text, guesses=[*guesses], losses=[*losses]), name)


def lines_of(result: Result) -> Iterator[str]:
    """One result for the terminal: its file and verdict, then each guess and loss with its place."""
    came, verdict = result.came, result.verdict.value
    if result.target is None or result.reason:
        yield f"{result.source}: {verdict}: {result.reason}."
        return
    if result.merged:
        verdict = f"{len(came.changes)} suntingan diambil" if came.changes else "tidak ada yang berubah"
        verdict += f", dari {result.copy_of.name}" if result.copy_of else ""
    told = (came.guesses, "tebakan"), (came.losses, "tidak terpakai"), (came.conflicts, "bentrok")
    counts = ", ".join(f"{len(found)} {what}" for found, what in told if found)
    yield f"{result.target.as_posix()}  ({f'{verdict}: {counts}' if counts else verdict})"
    yield from (f"  {change}" for change in came.changes)
    if came.form:
        yield f"  Bentuk yang disunting tidak diambil, karena YAML hanya memuat isi: {', '.join(came.form)}."
    yield from (f"  bentrok: {conflict}" for conflict in came.conflicts)
    for found, rule, tail in (came.guesses, GUESS, ""), (came.losses, LOSS, " tidak terpakai"):
        for place, _, said in (one.partition(": ") for one in found):
            yield f"  {result.source}!{place}: peringatan {rule}: {said}{tail}"


def summary(results: Sequence[Result]) -> str:
    """How many of each verdict."""
    count = Counter(result.verdict for result in results)
    return f"{len(results)} SOP: {', '.join(f'{count[verdict]} {verdict}' for verdict in Verdict)}."


def as_csv(results: Sequence[Result]) -> bytes:
    """The summary of a folder as a table that Excel opens: a line for each SOP."""
    rows: list[list[str | int]] = []
    for one in results:
        target = one.target.as_posix() if one.target and not one.reason else ""
        rows.append([one.source, target, one.verdict, len(one.came.guesses), len(one.came.losses), one.reason])
    return spreadsheet.as_csv(("sumber", "hasil", "status", "tebakan", "tidak terpakai", "sebab"), rows)
