"""SOPs for the tests of the HTML: the examples, and one whose every text would like to be something else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from examples import drawn
from sopgen.flow import Flow, trace
from sopgen.layout import lay_out
from sopgen.model import Logo, Sop
from sopgen.reading import read_text
from sopgen.render.html import render
from sopgen.scene.document import Scene

ROOT = Path(__file__).parents[2]
SCRIPT_LOGO = Logo(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><script>alert(1)</script>'
    b'<rect width="40" height="40" fill="#06c" onload="alert(2)"/></svg>',
    "image/svg+xml",
    40,
    40,
)
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(2)>",
    "{{ 7 * 7 }} {% raw %} #let x = 1 </style><b>",
    "&lt;b&gt; &amp;amp; & &#0;",
    "👩🏽‍🚒 🇮🇩 emoji",
    "ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ aksara Jawa",
    "مرحبا بالعالم 123 abc",
    "Pertanggungjawabanpelaksanaankegiatan" * 6,
    "\u202ekanan ke kiri tanpa akhir",
    "]]> --> <!-- \\u003c javascript:alert(3)",
)


@dataclass(frozen=True)
class Case:
    sop: Sop
    flow: Flow
    scene: Scene

    def html(self) -> bytes:
        return render(self.scene, self.sop, self.flow)


def example(path: Path) -> Case:
    return Case(*drawn(path))


def hostile() -> Case:
    """Every text of the document is one of HOSTILE."""

    def quoted(index: int) -> str:
        escaped = HOSTILE[index % len(HOSTILE)].replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'

    def boxes(key: str, first: int) -> str:
        return f"{key}: [{quoted(first)}, {{{quoted(first + 1)}: [{quoted(first + 2)}, {quoted(first + 3)}]}}]"

    rows = "\n".join(
        f"  - {{kegiatan: {quoted(i)}, pelaksana: {'ab'[i % 2]}, mutu_baku: {{kelengkapan: [{quoted(i + 1)}, "
        f"{quoted(i + 2)}], waktu: {quoted(i + 3)}, output: {quoted(i + 4)}}}, keterangan: {quoted(i + 5)}"
        + (f", keputusan: {{{quoted(0)}: null, Tidak: 1}}, pertanyaan: {quoted(2)}" if i == 4 else "")
        + "}"
        for i in range(len(HOSTILE))
    )
    source = f"""
instansi: {{nama: {quoted(0)}, satuan_kerja: {quoted(1)}, unit: {quoted(5)}, alamat: {quoted(6)}}}
judul: {quoted(0)}
nomor: {quoted(1)}
disahkan_oleh: {{jabatan: {quoted(2)}, nama: {quoted(4)}, pangkat: {quoted(7)}, nip: {quoted(8)}}}
{boxes("dasar_hukum", 0)}
{boxes("keterkaitan", 4)}
{boxes("peringatan", 6)}
tambahan: {{{quoted(3)}: [{quoted(9)}]}}
pelaksana: {{a: {{nama: {quoted(0)}, kelompok: {quoted(1)}}}, b: {quoted(6)}}}
langkah:
{rows}
tampilan: {{sampul: true, huruf: {quoted(2)}, catatan_kaki: {quoted(0)}, label: {{kegiatan: {quoted(3)}}}}}
"""
    reading = read_text(source, "jahat.yaml", ROOT)
    assert reading.sop, reading.findings
    flow = trace(reading.sop)
    return Case(reading.sop, flow, lay_out(reading.sop, flow, SCRIPT_LOGO))
