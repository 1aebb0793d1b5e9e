"""Writes a cell's text as markup, broken where layout broke it, with links where a text names something known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from sopgen.scene.document import Cell
from sopgen.text.letters import HANG, clean
from sopgen.text.wrap import Span, line_spans

BREAK = Markup("<br>")
LINKED_ROLES = frozenset({"box-item", "keterangan"})
"""Cells in which other SOPs are named."""


def content(cell: Cell, links: Mapping[str, str]) -> Markup:
    """The cell's lines as markup."""
    if links and cell.role in LINKED_ROLES:
        # of several texts that begin at one place the longest
        found = [(match.span(), links[match[0]]) for match in _any_of(tuple(links)).finditer(cell.text)]
        return _linked(cell.text, cell.lines, found)
    return BREAK.join(map(clean, cell.lines))


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first; neither begun nor ended between two letters or digits of one word."""
    texts = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?:(?<![^\W_])|(?=[\W_]))(?:{texts})(?:(?![^\W_])|(?<=[\W_]))")


def _linked(whole: str, lines: Sequence[str], found: Sequence[tuple[Span, str]]) -> Markup:
    """The text with its links, and before each later line a break and the spaces that it hangs by. What stands between
    two lines is left out."""
    spans = line_spans(whole, lines)
    marks = [(end, 0, "</a>") for (_, end), _ in found]
    marks += [(start, 1, f'<a href="{escape(clean(address))}">') for (start, _), address in found]
    for line, (start, _) in zip(lines[1:], spans[1:], strict=True):
        marks.append((start, 2, "<br>" + HANG * (len(line) - len(line.lstrip(HANG)))))
    parts, at = list[str](), 0
    for place, _, mark in [*sorted(marks), (len(whole), 3, "")]:
        parts += [escape(clean(whole[max(a, at) : min(b, place)])) for a, b in spans if a < place and b > at]
        parts.append(mark)
        at = place
    return Markup("".join(parts))
