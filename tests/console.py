"""Runs the console blocks of a page as a reader would, and compares what they show.

A page is Markdown. In a block of `console` a line `$ sopgen …` (or git, cp, python) is run in the page's folder,
which holds copies of the examples; the lines below it are what it shows, on either stream. `? 1` as its last line is
the exit status, 0 where absent; `[..]` stands for anything in a line, a line `...` for any lines. `<!-- berkas: NAME
-->` above a block writes it to that file of the folder, `<!-- sunting: WORKBOOK SHEET!CELL TEXT -->` first does what
a person does in Excel, and `<!-- tanpa uji: REASON -->` says why a block is not run. Any other block is a fault of
the page, so that nothing stands there untried by oversight.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from workbook_edits import Workbook

from sopgen.cli import main

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>berkas|sunting|tanpa uji): (?P<what>[^\n]+?) -->\n+)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.M | re.S,
)
TODAY = "2026-11-28"
"""Commands that judge by the day get this one, so that a page is true on every day."""


@dataclass(frozen=True)
class Block:
    line: int
    kind: str
    mark: str | None
    what: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    for found in BLOCK.finditer(page):
        line = page.count("\n", 0, found.start("kind")) + 1
        yield Block(line, found["kind"], found["mark"], found["what"] or "", found["text"])


def check_page(page: Path, folder: Path) -> int:
    """Run a page in `folder`, to which the examples are copied; returns how many commands were run."""
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    count = 0
    for block in blocks(page.read_text(encoding="utf-8")):
        place = f"{page.name}:{block.line}"
        if block.mark == "berkas":
            file = folder / block.what
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.mark != "tanpa uji":
            if block.mark == "sunting":
                _edit(folder, *block.what.split(maxsplit=2))
            assert block.kind == "console", f"{place}: a block of {block.kind} is neither run nor said why not"
            for command, shown, status in _commands(block.text):
                ended, said = _run(command, folder)
                assert re.fullmatch(_pattern(shown), said.rstrip("\n")), f"{place}: {command} shows\n{said}"
                assert ended == status, f"{place}: {command} ends with {ended}"
                count += 1
    return count


def _edit(folder: Path, name: str, place: str, text: str) -> None:
    workbook = Workbook((folder / name).read_bytes())
    workbook.write(*place.split("!"), text)
    (folder / name).write_bytes(workbook.data())


def _commands(text: str) -> Iterator[tuple[str, str, int]]:
    """Each command of a block, what is said to be shown, and the exit status."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, rest = part.partition("\n")
        shown, status = rest.rstrip("\n"), 0
        if ended := re.search(r"(?:^|\n)\? (\d+)$", shown):
            shown, status = shown[: ended.start()], int(ended[1])
        yield command, shown, status


def _pattern(shown: str) -> str:
    pattern = ""
    for line in shown.split("\n"):
        pattern += r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\[\.\.\]", ".*") + r"\n"
    return pattern.removesuffix(r"\n") if shown.rpartition("\n")[2] != "..." else pattern + ".*"


def _run(command: str, folder: Path) -> tuple[int, str]:
    words = shlex.split(command)
    if words[0] != "sopgen":
        assert words[0] in ("git", "cp", "python"), f"{command}: only sopgen, git, cp and python are run"
        words[0] = sys.executable if words[0] == "python" else words[0]
        done = subprocess.run(words, cwd=folder, stdout=-1, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
        return done.returncode, done.stdout
    if words[1] in ("validate", "build"):
        words += ["--tanggal", TODAY]
    said = io.StringIO()
    with chdir(folder), redirect_stdout(said), redirect_stderr(said):
        try:
            main(words[1:])
        except SystemExit as ended:
            return int(ended.code or 0), said.getvalue()
