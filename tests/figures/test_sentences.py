"""Sentences: figures stay figures, rates show their parts once, no figure no sentence (domain 9)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from jinja2 import UndefinedError

from pipeline.checks.term import State
from pipeline.figures.book import Book
from pipeline.figures.report import Figure, Paragraph
from pipeline.figures.sentences import Writer
from pipeline.form.metric import Metric, Rate, Rows, Sum
from pipeline.form.table import Sentence
from tests.figures.world import Buy, Buys, book, term

MONEY = Metric(id="M-1", name="金額", unit="元", of=Sum(Buys.amount), sheet=Buys, formula="", by=[("類別",)])
COUNT = Metric(id="M-2", name="筆數", unit="筆", of=Rows(), sheet=Buys, formula="")
CHEAP = Metric(
    id="M-3", name="低價率", unit="%", of=Rate(Buys.price < 5), sheet=Buys, formula="", by=[("類別",)], target="P-19"
)
SHARE = Metric(
    id="M-4", name="金額率", unit="%", of=Rate(Buys.price < 5, of=Buys.amount), sheet=Buys, formula="", by=[("類別",)]
)


def buys(*prices: str, kind: str = "蔬菜") -> list[Buy]:
    return [Buy(date(2026, 3, 2), kind, Decimal(1), Decimal(price), State.COUNTED) for price in prices]


def figures(*prices: str, target: str = "") -> Book:
    made = term(buys(*prices), nothing=["2026-04"])
    if target:
        made.base.parameters.rows["P-19"] = [(0, target)]  # type: ignore[index]  # a dict in this test
        made.base.parameters.units["P-19"] = "%"  # type: ignore[index]  # a dict in this test
    return book(made, MONEY, COUNT, CHEAP, SHARE)


def said(found: Book, *sentences: Sentence | str) -> str | None:
    made = [one if isinstance(one, Sentence) else Sentence(one) for one in sentences]
    paragraph = Writer(found).paragraph(made)
    return None if paragraph is None else paragraph.text


def test_figures_stay_figures_with_their_unit_beside_them() -> None:
    parts = Writer(figures("1", "2.5")).sentence(Sentence('共{{ f("M-2") }}、{{ f("M-1") }}，即{{ bare("M-1") }}。'))
    assert [part.metric if isinstance(part, Figure) else part for part in parts] == [
        "共", "M-2", "筆、", "M-1", "元，即", "M-1", "。",
    ]  # fmt: skip
    assert Paragraph(tuple(parts)).text == "共2筆、3.50元，即3.50。"


def test_a_rate_shows_numerator_and_denominator_at_first_use_of_its_dimensions() -> None:
    found = figures("1", "2", "9")
    assert said(found, '{{ f("M-3") }}，', '再說{{ f("M-3") }}。') == "66.7%（2/3），再說66.7%。"
    writer = Writer(found)
    first = writer.paragraph([Sentence('{{ f("M-3") }}')])
    second = writer.paragraph([Sentence('{{ f("M-3", {"類別": "蔬菜"}) }}')])
    assert first is not None
    assert second is not None
    assert (first.text, second.text) == ("66.7%（2/3）", "66.7%（2/3）")


def test_a_rate_of_money_shows_its_parts_too() -> None:
    assert said(figures("1.25", "9"), '{{ f("M-4") }}') == "12.2%（1.25/10.25）"


def test_a_sentence_whose_figure_is_missing_is_left_out() -> None:
    found = figures()
    assert said(found, '低價率{{ f("M-3") }}。') is None
    assert said(found, '低價率{{ f("M-3") }}。', '共{{ f("M-2") }}。') == "共0筆。"
    assert said(found, '{{ f("M-9") }}') is None
    assert said(found, '{{ f("M-1", {"類別": "水產"}) }}') is None
    assert said(found, '{{ f("M-1", span="2026-05") }}') is None


def test_a_sentence_that_needs_a_figure_is_left_out_without_it() -> None:
    assert said(figures(), Sentence("沒有低價的。", needs=("M-3",))) is None
    assert said(figures("9"), Sentence("沒有低價的。", needs=("M-3",))) == "沒有低價的。"


def test_a_rate_in_a_sentence_that_was_left_out_has_not_been_shown() -> None:
    found = figures("1", "9")
    assert said(found, '{{ f("M-3") }}，{{ f("M-9") }}', '{{ f("M-3") }}。') == "50.0%（1/2）。"


def test_figures_of_a_month() -> None:
    found = figures("1", "2")
    assert said(found, '{{ f("M-1", span="2026-03") }}／{{ f("M-1", span="2026-04") }}') == "3.00元／0.00元"


def test_conditions_and_loops_over_what_is_given() -> None:
    found = figures("1")
    template = (
        '{% for kind in kinds %}{{ kind }}{{ "、" if not loop.last }}{% endfor %}{% if n("M-1") > 0 %}有{% endif %}'
    )
    assert said(found, Sentence(template, given={"kinds": ["甲", "乙"]})) == "甲、乙有"


@pytest.mark.parametrize(
    "typed",
    [
        '{{ f("M-1") }}',
        "{% for x in book.term.files %}{{ x.name }}{% endfor %}",
        "{# 註 #}",
        "{{",
        "%}",
        "\ue0000\ue001",
    ],
)
def test_what_was_typed_in_a_cell_is_never_a_program(typed: str) -> None:
    parts = Writer(figures("1")).sentence(Sentence("{{ place }}在此。", given={"place": typed}))
    assert parts == [f"{typed}在此。"]


def test_a_word_that_is_not_given_is_a_mistake_of_the_program() -> None:
    with pytest.raises(UndefinedError):
        said(figures("1"), "{{ nowhere }}")


def test_lines_of_a_template_are_one_sentence() -> None:
    assert said(figures("1"), '共\n{% if n("M-1") %}\n{{ f("M-1") }}\n{% endif %}\n。') == "共1.00元。"


@pytest.mark.parametrize(
    ("cheap", "dear", "target", "words"),
    [
        (9, 1, "90", "達到90%的要求"),
        (8, 2, "80.5", "基本達到80.5%的要求"),
        (9, 1, "100", "基本達到100%的要求"),
        (8, 2, "90", "未達到90%的要求，主要在三月"),
        (8, 2, "", ""),
    ],
)
def test_the_wording_follows_the_result(cheap: int, dear: int, target: str, words: str) -> None:
    found = figures(*["1"] * cheap, *["9"] * dear, target=target)
    assert said(found, '結果：{{ verdict("M-3", "三月") }}') == f"結果：{words}"


def test_no_verdict_without_a_figure_or_a_metric() -> None:
    assert said(figures(), '結果：{{ verdict("M-3") }}') == "結果："
    assert said(figures("1"), '結果：{{ verdict("M-9") }}') == "結果："


def test_a_figure_that_a_form_made_itself() -> None:
    found = figures("1")
    figure = found.figure("M-1")
    assert figure is not None
    parts = Writer(found).sentence(Sentence("{{ share(it) }}", given={"it": figure}))
    assert parts == [figure, "元"]


def test_a_paragraph_of_nothing_is_none() -> None:
    assert Writer(figures()).paragraph([]) is None
