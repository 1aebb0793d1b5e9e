"""Edits a YAML text by position: a path and what to do come in, and nothing else of the text changes.

Comments, order, quotes, indentation and line ends stay as the author has them. Every result is read back before it is
given: it must hold exactly what was asked for and, everywhere else, what the text held before. What cannot be done so
is refused by name (`NotEditable`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain
from typing import Any, cast

import yaml

from sopgen.diagnostics import Edit, Path, path_text
from sopgen.editing import written
from sopgen.editing.written import STEP, Value, same
from sopgen.model.sop import keys_of, part_at
from sopgen.reading.advice import at
from sopgen.reading.loader import load

Edits = tuple[Edit, ...]

BOM = "\ufeff"
QUOTES = "'\""
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(#[^\r\n]*)?$")
_LINE_END = re.compile(r"\r?\n|\Z")
_NEWLINE = re.compile(r"\r?\n")


class NotEditable(Exception):
    """What was asked for cannot be written at this place without changing more. The message names the place."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; they must not overlap."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits):
        if edit.start < done:
            raise ValueError("edits overlap")
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


class Document:
    """One YAML text and the places of everything in it. Raises NotEditable for a text that cannot be read. What can be
    asked for gives the changed document, this one stays as it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        loaded = load(text, "")
        if loaded.findings:
            raise NotEditable(loaded.findings[0].message)
        self.data, self._spans = loaded.data, loaded.spans
        self._body = text.removeprefix(BOM)
        """the text in which places are counted"""
        self._newline = "\r\n" if "\r\n" in text else "\n"

    @cached_property
    def _root(self) -> yaml.Node:
        return cast(yaml.Node, yaml.compose(self._body, Loader=_PARSER))

    # ---- what can be asked for

    def has(self, path: Path) -> bool:
        """Whether something stands at this path of the text itself."""
        return path in self._spans

    def set_text(self, path: Path, value: str) -> Document:
        """Another text in place of the scalar at `path`, in the style it had, if that can hold it."""
        node = self._way(path)[-1]
        if not isinstance(node, yaml.ScalarNode):
            raise NotEditable(f"{path_text(path)} bukan teks")
        start, end = node.start_mark.index, self._end(node)
        styled = self._styles(node, value, self._in_flow(path), self._column_of(path))
        gap = "" if self._body[start - 1 : start] in (" ", "\n", "\t", "[", "{", '"') else " "
        whole = (self._written(start, end, gap + text) for text in styled)
        return self._checked(path, chain(self._by_words(start, end, node.value, value), whole), path, value)

    def _by_words(self, start: int, end: int, old: str, new: str) -> Iterator[Edits]:
        """Only the words that differ, so that the lines of a long text stay as they were broken; nothing where the
        text stands in the file in other words than it says, as with escapes."""
        places = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", self._body[start:end])]
        was, now = old.split(), new.split()
        if len(places) != len(was) or len(set(was) & set(now)) < len(was) / 2:
            return
        edits = []
        for kind, first, last, low, high in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            if first == last or low == high:  # words that come or go take their blank along
                return
            begin, stop = places[first][0], places[last - 1][1]
            begin += self._body[begin] in QUOTES and was[first][0] not in QUOTES
            stop -= self._body[stop - 1] in QUOTES and was[last - 1][-1] not in QUOTES
            edits.append(Edit(begin, stop, " ".join(now[low:high])))
        yield tuple(edits)

    def without_comment(self, path: Path) -> Document:
        """Without the comment behind a text that ends in the same words. NotEditable between brackets, where a comment
        hides what follows on the line."""
        end = self._end(self._way(path)[-1])
        line = self._line_end(end)
        comment = self._body[end:line].strip()
        if not comment.startswith("#"):
            return self
        if self._in_flow(path):
            raise NotEditable(f"{path_text(path)} berdiri di antara kurung")
        text = at(self.data, path)
        return self._checked(path, [(Edit(end, line, ""),)], path, text) if text.endswith(comment) else self

    def set_value(self, path: Path, value: Value) -> Document:
        """Anything in place of what stands at `path`; the key or dash stays."""
        *_, parent, node = self._way(path)
        if isinstance(value, str) and isinstance(node, yaml.ScalarNode):
            return self.set_text(path, value)
        in_flow, (key, start, _) = self._in_flow(path), self._member(path)
        if isinstance(parent, yaml.MappingNode):  # a new value may begin right behind the colon or the dash
            start = self._body.index(":", self._end(key)) + 1
        elif self._body[start] == "-" and not in_flow:
            start += 1
        forms = [] if in_flow else [*written.forms(value, self._column_of(path))]
        forms.append(" " * (self._body[start - 1] in ":-") + written.flow(value))
        return self._checked(path, (self._written(start, self._end(node), form) for form in forms), path, value)

    def rename_key(self, path: Path, name: str) -> Document:
        """Another name for the key that `path` ends in."""
        key, start, _ = self._member(path)
        old = at(self.data, path[:-1])
        renamed = {name if one == path[-1] else one: value for one, value in old.items()}
        styles = self._styles(key, name, self._in_flow(path), 0)
        edits = ((Edit(start, self._end(key), text),) for text in styles if "\n" not in text)
        return self._checked(path, edits, path[:-1], renamed)

    def add_key(self, path: Path, value: Value) -> Document:
        """A new key, which `path` ends in, with its value. It stands behind the keys that the form has before it; at
        the end where the form does not know it. Mappings on the way that are not written yet are written too."""
        parent, name = path[:-1], str(path[-1])
        while parent and not self.has(parent):
            value, name, parent = {name: value}, str(parent[-1]), parent[:-1]
        mapping, order = at(self.data, parent), keys_of(part_at(parent))
        if mapping is None:
            return self.set_value(parent, {name: value})
        node = self._way(parent)[-1]
        if not isinstance(node, yaml.MappingNode):
            raise NotEditable(f"{path_text(parent)} bukan pemetaan")
        entries, before = list(mapping.items()), set(order[: order.index(name)]) if name in order else set(mapping)
        place = max((place + 1 for place, (other, _) in enumerate(entries) if other in before), default=0)
        entries.insert(place, (name, value))
        texts = written.forms_of_pair(name, value, node.start_mark.column)
        short = f"{written.key(name)}: {written.flow(value)}"
        edits = self._insertions((*parent, name), node, place, texts, short)
        return self._checked(path, edits, parent, dict(entries))

    def add_item(self, path: Path, place: int, value: Value) -> Document:
        """A new entry in the list at `path`, before the one that stands at `place` now. A text that stands for a list
        of one becomes a list."""
        current, node = at(self.data, path), self._way(path)[-1]
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            alone = [] if current is None or isinstance(current, list) else [current]
            return self.set_value(path, [*alone[:place], value, *alone[place:]])
        texts = (f"- {form}" for form in written.forms_of_item(value, node.start_mark.column))
        edits = self._insertions((*path, 0), node, place, texts, written.flow(value))
        return self._checked(path, edits, path, [*current[:place], value, *current[place:]])

    def remove(self, path: Path) -> Document:
        """Without the key or entry that `path` ends in, its value and the comment on its line. The last member takes
        the list or mapping with it."""
        parent, last = path[:-1], path[-1]
        node, data = self._way(path)[-2], at(self.data, parent)
        if len(data) == 1 and parent:
            return self.remove(parent)
        place = list(data).index(last) if isinstance(data, dict) else cast(int, last)
        left = data.copy()
        del left[last]
        cut = self._cut_from_flow if self._in_flow(path) else self._cut_from_block
        return self._checked(path, [(cut([span for _, *span in self._members(node)], place),)], parent, left)

    def arrange(self, path: Path, order: Sequence[int]) -> Document:
        """The members of the list or mapping at `path` in another order, of their places now. The comment lines right
        above a member go with it; blank lines stay where they are."""
        spans = [self._with_comments(start, end) for _, start, end in self._members(self._way(path)[-1])]
        data = at(self.data, path)
        members = list(data.items()) if isinstance(data, dict) else data
        moved = [members[place] for place in order]
        edits = tuple(
            Edit(*spans[slot], self._body[slice(*spans[place])]) for slot, place in enumerate(order) if slot != place
        )
        return self._checked(path, [edits], path, dict(moved) if isinstance(data, dict) else moved)

    # ---- reading back

    def _checked(self, path: Path, candidates: Iterable[Edits], changed: Path, value: Any) -> Document:
        """The first of the candidates that holds `value` at the path `changed`, and all else as this text does."""
        expected = _with(self.data, changed, value)
        for edits in candidates:
            own_lines = (edit._replace(text=_NEWLINE.sub(self._newline, edit.text)) for edit in edits)
            try:
                document = Document(self.text.removesuffix(self._body) + apply(self._body, own_lines))
            except NotEditable:
                continue
            if same(document.data, expected):
                return document
        raise NotEditable(f"{path_text(path) or 'berkas ini'} tidak dapat diubah tanpa menyentuh yang lain")

    # ---- places

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends: a block collection where its last member does, a block text after its last line."""
        end: int = node.end_mark.index
        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            return max(map(self._end, last)) if isinstance(node, yaml.MappingNode) else self._end(last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self._body[:end].rstrip(" \t\r\n"))
        return end

    def _way(self, path: Path) -> list[yaml.Node]:
        """The nodes from the root down to the one at `path`. NotEditable where there is none."""
        nodes = [self._root]
        for depth, part in enumerate(path, 1):
            node = nodes[-1]
            below: yaml.Node | None = None
            if isinstance(node, yaml.MappingNode):
                below = next((value for key, value in node.value if key.value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                below = node.value[part]
            if below is None:
                raise NotEditable(f"{path_text(path[:depth])} tidak ada di berkas ini, mungkin di sopgen.yaml")
            nodes.append(below)
        return nodes

    def _in_flow(self, path: Path) -> bool:
        """Whether the member that `path` ends in, or would end in, stands between brackets."""
        return any(node.flow_style for node in self._way(path[:-1]) if isinstance(node, yaml.CollectionNode))

    def _column_of(self, path: Path) -> int:
        """The column of the key or dash behind which a value stands."""
        around = (node for node in self._way(path[:-1]) if isinstance(node, yaml.CollectionNode))
        return max((int(node.start_mark.column) for node in around if not node.flow_style), default=0)

    def _member(self, path: Path) -> tuple[yaml.Node, int, int]:
        """The key (of a list the entry) that `path` ends in, and where it begins, with its dash, and ends."""
        parent, node = self._way(path)[-2:]
        members = self._members(parent)
        return next(one for one in members if one[0] is node or getattr(one[0], "value", None) == path[-1])

    def _members(self, node: yaml.Node) -> list[tuple[yaml.Node, int, int]]:
        """Each key, or each entry of a list, and where it begins (an entry with its dash) and ends with its value."""
        if isinstance(node, yaml.MappingNode):
            return [(key, key.start_mark.index, max(self._end(key), self._end(value))) for key, value in node.value]
        if not isinstance(node, yaml.SequenceNode):
            raise NotEditable("tidak ada isinya")
        if node.flow_style:
            return [(item, item.start_mark.index, self._end(item)) for item in node.value]
        members: list[tuple[yaml.Node, int, int]] = []
        start = node.start_mark.index
        dash = re.compile(rf"(?m)^ {{{node.start_mark.column}}}-(?=\s|$)")
        for item in node.value:
            if members and (found := dash.search(self._body, members[-1][2])):
                start = found.end() - 1
            members.append((item, start, max(self._end(item), start + 1)))
        return members

    def _line_start(self, offset: int) -> int:
        return self._body.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """The end of the line, its comment included, before the line break."""
        return _LINE_END.search(self._body, offset).start()  # type: ignore[union-attr]

    def _with_comments(self, start: int, end: int) -> tuple[int, int]:
        """The member with the comment lines right above it, as indented as itself, and the comment behind it."""
        line = self._line_start(start)
        indent = self._body[line:start]
        while not indent.strip() and line:
            above = self._line_start(line - 1)
            if not self._body.startswith(f"{indent}#", above):
                break
            start, line = above + len(indent), above
        if _BLANK_OR_COMMENT.match(self._body[end : self._line_end(end)]):
            end = self._line_end(end)
        return start, end

    # ---- what goes in and out of collections

    def _insertions(self, path: Path, node: yaml.Node, place: int, texts: Iterable[str], short: str) -> Iterator[Edits]:
        """How a member may come to stand before the one at `place`: as one of the texts on lines of its own, between
        brackets as the short one. `path`: where a member of this list or mapping stands."""
        spans, in_flow = self._members(node), self._in_flow(path)
        between = ", " if in_flow else "\n" + " " * node.start_mark.column
        for text in [short] if in_flow else texts:
            if not spans:
                yield (Edit(node.start_mark.index + 1, node.start_mark.index + 1, text),)
            elif place == 0:
                yield (Edit(spans[0][1], spans[0][1], text + between),)
            else:
                behind = spans[place - 1][2] if in_flow else self._line_end(spans[place - 1][2])
                yield (Edit(behind, behind, between + text),)

    def _written(self, start: int, end: int, text: str) -> Edits:
        """The edits that write a value; what takes lines of its own begins behind the comment on the line."""
        first, newline, rest = text.partition("\n")
        line = self._line_end(end)
        if not newline or not _BLANK_OR_COMMENT.match(self._body[end:line]):
            return (Edit(start, end, text),)
        return Edit(start, end, first), Edit(line, line, newline + rest)

    def _cut_from_flow(self, spans: Sequence[Sequence[int]], place: int) -> Edit:
        if place + 1 < len(spans):
            return Edit(spans[place][0], spans[place + 1][0], "")
        return Edit(spans[place - 1][1] if place else spans[place][0], spans[place][1], "")

    def _cut_from_block(self, spans: Sequence[Sequence[int]], place: int) -> Edit:
        """Whole lines; where the member stands behind a dash, the next one moves up to it."""
        start, end = spans[place]
        line = self._line_start(start)
        if self._body[line:start].strip():
            return Edit(start, spans[place + 1][0] if place + 1 < len(spans) else end, "")
        ending = _LINE_END.search(self._body, end)
        if ending and ending[0]:
            return Edit(line, ending.end(), "")
        return Edit(len(self._body[:line].removesuffix("\n").removesuffix("\r")), len(self._body), "")

    # ---- how values are written

    def _styles(self, old: yaml.ScalarNode | yaml.Node, value: str, in_flow: bool, column: int) -> Iterator[str]:
        """The text in the style of the old one, then as any text is written."""
        several = "\n" in self._body[old.start_mark.index : self._end(old)]
        match getattr(old, "style", None):
            case "|" | ">" as style if not in_flow:
                yield written.block(value, column + STEP, style)
            case "'":
                yield written.single(value)
            case '"':
                yield written.double(value)
            case None if several and not in_flow and "\n" not in value:
                yield written.filled(value, column + STEP)
        yield from (text for text in written.scalars(value, column + STEP) if not (in_flow and "\n" in text))


def _with(data: Any, path: Path, value: Any) -> Any:
    """The data with another value at a path; what lies beside the path is shared."""
    if not path:
        return value
    changed = data.copy()
    changed[path[0]] = _with(data[path[0]], path[1:], value)
    return changed
