"""Tries the program that PyInstaller made, from a folder with blanks in its name.

    python packaging/try_app.py build/app/sopgen/sopgen

Workbook and page must have the bytes that they have on Linux (docs/pictures/digests.txt, which tests/test_pictures.py
holds true); those of a PDF depend on the fonts of the system.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    program = shutil.which(Path(sys.argv[1]).resolve())
    known = {name: digest for digest, name in map(str.split, (ROOT / "docs/pictures/digests.txt").open("rt"))}
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(ROOT / "examples", Path(place) / "SOP kantor kami")

        def run(*words: str) -> None:
            done = subprocess.run(
                [str(program), *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
            )
            assert done.returncode == 0, f"{words} ends with {done.returncode}: {done.stdout}{done.stderr}"

        run("validate", "pk.yaml")
        run("render", "pk.yaml", "--xlsx", "--html", "--pdf", "--svg")
        assert (folder / "pk.pdf").read_bytes().startswith(b"%PDF-")
        for name in ("pk.xlsx", "pk.html"):
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == known[name], f"{name} differs"
        run("render", ".", "-o", "semua dokumen")  # by several processes
        assert len(list(folder.glob("semua dokumen/*.xlsx"))) == len(list(folder.glob("*.yaml")))
        (folder / "pk.yaml").unlink()
        run("import", "pk.xlsx", "-o", "pk.yaml")
        run("validate", "pk.yaml")
        run("build", ".", "-o", "situs kami", "--tanpa", "pdf")


if __name__ == "__main__":
    main()
