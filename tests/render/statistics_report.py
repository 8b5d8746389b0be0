"""A hand-written Report for the statistics workbook: long, wide, indented and empty tables, charts, ill text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

import numpy as np

from pipeline.figures.report import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Definition,
    Figure,
    Heading,
    Report,
    Series,
    SourceRow,
    Table,
    Tally,
)
from pipeline.finding import Effect, Finding, Place

TERM = "2025-2026-2"
SCHOOL = "啟明市第三實驗學校"
MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
HOSTILE = '=HYPERLINK("http://x.example","點我")\x00\x1b\ud800'
DECIMALS = {"元": 2, "元/天": 2, "元/人餐": 2, "%": 1, "分": 1, "公斤": 1}


def figure(
    metric: str,
    number: str | int | Fraction | None,
    unit: str = "元",
    *,
    by: tuple[tuple[str, str], ...] = (),
    span: str = TERM,
    name: str = "",
    rows: Iterable[int] = (),
) -> Figure:
    exact = None if number is None else Fraction(number)
    ids = np.fromiter(rows, dtype=np.int64)
    return Figure(metric, name or metric, span, exact, unit, printed(exact, unit), by, rows=ids)


def share(metric: str, part: int, whole: int, *, name: str = "", by: tuple[tuple[str, str], ...] = ()) -> Figure:
    exact = Fraction(part, whole) if whole else None
    parts = (Fraction(part), Fraction(whole))
    return Figure(metric, name or metric, TERM, exact, "%", printed(exact, "%"), by, *parts, np.arange(min(whole, 400)))


def printed(number: Fraction | None, unit: str) -> str:
    if number is None:
        return "—"
    scaled = number * 100 if unit == "%" else number
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-DECIMALS.get(unit, 0)), ROUND_HALF_UP)
    return f"{rounded:,}%" if unit == "%" else f"{rounded:,}"


def purchases() -> Table:
    foods = ("蔬菜", "肉禽蛋", "水產", "米麵雜糧", "食用油", "調味品")
    by_food = [[fen(food, month) for month in range(len(MONTHS))] for food in range(len(foods))]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            food,
            *(bought(food, month, yuan) for month, yuan in zip(MONTHS, months, strict=True)),
            bought(food, TERM, sum(months, Fraction(0))),
        )
        for food, months in zip(foods, by_food, strict=True)
    )
    by_month = [sum(column, Fraction(0)) for column in zip(*by_food, strict=True)]
    total: tuple[Cell, ...] = (
        "合計",
        *(bought("", month, yuan) for month, yuan in zip(MONTHS, by_month, strict=True)),
        bought("", TERM, sum(by_month, Fraction(0))),
    )
    headings = (Heading("食材類別"), *(Heading(month, "元") for month in MONTHS), Heading("本學期", "元"))
    return Table(
        "S04",
        "食材採購月度表",
        "2025-2026 學年第二學期",
        ("F02 採購驗收入庫",),
        (Block(headings, rows, total, "按食材類別"), purchases_by_month(by_month)),
        (
            figure("M-F02-04b", "1834.50", name="未驗收金額", rows=(3, 4)),
            figure("M-F02-05", 0, "筆", name="食堂經營者參與採購"),
        ),
        (Tally("F02", "採購驗收入庫", 412, 398, 6, 5, 3, 31_284_550, 30_000_000, 183_450, 1_101_100, 0),),
        ("合計為各月之和。", "部分合格的行，合格部分計入，其餘列為拒收金額。" * 4),
    )


def fen(food: int, month: int) -> Fraction:
    return Fraction((food + 1) * 1_234_567 + month * 98_765 + food * month * 331, 100)


def bought(food: str, span: str, yuan: Fraction) -> Figure:
    by = (("食材類別", food),) if food else ()
    return figure("M-F02-01a", yuan, by=by, span=span, name="食材採購總額", rows=range(10, 40))


def purchases_by_month(by_month: Sequence[Fraction]) -> Block:
    headings = (Heading("月份"), Heading("食材採購總額", "元"), Heading("採購筆數", "筆"), Heading("雙人採購率", "%"))
    rows = tuple(
        (
            month,
            bought("", month, yuan),
            figure("M-F02-01b", 80 + i, "筆", span=month),
            monthly_share(month, 79 + i, 80 + i),
        )
        for i, (month, yuan) in enumerate(zip(MONTHS, by_month, strict=True))
    )
    total = (
        "合計",
        bought("", TERM, sum(by_month, Fraction(0))),
        figure("M-F02-01b", 410, "筆"),
        share("M-F02-02", 405, 410),
    )
    return Block(headings, rows, total, "按月份")


def monthly_share(month: str, part: int, whole: int) -> Figure:
    parts = (Fraction(part), Fraction(whole))
    return Figure(
        "M-F02-02", "雙人採購率", month, Fraction(part, whole), "%", printed(Fraction(part, whole), "%"), (), *parts
    )


def stock() -> Table:
    headings = (
        Heading("品名"),
        Heading("單位"),
        *(Heading(name, "") for name in ("期初", "入庫", "出庫", "退回", "損耗", "帳面", "盤點")),
        Heading("盤點差異率", "%"),
        Heading("期末金額", "元"),
    )
    rows = tuple(stock_row(i) for i in range(120))
    return Table(
        "S05", "食材庫存收發存表", TERM, ("F02 採購驗收入庫", "F02 領用出庫", "F02 月末盤點"), (Block(headings, rows),)
    )


def stock_row(i: int) -> tuple[Cell, ...]:
    by = (("品名", f"品名{i:03}"), ("單位", "公斤"))
    quantities = [figure(f"M-F02-06{letter}", f"{i * 3 + n}.5", "公斤", by=by) for n, letter in enumerate("abcdefg")]
    return (
        f"品名{i:03}",
        "公斤",
        *quantities,
        share("M-F02-06h", i % 7, 200, by=by),
        figure("M-F02-06i", f"{i * 17}.25", by=by),
    )


def spending() -> Table:
    kinds = (("辦公費", ("紙張", "印刷")), ("水電費", ()), ("維修費", ("門窗", "電路", "給排水")))
    rows: list[tuple[Cell, ...]] = []
    indents: list[int] = []
    for kind, details in kinds:
        parts = [
            figure("M-F05-05a", f"{(n + 1) * 1000}.10", by=(("支出類別", kind), ("一級明細", d)))
            for n, d in enumerate(details)
        ]
        whole = sum((part.number or Fraction(0) for part in parts), Fraction(0)) or Fraction("500.35")
        rows.append(
            (
                kind,
                figure("M-F05-05a", whole, by=(("支出類別", kind),)),
                share("M-F05-05c", 1, 3, by=(("支出類別", kind),)),
            )
        )
        rows += [(detail, part, None) for detail, part in zip(details, parts, strict=True)]
        indents += [0, *(1 for _ in details)]
    total = ("合計", figure("M-F05-05a", "9500.85"), share("M-F05-05c", 3, 3))
    headings = (Heading("支出類別"), Heading("支出金額", "元"), Heading("占比", "%"))
    return Table(
        "S12", "支出分類月度表", TERM, ("F05 支出票據",), (Block(headings, tuple(rows), total, indents=tuple(indents)),)
    )


def savings() -> Table:
    headings = tuple(
        Heading(text, unit)
        for text, unit in (
            ("措施編號", ""),
            ("措施名稱", ""),
            ("完工日期", ""),
            ("投入金額", "元"),
            ("改造前日均費用", "元/天"),
            ("改造後日均費用", "元/天"),
            ("比較天數", "天"),
            ("節約額", "元"),
            ("節約率", "%"),
            ("投入回收期", "月"),
        )
    )
    by = (("措施編號", "JN-01"),)
    measured: tuple[Cell, ...] = (
        "JN-01",
        "照明線路改造",
        date(2026, 3, 2),
        figure("M-F06-04z", "18500", by=by),
        figure("M-F06-04a", Fraction(50103, 999), "元/天", by=by),
        figure("M-F06-04b", Fraction(3450, 100), "元/天", by=by),
        figure("M-F06-04c", 122, "天", by=by),
        figure("M-F06-04e", "1904.42", by=by),
        share("M-F06-04f", 17, 47, by=by),
        figure("M-F06-05", None, "月", by=by),
    )
    unmeasured: tuple[Cell, ...] = ("JN-02", HOSTILE, None, *(None for _ in range(7)))
    return Table(
        "S16", "節能措施效果表", TERM, ("F06 節能措施", "F06 賬單"), (Block(headings, (measured, unmeasured)),)
    )


def dangers() -> Table:
    headings = tuple(
        Heading(text)
        for text in ("隱患編號", "發現日期", "班室或地點", "隱患描述", "等級", "整改責任人", "備註", "備註")
    )
    long = "三樓走廊消防栓箱門鎖損壞無法開啟，且前方堆放課桌椅，影響取用；已通知班主任清理，鎖具待採購。"
    rows = tuple(
        (f"YH-{i:02}", date(2026, 4, i), "教學樓三樓", long, "一般", "王小明", "", f"+{i}") for i in range(1, 4)
    )
    return Table(
        "S23", "隱患/閉環:表", TERM, ("F10 隱患台賬",), (Block(headings, rows), Block(headings[:3], (), None, "已逾期"))
    )


def charts() -> tuple[Chart, ...]:
    foods = tuple(Series(f"類別{food}", tuple(fen(food, month) for month in range(len(MONTHS)))) for food in range(6))
    per_meal = Series(
        "人均每餐成本",
        (Fraction(71, 10), Fraction(72, 10), None, Fraction(76, 10), Fraction(73, 10)),
        True,
        True,
        decimals=2,
    )
    weeks = Series("每日檢查完成率", tuple(Fraction(i % 5 + 15, 20) for i in range(20)), decimals=1)
    return (
        Chart(
            "C03",
            "食堂採購是否平穩",
            "五大類與其他",
            ChartKind.COLUMN_STACKED,
            MONTHS,
            (*foods, per_meal),
            "月份",
            "元",
            "元/人餐",
            ("S04",),
            "每月採購",
        ),
        Chart(
            "C05",
            "每日檢查是否真的每日",
            "",
            ChartKind.LINE,
            tuple(map(str, range(1, 21))),
            (weeks,),
            "教學週次",
            "%",
            tables=("S99",),
        ),
        Chart(
            "C12",
            "服務對象是否滿意",
            "",
            ChartKind.BAR_STACKED_100,
            ("食堂", "維修", "安全"),
            satisfaction(),
            "領域",
            "%",
            tables=("S12",),
        ),
    )


def satisfaction() -> tuple[Series, ...]:
    answers = {"滿意": (300, 200, 250), "基本滿意": (50, 40, 10), "不滿意": (3, 9, None)}
    return tuple(
        Series(name, tuple(None if n is None else Fraction(n) for n in counts)) for name, counts in answers.items()
    )


def findings() -> tuple[Finding, ...]:
    place = Place("食堂/F02_食堂採購驗收出入庫台賬.xlsx", "採購驗收入庫", 12, "K12", "採購人")
    return (
        Finding(
            "F02-R01", Effect.FLAG, place, "只有1人採購，校規要求2人以上", "補簽第二人", "陳大勇", "F02", "2026-04"
        ),
        Finding("G-12", Effect.HOLD, place, "日期無法辨認", "改為 2026-04-12 的樣子", "=1+1", "F02", "2026-04"),
        Finding("F02-R05", Effect.EXCLUDE, place, "未驗收", "", "未驗收", "F02", "2026-04"),
    )


@cache
def sample() -> Report:
    tables = (purchases(), stock(), spending(), savings(), dangers())
    loose = figure("M-ALL-01a", 13, "份", name="應報台賬", rows=(1, 2, 3, 7, 450))
    shown = [loose, *(cell for table in tables for cell in figures_of(table))]
    return Report(
        school=SCHOOL,
        term=TERM,
        period=TERM,
        title=f"{SCHOOL} 2025-2026 學年第二學期後勤統計",
        as_of=date(2026, 6, 30),
        figures={each.key: each for each in shown},
        tables=tables,
        charts=charts(),
        chapters=(),
        findings=findings(),
        tallies=(tables[0].tallies[0], Tally("F10", "隱患台賬", 20, 19, 0, 1, 0)),
        definitions=(Definition("M-F02-01a", "食材採購總額", "Σ 合格數量 × 單價", "元"),),
        parameters=(Definition("P-05", "最低採購人數", "2", "人"), Definition("P-00a", "學校名稱", SCHOOL)),
        rows=tuple(SourceRow(f"食堂/F02_{i // 300}.xlsx", "F02", "採購驗收入庫", 7 + i % 300) for i in range(600)),
    )


def figures_of(table: Table) -> Iterable[Figure]:
    lines = [line for block in table.blocks for line in (*block.rows, block.total or ())]
    return [*(cell for line in lines for cell in line if isinstance(cell, Figure)), *table.beneath]
