"""The templates of pages and of the drawings in them; nothing an author writes becomes markup."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sopgen.resources import template_dir
from sopgen.scene.document import HAIR_COLOR, HEAD, Line
from sopgen.scene.geometry import PX_PER_PT
from sopgen.text.letters import clean

if TYPE_CHECKING:
    from jinja2 import Environment

FALLBACK_FAMILIES = ("Arial", "Liberation Sans", "Arimo", "Helvetica")
"""Faces with Arial's widths, which layout counts on."""
RULE_COLORS = {Line.HAIR: f"#{HAIR_COLOR}", Line.THIN: "#000"}

_CSS_UNSAFE = re.compile(r"[^\w \-]", re.ASCII)


@cache
def page_templates(folder: str) -> Environment:
    """The templates for HTML in a folder of them, and the drawings in `html`: what authors write is escaped, and what
    no page may hold left out."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader([template_dir() / folder, template_dir() / "html"]),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.globals |= {"HEAD": HEAD, "RULE_COLORS": RULE_COLORS}
    environment.filters |= {
        "number": number,
        "px": lambda points: number(points * PX_PER_PT),
        "families": lambda family: Markup(font_families(family)),
        "corners": lambda points: " ".join([f"{number(x)},{number(y)}" for x, y in points]),
        "path": lambda points: "M" + "L".join([f"{number(x)} {number(y)}" for x, y in points]),
        "place": lambda box: "left:{}px;top:{}px;width:{}px;height:{}px".format(*map(number, box)),
        "ruled": lambda lines: "".join([f"M{x} {y}" + (f"V{b}" if x == r else f"H{r}") for (x, y), (r, b) in lines]),
        "size": lambda box: Markup('x="{}" y="{}" width="{}" height="{}"'.format(*map(number, box))),
    }
    return environment


def number(value: float) -> str:
    """A length with at most two decimals."""
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def anchor(key: str) -> str:
    """The id of the row of a langkah in its page, to link to it."""
    return "langkah-" + re.sub(r"\s+", "-", clean(key))


@lru_cache(maxsize=64)
def font_families(family: str) -> str:
    """CSS font-family: the wanted face, then those with Arial's metrics."""
    wanted = _CSS_UNSAFE.sub("", clean(family)).strip()
    names = dict.fromkeys([wanted, *FALLBACK_FAMILIES] if wanted else FALLBACK_FAMILIES)
    return ",".join([f"'{name}'" if " " in name else name for name in names if name]) + ",sans-serif"
