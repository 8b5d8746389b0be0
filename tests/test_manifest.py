"""manifest.json as the contract has it: what schedulers and audits rely on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import pytest

from tests.expected import EFFECTS, WORKBOOKS
from tests.workspaces import TERM, Published, reported, sample_book, sample_files

MONEY = {
    "採購驗收入庫": "金額",
    "收費與解交": "實收金額",
    "期末結算退補": "預收總額",
    "支出票據": "發票金額",
    "賬單": "賬單金額",
    "損壞賠償": "實賠金額",
    "報修維修": "合計費用",
    "值班護校": "財產損失金額",
    "上級檢查": "配合物資金額",
    "固定資產台賬": "原值",
    "資產增減": "金額",
    "崗位考核": "獎懲金額",
    "維護費用": "金額",
    "服務保障": "投入物資金額",
    "物資添置": "金額",
    "捐贈": "估值",
    "環境與文化": "費用",
}
"""The columns kept in 分 (domain pages F02, F04 to F13)."""

SHEETS = {
    "F00": {"學校參數", "校曆", "人員名冊", "班室名冊", "供應商名冊", "類別字典"},
    "F01": {"開學準備事項", "教材簿本運發"},
    "F02": {"採購驗收入庫", "領用出庫", "月末盤點"},
    "F03": {"每週菜譜審核", "供餐與陪餐", "食品留樣", "每日自查"},
    "F04": {"人員證照", "責任書與包乾區", "會議與培訓", "崗位考核"},
    "F05": {"收費標準公示", "收費與解交", "期末結算退補", "支出票據", "公佈與彙報", "經費計劃"},
    "F06": {"抄表", "賬單", "節能措施"},
    "F07": {"固定資產台賬", "班室登記復查", "資產增減", "教室檢查評分"},
    "F08": {"物品出入庫", "借出歸還", "損壞賠償"},
    "F09": {"報修維修"},
    "F10": {"每日檢查", "隱患台賬", "值班護校", "演練與安全教育", "上級檢查"},
    "F11": {"車輛檔案", "每日運行", "候車看護", "維護費用"},
    "F12": {"工程項目", "物資添置", "捐贈", "環境與文化"},
    "F13": {"服務保障", "意見建議", "滿意度測評", "涉訪化解"},
}
GUESSED = "五六千"
"""An amount that cannot be read: its row counts as a row only."""
FATES = ("counted", "excluded", "held", "replaced")
FEN = Decimal("0.01")


@pytest.fixture(scope="module", params=[("--term", TERM), ("--month", "2026-05")], ids=["term", "month"])
def published(request: pytest.FixtureRequest) -> Published:
    return reported(*request.param)


@pytest.fixture(scope="module")
def term() -> Published:
    return reported("--term", TERM)


def nones_first(*parts: object) -> tuple[tuple[bool, Any], ...]:
    return tuple((part is not None, part) for part in parts)


class TestShape:
    def test_keys(self, published: Published) -> None:
        manifest = published.manifest
        assert list(manifest) == [
            *("period", "term", "school", "made_by", "inputs", "sheets", "findings", "figures", "outputs")
        ]
        assert (manifest["term"], manifest["school"]) == (TERM, "示例小學")
        assert re.fullmatch(r"houqin \d+\.\d+\.\d+\S*", manifest["made_by"])
        lines: dict[str, set[str]] = {
            "inputs": {"name", "sha256", "fate", "why", "form", "month", "part", "version"},
            "findings": {"rule", "effect", "file", "sheet", "cell", "row", "column", "value", "message"},
            "figures": {"metric", "by", "span", "number", "unit", "text", "from"},
            "outputs": {"name", "sha256"},
        }
        for name, keys in lines.items():
            assert manifest[name]
            assert all(keys <= set(line) for line in manifest[name]), name

    def test_it_is_utf_8_with_a_key_a_line(self, published: Published) -> None:
        content = published.files["manifest.json"]
        assert "示例小學".encode() in content
        assert b'\n "school": ' in content
        assert content.endswith(b"}\n")
        assert b"\0" not in content
        assert b"\\u0000" not in content

    def test_a_sheet_line(self, published: Published) -> None:
        for line in published.manifest["sheets"]:
            assert list(line)[:5] == ["file", "form", "sheet", "totals_rows", "rows"]
            assert ("fen" in line) == (line["sheet"] in MONEY)
            assert set(line["rows"]) == {"in", *FATES}
            counts = [*line["rows"].values(), *line.get("fen", {}).values(), line["totals_rows"]]
            assert all(type(count) is int for count in counts)

    def test_every_sheet_of_every_counted_file(self, published: Published) -> None:
        counted = {line["name"]: line["form"] for line in published.manifest["inputs"] if line["fate"] == "counted"}
        expected = {(name, form, sheet) for name, form in counted.items() for sheet in SHEETS[form]}
        assert {(line["file"], line["form"], line["sheet"]) for line in published.manifest["sheets"]} == expected

    def test_spans(self) -> None:
        # A month's run gives the month and the term to date.
        months = [f"2026-0{number}" for number in range(1, 8)]
        assert {line["span"] for line in reported("--term", TERM).manifest["figures"]} == {TERM, *months}
        assert {line["span"] for line in reported("--month", "2026-05").manifest["figures"]} == {TERM, *months[:5]}

    def test_periods(self) -> None:
        assert reported("--term", TERM).manifest["period"] == TERM
        assert reported("--month", "2026-05").manifest["period"] == "2026-05"

    def test_findings_speak_of_places(self, published: Published) -> None:
        for finding in published.manifest["findings"]:
            assert finding["effect"] in {"HOLD", "EXCLUDE", "FLAG", "NOTE"}
            if finding["rule"] == "G-04":  # what has not come has no place
                assert (finding["file"], finding["cell"], finding["row"]) == (None, None, None)
                continue
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", finding["cell"]).groups()  # type: ignore[union-attr] # asserts
            assert letters
            assert finding["row"] == int(row)


class TestOrder:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("inputs", lambda line: line["name"]),
            ("sheets", lambda line: (line["file"], line["form"], line["sheet"])),
            (
                "findings",
                lambda line: nones_first(
                    *(line[key] for key in ("form", "month", "file", "sheet", "row", "rule", "cell"))
                ),
            ),
            ("figures", lambda line: (line["metric"], list(line["by"].items()), line["span"] != TERM, line["span"])),
            ("outputs", lambda line: line["name"]),
        ],
    )
    def test_lists_are_sorted(self, published: Published, name: str, key: Callable[[dict[str, Any]], Any]) -> None:
        lines = published.manifest[name]
        assert lines == sorted(lines, key=key)

    def test_each_figure_stands_once(self, published: Published) -> None:
        assert len(published.numbers) == len(published.manifest["figures"])


class TestNumbers:
    def test_money_has_two_decimals(self, published: Published) -> None:
        money = [line for line in published.manifest["figures"] if line["unit"] == "元" and line["number"] is not None]
        assert money
        assert [line for line in money if not re.fullmatch(r"-?\d+\.\d\d", str(line["number"]))] == []

    def test_a_rate_is_a_ratio(self, term: Published) -> None:
        rates = [line for line in term.manifest["figures"] if line["unit"] == "%" and line["number"] is not None]
        for line in rates:
            printed = Decimal(line["text"].removesuffix("%"))
            assert abs(line["number"] * 100 - printed) <= Decimal("0.05"), line
        assert any(0 < line["number"] < 1 for line in rates)

    def test_no_figure_is_null_and_a_dash(self, published: Published) -> None:
        for line in published.manifest["figures"]:
            assert (line["number"] is None) == (line["text"] == "—")

    def test_numbers_are_plain(self, published: Published) -> None:
        """No exponent, which some readers of JSON do not take for the same number."""
        text = published.files["manifest.json"].decode()
        assert re.findall(r'"number": (?!null|-?\d+(?:\.\d+)?,)[^,]*', text) == []

    def test_the_text_is_the_number(self, published: Published) -> None:
        for line in published.manifest["figures"]:
            if line["unit"] == "元" and line["number"] is not None:
                assert line["text"].replace(",", "") == str(line["number"])


def dimensions(figure: dict[str, Any]) -> str:
    """The dimensions as the lists of figures write them."""
    return "；".join(f"{name}：{value}" for name, value in figure["by"].items())


class TestStatistics:
    def test_every_figure_leads_to_its_cell(self, published: Published) -> None:
        wrong = []
        for line in published.manifest["figures"]:
            sheet, _, cell = line["from"]["statistics"].rpartition("!")
            value, number = published.workbook[sheet.strip("'")][cell].value, line["number"]
            if number is None:
                right = value in {"—", None}
            else:  # the cell holds the number unrounded
                right = isinstance(value, int | float) and abs(value - float(number)) <= 0.005
            if not right:
                wrong.append((line, value))
        assert wrong == []

    def test_every_figure_has_a_line_in_the_list_of_all(self, published: Published) -> None:
        listed = {(line[0], line[2] or "", line[3]) for line in published.lines("全部指標", 5)}
        assert listed == {(line["metric"], dimensions(line), line["unit"]) for line in published.manifest["figures"]}

    def test_and_one_in_the_list_of_sources_that_says_how_many_rows_made_it(self, published: Published) -> None:
        listed = {(line[0], line[1] or "", line[2]): line[6] for line in published.lines("指標來源", 5)}
        figures = {
            (line["metric"], dimensions(line), line["span"]): line["from"]["rows"]
            for line in published.manifest["figures"]
        }
        assert listed == figures

    def test_rows_behind_a_figure(self, term: Published) -> None:
        whole = [line for line in term.manifest["figures"] if not line["by"] and line["span"] == TERM]
        rows = {line["metric"]: line["from"]["rows"] for line in whole}
        assert rows["M-F02-01a"] == 418  # not the two that were not accepted
        assert rows["M-F02-02"] == 420
        assert rows["M-F05-05a"] == 93
        assert rows["M-F05-06d"] == 2
        assert rows["M-ALL-01b"] == rows["M-ALL-02a"] == len(WORKBOOKS)  # by their covers
        assert (rows["M-ALL-02b"], rows["M-ALL-02c"]) == EFFECTS[:2]
        assert rows["M-ALL-02d"] == EFFECTS[2]  # no two on one row; a form that never came has none


class TestConservation:
    def test_rows_and_fen(self, published: Published) -> None:
        for line in published.manifest["sheets"]:
            for amounts in (line["rows"], line.get("fen")):
                if amounts is not None:
                    assert amounts["in"] == sum(amounts[fate] for fate in FATES), line

    def test_what_is_in_is_what_the_workbooks_hold(self, term: Published) -> None:
        """Rows and money counted here from the cells of the inbox, 合計 rows left out."""
        for line in term.manifest["sheets"]:
            rows = list(typed_rows(line["file"], line["sheet"]))
            assert line["rows"]["in"] == len(rows), line
            if "fen" in line:
                assert line["fen"]["in"] == sum(int(money(row, line["sheet"]) / FEN) for row in rows), line

    def test_the_statistics_print_the_same(self, term: Published) -> None:
        printed = {(line[0], line[1], line[2]): line[3:8] for line in term.lines("行數核對", 5) if line[0]}
        for form, sheets in SHEETS.items():
            for sheet in sheets:
                lines = [line for line in term.manifest["sheets"] if (line["form"], line["sheet"]) == (form, sheet)]
                rows = tuple(sum(line["rows"][name] for line in lines) for name in ("in", *FATES))
                assert printed[form, sheet, "行數"] == rows
                if sheet in MONEY:
                    fen = [sum(line["fen"][name] for line in lines) for name in ("in", *FATES)]
                    assert printed[form, sheet, "金額（元）"] == pytest.approx([amount / 100 for amount in fen])


def typed_rows(name: str, sheet: str) -> Iterator[Mapping[str, object]]:
    """The rows of a sheet in which somebody typed something, by heading."""
    headings, *rows = sample_book(name)[sheet].iter_rows(values_only=True)
    for cells in rows:
        row = dict(zip(map(str, headings), cells, strict=True))
        typed = [value for value in row.values() if value is not None and not str(value).startswith("=")]
        if typed and "合計" not in typed:
            yield row


def money(row: Mapping[str, object], sheet: str) -> Decimal:
    if sheet == "採購驗收入庫":  # a formula
        return (Decimal(str(row["採購數量"])) * Decimal(str(row["單價"]))).quantize(FEN)
    if sheet in {"固定資產台賬", "物資添置"}:  # a formula
        return (Decimal(str(row["數量"])) * Decimal(str(row["單價"]))).quantize(FEN)
    if sheet == "報修維修":  # a formula
        return sum((Decimal(str(row[title] or 0)) for title in ("材料費", "人工費")), Decimal(0)).quantize(FEN)
    if row[MONEY[sheet]] == GUESSED:
        return Decimal(0)
    return Decimal(normalize("NFKC", str(row[MONEY[sheet]])).replace(",", "")).quantize(FEN)


class TestFiles:
    def test_inputs(self, published: Published) -> None:
        handed_in = {path.removeprefix("inbox/"): content for path, content in sample_files().items() if "/" in path}
        assert [line["name"] for line in published.manifest["inputs"]] == sorted(handed_in)
        for line in published.manifest["inputs"]:
            assert line["sha256"] == hashlib.sha256(handed_in[line["name"]]).hexdigest()
            form, term, month = line["name"].removesuffix(".xlsx").split("_")
            assert (line["form"], TERM, line["month"], line["part"], line["version"]) == (form, term, month, 1, 1)

    def test_fates(self) -> None:
        assert set(reported("--term", TERM).fates().values()) == {"counted"}
        may = reported("--month", "2026-05")
        for line in may.manifest["inputs"]:
            later = line["month"] > "2026-05"
            assert line["fate"] == ("ignored" if later else "counted")
            assert line["why"] == (f"屬於以後的月份 {line['month']}" if later else None)

    def test_outputs(self, published: Published) -> None:
        made = {name: content for name, content in published.files.items() if name != "manifest.json"}
        told = {line["name"]: line["sha256"] for line in published.manifest["outputs"]}
        assert told == {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}

    def test_names(self, published: Published) -> None:
        period = published.manifest["period"]
        names = [name for name in published.files if not name.startswith("returned/")]
        assert sorted(names) == sorted(
            [f"後勤統計_{period}.xlsx", f"後勤工作總結_{period}.docx", f"郵件_{period}.eml", "manifest.json"]
        )
