"""Tables S08 and S09 and chart C09 (domain 8)."""

from __future__ import annotations

from pipeline.figures.book import Book
from pipeline.figures.report import Block, Chart, ChartKind, Series
from pipeline.figures.tables import build_block
from pipeline.form.table import FEWEST_POINTS, BlockSpec, ChartSpec, Col, Groups, Months, TableSpec
from pipeline.forms.across.opening import missing_months
from pipeline.forms.f00_base.sheets import POSTS
from pipeline.forms.f04_people.contributions import CATEGORY, POST
from pipeline.forms.f04_people.sheets import LETTERS, Appraisals, Certificates, Letters, Meetings

HELD, SIGNED = "M-F04-01c", "M-F04-02c"
COVERAGE = ("01d", "01e", "01f", "01a", "01b", "01c", "02a", "02b", "02c")
APPRAISED = ("05a", "05b", "05c")


def columns(*numbers: str) -> list[Col]:
    """Metrics of F04 as columns."""
    return [Col(f"M-F04-{number}") for number in numbers]


def posts_block(book: Book) -> Block | None:
    """S08, first block: by post, with the appraisal where F04.4 is used."""
    numbers = COVERAGE + (APPRAISED if book.term.has(Appraisals) else ())
    return build_block(BlockSpec(POST, Groups((POST,), order=POSTS), columns(*numbers), title="按崗位"), book)


def notes(book: Book) -> list[str]:
    """What the rates are of, whose appraisals are put together, and which months the table lacks."""
    gap = missing_months(book.term, Certificates.form)
    said = ["持證上崗率按上課日計，與考核各欄同為全期數；其餘為期末數。"]
    said += ["考核人數少於 3 人的崗位併入其他。"] if book.term.has(Appraisals) else []
    return [*said, *([f"{'、'.join(gap)} 未報送，不在表內。"] if gap else [])]


TABLES = [
    TableSpec(
        "S08",
        "證照與責任書覆蓋表",
        [Certificates, Letters, Appraisals],
        [
            posts_block,
            BlockSpec(CATEGORY, Groups((CATEGORY,), order=LETTERS), columns("02a", "02b", "02c"), title="按責任書類別"),
        ],
        beneath=("M-F04-02d", "M-F04-02e"),
        notes=notes,
    ),
    TableSpec(
        "S09",
        "會議培訓表",
        [Meetings],
        [BlockSpec("月份", Months(), columns("03a", "03c", "03d", "04a", "04b", "04c"))],
        beneath=("M-F04-03b",),
    ),
]


def posts_covered(book: Book) -> list[str]:
    """Posts that have a rate to draw, in the order of F00's list."""
    known = {post for metric in (HELD, SIGNED) for (post,) in book.values(metric, (POST,))}
    rated = {post for post in known if any(book.number(one, {POST: post}) is not None for one in (HELD, SIGNED))}
    return [post for post in POSTS if post in rated]


def coverage_chart(book: Book) -> Chart | None:
    """C09: papers valid and letters signed by post; none with fewer than three posts."""
    posts = posts_covered(book)
    if len(posts) < FEWEST_POINTS:
        return None
    series = [
        Series(name, tuple(book.number(metric, {POST: post}) for post in posts), decimals=1)
        for name, metric in {"持證上崗率": HELD, "責任書簽訂率": SIGNED}.items()
    ]
    return Chart(
        id="C09",
        title="各崗位持證上崗率與責任書簽訂率",
        subtitle="",
        kind=ChartKind.BAR,
        categories=tuple(posts),
        series=tuple(series),
        x_title="崗位",
        y_title="比率（%）",
        tables=("S08",),
        alt="簇狀條形圖：各崗位的持證上崗率和責任書簽訂率，沒有應持證照或應簽責任書的留空",
    )


CHARTS = [ChartSpec("C09", "各崗位持證上崗率與責任書簽訂率", "哪些崗位還沒有落實？", coverage_chart, ("S08",))]
