"""Builds XML text: elements with escaped attributes and contents, and the one canonical form of foreign XML."""

from __future__ import annotations

from xml.etree.ElementTree import canonicalize
from xml.parsers import expat

from sopgen.text.letters import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_QUOTED = {**_MARKUP, ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}
_IN_TEXT = {**_MARKUP, ord("\r"): "&#xD;"}
_IN_QUOTES = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"})
"""as C14N 2.0 spells what stands in a text and in an attribute"""


def text(value: str) -> str:
    """The text as the content of an element."""
    return clean(value).translate(_MARKUP)


def el(tag: str, *children: str, **attributes: object) -> str:
    """One element: `children` are markup already, attribute values are escaped here."""
    head = tag + "".join([f' {name}="{_attribute(value)}"' for name, value in attributes.items()])
    return f"<{head}>{''.join(children)}</{tag}>" if children else f"<{head}/>"


def canonical(xml: str) -> str:
    """The XML in its canonical form (C14N 2.0): openpyxl's spelling depends on whether lxml is installed.

    The standard library's way took a fifth of the time of a workbook, mostly to find out where namespaces are used. A
    sheet has but one: there the form is elements written out, with their attributes in order.
    """
    if "xmlns:" in xml:
        return canonicalize(xml)
    written: list[str] = []

    def begin(tag: str, attributes: list[str]) -> None:
        named = sorted(zip(attributes[::2], attributes[1::2], strict=True), key=_place)
        written.append("<" + tag + "".join([f' {name}="{value.translate(_IN_QUOTES)}"' for name, value in named]) + ">")

    parser = expat.ParserCreate()
    parser.ordered_attributes = parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda tag: written.append(f"</{tag}>")
    parser.CharacterDataHandler = lambda data: written.append(data.translate(_IN_TEXT))
    parser.Parse(xml, True)
    return "".join(written)


def _place(attribute: tuple[str, str]) -> tuple[bool, bool, str]:
    """The namespace first, attributes with a prefix (`xml:space`) last."""
    name, _ = attribute
    return name != "xmlns", ":" in name, name


def _attribute(value: object) -> str:
    return clean(value).translate(_QUOTED) if isinstance(value, str) else str(value)
