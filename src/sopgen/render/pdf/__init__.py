"""Renders a scene as a tagged PDF/A-2a (and PDF/UA-1) with typst: vector, searchable, fonts embedded."""

from __future__ import annotations

from functools import cache

from sopgen.model import Sop
from sopgen.render.notices import Notice
from sopgen.render.pdf.content import content
from sopgen.render.pdf.fonts import NotEnough, find_faces, usual_faces
from sopgen.render.pdf.typesetting import Typesetter
from sopgen.scene.document import Scene

__all__ = ["notices", "render"]


def render(scene: Scene, sop: Sop | None = None, typesetter: Typesetter | None = None) -> bytes:
    """The .pdf file. `sop` adds its number to the metadata; `typesetter` is one of this process unless given."""
    number = sop.nomor if sop else None
    if typesetter is None and (usual := _usual_typesetter()):
        try:
            return usual.pdf(content(scene, usual.faces, number))
        except NotEnough:
            pass
    typesetter = typesetter or _typesetter()
    return typesetter.pdf(content(scene, typesetter.faces, number))


def notices() -> frozenset[Notice]:
    """What users should know of the PDFs that this process made since they were last told: where a font, a character
    or a logo was not to be had."""
    used = [cached() for cached in (_usual_typesetter, _typesetter) if cached.cache_info().currsize]
    return frozenset(notice for typesetter in used if typesetter for notice in typesetter.notices())


@cache
def _usual_typesetter() -> Typesetter | None:
    """One for all documents for which the usual face is enough."""
    faces = usual_faces()
    return Typesetter(faces) if faces else None


@cache
def _typesetter() -> Typesetter:
    """One for all other documents, with all fonts of the system."""
    return Typesetter(find_faces())
