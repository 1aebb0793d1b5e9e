"""What stands in a correction is what the hint proposes, and putting it there takes the finding away."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import completed

from sopgen.diagnostics import START, Correction, Finding, Level, Severity
from sopgen.editing.fixes import fixes_of
from sopgen.editing.patch import apply
from sopgen.reading import read_text
from sopgen.rules import check


def found(text: str, code: str, folder: Path) -> list[Finding]:
    return [finding for finding in check(read_text(text, "uji.yaml", folder)) if finding.code == code]


def corrected(text: str, correction: Correction) -> str:
    """The document with the texts of a correction in their places."""
    finding = Finding("", START, "", "", Severity.INFO, "", "", "", correction=correction)
    return apply(text, (edit for one in fixes_of(text, [finding]) for edit in one.edits))


def row(activity: str, **more: str) -> str:
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return f"  - {{kegiatan: {activity!r}, pelaksana: a{extra}}}\n"


@pytest.mark.parametrize(
    ("code", "fragment", "text", "level"),
    [
        ("SOP107", "judul: SOP Pengelolaan Surat\n", "Pengelolaan Surat", Level.SAFE),
        ("SOP116", "nomor: 003 /BPBD/ I/2024\n", "003/BPBD/I/2024", Level.SAFE),
        ("SOP301", "langkah:\n" + row("Menerima surat", no="1") + row("Mencatat surat", no="3"), "2", Level.SAFE),
        ("SOP412", "judul: Pengelolaan Ijin dan Resiko\n", "Pengelolaan Izin dan Risiko", Level.SAFE),
        ("SOP401", "langkah:\n" + row("Periksa surat"), "Memeriksa surat", Level.BOLD),
        ("SOP401", "langkah:\n" + row("Setelah lengkap, mencatat surat"), "Mencatat surat setelah lengkap", Level.BOLD),
        ("SOP402", "langkah:\n" + row("Kepala Bagian memeriksa surat"), "Memeriksa surat", Level.BOLD),
        ("SOP403", "langkah:\n" + row("Pencatatan surat; Paraf"), "Mencatat surat; Paraf", Level.BOLD),
        ("SOP404", "langkah:\n" + row("Surat dicatat oleh Kepala Bagian"), "Mencatat surat", Level.BOLD),
    ],
)
def test_a_correction_puts_it_right(code: str, fragment: str, text: str, level: Level, tmp_path: Path) -> None:
    document = completed(fragment)
    finding = found(document, code, tmp_path)[0]
    assert finding.correction is not None
    assert (finding.correction.changes[0][1], finding.correction.level) == (text, level)
    assert not found(corrected(document, finding.correction), code, tmp_path)


def test_units_are_spelt_out(tmp_path: Path) -> None:
    times = ("5 menit", "30 mnt.", "15'", "2 jam")
    steps = "".join(row("Mencatat surat", mutu_baku=f'{{waktu: "{time}"}}') for time in times)
    corrections = [finding.correction for finding in found(completed(f"langkah:\n{steps}"), "SOP504", tmp_path)]
    assert [correction and correction.changes[0][1] for correction in corrections] == ["30 menit", "15 menit"]


@pytest.mark.parametrize(
    "activity",
    [
        "Surat dicatat oleh JFU",  # another lane's part
        "Kepala Bagian memeriksa surat, jika salah dikembalikan",  # SOP309 says how
        "Staf membuat nota kemudian diparaf oleh Kepala Bagian",
    ],
)
def test_no_correction_where_it_is_not_certain(activity: str, tmp_path: Path) -> None:
    findings = check(read_text(completed("langkah:\n" + row(activity)), "uji.yaml", tmp_path))
    assert not [finding for finding in findings if finding.code[:4] == "SOP4" and finding.correction]


@pytest.mark.parametrize("name", ["bpbd", "gowa", "jateng", "madiun", "pali"])
def test_corrections_of_real_documents_are_sound(name: str) -> None:
    path = Path(__file__).parent.parent.parent / "examples" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    before = [(finding.code, finding.path) for finding in check(read_text(text, str(path), path.parent))]
    for finding in check(read_text(text, str(path), path.parent)):
        if finding.correction:
            after = check(read_text(corrected(text, finding.correction), str(path), path.parent))
            places = [(left.code, left.path) for left in after]
            assert (finding.code, finding.path) not in places or places.count(
                (finding.code, finding.path)
            ) < before.count((finding.code, finding.path))
            assert not {code for code, _ in places} - {code for code, _ in before}
