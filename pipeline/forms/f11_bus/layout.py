"""Table S25, chart C14 and what the summary says of the school bus (domain 8 and 9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.checks.services import month_of
from pipeline.checks.words import breaks
from pipeline.figures.book import Book
from pipeline.figures.report import Chart, ChartKind, Series
from pipeline.figures.tables import has_data, largest
from pipeline.form.table import (
    FEWEST_POINTS,
    BlockSpec,
    ChartSpec,
    Col,
    Groups,
    Months,
    SectionSpec,
    Sentence,
    TableSpec,
)
from pipeline.forms.across.closing import person_in_charge
from pipeline.forms.across.opening import chinese_date, chinese_months, missing_months, not_handed_in
from pipeline.forms.f11_bus.contributions import PLATE
from pipeline.forms.f11_bus.fleet import Vehicle, vehicles_in_use
from pipeline.forms.f11_bus.sheets import COSTS, Runs, Upkeep, Vehicles, Waiting

RUNS, RIDES = "M-F11-01a", "M-F11-01b"
COUNTERS = {"超員": "M-F11-02a", "未清車": "M-F11-02b", "人數不符": "M-F11-02c"}
COLUMNS = [Col(f"M-F11-{number}") for number in ("01c", "01a", "01b", "02a", "02b", "02c", "02d", "03", "05a", "05b")]
MOST_NAMED = 3


def missing_note(book: Book) -> list[str]:
    """Which months the table lacks."""
    return [f"{'、'.join(months)} 未報送，不在表內。"] if (months := missing_months(book.term, Runs.form)) else []


TABLES = [
    TableSpec(
        "S25",
        "校車運行表",
        [Vehicles, Runs, Waiting, Upkeep],
        [
            BlockSpec(PLATE, Groups((PLATE,)), COLUMNS),
            BlockSpec("月份", Months(), COLUMNS[:-1], title="按月"),
        ],
        beneath=tuple(f"M-F11-04{letter}" for letter in "abcd"),
        notes=missing_note,
    )
]


def months_with_runs(book: Book) -> list[str]:
    """Months in which a bus ran."""
    return [month for month in book.months if has_data(book.figure(RUNS, (), month))]


def rides_chart(book: Book) -> Chart | None:
    """C14: pupils carried, month by month, one series a vehicle; none with fewer than three months."""
    months = months_with_runs(book)
    if len(months) < FEWEST_POINTS:
        return None
    plates = [plate for (plate,) in book.values(RIDES, (PLATE,))]
    counted = [(name, book.figure(metric)) for name, metric in COUNTERS.items()]
    return Chart(
        id="C14",
        title="各車每月運送人次",
        subtitle="，".join(f"{name} {figure.text} 次" for name, figure in counted if figure is not None),
        kind=ChartKind.COLUMN,
        categories=tuple(months),
        series=tuple(
            Series(plate, tuple(book.number(RIDES, {PLATE: plate}, month) for month in months)) for plate in plates
        ),
        x_title="月份",
        y_title="人次",
        tables=("S25",),
        alt=f"柱形圖：{'、'.join(plates)}各月運送的學生人次",
    )


CHARTS = [ChartSpec("C14", "各車每月運送人次", "校車安全嗎？", rides_chart, ("S25",))]

NOT_HANDED_IN = "校車安全台賬未報送，校車運行和候車看護的情況無從說明。"
NO_RUNS = "台賬中沒有校車運行記錄。"
SOME_MISSING = "{{ months }}的校車安全台賬未報送，該月的運行不在以下數字之內。"
RAN = """\
校車運行{{ f("M-F11-01a") }}、{{ f("M-F11-01b") }}{% if n("M-F11-01c") %}，計劃{{ f("M-F11-01c") }}{% endif %}；\
超員{{ f("M-F11-02a") }}，未清車{{ f("M-F11-02b") }}，人數不符{{ f("M-F11-02c") }}。"""
MONTH_BY_MONTH = """\
按月看，{% for month in months %}{{ month }}運送{{ f("M-F11-01b", (), month) }}\
{{ "、" if not loop.last }}{% endfor %}。"""
CHECKED = """\
出車前檢查合格的佔{{ f("M-F11-03") }}，{{ verdict("M-F11-03", short) }}；\
未檢或帶病出車{{ f("M-F11-02d") }}。"""
TO_EXPLAIN = "須逐項查明的安全事項：{{ listed }}。"


def run_paragraphs(book: Book) -> list[list[Sentence]]:
    """Runs, pupils carried and the counters that are to be zero, said even when they are."""
    if not book.term.received.get(Runs.form):
        return not_handed_in(book, Runs.form, NOT_HANDED_IN)
    gap = chinese_months(missing_months(book.term, Runs.form))
    missing = [Sentence(SOME_MISSING, given={"months": gap})] if gap else []
    if not has_data(book.figure(RUNS)):
        return [[*missing, Sentence(NO_RUNS)]]
    months = months_with_runs(book)
    ran = [*missing, Sentence(RAN)]
    if 1 < len(months) < FEWEST_POINTS:
        ran.append(Sentence(MONTH_BY_MONTH, given={"months": months}))
    found = [ran, [Sentence(CHECKED, needs=("M-F11-03",), given={"short": unfit(book)})]]
    if listed := safety_findings(book):
        found.append([Sentence(TO_EXPLAIN, given={"listed": "；".join(listed)})])
    return found


def unfit(book: Book) -> str:
    """Vehicles whose checks before driving were not all passed."""
    rates = {plate: book.number("M-F11-03", {PLATE: plate}) for (plate,) in book.values("M-F11-03", (PLATE,))}
    return "、".join(plate for plate, rate in rates.items() if rate is not None and rate < 1)


def safety_findings(book: Book) -> list[str]:
    """Runs overloaded, not emptied or with heads missing, by day: 5月12日示A·12345放學2上車41人、下車40人."""
    rows = book.term.rows(Runs)
    broken = {rule: rows.true(breaks(rule)) & rows.counted for rule in ("F11-R04", "F11-R07", "F11-R08")}
    at_issue = np.flatnonzero(np.logical_or.reduce([*broken.values()]))
    every = sorted(map(int, at_issue), key=lambda at: (int(rows.numbers(Runs.on)[at]), at))
    told = [run_text(book, at) + "、".join(troubles(book, broken, at)) for at in every[:MOST_NAMED]]
    return [*told, f"其餘{len(every) - MOST_NAMED}趟見退回的台賬"] if len(every) > MOST_NAMED else told


def run_text(book: Book, at: int) -> str:
    """5月12日示A·12345放學2."""
    rows = book.term.rows(Runs)
    on = chinese_date(int(rows.numbers(Runs.on)[at]), with_year=False)
    return f"{on}{rows.text(Runs.plate)[at]}{rows.text(Runs.slot)[at]}"


def troubles(book: Book, broken: dict[str, np.ndarray], at: int) -> list[str]:
    """What was wrong with a run."""
    rows = book.term.rows(Runs)
    boarded = int(rows.numbers(Runs.boarded)[at])
    found = [f"超員（學生{boarded}人、成人{int(rows.numbers(Runs.adults)[at])}人）"] if broken["F11-R04"][at] else []
    if broken["F11-R07"][at]:
        parts = (Runs.left_on_the_way, Runs.left_at_the_end)
        told = all(rows.true(column.filled())[at] for column in parts)
        left = f"{sum(int(rows.numbers(column)[at]) for column in parts)}人" if told else "記錄不全"
        found.append(f"上車{boarded}人、下車{left}")
    return [*found, *(["未清車"] if broken["F11-R08"][at] else [])]


WATCHED = """\
有放學2運行的日子，有人看護候車學生的{{ f("M-F11-04a") }}，佔{{ f("M-F11-04b") }}，{{ verdict("M-F11-04b") }}；\
看護{{ f("M-F11-04c") }}\
{% if n("M-F11-04d") is not none %}，候車與上車人數核對一致的佔{{ f("M-F11-04d") }}{% endif %}。"""
NOBODY_WAITED = "台賬中沒有候車看護記錄。"


def waiting_paragraphs(book: Book) -> list[list[Sentence]]:
    """Who waited for the second run, and whether somebody looked after them."""
    if not book.term.received.get(Runs.form) or not has_data(book.figure(RUNS)):
        return []
    if not len(book.term.rows(Waiting)):
        return [[Sentence(NOBODY_WAITED)]]
    return [[Sentence(WATCHED, needs=("M-F11-04b",))]]


FLEET = """\
在用校車{{ count }}輛，{% if expired %}到{{ on }}證件已過期的有：{{ expired }}\
{% else %}到{{ on }}安全技術檢驗、校車標牌、交強險、承運人責任險都在有效期內{% endif %}。"""
COST = """\
校車費用{{ f("M-F11-05a") }}{% for category in top %}\
{{ "，" if loop.first else "、" }}{{ category }}{{ f("M-F11-05a", {"類別": category}) }}{% endfor %}\
{% if n("M-F11-05b") is not none %}；百公里油費{{ bare("M-F11-05b") }}元{% endif %}。"""


def fleet_paragraphs(book: Book) -> list[list[Sentence]]:
    """Vehicles with their papers, and what they cost."""
    said = []
    vehicles, day = vehicles_in_use(book.term, month_of(book.term.as_of)), book.term.as_of
    if vehicles and all(until is not None for one in vehicles for until in one.papers.values()):
        expired = "；".join(f"{one.plate} {'、'.join(one.expired(day))}" for one in vehicles if one.expired(day))
        given = {"count": len(vehicles), "on": chinese_date(day, with_year=False), "expired": expired}
        said.append(Sentence(FLEET, given=given))
    if has_data(book.figure("M-F11-05a")):
        top, _ = largest(book, "M-F11-05a", "類別", len(COSTS))
        said.append(Sentence(COST, given={"top": top}))
    return [said]


RENEW = "校車證件：{{ listed }}，由{{ owner }}在到期前辦好並更新車輛檔案。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: papers that end within P-16a days, or have ended."""
    within = book.term.base.parameters.number("P-16a", book.term.as_of)
    if within is None:
        return []
    last = book.term.as_of + int(within)
    listed = [text for one in vehicles_in_use(book.term, month_of(book.term.as_of)) for text in ending(one, last)]
    if not listed:
        return []
    owner = person_in_charge(book.term, Runs.form)
    return [[Sentence(RENEW, given={"listed": "、".join(listed), "owner": owner})]]


def ending(vehicle: Vehicle, last: int) -> Sequence[str]:
    """Papers that end by a day: 示A·12345校車標牌（2026年8月31日到期）."""
    return [
        f"{vehicle.plate}{paper}（{chinese_date(until)}到期）"
        for paper, until in vehicle.papers.items()
        if until is not None and until <= last
    ]


SECTIONS = [
    SectionSpec("bus", "運行", [run_paragraphs], tables=("S25",), charts=("C14",), place=10),
    SectionSpec("bus", "候車看護", [waiting_paragraphs], place=20),
    SectionSpec("bus", "車輛與費用", [fleet_paragraphs], place=30),
    SectionSpec("plan", "", [plan_paragraphs], place=65),
]
