"""Builds XML text: elements with escaped attributes and contents, and the one spelling of foreign XML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import canonicalize

from sopgen.text.letters import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_QUOTED = {**_MARKUP, ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}
_EMPTY = re.compile(r"<(\w+)([^<>]*?) ?/>")
_LETTER = re.compile(r"&#(\d{3,});")


def text(value: str) -> str:
    """The text as the content of an element."""
    return clean(value).translate(_MARKUP)


def el(tag: str, *children: str, **attributes: object) -> str:
    """One element: `children` are markup already, attribute values are escaped here."""
    head = tag + "".join([f' {name}="{_attribute(value)}"' for name, value in attributes.items()])
    return f"<{head}>{''.join(children)}</{tag}>" if children else f"<{head}/>"


def uniform(xml: str) -> str:
    """XML that openpyxl wrote, spelled alike whether lxml is installed or not: empty elements in full, letters as
    themselves; where elements declare namespaces, in the canonical form (C14N 2.0), which takes far longer."""
    if "xmlns:" in xml:
        return canonicalize(xml)
    spelled = _EMPTY.sub(r"<\1\2></\1>", xml.partition("?>")[2] if xml.startswith("<?") else xml)
    return _LETTER.sub(lambda code: chr(int(code[1])), spelled).strip()


def _attribute(value: object) -> str:
    return clean(value).translate(_QUOTED) if isinstance(value, str) else str(value)
