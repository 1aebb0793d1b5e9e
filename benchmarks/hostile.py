"""What a hostile megabyte costs `sopgen validate` with a SARIF report: prints the worst of tests/hostile_files.py.

python benchmarks/hostile.py [--every 16] [--formats sarif]   (POSIX: the system counts each process's time and memory)
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from hostile_files import HOSTILE, hostile

SHOWN = 10
SECONDS, MEGABYTES = 2, 500


def cost(file: Path, formats: list[str]) -> tuple[float, int]:
    """Processor seconds and megabytes of one cold process."""
    reports = [part for name in formats for part in ("--keluaran", f"{name}={file.with_suffix('.' + name)}")]
    command = [sys.executable, "-m", "sopgen", "validate", str(file), *reports]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), command
    return used.ru_utime + used.ru_stime, used.ru_maxrss // (1024 if sys.platform == "linux" else 1024**2)


if __name__ == "__main__":
    words = argparse.ArgumentParser()
    words.add_argument("--every", type=int, default=16, help="1 takes all kinds of files")
    words.add_argument("--formats", default="sarif")
    chosen = words.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sopgen.yaml").write_text("jam_kerja_per_hari: 8\n", encoding="utf-8")
        for name in list(HOSTILE)[:: chosen.every]:
            path = Path(folder) / "besar.yaml"
            path.write_bytes(hostile(name))
            found.append((*cost(path, chosen.formats.split(",")), name))
    print(f"{len(found)} hostile files of 1 MB, text and {chosen.formats}; the slowest:")
    for seconds, megabytes, name in sorted(found, reverse=True)[:SHOWN]:
        print(f"  {seconds:.2f} s {megabytes:4} MB  {name}")
    print(f"most memory {max(entry[1] for entry in found)} MB (goals at most {SECONDS} s and {MEGABYTES} MB)")
