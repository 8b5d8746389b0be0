"""A clerk's mistakes on 封面 and what comes of handing in again: told by name and cell, given back, nothing lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.workspaces import TERM, Told, Workspace, sample_files, workspace

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

JANUARY, APRIL, MAY = (f"F06_{TERM}_2026-0{month}.xlsx" for month in (1, 4, 5))
TERM_CELL, MONTH_CELL, FILLED_ON, VERSION = "C7", "C8", "C11", "C13"
BACK = APRIL.replace(".xlsx", "_1_v2.xlsx")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, lambda name: name.startswith("F00"))


def with_cells(name: str, sheet: str = "封面", **cells: str) -> bytes:
    """A workbook of the sample in which somebody typed over some cells."""

    def typed(book: Workbook) -> None:
        for cell, value in cells.items():
            book[sheet][cell] = value

    return saved_again(sample_files()[f"inbox/{name}"], typed)


def saved_again(content: bytes, change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """Opened, changed and saved by another program: other bytes."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def returned(place: Workspace) -> dict[str, Workbook]:
    return {path.name: openpyxl.load_workbook(path) for path in sorted((place.output / "returned").glob("*.xlsx"))}


def held(told: Told) -> list[dict[str, Any]]:
    return [one for one in told.json["findings"] if one["effect"] == "HOLD"]


def fates(told: Told) -> dict[str, str]:
    return {line["name"]: line["fate"] for line in told.json["inputs"] if not line["name"].startswith("F00")}


class TestTheTermOnTheCover:
    """封面 says 2024-2025-2, the hidden sheet 2025-2026-2."""

    def test_holds_the_file_at_its_cell(self, place: Workspace) -> None:
        place.hand_in(APRIL, with_cells(APRIL, **{TERM_CELL: "2024-2025-2"}))
        told = place("check", "--json")
        assert fates(told) == {APRIL: "refused"}
        [one] = held(told)
        assert (one["rule"], one["file"], one["sheet"], one["cell"]) == ("G-01", APRIL, "封面", TERM_CELL)
        assert one["value"] == "2024-2025-2"
        assert one["message"].startswith(f"{APRIL}（F06 2026-04 v1） › 封面 › 學期 = 2024-2025-2：")
        assert TERM in one["message"]

    def test_can_be_put_right_in_the_workbook_that_goes_back(self, place: Workspace) -> None:
        path = place.hand_in(APRIL, with_cells(APRIL, **{TERM_CELL: "2024-2025-2"}))
        place("check")
        [(name, book)] = returned(place).items()
        assert not book["封面"][TERM_CELL].protection.locked
        assert book["封面"][MONTH_CELL].protection.locked
        path.write_bytes(saved_again((place.output / "returned" / name).read_bytes()))
        assert held(place("check", "--json"))  # unchanged: it is still known what the workbook was made for
        book["封面"][TERM_CELL] = TERM
        book.save(path)
        now = place("check", "--json")
        assert (fates(now), held(now)) == ({APRIL: "counted"}, [])

    def test_of_the_base_form_is_told(self, place: Workspace) -> None:
        [base] = place.inbox.glob("F00*")
        base.write_bytes(with_cells(base.name, **{TERM_CELL: "2024-2025-2"}))
        told = place("check")
        assert told.code == 1
        assert "封面的學期「2024-2025-2」與範本原來的「2025-2026-2」不同" in told.out

    def test_of_another_term_is_named_as_not_read(self, place: Workspace) -> None:
        other = saved_again(with_cells(MAY, "字典", B3="2024-2025-2"), lambda book: put(book, TERM_CELL, "2024-2025-2"))
        place.hand_in("舊的/五月.xlsx", other)
        line = "〔不讀取〕舊的/五月.xlsx：屬於另一學期 2024-2025-2"
        assert line in place("check").out.splitlines()
        assert line in place("run", "--term").out.splitlines()


def put(book: Workbook, cell: str, value: str) -> None:
    book["封面"][cell] = value


def test_a_month_that_cannot_be_read_is_shown_as_it_was_typed(place: Workspace) -> None:
    place.hand_in(APRIL, with_cells(APRIL, **{MONTH_CELL: "四月份"}))
    told = place("check", "--json")
    [one] = held(told)
    assert (one["rule"], one["cell"], one["value"]) == ("G-01", MONTH_CELL, "四月份")
    assert "封面的月份「四月份」讀不懂" in one["message"]
    assert told.json["returned"] == [BACK]
    assert (
        place("check").out.splitlines()[0].startswith(f"〔整份停用〕{APRIL}（F06 2026-04 v1） › 封面 › 月份 = 四月份：")
    )


class TestRivals:
    """Two files of one form, month, version and day that say different things."""

    @pytest.fixture
    def told(self, place: Workspace) -> Told:
        place.hand_in(APRIL, sample_files()[f"inbox/{APRIL}"])
        place.hand_in("二.xlsx", with_cells(APRIL, "抄表", K2="何靜"))
        return place("check", "--json")

    def test_each_names_itself_the_other_and_the_difference(self, told: Told) -> None:
        first, second = (one["message"] for one in held(told))
        assert first.startswith(f"{APRIL}（F06 2026-04 v1）")
        assert "與 二.xlsx 是同一表" in first
        assert second.startswith("二.xlsx（F06 2026-04 v1）")
        assert f"與 {APRIL} 是同一表" in second
        was = openpyxl.load_workbook(io.BytesIO(sample_files()[f"inbox/{APRIL}"]))["抄表"]["K2"].value
        assert f"「抄表」第2行 抄表人 本文件 {was}、另一文件 何靜" in first
        assert f"「抄表」第2行 抄表人 本文件 何靜、另一文件 {was}" in second

    def test_both_go_back(self, place: Workspace, told: Told) -> None:
        first, second = (BACK.replace(".xlsx", f" ({came_as}).xlsx") for came_as in (APRIL.removesuffix(".xlsx"), "二"))
        assert told.json["returned"] == sorted([first, second])
        books = returned(place)
        assert {name: book["待更正"]["A2"].value.partition("。")[0] for name, book in books.items()} == {
            first: f"交來的文件：{APRIL}",
            second: "交來的文件：二.xlsx",
        }

    def test_each_is_named_as_it_came(self, place: Workspace) -> None:
        """Folder and all, cleaned; where that gives the same text a number tells them apart. Also checked alone."""
        place.hand_in("水電/七_v3.xlsx", with_cells(APRIL, "抄表", K2="何靜"))
        place.hand_in("水電_七_v3.xlsx", with_cells(APRIL, "抄表", K2="何靖"))
        (place.inbox / APRIL).unlink(missing_ok=True)
        names = [BACK.replace(".xlsx", f" (水電_七_v3){number}.xlsx") for number in ("", " (2)")]
        assert place("check", "--json").json["returned"] == sorted(names)
        alone = place("check", place.inbox / "水電" / "七_v3.xlsx", "--json").json["returned"]
        assert alone == names[:1]

    def test_they_give_way_when_one_is_left(self, place: Workspace, told: Told) -> None:
        assert len(told.json["returned"]) == 2
        (place.inbox / "二.xlsx").unlink()
        place("check")
        assert returned(place) == {}


class TestReturned:
    """F06 of April with a reader who is not in the roster, given back, corrected, handed in again."""

    def flagged(self, place: Workspace) -> Path:
        return place.hand_in(APRIL, with_cells(APRIL, "抄表", K2="何靖"))

    def test_asks_for_the_day_of_handing_in_again(self, place: Workspace) -> None:
        self.flagged(place)
        place("check")
        cover = returned(place)[BACK]["封面"]
        assert (cover[FILLED_ON].value or "", cover[VERSION].value) == ("", 2)
        steps = [str(cell.value) for cell in cover["B"] if str(cell.value).startswith("3. ")]
        assert steps == [
            "3. 收到退回的台賬時，在退回的那一本上改（版本已加 1），「填報日期」填重報的那一天，再放入收件夾。"
        ]

    def test_what_happened_since_is_not_held(self, place: Workspace) -> None:
        self.flagged(place)
        place("check")
        book = returned(place)[BACK]
        book["抄表"]["K2"] = "何靜"
        book["抄表"]["B2"] = datetime(2026, 5, 20)  # noqa: DTZ001  # cells know no zone
        book.save(place.inbox / BACK)
        told = place("check", "--json")
        assert fates(told)[BACK] == "counted"
        assert [one for one in held(told) if "填報日期" in one["message"]] == []

    def test_an_earlier_one_gives_way_to_the_next(self, place: Workspace) -> None:
        self.flagged(place)
        place("check")
        content = (place.output / "returned" / BACK).read_bytes()
        place.hand_in(BACK, content)
        place("check")
        assert list(returned(place)) == [BACK.replace("_v2", "_v3")]
        assert (place.output / ".history" / "returned" / BACK).read_bytes() == content

    def test_nothing_is_left_when_nothing_is_to_correct(self, place: Workspace) -> None:
        path = place.hand_in(JANUARY, with_cells(JANUARY, "抄表", K2="何靖"))
        place("check")
        assert list(returned(place)) == [JANUARY.replace(".xlsx", "_1_v2.xlsx")]
        path.write_bytes(sample_files()[f"inbox/{JANUARY}"])
        place("check")
        assert returned(place) == {}

    def test_checking_one_file_leaves_the_others(self, place: Workspace) -> None:
        self.flagged(place)
        place("check")
        place("check", place.hand_in(MAY, sample_files()[f"inbox/{MAY}"]))
        assert list(returned(place)) == [BACK]


def test_a_copy_saved_again_counts_once(place: Workspace) -> None:
    content = sample_files()[f"inbox/{APRIL}"]
    place.hand_in(APRIL, content)
    place.hand_in("副本.xlsx", saved_again(content))
    told = place("check", "--json")
    assert fates(told) == {APRIL: "counted", "副本.xlsx": "superseded"}
    [one] = [one for one in told.json["findings"] if one["file"] == "副本.xlsx"]
    assert one["message"].endswith(f"與 {APRIL} 內容完全相同，只計一份（G-03）。僅作提示。")
