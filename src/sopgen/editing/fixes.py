"""Applies to a text the fixes that its findings name, and holds each round to its promise.

After every round the new text is read and checked again: it must still read, its values must be the old ones except
where a fix said that it changes them, the findings that were fixed must be gone and none may be new. A round that
breaks this is tried fix by fix; the guilty ones are left out and named, for they are sopgen's own fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple

from sopgen.diagnostics import Edit, Finding, Fix, Level, Path
from sopgen.editing.patch import Document, NotEditable, apply
from sopgen.model import Langkah
from sopgen.reading.loader import load

ROUNDS = 10
"""A text that still wants fixes then is not settling."""


class Wanted(NamedTuple):
    """A fix that could be made, and what it would mend."""

    finding: Finding
    fix: Fix


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a text."""

    text: str
    done: tuple[Finding, ...] = ()
    faulty: tuple[Finding, ...] = ()
    """whose fixes would have broken a promise, and were left out"""
    left: tuple[Finding, ...] = ()
    """that a bolder level would mend"""


Look = Callable[[str], Sequence[Finding]]
"""The findings of a text of this file."""


def mend(text: str, look: Look, levels: Collection[Level], codes: Collection[str] = ()) -> Mended:
    """The text with every fix of these levels made, as far as they go together. `codes`: only of these rules."""
    done: list[Finding] = []
    faulty: dict[tuple[str, str], Finding] = {}
    seen = {text}
    findings = look(text)
    for _ in range(ROUNDS):
        wanted = [
            one
            for one in fixes_of(text, findings)
            if one.fix.level in levels and (not codes or one.finding.code in codes) and _key(one.finding) not in faulty
        ]
        chosen = _together(wanted)
        made = chosen if _keeps_its_promise(text, findings, chosen, look) else []
        for one in [] if made else chosen:
            if _keeps_its_promise(text, findings, [*made, one], look):
                made.append(one)
            else:
                faulty[_key(one.finding)] = one.finding
        text = apply(text, (edit for one in made for edit in one.fix.edits))
        if not made or text in seen:
            break
        seen.add(text)
        done += (one.finding for one in made)
        findings = look(text)
    bolder = [one.finding for one in fixes_of(text, findings) if one.fix.level is Level.BOLD not in levels]
    return Mended(text, tuple(done), tuple(faulty.values()), tuple(bolder))


def fixes_of(text: str, findings: Iterable[Finding]) -> list[Wanted]:
    """The findings that can be mended in this text, each with its fix, in the order of their edits."""
    found = []
    document: Document | None = None
    for finding in findings:
        fix = finding.fix
        if finding.correction:
            try:
                document = document or Document(text)
                fix = _corrected(document, finding)
            except NotEditable:  # a value from a sopgen.yaml, or one that cannot be written without touching others
                continue
        if fix and fix.edits and fix.level is not Level.SHOWN:
            found.append(Wanted(finding, fix))
    return sorted(found, key=lambda one: (one.fix.edits[0], one.finding.code))


def _corrected(document: Document, finding: Finding) -> Fix:
    """The fix that puts the texts of a finding's correction in their places."""
    assert finding.correction
    path, text, level, more = finding.correction
    if not path:
        return Fix(finding.hint, (_in_comment(document.text, finding, text),), level)
    values = ((path, text), *more)
    edits = [edit for path, text in values for edit in _edits(document, path, text)]
    return Fix(finding.hint, tuple(sorted(edits)), level, tuple(path for path, _ in values))


def _edits(document: Document, path: Path, text: str) -> tuple[Edit, ...]:
    if document.has(path):
        return document.set_text(path, text)
    if path[0] != "langkah":
        raise NotEditable("a sopgen.yaml gives this value")
    return document.add_key(path, text, tuple(Langkah.model_fields))


def _in_comment(text: str, finding: Finding, written: str) -> Edit:
    """What stands at the finding's own place, which is a comment, as `written`; without it, and without its line if it
    stands alone there, where that is empty."""
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: finding.span.line - 1])) + finding.span.column - 1
    if text.startswith("\ufeff") and finding.span.line == 1:
        start += 1
    line = lines[finding.span.line - 1]
    end = start + len(line[finding.span.column - 1 :].rstrip("\r\n"))
    if written:
        return Edit(start, end, written)
    if not line[: finding.span.column - 1].strip():
        first = start - (finding.span.column - 1)
        return Edit(first, first + len(line), "")
    return Edit(len(text[:start].rstrip(" \t")), end, "")


def _together(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Those that can be made in one round: of edits that overlap the first wins, of a group one."""
    chosen: list[Wanted] = []
    end, groups = -1, set()
    for one in wanted:
        if one.fix.edits[0].start > end and one.fix.group not in groups:
            chosen.append(one)
            end = one.fix.edits[-1].end
            groups |= {one.fix.group} - {""}
    return chosen


def _keeps_its_promise(text: str, findings: Sequence[Finding], fixes: Sequence[Wanted], look: Look) -> bool:
    """Whether the text with these fixes reads, says the same elsewhere, and lacks what they mend and nothing else."""
    new = apply(text, (edit for one in fixes for edit in one.fix.edits))
    was, now = load(text, ""), load(new, "")
    paths = [path for one in fixes for path in one.fix.paths]
    if now.readable < was.readable or (was.readable and _without(was.data, paths) != _without(now.data, paths)):
        return False
    before, after = Counter(map(_key, findings)), Counter(map(_key, look(new)))
    mended = Counter(_key(one.finding) for one in fixes)
    return not after - before and all(after[key] <= before[key] - count for key, count in mended.items())


def _key(finding: Finding) -> tuple[str, str]:
    """What a finding is known by while lines move and rows get their ids."""
    return finding.code, finding.path


def _without(data: Any, paths: Iterable[Path]) -> Any:
    """The data without what stands at the paths."""
    left = deepcopy(data)
    for path in paths:
        place = left
        for part in path[:-1]:
            inside = isinstance(place, dict) and part in place
            inside = inside or (isinstance(place, list) and isinstance(part, int) and part < len(place))
            place = place[part] if inside else None
        if isinstance(place, dict):
            place.pop(path[-1], None)
        elif isinstance(place, list) and isinstance(path[-1], int) and path[-1] < len(place):
            place[path[-1]] = None
    return left
