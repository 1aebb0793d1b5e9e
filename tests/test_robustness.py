"""Whatever a file holds, checking it gives findings or none: no exception, no steering of a terminal, no long wait."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, seed, settings
from hypothesis import strategies as st

from sopgen.reading import read_text
from sopgen.report import FORMATS, Report
from sopgen.rules import RULES, check
from sopgen.summary import lines, times_of

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


def judged(source: bytes) -> None:
    """Check and report one file in every way."""
    begun = time.perf_counter()
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
        assert not {unicodedata.category(char) for char in text if char != "\n"} & STEERING, (name, text)
    assert time.perf_counter() - begun < 5
    for finding in findings:
        assert finding.message
        assert "\n" not in finding.message + finding.hint
        assert 1 <= finding.span.line <= finding.span.end_line


# The seeds below found something once, or are kept because they are odd.
@given(st.integers(0, 2**32))
@seed(20260131)
@example(0)
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_mutated_files(number: int) -> None:
    dice = random.Random(number)
    judged(mutated(dice.choice(EXAMPLES), dice))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
@seed(20260131)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_random_bytes(source: bytes) -> None:
    judged(source)


HEAVY = """
import random, resource, sys
sys.path[:0] = [{tests!r}]
import test_robustness as here
for number in range({first}, {last}):
    dice = random.Random(number)
    try:
        here.judged(here.mutated(dice.choice(here.EXAMPLES), dice))
    except BaseException:
        print("seed", number, file=sys.stderr)
        raise
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the standard library measures memory on POSIX only")
def test_ten_thousand_mutated_files_in_little_memory() -> None:
    """Seeds 0 to 9,999: a failing one is named, and can be tried alone."""
    code = HEAVY.format(tests=str(ROOT / "tests"), first=0, last=10_000)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) < 500


MEGABYTE = 1_000_000
HEAD = "judul: Uji\npelaksana: {a: A, b: B}\n"


def many_rows() -> str:
    row = "  - {kegiatan: Menerima surat, pelaksana: a, mutu_baku: {waktu: 5 menit, output: Surat}}\n"
    return HEAD + "langkah:\n" + row * (MEGABYTE // len(row))


def one_text(kegiatan: str) -> Callable[[], str]:
    def made() -> str:
        return HEAD + f'langkah:\n  - {{kegiatan: "{kegiatan * (MEGABYTE // len(kegiatan))}", pelaksana: a}}\n'

    return made


def one_time(waktu: str) -> Callable[[], str]:
    def made() -> str:
        text = waktu * (MEGABYTE // len(waktu))
        return HEAD + f'langkah:\n  - {{kegiatan: K, pelaksana: a, mutu_baku: {{waktu: "{text}"}}}}\n'

    return made


def one_value(key: str, text: str) -> Callable[[], str]:
    def made() -> str:
        row = "langkah:\n  - {kegiatan: K, pelaksana: a}\n"
        return HEAD.replace("judul: Uji", "judul: x" if key != "judul" else "") + row + (
            f'{key}: "{text * (MEGABYTE // len(text))}"\n'
        )  # fmt: skip

    return made


LARGE = {
    "rows": many_rows,
    "one word": one_text("me"),
    "dots": one_text("..."),
    "brackets": one_text("<a "),
    "brackets closed": one_text("[diisi "),
    "spaces": one_text("  a"),
    "oleh": one_text("oleh di"),
    "x": one_text("x"),
    "time digits": one_time("1"),
    "time ranges": one_time("1 - "),
    "time terms": one_time("1 jam "),
    "time words": one_time("per x/"),
    "number": one_value("nomor", " /"),
    "number spaces": one_value("nomor", " "),
    "title": one_value("judul", "Penyusunan/"),
    "law": one_value("dasar_hukum", "Nomor 1 Tahun 2"),
    "law slashes": one_value("dasar_hukum", "Nomor 1 / "),
    "review": one_value("tinjau_ulang", "1 . "),
    "warning": one_value("peringatan", "tentang "),
    "comments": lambda: HEAD + "# sopgen: abaikan SOP101\n" * 40_000 + "langkah: [{kegiatan: K, pelaksana: a}]",
    "lanes": lambda: "judul: U\npelaksana:\n" + "".join(f"  p{i}: P{i}\n" for i in range(50_000))
    + "langkah: [{kegiatan: K, pelaksana: p1}]\n",
    "notes": lambda: HEAD + "langkah:\n" + "".join(
        f"  - {{kegiatan: K, pelaksana: a, keterangan: SOP {i}}}\n" for i in range(10_000)
    ),
    "related": lambda: HEAD + "keterkaitan:\n" + "".join(f"  - SOP K{i}\n" for i in range(40_000))
    + "langkah:\n" + "".join(f"  - {{kegiatan: K, pelaksana: a, keterangan: SOP L{i}}}\n" for i in range(5_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_one_megabyte_takes_no_more_than_two_seconds(name: str) -> None:
    source = LARGE[name]().encode()
    begun = time.process_time()
    reading = read_text(source, "besar.yaml", ROOT / "tests" / "data")
    findings = [*reading.findings, *check(reading, TODAY)]
    assert time.process_time() - begun < 4, "two seconds, and as much again for a slow machine"
    assert findings
