"""The base that a workbook carries: what sopgen printed in it, from which file, and how it looked. It tells later what
a person changed.

It is one XML part, with JSON in it, that spreadsheet programs keep and do not show. Hidden defined names go with the
cells when rows and columns are moved: `_sopgen_r_1` on the number of the first row, `_sopgen_l_1` on the heading of the
first lane, `_sopgen_t_1` on the first other text. IDs stand only in the part, since names of Excel allow fewer
characters and know no capitals.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pydantic import ConfigDict, TypeAdapter

from sopgen import __version__
from sopgen.render.xlsx.content import Content, Printed
from sopgen.render.xlsx.form import Form
from sopgen.render.xlsx.xml import el, text
from sopgen.scene.source import Source

FAMILY = "urn:sopgen:sumber:"
NAMESPACE = f"{FAMILY}3"
"""of the form of the JSON: another form has another number, and its workbooks are read as anybody's"""
PART = "customXml/item1.xml"


@dataclass(frozen=True, slots=True)
class Base:
    content: Content
    source: Source
    digest: str
    """of the workbook's other parts as sopgen wrote them"""
    form: dict[str, Form] = field(default_factory=dict)
    """name of each sheet, in order -> how it looked; nothing where an earlier sopgen wrote the workbook"""


def names_of(content: Content) -> dict[str, Printed]:
    """A defined name for each cell that stands at a key, but of a row's cells only for the number. They follow from the
    content alone: what is changed here changes the form of the base."""
    names: dict[str, Printed] = {}
    counts = Counter[str]()
    for item in content.printed:
        if item.key and (item.key[0] != "langkah" or item.key[-1] == "no"):
            kind = "r" if item.key[0] == "langkah" else "l" if item.key[::2] == ("pelaksana", "nama") else "t"
            counts[kind] += 1
            names[f"_sopgen_{kind}_{counts[kind]}"] = item
    return names


def digest_of(parts: Mapping[str, bytes]) -> str:
    """A hash of a package's parts but the base itself."""
    known = hashlib.sha256()
    for name in sorted(parts.keys() - {PART}):
        known.update(f"{name}\n{len(parts[name])}\n".encode())
        known.update(parts[name])
    return known.hexdigest()


_CARRIED = TypeAdapter(tuple[Content, Source], config=ConfigDict(defer_build=True))
_FORM = TypeAdapter(dict[str, Form], config=ConfigDict(defer_build=True))


def base_xml(base: Base) -> str:
    said = text(_CARRIED.dump_json((base.content, base.source)).decode())
    form = el("bentuk", text(_FORM.dump_json(base.form).decode()))
    return el("sumber", said, form, xmlns=NAMESPACE, versi=__version__, isi=base.digest)


def base_from(root: Element) -> Base | None:
    """The base that a part holds; None where the part is another's. Raises ValueError where it is damaged."""
    if root.tag != f"{{{NAMESPACE}}}sumber":
        return None
    form = root.findtext(f"{{{NAMESPACE}}}bentuk")
    return Base(*_CARRIED.validate_json(root.text or ""), digest_in(root), _FORM.validate_json(form) if form else {})


def digest_in(root: Element) -> str:
    """The digest that the part of any version of sopgen holds; "" where it is another's."""
    return root.get("isi", "") if root.tag.startswith(f"{{{FAMILY}") else ""
