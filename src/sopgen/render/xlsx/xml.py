"""Builds XML text: elements with escaped attributes and contents, and the one canonical form of foreign XML."""

from __future__ import annotations

from xml.etree.ElementTree import canonicalize

from sopgen.text.letters import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_QUOTED = {**_MARKUP, ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}


def text(value: str) -> str:
    """The text as the content of an element."""
    return clean(value).translate(_MARKUP)


def el(tag: str, *children: str, **attributes: object) -> str:
    """One element: `children` are markup already, attribute values are escaped here."""
    head = tag + "".join([f' {name}="{_attribute(value)}"' for name, value in attributes.items()])
    return f"<{head}>{''.join(children)}</{tag}>" if children else f"<{head}/>"


def canonical(xml: str) -> str:
    """The XML in its canonical form (C14N 2.0): openpyxl's spelling depends on whether lxml is installed."""
    return canonicalize(xml)


def _attribute(value: object) -> str:
    return clean(value).translate(_QUOTED) if isinstance(value, str) else str(value)
