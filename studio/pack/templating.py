"""How the pages of a pack are written: Jinja2, with whatever comes from people escaped, in the reader's language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio.messages import ENGLISH, phrases, tell, tongue
from studio.paths import resource

if TYPE_CHECKING:
    from jinja2 import Environment


def templates(language: str = ENGLISH) -> Environment:
    """The studio's templates; their ``trans`` blocks are told from the catalogue of ``language``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # trim: a pack's page is opened by people, its source is not.
    environment = Environment(
        loader=FileSystemLoader(resource("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    environment.policies["ext.i18n.trimmed"] = True
    gettext, ngettext = phrases(language)
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters.update(tell=partial(tell, language=language), tongue=partial(tongue, language=language))
    return environment
