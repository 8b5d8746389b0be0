"""What the summary says of certificates, letters, appraisal, meetings and papers to renew (domain 9)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.term import Term
from pipeline.figures.book import Book
from pipeline.figures.tables import has_data
from pipeline.form.table import FEWEST_POINTS, SectionSpec, Sentence
from pipeline.forms.across.opening import chinese_date, chinese_months, missing_months, not_handed_in
from pipeline.forms.f04_people.contributions import CATEGORY, FIRST_WARNING_CODE, POST
from pipeline.forms.f04_people.holders import everybody, kinds_needed, list_is_newest, papers
from pipeline.forms.f04_people.sheets import Certificates, Meetings
from pipeline.forms.f04_people.tables import HELD, SIGNED, posts_covered

MOST_NAMED = 5

NOT_HANDED_IN = "人員證照責任與會議培訓表未報送，持證上崗、責任書、會議和培訓的情況無從說明。"
SOME_MISSING = "{{ months }}的人員證照責任與會議培訓表未報送，該月的情況不在以下數字之內。"
HOLDERS = """\
期末應持證{{ f("M-F04-01d") }}，各項證照都有效的{{ f("M-F04-01e") }}\
{% if n("M-F04-01f") %}，{{ f("M-F04-01f") }}證照臨近到期{% endif %}。"""
COVERED = """\
按上課日計，持證上崗率{{ f("M-F04-01c") }}，{{ verdict("M-F04-01c", short) }}。"""
SIGNED_LETTERS = """\
應簽責任書{{ f("M-F04-02a") }}，已簽{{ f("M-F04-02b") }}，簽訂率{{ f("M-F04-02c") }}，\
{{ verdict("M-F04-02c", short) }}。"""
BY_POST = """\
按崗位看，{% for post in posts %}{{ post }}{% if held[post] %}持證上崗率{{ f(rate, {dimension: post}) }}{% endif %}\
{% if signed[post] %}責任書簽訂率{{ f(letters, {dimension: post}) }}{% endif %}\
{{ "、" if not loop.last }}{% endfor %}。"""
ZONES = "劃定衛生包乾區{{ f('M-F04-02d') }}，落實到人的佔{{ f('M-F04-02e') }}。"
APPRAISED = """\
崗位考核平均{{ f("M-F04-05a") }}，獎勵{{ f("M-F04-05b") }}，扣罰{{ f("M-F04-05c") }}。"""


def short_of(book: Book, metric: str, dimension: str) -> str:
    """The values of a dimension whose rate is below 100 %: 廚師、幫廚."""
    values = [value for (value,) in book.values(metric, (dimension,))]
    rates = {value: book.number(metric, {dimension: value}) for value in values}
    return "、".join(value for value, rate in rates.items() if rate is not None and rate < 1)


def paper_paragraphs(book: Book) -> list[list[Sentence]]:
    """Who has the papers that his post needs, which letters are signed, how people were appraised."""
    if not book.term.received.get(Certificates.form):
        return not_handed_in(book, Certificates.form, NOT_HANDED_IN)
    gap = chinese_months(missing_months(book.term, Certificates.form))
    missing = [Sentence(SOME_MISSING, given={"months": gap})] if gap else []
    held = [
        *missing,
        *([Sentence(HOLDERS)] if book.number("M-F04-01d") else []),
        Sentence(COVERED, needs=(HELD,), given={"short": short_of(book, HELD, POST)}),
    ]
    signed = [Sentence(SIGNED_LETTERS, needs=(SIGNED,), given={"short": short_of(book, SIGNED, CATEGORY)})]
    signed += by_post(book)
    signed += [Sentence(ZONES, needs=("M-F04-02e",))]
    return [held, signed, [Sentence(APPRAISED, needs=("M-F04-05a",))]]


def by_post(book: Book) -> list[Sentence]:
    """The posts in words, where they are too few to draw."""
    posts = posts_covered(book)
    if not 1 < len(posts) < FEWEST_POINTS:
        return []
    held = {post: book.number(HELD, {POST: post}) is not None for post in posts}
    signed = {post: book.number(SIGNED, {POST: post}) is not None for post in posts}
    given = {"posts": posts, "held": held, "signed": signed, "rate": HELD, "letters": SIGNED, "dimension": POST}
    return [Sentence(BY_POST, given=given)]


NO_MEETINGS = "台賬中沒有會議和培訓記錄。"
MET = """\
召開食品衛生安全會議{{ f("M-F04-03a") }}\
{% if n("M-F04-03b") is not none %}，按月開會率{{ f("M-F04-03b") }}，{{ verdict("M-F04-03b", short) }}{% endif %}\
{% if n("M-F04-03c") is not none %}；到會率{{ f("M-F04-03c") }}，{{ verdict("M-F04-03c", absent) }}{% endif %}。"""
OTHERS = "召開後勤例會{{ f('M-F04-03d') }}。"
TRAINED = """\
{% if n("M-F04-04a") %}參加上級培訓{{ f("M-F04-04a") }}，{% endif %}\
{% if n("M-F04-04b") %}組織技能培訓{{ f("M-F04-04b") }}{% else %}沒有組織技能培訓{% endif %}\
{% if n("M-F04-04c") is not none %}；上級培訓的校內傳達率{{ f("M-F04-04c") }}{% endif %}。"""


def meeting_paragraphs(book: Book) -> list[list[Sentence]]:
    """Meetings on food safety, others, training and what was passed on."""
    if not book.term.received.get(Meetings.form):
        return []
    if not any(has_data(book.figure(f"M-F04-{number}")) for number in ("03a", "03b", "03d", "04a", "04b")):
        return [[Sentence(NO_MEETINGS)]]
    given = {"short": short_months(book, "M-F04-03b"), "absent": short_months(book, "M-F04-03c")}
    return [[Sentence(MET, needs=("M-F04-03a",), given=given), Sentence(OTHERS)], [Sentence(TRAINED)]]


def short_months(book: Book, metric: str) -> str:
    """The months in which a rate is below its target: 3月、4月."""
    target = book.metrics[metric].target if metric in book.metrics else None
    if target is None or isinstance(target, str):
        return ""
    rates = [(month, book.number(metric, (), month)) for month in book.months]
    return "、".join(f"{int(month[5:])}月" for month, rate in rates if rate is not None and rate < target)


def to_renew(term: Term) -> list[tuple[int, str, str]]:
    """Papers needed by those in post that ended or end within P-16a days: last day, holder, kind; the first first."""
    limit = term.base.parameters.number(FIRST_WARNING_CODE, term.as_of)
    if limit is None or not list_is_newest(term, Certificates):
        return []
    found = []
    for one in everybody(term):
        for kind in kinds_needed(term, one, term.as_of) if one.in_post(term.as_of) else ():
            held = papers(term).get((one.name, kind), ())
            last = max((paper.last for paper in held), default=None)
            if last is not None and last - term.as_of <= limit:
                found.append((last, one.name, kind))
    return sorted(found)


EXPIRING = """\
到{{ on }}，應持證照\
{% for words, count, listed in told %}{{ words }}{{ count }}件：{{ listed }}{{ "；" if not loop.last }}{% endfor %}。"""
TO_RENEW = "到期前換發的證照：{{ steps }}。"


def expiring_paragraphs(book: Book) -> list[list[Sentence]]:
    """九: papers that ended or are about to."""
    found = to_renew(book.term)
    if not found:
        return []
    on = book.term.as_of
    parts = {"已到期": [one for one in found if one[0] < on], "臨近到期": [one for one in found if one[0] >= on]}
    told = [(words, len(some), listed(some)) for words, some in parts.items() if some]
    return [[Sentence(EXPIRING, given={"on": chinese_date(on, with_year=False), "told": told})]]


def listed(found: Sequence[tuple[int, str, str]]) -> str:
    """Papers in words: 林秋實的健康證明（2026年8月19日）、…."""
    named = [f"{name}的{kind}（{chinese_date(last)}）" for last, name, kind in found[:MOST_NAMED]]
    return "、".join(named) + ("等" if len(found) > MOST_NAMED else "")


def plan_paragraphs(book: Book) -> list[list[Sentence]]:
    """十: who renews which paper, and by when."""
    found = to_renew(book.term)
    if not found:
        return []
    steps = "；".join(step(book.term, *one) for one in found[:MOST_NAMED])
    rest = f"；其餘{len(found) - MOST_NAMED}件見人員證照" if len(found) > MOST_NAMED else ""
    return [[Sentence(TO_RENEW, given={"steps": steps + rest})]]


def step(term: Term, last: int, name: str, kind: str) -> str:
    """What is to be done about one paper."""
    until = chinese_date(last)
    return f"{name}的{kind}已於{until}到期，換發前不上崗" if last < term.as_of else f"{name}於{until}前換發{kind}"


SECTIONS = [
    SectionSpec("canteen", "持證與責任落實", [paper_paragraphs], tables=("S08",), charts=("C09",), place=50),
    SectionSpec("canteen", "會議與培訓", [meeting_paragraphs], tables=("S09",), place=60),
    SectionSpec("shortcomings", "", [expiring_paragraphs], place=60),
    SectionSpec("plan", "", [plan_paragraphs], place=60),
]
