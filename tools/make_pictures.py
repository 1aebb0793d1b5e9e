"""Makes the README's pictures: a page of each format of one example, and the digests of the documents they show.

    python tools/make_pictures.py        (`make pictures`; needs LibreOffice, Chromium and pdftoppm)

tests/test_pictures.py renders the example again and compares the digests, so a picture that no longer shows what sopgen
makes is found without these programs.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from sopgen.work.batch import render_file
from sopgen.work.jobs import Job

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "bpbd.yaml"
PICTURES = ROOT / "docs" / "pictures"
DIGESTS = PICTURES / "digests.txt"
SHOWN = ("xlsx", "html", "pdf", "svg")
PAGE, DPI = 2, 80
"""the procedure, small enough for a README"""

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
)


def documents(folder: Path) -> dict[str, Path]:
    """The example in every format shown."""
    outcome = render_file(Job(EXAMPLE, folder / EXAMPLE.stem), SHOWN)
    assert len(outcome.written) == len(SHOWN), outcome
    return {path.suffix[1:]: path for path in outcome.written}


def digests(files: dict[str, Path]) -> str:
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files.values())


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def _page(pdf: Path, name: str) -> None:
    _run("pdftoppm", "-r", DPI, "-png", "-f", PAGE, "-l", PAGE, "-singlefile", pdf, PICTURES / name)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = documents(folder)
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "office-pdf", files["xlsx"])
        _page(folder / "office-pdf" / f"{EXAMPLE.stem}.pdf", "xlsx")
        for form in ("html", "svg"):
            printed = folder / f"{form}.pdf"
            _run(*CHROMIUM, f"--user-data-dir={folder / 'chromium'}", f"--print-to-pdf={printed}", files[form].as_uri())
        _page(folder / "html.pdf", "html")
        _page(files["pdf"], "pdf")
        _run("pdftoppm", "-r", DPI, "-png", "-f", 1, "-l", 1, "-singlefile", folder / "svg.pdf", PICTURES / "svg")
        DIGESTS.write_text(digests(files), encoding="utf-8")


if __name__ == "__main__":
    main()
