"""What the summary says of projects, goods added, gifts, surroundings and culture (domain 9)."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.term import Rows
from pipeline.figures.book import Book
from pipeline.figures.tables import has_data
from pipeline.form.table import SectionSpec, Sentence
from pipeline.forms.across.opening import chinese_date, not_handed_in
from pipeline.forms.f12_works.contributions import accepted_projects
from pipeline.forms.f12_works.history import latest_rows
from pipeline.forms.f12_works.metrics import MANNER_AND_DONOR
from pipeline.forms.f12_works.sheets import (
    ACTIVITY_KINDS,
    APPROVED,
    COMPLETED,
    DRAWN_UP,
    GOODS_KINDS,
    IN_USE,
    INSPECTED,
    MONEY,
    SQUARE_METRES,
    STAGES,
    SUSPENDED,
    TOPPED_OUT,
    UNDER_WAY,
    WORKS,
    Activities,
    Gifts,
    Goods,
    Projects,
)
from pipeline.forms.f12_works.tables import (
    BOUGHT,
    CHARTS,
    CULTURE,
    SPENT,
    TABLES,
    kinds_and_units,
    place,
    quantity_text,
)

__all__ = ["CHARTS", "SECTIONS", "TABLES"]

MOST_NAMED = 5
AT_STAGE = {
    DRAWN_UP: "處於規劃",
    APPROVED: "已立項",
    UNDER_WAY: "正在施工",
    TOPPED_OUT: "已封頂、尚未竣工",
    COMPLETED: "已竣工、待驗收",
    INSPECTED: "已驗收、尚未投用",
    IN_USE: "已投用",
    SUSPENDED: "暫停",
}
"""Each stage in words of its own: planned, under construction, topped out and completed are four different things."""

NOT_HANDED_IN = "基建添置與捐贈台賬未報送，工程、添置和捐贈的情況無從說明。"
MEASURES = (SQUARE_METRES, "米")
"""Units that say how large a project is."""
NO_PROJECTS = "台賬中沒有工程項目。"
PROJECTS = """\
在冊工程項目{{ f("M-F12-01a") }}\
{% for stage, words in stages %}，{{ words }}{{ f("M-F12-01a", {"階段": stage}) }}\
{% endfor %}。"""
ACCEPTED = """\
驗收合格{{ f("M-F12-01b") }}（{{ listed }}）\
{% if n("M-F12-01c") %}，完工面積{{ f("M-F12-01c") }}{% endif %}。"""
CONTRACTS = """\
合同金額合計{{ f("M-F12-02a") }}，累計支付{{ f("M-F12-02b") }}\
{% if n("M-F12-02c") is not none %}，有合同的項目支付率{{ f("M-F12-02c") }}{% endif %}。"""
UNFINISHED = "尚未竣工的有{{ listed }}，不計入完工。"


def handed_in(book: Book) -> bool:
    """Some month of F12 has come."""
    return bool(book.term.received.get(Projects.form))


def project_names(book: Book, *stages: str) -> str:
    """Projects at these stages in words: 幼兒園教學樓（封頂）、…."""
    rows = book.term.rows(Projects)
    labels, at_stage = rows.text(Projects.label), rows.text(Projects.stage)
    every = [at for at in sorted(latest_rows(rows), key=rows.text(Projects.code).__getitem__) if at_stage[at] in stages]
    named = [f"{labels[at]}（{at_stage[at]}）" for at in every[:MOST_NAMED]]
    return "、".join(named) + (f"等{len(every)}項" if len(every) > MOST_NAMED else "")


def accepted_in_words(book: Book) -> str:
    """What was accepted: a few projects by name and measure, more of them by 類別 (新建1個、綠化1個)."""
    rows = book.term.rows(Projects)
    every = sorted(accepted_projects(book.term), key=rows.text(Projects.code).__getitem__)
    return "、".join(measured(rows, at) for at in every) if len(every) <= MOST_NAMED else accepted_kinds(book)


def measured(rows: Rows, at: int) -> str:
    """文化牆前草坪105平方米; a project that is one place or piece by its name alone."""
    label, unit = rows.text(Projects.label)[at], rows.text(Projects.quantity_unit)[at]
    size = quantity_text(rows, Projects.quantity, at) if unit in MEASURES else None
    return f"{label}{size}{unit}" if size else str(label)


def accepted_kinds(book: Book) -> str:
    """What was accepted, by 類別."""
    by_kind = [(kind, book.figure("M-F12-01b", {"類別": kind})) for (kind,) in book.values("M-F12-01b", ("類別",))]
    return "、".join(f"{kind}{figure.text}{figure.unit}" for kind, figure in by_kind if figure and figure.number)


def project_paragraphs(book: Book) -> list[list[Sentence]]:
    """Projects by stage, what was accepted, what was paid, and what is not completed."""
    if not handed_in(book):
        return not_handed_in(book, Projects.form, NOT_HANDED_IN)
    if not book.number("M-F12-01a"):
        return [[Sentence(NO_PROJECTS)]]
    stages = [(stage, AT_STAGE[stage]) for stage in (*STAGES, SUSPENDED) if book.number("M-F12-01a", {"階段": stage})]
    unfinished = project_names(book, DRAWN_UP, APPROVED, UNDER_WAY, TOPPED_OUT, SUSPENDED)
    second = [Sentence(UNFINISHED, given={"listed": unfinished})] if unfinished else []
    return [
        [
            Sentence(PROJECTS, given={"stages": stages}),
            *([Sentence(ACCEPTED, given={"listed": listed})] if (listed := accepted_in_words(book)) else []),
            Sentence(CONTRACTS, needs=("M-F12-02a", "M-F12-02b")),
        ],
        second,
    ]


LARGE, LARGE_IN_WORDS = 100_000, "10萬元以上"
NO_GOODS = "台賬中沒有物資添置記錄。"
GOODS = """\
添置物資{{ f("M-F12-03b") }}：\
{% for kind, by in kinds %}{{ called[kind] }}{{ f("M-F12-03a", by) }}、{{ f("M-F12-03b", by) }}\
{% if why[kind] %}（{{ why[kind] }}）{% endif %}{{ "；" if not loop.last }}\
{% endfor %}。"""


def goods_paragraphs(book: Book) -> list[list[Sentence]]:
    """What was bought, by kind, with quantity and amount."""
    if not handed_in(book):
        return []
    found = [(kind, place(kind, unit)) for kind, unit in kinds_and_units(book, BOUGHT, GOODS_KINDS)]
    kinds = [(kind, by) for kind, by in found if has_data(book.figure(BOUGHT, by))]
    if not kinds:
        return [[Sentence(NO_GOODS)]]
    why = {kind: purpose(backgrounds(book, kind), book.number(SPENT, by) or Fraction(0)) for kind, by in kinds}
    called = {kind: goods_name(book, kind) for kind, _ in kinds}
    return [[Sentence(GOODS, needs=(SPENT,), given={"kinds": kinds, "called": called, "why": why})]]


def goods_name(book: Book, kind: str) -> str:
    """獨輪車 for 體育器材 where nothing else of the kind was bought; 桌凳 for 學生課桌凳 and the like."""
    rows = book.term.rows(Goods)
    labels = {*rows.text(Goods.label)[rows.counted & (rows.text(Goods.category) == kind)]}
    return next((label for label in labels if len(labels) == 1 and kind not in label), kind)


def purpose(background: str, amount: Fraction) -> str:
    """What a kind was bought for, and of a large sum (元) that it is one (E2-52); '' where no purpose is named."""
    return f"{background}，{LARGE_IN_WORDS}" if background and amount >= LARGE else background


def backgrounds(book: Book, kind: str) -> str:
    """What goods of a kind were bought for (用途背景), each once."""
    rows = book.term.rows(Goods)
    taken = rows.counted & (rows.text(Goods.category) == kind)
    return "、".join(dict.fromkeys(text for text in rows.text(Goods.background)[taken] if text))


NO_GIFTS = "台賬中沒有捐贈記錄。"
GIFTS = """\
接受捐贈{{ f("M-F12-04a") }}\
{% if kinds | length == 1 %}，{% if n('M-F12-04a') > 1 %}都{% endif %}是{{ kinds[0][0] }}{% endif %}\
，估值{{ f("M-F12-04b") }}\
{% if no_money %}，不是資金，不計入收入{% else %}，估值與收入分開計算{% endif %}；已入賬{{ f("M-F12-04c") }}。"""
BY_DONOR = """\
其中{% for words, by in kinds %}{{ words }}{{ f("M-F12-04a", by) }}，估值{{ f("M-F12-04b", by) }}\
{{ "；" if not loop.last }}{% endfor %}。"""
NAMED = "同意公開署名的捐贈方：{{ donors }}。"


def gift_paragraphs(book: Book) -> list[list[Sentence]]:
    """Gifts by donor and manner; a name only where its donor agreed. None beside other rows is nothing to tell."""
    if not handed_in(book):
        return []
    if not has_data(book.figure("M-F12-04a")):
        other = any(len(book.term.rows(sheet)) for sheet in (Projects, Goods, Activities))
        return [] if other else [[Sentence(NO_GIFTS)]]
    pairs = book.values("M-F12-04a", MANNER_AND_DONOR)
    kinds = [(in_words(*pair), dict(zip(MANNER_AND_DONOR, pair, strict=True))) for pair in pairs]
    shown = [(words, by) for words, by in kinds if book.number("M-F12-04a", by)]
    given = {"kinds": shown, "no_money": not book.number("M-F12-04a", {MANNER_AND_DONOR[0]: MONEY})}
    donors = named_donors(book)
    named = [Sentence(NAMED, given={"donors": donors})] if donors else []
    apart = [Sentence(BY_DONOR, given=given)] if len(shown) > 1 else []
    return [[Sentence(GIFTS, needs=("M-F12-04b",), given=given), *apart, *named]]


def in_words(manner: str, donor: str) -> str:
    """家長捐建, 企業捐資, 校友捐贈實物."""
    verbs = {WORKS: "捐建", MONEY: "捐資"}
    return ("學生" if donor == "學生圖書" else donor) + verbs.get(
        manner, "捐贈實物" if donor != "學生圖書" else "捐贈圖書"
    )


def named_donors(book: Book) -> str:
    """Donors with 公開署名=是, each once."""
    rows = book.term.rows(Gifts)
    agreed = rows.counted & (rows.text(Gifts.named) == "是")
    return "、".join(dict.fromkeys(rows.text(Gifts.donor)[agreed]))


GREEN = "{% for words, metric in done %}{{ words }}{{ f(metric) }}{{ '，' if not loop.last }}{% endfor %}。"
GREENING_WORK = {"綠化面積": "M-F12-06a", "種植": "M-F12-06b", "愛綠教育": "M-F12-06f"}
CULTURE_WORK = """\
文化與資源活動{{ f("M-F12-05a") }}\
{% for kind, by in kinds %}{{ "：" if loop.first else "、" }}{{ kind }}{{ f("M-F12-05b", by) }}{% endfor %}。"""
LABOUR = """\
後勤人員投入{{ f("M-F12-06c") }}{% if n("M-F12-06d") %}，其中休息時間{{ f("M-F12-06d") }}{% endif %}\
{% if n("M-F12-06e") %}，按備註的算法估算節約工費{{ f("M-F12-06e") }}{% endif %}。"""


def activity_paragraphs(book: Book) -> list[list[Sentence]]:
    """Greening, culture and own labour, as far as there are rows."""
    found = [(kind, place(kind, unit)) for kind, unit in kinds_and_units(book, CULTURE, ACTIVITY_KINDS)]
    kinds = [(kind, by) for kind, by in found if has_data(book.figure(CULTURE, by))]
    sentences = []
    if done := [(words, metric) for words, metric in GREENING_WORK.items() if book.number(metric)]:
        sentences.append(Sentence(GREEN, given={"done": done}))
    if kinds:
        sentences.append(Sentence(CULTURE_WORK, given={"kinds": kinds}))
    if has_data(book.figure("M-F12-06c")):
        sentences.append(Sentence(LABOUR))
    return [sentences] if sentences else []


TO_FINISH = "未完工項目：{{ steps }}。"


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: projects in progress, with who answers for them and by when."""
    rows = book.term.rows(Projects)
    codes = rows.text(Projects.code)
    in_use = rows.true(Projects.closed)
    every = [at for at in sorted(latest_rows(rows), key=codes.__getitem__) if not in_use[at]]
    if not every:
        return []
    steps = "；".join(step(book, at) for at in every[:MOST_NAMED])
    rest = f"；其餘{len(every) - MOST_NAMED}項見工程進度表" if len(every) > MOST_NAMED else ""
    return [[Sentence(TO_FINISH, given={"steps": steps + rest})]]


NEXT_STEP = {
    DRAWN_UP: "按程序報批立項",
    APPROVED: "做好開工準備",
    UNDER_WAY: "按計劃施工",
    TOPPED_OUT: "完成餘下工程並竣工",
    COMPLETED: "組織驗收",
    INSPECTED: "驗收合格後投用",
    SUSPENDED: "查明暫停原因，定出復工時間",
}


def step(book: Book, at: int) -> str:
    """The next step of one project."""
    rows = book.term.rows(Projects)
    label, stage, owner = (rows.text(one)[at] for one in (Projects.label, Projects.stage, Projects.owner))
    day = int(rows.numbers(Projects.planned_end)[at])
    building = stage in (UNDER_WAY, TOPPED_OUT) and day
    until = "" if not building else f"（計劃竣工{chinese_date(day)}{'，已過期' if day < book.term.as_of else ''}）"
    return f"{label}{until}由{owner}負責{NEXT_STEP[stage]}"


SECTIONS = [
    SectionSpec("works", "工程項目", [project_paragraphs], tables=("S26",), charts=("C10",), place=20),
    SectionSpec("works", "物資添置", [goods_paragraphs], tables=("S27",), place=30),
    SectionSpec("works", "接受捐贈", [gift_paragraphs], tables=("S28",), place=40),
    SectionSpec("works", "環境與文化", [activity_paragraphs], place=50),
    SectionSpec("plan", "", [plan_paragraphs], place=70),
]
