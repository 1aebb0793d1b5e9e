"""The commands around a library: `sopgen init`, `sopgen new` and `sopgen config`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sopgen.commands.terminal import complain
from sopgen.diagnostics import UsageProblem

Overwrite = Annotated[bool, typer.Option("--timpa", help="Timpa berkas yang sudah ada.")]
LANES_BY_DEFAULT = ("Jabatan .... (pemohon)", "Jabatan .... (pemroses)")


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder pustaka; dibuat bila belum ada.")],
    instansi: Annotated[
        str | None, typer.Option("--instansi", metavar="TEKS", help="Baris pertama kop: instansi.")
    ] = None,
    satuan_kerja: Annotated[
        str | None, typer.Option("--satuan-kerja", metavar="TEKS", help="Baris kedua kop: satuan kerja.")
    ] = None,
    timpa: Overwrite = False,
) -> int:
    """Membuat pustaka SOP. Isinya sopgen.yaml, satu contoh, dan pengaturan penyunting dan CI."""
    from sopgen.commands import starter
    from sopgen.library import register_of

    if directory.exists() and not directory.is_dir():
        raise UsageProblem(f"{directory} adalah berkas, bukan folder.")
    office = _asked(instansi, "Instansi (baris pertama kop)", "Pemerintah Kabupaten Contoh")
    unit = _asked(satuan_kerja, "Satuan kerja (baris kedua kop)", "Sekretariat Daerah")
    files = starter.library_files(office, unit, date.today())
    if not timpa and directory.is_dir() and register_of(Path(os.path.realpath(directory))).entries:
        del files[starter.EXAMPLE]  # a library with SOPs of its own needs no example
    _write_all(directory, files, timpa)
    typer.echo(f"\nBerikutnya: sopgen validate {_shown(directory)}")
    return 0


def _write_all(directory: Path, files: dict[str, str], overwrite: bool) -> None:
    """Write the files that are not there yet, or all; where one cannot be written, none is, and no new folder stays."""
    from sopgen.work.files import new_folders, unwritten, write_all

    kept = {name for name in files if os.path.lexists(directory / name) and not overwrite}
    texts = {directory / name: text.encode() for name, text in files.items() if name not in kept}
    before, folders = {path for path in texts if os.path.lexists(path)}, new_folders(texts)
    try:
        refused = write_all(texts)
    except OSError as problem:
        refused = {directory: problem}
    for path, error in refused.items():
        for made in texts.keys() - before - refused.keys():
            with suppress(OSError):
                made.unlink()
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()
        raise UsageProblem(unwritten(path, error))
    for name in sorted(files):
        typer.echo(_shown(directory / name) + ("  (sudah ada, dibiarkan)" if name in kept else ""))


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas SOP yang dibuat (*.yaml).")],
    judul: Annotated[str | None, typer.Option("--judul", metavar="TEKS", help="Nama SOP.")] = None,
    satuan_kerja: Annotated[
        str | None, typer.Option("--satuan-kerja", metavar="TEKS", help="Satuan kerja pemilik SOP.")
    ] = None,
    pelaksana: Annotated[
        list[str] | None,
        typer.Option("--pelaksana", metavar="JABATAN", help="Pelaksana dari kiri ke kanan; boleh diulang, atau koma."),
    ] = None,
    timpa: Overwrite = False,
) -> int:
    """Membuat kerangka satu SOP untuk diisi. Yang tidak ditulis sebagai opsi ditanyakan di terminal."""
    from sopgen.commands import starter
    from sopgen.reading.layers import library_of
    from sopgen.work.files import put

    _refuse_name(file, timpa)
    defaults = library_of(file.parent).defaults
    instansi = defaults.get("instansi")
    known = instansi if isinstance(instansi, dict) else {}
    title = _asked(judul, "Judul SOP, tanpa kata SOP", starter.title_of(file))
    office = _asked(satuan_kerja, "Satuan kerja", str(known.get("satuan_kerja") or starter.OPEN))
    text = starter.sop_text(
        _lanes(pelaksana),
        date.today(),
        defaults,
        judul=title,
        instansi="" if known.get("nama") else f"Pemerintah {starter.OPEN}",
        satuan_kerja="" if office == known.get("satuan_kerja") else office,
        schema=_schema_for(file),
        file=file.name,
    )
    put(file, text.encode())
    typer.echo(_shown(file))
    name = f'"{_shown(file)}"' if " " in _shown(file) else _shown(file)
    complain(f"Berikutnya: ganti isian yang memuat titik-titik, sambil melihat hasilnya: sopgen preview {name} --buka")
    return 0


def _refuse_name(file: Path, overwrite: bool) -> None:
    from sopgen.reading.files import LIBRARY_FILE, SUFFIXES

    if file.suffix.casefold() not in SUFFIXES:
        raise UsageProblem(f"Nama berkas SOP berakhiran .yaml, misalnya {file.stem or 'sop'}.yaml.")
    if file.name.casefold() == LIBRARY_FILE:
        raise UsageProblem(f"{LIBRARY_FILE} adalah isian bersama pustaka, bukan SOP; `sopgen init` membuatnya.")
    if file.is_dir():
        raise UsageProblem(f"{file} adalah folder.")
    if os.path.lexists(file) and not overwrite:
        raise UsageProblem(f"{file} sudah ada; pilih nama lain, atau tambahkan --timpa untuk menggantinya.")


def _lanes(given: list[str] | None) -> tuple[str, ...]:
    texts = given or [_asked(None, "Pelaksana dari kiri ke kanan, dipisah koma", ", ".join(LANES_BY_DEFAULT))]
    names = [name.strip() for text in texts for name in text.split(",")]
    return tuple(name for name in names if name) or LANES_BY_DEFAULT


def _asked(given: str | None, question: str, default: str) -> str:
    """An answer: the option's, else on a terminal the user's, else the default."""
    if given is not None:
        return given.strip() or default
    if not sys.stdin.isatty() or os.environ.get("CI"):
        return default
    answer: str = typer.prompt(question, default=default)
    return answer.strip() or default


def _schema_for(file: Path) -> str:
    """The library's copy of the JSON Schema, seen from the file; empty where it has none."""
    from sopgen.commands.starter import SOP_SCHEMA
    from sopgen.reading.layers import top_folder

    folder = Path(os.path.realpath(file.parent))
    root = top_folder(folder)
    return Path(os.path.relpath(root / SOP_SCHEMA, folder)).as_posix() if root and (root / SOP_SCHEMA).is_file() else ""


def _shown(path: Path) -> str:
    from sopgen.report import printable

    return printable(path.as_posix())


def config(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas SOP, atau folder.")],
) -> int:
    """Menampilkan isian yang berlaku bagi satu SOP dan asalnya. Asalnya berkas itu, sopgen.yaml, atau nilai baku."""
    from sopgen.library.effective import effective
    from sopgen.report import printable

    values = effective(file)
    wide = min(56, max((len(value.key) + len(value.text) + 2 for value in values), default=0))
    for value in values:
        typer.echo(printable(f"{value.key}: {value.text}".ljust(wide) + f"  {value.place}"))
    return 0
