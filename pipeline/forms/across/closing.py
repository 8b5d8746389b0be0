"""Chapters 九 and 十: shortcomings from the rules most often broken, and one measure for each (domain 9)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from pipeline.checks.receipts import deadline
from pipeline.checks.services import month_of
from pipeline.checks.term import Term
from pipeline.figures.book import Book
from pipeline.finding import Effect
from pipeline.form.rule import Missing, Rule
from pipeline.form.table import SectionSpec, Sentence
from pipeline.forms.across.opening import chinese_date, missing_forms
from pipeline.forms.across.overall import FILE_RULES, amounts_by_rule, count_of, outcome, ranked_rules, rule_names

MOST = 5

SHORTCOMING = """\
{{ place }}「{{ name }}」有{{ f("M-ALL-02d", by) }}未做到，{{ where }}\
{% if amount %}，涉及{{ amount }}元{% endif %}{% if lately %}，{{ lately }}{% endif %}。"""
HELD = "另有{{ f('M-ALL-02b') }}資料填寫有誤，更正前不計入任何數字（見待更正清單）。"
UNREPORTED = "未按要求報送的台賬有{{ missing }}。"
NONE_FOUND = "本期已報台賬中沒有發現違反校規的事項。"
MEASURE = "{{ place }}針對「{{ name }}」，由{{ owner }}於{{ until }}前{{ measure }}。"
CORRECT = "待更正的{{ f('M-ALL-02b') }}，由各填報人於{{ until }}前更正重報。"


def numbered(count: int) -> list[str]:
    """（1）…（5）."""
    return [f"（{at}）" for at in range(1, count + 1)]


def shortcomings(book: Book) -> list[list[Sentence]]:
    """The five rules with most FLAG findings, then what is held and what has not come."""
    ranked = [rule for rule in ranked_rules(book) if rule != "G-04"][:MOST]
    names, amounts = rule_names(book), amounts_by_rule(book)
    found: list[list[Sentence]] = []
    for place, rule in zip(numbered(len(ranked)), ranked, strict=True):
        amount = amounts.get(rule, Fraction(0))
        given = {
            "place": place,
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
    until = chinese_date(deadline(book.term, month_of(min(book.term.as_of, book.term.end))))
    ranked = [rule for rule in ranked_rules(book) if rule != "G-04"][:MOST]
    names = rule_names(book)
    found = []
    for place, rule in zip(numbered(len(ranked)), ranked, strict=True):
        given = {
            "place": place,
            "name": names.get(rule, rule),
            "owner": person_in_charge(book.term, form_of(book, rule)),
            "until": until,
            "measure": measure_of(book, rule),
        }
        found.append([Sentence(MEASURE, given=given)])
    rest = [Sentence(CORRECT, given={"until": until})] if book.number("M-ALL-02b") else []
    return [*found, rest]


SECTIONS = (
    SectionSpec("shortcomings", "", [shortcomings], tables=("S30",)),
    SectionSpec("plan", "", [measures], place=90),
)
