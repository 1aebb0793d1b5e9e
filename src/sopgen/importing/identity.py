"""Reads the identity box and the boxes below it by their labels, wherever on the pages they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sopgen.importing.doubts import Ledger
from sopgen.importing.page import Cell, Ignored, Page, overlap
from sopgen.model.sop import Instansi, Pengesahan, keys_of

NEAR = 0.6
"""mm between edges that are one"""
FIELDS = {
    "nomor": r"(nomor|no)\.? ?(sop|pos|prosedur)?",
    "pembuatan": r"(tanggal|tgl)\.? ?(pembuatan|penyusunan|dibuat)",
    "revisi": r"(tanggal|tgl)\.? ?(revisi|perubahan)",
    "efektif": r"(tanggal|tgl)\.? ?(efektif|pengesahan|berlaku|disahkan|diberlakukan)",
    "disahkan_oleh": r"(disahkan|ditetapkan|disyahkan)( oleh)?",
    "judul": r"(nama|judul) ?(sop|pos|prosedur)?",
}
BOXES = {
    "dasar_hukum": r"dasar hukum",
    "kualifikasi_pelaksana": r"kualifikasi pelaksana(an)?",
    "keterkaitan": r"keterkaitan( dengan)?( sop| pos)?( lain(nya)?)?",
    "peralatan_perlengkapan": r"(peralatan|perlengkapan)( ?(/|dan|&) ?(peralatan|perlengkapan))?",
    "peringatan": r"peringatan",
    "pencatatan_pendataan": r"pencatatan( ?(/|dan|&) ?pendataan)?",
}
_MARKER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]|[-•–▪*]")
_MARKED = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•–▪*])\s+(?=\S)")
_NIP = re.compile(r"(?i)^(nip|nrp|nik)?[ .:]*((?:\d[ .]?){17,18}|\d[\d ./-]{5,})$")
_RANK = re.compile(r"(?i)^(pembina|penata|pengatur|juru)\b|\b(iv|iii|ii)\s*/\s*[a-e]\b")

Entry = str | dict[str, list[Any]]


def identity_of(pages: Sequence[Page], ledger: Ledger) -> dict[str, Any]:
    """What the cells that the procedure did not use say of the identity, by the keys of the SOP file; what is not there
    is absent."""
    values: dict[str, Any] = {}
    for page in pages:
        cells = [c for c in page.cells if c.text and c.id not in ledger.used and c.id not in ledger.ignored]
        labels = {c.id: key for c in cells if (key := _key(FIELDS, c.text))}
        boxes = {c.id: key for c in cells if (key := _key(BOXES, c.text))}
        if len({*labels.values(), *boxes.values()}) < 2:
            continue
        for cell in cells:
            if key := labels.get(cell.id):
                _field(values, key, cell, cells, {**labels, **boxes}, ledger)
        for cell in cells:
            if (key := boxes.get(cell.id)) and key not in values:
                values[key] = _box(cell, cells, boxes, ledger)
        _letterhead(values, cells, labels, boxes, ledger)
    return values


def _key(patterns: dict[str, str], text: str) -> str | None:
    """What a label says; a text after its colon or on its next lines does not count."""
    first = text.splitlines()[0] if text else ""
    words = " ".join(first.split(":")[0].casefold().replace(".", ". ").split()).strip(" .")
    return next((key for key, pattern in patterns.items() if re.fullmatch(pattern, words)), None)


def _field(
    values: dict[str, Any], key: str, label: Cell, cells: Sequence[Cell], labels: dict[str, str], ledger: Ledger
) -> None:
    """The value of one line: after the colon of its label, or in the cells to the right."""
    inline = label.text.partition(":")[2].strip()
    beside = sorted(
        (
            c
            for c in cells
            if c.box.x0 >= label.box.x1 - NEAR
            and overlap(c.box.y0, c.box.y1, label.box.y0, label.box.y1) > 0.5 * min(c.box.height, label.box.height)
            and c.id not in labels
        ),
        key=lambda c: c.box.x0,
    )
    texts = [inline] if inline else []
    ledger.ignore(Ignored.LABEL_OF_FORM, label.id)
    for cell in beside:
        text = cell.text.lstrip(": ").strip()
        ledger.use(cell.id)
        if text:
            texts.append(text)
            break
    if key == "disahkan_oleh":
        value = beside[-1] if beside else None
        left = value.box.x0 if value else label.box.x1
        below = _below(label, left, cells, labels)
        ledger.use(*(c.id for c in below))
        _approval(values, [*texts, *(c.text.lstrip(": ") for c in below)])
    elif texts and key not in values:
        values[key] = " ".join(texts[0].split())


def _below(label: Cell, left: float, cells: Sequence[Cell], labels: dict[str, str]) -> list[Cell]:
    """The cells under a value, as far as the next label."""
    limit = min(
        (c.box.y0 for c in cells if c.id in labels and c.box.y0 > label.box.y0 + NEAR and c.box.x1 > label.box.x0),
        default=label.box.y1,
    )
    found = [
        c
        for c in cells
        if abs(c.box.x0 - left) < 3 and label.box.y0 + NEAR < c.box.y0 < limit - NEAR and c.id not in labels
    ]
    return sorted(found, key=lambda c: c.box.y0)


def _approval(values: dict[str, Any], texts: Sequence[str]) -> None:
    """Jabatan, name, rank and NIP from the lines of the approval, by their looks and order."""
    lines = [" ".join(line.split()).strip(" ,") for text in texts for line in text.splitlines()]
    lines = [line for line in lines if line and not re.fullmatch(r"[._\-…]+|ttd\.?", line)]
    found: dict[str, str] = {}
    plain: list[str] = []
    for line in lines:
        if nip := _NIP.match(line):
            found["nip"] = nip[2].strip()
        elif _RANK.search(line) and plain:
            found["pangkat"] = line
        else:
            plain.append(line)
    if plain:
        found["jabatan"] = plain[0] if len(plain) < 3 else " ".join(plain[:-1])
    if len(plain) > 1:
        found["nama"] = plain[-1]
    values["disahkan_oleh"] = {key: found[key] for key in keys_of(Pengesahan) if key in found}


def _box(heading: Cell, cells: Sequence[Cell], boxes: dict[str, str], ledger: Ledger) -> list[Entry]:
    """The entries under a heading, down to the next one in its column."""
    own = "\n".join(heading.text.splitlines()[1:]) or heading.text.partition(":")[2].strip()
    ledger.ignore(Ignored.LABEL_OF_FORM, heading.id)
    inside = sorted(
        (
            c
            for c in cells
            if c.box.y0 >= heading.box.y1 - NEAR
            and overlap(c.box.x0, c.box.x1, heading.box.x0, heading.box.x1) > 0.5 * c.box.width
        ),
        key=lambda c: (round(c.box.y0, 1), c.box.x0),
    )
    lines: list[tuple[float, bool, str]] = [
        (heading.box.x0, *_split(line)) for line in own.splitlines() if line.strip()
    ]
    marker: Cell | None = None
    bottom = heading.box.y1
    for cell in inside:
        if cell.id in boxes or cell.box.y0 > bottom + 12:
            break
        bottom = max(bottom, cell.box.y1)
        ledger.use(cell.id)
        if _MARKER.fullmatch(cell.text.strip()):
            marker = cell
        else:
            x = marker.box.x0 if marker else cell.box.x0
            for i, line in enumerate(cell.text.splitlines()):
                marked, text = _split(line)
                lines.append((x, marked or (i == 0 and marker is not None), text))
            marker = None
    return _nested(lines)


def _split(line: str) -> tuple[bool, str]:
    match = _MARKED.match(line)
    return bool(match), " ".join(line[match.end() :].split() if match else line.split())


def _nested(lines: Sequence[tuple[float, bool, str]]) -> list[Entry]:
    """Entries with those that are indented below them; a line without a marker goes on with the one before."""
    entries: list[tuple[float, str]] = []
    any_marked = any(marked for _, marked, _ in lines)
    for x, marked, text in lines:
        if text and entries and any_marked and not marked and x <= entries[-1][0] + 8:
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {text}")
        elif text:
            entries.append((x, text))
    found: list[Any] = []
    levels = [(entries[0][0] if entries else 0.0, found)]
    for x, text in entries:
        while len(levels) > 1 and x < levels[-1][0] - 1.5:
            levels.pop()
        above = levels[-1][1]
        if above and x > levels[-1][0] + 1.5:
            if isinstance(above[-1], str):
                above[-1] = {above[-1]: []}
            levels.append((x, next(iter(above[-1].values()))))
        levels[-1][1].append(text)
    return found


def _letterhead(
    values: dict[str, Any], cells: Sequence[Cell], labels: dict[str, str], boxes: dict[str, str], ledger: Ledger
) -> None:
    """The lines left of the identity's labels: office, unit, address."""
    fields = [c for c in cells if c.id in labels]
    if not fields or "instansi" in values:
        return
    left = min(c.box.x0 for c in fields)
    bottom = min((c.box.y0 for c in cells if c.id in boxes), default=max(c.box.y1 for c in fields))
    top = min(c.box.y0 for c in fields) - 20
    head = [c for c in cells if c.box.x1 <= left + NEAR and top <= c.box.y0 < bottom - NEAR and c.id not in labels]
    head.sort(key=lambda c: (c.box.y0, c.box.x0))
    ledger.use(*(c.id for c in head))
    found: dict[str, str] = {}
    for line in [line for c in head for line in c.text.splitlines() if line]:
        if re.match(r"(?i)(jalan|jl\.?|alamat|telp|telepon|kompleks)\b", line):
            found["alamat"] = line
        else:
            key = next((k for k in ("nama", "satuan_kerja") if k not in found), "unit")
            found[key] = f"{found.get(key, '')} {line}".strip()
    if found:
        values["instansi"] = {key: found[key] for key in keys_of(Instansi) if key in found}
