"""A block of a table as a Word table, built in one piece; columns that do not fit are left out and named."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.figures.report import Block, Cell, Figure, Heading
from pipeline.render.docx_styles import CENTRE, FIGURE, SMALL, TABLE
from pipeline.render.docx_xml import attribute, paragraph, run
from pipeline.render.profile import Profile, twips
from pipeline.render.theme import NO_FIGURE
from pipeline.render.widths import text_width

PERCENT = "%"
INDENT = "　"
NARROWEST = 4
WRAPPED_TEXT = 10
LONGEST_WORD = 14
SLACK = 1
"""Half widths that a column is wider than its longest figure, for fonts with wide digits."""
SHORT_HEADING = 12
HEADING_LINES = 3
KEY_COLUMNS_AT_MOST = 2

_MONTH = re.compile(r"(\d{4}\s*[年-])?\s*\d{1,2}月?")
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Fitting:
    """How a block goes on the page: which columns, in which size, how wide (in points)."""

    columns: tuple[int, ...]
    points: float
    widths: tuple[float, ...]


@dataclass(frozen=True)
class _Need:
    """What a column needs and would like, in half widths of a character."""

    least: int
    wished: int


def fit(block: Block, profile: Profile) -> Fitting:
    """The most columns in the largest size that the page holds."""
    needs = [_need(block, column) for column in range(len(block.headings))]
    for columns in _selections(block):
        for points in (profile.table_pt, profile.small_table_pt):
            widths = _widths([needs[column] for column in columns], points, profile)
            if widths:
                return Fitting(columns, points, widths)
    return _squeezed(block, profile)


def left_out(block: Block, fitting: Fitting) -> tuple[str, ...]:
    """The headings of the columns that the page does not hold."""
    return tuple(heading.text for i, heading in enumerate(block.headings) if i not in fitting.columns)


def shared_unit(block: Block) -> str:
    """The one unit of all the block's figures; the sign % stands at each figure and needs no note."""
    units = {heading.unit for heading in block.headings if heading.unit} - {PERCENT}
    return units.pop() if len(units) == 1 else ""


def table_xml(block: Block, fitting: Fitting, profile: Profile, *, alt: str, together: bool = False) -> str:
    """The whole table: a head that is repeated on every page, rows that do not break, a total."""
    drawing = _Drawing(block, fitting, profile, together)
    width = sum(twips(width) for width in fitting.widths)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in fitting.widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val={attribute(alt)}/>'
        "</w:tblPr>"
    )
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(drawing.rows())}</w:tbl>"


def cell_text(cell: Cell, unit: str = "") -> str:
    """A cell as it is printed; a figure tells its unit where its column has none."""
    match cell:
        case None:
            return ""
        case Figure(number=None):
            return NO_FIGURE
        case Figure():
            return cell.text if unit or cell.unit in {"", PERCENT} else f"{cell.text}{cell.unit}"
        case date():
            return f"{cell:%Y-%m-%d}"
        case int():
            return f"{cell:,}"
        case _:
            return cell


@dataclass(frozen=True)
class _Drawing:
    """One table being written out."""

    block: Block
    fitting: Fitting
    profile: Profile
    together: bool

    def rows(self) -> Iterator[str]:
        yield self._head()
        total = [self.block.total] if self.block.total else []
        body = [*self.block.rows, *total]
        for i, row in enumerate(body):
            stays = self.together or i == 0 or (bool(total) and i + 2 == len(body))
            indented = i < len(self.block.indents) and bool(self.block.indents[i])
            yield self._row(row, stays=stays, indented=indented)

    def _head(self) -> str:
        cells = []
        for column, width in zip(self.fitting.columns, self.fitting.widths, strict=True):
            halves = (width - 2 * self.profile.cell_padding_pt) / (self.fitting.points / 2)
            title = _wrapped(self.block.headings[column].text, self._unit(column), halves)
            cells.append(_boxed(self._cell("TableHead", run(title), stays=True), width))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _unit(self, column: int) -> str:
        return _unit_note(self.block.headings[column], shared_unit(self.block))

    def _row(self, row: Sequence[Cell], *, stays: bool, indented: bool) -> str:
        cells = []
        for place, (column, width) in enumerate(zip(self.fitting.columns, self.fitting.widths, strict=True)):
            indent = INDENT if indented and place == 0 else ""
            cells.append(_boxed(self._content(row[column], self.block.headings[column], indent, stays=stays), width))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _content(self, cell: Cell, heading: Heading, indent: str, *, stays: bool) -> str:
        style = "TableFigure" if isinstance(cell, Figure | int) else "TableText"
        text = cell_text(cell, heading.unit)
        text = indent + text.lstrip(INDENT) if indent else text
        content = run(text, style=FIGURE if isinstance(cell, Figure) else "") if text else ""
        return self._cell(style, content, stays=stays, layout=CENTRE if isinstance(cell, date) else "")

    def _cell(self, style: str, content: str, *, stays: bool, layout: str = "") -> str:
        size = "" if self.fitting.points == self.profile.table_pt else SMALL
        return paragraph(f"{style}{size}", content, keep_next=stays, layout=layout)


def _boxed(content: str, width: float) -> str:
    width_and_place = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{width_and_place}</w:tcPr>{content}</w:tc>"


def _unit_note(heading: Heading, shared: str) -> str:
    """（元）, unless the unit is said elsewhere."""
    said = not heading.unit or heading.unit in {shared, PERCENT} or heading.unit in heading.text
    return "" if said else f"（{heading.unit}）"


def _wrapped(text: str, unit: str, halves: float) -> str:
    """A heading that is too long in lines of about equal length, its unit on one of its own."""
    if text_width(text + unit) <= halves:
        return text + unit
    lines = math.ceil(text_width(text) / halves)
    length = math.ceil(len(text) / lines)
    pieces = [text[start : start + length] for start in range(0, len(text), length)]
    return "\n".join([*pieces, unit] if unit else pieces)


def _need(block: Block, column: int) -> _Need:
    """A figure stays on its line; text and headings may wrap."""
    heading = block.headings[column]
    title = heading.text + _unit_note(heading, shared_unit(block))
    rows = [*block.rows, block.total] if block.total else block.rows
    figures, texts = [0], [0]
    for row in rows:
        cell = row[column]
        is_text = isinstance(cell, str) and not re.fullmatch(r"[\d\s,.%—/-]+", cell)
        (texts if is_text else figures).append(text_width(cell_text(cell, heading.unit)))
    words = (len(word) for row in rows if isinstance(row[column], str) for word in _WORD.findall(str(row[column])))
    least_text = max(min(max(texts), WRAPPED_TEXT), min(max(words, default=0), LONGEST_WORD))
    least = max(NARROWEST, *figures, least_text, _wrapped_heading(title)) + SLACK
    return _Need(least, max(least, *texts, text_width(title)))


def _wrapped_heading(title: str) -> int:
    width = text_width(title)
    line = -(-width // (2 if width <= SHORT_HEADING else HEADING_LINES))
    return line + line % 2


def _widths(needs: Sequence[_Need], points: float, profile: Profile) -> tuple[float, ...]:
    """Widths that fill the page, or none where the columns do not fit."""
    half_width = points / 2
    room = int((profile.text_width_pt - len(needs) * 2 * profile.cell_padding_pt) / half_width)
    halves = [need.least for need in needs]
    if sum(halves) > room:
        return ()
    for _ in range(room - sum(halves)):
        halves[_most_wrapped(needs, halves)] += 1
    shares = profile.text_width_pt / sum(half * half_width + 2 * profile.cell_padding_pt for half in halves)
    return tuple((half * half_width + 2 * profile.cell_padding_pt) * shares for half in halves)


def _most_wrapped(needs: Sequence[_Need], halves: Sequence[int]) -> int:
    """The column whose text takes most lines, and with all on one line the one with least room to spare."""
    return max(range(len(needs)), key=lambda i: needs[i].wished / halves[i])


def _selections(block: Block) -> Iterator[tuple[int, ...]]:
    """Every column; then without the months if their sum follows them; then ever fewer.

    The first columns matter most, but of months the last do.
    """
    count = len(block.headings)
    everything = tuple(range(count))
    yield everything
    months = {i for i in everything if _MONTH.fullmatch(block.headings[i].text.strip())}
    if months and max(months) == count - 1:
        keys = _key_columns(block)
        yield from ((*range(keys), *range(start, count)) for start in range(keys + 1, count))
    rest = tuple(i for i in everything if i not in months)
    yield from (rest[:end] for end in range(len(rest), 1, -1))


def _key_columns(block: Block) -> int:
    """How many columns at the left say what a row is about."""
    first_figure = next((i for i in range(len(block.headings)) if _has_figures(block, i)), 1)
    return max(1, min(first_figure, KEY_COLUMNS_AT_MOST))


def _has_figures(block: Block, column: int) -> bool:
    return any(isinstance(row[column], Figure | int) for row in block.rows)


def _squeezed(block: Block, profile: Profile) -> Fitting:
    """Where nothing fits, the first and the last column share the page; what is too long breaks."""
    columns = tuple(sorted({0, len(block.headings) - 1}))
    return Fitting(columns, profile.small_table_pt, (profile.text_width_pt / len(columns),) * len(columns))
