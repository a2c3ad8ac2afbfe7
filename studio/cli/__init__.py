"""The command line: one file per command, each a thin call of the functions that the browser calls too."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from studio.errors import Cancelled, StorageError, StudioError

EXIT_INPUT_REFUSED = 2
EXIT_SOME_FAILED = 3
EXIT_STORAGE = 4
EXIT_CANCELLED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``studio``: a user's error is one line on standard error, a bug keeps its traceback."""
    from studio.cli.app import app

    logging.getLogger("PIL").addHandler(logging.NullHandler())  # its remarks on damaged files are said in our own words
    warnings.filterwarnings("ignore", "Image size .* could be decompression bomb")  # ingest has stricter limits
    try:
        app(args=arguments, prog_name=_called())
    except StudioError as error:
        sys.stderr.write(f"studio: {error}\n")
        sys.exit(_exit_code(error))


def _called() -> str:
    """As what this was started, so that what the help says to type works: the README's set-up makes no ``studio``."""
    return "python -m studio" if Path(sys.argv[0]).name == "__main__.py" else "studio"


def _exit_code(error: StudioError) -> int:
    if isinstance(error, Cancelled):
        return EXIT_CANCELLED
    return EXIT_STORAGE if isinstance(error, StorageError) else EXIT_INPUT_REFUSED
