"""Reading PDFs, by PDFium: what they are, and what their pages look like. One thread at a time, as PDFium asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from studio.errors import RenderError
from studio.values import Frozen, Size

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAGIC = b"%PDF-"
_ONE_AT_A_TIME = threading.Lock()


class About(Frozen):
    """What a document tells of itself."""

    sizes: tuple[Size, ...]
    """Of its pages, a pixel for each point."""
    title: str | None = None
    author: str | None = None
    """A person or program that the file names."""


def is_pdf(path: Path) -> bool:
    """Whether a file begins like one."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def about(path: Path) -> About:
    """Raises RenderError where the file cannot be read."""
    with _opened(path) as document:
        sizes = tuple(_size(page) for page in _pages(document))
        told = document.get_metadata_dict(skip_empty=True)
    return About(sizes=sizes, title=told.get("Title"), author=told.get("Author"))


def pages(path: Path, long_side: int, most: int) -> tuple[Image.Image, ...]:
    """The first ``most`` pages as pictures, ``long_side`` pixels long. Raises RenderError where it cannot be read."""
    with _opened(path) as document:
        return tuple(
            page.render(scale=long_side / max(page.get_size())).to_pil().convert("RGB")
            for page, _ in zip(_pages(document), range(most), strict=False)
        )


def _pages(document: PdfDocument) -> Iterator[PdfPage]:
    for number in range(len(document)):
        page = document[number]
        try:
            yield page
        finally:
            page.close()


def _size(page: PdfPage) -> Size:
    width, height = page.get_size()
    return Size(width=max(1, round(width)), height=max(1, round(height)))


@contextmanager
def _opened(path: Path) -> Iterator[PdfDocument]:
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(path)
            try:
                yield document
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise RenderError(f"{path.name} cannot be read as a PDF ({error})", "export it again") from error
