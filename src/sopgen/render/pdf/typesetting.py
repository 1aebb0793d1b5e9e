"""Sets a document's content with typst: one fixed template, data as JSON, never as markup.

PDF/A forbids characters without a glyph. Which ones the fonts lack is only known from typst's refusal, which names
them; they are then shown as a box, and the user is told.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata

import typst

from sopgen.diagnostics import SopgenBug
from sopgen.render.notices import CHARACTER, PICTURE, Notice
from sopgen.render.pdf.content import Content
from sopgen.render.pdf.fonts import Faces
from sopgen.render.pdf.texts import BOX
from sopgen.resources import template_dir

TEMPLATE = "pdf/document.typ"
PANIC = "panic"
"""the diagnostic of a refusal that is a bug in typst"""

_NO_GLYPH = re.compile(r'(?:the text|the codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
NO_BOX = ("Mn", "Mc", "Me", "Cf")
_LATIN_1 = 0xFF
"""Up to here every face has what can be printed: such a character is only named for what stands on it."""

_started: dict[str, int] = {}
"""The process whose threads typst uses. A fork has none of them."""


class Typesetter:
    """A typst compiler with its fonts, for many documents."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._template = (template_dir() / TEMPLATE).read_bytes()
        self._compiler = self._new_compiler()

    def pdf(self, content: Content) -> tuple[bytes, set[Notice]]:
        """The document, and what users should know of it. Tried again without what typst refuses: characters without a
        glyph, pictures it cannot read."""
        if _started.setdefault("process", os.getpid()) != os.getpid():
            raise SopgenBug("this process was forked after typst had started its threads; it would wait for ever")
        drawn = json.dumps(content.drawn, ensure_ascii=False, separators=(",", ":"))
        said, pictures = json.dumps(content.said), content.pictures
        told = set(content.notices)
        while True:
            inputs = {"drawn": drawn, "said": said, "pictures": json.dumps(pictures)}
            try:
                pdf, warnings = self._compiler.compile_with_warnings(
                    input=self._template, format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=0
                )
                break
            except typst.TypstError as error:
                message, diagnostic = error.message, error.diagnostic
            except BaseException as error:
                if type(error).__name__ != "PanicException":  # pyo3's, for a bug in typst
                    raise
                message, diagnostic = str(error), PANIC
                self._compiler = self._new_compiler()
            if more := _unprintable(diagnostic, drawn):
                # a box; nothing for marks that stand on, and controls that act on, the character before them
                boxes = {char for char in more if unicodedata.category(char) not in NO_BOX}
                drawn = drawn.translate({ord(char): BOX if char in boxes else "" for char in more})
                told |= {Notice(CHARACTER, char) for char in boxes}
            elif pictures:
                pictures = []
                told.add(Notice(PICTURE))
            else:
                raise SopgenBug(f"typst: {message}")
        for warning in warnings:
            if "font family" in warning.message:
                raise SopgenBug(f"typst: {warning.message}")
        assert isinstance(pdf, bytes)
        return pdf, told

    def _new_compiler(self) -> typst.Compiler:
        """It may read files below the templates only."""
        return typst.Compiler(root=template_dir() / "pdf", font_paths=self.faces.fonts)


def _unprintable(diagnostic: str, shown: str) -> set[str]:
    """The characters to do without, given why typst refused to print what is `shown`: those it names; where these are
    ones that every face has, or where it broke down, all that not every face has."""
    named = "".join(_NO_GLYPH.findall(diagnostic))
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), named)
    special = {char for char in shown if ord(char) > _LATIN_1} - {BOX}
    return special & set(text) or (special if named or diagnostic == PANIC else set())
