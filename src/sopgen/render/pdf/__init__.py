"""Renders a scene as a tagged PDF/A-2a (and PDF/UA-1) with typst: vector, searchable, fonts embedded."""

from __future__ import annotations

from functools import cache

from sopgen.model import Sop
from sopgen.render.pdf.content import content
from sopgen.render.pdf.fonts import find_faces
from sopgen.render.pdf.typesetting import Typesetter
from sopgen.scene import Scene

__all__ = ["font_notice", "render"]


def render(scene: Scene, sop: Sop | None = None, typesetter: Typesetter | None = None) -> bytes:
    """The .pdf file. `sop` adds its number to the metadata; `typesetter` is the one of this process unless given."""
    typesetter = typesetter or _typesetter()
    return typesetter.pdf(content(scene, typesetter.faces, sop.nomor if sop else None))


def font_notice() -> str | None:
    """What users should know about the fonts of the PDFs this process has made, in Indonesian; None where the
    faces are the wanted ones (or have Arial's widths) and had all characters."""
    return _typesetter().notice() if _typesetter.cache_info().currsize else None


@cache
def _typesetter() -> Typesetter:
    """One for all documents: finding the system's fonts takes longer than setting a document."""
    return Typesetter(find_faces())
