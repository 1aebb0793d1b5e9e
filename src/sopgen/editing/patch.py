"""Edits a YAML text by position: a path and what to do come in, edits come out, and nothing else of the text changes.

Comments, order, quotes, indentation and line ends stay as the author has them. Every result is read back before it is
given: it must hold exactly what was asked for and, everywhere else, what the text held before. What cannot be done so
is refused by name (`NotEditable`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import chain
from typing import Any, cast

import yaml

from sopgen.diagnostics import Edit, Path, path_text
from sopgen.editing import written
from sopgen.editing.written import STEP, Value
from sopgen.reading.loader import load

Edits = tuple[Edit, ...]

BOM = "\ufeff"

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(#[^\r\n]*)?$")


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
    """One YAML text and the places of everything in it. Raises NotEditable for a text that cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        loaded = load(text, "")
        if loaded.findings:
            raise NotEditable(loaded.findings[0].message)
        self.data: Any = loaded.data
        self._shift = len(BOM) if text.startswith(BOM) else 0
        self._root = yaml.compose(text[self._shift :], Loader=_PARSER)
        self._newline = "\r\n" if "\r\n" in text else "\n"

    # ---- what can be asked for

    def has(self, path: Path) -> bool:
        """Whether something stands at this path of the text itself."""
        return not self._absent(path)

    def set_text(self, path: Path, value: str) -> Edits:
        """Another text in place of the scalar at `path`, in the style it had, if that can hold it."""
        node = self._scalar(path)
        expected = self._changed(path, value)
        start, end = self._start(node), self._end(node)
        in_flow, column = self._in_flow(path), self._column_of(path)
        styled = self._styles(node, value, in_flow, column)
        gap = "" if self.text[start - 1 : start] in (" ", "\n", "\t", "[", "{", '"') else " "
        whole = (self._written(start, end, gap + text) for text in styled)
        return self._checked(path, chain(self._by_words(start, end, node.value, value), whole), expected)

    def _by_words(self, start: int, end: int, old: str, new: str) -> Iterator[Edits]:
        """Only the words that differ, so that the lines of a long text stay as they were broken; nothing where the
        text stands in the file in other words than it says, as with escapes."""
        places = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", self.text[start:end])]
        was, now = old.split(), new.split()
        if len(places) != len(was) or len(set(old.split()) & set(now)) < len(was) / 2:
            return
        edits = []
        for kind, first, last, low, high in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            if first == last or low == high:  # words that come or go take their blank along
                return
            before, after = self._quotes(places[first][0], places[last - 1][1], was[first], was[last - 1])
            edits.append(Edit(places[first][0] + before, places[last - 1][1] - after, " ".join(now[low:high])))
        yield tuple(edits)

    def _quotes(self, start: int, end: int, first: str, last: str) -> tuple[int, int]:
        """How many marks the file has before the first of some words and behind the last of them."""
        before = self.text[start:].startswith(("'", '"')) and not first.startswith(("'", '"'))
        after = self.text[:end].endswith(("'", '"')) and not last.endswith(("'", '"'))
        return int(before), int(after)

    def comment_behind(self, path: Path) -> Edit | None:
        """The edit that takes away the comment behind a value; None where there is none. NotEditable between brackets,
        where a comment hides what follows on the line."""
        end = self._end(self._node(path))
        line = self._line_end(end)
        if not self.text[end:line].lstrip().startswith("#"):
            return None
        if self._in_flow(path):
            raise NotEditable(f"{path_text(path)} berdiri di antara kurung")
        return Edit(end, line, "")

    def set_value(self, path: Path, value: Value) -> Edits:
        """Anything in place of what stands at `path`; the key or dash stays."""
        if isinstance(value, str) and isinstance(self._node(path), yaml.ScalarNode):
            return self.set_text(path, value)
        node = self._node(path)
        expected = self._changed(path, value)
        start, end = self._after_sign(path, node), self._end(node)
        column = self._column_of(path)
        in_flow = self._in_flow(path)
        forms = [] if in_flow else [*written.forms(value, column)]
        forms.append(" " * (self.text[start - 1] in ":-") + written.flow(value))
        return self._checked(path, (self._written(start, end, self._joined(form)) for form in forms), expected)

    def rename_key(self, path: Path, name: str) -> Edits:
        """Another name for the key that `path` ends in."""
        key, _ = self._pair(path)
        expected = deepcopy(self.data)
        parent = _at(expected, path[:-1])
        renamed = {name if old == path[-1] else old: value for old, value in parent.items()}
        parent.clear()
        parent.update(renamed)
        start, end = self._start(key), self._end(key)
        styles = self._styles(key, name, self._in_flow(path), 0)
        return self._checked(path, ((Edit(start, end, text),) for text in styles if "\n" not in text), expected)

    def add_key(self, path: Path, value: Value, order: Sequence[str] = ()) -> Edits:
        """A new key, which `path` ends in, with its value. It stands behind the keys that `order` names before it; at
        the end where `order` does not know it. Mappings on the way that are not written yet are written too."""
        *way, name = path
        while way and self._absent(tuple(way)):
            name, value = way.pop(), {str(name): value}
        parent = tuple(way)
        if _at(self.data, parent) is None:
            return self.set_value(parent, {str(name): value})
        node = self._node(parent)
        if not isinstance(node, yaml.MappingNode):
            raise NotEditable(f"{path_text(parent)} bukan pemetaan")
        expected = deepcopy(self.data)
        mapping = _at(expected, parent)
        names = list(mapping)
        place = _place(names, str(name), order)
        entries = list(mapping.items())
        entries.insert(place, (str(name), value))
        mapping.clear()
        mapping.update(entries)
        in_flow = _is_flow(node) or self._in_flow((*parent, name))
        spans = [(self._start(key), self._end_of_pair(key, below)) for key, below in node.value]
        column = node.start_mark.column
        texts = (
            [f"{written.key(str(name))}: {written.flow(value)}"]
            if in_flow
            else [*written.forms_of_pair(str(name), value, column)]
        )
        edits = (self._insertion(node, spans, place, text, column, in_flow) for text in texts)
        return self._checked(path, edits, expected)

    def add_item(self, path: Path, place: int, value: Value) -> Edits:
        """A new entry in the list at `path`, before the one that stands at `place` now. A text that stands for a list
        of one becomes a list."""
        current = _at(self.data, path)
        if current is None:
            return self.set_value(path, [value])
        node = self._node(path)
        if not isinstance(node, yaml.SequenceNode):
            return self.set_value(path, [current, value] if place else [value, current])
        if not node.value:
            return self.set_value(path, [value])
        expected = deepcopy(self.data)
        _at(expected, path).insert(place, value)
        in_flow = _is_flow(node) or self._in_flow((*path, 0))
        column = node.start_mark.column
        spans = self._item_spans(node)
        texts = [written.flow(value)] if in_flow else [f"- {form}" for form in written.forms_of_item(value, column)]
        edits = (self._insertion(node, spans, place, text, column, in_flow) for text in texts)
        return self._checked(path, edits, expected)

    def remove(self, path: Path) -> Edits:
        """Without the key or entry that `path` ends in, its value and the comment on its line. The last member takes
        the list or mapping with it."""
        parent = path[:-1]
        node = self._node(parent)
        spans = self._member_spans(node)
        if len(spans) == 1 and parent:
            return self.remove(parent)
        expected = deepcopy(self.data)
        del _at(expected, parent)[path[-1]]
        place = self._place_of(node, path)
        if _is_flow(node) or self._in_flow(path):
            edit = self._cut_from_flow(spans, place)
        else:
            edit = self._cut_from_block(spans, place)
        return self._checked(path, [(edit,)], expected)

    def move_item(self, path: Path, source: int, target: int) -> Edits:
        """The member of the list or mapping at `path` that stands at `source` comes to stand at `target`. The comment
        lines right above a member go with it; blank lines stay where they are."""
        node = self._node(path)
        spans = [self._with_comments(span) for span in self._member_spans(node)]
        order = list(range(len(spans)))
        order.insert(target, order.pop(source))
        expected = deepcopy(self.data)
        container = _at(expected, path)
        if isinstance(container, dict):
            entries = list(container.items())
            container.clear()
            container.update(entries[place] for place in order)
        else:
            container[:] = [container[place] for place in order]
        contents = [self.text[start:end] for start, end in spans]
        edits = tuple(
            Edit(*span, contents[place])
            for slot, (span, place) in enumerate(zip(spans, order, strict=True))
            if slot != place
        )
        return self._checked(path, [edits], expected)

    # ---- reading back

    def _checked(self, path: Path, candidates: Iterable[Edits], expected: Any) -> Edits:
        """The first of the candidates after which the text holds what is expected."""
        for edits in candidates:
            loaded = load(apply(self.text, edits), "")
            if not loaded.findings and _same(loaded.data, expected):
                return edits
        raise NotEditable(f"{path_text(path) or 'berkas ini'} tidak dapat diubah tanpa menyentuh yang lain")

    def _changed(self, path: Path, value: Value) -> Any:
        expected = deepcopy(self.data)
        if not path:
            return value
        _at(expected, path[:-1])[path[-1]] = value
        return expected

    # ---- places

    def _start(self, node: yaml.Node) -> int:
        return int(node.start_mark.index) + self._shift

    def _end(self, node: yaml.Node) -> int:
        """Where a value ends: a block collection where its last member does, a block text after its last line."""
        if isinstance(node, yaml.ScalarNode):
            end = int(node.end_mark.index) + self._shift
            if node.style in ("|", ">"):
                start = self._start(node)
                return start + len(self.text[start:end].rstrip(" \t\r\n"))
            return end
        if _is_flow(node) or not node.value:
            return int(node.end_mark.index) + self._shift
        last = node.value[-1]
        return self._end_of_pair(*last) if isinstance(node, yaml.MappingNode) else self._end(last)

    def _end_of_pair(self, key: yaml.Node, value: yaml.Node) -> int:
        return max(self._end(key), self._end(value))

    def _node(self, path: Path) -> yaml.Node:
        node = self._root
        for depth, part in enumerate(path, 1):
            if isinstance(node, yaml.MappingNode):
                node = next((value for key, value in node.value if key.value == part), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
            else:
                node = None
            if node is None:
                raise NotEditable(f"{path_text(path[:depth])} tidak ada di berkas ini")
        return cast(yaml.Node, node)

    def _absent(self, path: Path) -> bool:
        try:
            self._node(path)
        except NotEditable:
            return True
        return False

    def _scalar(self, path: Path) -> yaml.ScalarNode:
        node = self._node(path)
        if not isinstance(node, yaml.ScalarNode):
            raise NotEditable(f"{path_text(path)} bukan teks")
        return node

    def _pair(self, path: Path) -> tuple[yaml.Node, yaml.Node]:
        node = self._node(path[:-1])
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value == path[-1]:
                return key, value
        raise NotEditable(f"{path_text(path)} tidak ada di berkas ini")

    def _place_of(self, node: yaml.Node, path: Path) -> int:
        if isinstance(node, yaml.MappingNode):
            return [key.value for key, _ in node.value].index(path[-1])
        return int(path[-1])

    def _in_flow(self, path: Path) -> bool:
        """Whether the member that `path` ends in stands between brackets."""
        return any(_is_flow(self._node(path[:depth])) for depth in range(len(path)))

    def _column_of(self, path: Path) -> int:
        """The column of the key or dash behind which a value stands."""
        for depth in range(len(path) - 1, -1, -1):
            node = self._node(path[:depth])
            if not _is_flow(node):
                return int(node.start_mark.column)
        return 0

    def _after_sign(self, path: Path, node: yaml.Node) -> int:
        """Right behind the colon or dash of a value: where a new one may begin on the same line or the next."""
        if isinstance(self._node(path[:-1]), yaml.MappingNode):
            key, _ = self._pair(path)
            return self.text.index(":", self._end(key)) + 1
        spans = self._member_spans(self._node(path[:-1]))
        start = spans[int(path[-1])][0]
        return start + 1 if self.text[start] == "-" and not self._in_flow(path) else start

    def _member_spans(self, node: yaml.Node) -> list[tuple[int, int]]:
        """Where each key with its value, or each entry with its dash, begins and ends."""
        if isinstance(node, yaml.MappingNode):
            return [(self._start(key), self._end_of_pair(key, value)) for key, value in node.value]
        if isinstance(node, yaml.SequenceNode):
            return self._item_spans(node)
        raise NotEditable("tidak ada isinya")

    def _item_spans(self, node: yaml.SequenceNode) -> list[tuple[int, int]]:
        if node.flow_style:
            return [(self._start(item), self._end(item)) for item in node.value]
        spans: list[tuple[int, int]] = []
        start = self._start(node)
        dash = re.compile(rf"(?m)^ {{{node.start_mark.column}}}-(?=\s|$)")
        for number, item in enumerate(node.value):
            if number and (found := dash.search(self.text, spans[-1][1])):
                start = found.end() - 1
            spans.append((start, max(self._end(item), start + 1)))
        return spans

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset) + 1, self._shift if offset >= self._shift else 0)

    def _line_end(self, offset: int) -> int:
        """The end of the line, its comment included, before the line break."""
        found = re.compile("\r?\n").search(self.text, offset)
        return found.start() if found else len(self.text)

    def _with_comments(self, span: tuple[int, int]) -> tuple[int, int]:
        """The member with the comment lines right above it, as indented as itself, and the comment behind it."""
        start, end = span
        line = self._line_start(start)
        indent = start - line
        if not self.text[line:start].strip():
            while line > self._shift:
                above = self._line_start(line - 1)
                content = self.text[above : line - 1].rstrip("\r")
                if not content.startswith(" " * indent + "#"):
                    break
                start, line = above + indent, above
        if _BLANK_OR_COMMENT.match(self.text[end : self._line_end(end)]):
            end = self._line_end(end)
        return start, end

    # ---- what goes in and out of collections

    def _insertion(
        self, node: yaml.Node, spans: list[tuple[int, int]], place: int, text: str, column: int, in_flow: bool
    ) -> Edits:
        """The edit that puts a member's text before the member at `place`."""
        if in_flow:
            if not spans:
                return (Edit(self._start(node) + 1, self._start(node) + 1, text),)
            if place < len(spans):
                return (Edit(spans[place][0], spans[place][0], f"{text}, "),)
            return (Edit(spans[-1][1], spans[-1][1], f", {text}"),)
        margin = self._newline + " " * column
        text = self._joined(text)
        if place == 0:
            return (Edit(spans[0][0], spans[0][0], text + margin),)
        end = self._line_end(spans[place - 1][1])
        return (Edit(end, end, margin + text),)

    def _written(self, start: int, end: int, text: str) -> Edits:
        """The edits that write a value; what takes lines of its own begins behind the comment on the line."""
        first, newline, rest = text.partition(self._newline)
        line = self._line_end(end)
        if not newline or not _BLANK_OR_COMMENT.match(self.text[end:line]):
            return (Edit(start, end, text),)
        return Edit(start, end, first), Edit(line, line, newline + rest)

    def _cut_from_flow(self, spans: list[tuple[int, int]], place: int) -> Edit:
        if place + 1 < len(spans):
            return Edit(spans[place][0], spans[place + 1][0], "")
        return Edit(spans[place - 1][1], spans[place][1], "") if place else Edit(*spans[place], "")

    def _cut_from_block(self, spans: list[tuple[int, int]], place: int) -> Edit:
        """Whole lines; where the member stands behind a dash, the next one moves up to it."""
        start, end = spans[place]
        line = self._line_start(start)
        if self.text[line:start].strip():
            return Edit(start, spans[place + 1][0], "") if place + 1 < len(spans) else Edit(start, end, "")
        end = self._line_end(end)
        if end < len(self.text):
            return Edit(line, end + (2 if self.text.startswith("\r\n", end) else 1), "")
        before = line - (2 if self.text.startswith("\r\n", line - 2) else 1)
        return Edit(max(before, self._shift), end, "")

    # ---- how values are written

    def _styles(self, old: yaml.ScalarNode | yaml.Node, value: str, in_flow: bool, column: int) -> Iterator[str]:
        """The text in the style of the old one, then plain, in single and in double quotes."""
        style = getattr(old, "style", None)
        several = "\n" in self.text[self._start(old) : self._end(old)]
        block = "" if in_flow else self._joined(written.block(value, column + STEP, style or ""))
        if style in ("|", ">") or ("\n" in value and style not in ("'", '"')):
            yield block
        if style == "'":
            yield written.single(value)
        if style == '"':
            yield written.double(value)
        if style is None and several and not in_flow:
            yield self._joined(written.filled(value, column + STEP))
        yield value
        if "\n" in value:
            yield block
        yield (
            written.double(value)
            if '"' not in value and "\\" not in value and "\n" not in value
            else written.single(value)
        )
        yield written.double(value)

    def _joined(self, text: str) -> str:
        return text.replace("\n", self._newline)


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _same(left: Any, right: Any) -> bool:
    """Equal, the keys of mappings in the same order too; a number is equal to its text."""
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(_same(left[name], right[name]) for name in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    texts = isinstance(left, str) and isinstance(right, str)
    return (texts or type(left) is type(right)) and bool(left == right)


def _place(names: Sequence[str], name: str, order: Sequence[str]) -> int:
    """Where a key belongs among others, by an order that need not know them all."""
    if name not in order:
        return len(names)
    before = set(order[: list(order).index(name)])
    return max((place + 1 for place, other in enumerate(names) if other in before), default=0)
