"""Escapes text for HTML and inline SVG and writes numbers; nothing an author writes becomes markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from sopgen.text.letters import clean

FALLBACK_FAMILIES = ("Arial", "Liberation Sans", "Arimo", "Helvetica")
"""Faces with Arial's widths, which layout counts on."""

_CSS_UNSAFE = re.compile(r"[^\w \-]", re.ASCII)


@lru_cache(maxsize=1 << 13)
def text(value: str) -> str:
    """The text as the content of an element or of a quoted attribute."""
    return value if value.isalnum() and value.isascii() else escape(clean(value))


def number(value: float) -> str:
    """A length, px, with at most two decimals."""
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


@lru_cache(maxsize=64)
def font_families(family: str) -> str:
    """CSS font-family: the wanted face, then those with Arial's metrics."""
    wanted = _CSS_UNSAFE.sub("", clean(family)).strip()
    names = dict.fromkeys([wanted, *FALLBACK_FAMILIES] if wanted else FALLBACK_FAMILIES)
    return ",".join([f"'{name}'" if " " in name else name for name in names if name]) + ",sans-serif"
