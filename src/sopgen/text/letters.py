"""Which characters a file and a document can hold: defined here for YAML, XML, HTML and PDF alike.

What no format may hold is refused where a file is read, so that its author hears of it, and left out where a document
is written, for texts that came another way.
"""

from __future__ import annotations

import re

_HIGHER = "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000))
ILLEGAL = re.compile(f"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_HIGHER}]")
"""Controls (but tab and line breaks), halves of surrogate pairs, and what Unicode says is no character: YAML 1.2
(section 5.1), XML 1.0 (2.2) and HTML (13.1.4, 13.2.3.5) each forbid some of them, and no reader shows any. The others
are listed, the usual ones first, as nearly every character is one of those."""
HANG = "\N{NO-BREAK SPACE}"
"""What sets the later lines of a list's entry under its first: layout begins such lines with some of these."""
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""Characters whose look each font decides by itself (mostly bullets of Wingdings copied from Word): no font that a
PDF could embed has them."""


def lines_of(text: str) -> list[str]:
    """The lines of a YAML file, by the line breaks that its parser counts."""
    return re.split("\r\n|[\r\n\x85\u2028\u2029]", text)


def clean(text: str) -> str:
    """The text without illegal characters, with \\n as its only line break.

    The line break of mainframes (U+0085), which HTML forbids, becomes a space."""
    if text.isascii() and text.isprintable():
        return text
    return ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", " ")


def one_line(text: str) -> str:
    """The clean text with single spaces in place of tabs and line breaks."""
    return " ".join(clean(text).split())
