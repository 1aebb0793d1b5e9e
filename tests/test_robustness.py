"""Whatever a file holds, checking it gives findings or none: no exception, no steering of a terminal, no work out
of proportion."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from budget import BUDGET
from commands import ran
from hostile_files import HOSTILE, hostile
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st
from work import LINEAR, growth

from sopgen.reading import read_text
from sopgen.report import FORMATS, Report
from sopgen.rules import RULES, check
from sopgen.rules.times import lines, times_of

ROOT = Path(__file__).parent.parent
EXAMPLES = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.yaml")) if path.stem != "lengkap"]
STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
TODAY = date(2026, 1, 31)
FRAGMENTS = (
    b"\x1b[31m", b"\x07", b"\x00", b"\xff", b"\xc2\x9b", "\u202e\u2028\ufeff".encode(), b'"\\x1b]0;x\\x07"', b"\\u202e",
    b"- ", b": ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!python/object ", b"|\n", b"? ", b"---\n", b"%YAML 1.2\n",
    b"\t", b"# sopgen: abaikan SOP101\n", b"null", b"-", b"~", b"1e999", b"99999999999 hari", b"1/0 jam", b"0-0 menit",
    b"....", b"<nama>", b"YYYY", b"selesai", b"lanjut: ", b"keputusan: {Ya: 1, Tidak: 1}", b"SOP ", b"no: ",
)  # fmt: skip


def mutated(source: bytes, dice: random.Random) -> bytes:
    """The file after a few accidents."""
    data = bytearray(source)
    for _ in range(dice.randint(1, 8)):
        at, length = dice.randrange(len(data) + 1), dice.choice((1, 2, 5, 20, 200))
        match dice.randrange(6):
            case 0:
                del data[at : at + length]
            case 1:
                data[at:at] = dice.choice(FRAGMENTS)
            case 2:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 3:
                data[at:at] = data[at : at + length] * dice.randint(1, 3)
            case 4:
                rows = bytes(data).split(b"\n")
                i, j = dice.randrange(len(rows)), dice.randrange(len(rows))
                rows[i], rows[j] = rows[j], rows[i]
                data[:] = b"\n".join(rows)
            case 5:
                data[at : at + length] = dice.choice(FRAGMENTS) * dice.randint(1, 4)
    return bytes(data)


def steering(text: str) -> set[str]:
    """The characters that could steer a terminal."""
    return {char for char in set(text) if char != "\n" and unicodedata.category(char) in STEERING}


def judged(source: bytes) -> None:
    """Check and report one file in every way."""
    reading = read_text(source, "acak.yaml", ROOT / "tests" / "data")
    findings = [*reading.findings, *check(reading, TODAY)]
    told = []
    if reading.sop is not None:
        told = list(lines(times_of(reading.sop), "acak.yaml"))
    texts = source.decode("utf-8", "replace").split("\n")
    report = Report(
        findings, ["acak.yaml"], rules=RULES[:1], line=lambda _, n: texts[n - 1] if n <= len(texts) else "",
        summary_lines=told,
    )  # fmt: skip
    for name, render in FORMATS.items():
        text = render(report)
        assert steering(text) == set(), (name, text)
    for finding in findings:
        assert finding.message
        assert "\n" not in finding.message + finding.hint
        assert 1 <= finding.span.line <= finding.span.end_line


# The seeds below found something once, or are kept because they are odd.
@given(st.integers(0, 2**32))
@seed(20260131)
@example(0)
@settings(max_examples=40 * BUDGET, suppress_health_check=list(HealthCheck), database=None)
def test_mutated_files(number: int) -> None:
    dice = random.Random(number)
    judged(mutated(dice.choice(EXAMPLES), dice))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
@seed(20260131)
@settings(suppress_health_check=list(HealthCheck), database=None)
def test_random_bytes(source: bytes) -> None:
    judged(source)


LIBRARY = b"""\
instansi: {nama: Kota, satuan_kerja: Setda}
tampilan: {kertas: f4, label: {kegiatan: Uraian}}
dasar_hukum: [Peraturan Nomor 1 Tahun 2020 tentang Uji]
aturan: {abaikan: [SOP5], tingkat: {SOP402: info}, pola_nomor: '^\\d'}
jam_kerja_per_hari: 8
"""
REPORTS = ("teks", "json", "github", "gitlab", "sarif", "junit")
BATCH = 200 * BUDGET


def write_batch(folder: Path) -> None:
    """A file for each seed; every tenth is random bytes, every twentieth stands below a damaged sopgen.yaml."""
    for number in range(BATCH):
        dice = random.Random(number)
        source = mutated(dice.choice(EXAMPLES), dice)
        if number % 10 == 3:
            source = dice.randbytes(dice.randrange(2000))
        place = folder
        if number % 20 == 7:
            place = folder / f"pustaka-{number:04}"
            place.mkdir()
            (place / "sopgen.yaml").write_bytes(mutated(LIBRARY, dice))
        (place / f"{number:04}.yaml").write_bytes(source)


@pytest.mark.slow
def test_hundreds_of_mutated_files_through_the_command(tmp_path: Path) -> None:
    """Each seed a file of that name: a failing one can be tried alone."""
    folder = tmp_path / "sop"
    folder.mkdir()
    write_batch(folder)
    wanted = [part for name in REPORTS for part in ("--keluaran", f"{name}=hasil.{name}")]
    words = ("validate", "sop", "--ringkasan", "--tanggal", "2026-01-31", *wanted)
    status, out, err = ran(*words, folder=tmp_path)
    assert (status, err) == (1, ""), err[-3000:]
    written = {name: (tmp_path / f"hasil.{name}").read_text(encoding="utf-8") for name in REPORTS}
    assert out == written["teks"]
    for name, text in written.items():
        assert steering(text) == set(), name
    found = json.loads(written["json"])
    assert found["files"] == BATCH
    assert len(found["findings"]) == sum(found[count] for count in ("errors", "warnings", "infos")) > BATCH
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(found["findings"])
    assert len(json.loads(written["gitlab"])) == len(found["findings"])
    assert ElementTree.fromstring(written["junit"]).attrib["failures"] == str(found["errors"])
    assert sum(line.startswith("::") for line in written["github"].splitlines()) == len(found["findings"])


def checked(source: bytes) -> None:
    reading = read_text(source, "besar.yaml", ROOT / "tests" / "data")
    findings = [*reading.findings, *check(reading, TODAY)]
    report = Report(findings, ["besar.yaml"], rules=RULES[:1], line=lambda *_: "")
    for name in ("teks", "sarif"):
        assert steering(FORMATS[name](report)) == set(), name


SIZE = 1_000
SHORT = ("rows of nothing", "empty rows", "outcomes")
"""A quarter of the size has enough of them: their entries are of 2 to 6 bytes."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_as_much_as_it_is_long(name: str) -> None:
    def prepared(size: int) -> Callable[[], None]:
        return partial(checked, hostile(name, size))

    assert growth(prepared, SIZE // 4 if name in SHORT else SIZE) < LINEAR


MEGABYTES = 200
HUNGRY = ("short rows", "a wide row", "headings")
"""Many things that took most memory; benchmarks/hostile.py measures all."""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the standard library measures memory on POSIX only")
def test_large_hostile_files_come_to_an_end_within_memory() -> None:
    """A pattern that looks for long is not seen in a count of lines: on a few kilobytes it would look for hours."""
    # By a shell, as a program inherits the most memory that the one which starts it has had: that of all these tests.
    command = ["sh", "-c", '"$0" -c "$1"; exit $?', sys.executable, MEASURED]
    tests = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=tests, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) < MEGABYTES


MEASURED = """
import resource, sys
from hostile_files import LONG, MEGABYTE, hostile
from test_robustness import HUNGRY, checked
for name in HUNGRY:
    checked(hostile(name, MEGABYTE // 4))
for name in LONG:
    checked(hostile(name, MEGABYTE // 50))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
