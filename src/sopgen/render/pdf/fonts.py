"""Finds the faces a PDF is set in: one with Arial's widths, from the system or else from a package.

Typst replaces a family it does not find without a word; so only families are asked of it that are known to be there.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typst

from sopgen.diagnostics import UsageProblem
from sopgen.resources import template_dir

ARIAL_METRIC = ("Arial", "Liberation Sans", "Arimo")
"""Families with the widths that layout measured with, best first."""
PACKAGE = "fontpkg_arimo"
"""The package that carries Arimo for systems without any of them."""
PACKAGED_FAMILY = "Arimo"
FACES = "pdf/faces"
"""Faces of regional scripts and emoji, for characters that the system has no face for."""
REGULAR, BOLD = 400, 700
"""font weights (OpenType OS/2 usWeightClass)"""


@dataclass(slots=True)
class Faces:
    """The fonts at hand."""

    fonts: typst.Fonts
    base: str
    """the family with Arial's widths"""
    families: dict[str, str]
    """name in lower case -> name, of the families that have a regular and a bold face"""

    def family(self, wanted: str) -> str | None:
        """The family to set text in that should stand in `wanted`; None where it is not to be had."""
        name = wanted.strip().casefold()
        standard = not name or name in (family.casefold() for family in ARIAL_METRIC)
        return self.base if standard else self.families.get(name)


def find_faces(system: bool = True) -> Faces:
    """All the system's fonts (unless `system` is False), and those that come with sopgen."""
    package = importlib.util.find_spec(PACKAGE)
    own_folders = [template_dir() / FACES, *map(Path, (package and package.submodule_search_locations) or ())]
    fonts = typst.Fonts(include_system_fonts=system, font_paths=own_folders)
    families = complete_families(
        font for font in fonts.fonts() if not any(Path(font.path or "").is_relative_to(own) for own in own_folders)
    )
    own = [families[family.casefold()] for family in ARIAL_METRIC if family.casefold() in families]
    if not own and len(own_folders) == 1:
        raise UsageProblem(
            "PDF memerlukan huruf Arial, Liberation Sans, atau Arimo; pasang salah satunya, atau pasang ulang sopgen."
        )
    return Faces(fonts, own[0] if own else PACKAGED_FAMILY, families)


def complete_families(fonts: Iterable[typst.FontInfo]) -> dict[str, str]:
    """Families with an upright, normally wide face, regular and bold: typst counts Arial Narrow and Arial Black to
    Arial, and takes what comes nearest."""
    names: dict[str, str] = {}
    weights: dict[str, set[int]] = {}
    for font in fonts:
        if font.style == "normal" and font.stretch == 1.0:
            key = font.family.casefold()
            names[key] = font.family
            weights.setdefault(key, set()).add(font.weight)
            if "wght" in Path(font.path or "").name:  # a variable font has all weights
                weights[key] |= {REGULAR, BOLD}
    return {key: name for key, name in names.items() if weights[key] >= {REGULAR, BOLD}}
