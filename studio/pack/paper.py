"""Paper to write a report on: A4, fonts for what it says, joined Arabic, headings that become bookmarks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TextStyle
from fpdf.prefs import ViewerPreferences

from studio.pack.colours import HEAD, INK, QUIET, Colour
from studio.paths import resource
from studio.render import fonts

MARGIN = 16.0
"""In millimetres."""
_HEBREW, _SYMBOLS = "\u0590", "\u1d00"
"""Between these lie the scripts that run from the right, join or stack their letters."""
_MADE = "\u2212\u202f✕✓○"
"""What the report itself writes, beside what it tells."""
_FAMILY = "report"


class Paper(FPDF):
    """Pages of one document. Measures are millimetres, sizes of letters points."""

    def __init__(self, title: str, language: str, day: date, characters: str) -> None:
        """``characters`` are all that will be written: fonts that draw none of them are left out."""
        super().__init__(format="A4")
        self._foot = title
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("Content studio")
        self.set_creation_date(datetime.combine(day, time(), UTC))
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 2)
        self._add_fonts(characters)
        self.c_margin = 0
        self.add_page()
        self.start_section(title)  # before headings have a look: a bookmark alone
        self._look_of_headings()
        self.pen()

    def _look_of_headings(self) -> None:
        heading: dict[str, Any] = {"font_family": _FAMILY, "font_style": "B", "color": HEAD}
        self.set_section_title_styles(
            TextStyle(**heading, font_size_pt=15, t_margin=6, b_margin=3),
            TextStyle(**heading, font_size_pt=11, t_margin=0, b_margin=1),
        )

    def _add_fonts(self, characters: str) -> None:
        texts = resource("assets", "type")
        bold = fonts.bundled()
        self.add_font(_FAMILY, "", texts / "NotoSans-Regular.ttf")
        self.add_font(_FAMILY, "B", bold[0].path)
        lacking = {ord(character) for character in {*characters, *_MADE} if not fonts.invisible(character)} - bold[
            0
        ].characters
        others = []
        for font in bold[1:]:
            if lacking & font.characters:
                lacking -= font.characters
                self.add_font(font.family, "", _light(texts, font.path))
                self.add_font(font.family, "B", font.path)
                others.append(font.family)
        if others:
            self.set_fallback_fonts(others)

    def footer(self) -> None:
        """Whose report it is, and the page."""
        self.set_y(-MARGIN + 3)
        self.pen(8, QUIET)
        half = self.epw / 2
        self.cell(half, 5, shortened(self._foot, 60), new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.cell(half, 5, str(self.page_no()), align="R")

    def pen(self, size: float = 10, colour: Colour = INK, style: Literal["", "B"] = "") -> None:
        """Choose how the next words look."""
        self.set_font(_FAMILY, style, size)
        self.set_text_color(*colour)

    def words(self, text: str, width: float = 0, **more: Any) -> None:
        """A paragraph at the place where the pen is, as high as its letters ask; the next begins below it."""
        left = self.x
        self._settle()
        self.set_text_shaping(use_shaping_engine=_joined(text))
        align = "R" if more.pop("right_to_left", False) else "L"
        self.multi_cell(
            width, self.font_size * 1.35, text, align=align, new_x=XPos.LEFT, new_y=YPos.NEXT, **more
        )  # fmt: skip
        self.set_x(left)

    def add_page(self, *given: Any, **more: Any) -> None:
        """The same, with the font settled on the new page."""
        super().add_page(*given, **more)
        self._settle()

    def _settle(self) -> None:
        """Say which font is in use before a line that begins with another: fpdf2 says it within that line only."""
        if self.font_family and not self.current_font_is_set_on_page:
            shaping = self.text_shaping
            self.set_text_shaping(use_shaping_engine=False)
            self.cell(1, 0, " ", new_x=XPos.LEFT, new_y=YPos.TOP)
            self.text_shaping = shaping

    def gap(self, height: float) -> None:
        """Room below."""
        self.set_xy(self.x, self.y + height)

    def room(self, height: float) -> bool:
        """Whether so much still fits on this page."""
        return self.y + height <= self.page_break_trigger

    def need(self, height: float) -> None:
        """Go on with a new page where less room than that is left."""
        if not self.room(height):
            self.add_page()


def shortened(text: str, most: int) -> str:
    """A text in so many characters at most."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _joined(text: str) -> bool:
    """Whether its letters join or change places: only then is it worth the time that shaping takes."""
    return any(_HEBREW <= character < _SYMBOLS for character in text)


def _light(texts: Path, bold: Path) -> Path:
    """The regular cut of a font where the studio brings one; else the bold one."""
    regular = texts / bold.name.replace("-Bold", "-Regular")
    return regular if regular.is_file() else bold
