"""What an editor shows: the YAML language server with our schema, and VS Code's matcher over our report."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from programs import module

from sopgen.cli import main

ROOT = Path(__file__).parent.parent
TASKS = ROOT / "templates" / "starter" / "vscode-tasks.json"
SOP = """\
judul: Pengiriman Surat
nomor: [1]
tampilan: {kertas: folio}
pelaksana: {a: Pegawai, b: Kepala}
langkah:
  - kegiatn: Menerima surat
    pelaksana: a
  -\x20
"""


class Server:
    """The language server, spoken to in its own protocol: https://microsoft.github.io/language-server-protocol."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.count = 0

    def send(self, method: str, params: dict[str, Any], *, answered: bool = False) -> Any:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if answered:
            self.count += 1
            message["id"] = self.count
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()
        if answered:
            return next(m["result"] for m in self.messages() if m.get("id") == self.count and "method" not in m)
        return None

    def messages(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout
        while line := self.process.stdout.readline():
            length = int(line.split(b":")[1])
            assert self.process.stdout.readline() == b"\r\n"
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:  # the server asks for settings: none are set
                wanted = message["params"].get("items", [None]) if isinstance(message.get("params"), dict) else [None]
                self.reply(message["id"], [None for _ in wanted])
            yield message

    def reply(self, number: Any, result: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "id": number, "result": result}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()


@contextmanager
def language_server() -> Iterator[Server]:
    command = [str(module(".bin/yaml-language-server")), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield Server(process)
        finally:
            process.kill()


@pytest.mark.slow
def test_the_language_server_says_it_in_our_words_and_completes(tmp_path: Path) -> None:
    schema = (ROOT / "schema" / "sop.schema.json").as_uri()
    uri = (tmp_path / "a.yaml").as_uri()
    with language_server() as server:
        server.send("initialize", {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}}, answered=True)
        server.send("initialized", {})
        settings = {"yaml": {"schemas": {schema: "*.yaml"}, "validate": True, "completion": True}}
        server.send("workspace/didChangeConfiguration", {"settings": settings})
        text = f"# yaml-language-server: $schema={schema}\n{SOP}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        server.send("textDocument/didOpen", {"textDocument": document})
        found = next(
            m["params"]["diagnostics"]
            for m in server.messages()
            if m.get("method") == "textDocument/publishDiagnostics" and m["params"]["diagnostics"]
        )
        said = {one["range"]["start"]["line"]: one["message"] for one in found}
        assert "yang diharapkan teks" in said[2]
        assert "salah satu dari a4, f4, legal" in said[3]
        assert said[6].startswith("Kunci yang dikenal di sini: id, no, kegiatan,")
        place = {"textDocument": {"uri": uri}, "position": {"line": text.count("\n") - 1, "character": 4}}
        labels = {item["label"] for item in server.send("textDocument/completion", place, answered=True)["items"]}
        assert {"kegiatan", "pelaksana", "langkah", "keputusan"} <= labels
        assert not [label for label in labels if "butir" in label or "Isi" in label], "no names of ours"


def test_the_problem_matcher_finds_our_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding that the report names is matched once, with its severity, place and code."""
    file = tmp_path / "a.yaml"
    file.write_text(
        SOP.replace("kegiatn", "kegiatan")
        .replace("[1]", "1")
        .replace("folio", "f4")
        .replace("  -\x20\n", "  - {kegiatan: Mencatat surat, pelaksana: c}\n")
    )
    with pytest.raises(SystemExit):
        main(["validate", str(file), "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    matchers = json.loads(TASKS.read_text(encoding="utf-8"))["tasks"][0]["problemMatcher"]
    matched = []
    for matcher in matchers:
        pattern = matcher["pattern"]
        for found in filter(None, (re.match(pattern["regexp"], line) for line in lines)):
            place = (found[pattern["line"]], found[pattern["column"]] or "", found[pattern["code"]])
            assert found[pattern["file"]] == str(file)
            matched.append((matcher["severity"], *place))
    with pytest.raises(SystemExit):
        main(["validate", str(file), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    wanted = [
        (one["severity"], str(one["line"]), str(one["column"]) * (one["line"] == one["end_line"]), one["code"])
        for one in findings
    ]
    assert len(matched) > 5
    assert sorted(matched) == sorted(wanted), "alike findings too, which the text report tells together"
    assert {severity for severity, *_ in matched} >= {"error", "warning"}
