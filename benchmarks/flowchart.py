"""From SOP to SVG, in process, against Graphviz finding the places itself and against Mermaid's CLI.

python benchmarks/flowchart.py [--dot PROGRAM] [--mmdc PROGRAM] [--chromium PROGRAM]

The others are processes, measured where the programs are named or on the PATH; Mermaid needs Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from functools import partial
from pathlib import Path

from measuring import Measure, compare, of_process, of_work

from sopgen.flow import Flow, trace
from sopgen.layout.chart import place_chart
from sopgen.model import Lane, Langkah, Sop
from sopgen.render.flowchart import dot_source, render_svg
from sopgen.scene.symbols import SymbolKind

LANES = 7
MERMAID_SHAPES = {
    SymbolKind.PROCESS: ("[", "]"),
    SymbolKind.TERMINATOR: ("([", "])"),
    SymbolKind.DECISION: ("{", "}"),
}


def made(steps: int) -> Sop:
    """An SOP whose every fifth step decides, and goes back four steps if not."""
    lanes = tuple(Lane(id=f"p{i}", nama=f"Kepala Bagian {i + 1}") for i in range(LANES))
    rows = []
    for i in range(steps):
        decides = i % 5 == 4 and i + 1 < steps
        rows.append(
            Langkah(
                id=f"l{i}",
                kegiatan=f"Meneliti dan mengoreksi berkas nomor {i + 1} beserta lampirannya",
                pelaksana=(f"p{i * 3 % LANES}",),
                keputusan=(("Ya", None), ("Tidak", f"l{i - 4}")) if decides else (),
            )
        )
    return Sop(judul="Uji", pelaksana=lanes, langkah=tuple(rows))


def mermaid_source(sop: Sop, flow: Flow) -> str:
    """The same flow in Mermaid's swimlanes."""
    lines = ["swimlane-beta TB"]
    for i, lane in enumerate(sop.pelaksana):
        lines.append(f'subgraph L{i}["{lane.nama}"]')
        for n, node in enumerate(flow.nodes):
            if node.lane == i:
                opening, closing = MERMAID_SHAPES[node.kind]
                lines.append(f'  n{n}{opening}"{node.text or sop.langkah[node.row].kegiatan}"{closing}')
        lines.append("end")
    lines += [f"n{e.source} -->{f'|{e.label}|' if e.label else ''} n{e.target}" for e in flow.edges]
    return "\n".join(lines)


def mermaid(program: str, browser: str, source: str, folder: Path) -> Measure:
    (folder / "a.mmd").write_text(source, encoding="utf-8")
    settings = {"executablePath": browser, "args": ["--no-sandbox"]}
    (folder / "browser.json").write_text(json.dumps(settings), encoding="utf-8")
    return lambda: of_process([program, "-q", "-p", "browser.json", "-i", "a.mmd", "-o", "mermaid.svg"], folder)


def against_others(steps: int, others: argparse.Namespace) -> None:
    sop = made(steps)
    flow = trace(sop)
    what = f"SOP of {steps} steps and {LANES} lanes to SVG"
    ours = of_work(lambda: render_svg(place_chart(sop, flow)))
    with tempfile.TemporaryDirectory() as name:
        folder, dot, mermaids = Path(name), None, None
        (folder / "a.dot").write_text(dot_source(place_chart(sop, flow)).replace(" layout=nop2", ""), encoding="utf-8")
        if others.dot:
            dot = partial(of_process, [others.dot, "-Tsvg", "a.dot", "-o", "dot.svg"], folder)
        if others.mmdc and others.chromium:
            mermaids = mermaid(others.mmdc, others.chromium, mermaid_source(sop, flow), folder)
        compare(what, ours, {"dot with places of its own": dot}, 9)
        compare(what, ours, {"Mermaid's CLI": mermaids}, 3)


def main() -> None:
    words = argparse.ArgumentParser()
    for name in ("dot", "mmdc", "chromium"):
        words.add_argument(f"--{name}", type=shutil.which, default=shutil.which(name), metavar="PROGRAM")
    others = words.parse_args()
    for steps in (20, 60):
        against_others(steps, others)


if __name__ == "__main__":
    main()
