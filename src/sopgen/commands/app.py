"""The command line: every command with its options and its help, as typer shows them."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from sopgen import __version__
from sopgen.commands import diff, fix, import_, library, preview, render, site, validate
from sopgen.commands.terminal import CANCELLED, UNABLE
from sopgen.commands.values import known_code
from sopgen.diagnostics import UsageProblem, nearest

_HEADINGS = {
    "Usage:": "Pemakaian:",
    "Arguments:": "Argumen:",
    "Options:": "Opsi:",
    "Commands:": "Perintah:",
    "[OPTIONS]": "[OPSI]",
    "COMMAND [ARGS]...": "PERINTAH [ARGUMEN]...",
    "Show this message and exit.": "Tampilkan bantuan ini.",
    "Install completion for the current shell.": "Pasang pelengkapan perintah di shell ini.",
    "Show completion for the current shell, to copy it or customize the installation.": "Tampilkan skrip pelengkapan.",
}


def _indonesian(text: str) -> str:
    text = re.sub(r" <[^>\n]*>|\s+\\?\[required\]", "", text)  # the Python type of an argument, and a mark
    text = re.sub(r"\{([A-Z=…]+)\}", r"\1", text)
    text = re.sub(r"\s+\[(?:default:\s+([^];]*))?[^][]*<=[^][]*\]", lambda m: f" [baku: {m[1]}]" if m[1] else "", text)
    for english, own in _HEADINGS.items():
        text = re.sub(r"\s+".join(map(re.escape, english.split())), own, text)
    return text


class _Command(TyperCommand):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # so that what is too much can be named, beside what is taken
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:  # else a shell asks for completions
            raise UsageProblem(_too_much(ctx, rest))
        return rest

    def get_help(self, ctx: Any) -> str:
        return _indonesian(super().get_help(ctx))


class _Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _indonesian(super().get_help(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] in ("help", "version"):  # as words, which people try first
            args = [*args[1:], f"--{args[0]}"]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        word = args[0] if args else "-"
        if word.startswith("-") or word in self.commands:
            return super().resolve_command(ctx, args)
        from sopgen.reading.files import is_yaml  # which loads YAML: help does without

        if is_yaml(word):
            file = f'"{word}"' if " " in word else word
            meant = f"`sopgen render {file}` atau `sopgen validate {file}`"
            raise UsageProblem(f"Perintah belum ditulis. Mungkin maksudnya {meant}?")
        near = nearest(word, list(self.commands))
        guess = f" Mungkin maksudnya `sopgen {near}`?" if near else ""
        raise UsageProblem(f"Perintah `{word}` tidak dikenal.{guess} Lihat `sopgen --help`.")


def _too_much(context: Any, rest: list[str]) -> str:
    names: dict[str, list[str]] = {"argument": [], "option": []}
    for parameter in context.command.get_params(context):
        names[parameter.param_type_name].append(parameter.metavar or parameter.opts[-1])
    if names["argument"]:
        takes = f"menerima satu {names['argument'][0]}"
    else:
        takes = f"tidak menerima argumen, hanya opsi {', '.join(names['option'])}"
    place = context.command_path
    said = f"Argumen `{' '.join(rest)}` berlebih: `{place}` {takes}. Lihat `{place} --help`."
    return f"{said}\n{_indonesian(context.get_usage())}"


app = typer.Typer(
    cls=_Group,
    help="sopgen: SOP Administrasi Pemerintahan, dari satu berkas YAML menjadi dokumen resmi.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Tampilkan versi.")] = False,
) -> None:
    if version:
        typer.echo(f"sopgen {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(UNABLE)


def rules(
    code: Annotated[str | None, typer.Argument(metavar="KODE", help="Kode, misalnya SOP302 atau UBAH301.")] = None,
) -> int:
    """Menampilkan aturan dan jenis perubahan, atau menjelaskan satu."""
    from sopgen import report
    from sopgen.compare.kinds import KINDS
    from sopgen.rules import RULES

    explained: dict[str, tuple[Any, str]] = {rule.code: (rule, report.LEVELS[rule.severity]) for rule in RULES}
    explained |= {kind.code: (kind, kind.class_.value) for kind in KINDS.values()}
    if code is None:
        for key, (one, level) in explained.items():
            typer.echo(f"{key}  {level:<{16 - len(key)}}  {one.name:<26}  {one.summary}")
    else:
        one, level = explained[known_code(code, list(explained))]
        typer.echo(f"{one.code} {one.name} ({level})\n\n{one.doc}")
    return 0


def schema(
    library: Annotated[bool, typer.Option("--library", help="Skema sopgen.yaml, bukan skema SOP.")] = False,
) -> int:
    """Menampilkan JSON Schema berkas SOP, untuk penyunting teks."""
    from sopgen.model import schema as schemas

    sys.stdout.write(schemas.as_text(schemas.library_schema() if library else schemas.sop_schema()))
    return 0


for _command in (
    render.render, validate.validate, fix.fix, rules, schema, import_.import_, diff.diff, site.build, preview.preview,
    library.init, library.new, library.config,
):  # fmt: skip
    app.command(_command.__name__.rstrip("_"), cls=_Command)(_command)


def run(arguments: list[str]) -> int:
    """Run a command as it is written, and give its exit status; UsageProblem where it cannot be understood."""
    if "" in arguments:  # of which a path would mean the whole folder
        raise UsageProblem('Satu argumen kosong ("").')
    try:
        status = int(app(args=arguments, prog_name="sopgen", standalone_mode=False) or 0)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except Exception as error:
        if hasattr(error, "format_message"):
            raise UsageProblem(_usage_message(error)) from None
        raise
    if status == CANCELLED:  # as typer tells of Ctrl-C
        raise KeyboardInterrupt
    return status


def _usage_message(error: Any) -> str:
    """A command-line error of typer in Indonesian, known by its class: the texts are English and change. The usage of
    the command that was meant stands below it."""
    match type(error).__name__:
        case "NoSuchOption":
            guess = f" Mungkin maksudnya {', '.join(error.possibilities)}?" if error.possibilities else ""
            said = f"Opsi `{error.option_name}` tidak dikenal.{guess}"
        case "MissingParameter":
            word = getattr(error.param, "metavar", None) or "Argumen"
            option = error.param.opts[0] + " " if error.param.param_type_name == "option" else ""
            said = f"{option}{word} belum ditulis."
        case "BadOptionUsage":
            said = f"Opsi `{error.option_name}` salah pemakaian: nilainya belum ditulis, atau tidak memerlukan nilai."
        case "BadParameter":
            says = getattr(error.param, "help", None)
            said = (
                f"Nilai untuk `{getattr(error.param, 'name', None) or 'argumen'}` salah{f': {says}' if says else '.'}"
            )
        case _:
            said = "Perintah atau argumen tidak dikenal."
    context = getattr(error, "ctx", None)
    place = context.command_path if context else "sopgen"
    usage = f"\n{_indonesian(context.get_usage())}" if context and context.parent else ""
    return f"{said} Lihat `{place} --help`.{usage}"
