"""The command `preview`: an SOP or a library in the browser, renewed at every save."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sopgen.commands.terminal import complain, say
from sopgen.diagnostics import UsageProblem

ENDS_WITHIN = 0.2
"""seconds: Windows delivers Ctrl-C only between two waits"""


def preview(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Berkas SOP, atau folder pustaka.")],
    port: Annotated[
        int | None,
        typer.Option(
            "--port", metavar="N", min=1, max=65535, help="Port, 1 sampai 65535; baku yang kosong mulai 8520."
        ),
    ] = None,
    buka: Annotated[bool, typer.Option("--buka", help="Buka peramban.")] = False,
) -> int:
    """Menampilkan dokumen dan temuannya di peramban. Diperbarui setiap kali berkas disimpan."""
    from sopgen.preview.pages import Pages
    from sopgen.preview.server import listen
    from sopgen.work.jobs import Job, missing, no_sop, sops

    if not path.exists():
        raise UsageProblem(missing(path))
    if path.is_file() and (told := no_sop(path)):
        raise UsageProblem(f"{path} {told}")
    sops([Job(path, path)])
    try:
        server = listen(port, Pages(path.resolve()))
    except OSError as problem:
        raise UsageProblem(f"Tidak ada port yang kosong ({problem}); pilih yang lain dengan --port.") from None
    if port and server.server_port != port:
        complain(f"Port {port} sudah dipakai; pratinjau memakai {server.server_port}.")
    say(server.address)
    complain("Tekan Ctrl-C untuk menutup.")
    if buka:
        import webbrowser

        webbrowser.open(server.address)
    with server:
        server.serve_forever(ENDS_WITHIN)
    return 0
