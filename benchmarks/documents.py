"""PDF and HTML against their named peers, in one run: prints ratios, judges nothing.

    python benchmarks/documents.py       (WeasyPrint: `pip install weasyprint`; Chromium from the system)

A three-page SOP to PDF against WeasyPrint and Chromium printing sopgen's own HTML of it, one cold process and a batch;
HTML against xlsx in process.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import cold
from render import paired, scene_of
from sample import sop_text

from sopgen.flow import trace
from sopgen.reading import read_text
from sopgen.render import html, pdf, xlsx

BATCH = 100
ROUNDS = 3
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def three_pages() -> str:
    """The longest sample whose document has three pages."""
    return next(text for n in range(30, 5, -1) if pages(text := sop_text(n)) == 3)


def pages(text: str) -> int:
    return sum(len(sheet.pages) for sheet in scene_of(text).sheets)


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def weasyprint(files: list[Path]) -> list[str]:
    script = (
        "import sys, weasyprint\n"
        "for f in sys.argv[1:]: weasyprint.HTML(f).write_pdf(f + '.pdf', pdf_variant='pdf/a-2a')"
    )
    return [sys.executable, "-c", script, *map(str, files)]


def chromium(file: Path, folder: Path) -> list[str]:
    return [*CHROMIUM, *QUIET, f"--user-data-dir={folder}", f"--print-to-pdf={file}.pdf", file.as_uri()]


def prints(folder: Path) -> None:
    text = three_pages()
    sources, pages_ = folder / "sop", folder / "html"
    sources.mkdir()
    for i in range(BATCH):
        (sources / f"{i:03}.yaml").write_text(text, encoding="utf-8")
    sopgen = [sys.executable, "-m", "sopgen", "render"]
    subprocess.run([*sopgen, str(sources), "--html", "-o", str(pages_)], check=True, capture_output=True)
    files = sorted(pages_.glob("*.html"))
    one = [*sopgen, str(sources / "000.yaml"), "--pdf", "-o", str(folder / "one")]
    cold = {"sopgen": median(seconds(one) for _ in range(ROUNDS))}
    batch = {"sopgen": seconds([*sopgen, str(sources), "--pdf", "-o", str(folder / "pdf")])}
    if shutil.which("chromium"):
        cold["chromium"] = median(seconds(chromium(files[0], folder / "profile")) for _ in range(ROUNDS))
        batch["chromium"] = sum(seconds(chromium(file, folder / "profile")) for file in files)
    if subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False).returncode == 0:
        cold["weasyprint"] = median(seconds(weasyprint(files[:1])) for _ in range(ROUNDS))
        batch["weasyprint"] = seconds(weasyprint(files))
    for what, found in (("cold process", cold), (f"batch of {BATCH}", batch)):
        peers = {name: value for name, value in found.items() if name != "sopgen"}
        listed = ", ".join(f"{name} {value:.2f} s" for name, value in found.items())
        best = (
            f"{found['sopgen'] / min(peers.values()):.2f}x of the fastest peer (goal 0.3)" if peers else "no peer here"
        )
        print(f"three-page SOP to PDF, {what}: {listed}: {best}")


def html_against_xlsx() -> None:
    reading = read_text(sop_text(20), "sop.yaml", Path())
    assert reading.sop is not None
    sop, flow, scene = reading.sop, trace(reading.sop), scene_of(sop_text(20))
    ours, theirs, ratio = paired(lambda: html.render(scene, sop, flow), lambda: xlsx.render(scene))
    print(f"20 rows: HTML {ours * 1e3:.1f} ms, xlsx {theirs * 1e3:.1f} ms: {ratio:.2f}x (goal 1.0)")
    ours, theirs, ratio = paired(lambda: pdf.render(scene, sop), lambda: xlsx.render(scene))
    print(f"20 rows: PDF {ours * 1e3:.1f} ms, xlsx {theirs * 1e3:.1f} ms: {ratio:.2f}x")


if __name__ == "__main__":
    cold.prepare()
    html_against_xlsx()
    with tempfile.TemporaryDirectory() as name:
        prints(Path(name))
