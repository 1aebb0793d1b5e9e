"""Escapes text for HTML and inline SVG and writes numbers; nothing an author writes becomes markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

FALLBACK_FAMILIES = ("Arial", "Liberation Sans", "Arimo", "Helvetica")
"""Faces with Arial's widths, which layout counts on."""

_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
_CSS_UNSAFE = re.compile(r"[^\w \-]", re.ASCII)


def clean(value: str) -> str:
    """The text without the characters an HTML document must not hold (HTML, 13.1.4 and 13.2.3.5)."""
    return value if value.isprintable() and value.isascii() else _FORBIDDEN.sub("", value)


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
