"""Chapters 九 and 十: shortcomings from the rules most often broken, and one measure for each (domain 9).

Both chapters are numbered; forms add what is still open to them, between the measures and the corrections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from pipeline.checks.receipts import Receipt, deadline
from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.figures.book import Book
from pipeline.finding import Effect
from pipeline.form.rule import Missing, Rule
from pipeline.form.table import SectionSpec, Sentence
from pipeline.forms.across.completeness import outcome
from pipeline.forms.across.opening import chinese_date, missing_forms
from pipeline.forms.across.overall import FILE_RULES, amounts_by_rule, count_of, ranked_rules, rule_names

MOST = 5
NOT_COME = "G-04"

SHORTCOMING = """\
「{{ name }}」有{{ f("M-ALL-02d", by) }}未做到，{{ where }}\
{% if amount %}，涉及{{ amount }}元{% endif %}{% if lately %}，{{ lately }}{% endif %}。"""
HELD = "另有{{ f('M-ALL-02b') }}資料填寫有誤，更正前不計入任何數字（見待更正清單）。"
UNREPORTED = "未按要求報送的台賬有{{ missing }}。"
NONE_FOUND = """\
{% if n("M-ALL-02c") %}除按校規不予計入的{{ f("M-ALL-02c") }}外，{% endif %}\
本期已報台賬中沒有發現{% if n("M-ALL-02c") %}其他{% endif %}違反校規的事項。"""
MEASURE = "針對「{{ name }}」：{{ measure }}；由{{ owner }}負責，於{{ until }}前落實。"
CORRECT = "待更正的{{ f('M-ALL-02b') }}，由{{ owners }}於{{ until }}前更正重報。"
HAND_IN = "未報送的{{ missing }}，由{{ owners }}於{{ until }}前補報。"


def shortcomings(book: Book) -> list[list[Sentence]]:
    """The five rules with most FLAG findings, then what is held and what has not come."""
    names, amounts = rule_names(book), amounts_by_rule(book)
    found: list[list[Sentence]] = []
    for rule in most_broken(book):
        amount = amounts.get(rule, Fraction(0))
        given = {
            "name": names.get(rule, rule),
            "by": {"規則": rule},
            "where": where_most(book, rule),
            "amount": f"{float(amount):,.2f}" if amount else "",
            "lately": lately(book, rule),
        }
        found.append([Sentence(SHORTCOMING, given=given)])
    rest = [Sentence(HELD)] if book.number("M-ALL-02b") else []
    if missing := missing_forms(book.term):
        rest.append(Sentence(UNREPORTED, given={"missing": missing}))
    if not found and not rest:
        rest = [Sentence(NONE_FOUND)]
    return [*found, rest]


def most_broken(book: Book) -> list[str]:
    """The rules that both chapters speak of; what has not come (G-04) is told apart."""
    return [rule for rule in ranked_rules(book) if rule != NOT_COME][:MOST]


def where_most(book: Book, rule: str) -> str:
    """In which months the findings lie, most first."""
    months = Counter(one.month for one in book.findings if one.rule == rule and one.effect is Effect.FLAG)
    most = sorted(months.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(most) == 1:
        return f"全部在{int(most[0][0][5:])}月"
    top = [month for month, count in most if count == most[0][1]]
    if len(top) == len(most):
        return f"分佈在{'、'.join(f'{int(month[5:])}月' for month in sorted(top))}"
    return f"主要集中在{'、'.join(f'{int(month[5:])}月' for month in sorted(top))}"


def lately(book: Book, rule: str) -> str:
    """How the last month compares with the one before; '' in the term's first month."""
    if len(book.months) < 2:
        return ""
    before, last = (count_of(book, rule, month) for month in book.months[-2:])
    if last == count_of(book, rule):
        return "上月沒有"
    if not last:
        return "末月已無此情況" if before else "近兩月未再發生"
    if last == before:
        return f"末月仍有{last}項"
    return f"末月{last}項，比上月{'增加' if last > before else '減少'}{abs(last - before)}項"


def person_in_charge(term: Term, form: str) -> str:
    """The 填報人 of the form's last file, else the 總務主任 (domain 3.3)."""
    covers = [s.cover for s in term.files if s.cover and s.cover.form == form and s.cover.filled_by]
    if covers:
        return max(covers, key=lambda cover: (cover.month or 0, cover.version)).filled_by
    heads = term.base.roster.with_post("總務主任", term.as_of)
    return heads[0].name if heads else "總務主任"


def form_of(book: Book, rule: str) -> str:
    """The form on which the rule's findings lie most."""
    forms = Counter(one.form for one in outcome(book.term).findings if one.rule == rule and one.effect is Effect.FLAG)
    return min(forms, key=lambda form: (-forms[form], form)) if forms else ""


def measure_of(book: Book, rule: str) -> str:
    """What is to be done about a rule: its own measure, or going through the records."""
    rules: list[Rule | Missing] = [one for form in book.term.registry.forms for one in form.rules]
    for one in [*rules, *book.term.registry.across]:
        if one.id == rule and one.measure:
            return one.measure
    if rule in FILE_RULES:
        return "對照填寫說明逐項核對台賬，補正後重報"
    return "逐項查明原因，完善交接和覆核，並在台賬中補註處理結果"


def measures(book: Book) -> list[list[Sentence]]:
    """One measure for each shortcoming, with who and by when."""
    names, found = rule_names(book), []
    for rule in most_broken(book):
        given = {
            "name": names.get(rule, rule),
            "owner": person_in_charge(book.term, form_of(book, rule)),
            "until": next_deadline(book.term),
            "measure": measure_of(book, rule),
        }
        found.append([Sentence(MEASURE, given=given)])
    return found


def next_deadline(term: Term) -> str:
    """When the next hand-in is due: 2026年8月5日."""
    return chinese_date(deadline(term, month_of(min(term.as_of, term.end))))


def corrections(book: Book) -> list[list[Sentence]]:
    """Who corrects the rows held and hands in what has not come."""
    until, found = next_deadline(book.term), []
    if book.number("M-ALL-02b"):
        held = [line.form for line in outcome(book.term).tallies if line.rows["held"]]
        found.append([Sentence(CORRECT, given={"owners": people_in_charge(book.term, held), "until": until})])
    if missing := missing_forms(book.term):
        absent = [one.form.id for one in outcome(book.term).receipts if one.due and one.state is Receipt.MISSING]
        given = {"missing": missing, "owners": people_in_charge(book.term, absent), "until": until}
        found.append([Sentence(HAND_IN, given=given)])
    return found


def people_in_charge(term: Term, forms: Iterable[str]) -> str:
    """Everybody who is in charge of one of the forms, each once."""
    return "、".join(dict.fromkeys(person_in_charge(term, form) for form in sorted(forms)))


SECTIONS = (
    SectionSpec("shortcomings", "", [shortcomings], tables=("S30",), charts=("C13",)),
    SectionSpec("plan", "", [measures], place=0),
    SectionSpec("plan", "", [corrections], place=90),
)
