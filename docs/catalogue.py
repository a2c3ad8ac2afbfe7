"""Bring the catalogues in assets/locale up to date with what the studio says: ``python docs/catalogue.py``.

Read are ``msg`` and ``nmsg`` in the code, ``trans`` blocks in the templates of the report, and the words that stand in
data: tips' advice, the names of placements and posts, the parts of the score. What is new comes without a translation;
what is said no longer goes. Then translate what is empty: ``tests/test_catalogue.py`` asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from studio.campaign.occasions import observances
from studio.check import names
from studio.check.copy import UNITS
from studio.check.judging import campaign_tips
from studio.check.score import parts
from studio.pack import words
from studio.paths import resource
from studio.platforms.registry import Registry

ROOT = Path(__file__).resolve().parents[1]
METHODS = [("studio/**.py", "python"), ("plugins/**.py", "python"), ("templates/*.html.j2", "jinja2")]
KEYWORDS = {"msg": None, "nmsg": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"templates/*.html.j2": {"trimmed": "true"}}
_WIDTH = 120
OWN = {"Content Studio's own rules for a finished file", "General knowledge, not checked against a page"}
"""Sources that are the project's own words; other titles are names of pages and stay as they are."""


def template() -> Catalog:
    """Everything that is said, in English."""
    catalog = Catalog(project="Content Studio", charset="utf-8")
    found = extract_from_dir(
        ROOT, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: Path(path).name not in {"_bundled", ".git"}
    )
    for file, _, message, _, _ in found:
        catalog.add(message, locations=[(file, 0)])
    for said, where in sorted(set(_data())):
        catalog.add(said, locations=[(where, 0)])
    return catalog


def _data() -> Iterator[tuple[str, str]]:
    """What is said from data, and where it stands."""
    registry = Registry.load([resource("plugins")], names=names())
    for platform in registry.platforms.values():
        where = f"plugins/{platform.slug}/platform.toml"
        for tip in platform.tips:
            yield tip.advice, where
        yield from ((source.title, where) for source in platform.sources.values() if source.title in OWN)
        for placement in (*platform.placements, *platform.posts):
            yield placement.name, where
    for tip in campaign_tips().tips:
        yield tip.advice, "assets/campaign/tips.toml"
    for day in observances():
        yield day.name, "assets/observances.toml"
    for part in parts():
        yield part.name, "assets/score.toml"
        yield part.left_out, "assets/score.toml"
    for unit in words.UNITS.values():
        yield unit, "studio/pack/words.py"
    for unit in UNITS.values():
        yield unit, "studio/check/copy.py"


def renewed(path: Path) -> Catalog:
    """One language's catalogue with all that is said now, and nothing else."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    made, said = catalog.creation_date, template()
    catalog.update(said, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = made  # no clock: only what is said changes the file
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """What nobody has translated, in English."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not all([message.string] if isinstance(message.string, str) else message.string or [""])
    ]


def main() -> None:
    """Renew every catalogue."""
    for path in sorted(resource("assets", "locale").glob("*.po")):
        catalog = renewed(path)
        with path.open("wb") as file:
            write_po(file, catalog, width=_WIDTH, sort_output=True, include_lineno=False)
        sys.stdout.write(f"{path.name}: {len(catalog)} messages, {len(missing(catalog))} without a translation\n")


if __name__ == "__main__":
    main()
