"""Libraries from anybody: nothing that lies in their folders, or that their files point at, stops a command."""

from __future__ import annotations

import base64
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ran
from pictures import png

from sopgen.diagnostics import Finding
from sopgen.library import forget
from sopgen.library.links import around, named_files
from sopgen.reading import read
from sopgen.reading.logo import LogoProblem, load, measure
from sopgen.rules import check

SOP = """\
judul: Uji
nomor: '{number}'
status: berlaku
pelaksana: {{a: Petugas, b: Atasan}}
langkah:
  - {{kegiatan: Menerima surat, pelaksana: a}}
  - {{kegiatan: Mengarsipkan surat, pelaksana: b}}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="100" height="90">{}</svg>'


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    status, out, err = ran(*words, folder=folder)
    assert "Kesalahan di dalam" not in out + err
    return status, out, err


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    """Two SOPs among pipes, sockets, circular and broken links, folders that look like files, and odd names."""
    root = tmp_path / "p"
    root.mkdir()
    for number in (1, 2):
        (root / f"{number}.yaml").write_text(SOP.format(number=number), encoding="utf-8")
    os.mkfifo(root / "pipa.yaml")
    (root / "putar.yaml").symlink_to(root / "putar.yaml")
    (root / "a.yaml").symlink_to(root / "b.yaml")
    (root / "b.yaml").symlink_to(root / "a.yaml")
    (root / "putus.yaml").symlink_to(root / "tidak-ada.yaml")
    (root / "folder.yaml").mkdir()
    (root / "lingkar").symlink_to(root)
    Path(os.fsdecode(os.fsencode(root) + b"/bukan-\xff.yaml")).write_text(SOP.format(number=3), encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(root / "soket.yaml"))
        yield root


posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes among files")
UNREADABLE = {"pipa.yaml", "soket.yaml", "putar.yaml", "a.yaml", "b.yaml", "putus.yaml"}


@posix
def test_validate_tells_and_goes_on(library: Path) -> None:
    others = [f"--keluaran={form}=../hasil.{form}" for form in ("teks", "github", "gitlab", "sarif", "junit")]
    status, out, err = run(library, "validate", ".", "--format", "json", *others)
    assert status == 2
    assert json.loads(out)["files"] == 9
    assert {line.split(":")[0] for line in err.splitlines()} == UNREADABLE
    assert err.count("bukan berkas biasa") == 2
    assert err.count("tautannya berputar") == 3
    assert len(list(library.parent.glob("hasil.*"))) == 5, "every report can name every file"


@posix
def test_render_tells_and_goes_on(library: Path) -> None:
    assert run(library, "render", ".", "-o", "../r", "--xlsx", "--html", "--svg", "--dot", "--pdf")[0] == 2
    made = {os.fsencode(path.name) for path in (library.parent / "r").iterdir()}
    assert {name.rpartition(b".")[0] for name in made} == {b"1", b"2", b"bukan-\xff"}
    assert len(made) == 15


@posix
def test_build_tells_and_goes_on(library: Path) -> None:
    status, _, err = run(library, "build", ".", "-o", "../s", "--tanpa", "pdf")
    assert status == 1
    assert sorted(path.name for path in (library.parent / "s/sop").glob("*.html")) == ["1.html", "2.html"]
    assert "bukan UTF-8" in err
    for name in UNREADABLE:
        assert f"{name}:1:" in err
    assert "tidak ada yang berubah" in run(library, "build", ".", "-o", "../s", "--tanpa", "pdf")[1]


@posix
@pytest.mark.parametrize("logo", ["/dev/zero", "pipa.png", "..", "//server/share/logo.png"])
def test_a_build_looks_at_no_logo_but_a_picture_of_the_library(logo: str, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "sopgen.yaml").write_text("jam_kerja_per_hari: 7\n", encoding="utf-8")
    os.mkfifo(folder / "pipa.png")
    text = SOP.format(number=1) + f"instansi: {{nama: Kota, satuan_kerja: Dinas, logo: {logo}}}\n"
    (folder / "1.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):
        status, _, err = run(folder, "build", ".", "-o", "../s", "--tanpa", "pdf")
        assert (status, "1.yaml:8: SOP005" in err) == (1, True)
    assert str(tmp_path) not in (tmp_path / "s/sop/1.html").read_text(encoding="utf-8")


@posix
def test_one_pipe_by_name(library: Path) -> None:
    status, _, err = run(library, "render", "pipa.yaml")
    assert (status, err.count("\n")) == (2, 1)


@posix
def test_fix_import_and_diff_tell_and_go_on(library: Path) -> None:
    (library / "pipa.xlsx").symlink_to(library / "pipa.yaml")
    for words in (("fix", "."), ("diff", ".", "."), ("import", ".", "-o", "../i"), ("import", "pipa.xlsx")):
        status, out, err = run(library, *words)
        assert status == 2
        assert "bukan berkas biasa" in out + err


@posix
def test_a_link_stays_one_and_its_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "asli.yaml").write_text("# sopgen: abaikan SOP402\n" + SOP.format(number=1), encoding="utf-8")
    (tmp_path / "asli.yaml").chmod(0o660)
    (tmp_path / "tautan.yaml").symlink_to("asli.yaml")
    assert run(tmp_path, "fix", "tautan.yaml", "--berani")[0] == 0
    assert (tmp_path / "tautan.yaml").is_symlink()
    assert "abaikan" not in (tmp_path / "asli.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "asli.yaml").stat().st_mode & 0o777 == 0o660


def test_a_clock_before_1980_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.yaml").write_text(SOP.format(number=1), encoding="utf-8")
    assert run(tmp_path, "render", "1.yaml")[0] == 0
    written = (tmp_path / "1.xlsx").read_bytes()
    (tmp_path / "1.xlsx").unlink()
    with monkeypatch.context() as set_back:
        set_back.setattr(time, "time", lambda: -1000.0)
        assert run(tmp_path, "render", "1.yaml")[0] == 0
    assert (tmp_path / "1.xlsx").read_bytes() == written


def test_a_site_whose_record_is_damaged_is_told_from_a_strange_folder(tmp_path: Path) -> None:
    for name, word in ((".sopgen-situs.json", "rusak"), ("surat.txt", "bukan situs")):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text('{"berkas":', encoding="utf-8")
        status, _, err = run(tmp_path, "build", ".", "-o", name)
        assert (status, word in err) == (2, True), err


class TestNetwork:
    """Names of other computers' folders: on Windows a look at one gives away the user's password hash."""

    NAMES = (r"\\jahat\c$\logo.png", "//jahat/logo.png", r"\/jahat\logo.png", r"\\?\UNC\jahat\c$\logo.png")

    @pytest.mark.parametrize("name", NAMES)
    def test_no_logo_is_looked_for_there(self, name: str, tmp_path: Path, touched: list[str]) -> None:
        with pytest.raises(LogoProblem, match="jaringan"):
            load(name, tmp_path, tmp_path)
        assert touched == []

    def test_no_sop_is_looked_for_outside(self, tmp_path: Path, touched: list[str]) -> None:
        related = ", ".join(f"{{sop: '{name.replace('.png', '.yaml')}'}}" for name in (*self.NAMES, "../luar.yaml"))
        path = tmp_path / "a.yaml"
        path.write_text(SOP.format(number=1) + f"keterkaitan: [{related}]\n", encoding="utf-8")
        reading = read(path)
        assert reading.sop is not None
        touched.clear()
        forget()
        neighbours = around(reading)
        for entry in reading.sop.keterkaitan:
            assert neighbours.referred(entry.text) is None
        assert named_files(reading) == []
        assert not [name for name in touched if "jahat" in name or "luar" in name]


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every path that is asked for on the disk."""
    names: list[str] = []
    for function in ("stat", "lstat", "open", "readlink"):
        real = getattr(os, function)

        def spy(path: object, *rest: object, real: object = real, **named: object) -> object:
            names.append(str(path))
            return real(path, *rest, **named)  # type: ignore[operator]

        monkeypatch.setattr(os, function, spy)
    return names


def laughs(levels: int) -> str:
    """Each level draws the one below ten times."""
    parts = ['<rect id="l0" width="1" height="1"/>']
    for level in range(1, levels):
        parts.append(f'<g id="l{level}">' + f'<use x:href="#l{level - 1}"/>' * 10 + "</g>")
    return "".join(parts) + f'<use x:href="#l{levels - 1}"/>'


def through(kind: str, property: str, levels: int) -> str:
    """Each level is drawn eight times through the one below."""
    parts = []
    for level in range(levels):
        named = f' {property}="url(#t{level + 1})"' if level + 1 < levels else ""
        parts.append(f'<{kind} id="t{level}">' + f'<rect width="9" height="9"{named}/>' * 8 + f"</{kind}>")
    return "".join(parts) + f'<rect width="9" height="9" {property}="url(#t0)"/>'


CIRCLES = f"<marker id='m'>{'<circle/>' * 300}</marker><path d='M0 0{'L1 2L2 1' * 200}' "
COSTLY = {
    "masks": through("mask", "mask", 9),
    "clip paths": through("clipPath", "clip-path", 9),
    "markers": CIRCLES + 'marker-mid="url(#m)"/>',
    "markers in a style sheet": CIRCLES + 'class="a b"/><style>g, path.b { marker: url(#m) }</style>',
    "text": f"<text>{'a' * 60_000}</text>",
    "filter": '<filter id="f"><feGaussianBlur stdDeviation="1000"/></filter><rect filter="url(#f)"/>',
    "filter as a property": '<rect width="9" height="9" style="filter: blur(900px)"/>',
    "filter in a style sheet": "<style>rect { filter: blur(900px) }</style><rect/>",
    "pattern": '<pattern id="p" width="0.0001" height="0.0001"><rect/></pattern><rect fill="url(#p)"/>',
    "laughs": laughs(9),
    "itself": '<g id="a"><use href="#a"/></g>',
    "dashes": '<path d="M0 0H100" stroke-dasharray="0.00001 0.00001"/>',
    "deep": "<g>" * 3000 + "</g>" * 3000,
    "picture in it": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
}


class TestLogos:
    @pytest.mark.parametrize("name", COSTLY)
    def test_what_takes_long_is_refused(self, name: str) -> None:
        with pytest.raises(LogoProblem, match="SVG"):
            measure(SVG.format(COSTLY[name]).encode())

    @pytest.mark.parametrize("size", [(20_000, 20_000), (9_000, 9_000)])
    def test_giants_are_refused(self, size: tuple[int, int]) -> None:
        with pytest.raises(LogoProblem):
            measure(png(*size, lines=1))
        link = base64.b64encode(png(*size, lines=1)).decode()
        with pytest.raises(LogoProblem):
            measure(SVG.format(f'<image x:href="data:image/png;base64,{link}"/>').encode())

    def test_entities_are_refused(self) -> None:
        text = '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + SVG.format("<text>&c;</text>")
        with pytest.raises(LogoProblem):
            measure(text.encode())

    def test_usual_ones_are_not(self) -> None:
        inside = (
            '<defs><linearGradient id="g"><stop offset="0"/></linearGradient><g id="s"><rect width="9"/></g></defs>'
            '<use x:href="#s"/><use href="#s" x="3"/><path d="M0 0" stroke-dasharray="4 2" fill="url(#g)"/>'
            '<mask id="m"><rect/></mask><style>.a { fill: red; clip-path: url(#c) }</style><clipPath id="c"><rect/>'
            "</clipPath>" + '<g class="a">          </g>' * 9000
        )
        logo = measure(SVG.format(inside).encode())
        assert (logo.width, logo.height) == (100, 90)


def numbered(tmp_path: Path, pattern: str, number: str) -> list[Finding]:
    (tmp_path / "sopgen.yaml").write_text("aturan: {pola_nomor: " + json.dumps(pattern) + "}\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SOP.format(number=number), encoding="utf-8")
    reading = read(tmp_path / "a.yaml")
    return [*reading.findings, *(finding for finding in check(reading) if finding.code == "SOP116")]


class TestPatterns:
    @pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+", "(.*a){25}", "^(([a-z])+.)+[A-Z]([a-z])+$"])
    def test_none_hangs(self, pattern: str, tmp_path: Path) -> None:
        assert [finding.code for finding in numbered(tmp_path, pattern, "a" * 5000 + "!")] == ["SOP116"]

    def test_they_mean_what_they_say(self, tmp_path: Path) -> None:
        assert numbered(tmp_path, r"\d{3}/[A-Z]+(-[ÀÉ])?", "012/AB-É") == []
        assert len(numbered(tmp_path, r"\d{3}", "0123")) == 1

    @pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\1", "(", "a{1,99999}"])
    def test_others_are_told(self, pattern: str, tmp_path: Path) -> None:
        [finding] = numbered(tmp_path, pattern, "1")
        assert finding.code == "SOP005"
        assert "RE2" in finding.message + finding.hint
