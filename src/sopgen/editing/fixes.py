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
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import Any

from sopgen.diagnostics import Correction, Edit, Finding, Fix, Level, Path, path_text
from sopgen.editing.patch import BOM, Document, Edits, NotEditable, apply
from sopgen.editing.written import Value
from sopgen.reading import Reading
from sopgen.reading.advice import at

ROUNDS = 10
"""A text that still wants fixes then is not settling."""
SWALLOWED = "SOP007"
"""gives a text back that was a comment: it may be found wrong then as any other"""
WORK = 2_000_000
"""characters that the changes of one round may cost: each has the whole text read again"""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a text."""

    text: str
    done: tuple[Finding, ...] = ()
    faulty: tuple[Finding, ...] = ()
    """whose fixes would have broken a promise, and were left out"""
    left: tuple[Finding, ...] = ()
    """that a bolder level would mend"""


Look = Callable[[str], Reading]
"""Reads a text of this file and checks it."""


def mend(text: str, look: Look, levels: Collection[Level], codes: Collection[str] = ()) -> Mended:
    """The text with every fix of these levels made, as far as they go together. `codes`: only of these rules."""
    done: list[Finding] = []
    faulty: dict[tuple[str, str], Finding] = {}
    seen = {text}
    look = lru_cache(maxsize=2)(look)
    for _ in range(ROUNDS):
        wanted = [
            one
            for one in fixes_of(text, look(text).findings)
            if one.level in levels and (not codes or one.finding.code in codes) and _key(one.finding) not in faulty
        ]
        chosen = _together(wanted)
        made = chosen if _keeps_its_promise(text, chosen, look) else []
        for one in [] if made else chosen:
            if _keeps_its_promise(text, [*made, one], look):
                made.append(one)
            else:
                faulty[_key(one.finding)] = one.finding
        before, text = look(text).findings, _mended(text, made)
        if not made or text in seen:
            break
        seen.add(text)
        done += _gone(before, look(text).findings, {one.finding.code for one in made})
    bolder = [one.finding for one in fixes_of(text, look(text).findings) if one.level is Level.BOLD not in levels]
    return Mended(text, tuple(done), tuple(faulty.values()), tuple(bolder))


def fixes_of(text: str, findings: Iterable[Finding]) -> list[Fix]:
    """The fixes of the findings that can be mended in this text, in the order of their edits."""
    found = []
    document: Document | None = None
    changes = max(WORK // (len(text) + 1), 1)
    for finding in findings:
        if finding.correction and len(finding.correction.changes) <= changes:
            changes -= len(finding.correction.changes)
            try:
                document = document or Document(text)
                found.append(_fix(document, finding, finding.correction))
            except NotEditable:  # a value from a sopgen.yaml, or one that cannot be written without touching others
                continue
    return sorted(found, key=lambda one: (one.edits[0], one.finding.code))


def _fix(document: Document, finding: Finding, correction: Correction) -> Fix:
    """The edits that make the changes of a correction one after the other: each counts on what was done before."""
    changed = document
    for path, written in correction.changes:
        if not path:
            text = _with_comment(document.text, finding, str(written))
            return Fix(finding, _difference(document.text, text), correction.level)
        changed = _changed(changed, path, written)
    named = (path for change in correction.changes for path in change if isinstance(path, tuple))
    paths = tuple(_around(document, path) for path in named)
    return Fix(finding, _difference(document.text, changed.text), correction.level, paths)


def _around(document: Document, path: Path) -> Path:
    """The value that changes where something comes to stand at a path: the list around an entry that is not written
    yet, the topmost of the mappings that are not."""
    while len(path) > 1 and not document.has(path) and (isinstance(path[-1], int) or not document.has(path[:-1])):
        path = path[:-1]
    return path


def _changed(document: Document, path: Path, written: str | Path) -> Document:
    """The document with a text at a path, or with the key moved to another path."""
    if isinstance(written, tuple):
        return _moved(document, path, written)
    parent, last = path[:-1], path[-1]
    if last == 0 and isinstance(at(document.data, parent), str):
        path = parent  # one text stands for a list of one
    elif not document.has(path):
        if isinstance(last, int) and document.has(parent):
            return document.add_item(parent, last, written)
        if last == 0:
            return document.add_key(parent, [written])
        if path[0] != "langkah":
            raise NotEditable("a sopgen.yaml gives this value")
        return document.add_key(path, written)
    return document.set_text(path, written).without_comment(path)  # YAML took for one what is part of the text now


def _moved(document: Document, path: Path, target: Path) -> Document:
    """The key under another name, or with its value in another mapping."""
    if path[:-1] == target[:-1]:
        return document.rename_key(path, str(target[-1]))
    value: Value = at(document.data, path)
    changed = document.remove(path).add_key(target, value)
    if changed.text.count("#") != document.text.count("#"):
        raise NotEditable("a comment stands beside it")
    return changed


def _difference(old: str, new: str) -> Edits:
    """The edits between two texts, line by line, without what a changed stretch keeps at its ends. Only the lines from
    the first to the last change are compared: in thousands of lines alike that takes minutes."""
    was, now = (text.splitlines(keepends=True) for text in (old, new))
    head, tail = _alike_ends(was, now)
    starts = [*accumulate(map(len, was), initial=0)][head:]
    was, now = was[head : len(was) - tail], now[head : len(now) - tail]
    edits = []
    for kind, low, high, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            gone, come = "".join(was[low:high]), "".join(now[first:last])
            before, after = _alike_ends(gone, come)
            edits.append(Edit(starts[low] + before, starts[high] - after, come[before : len(come) - after]))
    return tuple(edits)


def _alike_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many characters, or lines, are alike at the beginning of both, and of the rest at the end."""
    head = tail = 0
    shorter = min(len(one), len(other))
    while head < shorter and one[head] == other[head]:
        head += 1
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, tail


def _with_comment(text: str, finding: Finding, written: str) -> str:
    """The text with what stands at the finding's own place, which is a comment, as `written`; without it, and without
    its line if it stands alone there, where that is empty."""
    lines = text.splitlines(keepends=True)
    number, column = finding.span.line - 1, finding.span.column - 1
    column += number == 0 and text.startswith(BOM)
    before, ending = lines[number][:column], lines[number][len(lines[number].rstrip("\r\n")) :]
    lines[number] = (before + written).rstrip(" \t") + ending if written or before.strip() else ""
    return "".join(lines)


def _together(wanted: Sequence[Fix]) -> list[Fix]:
    """Those that can be made in one round: of fixes whose edits overlap, or that change one value, the first wins."""
    chosen: list[Fix] = []
    end, paths = -1, set[Path]()
    for one in wanted:
        if one.edits[0].start > end and paths.isdisjoint(one.paths):
            chosen.append(one)
            end = one.edits[-1].end
            paths.update(one.paths)
    return chosen


def _mended(text: str, fixes: Iterable[Fix]) -> str:
    return apply(text, (edit for one in fixes for edit in one.edits))


def _keeps_its_promise(text: str, fixes: Sequence[Fix], look: Look) -> bool:
    """Whether the text with these fixes reads, says the same elsewhere, and lacks what they mend and nothing else."""
    old, new = look(text), look(_mended(text, fixes))
    was, now = old.loaded, new.loaded
    paths = [path for one in fixes for path in one.paths]
    if now.readable < was.readable or (was.readable and _without(was.data, paths) != _without(now.data, paths)):
        return False
    before, after = (Counter(map(_key, reading.findings)) for reading in (old, new))
    mended = Counter(_key(one.finding) for one in fixes)
    restored = {path_text(path) for one in fixes if one.finding.code == SWALLOWED for path in one.paths}
    come = [path for _, path in after - before if path not in restored]
    return not come and all(after[key] <= before[key] - count for key, count in mended.items())


def _gone(before: Sequence[Finding], after: Sequence[Finding], codes: Collection[str]) -> list[Finding]:
    """The findings of these codes that are no longer there: one fix may mend several."""
    left = Counter(map(_key, after))
    gone = []
    for finding in before:
        if left[_key(finding)]:
            left[_key(finding)] -= 1
        elif finding.code in codes:
            gone.append(finding)
    return gone


def _key(finding: Finding) -> tuple[str, str]:
    """What a finding is known by while lines move and rows get their ids."""
    return finding.code, finding.path


def _without(data: Any, paths: Iterable[Path]) -> Any:
    """The data without what stands at the paths."""
    left = deepcopy(data)
    for path in paths:
        place = at(left, path[:-1])
        if isinstance(place, dict):
            place.pop(path[-1], None)
        elif isinstance(place, list) and isinstance(path[-1], int) and path[-1] < len(place):
            place[path[-1]] = None
    return left
