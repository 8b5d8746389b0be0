"""The summary's exhibits: captioned tables and charts, the notes beneath them and the references to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.figures.report import Block, Chart, Figure, Table, Tally
from pipeline.render.docx_chart import inline_chart
from pipeline.render.docx_table import Fitting, cell_text, fit_all, left_out, shared_unit, table_xml
from pipeline.render.docx_xml import bookmark, field, paragraph, run
from pipeline.render.placement import PlacedSection, Placement
from pipeline.render.profile import Profile
from pipeline.render.text import one_line

CHART_CAPTION_SPACING = '<w:spacing w:before="40" w:after="200"/>'
NAMED_COLUMNS_AT_MOST = 3


class Exhibits:
    """Draws the placed tables and charts. `link_chart` puts a chart into the file and gives its relationship."""

    def __init__(self, placement: Placement, profile: Profile, link_chart: Callable[[Chart], str]) -> None:
        self._placement = placement
        self._profile = profile
        self._link_chart = link_chart

    def table(self, table: Table) -> Iterator[str]:
        """Caption, the table's blocks, its notes."""
        yield paragraph("Caption", f"{self._label(table)}{run(f'　{one_line(table.title)}')}", keep_next=True)
        blocks = [block for block in table.blocks if block.rows]
        fitted = list(zip(blocks, fit_all(blocks, self._profile), strict=True))
        notes = [note for block, fitting in fitted for note in self._shortened(table, block, fitting)]
        lines = self._notes(table, list(dict.fromkeys(notes)))
        for block, fitting in fitted:
            yield from self._block(table, block, fitting, noted=bool(lines) and block is blocks[-1])
        yield from (paragraph("TableNote", run(line), keep_next=line is not lines[-1]) for line in lines)
        yield paragraph("TableEnd")

    def chart(self, chart: Chart) -> Iterator[str]:
        """The chart with its caption below."""
        number = self._placement.chart_numbers[chart.id]
        yield paragraph("Chart", inline_chart(self._link_chart(chart), number, chart, self._profile))
        title, subtitle = one_line(chart.title), one_line(chart.subtitle)
        words = f"　{title}（{subtitle}）" if subtitle else f"　{title}"
        yield paragraph("Caption", f"{self._label(chart)}{run(words)}", layout=CHART_CAPTION_SPACING)

    def pointer(self, placed: PlacedSection) -> str:
        """「表1、圖1；附件1的表9」: runs that lead to what a section names, empty where it names nothing."""
        here = run("、").join(map(self._reference, placed.referred))
        annexed = run("、").join(self._reference(table) for table in placed.annexed)
        annexed = run(self._say("附件1的")) + annexed if annexed else ""
        return run("；").join(part for part in (here, annexed) if part)

    @property
    def see(self) -> str:
        """What stands before a pointer."""
        return run(self._say("見"))

    def _say(self, words: str) -> str:
        return self._profile.say(words)

    def _label(self, one: Table | Chart) -> str:
        """表1 or 圖1 as a numbered, referable label."""
        kind, number = self._kind_and_number(one)
        label = run(kind) + field(f"SEQ {kind} \\* ARABIC", str(number))
        return bookmark(self._anchor(one), self._bookmark_id(one), label)

    def _reference(self, one: Table | Chart) -> str:
        kind, number = self._kind_and_number(one)
        return field(f"REF {self._anchor(one)} \\h", f"{kind}{number}")

    def _kind_and_number(self, one: Table | Chart) -> tuple[str, int]:
        if isinstance(one, Table):
            return self._say("表"), self._placement.table_numbers[one.id]
        return self._say("圖"), self._placement.chart_numbers[one.id]

    def _anchor(self, one: Table | Chart) -> str:
        return f"{'table' if isinstance(one, Table) else 'chart'}_{self._kind_and_number(one)[1]}"

    def _bookmark_id(self, one: Table | Chart) -> int:
        before = 0 if isinstance(one, Table) else len(self._placement.table_numbers)
        return before + self._kind_and_number(one)[1]

    def _block(self, table: Table, block: Block, fitting: Fitting, *, noted: bool) -> Iterator[str]:
        yield from self._above(block, is_first=block is table.blocks[0])
        total = block.total if _sums_something(block, fitting) else None
        drawn = replace(block, rows=block.rows[: self._profile.rows_in_annex], total=total)
        together = len(block.rows) + (total is not None) <= self._profile.rows_kept_together
        name = " ".join(part for part in (table.title, block.title) if part)
        yield table_xml(drawn, fitting, self._profile, alt=name, together=together, noted=noted)

    def _above(self, block: Block, *, is_first: bool) -> Iterator[str]:
        """What the block is about at the left, the unit at the right; it also keeps two tables apart."""
        unit = shared_unit(block)
        if block.title or unit or not is_first:
            right = f"\t{self._say('單位：')}{unit}" if unit else ""
            yield paragraph("TableUnit", run(f"{one_line(block.title)}{right}"), keep_next=True)

    def _shortened(self, table: Table, block: Block, fitting: Fitting) -> Iterator[str]:
        """Where the columns and rows are that the page does not hold."""
        where = f"{self._say('見統計表')}「{table.title}」"
        telling, idle = left_out(block, fitting)
        if telling:
            yield f"{self._named(telling)}{self._say('因列數較多，')}{where}。"
        if idle:
            yield f"{self._named(idle)}{self._say('各行為零或無數字，')}{where}。"
        rows = len(block.rows) - self._profile.rows_in_annex
        if rows > 0:
            yield f"{self._say('其餘')}{rows}{self._say('行')}{where}。"

    def _named(self, columns: tuple[str, ...]) -> str:
        if len(columns) <= NAMED_COLUMNS_AT_MOST:
            return "、".join(f"「{one_line(name)}」" for name in columns)
        first, last = one_line(columns[0]), one_line(columns[-1])
        return self._say(f"「{first}」至「{last}」等{len(columns)}列")

    def _notes(self, table: Table, notes: list[str]) -> list[str]:
        """The lines beneath a table: what is not in its rows, what the page does not hold, where it comes from."""
        beneath = "；".join(self._figure(one) for one in table.beneath if one.number is not None)
        remarks = [f"{beneath}。"] if beneath else []
        lines = [f"{self._say('註：')}{remark}" for remark in (*remarks, *notes, *map(one_line, table.notes))]
        source = "；".join(map(self._tally, table.tallies)) or "、".join(map(one_line, table.sources))
        return [*lines, f"{self._say('資料來源：')}{source}。"] if source else lines

    def _figure(self, figure: Figure) -> str:
        by = "、".join(value for _, value in figure.by)
        share = f"（{figure.of}）" if figure.of else ""
        return f"{figure.name}{f'（{by}）' if by else ''} {cell_text(figure)}{share}"

    def _tally(self, tally: Tally) -> str:
        fates = (
            (self._say("不計入"), tally.excluded),
            (self._say("停用"), tally.held),
            (self._say("被後報取代"), tally.replaced),
        )
        others = "".join(f"，{name}{rows:,}{self._say('行')}" for name, rows in fates if rows)
        return f"{tally.form} {tally.sheet} {self._say('計入')}{tally.counted:,}{self._say('行')}{others}"


def _sums_something(block: Block, fitting: Fitting) -> bool:
    """Whether the last row has more than its name in the columns that the page holds."""
    return block.total is not None and any(block.total[column] not in {None, ""} for column in fitting.columns[1:])
