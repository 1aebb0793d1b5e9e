"""The base that a workbook carries: what sopgen printed in it, from which file. It tells later what a person changed.

It is one XML part that spreadsheet programs keep and do not show. Hidden defined names go with the cells when rows and
columns are moved: `_sopgen_r_1` on the number of the first row, `_sopgen_l_1` on the heading of the first lane,
`_sopgen_t_1` on the first other text. IDs stand only in the part, since names of Excel allow fewer characters and know
no capitals.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from sopgen import __version__
from sopgen.render.xlsx.content import Arrow, Content, Printed
from sopgen.render.xlsx.xml import el, text
from sopgen.scene.document import Key
from sopgen.scene.source import Source
from sopgen.scene.symbols import SymbolKind

NAMESPACE = "urn:sopgen:sumber:1"
PART = "customXml/item1.xml"

_TAG = f"{{{NAMESPACE}}}"
_MARK = re.compile(r"[%/\[]")
"""what is written as a code in the names of a joined key"""


@dataclass(frozen=True, slots=True)
class Base:
    content: Content
    names: dict[str, Printed]
    """defined name -> what it goes with"""
    source: Source
    digest: str
    """of the workbook's other parts as sopgen wrote them"""


def names_of(content: Content) -> dict[str, Printed]:
    """A defined name for each cell that stands at a key, but of a row's cells only for the number."""
    names: dict[str, Printed] = {}
    counts = {"r": 0, "l": 0, "t": 0}
    for item in content.printed:
        match item.key:
            case ():
                continue
            case "langkah", _, column if column != "no":
                continue
            case "langkah", *_:
                kind = "r"
            case "pelaksana", _, "nama":
                kind = "l"
            case _:
                kind = "t"
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


def base_xml(base: Base) -> str:
    content, source = base.content, base.source
    names = {item: name for name, item in base.names.items()}
    printed = [
        el(
            "teks",
            text(item.text),
            kunci=_joined(item.key),
            lembar=item.sheet,
            baris=item.row,
            kolom=item.column,
            **{"nama": names[item]} if item in names else {},
        )
        for item in content.printed
    ]
    symbols = [
        el("simbol", text(content.questions.get((row, lane), "")), baris=row, lajur=lane, jenis=kind.value)
        for (row, lane), kind in sorted(content.symbols.items())
    ]
    arrows = [
        el(
            "panah",
            dari=arrow.start[0],
            dari_lajur=arrow.start[1],
            ke=arrow.end[0],
            ke_lajur=arrow.end[1],
            label=arrow.label,
            bersama=int(arrow.joint),
        )
        for arrow in sorted(content.arrows)
    ]
    return el(
        "sumber",
        *[el("baris", id=key) for key in content.rows],
        *[el("lajur", id=lane) for lane in content.lanes],
        *printed,
        *symbols,
        *arrows,
        *([el("rupa", text(source.look))] if source.look else []),
        *([el("yaml", text(source.yaml))] if source.yaml is not None else []),
        xmlns=NAMESPACE,
        versi=__version__,
        berkas=source.path,
        sha256=source.sha256,
        isi=base.digest,
    )


def base_from(root: Element) -> Base | None:
    """The base that a part holds; None where the part is another's. Raises ValueError where it is damaged."""
    if root.tag != _TAG + "sumber":
        return None
    named = [(_printed(item), item.get("nama")) for item in root.iter(_TAG + "teks")]
    content = Content(
        tuple(_needed(row, "id") for row in root.iter(_TAG + "baris")),
        tuple(_needed(lane, "id") for lane in root.iter(_TAG + "lajur")),
        tuple(item for item, _ in named),
        {
            (_needed(item, "baris"), _needed(item, "lajur")): SymbolKind(_needed(item, "jenis"))
            for item in root.iter(_TAG + "simbol")
        },
        {
            (_needed(item, "baris"), _needed(item, "lajur")): item.text
            for item in root.iter(_TAG + "simbol")
            if item.text
        },
        frozenset(
            Arrow(
                (_needed(item, "dari"), _needed(item, "dari_lajur")),
                (_needed(item, "ke"), _needed(item, "ke_lajur")),
                _needed(item, "label"),
                _needed(item, "bersama") == "1",
            )
            for item in root.iter(_TAG + "panah")
        ),
    )
    yaml, look = root.find(_TAG + "yaml"), root.findtext(_TAG + "rupa") or ""
    source = Source(root.get("berkas", ""), root.get("sha256", ""), look, None if yaml is None else yaml.text or "")
    return Base(content, {name: item for item, name in named if name}, source, root.get("isi", ""))


def _printed(item: Element) -> Printed:
    place = int(_needed(item, "baris")), int(_needed(item, "kolom"))
    return Printed(_split(_needed(item, "kunci")), item.text or "", _needed(item, "lembar"), *place)


def _needed(element: Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise ValueError(f"{element.tag} without {name}")
    return value


def _joined(key: Key) -> str:
    """A key as one text: `langkah/disposisi/waktu`, `kualifikasi_pelaksana[0][1]`."""
    parts = (f"[{part}]" if isinstance(part, int) else "/" + _MARK.sub(_as_code, part) for part in key)
    return "".join(parts).removeprefix("/")


def _as_code(mark: re.Match[str]) -> str:
    return f"%{ord(mark[0]):02X}"


def _split(joined: str) -> Key:
    parts = re.findall(r"\[(\d+)\]|([^/\[]+)", joined)
    return tuple(unquote(name) if name else int(place) for place, name in parts)
