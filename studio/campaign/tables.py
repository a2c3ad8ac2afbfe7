"""Rows that people keep in a spreadsheet or a text file: CSV, TOML or JSON in, frozen values out."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from studio.errors import InputRefused
from studio.platforms.complaints import parsed, syntax
from studio.platforms.lines import line_of
from studio.platforms.problem import did_you_mean

MOST_BYTES = 8_000_000
MOST_ROWS = 20_000
Model = TypeVar("Model", bound=BaseModel)
Cells = dict[str, Any]
"""One row's values by their column; what was left empty is not among them."""


class Row(NamedTuple):
    """``where`` says which row it is to people, such as "line 7" (of its first line) or "posts 3"."""

    where: str
    cells: Cells


class Table(NamedTuple):
    """What stands above the rows (TOML and JSON only), and the rows."""

    name: str
    above: Cells
    rows: tuple[Row, ...]


def read_table(path: Path, rows: str, *, columns: Collection[str], above: Collection[str] = ()) -> Table:
    """The file at ``path``, by its ending: CSV with a header, TOML with ``[[rows]]``, JSON with a list.

    ``columns`` are those that a row may have, ``above`` the keys that a TOML or JSON file may have beside its rows.
    Raises InputRefused.
    """
    readers: dict[str, Callable[[str], tuple[Cells, Iterator[Row]]]] = {
        ".csv": lambda text: ({}, _csv(text, columns)),
        ".toml": lambda text: _toml(text, rows),
        ".json": lambda text: _json(text, rows),
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputRefused(f"{path.name} is no table that the studio reads", "give a .csv, .toml or .json file")
    text = _text(path)
    try:
        top, found = reader(text)
        _require_known(top, above, rows, text if path.suffix.lower() == ".toml" else "")
        listed = tuple(found)
        for row in listed:
            _require_columns(row.cells, columns, row.where)
    except Wrong as error:
        raise refused(path.name, error) from error
    if len(listed) > MOST_ROWS:
        raise InputRefused(f"{path.name} has {len(listed)} rows, and {MOST_ROWS} are the most", "split the file")
    return Table(path.name, top, listed)


class Wrong(Exception):
    """What is wrong with a row, and the cure; ``read_table`` and ``values`` add the file's name."""

    def __init__(self, where: str, problem: str, cure: str) -> None:
        super().__init__(problem)
        self.where, self.problem, self.cure = where, problem, cure


def refused(name: str, wrong: Wrong) -> InputRefused:
    """The error that a person reads."""
    return InputRefused(
        f"{name}, {wrong.where}: {wrong.problem}" if wrong.where else f"{name}: {wrong.problem}", wrong.cure
    )


def values(table: Table, model: type[Model], ready: Callable[[Row], Cells]) -> Iterator[Model]:
    """Each row as ``model``, once ``ready`` has put its cells into the model's own forms. Raises InputRefused."""
    for row in table.rows:
        try:
            yield model.model_validate(ready(row))
        except Wrong as error:
            raise refused(table.name, error) from error
        except ValidationError as error:
            raise refused(table.name, _said(row, error)) from error


def _require_columns(names: Iterable[str], known: Collection[str], where: str) -> None:
    for name in names:
        if name not in known:
            raise Wrong(where, f"unknown column '{name}'", did_you_mean(name, known))


def require_platform(row: Row, known: Collection[str] | None) -> None:
    """Raise Wrong where a row names a platform that does not exist; ``None``: the caller knows none."""
    platform = row.cells.get("platform")
    if known is not None and isinstance(platform, str) and platform not in known:
        raise Wrong(row.where, f"there is no platform '{platform}'", did_you_mean(platform, known))


def words(value: Any) -> Any:
    """A list as one cell holds it: parted by commas, semicolons or spaces. What TOML and JSON hold stays as it is."""
    return tuple(part for part in re.split(r"[\s,;]+", value) if part) if isinstance(value, str) else value


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputRefused(
            f"{path.name} cannot be read ({error.strerror})", "check the name and the permissions"
        ) from error
    if len(data) > MOST_BYTES:
        raise InputRefused(f"{path.name} has more than {MOST_BYTES / 1e6:g} MB", "split the file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{path.name} is not UTF-8 text", "save it as CSV UTF-8") from error


def _csv(text: str, columns: Collection[str]) -> Iterator[Row]:
    """Parted by commas, semicolons or tabs, whichever the header has most of: spreadsheets differ by country."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    begin = 1
    header: list[str] = []
    try:
        for cells in reader:
            where, begin = f"line {begin}", reader.line_num + 1
            if not header:
                header = _header([_column(cell) for cell in cells], where)
                _require_columns(filter(None, header), columns, where)
            elif any(cell.strip() for cell in cells):
                yield Row(where, _named(header, cells, where))
    except csv.Error as error:
        raise Wrong(f"line {begin}", f"it is no CSV ({error})", 'put texts with commas or quotes in "..."') from error
    if not header:
        raise Wrong("", "it is empty", "write the names of the columns on its first line")


def _column(cell: str) -> str:
    """``Video length s`` as the column that it means."""
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def _header(header: list[str], where: str) -> list[str]:
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise Wrong(where, f"the column '{twice}' is there twice", "keep one of them")
    return header


def _named(header: list[str], cells: list[str], where: str) -> Cells:
    if any(cell.strip() for cell in cells[len(header) :]):
        many = f"it has {len(cells)} cells under {len(header)} columns"
        raise Wrong(where, many, 'put texts that hold the separator in "..."')
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}


def _toml(text: str, rows: str) -> tuple[Cells, Iterator[Row]]:
    try:
        data = parsed(text)
    except tomllib.TOMLDecodeError as error:
        line, message, cure = syntax(error, text)
        raise Wrong(f"line {line}" if line else "", f"it {message}", cure) from error
    return _split(data, rows, lambda index: f"line {line_of(text, (rows, index))}")


def _json(text: str, rows: str) -> tuple[Cells, Iterator[Row]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Wrong(line, "it is not valid JSON", "mend that line") from error
    return _split({rows: data} if isinstance(data, list) else data, rows, lambda index: f"{rows} {index + 1}")


def _split(data: Any, rows: str, where: Callable[[int], str]) -> tuple[Cells, Iterator[Row]]:
    listed = data.get(rows, []) if isinstance(data, Mapping) else None
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise Wrong("", f"it has no list of {rows}", f"write one table for each under '{rows}'")
    above = {key: value for key, value in data.items() if key != rows}
    return above, (
        Row(where(index), {key: value for key, value in each.items() if value not in ("", None)})
        for index, each in enumerate(listed)
    )


def _require_known(top: Cells, above: Collection[str], rows: str, toml: str) -> None:
    for key in top:
        if key not in above:
            line = line_of(toml, (key,))
            where = f"line {line}" if line else ""
            raise Wrong(where, f"unknown key '{key}'", did_you_mean(key, {*above, rows}))


def _said(row: Row, error: ValidationError) -> Wrong:
    """The first of pydantic's complaints, in words."""
    detail = error.errors(include_url=False)[0]
    column = str(detail["loc"][0]) if detail["loc"] else "the row"
    if detail["type"] == "missing":
        return Wrong(row.where, f"'{column}' is missing", f"fill in the column {column}")
    if detail["type"] == "value_error":
        problem, _, cure = str(detail["ctx"]["error"]).rpartition(": ")
        return Wrong(row.where, problem, cure)
    said = str(detail["msg"])
    return Wrong(row.where, f"'{column}' is {detail['input']!r}", f"{said[:1].lower()}{said[1:]}")
