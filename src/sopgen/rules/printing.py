"""Turns what would be printed otherwise than it is meant into problems (SOP120, SOP315, SOP512)."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.diagnostics import Path, Severity, quoted
from sopgen.model import MutuBaku
from sopgen.rules.rule import REASON, Problem, Rule, Subject, rule
from sopgen.rules.texts import parts, texts_and_labels


@rule("SOP120", "penanda-kembar", Severity.WARNING, REASON)
def doubled_marker(subject: Subject) -> Iterator[Problem]:
    sop = subject.sop
    electronic = sop.tampilan.tanda_tangan_elektronik
    markers: dict[Path, str | None] = {
        ("tampilan", "tanda_tangan_elektronik", "penanda"): electronic.penanda if electronic else None
    }
    markers |= {("penandatangan", i, "penanda"): signer.penanda for i, signer in enumerate(sop.penandatangan)}
    seen: set[str] = set()
    for path, marker in markers.items():
        if not marker:
            continue
        printed = (_place(place, subject) for place, text in texts_and_labels(sop) if marker in text)
        where = "penanda penanda tangan lain" if marker in seen else next(printed, "")
        seen.add(marker)
        if where:
            yield Problem(
                path,
                f"Penanda {quoted(marker)} tercetak juga di tempat lain: {where}.",
                "Pilih tanda yang tidak dipakai di dokumen ini, misalnya ^ atau ~.",
            )


def _place(path: Path, subject: Subject) -> str:
    if path[0] == "langkah":
        return f"langkah {subject.name(int(path[1]))}, {path[2] if path[2] == 'keputusan' else path[-1]}"
    return " ".join(str(key) for key in path if isinstance(key, str))


small_print = Rule("SOP315", "cetakan-terlalu-kecil", Severity.WARNING, "kebiasaan, bukan bunyi Permenpan RB 35/2012")
"""found by who lays out (`check_print`)"""


@rule("SOP512", "isi-tak-tercetak", Severity.WARNING, REASON)
def unprinted_text(subject: Subject) -> Iterator[Problem]:
    look = subject.sop.tampilan
    switches = {
        name: f"{name} di `urutan_mutu_baku`" for name in MutuBaku.model_fields if name not in look.urutan_mutu_baku
    }
    if not look.kolom_keterangan:
        switches["keterangan"] = "kolom_keterangan: true"
    for row in subject.rows:
        for column, switch in switches.items():
            if parts(getattr(row.step if column == "keterangan" else row.step.mutu_baku, column)):
                yield row.problem(
                    column,
                    f"Isi {column} pada langkah {row.name} tidak tercetak: kolomnya tidak ada.",
                    f"Hapus isinya, atau cetak kolomnya (`tampilan`: {switch}).",
                )
