"""The preview as a browser, and as somebody who should not, meets it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from preview_cases import Preview, running

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "logo-kecil.png", tmp_path)
    return Path(shutil.copy(EXAMPLES / "kecil.yaml", tmp_path))


@pytest.fixture
def preview(file: Path) -> Iterator[Preview]:
    with running(file) as preview:
        yield preview


class TestWhoMayRead:
    def test_the_token_is_needed(self, preview: Preview) -> None:
        preview.path = "/"
        assert preview.get("isi")[:2] == (404, b"")
        preview.path = "/" + "x" * 22 + "/"
        assert preview.get("")[0] == 404

    @pytest.mark.parametrize(
        "headers",
        [
            {"Host": "jahat.example"},
            {"Host": "127.0.0.1"},
            {"Origin": "http://jahat.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
        ],
    )
    def test_no_other_host_or_site(self, preview: Preview, headers: dict[str, str]) -> None:
        assert preview.get("isi", headers)[:2] == (403, b"")

    def test_this_machine_only(self, preview: Preview) -> None:
        assert preview.server.server_address[0] == "127.0.0.1"

    def test_nothing_is_written_by_a_request(self, preview: Preview) -> None:
        assert preview.get("isi", method="POST")[0] == 501

    @pytest.mark.parametrize(
        "path", ["../", "..%2f..%2fetc/passwd", "server.py", "isi?sop=../kecil.yaml", "isi?sop=x.yaml"]
    )
    def test_no_file_but_the_previewed(self, preview: Preview, path: str) -> None:
        assert preview.get(path)[0] == 404

    def test_pages_may_load_nothing_from_elsewhere(self, preview: Preview) -> None:
        _, _, headers = preview.get("")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert headers["Cache-Control"] == "no-store"


class TestSaving:
    def test_document_and_findings_of_the_newest_save(self, preview: Preview, file: Path) -> None:
        content = preview.content()
        assert content["title"] == "Permintaan Barang Persediaan"
        assert (content["findings"], content["broken"], content["epoch"]) == ([], "", 1)
        with preview.waiting(since=1) as newer:
            file.write_text(file.read_text().replace("waktu: 10 menit", "waktu: Sesuai kebutuhan", 1))
            content = newer.result()
        assert content == preview.content()
        assert content["epoch"] == 2
        assert "Sesuai" in content["document"]
        (finding,) = content["findings"]
        assert finding["code"] == "SOP503"
        assert finding["absolute"] == file.as_posix()

    def test_a_broken_save_keeps_the_page_and_says_so(self, preview: Preview, file: Path) -> None:
        before, text = preview.content(), file.read_text()
        file.write_text("judul: [")
        broken = preview.content(since=1)
        assert broken["document"] == before["document"]
        assert broken["broken"]
        assert broken["findings"][0]["code"] == "SOP001"
        file.write_text(text)
        mended = preview.content(since=2)
        assert (mended["broken"], mended["epoch"]) == ("", 3)

    @pytest.mark.parametrize("name", ["sopgen.yaml", "logo-kecil.png"])
    def test_whatever_the_page_was_made_from_counts(self, preview: Preview, file: Path, name: str) -> None:
        preview.content()
        other = file.parent / name
        if name == "sopgen.yaml":
            other.write_text("tampilan: {kertas: f4}\n")
        else:
            other.write_bytes(other.read_bytes() + b"\n")
        assert preview.content(since=1)["epoch"] == 2

    def test_two_readers_are_told(self, preview: Preview, file: Path) -> None:
        preview.content()
        assert preview.content(since=0)["epoch"] == 1, "a reader who missed a page is given it at once"
        with preview.waiting(since=1) as one, preview.waiting(since=1) as two:
            file.write_text("judul: [")
            assert (one.result()["epoch"], two.result()["epoch"]) == (2, 2)

    def test_whoever_waits_in_vain_is_answered(self, preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sopgen.preview.server.LONGEST_WAIT", 0)
        assert preview.content(since=preview.content()["epoch"])["epoch"] == 1


def test_a_folder_shows_its_register_and_each_sop(tmp_path: Path, file: Path) -> None:
    (tmp_path / "umum").mkdir()
    file.rename(tmp_path / "umum/minta.yaml")
    shutil.copy(EXAMPLES / "logo-kecil.png", tmp_path / "umum")
    (tmp_path / "rusak.yaml").write_text("judul: [")
    with running(tmp_path) as preview:
        rows = [(entry["sop"], entry["judul"]) for entry in preview.content()["entries"]]
        assert rows == [("rusak.yaml", "rusak.yaml"), ("umum/minta.yaml", "Permintaan Barang Persediaan")]
        assert "Mengajukan permintaan" in preview.content("umum/minta.yaml")["document"]
        broken = preview.content("rusak.yaml")
        assert (broken["document"], bool(broken["broken"])) == ("", True)
        assert preview.get("isi?sop=umum/../../x.yaml")[0] == 404


def test_the_content_is_as_in_the_json_report(preview: Preview, file: Path) -> None:
    file.write_text(file.read_text().replace("waktu: 10 menit", "waktu: Sesuai kebutuhan", 1))
    (finding,) = json.loads(json.dumps(preview.content()["findings"]))
    assert {"file", "line", "column", "code", "severity", "message", "hint", "langkah"} <= set(finding)
