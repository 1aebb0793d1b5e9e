"""`sopgen preview` as a person starts and ends it."""

from __future__ import annotations

import gc
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import commands
import pytest
from programs import met_in_chromium

from sopgen.commands.preview import preview
from sopgen.diagnostics import UsageProblem
from sopgen.preview.pages import Pages

EXAMPLES = Path(__file__).parents[2] / "examples"


@contextmanager
def started(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, running, and the line it prints."""
    process = commands.started("preview", *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout
        yield process, process.stdout.readline().rstrip("\n")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a process group there")
def test_address_alone_on_a_line_beside_a_taken_port_and_ctrl_c() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        started(EXAMPLES / "bpbd.yaml", "--port", str(port := taken.getsockname()[1])) as (process, line),
    ):
        address = urlsplit(line)
        assert address.port is not None
        assert address.port > port
        connection = http.client.HTTPConnection(address.netloc, timeout=30)
        connection.request("GET", address.path + "isi")
        assert json.loads(connection.getresponse().read())["title"] == "Perjanjian Kinerja"
        connection.close()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, out) == (130, "")
        assert err.splitlines() == [
            f"Port {port} sudah dipakai; pratinjau memakai {address.port}.",
            "Tekan Ctrl-C untuk menutup.",
            "Dibatalkan.",
        ]


@pytest.mark.parametrize(
    ("name", "why"), [("tidak-ada.yaml", "tidak ada"), ("a.xlsx", "sopgen import"), ("sopgen.yaml", "bukan SOP")]
)
def test_what_is_no_sop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("a.xlsx", "sopgen.yaml"):
        Path(file).touch()
    with pytest.raises(UsageProblem, match=why):
        preview(Path(name))


@pytest.mark.slow
def test_in_a_browser(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "logo-kecil.png", tmp_path)
    file = shutil.copy(EXAMPLES / "kecil.yaml", tmp_path)
    with started(file) as (_, address):
        met = met_in_chromium("browse-preview.mjs", tmp_path, address, file, tmp_path / "halaman.png")
    assert met["errors"] == []
    assert met["requests"] == []
    assert met["drawn"] > 5
    assert met["changed"]
    assert met["scroll"] == 240, "the reader's place stays"
    assert met["kept"]
    assert met["broken"]
    assert not met["mended"]
    assert met["findings"] == ["Waktu `Sesuai kebutuhan` tidak terukur."]
    assert met["marked"] >= 2, "the row and its symbol"
    assert met["foreign"] == "refused"


SMALL = """\
judul: Permintaan Barang
nomor: "1"
pelaksana: {a: Pegawai, b: Pengurus Barang}
langkah:
  - {kegiatan: Mengajukan permintaan, pelaksana: a}
  - {kegiatan: Menyerahkan barang, pelaksana: b}
"""


@pytest.mark.slow
def test_many_saves_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two texts come again and again, so that what is remembered of a text, within bounds, does not count."""
    monkeypatch.setattr("sopgen.preview.pages.QUIET", 0)
    file = tmp_path / "kecil.yaml"
    file.write_text(SMALL, encoding="utf-8")
    pages = Pages(file)
    assert pages.newest("")
    objects = []
    for number in range(120):
        file.write_text(SMALL.replace("permintaan", ("permintaan", "permohonan")[number % 2]), encoding="utf-8")
        os.utime(file, ns=(number, number))
        shown = pages.newest("")
        assert shown
        assert shown.epoch == number + 2
        if number in (39, 119):
            gc.collect()
            objects.append(len(gc.get_objects()))
    assert objects[1] - objects[0] < 100, "far less than one object a save"
