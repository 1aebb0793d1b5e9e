"""Makes the pictures of README and guide, and the digests of the documents that they show.

    python tools/make_pictures.py        (`make pictures`; needs LibreOffice, Chromium and pdftoppm)

tests/test_pictures.py renders the same files again and compares the digests, so a picture that no longer shows what
sopgen makes is found without these programs.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from base64 import b64encode
from html import escape
from pathlib import Path

from sopgen.work.batch import Wishes, render_file
from sopgen.work.jobs import Job

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "pk.yaml"
TUTORIAL = ROOT / "docs" / "mulai" / "sop-pertama.md"
PICTURES = ROOT / "docs" / "pictures"
DIGESTS = PICTURES / "digests.txt"
SHOWN = ("xlsx", "html", "pdf", "svg")
PAGE, DPI = 2, 80
"""the procedure, small enough for a README"""
EXCERPT = re.compile(r"  - id: susun.*?(?=  - kegiatan: Membahas)", re.S)
"""the rows of the example that stand beside its page"""

CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--hide-scrollbars",
)
BESIDE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: flex; gap: 16px; align-items: center; padding: 12px; background: #fff }}
pre {{ flex: none; margin: 0; padding: 12px; background: #f3f5f8; border-radius: 6px; line-height: 1.45;
      font: 13px "DejaVu Sans Mono", monospace }}
img {{ min-width: 0; flex: 1; border: 1px solid #bbb }}
</style><pre>{yaml}</pre><img src="data:image/png;base64,{page}">
"""


def documents(folder: Path) -> dict[str, Path]:
    """The example in every format shown, drawn beside a copy: a workbook says where its source stands."""
    source = shutil.copytree(EXAMPLE.parent, folder / "examples", dirs_exist_ok=True) / EXAMPLE.name
    outcome = render_file(Job(source, source.with_suffix("")), Wishes(SHOWN))
    assert len(outcome.written) == len(SHOWN), outcome
    return {path.suffix[1:]: path for path in outcome.written}


def lessons(folder: Path) -> list[tuple[str, Path]]:
    """Each state of the tutorial's SOP: its YAML, and its page as HTML."""
    found = re.findall(
        r"^<!-- berkas: [^\n]+ -->\n+```yaml\n(.*?)^```$", TUTORIAL.read_text(encoding="utf-8"), re.M | re.S
    )
    made = []
    for number, text in enumerate(found, 1):
        source = folder / f"sop-pertama-{number}.yaml"
        source.write_text(text, encoding="utf-8")
        outcome = render_file(Job(source, source.with_suffix("")), Wishes(("html",)))
        made.append((text, *outcome.written))
    return made


def digests(folder: Path) -> str:
    files = [*documents(folder).values(), *(path for _, path in lessons(folder))]
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def _page(pdf: Path, number: int, picture: Path) -> None:
    _run("pdftoppm", "-r", DPI, "-png", "-f", number, "-l", number, "-singlefile", pdf, picture.with_suffix(""))


def _printed(page: Path, folder: Path) -> Path:
    pdf = folder / f"{page.name}.pdf"
    _run(*CHROMIUM, f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={pdf}", page.as_uri())
    return pdf


def _beside(yaml: str, page: Path, picture: Path, folder: Path) -> None:
    """A picture of YAML beside its page."""
    html = folder / f"{picture.stem}.html"
    shown = BESIDE.format(yaml=escape(yaml.rstrip()), page=b64encode(page.read_bytes()).decode())
    html.write_text(shown, encoding="utf-8")
    height = max(660, 44 + 19 * len(yaml.splitlines()))
    size = (f"--window-size=1500,{height}", f"--screenshot={picture}")
    _run(*CHROMIUM, f"--user-data-dir={folder / 'chromium'}", *size, html.as_uri())


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = documents(folder)
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "office-pdf", files["xlsx"])
        _page(folder / "office-pdf" / f"{EXAMPLE.stem}.pdf", PAGE, PICTURES / "xlsx.png")
        _page(_printed(files["html"], folder), PAGE, PICTURES / "html.png")
        _page(files["pdf"], PAGE, PICTURES / "pdf.png")
        _page(_printed(files["svg"], folder), 1, PICTURES / "svg.png")
        excerpt = EXCERPT.search(EXAMPLE.read_text(encoding="utf-8"))
        assert excerpt
        _beside(excerpt[0], PICTURES / "xlsx.png", PICTURES / "pk.png", folder)
        *drawn, last = lessons(folder)
        shown = [*((yaml, page, PAGE) for yaml, page in drawn), (last[0].partition("\npelaksana:")[0], last[1], 1)]
        for number, (yaml, page, side) in enumerate(shown, 1):  # the last lesson is about the identity
            _page(_printed(page, folder), side, folder / "page.png")
            _beside(yaml, folder / "page.png", PICTURES / f"sop-pertama-{number}.png", folder)
        DIGESTS.write_text(digests(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
