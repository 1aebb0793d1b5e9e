"""The command `preview`: an SOP or a library in the browser, renewed at every save."""

from __future__ import annotations

import threading
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
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="Port; baku yang kosong mulai 8520.")
    ] = None,
    buka: Annotated[bool, typer.Option("--buka", help="Buka peramban.")] = False,
) -> int:
    """Menampilkan dokumen dan temuannya di peramban, diperbarui setiap kali berkas disimpan."""
    from sopgen.preview.builder import Builder
    from sopgen.preview.pages import Pages
    from sopgen.preview.server import listen
    from sopgen.preview.state import Stage

    if not path.exists():
        raise UsageProblem(f"{path} tidak ada.")
    stage = Stage()
    builder = Builder(Pages(path.resolve()), stage)
    try:
        server = listen(port, stage, builder.ensure)
    except OSError as problem:
        raise UsageProblem(f"Tidak ada port yang kosong ({problem}); pilih yang lain dengan --port.") from None
    if port and server.server_port != port:
        complain(f"Port {port} sudah dipakai; pratinjau memakai {server.server_port}.")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": ENDS_WITHIN}, daemon=True).start()
    worker = threading.Thread(target=builder.run, daemon=True)
    worker.start()
    say(server.address)
    complain("Tekan Ctrl-C untuk menutup.")
    if buka:
        import webbrowser

        webbrowser.open(server.address)
    try:
        while worker.is_alive():
            worker.join(ENDS_WITHIN)
    except KeyboardInterrupt:
        pass
    builder.stop()
    server.shutdown()
    server.server_close()
    complain("Pratinjau ditutup.")
    return 0
