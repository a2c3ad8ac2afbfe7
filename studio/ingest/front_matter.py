"""The short texts at the top of a copy file, between two lines of ``---``: YAML for people who never heard of it.

A text on the line of its key is taken as it stands, so that ``#``, ``: ``, ``@`` and ``no`` lose their meaning for
YAML; quotes, blocks (``|``) and lists are YAML's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from studio.ingest.plaintext import clean

FENCE = re.compile(r"^-{3,}\s*$")
_KEY = re.compile(r"^(?P<key>[^\W\d][\w -]*?)\s*:(?:\s+(?P<value>\S.*?))?\s*$")
_ITEM = re.compile(r"^(?P<dash>\s*-\s+)(?P<value>\S.*?)\s*$")
_BLOCK = re.compile(r"^[|>][+-]?\d*$")
_BARE_HASH = re.compile(r"(?<=[\s,\[])#(?=\w)")
_FLOW = {"[": "]", "{": "}"}


class Entry(NamedTuple):
    """One key with its text or list, and the line on which it stands, counted from 1."""

    key: str
    value: str | tuple[str, ...]
    line: int


class Wrong(Exception):
    """Front matter that cannot be read: in which line, what is wrong, and what to do about it."""

    def __init__(self, line: int, problem: str, cure: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.cure = line, problem, cure


def parse(lines: list[str], first: int) -> Iterator[Entry]:
    """Each entry of the front matter whose lines these are, ``first`` being the number of the first. Raises Wrong."""
    import yaml

    try:
        # BaseLoader knows texts, lists and tables only: no dates, no booleans, and nothing that runs.
        root = yaml.compose("\n".join(_plain(lines)), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + min(mark.line, len(lines) - 1) if mark else first
        raise Wrong(line, f"is not readable ({error.problem or error.context})", _QUOTES) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Wrong(first, "is not readable", _QUOTES) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise Wrong(first, "is no list of keys", "write one on each line, such as title: A walk in the wood")
    for key, value in root.value:
        line = first + key.start_mark.line
        yield Entry(key=str(key.value), value=_value(value, str(key.value), line), line=line)


_QUOTES = 'put the text into double quotes, "like this"'


def _value(node: object, key: str, line: int) -> str | tuple[str, ...]:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return clean(str(node.value)).strip()  # again: "\\0" in quotes was harmless until YAML read it
    if isinstance(node, yaml.SequenceNode) and all(isinstance(each, yaml.ScalarNode) for each in node.value):
        return tuple(text for each in node.value if (text := clean(str(each.value)).strip()))
    raise Wrong(line, f"'{key}' is a table", _QUOTES)


def _plain(lines: list[str]) -> Iterator[str]:
    """The same lines, as many, with every text that is not YAML's own put into quotes."""
    at, in_block = 0, False
    while at < len(lines):
        line = lines[at]
        key, item = _KEY.match(line), _ITEM.match(line)
        if key and key["value"]:
            in_block = bool(_BLOCK.match(key["value"]))
            more = [] if in_block else _continued(lines[at + 1 :])
            yield f"{key['key']}: {_quoted(' '.join([key['value'], *more]))}"
            yield from [""] * len(more)
            at += len(more)
        elif item and not in_block:
            yield f"{item['dash']}{_quoted(item['value'])}"
        elif line.lstrip().startswith("#") and not in_block:
            yield ""
        else:
            in_block = in_block and (not line.strip() or line[0].isspace())
            yield line
        at += 1


def _continued(lines: list[str]) -> list[str]:
    """The indented lines that go on with a text; a list's items do not."""
    more = []
    for line in lines:
        if not (line[:1].isspace() and line.strip()) or _ITEM.match(line):
            break
        more.append(line.strip())
    return more


def _quoted(value: str) -> str:
    if _BLOCK.match(value):
        return value
    if value[0] in "\"'" and len(value) > 1 and value[-1] == value[0]:
        return value
    if value[0] in _FLOW and value[-1] == _FLOW[value[0]]:
        return _BARE_HASH.sub("", value)
    return json.dumps(value, ensure_ascii=False)
