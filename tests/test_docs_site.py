"""The site of guide and reference, as `make docs` builds it: every page, links that lead somewhere, and a search that
finds what people look for, from a file share and from a server, asking for nothing outside."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from programs import TOOLS, chromium, module, needed, said

ROOT = Path(__file__).parent.parent
NAV = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
LISTED = [page for part in NAV for pages in part.values() for page in pages]
JUDGED = (
    "index.md",
    "mulai/windows.md",
    "mulai/dari-excel-lama.md",
    "panduan/pustaka/git-dan-ci.md",
    "rujukan/kunci.md",
)
"""the pages at which axe looks: they hold every kind of element that any page has"""
NEEDED = ("docs", "examples", "templates", "zensical.toml", "Makefile")
SEARCHES = {
    "tutorial": "mulai/sop-pertama",
    "template": "mulai/sop-pertama",
    "preview": "mulai/sop-pertama",
    "install": "mulai/windows",
    "tanpa internet": "mulai/windows",
    "scan": "mulai/dari-excel-lama",
    "impor": "mulai/dari-excel-lama",
    "belah ketupat": "panduan/menulis/keputusan",
    "cabang": "panduan/menulis/keputusan",
    "flowchart": "panduan/menulis/keputusan",
    "rapat": "panduan/menulis/beberapa-pelaksana",
    "kertas": "panduan/menulis/tampilan",
    "cover": "panduan/menulis/tampilan",
    "kop surat": "panduan/menulis/tampilan",
    "merge": "panduan/menulis/suntingan-excel",
    "tanda kutip": "panduan/menulis/yaml",
    "github": "panduan/pustaka/git-dan-ci",
    "publikasi": "panduan/pustaka/situs",
    "upload": "panduan/pustaka/situs",
    "tanda tangan": "panduan/pustaka/tanda-tangan",
    "periksa": "panduan/menelaah/temuan",
    "error": "panduan/menelaah/temuan",
    "perbandingan": "panduan/menelaah/sebelum-sesudah",
    "durasi": "rujukan/bentuk",
    "persyaratan": "rujukan/kunci",
    "logo": "panduan/menulis/tampilan",
    "exit status": "rujukan/keluaran",
    "SOP304": "rujukan/aturan",
}
"""what a person types -> the page meant, which is among the first three results"""


def test_every_page_for_users_is_in_the_navigation() -> None:
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert set(LISTED) == pages - {"architecture.md"}


@pytest.mark.parametrize("page", LISTED)
def test_pages_have_the_words_that_people_search(page: str) -> None:
    """Nothing stems Indonesian, so pages name the words themselves, right below the title, where search weighs most."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert re.search(r"^# [^\n]+\n\nKata kunci: \w", text, re.M)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by the recipe of the Makefile, in a copy."""
    folder = tmp_path_factory.mktemp("docs")
    for name in NEEDED:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    words = ["make", "docs", "--old-file=.venv/.installed-dev", f"BIN={Path(sys.executable).parent}"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build" / "docs" / "panduan"


@pytest.fixture(scope="module")
def met(site: Path) -> dict[str, Any]:
    """What a reader meets in Chromium, in the files and from a server."""
    browser, node, _ = chromium(), needed("node"), module("puppeteer-core")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = {
            "places": [f"{site.as_uri()}/", f"http://127.0.0.1:{server.server_port}/"],
            "pages": [name.replace(".md", ".html") for name in LISTED],
            "judged": [name.replace(".md", ".html") for name in JUDGED],
            "words": list(SEARCHES),
        }
        told = said(node, TOOLS / "browse-docs.mjs", browser, input=json.dumps(asked))
        server.shutdown()
    return dict(json.loads(told))


@pytest.mark.slow
def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    texts = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html") if page.name != "404.html"}
    assert len(texts) == len(LISTED), "pages that are in no navigation, as the one for developers"
    places = {page: set(re.findall(r'\b(?:id|name)="?([^"\s>]+)', text)) for page, text in texts.items()}
    for page, text in texts.items():
        for link in re.findall(r'\b(?:href|src)="?([^"\s>]+)', text):
            if re.match(r"[a-z]+:", link) or link == "#":
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (page.parent / name).resolve() if name else page
            assert target.exists(), f"{page.name}: {link}"
            assert not anchor or target not in places or anchor in places[target], f"{page.name}: {link}"


@pytest.mark.slow
def test_search_finds_what_people_look_for(met: dict[str, Any]) -> None:
    for place, found in met["found"].items():
        missed = {
            word: links
            for word, links in found.items()
            if SEARCHES[word] not in [link.partition(".html")[0] for link in links]
        }
        assert missed == {}, place


@pytest.mark.slow
def test_the_search_dialog_speaks_indonesian(met: dict[str, Any]) -> None:
    for field, count in met["dialog"].values():
        assert field == "Cari"
        assert re.fullmatch(r"\d+ hasil", count)


@pytest.mark.slow
def test_nothing_is_asked_of_the_network(met: dict[str, Any]) -> None:
    assert met["outside"] == []
    assert met["errors"] == []


@pytest.mark.slow
def test_axe_finds_nothing_and_no_page_scrolls_sideways_on_a_phone(met: dict[str, Any]) -> None:
    assert {page: found for page, found in met["axe"].items() if found} == {}
    assert len(met["axe"]) == len(JUDGED)
    assert met["wide"] == []


@pytest.mark.slow
def test_axe_sees_every_kind_of_element(site: Path) -> None:
    def kinds(page: str) -> set[tuple[str, str]]:
        text = (site / page.replace(".md", ".html")).read_text(encoding="utf-8").partition("<article")[2]
        found = re.findall(r'<(\w+)(?:[^>]*? class="?([^">\s]*))?', text.partition("</article>")[0])
        return {(tag, "" if tag == "span" else first) for tag, first in found}  # the colours of code are spans

    seen = set().union(*map(kinds, JUDGED))
    assert {page: more for page in LISTED if (more := kinds(page) - seen)} == {}
