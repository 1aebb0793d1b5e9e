"""Reads the sides of a comparison: files, standard input, and files as a revision of a git repository has them.

A revision is read by git itself, as a subprocess. What an SOP needs of it (the sopgen.yaml files above, pictures) is
checked out to a temporary folder that stands for the repository, so that everything is read as from a working tree.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sopgen.diagnostics import UsageProblem, quoted
from sopgen.reading.files import LIBRARY_FILE, SITE_FILE, is_sop, sop_files
from sopgen.reading.loader import MAX_BYTES

PICTURES = (".png", ".jpg", ".jpeg", ".svg")
STDIN = "-"
_SOP_KEY = re.compile(rb"^[\xef\xbb\xbf{]*\s*[\"']?(judul|pelaksana|langkah)[\"']?\s*:", re.MULTILINE)
SHALLOW = "Salinan repositori ini dangkal (shallow): ambil riwayatnya dengan `git fetch --unshallow`."

REFUSALS = {
    "not a git repository": "{folder} bukan bagian dari repositori git.",
    "dubious ownership": "git menolak {folder} karena foldernya milik pengguna lain; bila memang dipercaya, jalankan "
    "`git config --global --add safe.directory {folder}`.",
    "must be run in a work tree": "{folder} repositori tanpa berkas (bare); jalankan di salinan kerjanya.",
}
"""what git says -> what the user is told"""


class Source(NamedTuple):
    """One side of one SOP."""

    path: Path
    name: str
    """as reports call it"""
    content: bytes | None = None
    """what standard input held"""
    revision: str = ""
    """empty: as the files are now"""
    root: Path = Path()
    """of a revision: the temporary folder that stands for the repository"""

    def called(self, file: str) -> str:
        """A file that is read with the SOP as reports call it: a path below the temporary folder becomes `REV:path`."""
        place = Path(file)
        below = self.revision and self.root in place.parents
        return f"{self.revision}:{place.relative_to(self.root).as_posix()}" if below else file


class Pairing(NamedTuple):
    """What is compared with what; None where the SOP is not there."""

    old: Source | None
    new: Source | None


class Git:
    """The repository that a folder belongs to. Raises UsageProblem where there is none, or no git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = Path(os.fsdecode(self.run("rev-parse", "--show-toplevel").strip()))

    def run(self, *words: str, given: bytes | None = None, **more: str) -> bytes:
        done = self.tried(*words, given=given, **more)
        if done.returncode:
            said, folder = done.stderr.decode(errors="replace").strip(), self.folder.resolve().as_posix()
            for sign, why in REFUSALS.items():
                if sign in said:
                    raise UsageProblem(why.format(folder=folder))
            raise UsageProblem(f"git gagal: {' '.join(said.split()) or ' '.join(words)}")
        return done.stdout

    def tried(self, *words: str, given: bytes | None = None, **more: str) -> subprocess.CompletedProcess[bytes]:
        """`more`: variables of the environment."""
        environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", **more}
        command = ["git", "-C", str(self.folder), "-c", "core.quotePath=false", *words]
        try:
            return subprocess.run(command, input=given, capture_output=True, check=False, env=environment)
        except OSError:
            raise UsageProblem(
                "git tidak ditemukan di komputer ini; pasang dulu, atau bandingkan dua berkas."
            ) from None

    def listed(self, *words: str) -> list[str]:
        """The names that a command of git tells, which ends each with a zero byte."""
        return [os.fsdecode(name) for name in self.run(*words).split(b"\0") if name]

    def commit(self, revision: str) -> str:
        """The full name of a revision; UsageProblem where it is unknown."""
        done = self.tried("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if done.returncode or revision.startswith("-"):
            shallow = self.tried("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
            hint = f" {SHALLOW}" if shallow else ""
            raise UsageProblem(f"Revisi {quoted(revision)} tidak ada di repositori ini.{hint}")
        return done.stdout.decode().strip().splitlines()[-1]

    def merge_base(self, commit: str) -> str:
        """Where the work here left a revision; the revision itself where that cannot be known."""
        done = self.tried("merge-base", commit, "HEAD")
        return done.stdout.decode().strip() if done.returncode == 0 else commit

    def files(self, commit: str) -> list[str]:
        return self.listed("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)

    def changed(self, commit: str) -> list[tuple[str | None, str | None]]:
        """What differs between a revision and the working tree, by its names in both from the repository's root:
        renames followed, new files included."""
        parts = self.listed("diff", "--name-status", "-M", "-z", "--no-ext-diff", "--no-textconv", commit, "--")
        found: list[tuple[str | None, str | None]] = []
        while parts:
            kind, name = parts.pop(0), parts.pop(0)
            if kind.startswith(("R", "C")):
                found.append((name if kind.startswith("R") else None, parts.pop(0)))
            else:
                found.append((None if kind == "A" else name, None if kind == "D" else name))
        untracked = self.listed("ls-files", "--others", "--exclude-standard", "-z", "--full-name", str(self.root))
        return found + [(None, name) for name in untracked]

    def written(self, commit: str, revision: str, names: Collection[str], folder: Path) -> dict[str, Source]:
        """Files of a revision in a new folder, with what SOPs there are read with, as git would check them out (line
        ends as in the working tree)."""
        root = Path(os.path.realpath(folder))
        (root / ".git").mkdir(parents=True)  # the mark of a repository: nothing above belongs to it
        wanted = dict.fromkeys([*names, *filter(is_shared, self.files(commit))])
        index = str(root / ".git" / "index")
        self.run("read-tree", "--no-sparse-checkout", commit, GIT_INDEX_FILE=index)
        self.run(
            "-C", str(self.root), "checkout-index", "--force", "-z", "--stdin", f"--prefix={root.as_posix()}/",
            given=b"\0".join(map(os.fsencode, wanted)), GIT_INDEX_FILE=index,
        )  # fmt: skip
        return {name: Source(root / name, f"{revision}:{name}", None, revision, root) for name in names}


def is_shared(name: str) -> bool:
    """Whether SOPs beside or below may be read with this file."""
    return PurePosixPath(name).name == LIBRARY_FILE or name.lower().endswith(PICTURES)


def split_revision(text: str) -> tuple[str, str] | None:
    """`HEAD~1:sop/a.yaml` -> its revision and path; None for a path, as `C:\\sop\\a.yaml` is one too."""
    revision, colon, path = text.partition(":")
    if not colon or not revision or Path(text).exists() or (len(revision) == 1 and path[:1] in ("\\", "/")):
        return None
    return revision, path


def sops_among(names: Iterable[str]) -> list[str]:
    """The SOP files among names of a repository; hidden folders and built sites hold none of a library."""
    listed = [PurePosixPath(name) for name in names]
    sites = {name.parent for name in listed if name.name == SITE_FILE}
    return [
        name.as_posix()
        for name in listed
        if is_sop(name.name)
        and not any(part.startswith(".") for part in name.parts[:-1])
        and sites.isdisjoint(name.parents)
    ]


# ---- two sides as they are named


def pairings(old: str, new: str, scratch: Path) -> list[Pairing]:
    """What to compare with what. `scratch`: a folder for what revisions hold. Raises UsageProblem."""
    if old == new == STDIN:
        raise UsageProblem("Masukan baku hanya dapat menjadi satu sisi.")
    before, after = _named(old, scratch / "lama"), _named(new, scratch / "baru")
    if ("" in before) != ("" in after):
        raise UsageProblem("Bandingkan berkas dengan berkas, atau folder dengan folder.")
    return [Pairing(before.get(name), after.get(name)) for name in sorted({*before, *after})]


def _named(text: str, scratch: Path) -> dict[str, Source]:
    """The SOPs of one side by their place in the folder that it names; one SOP alone stands at ""."""
    if text == STDIN:
        return {"": Source(Path(STDIN), "<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1))}
    if there := split_revision(text):
        return _of_revision(*there, scratch)
    path = Path(text)
    if path.is_dir():
        return {f.relative_to(path).as_posix(): Source(f, f.as_posix()) for f in sop_files(path)}
    if not path.is_file():
        raise UsageProblem(f"{text} tidak ada; satu sisi adalah berkas, folder, - (masukan baku), atau REVISI:letak.")
    return {"": Source(path, path.as_posix())}


def _of_revision(revision: str, path: str, scratch: Path) -> dict[str, Source]:
    git = Git(Path.cwd())
    commit = git.commit(revision)
    files = git.files(commit)
    prefix = os.fsdecode(git.run("rev-parse", "--show-prefix").strip())
    for start in ("", prefix):
        wanted = posixpath.normpath(start + path.replace("\\", "/")) if path else "."
        below = files if wanted == "." else [name for name in files if name.startswith(f"{wanted}/")]
        if wanted in files or below:
            break
    else:
        raise UsageProblem(f"{quoted(path)} tidak ada di revisi {quoted(revision)}.")
    places = {name: posixpath.relpath(name, wanted) for name in sops_among(below)}
    if wanted in files:
        places = {wanted: ""}
    return {places[name]: source for name, source in git.written(commit, revision, places, scratch).items()}


# ---- everything that differs from a revision


def since(git: Git, commit: str, revision: str, paths: Sequence[Path], scratch: Path) -> list[Pairing]:
    """Every SOP whose file differs between a revision and the working tree, and those that are read with a sopgen.yaml
    or a picture that does."""
    differing = git.changed(commit)
    limits = [_below_root(path, git.root) for path in paths] or ["."]

    def wanted(name: str | None) -> bool:
        return name is not None and any(part in (".", name) or name.startswith(f"{part}/") for part in limits)

    def sop(name: str | None) -> str | None:
        return name if name and sops_among([name]) else None

    found = {(sop(old), sop(new)) for old, new in differing if wanted(old) or wanted(new)}
    touched = [name for pair in differing for name in pair if name and is_shared(name)]
    if touched:
        known = {name for pair in found for name in pair}
        # a picture may stand anywhere, a sopgen.yaml reaches what stands below it
        reached = {PurePosixPath("." if name.lower().endswith(PICTURES) else name).parent for name in touched}
        for name in sops_among(git.files(commit)):
            below = not reached.isdisjoint(PurePosixPath(name).parents)
            if below and wanted(name) and name not in known and (git.root / name).is_file():
                found.add((name, name))
    found.discard((None, None))
    olds = git.written(commit, revision, [old for old, _ in found if old], scratch)
    pairs = [
        Pairing(olds[old] if old else None, Source(git.root / new, _shown(git.root / new)) if new else None)
        for old, new in sorted(found, key=lambda pair: pair[1] or pair[0] or "")
    ]
    return [pair for pair in pairs if _is_about_sops(pair)]


def _below_root(path: Path, root: Path) -> str:
    try:
        return Path(os.path.realpath(path)).relative_to(os.path.realpath(root)).as_posix()
    except ValueError:
        raise UsageProblem(f"{path} di luar repositori {root.as_posix()}.") from None


def _shown(path: Path) -> str:
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _is_about_sops(pair: Pairing) -> bool:
    """Whether a file on either side looks like an SOP; other tools keep YAML files too."""
    for source in pair:
        try:
            if source and _SOP_KEY.search(source.path.read_bytes()):
                return True
        except OSError:
            return True  # told where it is compared
    return False
