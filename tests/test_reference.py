"""The reference says what the program does: generated pages are fresh, tables of forms are read by the parsers."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sopgen.reading import dates, durations

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FORMS = (DOCS / "rujukan" / "bentuk.md").read_text(encoding="utf-8")


def make_reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "tools" / "make_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of the page of forms."""
    section = FORMS.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_generated_pages_are_fresh() -> None:
    made = make_reference().pages()
    stale = [name for name, text in made.items() if (DOCS / "rujukan" / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make rujukan`"


def test_every_generated_page_has_a_generator() -> None:
    marked = {path.name for path in DOCS.rglob("*.md") if "make rujukan" in path.read_text(encoding="utf-8")[:100]}
    assert marked == set(make_reference().pages())


def test_the_check_says_what_is_stale(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(("written", "day"), rows("Tanggal"))
def test_dates(written: str, day: str) -> None:
    parsed = dates.parse(written)
    assert (parsed.isoformat() if parsed else "bukan tanggal") == day


@pytest.mark.parametrize(("written", "least", "most"), rows("Waktu"))
def test_times(written: str, least: str, most: str) -> None:
    parsed = durations.parse(written, durations.HOURS_PER_DAY)
    found = [f"{n:g}".replace(".", ",") for n in (parsed.low_minutes, parsed.high_minutes)] if parsed else None
    assert (found or ["tidak terukur"] * 2) == [least, most]


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"]
    assert len(pages) > 5
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            place, _, anchor = link.partition("#")
            if "://" in link or link.startswith("mailto:"):
                continue
            target = (page.parent / place).resolve() if place else page
            assert target.exists(), f"{page.name}: {link}"
            if anchor and target.suffix == ".md":
                other = target.read_text(encoding="utf-8")
                headings = {
                    re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", other, re.M)
                }
                assert anchor in headings or f'id="{anchor}"' in other, f"{page.name}: {link}"
