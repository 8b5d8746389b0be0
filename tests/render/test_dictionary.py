"""The data dictionary against the domain pages: everything that they number is there, word for word."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from pipeline.finding import Effect
from pipeline.form import expression
from pipeline.form.column import Choice, Date, Money, Number, People, Text
from pipeline.form.evaluate import nodes
from pipeline.form.expression import Expr, Lookup, Parameter, Type, Word, when
from pipeline.form.form import Due, Form, Registry
from pipeline.form.metric import Base, Span
from pipeline.form.rule import Flag, Hold, Missing, Rule
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.registry import registry
from pipeline.render import dictionary as page
from pipeline.render.dictionary import dictionary, dictionary_workbook
from pipeline.render.dictionary_words import words
from pipeline.render.sheets.lists import HEADER_ROW
from tests.expected import CHARTS, CROSS_RULES, TABLES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Told = dict[str, Any]

INSTALLED = [form.id for form in registry().forms]
EFFECTS = {effect.value for effect in Effect}

TEXTS = {"編號": "文字"}
"""A text of digits (a telephone number) is declared as a code, so that its digits stay as they are typed."""

NO_UNIT = {"-": "", "單位": ""}
"""單位: what the column of that name says, row by row."""


@pytest.fixture(scope="module")
def told() -> Told:
    return dictionary(registry())


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table_lines(text: str, pattern: str) -> list[list[str]]:
    """The lines of the page's tables whose first cell is such an id."""
    return [cells(line) for line in text.splitlines() if re.match(rf"\|\s*{pattern}\s*\|", line)]


def sheets_of(text: str) -> Iterator[tuple[str, str, bool, str, list[list[str]]]]:
    """Id, title, core, kind and column lines of each sheet of a form's page."""
    for part in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        head = re.match(r"(F\d\d\.\d+) 「(.+?)」 \((\w+)", part)
        assert head, part[:80]
        kind = re.search(r"^(snapshot|event|lifecycle|status) · ", part, re.MULTILINE)
        assert kind, part[:80]
        listed = part.split("|column|", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
        yield head[1], head[2], head[3] == "core", kind[1], [cells(line) for line in listed]


def form_page(domain: Path, form: str) -> str:
    return (domain / "forms" / f"{form}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", INSTALLED)
def test_every_sheet_and_column_of_the_page_is_told(told: Told, domain: Path, form: str) -> None:
    listed = next(one for one in told["forms"] if one["id"] == form)
    english = {page.KINDS[kind]: kind.value for kind in Kind}
    expected = [(*head, [line[0] for line in lines]) for *head, lines in sheets_of(form_page(domain, form))]
    assert expected
    assert expected == [
        (
            sheet["id"],
            sheet["title"],
            sheet["core"],
            english[sheet["kind"]],
            sorted((column["title"] for column in sheet["columns"]), key=titles_in_order(expected, sheet["id"])),
        )
        for sheet in listed["sheets"]
    ]


def titles_in_order(expected: list[tuple[Any, ...]], sheet: str) -> Callable[[str], int]:
    """Columns may stand in another order than on the page, so that a △ column follows what it depends on."""
    order: list[str] = next((titles for known, *_, titles in expected if known == sheet), [])
    return lambda title: order.index(title) if title in order else len(order)


@pytest.mark.parametrize("form", INSTALLED)
def test_every_column_has_the_type_duty_and_unit_of_the_page(told: Told, domain: Path, form: str) -> None:
    columns = {
        column["id"]: (TEXTS.get(column["type"], column["type"]), column["duty"], column["unit"])
        for one in told["forms"]
        for sheet in one["sheets"]
        for column in sheet["columns"]
    }
    expected = {
        f"{sheet} {title}": (TEXTS.get(kind, kind), duty, NO_UNIT.get(unit, unit))
        for sheet, _, _, _, lines in sheets_of(form_page(domain, form))
        for title, kind, unit, duty, *_ in lines
    }
    assert expected.pop("F00.6 字典名", None) in {None, ("選項", "●", "")}, "an open list: any column has one"
    assert {column: columns.get(column) for column in expected} == expected


@pytest.mark.parametrize("form", INSTALLED)
def test_every_row_rule_of_the_page_is_told(told: Told, domain: Path, form: str) -> None:
    expected = table_lines(form_page(domain, form), rf"{form}-R\d+")
    found = [rule for rule in told["rules"] if rule["id"].startswith(form)]
    assert {line[0] for line in expected} == {rule["id"] for rule in found}
    for number, sheet, effect, *_, because in expected:
        mine = [rule for rule in found if rule["id"] == number]
        assert {rule["effect"] for rule in mine} == {effect}, number
        assert {rule["sheet"].split()[0] for rule in mine} == {f"{form}.{one}" for one in sheet.split(", ")}, number
        assert {reason for rule in mine for reason in rule["because"]} == set(because.split(", ")), number


@pytest.mark.parametrize("form", INSTALLED)
def test_every_metric_of_the_page_is_told(told: Told, domain: Path, form: str) -> None:
    expected = table_lines(form_page(domain, form), rf"M-{form}-\d+[a-z]?")
    found = {metric["id"]: metric for metric in told["metrics"] if metric["id"].startswith(f"M-{form}")}
    assert [line[0] for line in expected] == list(found)
    for number, name, _, _, _, because in expected:
        assert found[number]["name"] == name
        assert set(found[number]["because"]) == set(because.split(", ")), number


def test_every_cross_rule_of_these_forms_is_told(told: Told, domain: Path) -> None:
    lines = table_lines((domain / "06-cross-form-rules.md").read_text(encoding="utf-8"), r"X-\d+")
    expected = {line[0]: line for line in lines if line[0] in CROSS_RULES}
    assert expected.keys() == CROSS_RULES
    assert {rule["id"] for rule in told["cross_rules"]} >= CROSS_RULES
    for rule in told["cross_rules"]:
        _, _, effect, place, _, because = expected[rule["id"]]
        assert rule["effect"] == effect
        assert rule["sheet"].split()[0] in place, rule["id"]
        assert set(rule["because"]) <= set(because.split(", ")), rule["id"]


def test_every_file_and_cell_rule_is_told(told: Told, domain: Path) -> None:
    expected = table_lines((domain / "07-file-and-cell-rules.md").read_text(encoding="utf-8"), r"G-\d+")
    assert [line[0] for line in expected] == [rule["id"] for rule in told["file_rules"]]
    for line, rule in zip(expected, told["file_rules"], strict=True):
        reasons = {reason for reason in line[-1].split(", ") if re.match(r"[ER]\d", reason)}
        assert reasons == set(rule["because"]), rule["id"]
        assert rule["name"]
        assert rule["condition"]


def test_every_common_metric_is_told(told: Told, domain: Path) -> None:
    lines = table_lines((domain / "06-cross-form-rules.md").read_text(encoding="utf-8"), r"M-ALL-\d+[a-z]")
    found = {metric["id"]: metric for metric in told["metrics"] if metric["id"].startswith("M-ALL")}
    assert {line[0]: (line[1], line[3]) for line in lines} == {
        metric["id"]: (metric["name"], metric["unit"]) for metric in found.values()
    }


def test_every_table_and_chart_of_these_forms_is_told(told: Told, domain: Path) -> None:
    text = (domain / "08-tables-and-charts.md").read_text(encoding="utf-8")
    titles = {line[0]: line[1] for line in table_lines(text, r"[SC]\d\d")}
    assert {table["id"]: table["title"] for table in told["tables"]} == {each: titles[each] for each in TABLES}
    assert {chart["id"] for chart in told["charts"]} == CHARTS


def test_every_parameter_of_the_page_is_told(told: Told) -> None:
    assert [one["id"] for one in told["parameters"]][:6] == [f"P-00{letter}" for letter in "abcdef"]
    asked = set(re.findall(r"P-\d\d[a-z]?", json.dumps([told["rules"], told["cross_rules"]], ensure_ascii=False)))
    assert asked <= {one["id"] for one in told["parameters"]}


def test_it_is_plain_json(told: Told) -> None:
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told


def test_ids_are_unique(told: Told) -> None:
    columns = [column for form in told["forms"] for sheet in form["sheets"] for column in sheet["columns"]]
    for lines in (columns, told["metrics"], told["tables"], told["charts"], told["file_rules"], told["parameters"]):
        ids = [line["id"] for line in lines]
        assert len(ids) == len(set(ids))


def test_no_message_keeps_a_place_that_nobody_fills(told: Told) -> None:
    for rule in [*told["rules"], *told["cross_rules"]]:
        said = rule["says"] + rule["fix"] + rule["condition"]
        assert not re.search(r"[{}]|〔[a-z_]+〕", said), (rule["id"], said)


def test_every_condition_is_said(told: Told) -> None:
    assert all(rule["condition"] for rule in [*told["rules"], *told["cross_rules"]])
    assert {rule["effect"] for rule in told["rules"]} <= EFFECTS


class Goods(Sheet, title="貨物", number=1, kind=Kind.EVENT):
    """One line of goods, for the tests of words."""

    day = Date("日期", required=True)
    verdict = Choice("結果", ["好", "壞"])
    price = Money("單價", at_least=0)
    count = Number("數量")
    total = Money("金額", formula=price * count)
    buyers = People("採購人", needed=verdict == "好")
    keepers = People("保管人")
    supplier = Text("供應商")
    key = (day,)
    money = total


class Firms(Sheet, title="商戶", number=2, kind=Kind.SNAPSHOT):
    """One supplier."""

    label = Text("名稱", required=True)
    phone = Text("電話", code=True)
    key = (label,)


LIMIT = Parameter("P-04", 2)

SAID: list[tuple[Expr, str]] = [
    (Goods.price, "單價"),
    (Firms.phone, "「商戶」電話"),
    (Goods.price * Goods.count, "單價×數量"),
    ((Goods.price - Goods.total) * Goods.count, "（單價－金額）×數量"),
    (Goods.price + Goods.total + Goods.price, "單價＋金額＋單價"),
    ((Goods.total / Goods.count).rounded(2), "（金額÷數量）取到 2 位小數"),
    (Goods.count.rounded(0), "數量取整"),
    ((Goods.price - LIMIT).abs() <= LIMIT, "|單價－P-04| ≤ P-04"),
    (Goods.verdict != "壞", "結果 ≠ 「壞」"),
    (~(Goods.verdict == "壞"), "結果 ≠ 「壞」"),
    (~~Goods.verdict.filled(), "結果已填"),
    (Goods.verdict.blank(), "結果空白"),
    (Goods.verdict.among("好", "壞"), "結果為好／壞"),
    (~Goods.verdict.among("好", "壞"), "結果不是好／壞"),
    (Goods.supplier.contains("行"), "供應商含「行」"),
    (Goods.buyers.count() >= 2, "採購人的項數 ≥ 2"),
    (Goods.supplier.length() < 3, "供應商的字數 < 3"),
    (~Goods.buyers.shares(Goods.keepers), "並非（採購人與保管人有相同的）"),
    (Goods.day.month(), "日期所在月份"),
    (Goods.supplier.is_in(Firms.label), "供應商見於「商戶」名稱"),
    (Lookup(Goods.supplier, Firms.label, Firms.phone), "按供應商查到的「商戶」電話"),
    (Goods.count.or_if_blank(0), "數量（空白作 0）"),
    (when(Goods.count > 1, Goods.price, 0), "數量 > 1時為 單價，否則為 0"),
    ((Goods.count > 1) & Goods.day.filled() & (Goods.price > 0), "數量 > 1，且日期已填，且單價 > 0"),
    ((Goods.count > 1) | (Goods.day.filled() & (Goods.price > 0)), "數量 > 1，或（日期已填，且單價 > 0）"),
    ((Goods.count > 1) == Goods.day.filled(), "（數量 > 1）與日期已填同真同假"),
    (Word("當日有課", lambda rows: rows.days), "〔當日有課〕"),
    (expression.literal(value=True), "總是"),
    (expression.Literal(-1250, Type.NUMBER, 2), "-12.50"),
]


@pytest.mark.parametrize(("expr", "said"), SAID, ids=[said for _, said in SAID])
def test_expressions_in_words(expr: Expr, said: str) -> None:
    assert words(expr, Goods) == said


def test_every_kind_of_expression_has_words() -> None:
    kinds = {kind for kind in vars(expression).values() if isinstance(kind, type) and issubclass(kind, Expr)}
    said = {type(node) for expr, _ in SAID for node in nodes(expr)}
    assert not {kind.__name__ for kind in kinds - said - {Expr}}


def test_every_word_of_the_vocabulary_has_a_chinese_one() -> None:
    for chinese, kinds in ((page.KINDS, Kind), (page.DUE, Due), (page.SPANS, Span), (page.BASES, Base)):
        assert set(chinese) == set(kinds)


def small() -> Registry:
    rules: list[Rule | Missing] = [
        Flag(
            "F98-R01",
            "兩人採購",
            must={Goods.buyers: Goods.buyers.count() >= 2},
            when=Goods.verdict == "好",
            blank_breaks=True,
            says="只有{buyers}，單價上限 {limit}，共 {many} 人",
            shows={"limit": LIMIT, "many": Goods.buyers.count()},
            fix="請補齊{buyers}。",
            because="E1-18 R06",
        ),
        Hold("F98-R02", "不貴", never={Goods.price: Goods.price > LIMIT}, says="太貴", whole_file=True),
        Missing(
            id="F98-R03",
            name="逐日",
            effect=Effect.NOTE,
            at=Goods.day,
            find=lambda _: {},
            says="{month} 缺 {missing}",
        ),
    ]
    across = [Flag("X-98", "在冊", must={Elsewhere.label: Elsewhere.label.is_in(Firms.label)}, says="不在")]
    form = Form(
        id="F98",
        title="試表",
        purpose="試",
        filler="試員",
        due=Due.EVERY_MONTH,
        sheets=[Goods, Firms],
        rules=rules,
        module="P-98",
    )
    return Registry([form], across)


class Elsewhere(Sheet, title="別處", number=1, kind=Kind.EVENT):
    """A sheet of a form that is not installed."""

    label = Text("名稱")


def test_a_rule_is_told_with_its_condition_and_filled_places() -> None:
    flag, hold, missing = dictionary(small())["rules"]
    assert flag["condition"] == "當 結果 = 「好」 時，須：採購人的項數 ≥ 2（空白即不合）"
    assert flag["says"] == "只有〔採購人〕，單價上限 〔P-04〕，共 〔採購人的項數〕 人"
    assert flag["fix"] == "請補齊〔採購人〕。"
    assert flag["because"] == ["E1-18", "R06"]
    assert hold["condition"] == "不可：單價 > P-04"
    assert hold["effect_says"] == "停用該行（整份）"
    assert missing["says"] == "〔月份〕 缺 〔所缺各項〕"
    assert missing["marks"] == ["日期"]


def test_rules_on_sheets_of_other_forms_are_left_out() -> None:
    assert dictionary(small())["cross_rules"] == []


def test_a_sheet_and_its_columns_are_told() -> None:
    (form,) = dictionary(small())["forms"]
    goods, firms = form["sheets"]
    assert (goods["id"], goods["kind"], goods["key"], goods["money"]) == ("F98.1", "流水", ["日期"], "金額")
    told = {column["title"]: column for column in goods["columns"]}
    assert told["金額"]["type"] == "公式"
    assert told["金額"]["allowed"] == "＝ 單價×數量"
    assert told["結果"]["options"] == ["好", "壞"]
    assert (told["採購人"]["duty"], told["採購人"]["required"]) == ("△", "結果為好時必填")
    assert [column["type"] for column in firms["columns"]] == ["文字", "編號"]


def test_the_workbook_has_a_named_list_for_each_kind(told: Told) -> None:
    book = openpyxl.load_workbook(io.BytesIO(dictionary_workbook(registry())))
    assert book.sheetnames[0] == "封面"
    for kind in ("rules", "cross_rules", "file_rules", "metrics", "tables", "charts", "parameters"):
        ids = [line["id"] for line in told[kind]]
        assert [name for name in book.sheetnames if ids == first_column(book[name])], kind
    for name in book.sheetnames[1:]:
        sheet = book[name]
        assert len(sheet.tables) == 1
        assert sheet.freeze_panes == f"A{HEADER_ROW + 2}"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows


def first_column(sheet: Worksheet) -> list[object]:
    return [cell.value for cell in sheet["A"][HEADER_ROW + 1 :]]


def test_the_workbook_is_the_same_each_time() -> None:
    assert dictionary_workbook(registry()) == dictionary_workbook(registry())


def test_the_workbook_can_be_had_in_simplified_characters() -> None:
    book = openpyxl.load_workbook(io.BytesIO(dictionary_workbook(registry(), "hans")))
    assert "行规则" in book.sheetnames
    assert "采购人" in {cell.value for row in book["列"].iter_rows() for cell in row}
