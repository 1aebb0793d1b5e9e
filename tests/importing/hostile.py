"""Damaged files: workbooks whose parts are mutated before they are packed again, and PDFs with other bytes."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random

PARTS = re.compile(r"xl/(workbook|sharedStrings|styles)\.xml|xl/(worksheets|drawings)/[^/]+\.xml|.*\.rels")
NUMBERS = ("0", "-1", "99999999999", "1e9", "NaN", "", "A1:XFD1048576", "../../x", "\u0000")


def damaged(data: bytes, rng: Random) -> bytes:
    """The file, damaged in one of several ways."""
    if data[:2] != b"PK" or rng.random() < 0.15:
        return _bytes_changed(data, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        victim = rng.choice([n for n in names if PARTS.fullmatch(n)])
        for name in names:
            part = source.read(name)
            if name == victim:
                if rng.random() < 0.05:
                    continue
                part = rng.choice((_bytes_changed, _value_changed, _element_gone, _element_doubled))(part, rng)
            target.writestr(name, part)
    return out.getvalue()


def _bytes_changed(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    if rng.random() < 0.2:
        del changed[rng.randrange(len(changed)) :]
    return bytes(changed)


def _value_changed(data: bytes, rng: Random) -> bytes:
    """Some attributes or numbers get values that no program writes."""
    text = data.decode("utf-8", "replace")
    spots = list(re.finditer(r'(?<==")[^"]*(?=")|(?<=>)-?\d+(?=<)', text))
    for spot in sorted(rng.sample(spots, min(len(spots), rng.randint(1, 4))), key=lambda m: -m.start()):
        text = text[: spot.start()] + rng.choice(NUMBERS) + text[spot.end() :]
    return text.encode("utf-8", "replace")


def _element_gone(data: bytes, rng: Random) -> bytes:
    elements = list(re.finditer(rb"<([\w:]+)[^<>]*/>|<([\w:]+)[^<>]*>[^<>]*</\2>", data))
    for match in sorted(rng.sample(elements, min(len(elements), rng.randint(1, 6))), key=lambda m: -m.start()):
        data = data[: match.start()] + data[match.end() :]
    return data


def _element_doubled(data: bytes, rng: Random) -> bytes:
    elements = list(re.finditer(rb"<([\w:]+)[^<>]*/>|<([\w:]+)[^<>]*>[^<>]*</\2>", data))
    if not elements:
        return data
    match = rng.choice(elements)
    return data[: match.end()] + match[0] * rng.randint(1, 50) + data[match.end() :]
