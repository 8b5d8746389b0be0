"""houqin sample --school: which school is written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.sample.choice import NAMES, chosen
from tests.workspaces import houqin


def test_each_word_writes_a_school_of_its_own(tmp_path: Path) -> None:
    names = [chosen(word)[0] for word in NAMES]
    assert names == ["示例小學", "示例鎮清溪小學", "示例縣石橋中心小學", "示例市春田小學"]
    told = houqin("sample", tmp_path / "學校", "--school", "校產", "--json")
    assert told.code == 0
    assert len(told.json["workbooks"]) == 57
    config = (tmp_path / "學校" / "config.yaml").read_text("utf-8")
    assert config.startswith("# 示例縣石橋中心小學的設定。")


def test_an_unknown_word_is_wrong_use_and_names_the_choices(tmp_path: Path) -> None:
    told = houqin("sample", tmp_path / "學校", "--school", "沒有")
    assert told.code == 2
    assert "沒有「沒有」這所示例學校；可選：示例、食堂、校產、校園。" in told.err
    assert not (tmp_path / "學校").exists()


def test_one_school_never_overwrites_another(tmp_path: Path) -> None:
    assert houqin("sample", tmp_path / "學校", "--school", "校產").code == 0
    told = houqin("sample", tmp_path / "學校", "--school", "校園")
    assert told.code == 2
    assert "不能覆蓋" in told.err


def test_the_help_names_every_school() -> None:
    told = houqin("sample", "--help")
    for word in NAMES:
        assert f"{word}（" in told.out.replace("\n", "").replace(" ", ""), word


@pytest.mark.parametrize("word", NAMES[1:])
def test_who_fills_and_reviews_is_on_the_roster(word: str) -> None:
    _, workbooks = chosen(word)
    [base] = [one for one in workbooks if one.form == "F00"]
    names = {row["姓名"] for row in base.sheets["人員名冊"]}
    covers = [one.cover for one in workbooks]
    assert {cover.filled_by for cover in covers} | {cover.reviewed_by for cover in covers} <= names
    assert all(cover.filled_by != cover.reviewed_by for cover in covers)
    for one in workbooks:
        assert one.cover.nothing_to_report == (not any(one.sheets.values()))
