"""A site as files: what is in it, what is made again, what stays when something goes wrong."""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from commands import environment, started
from render import html_reader
from site_cases import build, library, sop, tree

from sopgen.cli import main
from sopgen.commands.terminal import BAR_FROM
from sopgen.library.register import Register
from sopgen.render import FORMATS
from sopgen.render.notices import EngineMissing
from sopgen.site import documents, publish
from sopgen.site.relations import Relations
from sopgen.site.sources import addresses
from sopgen.site.wordings import natural


def attributes(path: Path, name: str) -> list[str]:
    """Of all elements of a page that have it."""
    return [e.attributes[name] for e in html_reader.read(path.read_bytes()).walk() if e.attributes.get(name)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("situs")
    assert build(library(folder / "pustaka"), folder / "situs") == 0
    return folder / "situs"


EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES_ONLY = ("--tanpa", "pdf", "--tanpa", "svg", "--tanpa", "xlsx")


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


class TestContents:
    def test_public_site_leaves_drafts_and_withdrawn_out(self, site: Path) -> None:
        files = tree(site)
        assert "sop/arsip/simpan-lama.html" in files
        assert not [name for name in files if "rahasia" in name or "cabut" in name]
        assert not [name for name, data in files.items() if name.endswith("html") and b"Rancangan Rahasia" in data]

    def test_every_format_of_every_sop(self, site: Path) -> None:
        for suffix in ("html", "xlsx", "pdf", "svg", "yaml"):
            assert (site / f"sop/arsip/pinjam.{suffix}").stat().st_size > 300

    def test_links_lead_to_files_of_the_site(self, site: Path) -> None:
        for path in site.rglob("*.html"):
            for link in attributes(path, "href"):
                place, _, fragment = link.partition("#")
                target = (path.parent / unquote(place)).resolve() if place else path
                assert target.is_file(), f"{path.name}: {link}"
                if fragment and target.suffix == ".html":
                    assert unquote(fragment) in attributes(target, "id")

    def test_related_both_ways_and_chain(self, site: Path) -> None:
        assert "Disebut di sini" in page(site, "sop/arsip/pinjam.html")
        assert "Menyebut SOP ini" in page(site, "sop/arsip/simpan.html")
        old = page(site, "sop/arsip/simpan-lama.html")
        assert "sudah digantikan" in old
        assert re.search(r"Rantai penggantian.*simpan-lama.*|Rantai penggantian.*Lama.*simpan\.html", old, re.DOTALL)

    def test_times_are_those_of_the_summary(self, tmp_path: Path) -> None:
        root = library(tmp_path / "p")
        path = root / "arsip/pinjam.yaml"
        rows = """\
  - {kegiatan: Memeriksa arsip, pelaksana: b, keputusan: {Ya: simpan, Tidak: null}, mutu_baku: {waktu: 30 menit}}
  - {kegiatan: Memperbaiki arsip, pelaksana: b, mutu_baku: {waktu: 1-2 hari}}
  - {kegiatan: Mencatat arsip, pelaksana: b, mutu_baku: {waktu: sesuai kebutuhan}}
  - {id: simpan, kegiatan: Mengarsipkan"""
        path.write_text(path.read_text().replace("  - {kegiatan: Mengarsipkan", rows))
        build(root, tmp_path / "s", *PAGES_ONLY)
        text = page(tmp_path / "s", "sop/arsip/pinjam.html")
        assert "tersingkat 1 hari 2 jam (3 langkah), terlama 3 hari 2 jam (5 langkah)" in text
        assert re.search(r"Arsiparis</th>.*?<td>1 jam<svg .*?<td class=\"n\">1</td>", text)
        assert re.search(r"Bendahara</th>.*?<td>2 hari 1 jam sampai 3 hari 1 jam<", text)
        assert "Tidak dihitung karena tidak terukur: langkah 4 `sesuai kebutuhan`." in text
        assert "1 hari = 7,5 jam kerja" in text
        assert "1 hari 2 jam sampai 3 hari 2 jam" in page(tmp_path / "s", "satuan/dinas-arsip.html")

    def test_every_page_says_whose_library_it_is(self, tmp_path: Path) -> None:
        root = library(tmp_path / "p")
        shutil.copy(EXAMPLES / "logo-kecil.png", root / "logo.png")
        (root / "sopgen.yaml").write_text("instansi: {satuan_kerja: Bagian <Umum>, logo: logo.png}\n")
        assert build(root, tmp_path / "s", *PAGES_ONLY) == 0
        pages = list((tmp_path / "s").rglob("*.html"))
        assert len(pages) > 8
        for path in pages:
            text = path.read_text(encoding="utf-8")
            title = text.partition("<title>")[2].partition("</title>")[0]
            assert title.endswith("· Bagian &lt;Umum&gt;"), path
            bar = text.partition('<nav class="situs"')[2].partition("</nav>")[0]
            assert '<img src="data:image/png;base64,' in bar
            assert "Bagian &lt;Umum&gt;" in bar

    def test_a_public_site_without_findings(self, tmp_path: Path) -> None:
        root = library(tmp_path / "p")
        assert build(root, tmp_path / "s", *PAGES_ONLY) == 0
        with_them = page(tmp_path / "s", "sop/arsip/pinjam.html")
        assert build(root, tmp_path / "s", *PAGES_ONLY, "--tanpa-temuan") == 0
        files = tree(tmp_path / "s")
        assert "temuan.html" not in files
        assert "kelengkapan-kosong" in with_them
        assert not [name for name, data in files.items() if b"kelengkapan-kosong" in data or b"temuan.html" in data]

    def test_reviews_due(self, site: Path) -> None:
        text = page(site, "tinjau.html")
        assert (
            text.index("Sudah lewat")
            < text.index("Pembayaran Langsung")
            < text.index("Sesudahnya</h2>".replace("</h2>", " <"))
        )
        assert "lewat 244 hari" in text

    def test_register_as_tables(self, site: Path) -> None:
        rows = list(csv.reader(io.StringIO((site / "daftar-sop.csv").read_bytes().decode("utf-8-sig")), delimiter=";"))
        assert [row[0] for row in rows[1:]] == ["1.1", "1.2", "1.10", "2.1"]
        assert (site / "daftar-sop.csv").read_bytes().startswith(b"\xef\xbb\xbfNomor;Nama SOP;")
        sheet = openpyxl.load_workbook(site / "daftar-sop.xlsx").active
        assert sheet.auto_filter.ref == "A1:P5"
        assert sheet["B2"].hyperlink.target == "sop/arsip/simpan-lama.html"
        assert [cell.value for cell in sheet["A"]][1:] == ["1.1", "1.2", "1.10", "2.1"]

    def test_everything(self, tmp_path: Path) -> None:
        assert build(library(tmp_path / "p"), tmp_path / "s", "--semua", "--tanpa", "pdf", "--tanpa", "svg") == 0
        files = tree(tmp_path / "s")
        assert "sop/keuangan/rahasia.html" in files
        assert not [name for name in files if name.endswith((".pdf", ".svg"))]


def rebuilt(folder: Path, site: str = "s") -> int:
    return build(folder / "p", folder / site, *PAGES_ONLY)


class TestIncremental:
    @pytest.fixture
    def made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        library(tmp_path / "p")
        made: list[str] = []
        real = documents.make_documents

        def counting(task: documents.Task) -> tuple[dict[str, str], documents.Made]:
            made.append(task.source.name)
            return real(task)

        monkeypatch.setattr("sopgen.site.builder.make_documents", counting)
        assert rebuilt(tmp_path) == 0
        assert len(made) == 4
        made.clear()
        return made

    def test_nothing_changed_makes_nothing(self, tmp_path: Path, made: list[str]) -> None:
        before = (tmp_path / "s").stat().st_ino, tree(tmp_path / "s")
        assert rebuilt(tmp_path) == 0
        assert made == []
        assert ((tmp_path / "s").stat().st_ino, tree(tmp_path / "s")) == before

    def test_one_changed_sop(self, tmp_path: Path, made: list[str]) -> None:
        path = tmp_path / "p/keuangan/bayar.yaml"
        path.write_text(path.read_text().replace("Menerima surat", "Menerima kuitansi"))
        rebuilt(tmp_path)
        assert made == ["keuangan/bayar.yaml"]
        assert b"kuitansi" in (tmp_path / "s/index.html").read_bytes()

    def test_what_names_it_is_made_again(self, tmp_path: Path, made: list[str]) -> None:
        path = tmp_path / "p/arsip/simpan.yaml"
        path.write_text(path.read_text().replace("Penyimpanan Arsip", "Penyimpanan Berkas"))
        rebuilt(tmp_path)
        assert sorted(made) == ["arsip/pinjam.yaml", "arsip/simpan-lama.yaml", "arsip/simpan.yaml"]
        for name in ("pinjam", "simpan-lama"):  # which it names, and which it supersedes
            assert b"Penyimpanan Berkas" in (tmp_path / f"s/sop/arsip/{name}.html").read_bytes()

    def test_sopgen_yaml_counts(self, tmp_path: Path, made: list[str]) -> None:
        (tmp_path / "p/arsip/sopgen.yaml").write_text("tampilan: {kertas: f4}\n")
        rebuilt(tmp_path)
        assert len(made) == 3

    def test_the_same_as_a_full_build(self, tmp_path: Path, made: list[str]) -> None:
        path = tmp_path / "p/arsip/simpan.yaml"
        path.write_text(path.read_text().replace("1.2", "1.3"))
        rebuilt(tmp_path)
        rebuilt(tmp_path, "t")
        assert tree(tmp_path / "s") == tree(tmp_path / "t")

    def test_files_changed_in_place_are_made_again(self, tmp_path: Path, made: list[str]) -> None:
        before = tree(tmp_path / "s")
        for name in ("sop/arsip/pinjam.yaml", "sop/arsip/pinjam.html", "index.html", "daftar-sop.csv"):
            target = tmp_path / "s" / name
            times = target.stat()
            with target.open("r+b") as file:  # the same file, as large and as old as before
                file.seek(20)
                file.write(b"x" if before[name][20:21] != b"x" else b"y")
            os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
        rebuilt(tmp_path)
        assert tree(tmp_path / "s") == before

    def test_damaged_objects_are_made_again(self, tmp_path: Path, made: list[str]) -> None:
        before = tree(tmp_path / "s")
        objects = sorted((tmp_path / ".s.sopgen/objek").glob("*/*"))
        shutil.rmtree(tmp_path / "s")  # all must come from the objects
        contents = [path.read_bytes() for path in objects]
        for number, path in enumerate(objects):
            match number % 6:
                case 0:
                    path.write_bytes(contents[number][:-1])
                case 1:
                    path.write_bytes(b"")
                case 2:
                    path.unlink()
                case 3:
                    path.write_bytes(contents[number - 1])
                case 4:
                    path.unlink()
                    (path / "x").mkdir(parents=True)
                case _:
                    path.unlink()
                    os.mkfifo(path) if hasattr(os, "mkfifo") else path.symlink_to(path)
        assert rebuilt(tmp_path) == 0
        assert tree(tmp_path / "s") == before
        assert len(made) == 4

    def test_a_changed_logo_draws_its_documents_again(self, tmp_path: Path, made: list[str]) -> None:
        logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="{}" height="9"/></svg>'
        (tmp_path / "p/arsip/logo.svg").write_text(logo.format(3))
        (tmp_path / "p/arsip/sopgen.yaml").write_text("instansi: {logo: logo.svg}\n")
        rebuilt(tmp_path)
        made.clear()
        (tmp_path / "p/arsip/logo.svg").write_text(logo.format(4))
        rebuilt(tmp_path)
        assert sorted(made) == ["arsip/pinjam.yaml", "arsip/simpan-lama.yaml", "arsip/simpan.yaml"]
        rebuilt(tmp_path, "t")
        assert tree(tmp_path / "s") == tree(tmp_path / "t")

    def test_a_file_that_changes_meanwhile_is_told(
        self, tmp_path: Path, made: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "p/keuangan/bayar.yaml"
        path.write_text(path.read_text() + "# satu\n")
        real = documents.make_documents

        def late(task: documents.Task) -> tuple[dict[str, str], documents.Made]:
            path.write_text(path.read_text() + "# dua\n")
            return real(task)

        monkeypatch.setattr("sopgen.site.builder.make_documents", late)
        assert rebuilt(tmp_path) == 2
        assert "berubah selama situs dibangun" in capsys.readouterr().err


def test_a_page_says_which_documents_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also once a missing one can be made, by a build in which nothing else changed."""
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.yaml").write_text(sop("Surat Masuk", "1.1"), encoding="utf-8")

    def missing(document: object) -> bytes:
        raise EngineMissing("Graphviz tidak terpasang.")

    with monkeypatch.context() as patched:
        patched.setitem(FORMATS, "svg", missing)
        build(tmp_path / "p", tmp_path / "s", "--tanpa", "pdf", "--tanpa", "xlsx")
        assert 'href="a.svg"' not in page(tmp_path / "s", "sop/a.html")
    build(tmp_path / "p", tmp_path / "s", "--tanpa", "pdf", "--tanpa", "xlsx")
    assert 'href="a.svg"' in page(tmp_path / "s", "sop/a.html")
    assert "belum dapat dibuat" not in page(tmp_path / "s", "sop/a.html")


def test_files_that_only_their_suffix_tells_apart_are_both_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/surat.yaml").write_text(sop("Surat Masuk", "1.1"))
    (tmp_path / "p/surat.yml").write_text(sop("Surat Keluar", "1.2"))
    assert build(tmp_path / "p", tmp_path / "s", "--tanpa", "pdf") == 0
    assert "surat.yml: Namanya hanya berbeda akhiran dari surat.yaml" in capsys.readouterr().err
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "s/sop").glob("*.html")]
    assert [sum(f"Surat {word}</h1>" in text for text in pages) for word in ("Masuk", "Keluar")] == [1, 1]


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("count", [1, 6], ids=["here", "in other processes"])
def test_what_pdfs_cannot_show_is_told_once_by_each_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    """A font for it may have come since: such PDFs are made again."""
    (tmp_path / "p").mkdir()
    for number in range(count):
        text = sop(f"Uji {number}", f"1.{number}", word="surat \u0378")  # no font has it
        (tmp_path / f"p/{number}.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert build(tmp_path / "p", tmp_path / "s", "--tanpa", "xlsx") == 0
        said = capsys.readouterr()
        assert (said.err.count("U+0378"), f"{count} dibuat ulang" in said.out) == (1, True)


def test_a_site_inside_its_library_is_no_part_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = library(tmp_path / "p")
    build(root, root / "situs", *PAGES_ONLY)
    count = len(list(root.glob("[!s]*/*.yaml")))
    assert count < len(list(root.rglob("*.yaml")))
    build(root, root / "lain", *PAGES_ONLY)
    assert tree(root / "lain/sop").keys() == tree(root / "situs/sop").keys()
    capsys.readouterr()
    with suppress(SystemExit):
        main(["validate", str(root)])
    shown = capsys.readouterr().out
    assert f"{count} berkas diperiksa" in shown
    assert "situs" not in shown


def test_a_file_that_cannot_be_read_is_told_in_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = library(tmp_path / "p")
    (root / "putus.yaml").symlink_to(root / "tidak-ada.yaml")
    assert build(root, tmp_path / "s", "--tanpa", "pdf", "--tanpa", "xlsx") == 1
    assert "putus.yaml:1:  Berkas tidak dapat dibaca: tidak ada.\n" in capsys.readouterr().err
    assert "Berkas tidak dapat dibaca: tidak ada." in page(tmp_path / "s", "temuan.html")


def test_files_are_named_from_the_library_wherever_one_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = library(tmp_path / "p")
    monkeypatch.chdir(root / "arsip")
    build(root, tmp_path / "s", *PAGES_ONLY)
    assert "arsip/pinjam.yaml, baris" in page(tmp_path / "s", "sop/arsip/pinjam.html")
    assert "arsip/arsip" not in page(tmp_path / "s", "sop/arsip/pinjam.html")


class TestPublishing:
    def test_foreign_folder_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "s").mkdir()
        (tmp_path / "s/surat.docx").write_text("penting")
        assert build(library(tmp_path / "p"), tmp_path / "s") == 2
        assert "bukan situs" in capsys.readouterr().err
        assert list(tree(tmp_path / "s")) == ["surat.docx"]

    def test_own_files_in_the_site_stay(self, tmp_path: Path) -> None:
        build(library(tmp_path / "p"), tmp_path / "s", *PAGES_ONLY)
        (tmp_path / "s/CNAME").write_text("sop.go.id")
        build(tmp_path / "p", tmp_path / "s", *PAGES_ONLY, "--semua")
        assert (tmp_path / "s/CNAME").read_text() == "sop.go.id"

    def test_without_exchange(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(publish, "_swapped", lambda one, other: False)
        build(library(tmp_path / "p"), tmp_path / "s", *PAGES_ONLY)
        build(tmp_path / "p", tmp_path / "s", *PAGES_ONLY, "--semua")
        assert (tmp_path / "s/sop/keuangan/rahasia.html").exists()
        (tmp_path / "s").rename(tmp_path / ".s.sopgen/lama-1")  # killed between the two steps
        publish.recover(tmp_path / ".s.sopgen", tmp_path / "s")
        assert (tmp_path / "s/index.html").exists()

    def test_full_disk_leaves_the_site(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        build(library(tmp_path / "p"), tmp_path / "s", *PAGES_ONLY)
        before = tree(tmp_path / "s")

        def full(path: Path, content: Path | bytes) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(publish, "_place", full)
        assert build(tmp_path / "p", tmp_path / "s", "--semua", *PAGES_ONLY) == 2
        assert tree(tmp_path / "s") == before

    @pytest.mark.skipif(sys.platform == "win32", reason="has no limits for files")
    @pytest.mark.slow
    def test_a_disk_that_takes_no_more_leaves_the_site(self, tmp_path: Path) -> None:
        """Each file may have so many bytes: the build stops at a document, a page, or the register."""
        root = library(tmp_path / "p")
        build(root, tmp_path / "s", "--tanpa", "pdf")
        before = tree(tmp_path / "s")
        for kilobytes in (0.5, 2.5, 5, 7.5, 10):
            (root / "arsip/pinjam.yaml").write_text(sop(f"Peminjaman {kilobytes}", "1.10"))
            status, told = _within(
                int(kilobytes * 1024), lambda: build(root, tmp_path / "s", "--semua", "--tanpa", "pdf")
            )
            if status != 2:
                break
            assert "Situs yang lama tetap seperti semula." in told
            assert "Traceback" not in told
            assert tree(tmp_path / "s") == before
        assert kilobytes > 2.5, told
        build(root, tmp_path / "s", "--semua", "--tanpa", "pdf")
        build(root, tmp_path / "t", "--semua", "--tanpa", "pdf")
        assert tree(tmp_path / "s") == tree(tmp_path / "t")

    @pytest.mark.slow
    @pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk")
    def test_a_small_disk_leaves_the_site(self, tmp_path: Path) -> None:
        """As root only: a real disk of 1.5 MB that another file fills."""
        disk = tmp_path / "cakram"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("may not mount")
        try:
            root = library(tmp_path / "p")
            assert build(root, disk / "s", "--tanpa", "pdf") == 0
            before = tree(disk / "s")
            for left in (0, 8, 64):
                filler = disk / "penuh"
                filler.unlink(missing_ok=True)
                free = os.statvfs(disk)
                filler.write_bytes(b"x" * (free.f_bavail * free.f_frsize - left * 1024))
                assert build(root, disk / "s", "--semua", "--tanpa", "pdf") == 2
                assert tree(disk / "s") == before
            filler.unlink()
            assert build(root, disk / "s", "--semua", "--tanpa", "pdf") == 0
            assert "sop/keuangan/rahasia.html" in tree(disk / "s")
        finally:
            subprocess.run(["umount", str(disk)], check=True)

    @pytest.mark.slow
    @pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
    def test_killed_before_any_change_of_the_disk(self, tmp_path: Path) -> None:
        """A build that dies right before its n-th call that changes files leaves the old site or the new one, whole,
        and the next build is as if nothing had happened."""
        options = ("--semua", *PAGES_ONLY)
        root = library(tmp_path / "p")
        build(root, tmp_path / "s", *options)
        calls, died, states = 0, True, set()
        while died:
            (root / "arsip/pinjam.yaml").write_text(sop(f"Peminjaman {calls}", "1.10"))
            before = tree(tmp_path / "s")
            died = _dies_at(calls, lambda: build(root, tmp_path / "s", *options))
            after = tree(tmp_path / "s")
            new = f"Peminjaman {calls}".encode() in after["index.html"]
            assert new or after == before
            assert publish.is_current(tmp_path / "s", publish.published(tmp_path / "s"))
            states.add(new)
            calls += 1 if calls < 12 else 9
        assert states == {True, False}
        assert calls > 40
        build(root, tmp_path / "t", *options)
        assert tree(tmp_path / "s") == tree(tmp_path / "t")

    def test_one_build_at_a_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A second one is refused; the workers of one that was killed keep nobody out."""
        library(tmp_path / "p")
        monkeypatch.setattr(publish, "WAIT", 0.0)
        script = HOLDING.format(state=str(tmp_path / ".s.sopgen"))
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            assert build(tmp_path / "p", tmp_path / "s") == 2
            assert "sedang dibangun" in capsys.readouterr().err
            other.kill()
            other.wait()
            assert other.stdout.read() == b"", "the end of the pipe: no worker is left that holds it"
            assert build(tmp_path / "p", tmp_path / "s", *PAGES_ONLY) == 0


HOLDING = """\
import sys, time
from pathlib import Path
from sopgen.site.publish import locked
from sopgen.work.workers import spread

if __name__ == "__main__":
    with locked(Path({state!r})), spread(time.sleep, [600] * 8, 1) as sleeping:
        print(flush=True)
        list(sleeping)
"""
"""a build that has the lock and workers at work"""


class TestProgress:
    @pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
    def test_counts_and_time_left_on_a_terminal_only(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        import pty

        (tmp_path / "p").mkdir()
        for i in range(BAR_FROM):
            (tmp_path / f"p/{i}.yaml").write_text(sop(f"Peminjaman {i}", f"1.{i}"))
        parent, child = pty.openpty()
        streams = {"stdout": subprocess.DEVNULL, "stderr": child, "env": environment(CI="", TERM="xterm")}
        with started("build", "p", "-o", "s", *PAGES_ONLY, cwd=tmp_path, **streams) as process:
            os.close(child)
            said = b""
            with suppress(OSError):  # the end of a terminal
                while part := os.read(parent, 65536):
                    said += part
            assert process.wait() == 0
        os.close(parent)
        shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said.decode())
        for title in ("Membaca", "Membuat dokumen", "Menyusun halaman"):
            assert re.search(rf"{title} +\S+ {BAR_FROM}/{BAR_FROM} 0:00:00", shown), shown
        assert build(tmp_path / "p", tmp_path / "s", *PAGES_ONLY, "--semua") == 0
        assert capsys.readouterr().err == ""


def _within(limit: int, work: Callable[[], int]) -> tuple[int, str]:
    """Do the work in a copy of this process that may make no larger file: its status and what it complains of."""
    import resource

    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        status = 99
        with suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            with os.fdopen(writing, "w", encoding="utf-8") as sys.stderr:
                status = work()
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said


CHANGES = {"os.link", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "ctypes.dlsym"}


def _dies_at(call: int, work: Callable[[], object]) -> bool:
    """Do the work in a copy of this process that kills itself before its call number `call` that changes files."""
    pid = os.fork()
    if not pid:
        seen = itertools.count()

        def look(event: str, arguments: tuple[object, ...]) -> None:
            writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
            if (writes or event in CHANGES) and next(seen) == call:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(look)
        with suppress(BaseException):
            work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


class TestHostile:
    def test_nothing_does_harm_and_nothing_is_lost(self, tmp_path: Path) -> None:
        root = library(tmp_path / "p")
        bad = sop("'</script><script>alert(1)</script>'", "'=1+1'", more="keterkaitan: [{sop: ../../../etc/passwd}]")
        bad = bad.replace("Arsiparis", "'<script>alert(2)</script>'").replace("1 jam", "'<script>alert(3)</script>'")
        (root / "a #?% b").mkdir()
        (root / "a #?% b/x .. #?%.yaml").write_text(bad)
        (root / "Kembar.yaml").write_text(sop("Kembar Besar", "7.1"))
        (root / "kembar.yaml").write_text(sop("Kembar Kecil", "7.2"))
        (root / "rusak.yaml").write_text("judul: [")
        (tmp_path / "luar.yaml").write_text(sop("Rahasia Luar", "9.9"))
        (root / "tautan.yaml").symlink_to(tmp_path / "luar.yaml")
        (root / "putar").symlink_to(root)
        assert build(root, tmp_path / "s") == 1
        files = tree(tmp_path / "s")
        assert all(re.fullmatch(r"[a-z0-9./-]+", name) for name in files)
        assert len({name.casefold() for name in files}) == len(files)
        html = {name: data.decode() for name, data in files.items() if name.endswith(".html")}
        assert not [name for name, text in html.items() if "<script>alert" in text or "Rahasia Luar" in text]
        assert {name: n for name, text in html.items() if (n := text.count("<script"))} == {"index.html": 2}
        assert all("Content-Security-Policy" in text for text in html.values())
        assert "tautan.yaml" in html["temuan.html"]
        assert "rusak.yaml" in html["temuan.html"]
        assert "Kembar Besar" in html["index.html"]
        assert "Kembar Kecil" in html["index.html"]
        assert "'=1+1" in files["daftar-sop.csv"].decode("utf-8-sig")

    def test_what_cannot_be_drawn_has_a_page_that_says_so(self, tmp_path: Path) -> None:
        root = library(tmp_path / "p")
        path = root / "keuangan/bayar.yaml"
        path.write_text(path.read_text().replace("id: x,", "id: x, lanjut: zz,"))
        assert build(root, tmp_path / "s", *PAGES_ONLY) == 1
        assert "belum dapat dibuat" in page(tmp_path / "s", "sop/keuangan/bayar.html")

    def test_the_library_itself_is_never_replaced(self, tmp_path: Path) -> None:
        root = library(tmp_path / "p")
        assert build(root, root) == 2
        assert build(root, tmp_path) == 2
        assert build(root, root / "situs", *PAGES_ONLY) == 0
        assert build(root, root / "situs", *PAGES_ONLY) == 0
        assert not list((root / "situs/sop").glob("situs*"))


def test_addresses() -> None:
    assert addresses(["a/b.yaml", "A/B.yaml"])["a/b.yaml"] == "a/b"
    found = addresses(["x y.yaml", "x-y.yaml", "X Y.yml", "con.yaml", "***.yaml", "ä" * 300 + ".yaml"])
    assert found["x-y.yaml"] == "x-y"
    assert len(set(found.values())) == 6
    assert max(map(len, found.values())) <= 80


def test_words_and_orders() -> None:
    assert sorted(["1.10", "1.2", "A.1"], key=natural) == ["1.2", "1.10", "A.1"]


def test_empty_library_has_no_relations() -> None:
    assert Relations((), Register(Path())).links == {}
