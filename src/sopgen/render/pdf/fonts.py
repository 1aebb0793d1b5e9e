"""Finds the faces a PDF is set in: one with Arial's widths, from the system or else from a package.

Typst replaces a family it does not find without a word; so only families are asked of it that are known to be there.
Looking through all fonts of a system takes as long as setting a document. So only the folder with the Arial-metric
face is looked at first, where it is in a usual place; a document for which that is not enough is set with all fonts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import typst

from sopgen.diagnostics import UsageProblem
from sopgen.resources import template_dir

ARIAL_METRIC = ("Arial", "Liberation Sans", "Arimo")
"""Families with the widths that layout measured with, best first."""
USUAL_FOLDERS = (
    "/usr/share/fonts/truetype/msttcorefonts",  # Debian, Ubuntu
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/liberation-sans-fonts",  # Fedora
    "/usr/share/fonts/liberation-sans",
    "/usr/share/fonts/liberation",  # Alpine, Arch
)
"""Small folders that hold one of these families on some systems."""
PACKAGE = "fontpkg_arimo"
"""The package that carries Arimo for systems without any of them."""
PACKAGED_FAMILY = "Arimo"
FACES = "pdf/faces"
"""Faces of regional scripts and emoji, for characters that the system has no face for."""
REGULAR, BOLD = 400, 700
"""font weights (OpenType OS/2 usWeightClass)"""


class NotEnough(Exception):
    """A document wants a family or a character that the few fonts looked at do not have."""


@dataclass(slots=True)
class Faces:
    """The fonts at hand."""

    fonts: typst.Fonts
    base: str
    """the family with Arial's widths"""
    packaged: bool
    """`base` comes from the package, not from the system."""
    families: dict[str, str]
    """name in lower case -> name, of the families that have a regular and a bold face"""
    few: bool = False
    """There may be more fonts on the system."""
    missing: set[str] = field(default_factory=set)
    """families that documents asked for in vain"""

    def family(self, wanted: str) -> str:
        """The family to set text in that should stand in `wanted`; NotEnough where other fonts may have it."""
        name = wanted.strip().casefold()
        if not name or name in (family.casefold() for family in ARIAL_METRIC):
            return self.base
        if name not in self.families:
            if self.few:
                raise NotEnough(wanted)
            self.missing.add(wanted.strip())
        return self.families.get(name, self.base)


def usual_faces() -> Faces | None:
    """The fonts of the first usual folder that holds a family with Arial's widths."""
    for folder in filter(Path.is_dir, map(Path, USUAL_FOLDERS)):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        families = _complete(fonts.fonts())
        for family in _arial_metric(families):
            return Faces(fonts, family, False, families, few=True)
    return None


def find_faces(system: bool = True) -> Faces:
    """All the system's fonts (unless `system` is False), and those that come with sopgen."""
    folder = _package_folder()
    own_folders = [template_dir() / FACES, *([folder] if folder else [])]
    fonts = typst.Fonts(include_system_fonts=system, font_paths=own_folders)
    families = _complete(
        font for font in fonts.fonts() if not (font.path and any(_below(font.path, own) for own in own_folders))
    )
    own = _arial_metric(families)
    if not own and not folder:
        raise UsageProblem(
            "PDF memerlukan huruf Arial, Liberation Sans, atau Arimo; pasang salah satunya, atau pasang ulang sopgen."
        )
    base = own[0] if own else PACKAGED_FAMILY
    return Faces(fonts, base, not own, families)


def _complete(fonts: Iterable[typst.FontInfo]) -> dict[str, str]:
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


def _arial_metric(families: dict[str, str]) -> list[str]:
    return [families[family.casefold()] for family in ARIAL_METRIC if family.casefold() in families]


def _package_folder() -> Path | None:
    import importlib.util

    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)
