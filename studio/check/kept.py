"""Reports that are kept: the same file, held against the same rules by the same code, says the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from studio import memo
from studio.analyse.analysis import Analysis
from studio.check.runner import Report, check
from studio.ingest.master import Master
from studio.paths import PACKAGE
from studio.plan.recipe import Recipe
from studio.platforms.contract import Target
from studio.values import digest


def kept_check(
    path: Path,
    target: Target,
    *,
    sha256: str,
    recipe: Recipe,
    master: Master,
    analysis: Analysis,
    cache: Path,
    unrecognisable: bool = False,
) -> Report:
    """``check``, or what it said before of the file with this ``sha256``. Raises StorageError as well.

    Where a plugin's own code is asked, what it says is not kept: it may have been stopped, or trusted, since.
    """
    asked = partial(
        check, path, target,
        recipe=recipe, master=master, analysis=analysis, unrecognisable=unrecognisable, cache=cache,
    )  # fmt: skip
    code = target.platform.code
    if code and (code.confined or code.left_out):
        return asked()
    key = digest(
        [
            sha256,
            target.model_dump(mode="json"),
            recipe.model_dump(mode="json"),
            unrecognisable,
            master.model_dump(mode="json", exclude={"path"}),
            memo.code_digest(PACKAGE),  # of the checks and of all that they call
            memo.code_digest(target.platform.folder),
        ]
    )
    return memo.remember(cache, "findings", key, Report, asked)
