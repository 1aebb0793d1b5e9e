"""The closed list of changes: each with a stable code, a class, what it is called, and an example.

The first digit of a code is where a change lies: 0 the file, 1 identity and boxes, 2 pelaksana, 3 rows and flow,
4 kegiatan, 5 mutu baku, 6 keterangan, 7 how it looks, 9 totals. Most changes have the same code with the versions
exchanged; where something came, the next code says that it went. The list itself is in templates/difference/kinds.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from textwrap import indent

from sopgen.resources import texts_of

BEFORE, AFTER = "Sebelum:", "Sesudah:"


class Class(StrEnum):
    """What a change asks of those who approve, the gravest first: substance needs a new approval."""

    SUBSTANSI = "substansi"
    REDAKSI = "redaksi"
    TAMPILAN = "tampilan"


WHY = {
    Class.SUBSTANSI: "Perubahan substansi: alur, pelaksana, waktu, hasil, atau dasar hukum; perlu pengesahan baru.",
    Class.REDAKSI: "Perubahan redaksi: cara menyebut atau mengeja; isi prosedurnya tetap.",
    Class.TAMPILAN: "Perubahan tampilan: rupa dokumen saja.",
}


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    name: str
    class_: Class
    summary: str
    before: str = ""
    """YAML fragments that show the change; both empty where only a library or a repository shows it"""
    after: str = ""

    @property
    def doc(self) -> str:
        parts = [self.summary, WHY[self.class_], "Dilaporkan `sopgen diff`."]
        for heading, text in ((BEFORE, self.before), (AFTER, self.after)):
            if text:
                parts.append(f"{heading}\n{indent(text, '    ')}".rstrip())
        return "\n\n".join(parts)


def _listed() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for code, said in texts_of("difference/kinds.yaml").items():
        if "kebalikan" in said:
            mirror = kinds[said["kebalikan"]]
            kinds[code] = Kind(code, said["nama"], mirror.class_, said["ringkasan"], mirror.after, mirror.before)
        else:
            examples = said.get("sebelum", ""), said.get("sesudah", "")
            kinds[code] = Kind(code, said["nama"], Class(said["kelas"]), said["ringkasan"], *examples)
    return kinds


KINDS = _listed()
"""by code, in their order"""


def further(code: str, steps: int) -> str:
    """The code so many further on in the list: `UBAH302`, something gone, is one after `UBAH301`, something new."""
    return f"UBAH{int(code[4:]) + steps:03}"
