"""Guesses what an author means by a name that the SOP does not know: a key, a word of a few, a lane, a row.

A dictionary of what people call things (`templates/wording/meant.yaml`) comes first, then the same letters in another
case, then likeness. Where nothing is like it, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from sopgen.diagnostics import LONGEST_NAME, nearest
from sopgen.model.values import END
from sopgen.resources import texts_of

_LISTS = "wording/meant.yaml"
_TO = re.compile(r"^(?:di)?(?:kembali(?:kan)?_)?(?:lanjut_)?(?:ke(?:pada)?_)?")
_NUMBERED = re.compile(r"(?:langkah|kegiatan|nomor|no|baris|tahap|step)?_?(?:ke_)?(?:nomor_|no_)?(\d+[a-z]?)")
_SEPARATOR = re.compile(r"\s*[,;/&+]\s*|\s+(?:dan|serta|atau|dengan)\s+", re.IGNORECASE)


def plain_name(text: str) -> str:
    """A name without case, marks and kinds of space: `Mutu Baku` and `mutu-baku` are `mutu_baku`."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


@cache
def _called(kind: str) -> dict[str, list[str]]:
    """What people call things, folded -> what they may mean. `kind`: `keys`, or the `values` that some keys have."""
    meanings: dict[str, list[str]] = {}
    for meaning, words in texts_of(_LISTS)[kind].items():
        for word in words.split():
            meanings.setdefault(plain_name(word), []).append(meaning)
    return meanings


def key(name: str) -> list[str]:
    """The keys that may be meant by a name, the likeliest first; whether they stand here is another question."""
    plain = plain_name(name[:LONGEST_NAME])
    return [plain, *_called("keys").get(plain, ())]


def word(written: str, known: Sequence[str]) -> str | None:
    """The one of a few words that is meant."""
    plain = plain_name(written[:LONGEST_NAME])
    exact = {plain_name(name): name for name in known}
    for part in (plain, *plain.split("_")):  # `A4 landscape` means a4
        called = (name for name in _called("values").get(part, ()) if name in known)
        if meaning := exact.get(part) or next(called, None):
            return meaning
    return nearest(written, known)


def like(name: str, known: Sequence[str]) -> str | None:
    """The known name that is like it: but for a few letters, or with its words in another order."""
    words = sorted(plain_name(name[:LONGEST_NAME]).split("_"))
    turned = (one for one in known if len(words) > 1 and sorted(one.split("_")) == words)
    return next(turned, None) or nearest(name, known)


def names_of_lanes(titles: Mapping[str, str]) -> dict[str, str]:
    """What lanes are called, folded -> id: their titles and ids. Made once for all the texts that may name one."""
    return {plain_name(title): lane for lane, title in titles.items()} | {plain_name(lane): lane for lane in titles}


def lanes(written: str, named: Mapping[str, str]) -> list[str]:
    """The ids of the lanes that one text names by id or title, several joined by commas or words; empty where one of
    them is no lane. `named`: from `names_of_lanes`."""
    if (whole := plain_name(written)) in named:
        return [named[whole]]
    found = [named.get(plain_name(part)) for part in _SEPARATOR.split(written[:LONGEST_NAME]) if part.strip()]
    return [lane for lane in found if lane] if all(found) else []


def lane_ids(titles: Iterable[str], used: Iterable[str]) -> dict[str, str]:
    """An id for each title: the one that rows use already where it fits the title's words, else its first word."""
    left, ids = list(dict.fromkeys(used)), dict[str, str]()
    for title in titles:
        whole = plain_name(title)
        words = whole.split("_")
        known = {*words, whole, "".join(word[:1] for word in words)}
        fitting = next((lane for lane in left if plain_name(lane) in known), None)
        if fitting:
            left.remove(fitting)
        ids[title] = fitting or next((name for name in (words[0], whole) if name not in ids.values()), words[0])
    return ids


def row(written: str, row: int, rows: Sequence[tuple[str, str, str, Collection[str]]]) -> str | None:
    """The row that a target of row `row` means, as a reference; END where the flow ends; None where nobody can say.
    `rows`: of each row the id, the printed number, the kegiatan, the names of its lanes."""
    whole = plain_name(written[:LONGEST_NAME])
    plain = _TO.sub("", whole) or whole
    keys = [key for key, *_ in rows]
    by_text = {plain_name(text): key for key, _, text, _ in rows}
    if plain in by_text:
        return by_text[plain]
    named = texts_of(_LISTS)
    if plain in named["end"].split():
        return END
    if plain in named["start"].split() and keys:
        return keys[0]
    if whole in named["before"].split() and row:
        return keys[row - 1]
    numbered = _NUMBERED.fullmatch(plain)
    if here := [key for key, number, *_ in rows if numbered and number == numbered[1]]:
        return here[0]
    theirs = [place for place, (*_, names) in enumerate(rows) if plain in map(plain_name, names)]
    if theirs and "@" not in written:  # back to somebody: to the last that they did before
        return keys[max((place for place in theirs if place < row), default=theirs[0])]
    begun = [name for text, name in by_text.items() if len(plain) > 8 and text.startswith(plain)]
    return begun[0] if len(begun) == 1 else nearest(written, [*keys, END])
