"""``report.pdf``: the report on paper, to send and to print. Its first page is the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from studio.check.finding import Finding
from studio.check.waiving import in_words
from studio.messages import ENGLISH, Message, local_date, msg, nmsg, tell
from studio.pack import words
from studio.pack.checklist import beside, checklist, everywhere, of_campaign
from studio.pack.citing import cited, read_on
from studio.pack.colours import HEAD, INK, LINE, LINK, OWN, QUIET, SOFT
from studio.pack.manifest import Manifest, PackedOutput, PackedPost
from studio.pack.pictures import Picture
from studio.pack.summary import (
    Row,
    Summary,
    Task,
    anchor,
    by_platform,
    mended,
    named,
    output_name,
    platform_name,
    reasoned,
    standing,
    summary,
    text_anchor,
    waived,
    worst,
)
from studio.pack.texts import length

if TYPE_CHECKING:
    from studio.pack.paper import Paper

_STATES = {"fail": msg("To mend"), "warn": msg("Could be better"), "pass": msg("Ready")}
_SIGNS = {"fail": "✕", "warn": "!", "pass": "✓", "todo": "○", "n/a": "–"}
_FIRST_ROWS = 12
"""Outputs on the first page."""
_PICTURE_MM = (38.0, 46.0)
"""The most room that an output's picture takes, wide and high."""
_READY_MM = (38.0, 23.0)
"""The same of an output that nothing is asked of."""
_PX_PER_MM = 6
"""Pixels of a picture: about 150 to the inch."""


def report_pdf(
    manifest: Manifest, pictures: Mapping[str, tuple[Picture, ...]], today: date, language: str = ENGLISH
) -> bytes:
    """The whole document; what is given is the same as for ``report_html``."""
    return _Report(manifest, pictures, today, language).write()


class _Report:
    """One document while it is written."""

    def __init__(
        self, manifest: Manifest, pictures: Mapping[str, tuple[Picture, ...]], today: date, language: str
    ) -> None:
        from studio.pack.paper import Paper

        self.manifest = manifest
        self.pictures = pictures
        self.today = today
        self.language = language
        self.standing: Summary = summary(manifest)
        title = f"{manifest.master.name} · {self.tell(msg('pack report'))}"
        self.paper: Paper = Paper(title, language, today, manifest.model_dump_json())
        self.links = {
            place: self.paper.add_link()
            for place in (
                *(anchor(output) for output in manifest.outputs),
                *(text_anchor(packed) for packed in manifest.texts.posts),
            )
        }

    def tell(self, message: Message | str) -> str:
        return tell(message, self.language)

    def write(self) -> bytes:
        self.first_page()
        if len(self.standing.rows) > _FIRST_ROWS:
            self.paper.add_page()
            self.paper.start_section(self.tell(msg("All outputs")))
            self.rows(self.standing.rows)
        self.subtitles()
        self.campaign()
        for _, outputs in by_platform(self.manifest.outputs, self.standing):
            self.platform(outputs)
        self.texts()
        self.by_hand()
        self.notes()
        return bytes(self.paper.output())

    # ------------------------------------------------------------------ the first page
    def first_page(self) -> None:
        paper, tally = self.paper, self.standing.tally
        self._head()
        self._verdict()
        if self.standing.first:
            paper.start_section(self.tell(msg("Do first")), level=0)
            for number, task in enumerate(self.standing.first, start=1):
                self.task(number, task)
        if tally.outputs:
            paper.need(40)
            paper.start_section(self.tell(msg("Outputs, worst first")))
            pressing = self.standing.pressing
            rows = self.standing.rows if len(pressing) <= _FIRST_ROWS else pressing
            self.rows(rows[:_FIRST_ROWS])

    def _head(self) -> None:
        paper = self.paper
        paper.pen(9, QUIET)
        paper.words(f"Content studio · {self.tell(msg('pack report'))} · {local_date(self.today, self.language)}")
        paper.pen(20, HEAD, "B")
        paper.words(self.manifest.master.name)
        paper.pen(10, QUIET)
        paper.words(words.master_in_words(self.manifest.master, self.language))
        paper.gap(3)

    def _verdict(self) -> None:
        paper, tally = self.paper, self.standing.tally
        top, left = paper.y, paper.l_margin
        paper.set_fill_color(*SOFT[tally.level])
        paper.rect(left, top, paper.epw, 21, style="F", round_corners=True, corner_radius=2)
        paper.set_fill_color(*OWN[tally.level])
        paper.rect(left, top, 2, 21, style="F")
        paper.set_xy(left + 7, top + 3.5)
        paper.pen(13, INK, "B")
        paper.words(" ".join(self.tell(sentence) for sentence in tally.headline), paper.epw - 12)
        paper.gap(1)
        paper.pen(10, INK)
        counts = (
            nmsg("{count} to mend", "{count} to mend", tally.to_mend),
            nmsg("{count} could be better", "{count} could be better", tally.better),
            nmsg("{count} ready as it is", "{count} ready as they are", tally.fine),
            nmsg("{count} thing to do by hand", "{count} things to do by hand", tally.todo),
        )
        paper.words("   ·   ".join(self.tell(count) for count in counts if count.count), paper.epw - 12)
        paper.set_xy(left, max(top + 21, paper.y) + 1)
        if told := mended(self.manifest):
            paper.pen(9, QUIET)
            paper.words(self.tell(told))

    def task(self, number: int, task: Task) -> None:
        paper = self.paper
        paper.need(14)
        top = paper.y
        paper.pen(10, OWN[task.level], "B")
        paper.cell(7, 5, f"{number}.")
        paper.set_xy(paper.l_margin + 7, top)
        paper.pen(10, INK)
        paper.words(self.tell(msg("{label}: {value}", label=_STATES[task.level], value=task.said)), paper.epw - 7)
        paper.pen(9, QUIET)
        if task.where:
            place = task.where[0]
            if place.anchor:
                paper.pen(9, LINK)
            told = self.tell(place.title)
            more = nmsg("and {count} other", "and {count} others", task.others)
            told += f" {self.tell(more)}" if task.others else ""
            paper.words(told, paper.epw - 7, link=self.links.get(place.anchor))
        else:
            paper.words(self.tell(msg("The whole campaign")), paper.epw - 7)
        paper.set_x(paper.l_margin)
        paper.gap(1.6)

    def rows(self, rows: Sequence[Row]) -> None:
        """The table of outputs: state, score and the points of each part."""
        from fpdf.fonts import FontFace

        paper = self.paper
        paper.pen(8.5)
        paper.set_draw_color(*LINE)
        paper.set_fill_color(255)
        parts = rows[0].parts
        heads = [msg("Output"), msg("State"), msg("Score"), *(Message(id=part.name) for part in parts)]
        with paper.table(
            borders_layout="HORIZONTAL_LINES", line_height=4.6, padding=0.7,
            text_align=("LEFT", "LEFT", *("RIGHT" for _ in heads[2:])), col_widths=(54, 31, 12, *(17 for _ in parts)),
            headings_style=FontFace(emphasis="", color=QUIET, size_pt=7),
        ) as table:  # fmt: skip
            head = table.row()
            for one in heads:
                head.cell(self.tell(one))
            for row in rows:
                line = table.row()
                link = self.links.get(row.anchor)
                line.cell(self.tell(row.title), link=link, style=FontFace(color=LINK))
                state = f"{_SIGNS[row.level]} {self.tell(_STATES[row.level])}"
                line.cell(state, style=FontFace(color=OWN[row.level], emphasis="B"))
                line.cell("–" if row.score is None else str(row.score), style=FontFace(emphasis="B"), align="R")
                for part in row.parts:
                    told = "–" if part.earned is None else f"{round(part.earned)}/{part.points}"
                    line.cell(told, align="R", style=FontFace(color=QUIET) if not part.lost else None)
        paper.gap(2)

    # ------------------------------------------------------------------ what is about no single output
    def subtitles(self) -> None:
        """What is wrong with the subtitle files that came in."""
        wrong = [(file.name, found) for file in self.manifest.subtitles if (found := standing(file.findings))]
        if wrong:
            self.paper.start_section(self.tell(msg("Subtitle files")))
        for name, found in wrong:
            self.paper.start_section(name, level=1)
            self.findings(found)

    def campaign(self) -> None:
        """What is wrong with it; what is to do stands with all else that is."""
        found, left = standing(self.manifest.campaign), waived(self.manifest.campaign)
        if found or left:
            self.paper.start_section(self.tell(msg("The campaign")))
            self.findings(found)
            self._waived(left)

    # ------------------------------------------------------------------ one output after the other
    def platform(self, outputs: Sequence[PackedOutput]) -> None:
        paper = self.paper
        paper.need(70)
        paper.start_section(platform_name(outputs[0]))
        for output in outputs:
            self.output(output)

    def output(self, output: PackedOutput) -> None:
        paper = self.paper
        most = _PICTURE_MM if worst(output.findings) != "pass" else _READY_MM
        paper.need(most[1] + 4)
        top, page, column = paper.y, paper.page, paper.l_margin + _PICTURE_MM[0] + 6
        paper.set_draw_color(*LINE)
        paper.line(paper.l_margin, top, paper.l_margin + paper.epw, top)
        top += 3
        bottom = top + self._picture(output, top, most)
        paper.set_link(self.links[anchor(output)], y=top, page=page)
        with paper.local_context():
            paper.set_left_margin(column)
            paper.set_xy(column, top)
            paper.start_section(self.tell(named(output)), level=1)
            self._standing(output)
            paper.pen(8.5, QUIET)
            paper.words(words.facts_on_a_line(output.facts, self.language))
            paper.gap(1)
            self.findings(standing(output.findings))
            self._waived(waived(output.findings))
        paper.set_left_margin(column - _PICTURE_MM[0] - 6)
        end = paper.y if paper.page > page else max(paper.y, bottom)
        paper.set_xy(paper.l_margin, end + 3)

    def _picture(self, output: PackedOutput, top: float, most: tuple[float, float]) -> float:
        """Its first picture, and how high that is."""
        from PIL import Image

        pictures = self.pictures.get(output.file, ())
        if not pictures:
            return 8.0
        first = pictures[0]
        scale = min(most[0] / first.width, most[1] / first.height)
        width, height = first.width * scale, first.height * scale
        with Image.open(BytesIO(first.jpeg)) as image:
            image.thumbnail((round(width * _PX_PER_MM), round(height * _PX_PER_MM)))
            small = BytesIO()
            image.save(small, "JPEG", quality=82)
        words_ = f"{platform_name(output)}, {self.tell(output_name(output))}"
        self.paper.image(small, self.paper.l_margin, top, width, height, alt_text=words_)
        return height

    def _standing(self, output: PackedOutput) -> None:
        """State, score, and what the score is made of."""
        paper, level, score = self.paper, worst(output.findings), output.score
        paper.pen(10, OWN[level], "B")
        figure = "" if score.value is None else self.tell(msg(" · score {score} of 100", score=score.value))
        paper.words(f"{_SIGNS[level]} {self.tell(_STATES[level])}{figure}")
        paper.pen(8.5, INK if score.value is not None else QUIET)
        if score.value is not None:
            paper.words(" · ".join(self.tell(part.told) for part in score.parts if part.earned is not None))

    def findings(self, found: Iterable[Finding]) -> None:
        """Each with its sign, its state in words, what to do, and who says so."""
        paper = self.paper
        for finding in found:
            paper.need(11)
            left, top = paper.x, paper.y
            paper.pen(9.5, OWN[finding.level], "B")
            paper.cell(5, 4.6, _SIGNS[finding.level])
            paper.set_xy(left + 5, top)
            paper.pen(9.5, INK)
            paper.words(self.tell(finding.sentence))
            if finding.waived:
                paper.words(self.tell(in_words(finding.waived, finding.rule)))
            title, address = cited(finding.source)
            paper.pen(8, LINK if address else QUIET)
            read = read_on(finding, self.today, self.language)
            paper.words(self.tell(msg("{name} ({read})", name=title, read=read)), link=address or None)
            paper.set_x(left)
            paper.gap(1)

    def _waived(self, found: Sequence[Finding]) -> None:
        if found:
            told = nmsg("{count} left as it is, by decision", "{count} left as they are, by decision", len(found))
            self.paper.pen(9, style="B")
            self.paper.words(self.tell(told))
            self.findings(found)

    # ------------------------------------------------------------------ words, and what is left
    def texts(self) -> None:
        posts = self.manifest.texts.posts
        if not posts:
            return
        self.paper.need(60)
        self.paper.start_section(self.tell(msg("Texts")))
        for packed in posts:
            self.text(packed)

    def text(self, packed: PackedPost) -> None:
        paper, post, level = self.paper, packed.post, worst(packed.findings)
        paper.need(24)
        paper.set_link(self.links[text_anchor(packed)], y=paper.y, page=paper.page)
        paper.start_section(f"{post.platform_name}: {self.tell(post.name)} ({post.language})", level=1)
        paper.pen(8.5, QUIET if level == "pass" else OWN[level])
        paper.words(f"{_SIGNS[level]} {self.tell(_STATES[level])} · {self.tell(length(packed))}")
        paper.pen(9.5, INK)
        for part in post.parts:
            paper.words(part.text, right_to_left=post.right_to_left and post.format == "text")
            paper.gap(1)
        self.findings(standing(packed.findings))
        self._waived(waived(packed.findings))
        paper.gap(2)

    def by_hand(self) -> None:
        """What only a person can do, with boxes to tick."""
        items = checklist(self.manifest.outputs)
        campaign = [same[0] for same in of_campaign(self.manifest.campaign)]
        if not items and not campaign:
            return
        self.paper.need(40)
        self.paper.start_section(self.tell(msg("To do by hand")))
        self._boxes(self.tell(msg("The campaign")), campaign)
        general = everywhere(items, self.manifest.outputs)
        self._boxes(self.tell(msg("For every output")), [item.finding for item in general])
        for _, outputs in by_platform(self.manifest.outputs, self.standing):
            self._boxes(platform_name(outputs[0]), [item.finding for item in beside(general, outputs)])

    def _boxes(self, heading: str, found: Sequence[Finding]) -> None:
        paper = self.paper
        if not found:
            return
        paper.need(20)
        paper.start_section(heading, level=1)
        paper.set_draw_color(*QUIET)
        for finding in found:
            paper.need(9)
            paper.rect(paper.l_margin, paper.y + 0.9, 3, 3)
            paper.set_x(paper.l_margin + 6)
            paper.pen(9.5, INK)
            paper.words(self.tell(finding.sentence))
            paper.set_x(paper.l_margin)
        paper.gap(3)

    def notes(self) -> None:
        """What could not be made, what was left out, and what a reader should know about the master."""
        self._lines(msg("Could not be made"), [reasoned(one) for one in self.manifest.failed])
        self._lines(msg("Left out"), [reasoned(one) for one in self.manifest.skipped])
        self._lines(msg("Platforms that were left out"), self.manifest.broken)
        self._lines(msg("About the master"), self.manifest.master.notes)

    def _lines(self, heading: Message, lines: Sequence[Message | str]) -> None:
        if lines:
            self.paper.need(25)
            self.paper.start_section(self.tell(heading))
            self.paper.pen(9.5)
            for line in lines:
                self.paper.words(self.tell(line))
                self.paper.gap(0.8)
