"""Tables S15 and S16, chart C01 and what the summary says of water, power and saving (domain 8 and 9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.figures.book import Book
from pipeline.figures.report import Block, Cell, Chart, ChartKind, Heading, Series
from pipeline.figures.tables import has_data
from pipeline.form.table import FEWEST_POINTS, ChartSpec, SectionSpec, Sentence, TableSpec
from pipeline.forms.across.closing import person_in_charge
from pipeline.forms.f06_energy.contributions import pairs
from pipeline.forms.f06_energy.history import Bill, bills, missing_bill_days
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings

BILL_METRICS = ("M-F06-02a", "M-F06-02b", "M-F06-03a", "M-F06-03b")
MEASURE_METRICS = (
    "M-F06-04a", "M-F06-04b", "M-F06-04c", "M-F06-04d", "M-F06-04e", "M-F06-04f", "M-F06-05",
)  # fmt: skip


def bill_key(bill: Bill) -> dict[str, str]:
    """A bill's place in the dimensions of its metrics."""
    return {"戶號": bill.account, "能源類別": bill.energy, "賬期起日": day_text(bill.starts)}


def day_text(day: int) -> str:
    """2026-03-31."""
    return date.fromordinal(day).isoformat()


def headings(book: Book, fields: Sequence[str], metrics: Sequence[str]) -> tuple[Heading, ...]:
    """Headings of plain fields and of metrics."""
    own = [book.metrics[metric] for metric in metrics]
    return (*(Heading(text) for text in fields), *(Heading(m.name, "" if m.units else m.unit) for m in own))


def by_month_block(book: Book) -> Block | None:
    """S15, first block: each energy by month, with its total."""
    metrics = ("M-F06-01", "M-F06-02c", "M-F06-06")
    energies = dict.fromkeys(value for metric in metrics for (value,) in book.values(metric, ("能源類別",)))
    rows: list[tuple[Cell, ...]] = []
    for energy in (option for option in Readings.energy.options if option in energies):
        for span in (*book.months, book.term.code):
            figures = [book.figure(metric, {"能源類別": energy}, span) for metric in metrics]
            if any(has_data(figure) for figure in figures):
                rows.append((energy, "合計" if span == book.term.code else span, *figures))
    total = ("全部能源", "合計", None, book.figure("M-F06-02c"), None)
    return Block(headings(book, ("能源類別", "月份"), metrics), tuple(rows), total) if rows else None


def bills_block(book: Book) -> Block | None:
    """S15, second block: each bill, whole."""
    rows: list[tuple[Cell, ...]] = []
    fields = ("戶號", "能源類別", "賬期起日", "賬期止日", "賬單用量")
    frame = book.term.rows(Bills)
    for bill in bills(frame):
        figures = [book.figure(metric, bill_key(bill)) for metric in BILL_METRICS]
        start, end = date.fromordinal(bill.starts), date.fromordinal(bill.ends)
        rows.append((bill.account, bill.energy, start, end, f"{bill.usage / 1000:,.10g}", *figures))
    return Block(headings(book, fields, BILL_METRICS), tuple(rows), title="賬單明細") if rows else None


def unbilled(book: Book) -> list[tuple[str, int, int, int]]:
    """Energies with bills, and the days since the last one that are still without: energy, days, first, last day."""
    energies = dict.fromkeys(bill.energy for bill in bills(book.term.rows(Bills)))
    last = min(book.term.as_of, book.term.end)
    found = []
    for energy in energies:
        days = missing_bill_days(book.term, energy, last)
        if days:
            found.append((energy, len(days), days[0], days[-1]))
    return found


def unbilled_notes(book: Book) -> list[str]:
    """賬單未到, named and not estimated."""
    return [
        f"{energy}：{day_text(first)} 至 {day_text(last)} 之間有 {count} 天賬單未到，未作估計。"
        for energy, count, first, last in unbilled(book)
    ]


def measure_label(book: Book, at: int) -> str:
    """JN-01 教學樓線路改造."""
    rows = book.term.rows(Measures)
    return f"{rows.text(Measures.code)[at]} {rows.text(Measures.label)[at]}"


def measures_block(book: Book) -> Block | None:
    """S16: each measure with its figures before and after."""
    rows = book.term.rows(Measures)
    finished, costs = rows.of(Measures.finished_on), rows.numbers(Measures.cost)
    lines: list[tuple[Cell, ...]] = []
    for at in range(len(rows)):
        figures = [book.figure(metric, {"措施編號": rows.text(Measures.code)[at]}) for metric in MEASURE_METRICS]
        if rows.counted[at]:
            done = date.fromordinal(int(finished.iloc[at]))
            lines.append((measure_label(book, at), done, f"{costs[at] / 100:,.2f}", *figures))
    heads = headings(book, ("措施編號", "完工日期", "投入金額（元）"), MEASURE_METRICS)
    return Block(heads, tuple(lines)) if lines else None


def pairs_block(book: Book) -> Block | None:
    """S16, below: the bills that were compared, pair by pair."""
    rows = book.term.rows(Measures)
    lines: list[tuple[Cell, ...]] = []
    for at in range(len(rows)):
        for pair in pairs(book.term, at):
            for side, bill in (("前", pair.before), ("後", pair.after)):
                figures = [book.figure(metric, bill_key(bill)) for metric in BILL_METRICS[:2]]
                span = (date.fromordinal(bill.starts), date.fromordinal(bill.ends), bill.days)
                lines.append((rows.text(Measures.code)[at], side, bill.account, *span, *figures))
    heads = headings(book, ("措施編號", "改造前後", "戶號", "賬期起日", "賬期止日", "天數"), BILL_METRICS[:2])
    return Block(heads, tuple(lines), title="所比較的賬單") if lines else None


def unpaired_notes(book: Book) -> list[str]:
    """Bills of a measure's accounts that found no partner: named and left out."""
    notes = []
    rows = book.term.rows(Measures)
    for at in range(len(rows)):
        used = {bill.at for pair in pairs(book.term, at) for bill in (pair.before, pair.after)}
        energy = rows.text(Measures.energy)[at]
        left = [b for b in bills(book.term.rows(Bills)) if b.energy == energy and b.at not in used]
        if left:
            spans = "、".join(f"{day_text(b.starts)} 至 {day_text(b.ends)}" for b in left)
            notes.append(f"{measure_label(book, at)}：{spans} 的賬單沒有同期可比，不列入比較。")
    return notes


TABLES = [
    TableSpec("S15", "水電費月度表", [Readings, Bills], [by_month_block, bills_block], notes=unbilled_notes),
    TableSpec("S16", "節能措施效果表", [Measures, Bills], [measures_block, pairs_block], notes=unpaired_notes),
]


def cost_a_day(book: Book) -> Chart | None:
    """C01: electricity cost a day, bill by bill; the averages before and after the measure as flat lines."""
    every = [bill for bill in bills(book.term.rows(Bills)) if bill.energy == "電"]
    months = sorted({end_month(bill) for bill in every})
    if len(months) < FEWEST_POINTS:
        return None
    series = [account_series(book, account, every, months) for account in sorted({bill.account for bill in every})]
    measures = [at for at, energy in enumerate(book.term.rows(Measures).text(Measures.energy)) if energy == "電"]
    for at in measures:
        series += averages(book, at, months)
    return Chart(
        id="C01",
        title="電費日均費用的變化",
        subtitle="；".join(finished_text(book, at) for at in measures),
        kind=ChartKind.LINE,
        categories=tuple(months),
        series=tuple(series),
        x_title="賬單（按賬期止日所在月份）",
        y_title="元/天",
        tables=("S15", "S16"),
        alt="折線圖：每張電費賬單的日均費用，以及節能改造前、後的平均水平",
    )


def end_month(bill: Bill) -> str:
    """The month of a bill's last day, as a chart's category."""
    return day_text(bill.ends)[:7]


def account_series(book: Book, account: str, every: Sequence[Bill], months: Sequence[str]) -> Series:
    """One account's cost a day."""
    mine = {end_month(bill): book.number("M-F06-02b", bill_key(bill)) for bill in every if bill.account == account}
    return Series(f"戶號 {account}", tuple(mine.get(month) for month in months), decimals=2)


def averages(book: Book, at: int, months: Sequence[str]) -> list[Series]:
    """The measure's averages, each drawn over its own bills."""
    code, found = {"措施編號": book.term.rows(Measures).text(Measures.code)[at]}, pairs(book.term, at)
    lines = []
    for name, metric, side in (("改造前平均", "M-F06-04a", "before"), ("改造後平均", "M-F06-04b", "after")):
        own = {end_month(getattr(pair, side)) for pair in found}
        value = book.number(metric, code)
        if value is not None and own:
            inside = [value if min(own) <= month <= max(own) else None for month in months]
            lines.append(Series(name, tuple(inside), reference=True, decimals=2))
    return lines


def finished_text(book: Book, at: int) -> str:
    """教學樓線路改造 2025-10-15 完工."""
    rows = book.term.rows(Measures)
    return f"{rows.text(Measures.label)[at]} {day_text(int(rows.numbers(Measures.finished_on)[at]))} 完工"


CHARTS = [ChartSpec("C01", "電費日均費用", "電路改造是否省了電費？", cost_a_day, ("S15", "S16"))]


BILLED = """\
已到的賬單按天分攤到本期：{% for energy in billed %}{{ energy }}費{{ f("M-F06-02c", {"能源類別": energy}) }}\
{{ "、" if not loop.last }}{% endfor %}。"""
WAITING = "{{ '另有' if also }}{{ waiting }}賬單未到，未作估計。"
COMPARED = """\
{{ label }}於{{ done }}完工。按同月賬單同口徑比較，日均費用由改造前的{{ bare("M-F06-04a", by) }}元\
降至{{ bare("M-F06-04b", by) }}元，降幅{{ bare("M-F06-04f", by) }}，{{ bare("M-F06-04c", by) }}天共節約\
{{ f("M-F06-04e", by) }}；按此推算，投入{{ bare("M-F06-05", by) }}個月可收回。"""
NOT_SAVED = """\
{{ label }}於{{ done }}完工。按同月賬單同口徑比較，日均費用由{{ bare("M-F06-04a", by) }}元\
變為{{ bare("M-F06-04b", by) }}元，未見節約。"""
NOT_COMPARABLE = "{{ label }}於{{ done }}完工，同期數據不足，暫不比較節約效果。"


def saving_sentences(book: Book) -> list[Sentence]:
    """One sentence a finished measure: both sides measured, or said to be not comparable."""
    rows = book.term.rows(Measures)
    found = []
    for at in range(len(rows)):
        done = int(rows.numbers(Measures.finished_on)[at])
        if not rows.counted[at] or done > book.term.as_of:
            continue
        by = {"措施編號": rows.text(Measures.code)[at]}
        saved = book.number("M-F06-04d", by)
        template = NOT_COMPARABLE if saved is None else COMPARED if saved > 0 else NOT_SAVED
        year = date.fromordinal(done).year
        given = {"label": rows.text(Measures.label)[at], "done": f"{year}年{chinese_day(done)}", "by": by}
        found.append(Sentence(template, given=given))
    return found


def energy_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was paid for each energy, which days are unbilled, and what the measures saved."""
    energies = [value for (value,) in book.values("M-F06-02c", ("能源類別",))]
    billed = [energy for energy in energies if book.number("M-F06-02c", {"能源類別": energy})]
    first = [Sentence(BILLED, given={"billed": billed})] if billed else []
    waiting = "、".join(f"{energy}費{count}天（至{chinese_day(last)}）" for energy, count, _, last in unbilled(book))
    if waiting:
        first.append(Sentence(WAITING, given={"also": bool(billed), "waiting": waiting}))
    return [first, saving_sentences(book)]


def chinese_day(day: int) -> str:
    """7月3日."""
    on = date.fromordinal(day)
    return f"{on.month}月{on.day}日"


TO_COME = "{{ waiting }}的賬單尚未收到，由{{ owner }}在收到後登記，計入下期。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: the days that no bill covers yet."""
    if not (waiting := unbilled(book)):
        return []
    spans = "、".join(f"{energy}費{chinese_day(first)}至{chinese_day(last)}" for energy, _, first, last in waiting)
    return [[Sentence(TO_COME, given={"waiting": spans, "owner": person_in_charge(book.term, Bills.form)})]]


SECTIONS = [
    SectionSpec("plan", "", [plan_paragraphs], place=50),
    SectionSpec(
        chapter="finance",
        heading="節能降耗",
        paragraphs=[energy_paragraphs],
        tables=("S16",),
        charts=("C01",),
        place=40,
    ),
]
