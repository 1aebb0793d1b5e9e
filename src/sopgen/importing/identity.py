"""Reads the identity box and the boxes below it by their labels, wherever on the pages they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
        form = _Form(page, ledger)
        if len({*form.labels.values()}) > 1:
            for key, value in form.values(values):
                values.setdefault(key, value)
    return values


class _Form:
    """The cells of a page that the procedure did not use."""

    def __init__(self, page: Page, ledger: Ledger) -> None:
        self.ledger = ledger
        self.cells = [c for c in page.cells if c.text and c.id not in ledger.used and c.id not in ledger.ignored]
        self.labels = {c.id: key for c in self.cells if (key := _key(c.text))}
        """id of a cell -> the key that it announces"""

    def values(self, known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Key -> value; what is known already stays where it stands, and is told as lost."""
        fields = [c for c in self.cells if self.labels.get(c.id) in FIELDS]
        boxes = [c for c in self.cells if self.labels.get(c.id) in BOXES]
        for cell in fields:
            if value := self._field(cell):
                yield self.labels[cell.id], value
        for cell in boxes:
            if self.labels[cell.id] not in known:
                yield self.labels[cell.id], self._box(cell)
        if fields and "instansi" not in known and (instansi := self._letterhead(fields, boxes)):
            yield "instansi", instansi

    def _field(self, label: Cell) -> Any:
        """The value of one line: after the colon of its label, or in the cells to the right; of the approval also what
        stands under it as far as the next label."""
        box = label.box
        others = [c for c in self.cells if c.id not in self.labels]
        right = sorted((c for c in others if c.box.x0 >= box.x1 - NEAR), key=lambda c: c.box.x0)
        shared = [overlap(c.box.y0, c.box.y1, box.y0, box.y1) / (min(c.box.height, box.height) or 1) for c in right]
        beside = [cell for cell, share in zip(right, shared, strict=True) if share > 0.5]
        self.ledger.ignore(Ignored.LABEL_OF_FORM, label.id)
        said = [c.text.lstrip(": ").strip() for c in beside]
        first = next((i for i, text in enumerate(said) if text), len(said))
        self.ledger.use(*(c.id for c in beside[: first + 1]))
        texts = [text for text in (label.text.partition(":")[2].strip(), *said[first : first + 1]) if text]
        if self.labels[label.id] != "disahkan_oleh":
            return " ".join(texts[0].split()) if texts else ""
        left = beside[-1].box.x0 if beside else box.x1
        next_labels = (c.box for c in self.cells if c.id in self.labels and c.box.x1 > box.x0)
        limit = min((other.y0 for other in next_labels if other.y0 > box.y0 + NEAR), default=box.y1)
        below = [c for c in others if abs(c.box.x0 - left) < 3 and box.y0 + NEAR < c.box.y0 < limit - NEAR]
        below.sort(key=lambda c: c.box.y0)
        self.ledger.use(*(c.id for c in below))
        return _approval([*texts, *(c.text.lstrip(": ") for c in below)])

    def _box(self, heading: Cell) -> list[Entry]:
        """The entries under a heading, down to the next one in its column."""
        box, bottom = heading.box, heading.box.y1
        own = "\n".join(heading.text.splitlines()[1:]) or heading.text.partition(":")[2].strip()
        self.ledger.ignore(Ignored.LABEL_OF_FORM, heading.id)
        lines: list[tuple[float, bool, str]] = [(box.x0, *_split(line)) for line in own.splitlines() if line.strip()]
        marker: Cell | None = None
        for cell in sorted(self.cells, key=lambda c: (round(c.box.y0, 1), c.box.x0)):
            if cell.box.y0 < box.y1 - NEAR or overlap(cell.box.x0, cell.box.x1, box.x0, box.x1) <= cell.box.width / 2:
                continue
            if self.labels.get(cell.id) in BOXES or cell.box.y0 > bottom + 12:
                break
            bottom = max(bottom, cell.box.y1)
            self.ledger.use(cell.id)
            if _MARKER.fullmatch(cell.text.strip()):
                marker = cell
                continue
            for i, line in enumerate(cell.text.splitlines()):
                marked, text = _split(line)
                lines.append(((marker or cell).box.x0, marked or (i == 0 and marker is not None), text))
            marker = None
        return _nested(lines)

    def _letterhead(self, fields: Sequence[Cell], boxes: Sequence[Cell]) -> dict[str, str]:
        """The lines left of the identity's labels: office, unit, address."""
        left, top = min(c.box.x0 for c in fields), min(c.box.y0 for c in fields) - 20
        bottom = min((c.box.y0 for c in boxes), default=max(c.box.y1 for c in fields))
        head = [c for c in self.cells if c.box.x1 <= left + NEAR and top <= c.box.y0 < bottom - NEAR]
        head.sort(key=lambda c: (c.box.y0, c.box.x0))
        self.ledger.use(*(c.id for c in head))
        found: dict[str, str] = {}
        for line in [line for c in head for line in c.text.splitlines() if line]:
            if re.match(r"(?i)(jalan|jl\.?|alamat|telp|telepon|kompleks)\b", line):
                found["alamat"] = line
            else:
                key = next((k for k in ("nama", "satuan_kerja") if k not in found), "unit")
                found[key] = f"{found.get(key, '')} {line}".strip()
        return {key: found[key] for key in keys_of(Instansi) if key in found}


def _key(text: str) -> str | None:
    """What a label announces; a text after its colon or on its next lines does not count."""
    first = text.splitlines()[0]
    words = " ".join(first.split(":")[0].casefold().replace(".", ". ").split()).strip(" .")
    return next((key for key, pattern in (FIELDS | BOXES).items() if re.fullmatch(pattern, words)), None)


def _approval(texts: Sequence[str]) -> dict[str, str]:
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
    return {key: found[key] for key in keys_of(Pengesahan) if key in found}


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
