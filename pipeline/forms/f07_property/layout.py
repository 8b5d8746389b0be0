"""What the summary says of the asset ledger, of rooms registered and checked again, and of scores (domain 9)."""

from __future__ import annotations

from pipeline.figures.book import Book
from pipeline.figures.report import Figure
from pipeline.figures.sentences import ROUNDED
from pipeline.figures.tables import has_data
from pipeline.form.table import FEWEST_POINTS, SectionSpec, Sentence
from pipeline.forms.across.opening import not_handed_in
from pipeline.forms.f07_property.contributions import CATEGORY, KIND
from pipeline.forms.f07_property.sheets import ASSET_KINDS, BANDS, CHANGE_KINDS, FAILED, Assets
from pipeline.forms.f07_property.tables import (
    CHARTS,
    CHECKS,
    CLASSES,
    MEAN,
    TABLES,
    THING,
    pooled_sound,
    ranked,
    room_names,
)

__all__ = ["CHARTS", "SECTIONS", "TABLES"]

NOT_HANDED_IN = "校產與教室管理表未報送，校產和教室的情況無從說明。"
NO_LEDGER = "台賬中沒有固定資產記錄。"
STANDS = """\
固定資產台賬期末有{{ f("M-F07-01e") }}，原值{{ f("M-F07-01j") }}\
{% if n("M-F07-03c") is not none %}，按數量計在用的佔{{ f("M-F07-03c") }}{% endif %}。"""
MOVED = """\
{% if not n("M-F07-01b") and not n("M-F07-01c") %}本期沒有增減。\
{% else %}\
本期{% if n("M-F07-01b") %}增加{{ f("M-F07-01b") }}、原值{{ f("M-F07-01g") }}{% else %}沒有增加{% endif %}\
{% if more %}（{% for kind in more %}{{ kind }}{{ f("M-F07-01b", {dimension: kind}) }}\
{{ "、" if not loop.last }}{% endfor %}）{% endif %}；\
{% if n("M-F07-01c") %}減少{{ f("M-F07-01c") }}、原值{{ f("M-F07-01h") }}{% else %}沒有減少{% endif %}\
{% if less %}（{% for kind in less %}{{ kind }}{{ f("M-F07-01c", {dimension: kind}) }}\
{{ "、" if not loop.last }}{% endfor %}）{% endif %}。{% endif %}"""
AGREES = "按期初和增減推算的件數、原值與台賬相符。"
DISAGREES = """\
按期初和增減推算為{{ f("M-F07-01d") }}、{{ f("M-F07-01i") }}，與台賬不符\
{% if where %}，不符的類別有{{ where }}{% endif %}，待查。"""


def ledger_paragraphs(book: Book) -> list[list[Sentence]]:
    """What the school owns, what was added and taken away, and whether both books agree."""
    if not book.term.received.get(Assets.form):
        return not_handed_in(book, Assets.form, NOT_HANDED_IN)
    stands = [Sentence(STANDS)] if has_data(book.figure("M-F07-01e")) else [Sentence(NO_LEDGER)]
    kinds = {metric: with_data(book, metric, KIND, CHANGE_KINDS) for metric in ("M-F07-01b", "M-F07-01c")}
    given = {"dimension": KIND, "more": kinds["M-F07-01b"], "less": kinds["M-F07-01c"]}
    moved = [Sentence(MOVED, needs=("M-F07-01b", "M-F07-01c"), given=given)]
    pairs = [("M-F07-01d", "M-F07-01e"), ("M-F07-01i", "M-F07-01j")]
    if any(book.number(metric) is None for pair in pairs for metric in pair):
        return [[*stands, *moved]]
    differs = [kind for kind in ASSET_KINDS if any(not same(book, *pair, kind) for pair in pairs)]
    agrees = not differs and all(book.number(one) == book.number(other) for one, other in pairs)
    return [[*stands, *moved, Sentence(AGREES if agrees else DISAGREES, given={"where": "、".join(differs)})]]


def with_data(book: Book, metric: str, dimension: str, values: list[str]) -> list[str]:
    """The values of a dimension that have a figure, in the form's order."""
    return [value for value in values if has_data(book.figure(metric, {dimension: value}))]


def same(book: Book, one: str, other: str, category: str) -> bool:
    """Both figures of a category are the same; none counts as nothing."""
    numbers = [book.number(metric, {CATEGORY: category}) or 0 for metric in (one, other)]
    return numbers[0] == numbers[1]


REGISTERED = """\
期初應登記班室{{ f("M-F07-02a") }}，按時登記並簽字的{{ bare("M-F07-02b") }}個，登記率{{ f("M-F07-02c") }}，\
{{ verdict("M-F07-02c", unregistered) }}。"""
RECHECKED = """\
期末復查{{ f("M-F07-02d") }}，復查率{{ f("M-F07-02e") }}，{{ verdict("M-F07-02e", unchecked) }}。"""
SEATS_SOUND = """\
課桌凳完好率由期初的{{ share(first) }}（{{ parts(first) }}）變為期末的{{ share(last) }}（{{ parts(last) }}）。"""
THINGS_SOUND = """\
各類物品合計，完好率期初{{ f("M-F07-03a") }}\
{% if n("M-F07-03b") is not none %}，期末{{ f("M-F07-03b") }}{% endif %}。"""
SHORT = """\
與期初相比\
{% if n("M-F07-04a") %}短缺{{ f("M-F07-04a") }}，丟失率{{ f("M-F07-04b") }}{% if things %}（{{ things }}）{% endif %}；\
其中去向不明的{{ f("M-F07-04c") }}；{% else %}沒有短缺，去向不明的{{ f("M-F07-04c") }}；{% endif %}\
{% if n("M-F07-04d") %}新增損壞{{ f("M-F07-04d") }}{% else %}沒有新增損壞{% endif %}。"""
NO_ROOMS = "台賬中沒有班室登記記錄。"


def room_paragraphs(book: Book) -> list[list[Sentence]]:
    """How many rooms were registered and checked again, what is sound, what is missing."""
    if not book.term.received.get(Assets.form):
        return []
    if not has_data(book.figure("M-F07-03a")):
        return [[Sentence(NO_ROOMS)]]
    given = {
        "unregistered": "、".join(rooms_short_of(book, "M-F07-02c")),
        "unchecked": "、".join(rooms_short_of(book, "M-F07-02e")),
        "things": "、".join(with_data_above_zero(book, "M-F07-04a")),
    }
    seats = pooled_sound(book)
    pooled = [Sentence(SEATS_SOUND, given={"first": seats[0], "last": seats[1], "parts": parts_of})] if seats else []
    return [
        [
            Sentence(REGISTERED, needs=("M-F07-02b", "M-F07-02c"), given=given),
            Sentence(RECHECKED, needs=("M-F07-02d", "M-F07-02e"), given=given),
        ],
        [*pooled, Sentence(THINGS_SOUND), Sentence(SHORT, needs=("M-F07-04a", "M-F07-04b"), given=given)],
    ]


def parts_of(figure: Figure) -> str:
    """A rate's numerator and denominator, as a sentence says them."""
    return figure.of + (ROUNDED if figure.is_rounded_to_a_bound else "")


def rooms_short_of(book: Book, metric: str) -> list[str]:
    """類別 of rooms whose rate is below 100 %."""
    rates = {kind: book.number(metric, {"類別": kind}) for (kind,) in book.values(metric, ("類別",))}
    return [kind for kind, rate in rates.items() if rate is not None and rate < 1]


def with_data_above_zero(book: Book, metric: str) -> list[str]:
    """Things of which some are missing."""
    return [thing for (thing,) in book.values(metric, (THING,)) if book.number(metric, {THING: thing})]


SCORED = """\
教室檢查評分{{ f("M-F07-05b") }}，平均{{ f("M-F07-05a") }}；按平均分，\
{% for band in bands %}{{ band }}{{ f("M-F07-05c", {"等次": band}) }}{{ "、" if not loop.last }}{% endfor %}\
{% if no_failed %}，沒有不合格的{% endif %}。"""
EACH = """\
各室平均：{% for name, code in classes %}{{ name }}{{ f("M-F07-05a", {"班室編號": code}) }}\
{{ "、" if not loop.last }}{% endfor %}。"""


def score_paragraphs(book: Book) -> list[list[Sentence]]:
    """How often classrooms were checked, with what result."""
    if not has_data(book.figure(CHECKS)):
        return []
    bands = [band for band in BANDS if has_data(book.figure(CLASSES, {"等次": band}))]
    given = {"bands": bands, "no_failed": FAILED not in bands}
    sentences = [Sentence(SCORED, needs=(MEAN,), given=given)]
    every, names = ranked(book), room_names(book)
    if 1 < len(every) < FEWEST_POINTS:
        classes = [(names.get(code, code), code) for _, code, _ in every]
        sentences.append(Sentence(EACH, given={"classes": classes}))
    return [sentences]


SECTIONS = [
    SectionSpec("property", "固定資產", [ledger_paragraphs], tables=("S17",), place=10),
    SectionSpec("property", "班室登記與復查", [room_paragraphs], tables=("S18",), charts=("C07",), place=20),
    SectionSpec("property", "教室檢查評分", [score_paragraphs], tables=("S19",), charts=("C11",), place=40),
]
