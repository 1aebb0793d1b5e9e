"""Draws bars as inline SVG: one for each line of a table, so that the numbers beside it can be read and spoken."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

GAP = 0.25
"""% of the width between two parts of a bar"""


def bar(parts: Sequence[tuple[str, float]], largest: float) -> Markup:
    """A bar of (kind, count) parts, as wide as its share of the largest; the kind is its CSS class."""
    x, drawn = 0.0, []
    for kind, count in parts:
        if count:
            width = 100 * count / (largest or 1)
            size = _short(max(0.3, width - GAP))
            drawn.append(f'<rect class="b-{escape(kind)}" x="{_short(x)}%" width="{size}%" height="100%"/>')
            x += width
    return Markup(f'<svg class="batang" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>')


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
