"""What the summary says of meals and food safety (domain 9), with the tables and the chart beside it."""

from __future__ import annotations

from pipeline.figures.book import Book
from pipeline.figures.tables import has_data
from pipeline.form.table import FEWEST_POINTS, SectionSpec, Sentence
from pipeline.forms.across.opening import not_handed_in
from pipeline.forms.f03_meals.contributions import MEAL
from pipeline.forms.f03_meals.sheets import Meals
from pipeline.forms.f03_meals.tables import CHARTS, TABLES, months_with_meals

__all__ = ["CHARTS", "SECTIONS", "TABLES"]

NOT_HANDED_IN = "供餐與食品安全台賬未報送，供餐、陪餐、菜譜審核、留樣和自查的情況無從說明。"
NO_MEALS = "台賬中沒有供餐記錄。"
SERVED = """\
計劃供餐{{ f("M-F03-02a") }}，其中沒有供餐記錄的{{ f("M-F03-02b") }}，供餐不間斷率{{ f("M-F03-02c") }}，\
{{ verdict("M-F03-02c", short) }}。"""
DINERS = """\
共供餐{{ f("M-F03-01a") }}、{{ f("M-F03-01b") }}，其中學生{{ f("M-F03-01c") }}\
{% if meals | length > 1 %}；按餐次看，{% for meal in meals %}{{ meal }}{{ "餐" if meal != "加餐" }}\
{{ f("M-F03-01b", {"餐次": meal}) }}{{ "、" if not loop.last }}{% endfor %}{% endif %}。"""
MONTH_BY_MONTH = """\
按月份看，{% for month in months %}{{ month[5:] | int }}月{{ f("M-F03-01b", (), month) }}\
{{ "、" if not loop.last }}{% endfor %}。"""
ACCOMPANIED = """\
有學校管理人員陪餐的佔{{ f("M-F03-05") }}，{{ verdict("M-F03-05", short) }}。"""


def meal_paragraphs(book: Book) -> list[list[Sentence]]:
    """Meals that were planned and served, who ate, and whether the school's managers ate with them."""
    if not book.term.received.get(Meals.form):
        return not_handed_in(book, Meals.form, NOT_HANDED_IN)
    if not has_data(book.figure("M-F03-01a")) and not has_data(book.figure("M-F03-02a")):
        return [[Sentence(NO_MEALS)]]
    served = [Sentence(SERVED, needs=("M-F03-02c",), given={"short": short_meals(book, "M-F03-02c")})]
    if not has_data(book.figure("M-F03-01a")):
        return [[*served, Sentence(NO_MEALS)]]
    meals = [meal for (meal,) in book.values("M-F03-01b", (MEAL,)) if book.number("M-F03-01b", {MEAL: meal})]
    served.append(Sentence(DINERS, given={"meals": meals}))
    months = months_with_meals(book)
    if 1 < len(months) < FEWEST_POINTS:
        served.append(Sentence(MONTH_BY_MONTH, given={"months": months}))
    beside = Sentence(ACCOMPANIED, needs=("M-F03-05",), given={"short": short_meals(book, "M-F03-05")})
    return [served, [beside]]


def short_meals(book: Book, metric: str) -> str:
    """The 餐次 whose rate is below 100 %: 早餐、晚餐."""
    rates = [(meal, book.number(metric, {MEAL: meal})) for (meal,) in book.values(metric, (MEAL,))]
    return "、".join(meal if meal == "加餐" else f"{meal}餐" for meal, rate in rates if rate is not None and rate < 1)


REVIEWED = """\
應審核每週菜譜{{ f("M-F03-03a") }}，開餐前審核通過{{ f("M-F03-03b") }}，菜譜審核率{{ f("M-F03-03c") }}，\
{{ verdict("M-F03-03c", short) }}。"""
SAMPLED = """\
供餐的菜品應留樣{{ f("M-F03-04a") }}，合規留樣{{ f("M-F03-04b") }}，留樣合規率{{ f("M-F03-04c") }}，\
{{ verdict("M-F03-04c", short) }}。"""
CHECKED = """\
有自查記錄的供餐日{{ f("M-F03-06a") }}，每日自查率{{ f("M-F03-06b") }}，{{ verdict("M-F03-06b", short) }}；\
{% if n("M-F03-06c") %}自查發現問題{{ f("M-F03-06c") }}，已整改{{ f("M-F03-06d") }}，問題整改率{{ f("M-F03-06e") }}\
{% else %}自查沒有發現問題{% endif %}。"""
NO_CHECKS = '有供餐計劃而沒有自查記錄，每日自查率{{ f("M-F03-06b") }}，{{ verdict("M-F03-06b") }}。'


def safety_paragraphs(book: Book) -> list[list[Sentence]]:
    """Menus reviewed, samples kept, days checked."""
    if not book.term.received.get(Meals.form):
        return []
    checked = CHECKED if book.number("M-F03-06a") else NO_CHECKS
    return [
        [Sentence(REVIEWED, needs=("M-F03-03c",), given={"short": book.months_short("M-F03-03c")})],
        [Sentence(SAMPLED, needs=("M-F03-04c",), given={"short": book.months_short("M-F03-04c")})],
        [Sentence(checked, needs=("M-F03-06b",), given={"short": book.months_short("M-F03-06b")})],
    ]


SECTIONS = [
    SectionSpec("canteen", "供餐與陪餐", [meal_paragraphs], tables=("S06",), charts=("C08",), place=30),
    SectionSpec("canteen", "食品安全", [safety_paragraphs], tables=("S07",), place=40),
]
