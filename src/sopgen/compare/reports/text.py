"""Differences as lines for a terminal, grouped by what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sopgen.compare.differences import Differences, SopDifference
from sopgen.compare.kinds import Class
from sopgen.compare.matrix import MatrixLine, as_table
from sopgen.compare.versions import Change
from sopgen.report import finding_lines, printable
from sopgen.report.content import painted

_COLOURS = {Class.SUBSTANSI: "31", Class.REDAKSI: "33", Class.TAMPILAN: "36"}


def render(differences: Differences) -> str:
    lines: list[str] = []
    for entry in differences.shared:
        lines.append(f"{entry.shared}: berlaku bagi {len(entry.sops)} SOP")
        lines += _entry(entry, differences.coloured)
    for sop in differences.sops:
        lines += _sop(sop, differences)
    for finding in differences.findings:
        lines += finding_lines(finding)
    if differences.with_matrix and len(differences.sops) > 1:
        lines += ["Semua SOP:", *_matrix(differences.matrix)]
    return "\n".join([*lines, differences.heading + "."]) + "\n"


def _sop(sop: SopDifference, differences: Differences) -> Iterator[str]:
    name = painted(printable(sop.name), "1", differences.coloured)
    yield f"{name}: {sop.said}"
    yield from (f"    {printable(problem)}" for problem in sop.problems)
    for group, entries in groupby(sop.entries, key=lambda entry: entry.group):
        yield f"  {printable(group)}"
        for entry in entries:
            yield from _entry(entry, differences.coloured)
    if differences.with_matrix and sop.matrix:
        yield from _matrix(sop.matrix)


def _entry(entry: Change, coloured: bool) -> Iterator[str]:
    code, class_ = painted(entry.code, "1", coloured), painted(entry.class_, _COLOURS[entry.class_], coloured)
    yield f"    {code} {class_} {printable(entry.message)}"
    yield printable(f"        lama {entry.old_place}, baru {entry.new_place}")


def _matrix(matrix: Sequence[MatrixLine]) -> Iterator[str]:
    rows = as_table(matrix)
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        name, *values = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield "    " + "  ".join([name, *values]).rstrip()
