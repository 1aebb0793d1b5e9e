"""The reference says what the program does: generated pages are fresh, tables of forms are read by the parsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import make_reference
import pytest

from sopgen.cli import main
from sopgen.flow import trace
from sopgen.model import schema
from sopgen.reading import dates, durations, read
from sopgen.report import FORMATS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FORMS = (DOCS / "rujukan" / "bentuk.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of the page of forms."""
    section = FORMS.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_generated_pages_are_fresh() -> None:
    made = make_reference.pages()
    stale = [name for name, text in made.items() if (DOCS / "rujukan" / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run `make rujukan`"


def test_every_generated_page_has_a_generator() -> None:
    marked = {path.name for path in DOCS.rglob("*.md") if "make rujukan" in path.read_text(encoding="utf-8")[:100]}
    assert marked == set(make_reference.pages())


@pytest.mark.parametrize(("written", "day"), rows("Tanggal"))
def test_dates(written: str, day: str) -> None:
    found = dates.period(written)
    assert " sampai ".join(str(one) for one in dict.fromkeys(found[:2] if found else ["bukan tanggal"])) == day


@pytest.mark.parametrize(("written", "least", "most"), rows("Waktu"))
def test_times(written: str, least: str, most: str) -> None:
    parsed = durations.parse(written, durations.HOURS_PER_DAY)
    found = [f"{n:g}".replace(".", ",") for n in (parsed.low_minutes, parsed.high_minutes)] if parsed else None
    assert (found or ["tidak terukur"] * 2) == [least, most]


@pytest.mark.parametrize(("written", "targets"), rows("Rujukan antarlangkah"))
def test_references_to_rows(written: str, targets: str, tmp_path: Path) -> None:
    shown = re.search(r"\n## Rujukan antarlangkah\n.*?```yaml\n(.*?)```", FORMS, re.DOTALL)
    assert shown
    first = "pelaksana: [sub, jfu]"
    text = shown[1].replace(first, f"{first}, lanjut: {written}")
    (tmp_path / "sop.yaml").write_text(text, encoding="utf-8")
    sop = read(tmp_path / "sop.yaml").sop
    assert sop
    flow = trace(sop)
    outside = [flow.nodes[edge.target] for edge in flow.edges if flow.nodes[edge.source].row == 0]
    met = [f"{node.key}@{flow.lanes[node.lane]}" for node in outside if node.row > 0]
    assert (met or ["alurnya berakhir"]) == targets.replace("`", "").split(", ")


@pytest.mark.parametrize(("written", "meant"), rows("Rujukan ke SOP lain"))
def test_references_to_other_sops(written: str, meant: str, tmp_path: Path) -> None:
    steps = "pelaksana: {a: A}\nlangkah: [{kegiatan: Mencatat surat, pelaksana: a}]\n"
    for name, text in (
        ("sopgen.yaml", "instansi: {nama: Kota, satuan_kerja: Setda}\n"),
        ("umum/rapat.yaml", f'judul: Rapat Dinas\nnomor: "1.4.1.16"\n{steps}'),
        ("keuangan/bayar.yaml", f"judul: Pembayaran\nketerkaitan: [{written}]\n{steps}"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["render", str(tmp_path / "keuangan"), "--html"])
    page = (tmp_path / "keuangan" / "bayar.html").read_text(encoding="utf-8")
    assert (re.findall(r'href="\.\./(\w+/\w+)\.html"', page) or ["tidak ada"])[0] == meant.removesuffix(".yaml")


def test_every_key_stands_somewhere_by_itself() -> None:
    """A reader who searches for `nip` finds it, wherever it is nested."""

    def names(part: object) -> Iterator[str]:
        if isinstance(part, dict):
            yield from part.get("properties", ())
            for inside in part.values():
                yield from names(inside)
        elif isinstance(part, list):
            for inside in part:
                yield from names(inside)

    wanted = {*names(schema.sop_schema()), *names(schema.library_schema())}
    text = "".join(page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
    assert {"nip", "sop", "pola_nomor", "tanggal_efektif"} < wanted
    assert sorted(name for name in wanted if f"`{name}`" not in text) == []


def test_the_environment_is_told() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    asked = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', source))
    assert {"CI", "NO_COLOR"} <= asked
    told = (DOCS / "rujukan" / "keluaran.md").read_text(encoding="utf-8")
    assert [name for name in asked if f"`{name}`" not in told] == []
    assert [name for name in FORMATS if f"| `{name}` |" not in told] == []


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
