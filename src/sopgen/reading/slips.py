"""Finds what YAML takes from a text without a word: the rest after ` #`, and a list that it folds into one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sopgen.diagnostics import Path
from sopgen.model.sop import BOXES
from sopgen.text.letters import lines_of

_FIXED = frozenset(
    """
    status hubungan simbol id no lanjut logo kertas orientasi terminator sampul nomor_kolom tanda_tangan penanda
    urutan_mutu_baku kolom_keterangan ukuran_huruf nomor_halaman panah_excel penomoran_butir ukuran
    """.split()  # noqa: SIM905 - as a text they can be read
)
"""Keys whose values are no free texts."""
_LISTS = frozenset((*BOXES, "tambahan", "penutup", "kelengkapan", "output", "keterangan", "menggantikan"))
"""Keys below which a list may stand."""
_SWALLOWED = re.compile(r"(?<=\S)[ \t]+(#\w.*)")
_ITEM = re.compile(r"[ \t]*(?:- +)?(?:\d{1,2}[.)]|[A-Za-z][.)]|[•·●▪*–—]|-(?=\w))\s*(\S.*)")
_MAY_BE_ITEMS = re.compile(rf"\n{_ITEM.pattern}")


class Slip(NamedTuple):
    """A text that is not read as it was written."""

    code: str
    path: Path
    written: str
    """what the author wrote: the whole text (SOP007), or the file named (SOP121)"""
    lost: str = ""
    """what YAML takes for a comment"""
    items: tuple[str, ...] = ()
    """the entries of the list (SOP008)"""


def slips(text: str, values: dict[Path, tuple[int, int, int, int]]) -> tuple[Slip, ...]:
    """All of them, in the order of the file. `values`: where the value at each path stands."""
    hashes, items = "#" in text and _SWALLOWED.search(text), _MAY_BE_ITEMS.search(text)
    if not hashes and not items:
        return ()
    lines = lines_of(text)
    return tuple(slip for path, span in values.items() for slip in _of_one(path, span, lines))


def _of_one(path: Path, span: tuple[int, int, int, int], lines: list[str]) -> Iterator[Slip]:
    line, column, end_line, end_column = span
    begin = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
    keys = [part for part in path if isinstance(part, str)]
    if not keys or not begin or begin in "|>[{" or end_line > len(lines):
        return
    if (
        begin not in "\"'"
        and keys[-1] not in _FIXED
        and "keputusan" not in keys
        and (keys[0], keys[-1]) != ("langkah", "pelaksana")
        and (match := _SWALLOWED.match(lines[end_line - 1], end_column - 1))
        and not re.match(r"#\s*sopgen:", match[1])
    ):
        whole = [lines[line - 1][column - 1 :], *lines[line:end_line]]
        yield Slip("SOP007", path, " ".join(part.strip() for part in whole), match[1].rstrip())
    if end_line > line and _LISTS.intersection(keys):
        first = lines[line - 1][column - 1 :]
        found = [_ITEM.fullmatch(written.strip(" \t\"'")) for written in [first, *lines[line:end_line]]]
        items = tuple(match[1].rstrip() for match in found if match)
        if len(items) > 1 and found[0]:
            yield Slip("SOP008", path, "", items=items)
