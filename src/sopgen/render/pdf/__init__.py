"""Renders a scene as a tagged PDF/A-2a (and PDF/UA-1) with typst: vector, searchable, fonts embedded."""

from __future__ import annotations

from functools import cache

from sopgen.model import Sop
from sopgen.render.notices import Notice
from sopgen.render.pdf.content import content
from sopgen.render.pdf.fonts import find_faces
from sopgen.render.pdf.typesetting import Typesetter
from sopgen.scene.document import Scene

__all__ = ["render"]


def render(
    scene: Scene, sop: Sop | None = None, typesetter: Typesetter | None = None, notices: set[Notice] | None = None
) -> bytes:
    """The .pdf file. `sop` adds its number to the metadata; `typesetter` is the one of this process unless given; to
    `notices` is added what users should know: where a font, a character or a logo was not to be had."""
    typesetter = typesetter or _typesetter()
    pdf, told = typesetter.pdf(content(scene, typesetter.faces, sop.nomor if sop else None))
    if notices is not None:
        notices |= told
    return pdf


@cache
def _typesetter() -> Typesetter:
    """One for all documents of this process, with all fonts of the system."""
    return Typesetter(find_faces())
