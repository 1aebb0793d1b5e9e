"""Commands as processes: how they and their workers end, and what they do without streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from commands import environment, started

from sopgen.work import workers


def sop(number: int, rows: int) -> str:
    head = f"judul: Uji {number}\nnomor: '{number}'\npelaksana: {{a: Petugas, b: Atasan}}\nlangkah:\n"
    return head + "".join(f"  - {{kegiatan: Memeriksa surat {i}, pelaksana: {'ab'[i % 2]}}}\n" for i in range(rows))


COMMANDS = {
    "validate": ["validate", "p"],
    "render": ["render", "p", "-o", "r", "--xlsx", "--svg"],
    "build": ["build", "p", "-o", "s", "--tanpa", "pdf", "--semua"],
}
LOOKS = 2_000
PATIENCE = 600
"""seconds after which a process counts as hanging; nothing is measured by it"""
posix = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("proses")
    (root / "p").mkdir()
    for number in range(300):
        (root / f"p/{number}.yaml").write_text(sop(number, 60), encoding="utf-8")
    (root / "satu.yaml").write_text(sop(1, 2), encoding="utf-8")
    return root


def children(pid: int) -> set[int]:
    """The processes below one."""
    found: set[int] = set()
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found |= {child} | children(child)
    return found


def with_workers(process: subprocess.Popen[bytes]) -> set[int]:
    """Its workers, waited for as long as it runs."""
    while len(found := children(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.02)
    assert len(found) >= 2, "it ended before it had workers"
    time.sleep(0.1)
    return found | children(process.pid)


def gone(pids: set[int]) -> bool:
    """Whether processes end, looked at often enough for a busy machine: looks are counted, no clock is read."""
    for _ in range(LOOKS):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@posix
@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_leaves_no_worker(command: str, folder: Path) -> None:
    process = started(*COMMANDS[command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    below = with_workers(process)
    process.kill()
    process.communicate(timeout=PATIENCE)  # the pipes end when nobody holds them any more
    assert gone(below)


@posix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "to_all"), [*((command, True) for command in COMMANDS), ("render", False)], ids=str
)
def test_ctrl_c_is_one_line_and_130(command: str, to_all: bool, folder: Path) -> None:
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    process = started(*COMMANDS[command], cwd=folder, start_new_session=True, **streams)
    below = with_workers(process)
    if to_all:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, told) == (130, b"Dibatalkan.\n")
    assert gone(below)


def without(closed: str, words: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command some of whose streams a shell has closed."""
    line = ["sh", "-c", f'exec "$0" -m sopgen "$@" {closed}', sys.executable, *words]
    return subprocess.run(line, cwd=folder, env=environment(), capture_output=True, check=False)


@posix
@pytest.mark.parametrize(
    ("closed", "words"),
    [
        ("<&-", ["--version"]),
        (">&-", ["validate", "satu.yaml"]),
        ("2>&-", ["validate", "satu.yaml"]),
        ("<&- >&- 2>&-", ["render", "satu.yaml", "-o", "q"]),
    ],
)
def test_closed_streams(closed: str, words: list[str], folder: Path) -> None:
    ended = without(closed, words, folder)
    assert b"Traceback" not in ended.stderr
    assert ended.returncode == (2 if ">&-" in closed.replace("2>&-", "") else 0)
    assert ended.stderr.count(b"\n") <= 1
    if words[0] == "render":
        assert (folder / "q/satu.xlsx").read_bytes()[:2] == b"PK"


@posix
def test_closed_input_that_is_needed(folder: Path) -> None:
    ended = without("<&- 2>&-", ["validate", "-"], folder)
    assert ended.returncode in (1, 2)
    assert b"Traceback" not in ended.stdout + ended.stderr


def square(number: int) -> int:
    if number < 0:
        os._exit(9)
    return number * number


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_every_way_to_start_gives_the_same(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    monkeypatch.setattr(workers, "context", lambda: multiprocessing.get_context(method))
    with workers.spread(square, range(40), 4) as results:
        assert list(results) == [number * number for number in range(40)]


@pytest.mark.usefixtures("processors")
def test_a_worker_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from sopgen.diagnostics import UsageProblem

    with pytest.raises(UsageProblem, match="memori"), workers.spread(square, [*range(20), -1], 4) as results:
        list(results)


@pytest.mark.usefixtures("processors")
def test_what_is_cancelled_already_is_no_news(capfd: pytest.CaptureFixture[str]) -> None:
    """A thread of Python 3.11's pool may trip over it while workers are ended; other accidents are still told."""
    from concurrent.futures import InvalidStateError

    def trip(over: BaseException) -> None:
        raise over

    with workers.spread(square, range(40), 4):
        for accident in (InvalidStateError("cancelled"), ValueError("something else")):
            thread = threading.Thread(target=trip, args=[accident])
            thread.start()
            thread.join()
    told = capfd.readouterr().err
    assert "something else" in told
    assert "cancelled" not in told
