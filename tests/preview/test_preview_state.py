"""What a page shows, and who waits for something newer."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from sopgen.preview.state import Shown, Stage
from sopgen.preview.watch import changed, stamps_of


def test_a_save_that_cannot_be_drawn_keeps_the_last_document() -> None:
    stage = Stage()
    stage.put("", Shown("A", "<p>satu</p>"))
    stage.put("", Shown("A", broken="galat"))
    shown = stage.get("")
    assert shown is not None
    assert (shown.document, shown.broken, shown.epoch) == ("<p>satu</p>", "galat", 2)


def test_pages_do_not_mix() -> None:
    stage = Stage()
    stage.put("a.yaml", Shown("A"))
    stage.put("b.yaml", Shown("B"))
    stage.put("b.yaml", Shown("B2"))
    assert [(stage.get(name).title, stage.get(name).epoch) for name in ("a.yaml", "b.yaml")] == [("A", 1), ("B2", 2)]  # type: ignore[union-attr]
    assert stage.get("c.yaml") is None


def test_waits_for_something_newer_than_what_the_reader_has() -> None:
    stage = Stage()
    stage.put("", Shown("A"))
    assert stage.newer("", 1, 0.0) is None
    found: list[Shown | None] = []
    reader = threading.Thread(target=lambda: found.append(stage.newer("", 1, 30)))
    reader.start()
    stage.put("", Shown("B"))
    reader.join(30)
    assert found
    assert found[0] == Shown("B", epoch=2)
    assert stage.newer("", 1, 0.0) == Shown("B", epoch=2), "one that was missed is still there"


def test_the_end_lets_everybody_go() -> None:
    stage = Stage()
    reader = threading.Thread(target=lambda: stage.newer("", 0, 60))
    reader.start()
    stage.close()
    reader.join(30)
    assert not reader.is_alive()


def test_only_what_is_read_is_watched() -> None:
    stage = Stage()
    stage.watch("a", 1)
    stage.watch("a", 1)
    stage.watch("b", 1)
    stage.watch("a", -1)
    stage.watch("b", -1)
    assert stage.watched() == ["a"]


def test_size_time_absence_and_arrival_are_changes(tmp_path: Path) -> None:
    file, other = tmp_path / "a.yaml", tmp_path / "sopgen.yaml"
    file.write_text("satu")
    stamps = stamps_of([file, other])
    assert not changed(stamps)
    other.write_text("")
    assert changed(stamps), "one that was looked for in vain has come"
    stamps = stamps_of([file, other])
    os.utime(file, ns=(1, 1))
    assert changed(stamps)
    stamps = stamps_of([file, other])
    file.unlink()
    assert changed(stamps)
