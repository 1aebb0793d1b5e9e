"""Turns the forms of an Indonesian verb into one another: meN-, di-, memper-, peN-…-an, per-…-an.

terima  menerima  diterima  penerimaan          setuju-i  menyetujui  disetujui  persetujuan
baik-i  memperbaiki  diperbaiki  perbaikan      cek  mengecek  dicek  pengecekan
"""

from __future__ import annotations

import re
from functools import lru_cache

from sopgen.wording import lexicon

VOWELS = frozenset("aeiou")
_ENGLISH = "ck|ee|ff|gh|ll|oo|ou|ph|pp|sh|ss|th|tion|tt|x|[bcdfgjlmprstvwy][bcdfgjkptvz]$|n[cdt]$|[cvwy]$|[cgnrstv]e$"
SWALLOWED = {"k": "meng", "p": "mem", "t": "men", "s": "meny"}
_NASALS = {**dict.fromkeys("aeioughq", "meng"), **dict.fromkeys("bfv", "mem"), **dict.fromkeys("dcjz", "men")}
_BEGINNING = re.compile(r".?[aeiou]|[bfgkp][lr]|dr|ng|ny|sy|kh|st|tr|sc|ch|sw")
"""How a root can begin."""
_NASAL = re.compile(r"(?:ng[aeioughkqcw]|ny[aeiou].|n[aeioucdjtsz].|m[aeioubfpvs].|[lrwy][aeiou].).")
"""What follows me- or pe- where meN- or peN- stands before some root."""


def active(root: str, suffix: str = "") -> str:
    """The root with meN- before it: `("susun", "") -> menyusun`, `("tandatangan", "i") -> menandatangani`."""
    whole = root + suffix
    first, second = whole[0], whole[1:2]
    if not lexicon.MONOSYLLABLES.isdisjoint((root, whole)):
        return "menge" + whole
    if first not in SWALLOWED:
        return _NASALS.get(first, "me") + whole
    if root in lexicon.UNCHANGED or second not in VOWELS:
        return ("men" if first == "s" else SWALLOWED[first]) + whole
    return SWALLOWED[first] + whole[1:]


def noun(root: str) -> str:
    """`susun -> penyusunan`, `sah -> pengesahan`."""
    return f"p{active(root)[1:]}an"


def _forms() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """noun -> active verb; root with suffix -> active verb; bare root -> active verb"""
    nouns: dict[str, str] = {}
    stems: dict[str, str] = {}
    roots: dict[str, str] = {}
    for root, _, suffix in (entry.partition("-") for entry in lexicon.STEMS):
        verb = active(root, suffix)
        nouns.setdefault(noun(root), verb)
        nouns.setdefault(noun(root + suffix), verb)
        stems.setdefault(root + suffix, verb)
        roots.setdefault(root, verb)
    for root, _, suffix in (entry.partition("-") for entry in lexicon.PER_STEMS):
        verb = "memper" + root + suffix
        nouns.setdefault("per" + root + "an", verb)
        stems.setdefault("per" + root + suffix, verb)
    return nouns, stems, roots


_FROM_NOUN, STEMS, _FROM_ROOT = _forms()
"""STEMS: what makes a verb as it is, `kirim` and `serahkan`, but not `pusat` -> that verb"""
_LISTED_NOUNS = {noun.replace("_", " "): verb.replace("_", " ") for noun, verb in lexicon.NOUN_VERBS.items()}
AGENTS = frozenset("p" + active(root)[1:] for root in _FROM_ROOT) - {*_FROM_NOUN, *_LISTED_NOUNS, *lexicon.TOOLS}
"""who does something, with peN-: `penggugat`, `penyimpan`"""


def is_active(word: str) -> bool:
    """Whether a word in lower case is a verb with me- or ber-, by its form; `Menteri` and `Berkas` are not."""
    whole = word.removesuffix("nya")
    first = whole.partition("-")[0]
    if word in lexicon.ODD_VERBS:
        return True
    if first in ("me", "mem", "men", "meng", "meny", "menge", "ber"):
        return len(whole) > len(first) + 2
    if first in lexicon.NOT_VERBS:
        return False
    if first.startswith("ber"):
        return len(first) >= 6 and _BEGINNING.match(first, 3) is not None and not is_suffixed_root(first)
    return first.startswith("me") and _NASAL.match(first, 2) is not None


def is_passive(word: str) -> bool:
    """Whether a word in lower case is a verb with di-, by its form; `Dinas` and `Disposisi` are not."""
    if not word.startswith("di") or len(word) < 5 or word.partition("-")[0] in lexicon.NOT_PASSIVES:
        return False
    if word.startswith("di-"):
        return True
    rest = word[2:]
    if rest[:2] in lexicon.AGENCY_STARTS or len(rest) < 4:
        return rest in STEMS or rest in _FROM_ROOT
    return _BEGINNING.match(rest) is not None and not is_suffixed_root(word)


def is_suffixed_root(word: str) -> bool:
    """Whether a word is a root with -kan or -i and no prefix, as a command is: `serahkan`, `berikan`, `dirikan`."""
    return word.endswith(("kan", "i")) and word not in _FROM_ROOT and active_of_root(word) is not None


@lru_cache(maxsize=4096)
def active_of_passive(word: str) -> str:
    """`disetujui -> menyetujui`, `diperbaiki -> memperbaiki`, `diproses -> memproses`, `diterimanya -> menerima`."""
    stem = word[2:].removeprefix("-")
    if stem not in STEMS and stem not in _FROM_ROOT:
        stem = stem.removesuffix("nya")
    known = STEMS.get(stem) or _FROM_ROOT.get(stem) or _with_suffix(stem)
    return known or (f"mem{stem}" if stem.startswith("per") and len(stem) > 5 else active(stem))


def _with_suffix(word: str) -> str | None:
    """The active verb of a known root with another suffix than the one the table has for it."""
    for suffix in ("kan", "i"):
        root = word.removesuffix(suffix)
        if root != word and root in _FROM_ROOT:
            return active(root, suffix)
    return None


@lru_cache(maxsize=4096)
def active_of_root(word: str) -> str | None:
    """`buat -> membuat`, `serahkan -> menyerahkan`; None where the word is no known root."""
    if word not in _FROM_ROOT and len(word) >= 6:
        word = word.removesuffix("lah")
    return STEMS.get(word) or _FROM_ROOT.get(word) or _with_suffix(word) or _of_unlisted_root(word)


def _of_unlisted_root(word: str) -> str | None:
    """`kempiskan -> mengempiskan`: only a suffix explains -kan behind a consonant, where no prefix can be."""
    root = word.removesuffix("kan")
    if root == word or len(root) < 4 or root[-1] in VOWELS or root.startswith(("di", "me", "ber", "ter", "per")):
        return None
    return active(root, "kan")


def is_stem(word: str) -> bool:
    """Whether the word makes a verb as it is: those of STEMS, and roots with a suffix."""
    return word in STEMS or _with_suffix(word) is not None or _of_unlisted_root(word) is not None


@lru_cache(maxsize=4096)
def verb_of_noun(word: str) -> str | None:
    """What to write for a noun of action: `pembuatan -> membuat`; with the noun kept, `rapat -> melaksanakan rapat`.

    None where the word names no action."""
    if word in _LISTED_NOUNS:
        return _LISTED_NOUNS[word]
    if word in lexicon.THINGS or word in AGENTS or (word.endswith("kan") and word in STEMS):
        return None
    if word in _FROM_NOUN:
        return _FROM_NOUN[word]
    if word.endswith("nya") and len(word) > 8:
        return verb_of_noun(word.removesuffix("nya"))
    if word.endswith("an") and len(word) > 7 and word.startswith(("pe", "per")):
        return f"melakukan {word}" if _NASAL.match(word, 2) or word.startswith("per") else None
    return _verb_of_loan(word)


MOST_HYPHENS = 3
"""in one word; what has more is no noun"""


def _verb_of_loan(word: str) -> str | None:
    if word.endswith("si") and len(word) >= 6:
        return active(word) if word in _FROM_ROOT or word.endswith(("isasi", "fikasi")) else f"melakukan {word}"
    ends_so = word.endswith(lexicon.ENDINGS_OF_ACTION) and len(word) >= 7 and word not in _FROM_ROOT
    if ends_so or _is_gerund(word) or (word.startswith("re") and word[2:] in _LISTED_NOUNS):
        return f"melakukan {word}"
    modifier, hyphen, head = word.partition("-")
    found = verb_of_pair(modifier, head) if hyphen and head.count("-") < MOST_HYPHENS else None
    return found.replace(f"{modifier} {head}", word) if found else None


def _is_gerund(word: str) -> bool:
    """Whether a word looks like an English noun of action: `briefing`, but not `dinding` nor `pembimbing`."""
    if not word.endswith("ing") or len(word) < 6 or word in lexicon.NOT_GERUNDS or word in _FROM_ROOT:
        return False
    return not (word[0] == "p" and _NASAL.match(word, 2))


@lru_cache(maxsize=4096)
def verb_of_pair(first: str, second: str) -> str | None:
    """The same for a noun of action of two words: `tindak lanjut -> menindaklanjuti`, `site visit -> melakukan …`."""
    if f"{first} {second}" in _LISTED_NOUNS:
        return _LISTED_NOUNS[f"{first} {second}"]
    if first == "alih" and second.isalpha():
        return f"melakukan {first} {second}"
    if not second or not verb_of_noun(second):
        return None
    qualified = first in lexicon.MODIFIERS or (_is_english(first) and (_is_gerund(second) or _is_english(second)))
    return f"melakukan {first} {second}" if qualified else None


def _is_english(word: str) -> bool:
    """Whether no Indonesian word is spelt so; in English what is done stands last: `food weighing`, `land clearing`."""
    return word not in lexicon.PAPERS and re.search(_ENGLISH, word) is not None
