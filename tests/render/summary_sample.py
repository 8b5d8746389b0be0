"""A hand-written Report with all that a summary may hold: short, long and wide tables, charts with gaps, ill text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from pipeline.figures.report import (
    Block,
    Cell,
    Chapter,
    Chart,
    ChartKind,
    Definition,
    Figure,
    Heading,
    Paragraph,
    Report,
    Section,
    Series,
    Table,
    Tally,
)
from pipeline.finding import Effect, Finding, Place

TERM = "2025-2026-2"
SCHOOL = "啟明市第三實驗學校"
MONTHS = ("2026年2月", "2026年3月", "2026年4月", "2026年5月", "2026年6月")
HELD_FILE = "F02_食堂採購驗收出入庫台賬_2026-04_1_v2.xlsx"
HOSTILE = "壞\x00字\ud800串<w:p>&\u202e收\r\n費"


def figure(number: object, unit: str = "元", *, name: str = "金額", metric: str = "M-F02-01a") -> Figure:
    exact = None if number is None else Fraction(str(number))
    if exact is None:
        text = "—"
    elif unit == "%":
        text = f"{float(exact) * 100:.1f}%"
    else:
        text = f"{float(exact):,.2f}" if unit == "元" else f"{float(exact):,.0f}"
    return Figure(metric, name, TERM, exact, unit, text)


def share(part: int, whole: int, name: str) -> Figure:
    exact = Fraction(part, whole)
    text = f"{float(exact) * 100:.1f}%"
    return Figure("M-F03-02c", name, TERM, exact, "%", text, numerator=Fraction(part), denominator=Fraction(whole))


def purchases() -> Table:
    headings = (Heading("食材類別"), *(Heading(month, "元") for month in MONTHS), Heading("本學期", "元"))
    foods = ("蔬菜", "肉禽", "水產", "糧油", "調味品", "乳製品")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (food, *(figure(120345.5 * (i + 1) + 777 * month) for month in range(5)), figure(601727.5 * (i + 1)))
        for i, food in enumerate(foods)
    )
    total: tuple[Cell, ...] = ("合計", *(figure(2527255.5) for _ in range(5)), figure("12636277.50"))
    tallies = (Tally("F02", "採購驗收入庫", 412, 398, 6, 5, 3, 1, 1, 0, 0, 0),)
    beneath = (figure("1834.50", name="未驗收金額"), share(38, 40, "雙人採購率"))
    block = Block(headings, rows, total)
    return Table("S04", "食材採購月度表", TERM, ("採購驗收入庫",), (block,), beneath, tallies, ("合計為各月之和。",))


def repairs() -> Table:
    headings = (
        Heading("類別"),
        Heading("報修數", "單"),
        Heading("完成率", "%"),
        Heading("材料費", "元"),
        Heading("平均用時", "小時"),
    )
    rows = (
        ("電路", figure(42, "單"), figure(0.952, "%"), figure("3210.40"), figure(6, "小時")),
        ("供水", figure(31, "單"), figure(1, "%"), figure("1208.00"), figure(9, "小時")),
        ("門窗", figure(18, "單"), figure(None, "%"), None, figure(30, "小時")),
    )
    first = Block(headings, rows, ("合計", figure(91, "單"), figure(0.967, "%"), figure("4418.40"), None))
    months = tuple((month, figure(10 + i, "單")) for i, month in enumerate(MONTHS))
    second = Block((Heading("月份"), Heading("報修數", "單")), months, ("合計", figure(60, "單")), title="按月份")
    return Table("S21", "報修維修統計表", TERM, ("報修單",), (first, second))


def small() -> Table:
    headings = (Heading("準備類別"), Heading("應辦", "項"), Heading("已辦", "項"), Heading("最遲完成日"))
    rows = (
        ("電路與照明", figure(12, "項"), figure(12, "項"), date(2026, 2, 24)),
        ("　供水", figure(5, "項"), figure(5, "項"), date(2026, 2, 25)),
        ("教材簿本", figure(9, "項"), figure(8, "項"), None),
    )
    block = Block(headings, rows, ("合計", figure(26, "項"), figure(25, "項"), None), indents=(0, 1, 0))
    return Table("S02", "開學準備完成表", TERM, ("F01.1", "F09.1"), (block,))


def long_table(rows: int = 200) -> Table:
    headings = (Heading("班室"), Heading("責任人"), Heading("完好率", "%"), Heading("賠償", "元"), Heading("備註"))
    remarks = ("課桌三張榫卯鬆脫，已報修", "", "", "", "", "")
    body = tuple(
        (f"{1 + i // 20}年級（{1 + i % 20}）班", "王小明", figure(0.9, "%"), figure(i), remarks[i % 6])
        for i in range(rows)
    )
    block = Block(headings, body, ("合計", "", None, figure(9), ""))
    return Table("S18", "班室登記復查表", TERM, ("班室登記",), (block,))


def wide() -> Table:
    names = ("應持證人數", "持證人數", "持證率", "三個月內到期", "已換證", "責任書應簽", "責任書已簽", "簽訂率")
    more = ("應訓人數", "已訓人數", "培訓率", "健康證應持", "健康證已持", "健康證持證率", "投保人數")
    headings = (Heading("崗位"), *(Heading(name, "人") for name in (*names, *more)))
    rows = tuple((post, *(figure(10000 + i, "人") for i in range(15))) for post in ("炊事員", "採購員", "宿管員"))
    return Table("S08", "證照與責任書覆蓋表", TERM, (HOSTILE,), (Block(headings, rows),))


def charts() -> tuple[Chart, ...]:
    values = tuple(Fraction(n) for n in (1200, 1310, 1255, 1190, 900))
    gap = (Fraction(610), None, Fraction(577), Fraction(600), Fraction(590))
    cost = (Fraction("12.35"), Fraction("12.10"), None, Fraction("11.98"), Fraction("12.02"))
    columns = Chart(
        "C03",
        "食材採購與人餐成本",
        "柱為採購額，線為每人餐成本",
        ChartKind.COLUMN_STACKED,
        tuple(month[5:] for month in MONTHS),
        (
            Series("蔬菜", values),
            Series("肉禽", gap),
            Series("糧油", tuple(value / 2 for value in values)),
            Series("每人餐成本", cost, as_line=True, second_axis=True, decimals=2),
        ),
        "月份",
        "元",
        "元/人餐",
        ("S04",),
        "各月食材採購額堆疊柱形圖，附每人餐成本折線",
    )
    daily = tuple(Fraction(n, 10) for n in (1523, 1498, 1510, 1021, 998))
    flat = (Fraction(150),) * 5
    line = Chart(
        "C01",
        "日均電費",
        "綜合樓線路改造 2026年4月12日完工",
        ChartKind.LINE,
        tuple(month[5:] for month in MONTHS),
        (Series("綜合樓", daily, decimals=1), Series("改造前平均", flat, reference=True, decimals=1)),
        "賬期止日",
        "元/天",
        alt="改造後日均電費由 151 元降至 100 元",
    )
    bars = Chart(
        "C12",
        "師生意見滿意度",
        "",
        ChartKind.BAR_STACKED_100,
        ("食堂", "宿舍", "校車", "維修"),
        (
            Series("滿意", tuple(map(Fraction, (412, 388, 190, 300)))),
            Series("基本滿意", tuple(map(Fraction, (30, 41, 12, 22)))),
            Series("不滿意", tuple(map(Fraction, (8, 21, 3, 5)))),
        ),
        "領域",
        "%",
    )
    return columns, line, bars


def paragraphs(count: int = 2) -> tuple[Paragraph, ...]:
    one = Paragraph(
        (
            "食材採購",
            figure(412, "筆"),
            "筆、",
            figure("12636277.50"),
            "元，兩人以上採購",
            share(398, 412, "雙人採購率"),
            "（398/412筆）；未經驗收的",
            figure(3, "筆"),
            "筆、",
            figure("1834.50"),
            "元未入庫。“三簽”齊全的票據2,031張——較上學期同期數據不足，不作比較。",
        )
    )
    return (one,) * count


def findings(count: int = 6) -> tuple[Finding, ...]:
    held = tuple(
        Finding(
            "F02-R01",
            Effect.HOLD,
            Place(f"食堂/{HELD_FILE}", "採購驗收入庫", 12 + i, f"K{12 + i}", "採購數量"),
            "採購數量不是數字",
            "填阿拉伯數字，不帶單位。",
            "三十斤左右",
            "F02",
            "2026-04",
        )
        for i in range(count)
    )
    return (*held, Finding("F02-R09", Effect.NOTE, Place("a.xlsx"), "只是提示"))


def definitions(count: int) -> tuple[Definition, ...]:
    text = "本期計入各行「金額」之和，除以同期應驗收筆數；分母為零時無數字。"
    return tuple(Definition(f"M-F02-{i:02}a", "雙人採購率", text, "%") for i in range(1, count + 1))


def report(*, rows: int = 200, title: str = f"{SCHOOL}2025—2026學年第二學期後勤工作總結") -> Report:
    drawn = charts()
    chapters = (
        Chapter("opening", "", (Section("", paragraphs(1)),)),
        Chapter("F01", "開學保障", (Section("", paragraphs(2), ("S02",)),)),
        Chapter(
            "F02",
            "食堂與食品安全",
            (
                Section("採購驗收", paragraphs(2), ("S04",), ("C03",)),
                Section("證照與責任書", paragraphs(1), ("S08", "S18"), ()),
                Section("無數字的一節", (), ("S21", "S99")),
            ),
        ),
        Chapter("F06", "經費與節支", (Section("節能", paragraphs(1), (), ("C01",)),)),
        Chapter("F13", "服務與意見", (Section("", (Paragraph((f"外來文字：{HOSTILE}",)),)),)),
    )
    return Report(
        school=SCHOOL,
        term=TERM,
        period=TERM,
        title=title,
        as_of=date(2026, 7, 3),
        figures={},
        tables=(small(), purchases(), wide(), long_table(rows), repairs()),
        charts=drawn,
        chapters=chapters,
        findings=findings(),
        tallies=(),
        definitions=definitions(40),
        parameters=(Definition("P-05", "採購最少人數", "2", "人"), Definition("P-19", "滿意率目標", "90%", "")),
        rows=(),
    )
