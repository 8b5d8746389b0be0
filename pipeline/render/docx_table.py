"""A block of a table as a Word table, built in one piece; columns that do not fit are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor

from pipeline.figures.report import Block, Cell, Figure, Heading
from pipeline.render.docx_styles import CENTRE, FIGURE, SMALL, SMALLEST, TABLE
from pipeline.render.docx_xml import attribute, paragraph, run
from pipeline.render.numerals import is_column_of_numbers
from pipeline.render.profile import Profile, twips
from pipeline.render.theme import NO_FIGURE
from pipeline.render.widths import heading_lines, narrowest, text_width

PERCENT = "%"
INDENT = "　"
NARROWEST = 4


@dataclass(frozen=True)
class Ease:
    """How wide a column is at least, in half widths: to hold its texts up to the one, its words up to the other."""

    text: int
    word: int


AT_EASE, IN_NEED = Ease(text=18, word=30), Ease(text=10, word=14)
HEADING_LINES = 3
KEY_COLUMNS_AT_MOST = 2
WIDE_LETTERS = (("0123456789", 1.28), ("-", 0.73), ("ABCDEFGHIJKLNOPQRSTUVXYZ", 1.4), ("MW%", 2.0))
LETTER_WIDTHS = {letter: width for letters, width in WIDE_LETTERS for letter in letters}
"""In half widths, in the widest font that may stand in for one that is missing: a number must not break."""
SLACK = 0.4

_MONTH = re.compile(r"(\d{4}\s*[年-])?\s*\d{1,2}月?")
_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True)
class Setting:
    """How a table is set: in which size, with how much room beside its text (in points).

    `size` is what the names of its paragraph styles end with.
    """

    points: float
    padding: float
    size: str


@dataclass(frozen=True)
class Fitting:
    """How a block goes on the page: which columns, how set, how wide (in points)."""

    columns: tuple[int, ...]
    setting: Setting
    widths: tuple[float, ...]


@dataclass(frozen=True)
class _Need:
    """What a column needs and would like, in half widths: for its texts on one line, then for its heading, too."""

    least: int
    text: int
    heading: int


def settings(profile: Profile) -> tuple[Setting, ...]:
    """From the most legible to the most compact."""
    return (
        Setting(profile.table_pt, profile.cell_padding_pt, ""),
        Setting(profile.small_table_pt, profile.cell_padding_pt, SMALL),
        Setting(profile.small_table_pt, profile.narrow_cell_padding_pt, SMALL),
        Setting(profile.smallest_table_pt, profile.narrow_cell_padding_pt, SMALLEST),
    )


def fit_all(blocks: Sequence[Block], profile: Profile) -> list[Fitting]:
    """The blocks of one table, all in one size."""
    fittings = [fit(block, profile) for block in blocks]
    points = min((fitting.setting.points for fitting in fittings), default=profile.table_pt)
    same = [setting for setting in settings(profile) if setting.points == points]
    return [
        fitting if fitting.setting.points == points else fit(block, profile, same)
        for block, fitting in zip(blocks, fittings, strict=True)
    ]


def fit(block: Block, profile: Profile, allowed: Sequence[Setting] = ()) -> Fitting:
    """The most columns in the most legible setting that the page holds, of those allowed."""
    allowed = allowed or settings(profile)
    usual = [setting for setting in allowed if setting.size != SMALLEST] or allowed
    for columns, ease, in_smallest in _selections(block):
        needs = [_need(block, column, ease) for column in columns]
        tried = ((setting, _halves(needs, setting, profile)) for setting in (allowed if in_smallest else usual))
        found = [(setting, halves) for setting, halves in tried if halves]
        largest = [each for each in found if each[0].points == found[0][0].points]
        smooth = [(setting, halves) for setting, halves in largest if not _wraps(needs, halves)]
        if largest:
            setting, halves = [*smooth, *largest[::-1]][0]
            return Fitting(columns, setting, _filling(halves, setting, profile))
    return _squeezed(block, allowed[-1], profile)


def left_out(block: Block, fitting: Fitting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings of the columns that the page does not hold: those that say something, those that do not."""
    missing = [column for column in range(len(block.headings)) if column not in fitting.columns]
    idle = [column for column in missing if _is_idle(block, column)]
    telling = [column for column in missing if column not in idle]
    return tuple(_names(block, telling)), tuple(_names(block, idle))


def _names(block: Block, columns: Sequence[int]) -> Iterator[str]:
    return (block.headings[column].text for column in columns)


def shared_unit(block: Block) -> str:
    """The one unit of all the block's figures; the sign % stands at each figure and needs no note."""
    units = {heading.unit for heading in block.headings if heading.unit} - {PERCENT}
    mixed = any(_has_own_units(block, column) for column in range(len(block.headings)))
    return units.pop() if len(units) == 1 and not mixed else ""


def _has_own_units(block: Block, column: int) -> bool:
    cells = [] if block.headings[column].unit else [row[column] for row in block.rows]
    return any(isinstance(cell, Figure) and cell.unit not in {"", PERCENT} for cell in cells)


def table_xml(
    block: Block, fitting: Fitting, profile: Profile, *, alt: str, together: bool = False, noted: bool = False
) -> str:
    """The whole table: a head that is repeated on every page, rows that do not break, a total.

    All rows stay on one page if `together`; if `noted`, the last one on that of the note beneath.
    """
    drawing = _Drawing(block, fitting, profile, together, noted)
    width = sum(twips(width) for width in fitting.widths)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in fitting.widths)
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{_padding(fitting.setting, profile)}<w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={attribute(alt)}/></w:tblPr>"
    )
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(drawing.rows())}</w:tbl>"


def _padding(setting: Setting, profile: Profile) -> str:
    """The room beside the text, where it is not that of the table's style."""
    if setting.padding == profile.cell_padding_pt:
        return ""
    sides = (f'<w:{side} w:w="{twips(setting.padding)}" w:type="dxa"/>' for side in ("left", "right"))
    return f"<w:tblCellMar>{''.join(sides)}</w:tblCellMar>"


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
    noted: bool

    @cached_property
    def numeral_columns(self) -> frozenset[int]:
        """The columns whose numbers come as text."""
        columns = range(len(self.block.headings))
        return frozenset(i for i in columns if is_column_of_numbers([row[i] for row in self.block.rows]))

    def rows(self) -> Iterator[str]:
        yield self._head()
        total = [self.block.total] if self.block.total else []
        body = [*self.block.rows, *total]
        for i, row in enumerate(body):
            is_last = i + 1 == len(body)
            joined = i == 0 or (bool(total) and i + 2 == len(body))
            stays = self.noted if is_last else self.together or joined
            indented = i < len(self.block.indents) and bool(self.block.indents[i])
            yield self._row(row, stays=stays, indented=indented)

    def _head(self) -> str:
        cells = []
        for column, width in zip(self.fitting.columns, self.fitting.widths, strict=True):
            setting = self.fitting.setting
            halves = (width - 2 * setting.padding) / (setting.points / 2)
            title = _wrapped(self.block.headings[column].text, self._unit(column), floor(halves - SLACK))
            cells.append(_boxed(self._cell("TableHead", run(title), stays=True), width))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _unit(self, column: int) -> str:
        return _unit_note(self.block.headings[column], shared_unit(self.block))

    def _row(self, row: Sequence[Cell], *, stays: bool, indented: bool) -> str:
        cells = []
        for place, (column, width) in enumerate(zip(self.fitting.columns, self.fitting.widths, strict=True)):
            indent = INDENT if indented and place == 0 else ""
            cells.append(_boxed(self._content(row, column, indent, stays=stays), width))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _content(self, row: Sequence[Cell], column: int, indent: str, *, stays: bool) -> str:
        cell = row[column]
        style = "TableFigure" if isinstance(cell, Figure | int) or column in self.numeral_columns else "TableText"
        text = _printed(row, column, self.block.headings[column])
        text = indent + text.lstrip(INDENT) if indent else text
        content = run(text, style=FIGURE if isinstance(cell, Figure) else "") if text else ""
        return self._cell(style, content, stays=stays, layout=CENTRE if isinstance(cell, date) else "")

    def _cell(self, style: str, content: str, *, stays: bool, layout: str = "") -> str:
        return paragraph(f"{style}{self.fitting.setting.size}", content, keep_next=stays, layout=layout)


def _boxed(content: str, width: float) -> str:
    width_and_place = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{width_and_place}</w:tcPr>{content}</w:tc>"


def _unit_note(heading: Heading, shared: str) -> str:
    """（元）, unless the unit is said elsewhere."""
    said = not heading.unit or heading.unit in {shared, PERCENT} or heading.unit in heading.text
    return "" if said else f"（{heading.unit}）"


def _wrapped(text: str, unit: str, halves: int) -> str:
    """A heading that is too long in lines of about equal length, its unit on one of its own."""
    if text_width(text + unit) <= halves:
        return text + unit
    return "\n".join([*heading_lines(text, halves), *([unit] if unit else ())])


def _printed(row: Sequence[Cell], column: int, heading: Heading) -> str:
    """A cell of a row; where another cell tells the unit, a figure does not."""
    cell = row[column]
    told = cell.unit if isinstance(cell, Figure) and cell.unit in row else ""
    return cell_text(cell, heading.unit or told)


def _need(block: Block, column: int, ease: Ease) -> _Need:
    """A figure stays on its line; text and headings may wrap."""
    heading = block.headings[column]
    unit = _unit_note(heading, shared_unit(block))
    rows = [*block.rows, block.total] if block.total else block.rows
    figures, texts, words = [0], [0], [0]
    for row in rows:
        cell, text = row[column], _printed(row, column, heading)
        if isinstance(cell, str) and not re.fullmatch(r"[\d\s,.%—/-]+", cell):
            texts.append(max(map(_room, text.split("\n"))))
            words += map(_room, _WORD.findall(text))
        else:
            figures.append(_room(text))
    least_text = max(min(max(texts), ease.text), min(max(words), ease.word))
    least_heading = max(text_width(unit), narrowest(heading.text, HEADING_LINES)) + 1
    least = max(NARROWEST, *figures, least_text, least_heading)
    return _Need(least, max(least, *texts), max(least, *texts, text_width(heading.text + unit)))


def _room(text: str) -> int:
    """The half widths that a line takes, in a font with wide digits, too."""
    proportional = sum(
        LETTER_WIDTHS.get(letter, 1.05 if letter.isalpha() else 0.7) if letter.isascii() else text_width(letter)
        for letter in text
    )
    return ceil(max(text_width(text), proportional) + SLACK)


def _halves(needs: Sequence[_Need], setting: Setting, profile: Profile) -> list[int]:
    """The columns' widths, or none where they do not fit on the page."""
    half_width, padding = setting.points / 2, 2 * setting.padding
    room = int((profile.text_width_pt - len(needs) * padding) / half_width)
    halves = [need.least for need in needs]
    if sum(halves) > room:
        return []
    for _ in range(room - sum(halves)):
        halves[_most_wrapped(needs, halves)] += 1
    return halves


def _wraps(needs: Sequence[_Need], halves: Sequence[int]) -> bool:
    return any(need.text > half for need, half in zip(needs, halves, strict=True))


def _filling(halves: Sequence[int], setting: Setting, profile: Profile) -> tuple[float, ...]:
    """Widths in points that fill the page."""
    widths = [half * setting.points / 2 + 2 * setting.padding for half in halves]
    return tuple(width * profile.text_width_pt / sum(widths) for width in widths)


def _most_wrapped(needs: Sequence[_Need], halves: Sequence[int]) -> int:
    """The column whose text takes most lines, then whose heading; with all on one line the one with least to spare."""
    wraps = _wraps(needs, halves)
    return max(range(len(needs)), key=lambda i: (needs[i].text if wraps else needs[i].heading) / halves[i])


def _selections(block: Block) -> Iterator[tuple[tuple[int, ...], Ease, bool]]:
    """Every column; then without those that say nothing; then without the months if their sum follows; then ever fewer.

    The first columns matter most, but of months the last do. The smallest print comes before any loss.
    """
    count = len(block.headings)
    everything = tuple(range(count))
    telling = tuple(i for i in everything if not _is_idle(block, i))
    yield from ((columns, ease, False) for columns in (everything, telling) for ease in (AT_EASE, IN_NEED))
    yield telling, IN_NEED, True
    months = {i for i in telling if _MONTH.fullmatch(block.headings[i].text.strip())}
    if months and max(months) == telling[-1]:
        keys = _key_columns(block)
        rest = telling[keys:]
        yield from (((*telling[:keys], *rest[start:]), IN_NEED, False) for start in range(1, len(rest)))
    rest = tuple(i for i in telling if i not in months)
    yield from ((rest[:end], IN_NEED, True) for end in range(len(rest), 1, -1))


def _is_idle(block: Block, column: int) -> bool:
    """Whether a column of figures has nothing but zeros, dashes and blanks."""
    cells = [row[column] for row in (*block.rows, *((block.total,) if block.total else ()))]
    figures = [cell for cell in cells if isinstance(cell, Figure | int)]
    idle = not any(cell.number if isinstance(cell, Figure) else cell for cell in figures)
    return idle and bool(figures) and all(cell is None or isinstance(cell, Figure | int) or not cell for cell in cells)


def _key_columns(block: Block) -> int:
    """How many columns at the left say what a row is about."""
    first_figure = next((i for i in range(len(block.headings)) if _has_figures(block, i)), 1)
    return max(1, min(first_figure, KEY_COLUMNS_AT_MOST))


def _has_figures(block: Block, column: int) -> bool:
    return any(isinstance(row[column], Figure | int) for row in block.rows)


def _squeezed(block: Block, setting: Setting, profile: Profile) -> Fitting:
    """Where nothing fits, the first and the last column share the page; what is too long breaks."""
    columns = tuple(sorted({0, len(block.headings) - 1}))
    return Fitting(columns, setting, (profile.text_width_pt / len(columns),) * len(columns))
