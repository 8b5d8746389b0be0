"""What is no hand-in, or not the one that counts: each file named with its fate and the reason, all others counted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.expected import ABSENT, WORKBOOKS
from tests.workspaces import TERM, Published, Told, Workspace, reported, sample_files, workspace

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

OTHER_TERM = "2024-2025-2"
F06 = {month: f"F06_{TERM}_2026-0{month}.xlsx" for month in range(1, 8)}
F02_MAY = f"F02_{TERM}_2026-05.xlsx"


def original(name: str) -> bytes:
    return sample_files()[f"inbox/{name}"]


def changed(name: str, change: Callable[[Workbook], object]) -> bytes:
    """A workbook of the sample, opened, changed and saved by somebody."""
    book = openpyxl.load_workbook(io.BytesIO(original(name)))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def on_cover(label: str, value: str | int | None) -> Callable[[Workbook], object]:
    """Another answer on 封面, and on the hidden sheet where it stands there too."""

    def change(book: Workbook) -> None:
        found = False
        for sheet in (book["封面"], book["字典"]):
            for row in sheet.iter_rows(max_row=30, max_col=4):
                for cell, beside in pairwise(row):
                    if cell.value == label and beside.value is not None:
                        beside.value, found = value, True
        assert found

    return change


def encrypted(content: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("1234", out)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("五月水電能耗")
    document.save(out)
    return out.getvalue()


def binary_workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    return out.getvalue()


def somebody_elses() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["日期", "品名", "金額"])
    book.active.append(["2026-05-06", "大豆油", 860])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def without_bills(book: Workbook) -> None:
    del book["賬單"]


def another_reader(book: Workbook) -> None:
    """The same version and date, another content."""
    book["抄表"]["K2"] = "何靜"


REFUSED: dict[str, tuple[bytes, str]] = {
    "壞的/損壞.xlsx": (original(F06[5])[:3000], "文件已損壞或不完整"),
    "壞的/空的.xlsx": (b"", "文件是空的（0 位元組）"),
    "壞的/有密碼.xlsx": (encrypted(original(F06[5])), "文件設有密碼"),
    "壞的/文字.xlsx": ("採購日期,品名\n2026-05-06,大豆油\n".encode(), "文件內容是文字文件，不是 Excel 活頁簿"),
    "壞的/總結.xlsx": (word(), "文件內容是 Word 文件，不是 Excel 活頁簿"),
    "壞的/台賬.xlsb": (binary_workbook(), "不支援 .xlsb"),
    "壞的/別的表.xlsx": (somebody_elses(), "沒有「封面」工作表，不是本系統的填報表"),
    "壞的/F77_2025-2026-2_2026-05.xlsx": (
        changed(F06[5], on_cover("表號", "F77")),
        "表號「F77」不在本校使用的表之內",
    ),
    "壞的/沒有月份.xlsx": (changed(F06[5], on_cover("月份", None)), "封面沒有填月份"),
    "壞的/缺表.xlsx": (changed(F06[5], without_bills), "缺少工作表「賬單」"),
    "F06_2025-2026-2_2026-07 (二).xlsx": (changed(F06[7], another_reader), f"與 {F06[7]} 是同一表、同月份、同版本"),
}

IGNORED: dict[str, tuple[bytes, str]] = {
    "~$F06_2025-2026-2_2026-05.xlsx": (b"\x05office", "文件開啟時的暫存鎖定檔"),
    "水電/.~lock.F06.xlsx#": (b",office", "文件開啟時的暫存鎖定檔"),
    "Thumbs.db": (b"\xd0\xcf", "系統文件"),
    "水電/.DS_Store": (b"\0", "系統文件"),
    "上學期.xlsx": (changed(F06[5], on_cover("學期", OTHER_TERM)), f"屬於另一學期 {OTHER_TERM}"),
}

COUNTED = len(WORKBOOKS) - 1
"""F06 of April is replaced by another, that of July is one of two."""

SUPERSEDING = "水電/更正.xlsx"
SUPERSEDED: dict[str, str] = {
    F06[4]: f"已由 {SUPERSEDING}（版本 2）取代",
    "食堂/副本.xlsx": f"與 {F02_MAY} 內容完全相同，只計一份",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with all of these beside it."""
    found = workspace(tmp_path_factory.mktemp("refused"))
    for name, (content, _) in [*REFUSED.items(), *IGNORED.items()]:
        found.hand_in(name, content)
    found.hand_in(SUPERSEDING, changed(F06[4], on_cover("版本", 2)))
    found.hand_in("食堂/副本.xlsx", original(F02_MAY))
    return found


@pytest.fixture(scope="module")
def told(place: Workspace) -> Told:
    return place("run", "--term")


@pytest.fixture(scope="module")
def published(place: Workspace, told: Told) -> Published:
    assert told.code == 3
    return place.published()


def lines(published: Published) -> dict[str, dict[str, object]]:
    return {line["name"]: line for line in published.manifest["inputs"]}


class TestRefused:
    @pytest.mark.parametrize("name", REFUSED)
    def test_by_name_with_the_reason(self, published: Published, told: Told, name: str) -> None:
        line = lines(published)[name]
        assert line["fate"] == "refused"
        assert REFUSED[name][1] in str(line["why"])
        assert name in told.out

    @pytest.mark.parametrize("name", REFUSED)
    def test_a_finding_says_what_to_do(self, published: Published, name: str) -> None:
        found = [one for one in published.manifest["findings"] if one["file"] == name]
        assert [one["effect"] for one in found if one["effect"] != "NOTE"] == ["HOLD"]
        [finding] = [one for one in found if one["effect"] == "HOLD"]
        assert finding["rule"] in {"G-01", "G-02", "G-03"}
        assert REFUSED[name][1] in finding["message"]
        assert "請" in finding["message"]
        assert ("這個文件沒有讀取，內容未計入任何數字。" in finding["message"]) is (finding["form"] is None)
        assert ("整份暫不計入任何數字，更正後重報。" in finding["message"]) is (finding["form"] is not None)
        words = set(re.findall("[A-Za-z]{3,}", finding["message"].replace(name, "")))
        assert words <= {"Excel", "Word", "WPS", "xlsx", "xlsb"}

    def test_both_of_two_that_cannot_be_ordered(self, published: Published) -> None:
        known = lines(published)
        assert known[F06[7]]["fate"] == "refused"
        assert "F06_2025-2026-2_2026-07 (二).xlsx" in str(known[F06[7]]["why"])
        [finding] = [one for one in published.manifest["findings"] if one["file"] == F06[7]]
        assert (finding["rule"], finding["effect"]) == ("G-03", "HOLD")
        assert "版本加 1" in finding["message"]

    def test_then_the_form_has_not_come(self, published: Published, told: Told) -> None:
        missing = [(one["form"], one["month"]) for one in published.manifest["findings"] if one["rule"] == "G-04"]
        assert missing == sorted([("F06", "2026-07"), *ABSENT])
        assert "未報送" in told.out

    def test_but_two_came_for_it(self, published: Published, told: Told) -> None:
        [said] = [
            one["message"] for one in published.manifest["findings"] if (one["form"], one["rule"]) == ("F06", "G-04")
        ]
        assert "收到的 2 份都未能採用" in said
        assert "更正後重報" in said
        assert "水電能耗台賬（2026-07，收到的 2 份未能採用）" in told.out
        assert "「水電能耗台賬」（2026年7月，收到的 2 份未能採用）" in published.prose

    def test_no_row_of_them_is_counted(self, published: Published) -> None:
        counted = {line["file"] for line in published.manifest["sheets"]}
        assert counted.isdisjoint({*REFUSED, *IGNORED, F06[7]})


class TestIgnored:
    @pytest.mark.parametrize("name", IGNORED)
    def test_with_the_reason_and_without_a_finding(self, published: Published, told: Told, name: str) -> None:
        of_the_reason = [line for line in told.out.splitlines() if line.endswith(f"：{IGNORED[name][1]}")]
        assert len(of_the_reason) == 1  # however many files share it
        assert name in of_the_reason[0].removeprefix("〔不讀取〕").split("：")[0].split("、")
        line = lines(published)[name]
        assert (line["fate"], line["why"]) == ("ignored", IGNORED[name][1])
        assert not [one for one in published.manifest["findings"] if one["file"] == name]


class TestSuperseded:
    @pytest.mark.parametrize("name", SUPERSEDED)
    def test_with_the_reason(self, published: Published, name: str) -> None:
        line = lines(published)[name]
        assert (line["fate"], line["why"]) == ("superseded", SUPERSEDED[name])
        [finding] = [one for one in published.manifest["findings"] if one["file"] == name]
        assert (finding["rule"], finding["effect"]) == ("G-03", "NOTE")

    def test_all_their_rows_are_replaced(self, published: Published) -> None:
        for line in published.manifest["sheets"]:
            rows = line["rows"]
            if line["file"] in SUPERSEDED:
                assert rows["replaced"] == rows["in"]
                assert line.get("fen", {}).get("replaced") == line.get("fen", {}).get("in")
            assert rows["in"] == sum(rows[fate] for fate in ("counted", "excluded", "held", "replaced"))

    def test_the_later_version_counts(self, published: Published) -> None:
        assert lines(published)[SUPERSEDING]["fate"] == "counted"
        assert lines(published)[SUPERSEDING]["version"] == 2


class TestOthers:
    def test_all_others_are_counted(self, published: Published) -> None:
        handed_in = {path.removeprefix("inbox/") for path in sample_files() if path.startswith("inbox/")}
        counted = {name for name, fate in published.fates().items() if fate == "counted"}
        assert counted == (handed_in - {F06[4], F06[7]}) | {SUPERSEDING}

    def test_with_the_same_figures(self, published: Published) -> None:
        """But for the readings of July, which cannot be told."""
        same = ("M-F02", "M-F05", "M-F06-02", "M-F06-03", "M-F06-04", "M-F06-05")
        clean = {key: number for key, number in reported("--term", TERM).numbers.items() if key[0].startswith(same)}
        assert clean
        assert {key: published.numbers[key] for key in clean} == clean

    def test_they_are_all_told(self, told: Told, published: Published) -> None:
        fates = list(published.fates().values())
        counts = {fate: fates.count(fate) for fate in ("counted", "superseded", "refused", "ignored")}
        assert counts == {"counted": COUNTED, "superseded": 2, "refused": len(REFUSED) + 1, "ignored": len(IGNORED)}
        for words in (f"已計入 {COUNTED}", "被取代 2", f"未採用 {len(REFUSED) + 1}", f"不讀取 {len(IGNORED)}"):
            assert words in told.out

    def test_nothing_in_the_inbox_was_touched(self, place: Workspace, published: Published) -> None:
        del published
        assert (place.inbox / "壞的" / "損壞.xlsx").read_bytes() == REFUSED["壞的/損壞.xlsx"][0]
        assert (
            len([path for path in place.inbox.rglob("*") if path.is_file()])
            == len(WORKBOOKS) + len(REFUSED) + len(IGNORED) + 2
        )


def test_one_file_alone(tmp_path: Path) -> None:
    """`check` of a file that cannot be read names it, and goes on to nothing else."""
    found = workspace(tmp_path, lambda name: name.startswith("F00"))
    broken = found.hand_in("損壞.xlsx", original(F06[5])[:3000])
    told = found("check", broken, "--json")
    assert told.code == 3
    assert [(line["name"], line["fate"]) for line in told.json["inputs"]] == [("損壞.xlsx", "refused")]
    assert told.json["returned"] == []
