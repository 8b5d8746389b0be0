"""Workbooks that go back to their fillers: names, the filler's own rows, notes, and what handing them in again does."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.expected import FORMS
from tests.workspaces import TERM, Published, Told, Workspace, contents, reported, sample_files, workspace

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

F02, F03, F05, F08, F10, F11, F12, F13 = (
    {month: f"{form}_{TERM}_2026-0{month}" for month in range(1, 8)}
    for form in ("F02", "F03", "F05", "F08", "F10", "F11", "F12", "F13")
)
RETURNED = [f"{form}_{TERM}_2026-0{month}_1_v2.xlsx" for form, one in FORMS.items() for month in one.returned]
"""Every workbook with a HOLD, EXCLUDE or FLAG; F00 has NOTEs only, F06 nothing."""

NO_DATA = {"待更正", "封面", "填寫說明", "字典"}
Finding = tuple[str, str, str]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace(tmp_path_factory.mktemp("returned"))


@pytest.fixture(scope="module")
def told(place: Workspace) -> Told:
    return place("check", "--json")


@pytest.fixture(scope="module")
def returned(place: Workspace, told: Told) -> dict[str, bytes]:
    assert told.code == 3
    return contents(place.output / "returned")


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def original(name: str) -> Workbook:
    """What was handed in, for what goes back as `name`."""
    return opened(sample_files()[f"inbox/{name.removesuffix('_1_v2.xlsx')}.xlsx"])


def typed_rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """What somebody typed in a sheet's rows, by heading; rows without anything and 合計 rows left out."""
    headings, *rows = book[sheet].iter_rows(values_only=True)
    found = []
    for cells in rows:
        named = zip(map(str, headings), cells, strict=False)
        typed = {name: value for name, value in named if value is not None and not str(value).startswith("=")}
        if typed and "合計" not in typed.values():
            found.append(typed)
    return found


def notes(book: Workbook) -> dict[tuple[str, str], str]:
    """The note of each cell that has one."""
    cells = [(sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return {(title, cell.coordinate): str(cell.comment.text) for title, cell in cells if cell.comment}


def found_in(told: Told, *effects: str) -> list[Finding]:
    """(rule, sheet, cell) of the findings."""
    return sorted((one["rule"], one["sheet"], one["cell"]) for one in told.json["findings"] if one["effect"] in effects)


class TestWhatGoesBack:
    def test_names(self, returned: dict[str, bytes], told: Told) -> None:
        assert list(returned) == RETURNED
        assert told.json["returned"] == RETURNED

    def test_a_run_gives_back_the_same(self, returned: dict[str, bytes]) -> None:
        run = reported("--term", TERM).files
        assert {name.removeprefix("returned/") for name in run if name.startswith("returned/")} == set(returned)
        for name, content in returned.items():
            assert notes(opened(run[f"returned/{name}"])) == notes(opened(content))

    @pytest.mark.parametrize("name", RETURNED)
    def test_the_cover_is_the_fillers_with_the_next_version(self, returned: dict[str, bytes], name: str) -> None:
        before, after = original(name)["封面"], opened(returned[name])["封面"]
        for cell in ("C5", "C6", "C7", "C8", "C9", "C10", "C12", "C14"):
            assert after[cell].value == before[cell].value, cell
        assert (before["C11"].value is not None, after["C11"].value or "") == (True, "")
        assert (before["B13"].value, before["C13"].value, after["C13"].value) == ("版本", 1, 2)

    @pytest.mark.parametrize("name", RETURNED)
    def test_it_holds_the_fillers_rows(self, returned: dict[str, bytes], name: str) -> None:
        before, after = original(name), opened(returned[name])
        sheets = [title for title in before.sheetnames if title not in NO_DATA]
        assert sheets == [title for title in after.sheetnames if title not in NO_DATA]
        for sheet in sheets:
            assert typed_rows(after, sheet) == typed_rows(before, sheet), sheet

    @pytest.mark.parametrize("name", RETURNED)
    def test_a_note_at_each_problem_cell_and_nowhere_else(
        self, returned: dict[str, bytes], told: Told, name: str
    ) -> None:
        book = opened(returned[name])
        file = f"{name.removesuffix('_1_v2.xlsx')}.xlsx"
        mine = [one for one in told.json["findings"] if one["file"] == file]
        found = notes(book)
        assert set(found) == {(one["sheet"], one["cell"]) for one in mine}
        for one in mine:  # the sample has no blank rows between: each row stands where it stood
            said = found[one["sheet"], one["cell"]]
            effect = {"HOLD": "停用該行", "EXCLUDE": "不計入", "FLAG": "制度違規", "NOTE": "提示"}[one["effect"]]
            assert said.startswith(f"【{effect}】")
            assert said.removeprefix(f"【{effect}】").partition("。")[0] in one["message"]

    @pytest.mark.parametrize("name", RETURNED)
    def test_a_first_sheet_lists_them(self, returned: dict[str, bytes], told: Told, name: str) -> None:
        book = opened(returned[name])
        assert book.sheetnames[0] == "待更正"
        listed = "\n".join(str(value) for row in book["待更正"].iter_rows(values_only=True) for value in row if value)
        file = f"{name.removesuffix('_1_v2.xlsx')}.xlsx"
        for one in told.json["findings"]:
            if one["file"] == file:
                assert one["rule"] in listed
                assert one["column"] in listed

    def test_a_whole_file_that_is_held_goes_back_with_a_note_on_its_cover(self, tmp_path: Path) -> None:
        place = workspace(tmp_path, lambda name: name.startswith("F00"))
        book = opened(sample_files()[f"inbox/F06_{TERM}_2026-04.xlsx"])
        assert book["封面"]["C8"].value == "2026-04"
        book["封面"]["C8"] = "2026-05"  # the hidden sheet still says 2026-04
        path = place.inbox / "水電.xlsx"
        book.save(path)
        told = place("check", path, "--json")
        assert told.code == 3
        assert [line["fate"] for line in told.json["inputs"]] == ["refused"]
        assert told.json["returned"] == [f"F06_{TERM}_2026-05_1_v2.xlsx"]
        back = opened((place.output / "returned" / told.json["returned"][0]).read_bytes())
        assert "2026-04" in notes(back)["封面", "C8"]
        assert len(typed_rows(back, "抄表")) == 7


class TestHandedInAgain:
    def test_unchanged_each_takes_the_place_of_the_earlier(self, returned: dict[str, bytes], tmp_path: Path) -> None:
        place = workspace(tmp_path)
        for name, content in returned.items():
            place.hand_in(name, content)
        told = place("run", "--term")
        assert told.code == 3
        again, before = place.published(), reported("--term", TERM)
        earlier = {f"{name.removesuffix('_1_v2.xlsx')}.xlsx" for name in RETURNED}
        fates = again.fates()
        assert {name for name, fate in fates.items() if fate == "superseded"} == earlier
        assert {fates[name] for name in fates if name not in earlier} == {"counted"}
        assert places(again) == places(before)
        unlike = {key for key, number in before.numbers.items() if again.numbers[key] != number}
        assert {metric for metric, _, _ in unlike} <= {"M-ALL-02e"}  # the NOTEs say which file replaces which
        assert {name for name in again.files if name.startswith("returned/")} == {
            f"returned/{name.replace('_v2', '_v3')}" for name in RETURNED
        }

    def test_corrected_the_findings_are_gone(self, returned: dict[str, bytes], told: Told, tmp_path: Path) -> None:
        place = workspace(tmp_path)
        for stem, change in CORRECTIONS.items():
            book = opened(returned[f"{stem}_1_v2.xlsx"])
            change(book)
            out = io.BytesIO()
            book.save(out)
            place.hand_in(f"{stem}_1_v2.xlsx", out.getvalue())
        now = place("check", "--json")
        assert now.code == 3  # the repairs of May have still not come
        assert found_in(now, "HOLD") == []
        assert found_in(now, "FLAG") == [
            ("F05-R05", "收費與解交", "D3"),
            ("F08-R03", "借出歸還", "G2"),  # still not returned
            ("G-04", None, None),
        ]
        assert found_in(now, "EXCLUDE") == found_in(told, "EXCLUDE")


def places(published: Published) -> list[Finding]:
    findings = [one for one in published.manifest["findings"] if one["effect"] != "NOTE"]
    return sorted((one["rule"], one["sheet"], one["cell"]) for one in findings)


def write(sheet: str, cell: str, was: str | date | int | None, value: str | date | int) -> Callable[[Workbook], None]:
    """Types another value, where the note says."""

    def change(book: Workbook) -> None:
        old = book[sheet][cell].value
        assert (old.date() if isinstance(old, datetime) else old) == was
        book[sheet][cell] = value

    return change


def all_of(*changes: Callable[[Workbook], None]) -> Callable[[Workbook], None]:
    """One change after the other."""

    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


def without_row(sheet: str, row: int) -> Callable[[Workbook], None]:
    """Clears what was typed in a row, as a clerk does in a protected sheet."""

    def change(book: Workbook) -> None:
        for cell in book[sheet][row]:
            if not str(cell.value).startswith("="):
                cell.value = None

    return change


TWO = "陳大勇、趙敏"
CORRECTIONS: dict[str, Callable[[Workbook], None]] = {
    F02[3]: write("採購驗收入庫", "K44", "陳大勇", TWO),
    F02[4]: write("採購驗收入庫", "K50", "陳大勇", TWO),
    F02[5]: write("採購驗收入庫", "K38", "陳大勇、林秋實", TWO),
    F02[6]: write("採購驗收入庫", "K32", "陳大勇", TWO),
    F03[4]: write("每週菜譜審核", "E4", date(2026, 4, 21), date(2026, 4, 17)),
    F05[3]: write("支出票據", "I12", date(2026, 3, 18), date(2026, 3, 12)),
    F05[4]: without_row("支出票據", 15),
    F08[4]: all_of(
        write("損壞賠償", "C3", "同上", "C501"),
        write("借出歸還", "H4", None, date(2026, 4, 28)),
        write("借出歸還", "I4", None, "完好"),
    ),
    F10[4]: write("隱患台賬", "K5", date(2026, 4, 20), date(2026, 4, 22)),
    F10[7]: write("隱患台賬", "K2", date(2026, 6, 22), date(2026, 7, 6)),
    F11[5]: write("每日運行", "J45", 30, 31),  # 41 up, 31 + 10 down
    F12[5]: write("環境與文化", "B3", None, "刷油"),
    F13[5]: write("服務保障", "I3", "五六千", 5600),
}
