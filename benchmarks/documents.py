"""A three-page SOP to PDF against WeasyPrint and Chromium printing sopgen's own HTML of it; HTML and PDF against xlsx.

python benchmarks/documents.py       (WeasyPrint: `pip install weasyprint`; Chromium from the system)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from measuring import SOPGEN, Used, compare, module, of_process, of_work, prepare
from render import scene_of
from sample import sop_text

from sopgen.flow import trace
from sopgen.reading import read_text
from sopgen.render import html, pdf, xlsx

BATCH = 6
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
WEASYPRINT = """
import sys, weasyprint
for name in sys.argv[1:]: weasyprint.HTML(name).write_pdf(name + '.pdf', pdf_variant='pdf/a-2a')
"""


def three_pages() -> str:
    """The longest sample whose document has three pages."""
    return next(text for n in range(30, 5, -1) if pages(text := sop_text(n)) == 3)


def pages(text: str) -> int:
    return sum(len(sheet.pages) for sheet in scene_of(text).sheets)


def prints(folder: Path) -> None:
    text, sources, shown = three_pages(), folder / "sop", folder / "html"
    sources.mkdir()
    for i in range(BATCH):
        (sources / f"{i:03}.yaml").write_text(text, encoding="utf-8")
    subprocess.run([*SOPGEN, "render", sources, "--html", "-o", shown], check=True, capture_output=True)
    files = sorted(shown.glob("*.html"))
    browser = shutil.which("chromium") or shutil.which("google-chrome")

    def chromium(some: list[Path]) -> Used:
        common = [browser, *CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}"]
        used = [of_process([*common, f"--print-to-pdf={file}.pdf", file.as_uri()]) for file in some]
        return Used(*map(sum, zip(*used, strict=True)))

    def weasyprint(some: list[Path]) -> Used:
        return of_process([sys.executable, "-c", WEASYPRINT, *some])

    peers = (("Chromium", chromium if browser else None), ("WeasyPrint", weasyprint if module("weasyprint") else None))
    for source, some, what in ((sources / "000.yaml", files[:1], "one file"), (sources, files, f"{BATCH} files")):
        theirs = {name: partial(peer, some) if peer else None for name, peer in peers}
        ours = [*SOPGEN, "render", source, "--pdf", "-o", folder / "pdf"]
        compare(f"three-page SOP to PDF, {what}", partial(of_process, ours), theirs, 3)


def formats() -> None:
    reading = read_text(sop_text(20), "sop.yaml", Path())
    assert reading.sop is not None
    sop, flow, scene = reading.sop, trace(reading.sop), scene_of(sop_text(20))
    workbook = of_work(lambda: xlsx.render(scene))
    compare("20 rows, scene to HTML", of_work(lambda: html.render(scene, sop, flow)), {"our xlsx": workbook}, 9)
    compare("20 rows, scene to PDF", of_work(lambda: pdf.render(scene, sop)), {"our xlsx": workbook}, 9)


if __name__ == "__main__":
    prepare()
    formats()
    with tempfile.TemporaryDirectory() as name:
        prints(Path(name))
