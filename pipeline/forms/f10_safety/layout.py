"""What the summary says of checks, dangers, guard duty, drills, inspections and dangers still open (domain 9)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import happened
from pipeline.figures.book import Book
from pipeline.figures.tables import has_data
from pipeline.form.table import FEWEST_POINTS, SectionSpec, Sentence
from pipeline.forms.across.opening import chinese_date, not_handed_in
from pipeline.forms.f10_safety.contributions import SCOPE, SHIFT, open_positions
from pipeline.forms.f10_safety.duties import BESIDES, daily_scopes
from pipeline.forms.f10_safety.sheets import EVACUATION, ROUTINE, DailyChecks, Dangers
from pipeline.forms.f10_safety.tables import CHARTS, COVERAGE, TABLES, weeks_with_checks_due

__all__ = ["CHARTS", "SECTIONS", "TABLES"]

MOST_NAMED = 5

NOT_HANDED_IN = "安全檢查值班與演練台賬未報送，安全檢查、隱患、值班和演練的情況無從說明。"
COVERED = """\
每個上課日應查{{ scopes }}個範圍，每日檢查覆蓋率{{ f("M-F10-01c") }}，{{ verdict("M-F10-01c", short) }}。"""
WEEK_BY_WEEK = """\
按教學週看，{% for week in weeks %}第{{ week }}週{{ f("M-F10-01c", {"教學週次": week}) }}\
{{ "、" if not loop.last }}{% endfor %}。"""
ROUTINE_CHECKED = """\
常規管理按週檢查，應查{{ f("M-F10-01a", routine) }}，有記錄的{{ f("M-F10-01b", routine) }}。"""
SEEN = """\
檢查中發現隱患{{ f("M-F10-01d") }}\
{% if watched %}，發現長明燈、長流水{{ f("M-F10-01e") }}{% endif %}。"""


def short_of(book: Book, metric: str, dimension: str, leave_out: Sequence[str] = ()) -> str:
    """The values of a dimension whose rate is below 100 %: 三室、教室."""
    values = [value for (value,) in book.values(metric, (dimension,)) if value not in leave_out]
    rates = {value: book.number(metric, {dimension: value}) for value in values}
    return "、".join(value for value, rate in rates.items() if rate is not None and rate < 1)


def check_paragraphs(book: Book) -> list[list[Sentence]]:
    """How complete the daily checks were, and what they found."""
    if not book.term.received.get(DailyChecks.form):
        return not_handed_in(book, DailyChecks.form, NOT_HANDED_IN)
    given = {"scopes": len(daily_scopes(book.term)), "short": short_of(book, COVERAGE, SCOPE, BESIDES)}
    covered = [Sentence(COVERED, needs=(COVERAGE,), given=given)]
    weeks = weeks_with_checks_due(book)
    if 1 < len(weeks) < FEWEST_POINTS:
        covered.append(Sentence(WEEK_BY_WEEK, given={"weeks": weeks}))
    routine = {SCOPE: ROUTINE}
    if book.number("M-F10-01a", routine):
        covered.append(Sentence(ROUTINE_CHECKED, given={"routine": routine}))
    checks = book.term.rows(DailyChecks)
    watched = any(checks.text(DailyChecks.energy)[checks.counted])
    return [covered, [Sentence(SEEN, given={"watched": watched})] if len(checks) else []]


NO_DANGERS = "台賬中沒有隱患記錄。"
LOOP = """\
本期發現隱患{{ f("M-F10-02a") }}，已整改{{ f("M-F10-02b") }}，已銷號{{ f("M-F10-02c") }}，\
逾期{{ f("M-F10-02g") }}（見隱患閉環表）。"""
RATES = """\
所發現的隱患，整改率{{ f("M-F10-02d") }}，{{ verdict("M-F10-02d", short) }}；銷號率{{ f("M-F10-02e") }}\
{% if n("M-F10-02f") is not none %}；按期整改率{{ f("M-F10-02f") }}{% endif %}。"""
DAYS = """\
從發現到整改完成平均{{ bare("M-F10-03a") }}天\
{% if n("M-F10-03b") is not none %}，到銷號平均{{ bare("M-F10-03b") }}天{% endif %}。"""
STILL_OPEN = """\
{% if n("M-F10-03c") %}期末未銷號{{ f("M-F10-03c") }}{% if listed %}：{{ listed }}{% endif %}\
{% else %}期末沒有未銷號的隱患{% endif %}。"""


def danger_paragraphs(book: Book) -> list[list[Sentence]]:
    """The closed loop: found, rectified, written off, and what is still open."""
    if not book.term.received.get(DailyChecks.form):
        return []
    if not has_data(book.figure("M-F10-02a")) and not book.number("M-F10-03c"):
        return [[Sentence(NO_DANGERS)]]
    given = {"short": short_of(book, "M-F10-02d", "類別"), "listed": listed(book)}
    return [
        [
            Sentence(LOOP),
            Sentence(RATES, needs=("M-F10-02d", "M-F10-02e"), given=given),
            Sentence(DAYS, needs=("M-F10-03a",)),
        ],
        [Sentence(STILL_OPEN, needs=("M-F10-03c",), given=given)],
    ]


def listed(book: Book) -> str:
    """The open dangers in words, the gravest first: YH-2606-001（實驗樓東門，閉門器損壞）."""
    rows, every = book.term.rows(Dangers), open_positions(book.term)
    columns = (Dangers.number_of_danger, Dangers.place, Dangers.description)
    number, place, description = (rows.text(column) for column in columns)
    named = [f"{number[at]}（{place[at]}，{description[at]}）" for at in every[:MOST_NAMED]]
    return "、".join(named) + ("等" if len(every) > MOST_NAMED else "")


GUARDED = """\
應值班{{ f("M-F10-04a") }}，人員、巡查、交接都到位的佔{{ f("M-F10-04c") }}，\
{{ verdict("M-F10-04c", short) }}；共巡查{{ f("M-F10-04d") }}，值班期間財產損失{{ f("M-F10-04e") }}。"""
NO_SHIFTS = "台賬中沒有值班護校記錄。"


def guard_paragraphs(book: Book) -> list[list[Sentence]]:
    """Shifts due and complete, patrols, losses."""
    if not book.term.received.get(DailyChecks.form):
        return []
    if not has_data(book.figure("M-F10-04b")) and not has_data(book.figure("M-F10-04d")):
        return [[Sentence(NO_SHIFTS)]]
    return [[Sentence(GUARDED, needs=("M-F10-04c",), given={"short": short_of(book, "M-F10-04c", SHIFT)})]]


DRILLED = """\
組織演練{{ f("M-F10-05a") }}{% if evacuations %}（其中應急疏散{{ f("M-F10-05a", evacuation) }}）{% endif %}，\
安全教育{{ f("M-F10-05d") }}，參加{{ f("M-F10-05b") }}\
{% if n("M-F10-05c") is not none %}；記有用時的演練平均疏散{{ bare("M-F10-05c") }}秒{% endif %}。"""
NO_ACTIVITIES = "台賬中沒有演練和安全教育記錄。"


def activity_paragraphs(book: Book) -> list[list[Sentence]]:
    """Drills and lessons."""
    if not book.term.received.get(DailyChecks.form):
        return []
    if not has_data(book.figure("M-F10-05a")) and not has_data(book.figure("M-F10-05d")):
        return [[Sentence(NO_ACTIVITIES)]]
    evacuation = {"類型": EVACUATION}
    given = {"evacuation": evacuation, "evacuations": bool(book.number("M-F10-05a", evacuation))}
    return [[Sentence(DRILLED, given=given)]]


INSPECTED = """\
配合上級檢查{{ f("M-F10-06a") }}，一次通過{{ f("M-F10-06d") }}；\
{% if n("M-F10-06b") %}指出問題{{ f("M-F10-06b") }}{% else %}沒有指出問題{% endif %}\
{% if n("M-F10-06c") is not none %}，登記的隱患整改{{ f("M-F10-06c") }}{% endif %}；\
投入{{ f("M-F10-06e") }}{% if n("M-F10-06f") %}、物資{{ f("M-F10-06f") }}{% endif %}。"""


def inspection_paragraphs(book: Book) -> list[list[Sentence]]:
    """Inspections from above, where there were any."""
    return [[Sentence(INSPECTED)]] if has_data(book.figure("M-F10-06a")) else []


REMAINS = "到{{ on }}，有{{ f('M-F10-03c') }}隱患尚未銷號：{{ listed }}。"


def open_danger_paragraphs(book: Book) -> list[list[Sentence]]:
    """九: what is still open."""
    if not book.number("M-F10-03c"):
        return []
    on = chinese_date(book.term.as_of, with_year=False)
    return [[Sentence(REMAINS, given={"on": on, "listed": listed(book)})]]


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: who does what about each open danger, and by when."""
    every = open_positions(book.term)
    if not every:
        return []
    steps = "；".join(step(book, at) for at in every[:MOST_NAMED])
    rest = f"；其餘{len(every) - MOST_NAMED}條見隱患閉環表" if len(every) > MOST_NAMED else ""
    return [[Sentence("未銷號的隱患：{{ steps }}。", given={"steps": steps + rest})]]


def step(book: Book, at: int) -> str:
    """The next step for one open danger."""
    rows = book.term.rows(Dangers)
    number, owner, place = (rows.text(one)[at] for one in (Dangers.number_of_danger, Dangers.owner, Dangers.place))
    deadline = int(rows.numbers(Dangers.deadline)[at])
    until, what = chinese_date(deadline, with_year=False), f"{number}（{place}）"
    if rows.true(happened(Dangers.rectified_on))[at]:
        return f"{what}已整改，由{owner}以外的人復查，合格後銷號"
    if deadline < book.term.as_of:
        return f"{what}整改期限{until}已過，由{owner}立即整改並申請復查"
    return f"{what}由{owner}於{until}前完成整改"


SECTIONS = [
    SectionSpec("safety", "每日檢查", [check_paragraphs], tables=("S22",), charts=("C05",), place=10),
    SectionSpec("safety", "隱患排查整改", [danger_paragraphs], tables=("S23",), charts=("C04",), place=20),
    SectionSpec("safety", "值班護校", [guard_paragraphs], tables=("S24",), place=30),
    SectionSpec("safety", "演練與安全教育", [activity_paragraphs], place=40),
    SectionSpec("safety", "迎接上級檢查", [inspection_paragraphs], place=50),
    SectionSpec("shortcomings", "", [open_danger_paragraphs], place=50),
    SectionSpec("plan", "", [plan_paragraphs], place=20),
]
