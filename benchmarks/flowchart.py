"""How long the flowchart takes, against others, in one run: SOPs of 20 and 60 steps.

python benchmarks/flowchart.py [--dot PROGRAM] [--mmdc PROGRAM] [--chromium PROGRAM]

A placed chart to SVG, in process, against `dot` as a process on its DOT (at most 1 ×); SOP to SVG against `dot` on the
same DOT and when it has to find the places itself (both for comparison), and against Mermaid's CLI, which does (at most
0.05 ×). The others are measured where the programs are named or on the PATH; Mermaid needs Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

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


def measured(work: Callable[[], object], times: int) -> float:
    """Median time, ms."""
    work()
    spent = []
    for _ in range(times):
        start = perf_counter()
        work()
        spent.append((perf_counter() - start) * 1000)
    return median(spent)


def dot_time(program: str | None, source: str, folder: Path) -> float | None:
    if program is None:
        return None
    (folder / "a.dot").write_text(source, encoding="utf-8")
    command = [program, "-Tsvg", str(folder / "a.dot"), "-o", str(folder / "dot.svg")]
    return measured(lambda: subprocess.run(command, check=True, capture_output=True), 15)


def mermaid_time(program: str | None, browser: str | None, source: str, folder: Path) -> float | None:
    if program is None or browser is None:
        return None
    (folder / "a.mmd").write_text(source, encoding="utf-8")
    settings = {"executablePath": browser, "args": ["--no-sandbox"]}
    (folder / "browser.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [program, "-q", "-p", "browser.json", "-i", "a.mmd", "-o", "mermaid.svg"]
    return measured(lambda: subprocess.run(command, check=True, capture_output=True, cwd=folder), 3)


def compared(name: str, mine: float, theirs: float | None, limit: float | None = None) -> bool:
    if theirs is None:
        print(f"    {name}: not installed")
        return True
    goal = f" (at most {limit})" if limit else ""
    print(f"    {name}: {theirs:.1f} ms, ours is {mine / theirs:.3f} ×{goal}")
    return limit is None or mine <= limit * theirs


def compare(steps: int, others: argparse.Namespace) -> bool:
    sop = made(steps)
    flow = trace(sop)
    chart = place_chart(sop, flow)
    source = dot_source(chart)
    whole = measured(lambda: render_svg(place_chart(sop, flow)), 15)
    drawing = measured(lambda: render_svg(chart), 15)
    print(f"{steps} steps, {LANES} lanes: SOP to SVG {whole:.1f} ms in process; placed chart to SVG {drawing:.1f} ms")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        placed, free = (dot_time(others.dot, text, folder) for text in (source, source.replace(" layout=nop2", "")))
        mermaid = mermaid_time(others.mmdc, others.chromium, mermaid_source(sop, flow), folder)
        good = compared("Placed chart to SVG, dot as a process", drawing, placed, 1.0)
        compared("SOP to SVG, dot as a process on that DOT", whole, placed)
        compared("SOP to SVG, dot finds the places", whole, free)
        return compared("SOP to SVG, Mermaid CLI", whole, mermaid, 0.05) and good


def main() -> int:
    words = argparse.ArgumentParser()
    for name in ("dot", "mmdc", "chromium"):
        words.add_argument(f"--{name}", type=shutil.which, default=shutil.which(name), metavar="PROGRAM")
    others = words.parse_args()
    good = [compare(steps, others) for steps in (20, 60)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
