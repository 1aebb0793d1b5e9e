"""Differences as Markdown for one comment on a pull or merge request, which is found by its mark and replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sopgen.compare.differences import Differences, SopDifference, State, capital
from sopgen.compare.kinds import Class
from sopgen.compare.matrix import as_table
from sopgen.compare.versions import Change
from sopgen.report import printable

MARK = "<!-- sopgen diff -->"
"""by which the comment is found"""
SHOWN = 20
"""changes of one SOP that stand open; the others are folded"""
MOST = 60_000
"""characters of a comment that GitHub takes (65,536), less a reserve"""
GRAVITY = list(Class)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!@&$])")


def render(differences: Differences) -> str:
    parts = [MARK, "## Perubahan SOP", f"**{_escaped(differences.heading)}.**"]
    worst = sorted(differences.sops, key=_gravity)
    for entry in differences.shared:
        parts += [f"### {_escaped(entry.shared)}: berlaku bagi {len(entry.sops)} SOP", _changes([entry])]
    for sop in worst:
        parts += _sop(sop, differences.with_matrix)
    if differences.findings:
        lines = [
            f"- **{f.code}** {_escaped(f.message)} {_escaped(f.hint)} ({_escaped(f.file)})"
            for f in differences.findings
        ]
        parts += ["### Yang perlu dibetulkan", "\n".join(lines)]
    if differences.with_matrix and len(differences.sops) > 1:
        parts += ["### Sebelum dan sesudah, semua SOP", _table(as_table(differences.matrix))]
    text, left = "", 0
    for part in parts:
        if len(text) + len(part) > MOST:
            left += 1
            continue
        text += part + "\n\n"
    if left:
        text += (
            f"*{left} bagian lagi tidak dimuat karena komentarnya menjadi terlalu panjang; jalankan `sopgen diff`.*\n\n"
        )
    return text.rstrip("\n") + "\n"


def _gravity(sop: SopDifference) -> tuple[int, int]:
    if sop.state is State.UNREADABLE:
        return -1, 0
    grave = [GRAVITY.index(entry.class_) for entry in sop.entries]
    return (min(grave), -len(grave)) if grave else (len(GRAVITY), 0)


def _sop(sop: SopDifference, with_matrix: bool) -> Iterator[str]:
    yield f"### {_escaped(sop.title)} ({_escaped(sop.name)})"
    yield f"{_escaped(capital(sop.said))}."
    if sop.problems:
        yield "\n".join(f"- {_escaped(problem)}" for problem in sop.problems)
    entries = sorted(sop.entries, key=lambda entry: GRAVITY.index(entry.class_))
    if entries:
        yield _changes(entries[:SHOWN])
    if entries[SHOWN:]:
        rest = _changes(entries[SHOWN:])
        yield f"<details><summary>{len(entries) - SHOWN} perubahan lagi</summary>\n\n{rest}\n\n</details>"
    if with_matrix and sop.matrix:
        yield _table(as_table(sop.matrix))


def _changes(entries: Sequence[Change]) -> str:
    rows = [(entry.class_, entry.what, entry.old or "–", entry.new or "–", entry.code) for entry in entries]
    return _table([("Kelas", "Perubahan", "Sebelum", "Sesudah", "Kode"), *rows])


def _table(rows: Sequence[Sequence[str]]) -> str:
    """The first row is the heading."""
    lines = ["| " + " | ".join(map(_escaped, row)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _escaped(text: str) -> str:
    """The text on one line, nothing of it taken for Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", printable(" ".join(text.split())))
