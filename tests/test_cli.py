"""The commands as a person or a scheduler meets them: exit codes, help, JSON, and what they leave on disk."""

from __future__ import annotations

import io
import re
from datetime import datetime, tzinfo
from pathlib import Path

import openpyxl
import pytest

from pipeline.lock import LOCK
from tests.expected import ABSENT, DUE, EFFECTS, FORMS, WORKBOOKS
from tests.workspaces import CONFIG, TERM, Workspace, contents, houqin, sample_files, workspace

COMMANDS = ("sample", "templates", "check", "run", "send", "status", "dictionary")
NAMES = {"houqin", "config", "yaml", "xlsx", "eml", "inbox", "Excel", "JSON", "YYYY", "MM", "F", "v", *COMMANDS}
"""What is no Chinese word, but a name that a clerk types or sees."""

TO_MARCH = len([month for _, month in WORKBOOKS if month <= "2026-03"])


def english(text: str) -> set[str]:
    """The English words in a text, but for options and names."""
    return set(re.findall(r"[A-Za-z]+", re.sub(r"--[a-z]+", "", text))) - NAMES


@pytest.fixture
def to_march(tmp_path: Path) -> Workspace:
    """All that is due up to March, in which no row is held."""
    return workspace(tmp_path, lambda name: name.removesuffix(".xlsx")[-7:] <= "2026-03")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample, for commands that add nothing to its inbox."""
    return workspace(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def only_base(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Nothing but the school's base form."""
    return workspace(tmp_path_factory.mktemp("base"), lambda name: name.startswith("F00"))


def set_clock(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    """What the commands take for today."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            del tz
            return cls(year, month, day, 9, 30)

    monkeypatch.setattr("pipeline.periods.datetime", Clock)


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_each_command_is_explained_in_chinese_with_an_example(self, command: str) -> None:
        told = houqin(command, "--help")
        assert (told.code, told.err) == (0, "")
        assert f"例：houqin {command}" in told.out
        assert "--json" in told.out
        assert english(told.out) == set()

    def test_all_commands_are_listed(self) -> None:
        told = houqin("--help")
        assert told.code == 0
        assert "例：houqin run" in told.out
        listed = re.findall(r"^  ([a-z]+) ", told.out, flags=re.MULTILINE)
        assert set(COMMANDS) <= set(listed)
        assert english(told.out) == set()

    def test_without_a_command_there_is_help(self) -> None:
        told = houqin()
        assert "用法" in told.out + told.err
        assert english(told.out + told.err) == set()


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["frobnicate"], "沒有這個命令"),
            (["runn"], "沒有這個命令"),
            (["run", "--frobnicate"], "沒有這個選項"),
            (["run", "--sendd"], "沒有這個選項"),
            (["run", "extra"], "多了參數"),
            (["sample"], "缺少參數"),
            (["--config"], "後面要有一個值"),
            (["run", "--send=yes"], "後面不要寫值"),
            (["run", "--config", "x"], "寫在命令前面"),
        ],
    )
    def test_is_2_and_says_in_chinese_what_is_wrong(self, arguments: list[str], says: str) -> None:
        told = houqin(*arguments)
        assert (told.code, told.out) == (2, "")
        assert says in told.err
        assert "--help" in told.err
        assert english(told.err) <= {"runn", "frobnicate", "sendd", "extra"}

    def test_with_json_there_is_an_object_all_the_same(self) -> None:
        told = houqin("sample", "--json")
        assert told.json == {"error": told.err.strip(), "exit_code": 2}
        assert "缺少參數" in told.err
        assert "寫在命令後面" in houqin("--json", "run").err

    @pytest.mark.parametrize("month", ["2026-13", "2026", "三月", "2025-12", "2026-08"])
    @pytest.mark.parametrize("command", ["run", "templates"])
    def test_a_month_that_is_none_or_not_of_the_term(self, only_base: Workspace, command: str, month: str) -> None:
        told = only_base(command, "--month", month)
        assert told.code == 2
        assert "月份" in told.err
        assert not [*only_base.output.glob("[!.]*")]

    @pytest.mark.parametrize("month", ["2025-12", "2026-08"])
    def test_a_month_outside_the_term_is_told_which_ones_there_are(self, only_base: Workspace, month: str) -> None:
        assert "可以統計的月份是 2026-01 至 2026-07" in only_base("run", "--month", month).err  # 01-24 to 07-03

    @pytest.mark.parametrize("arguments", [("run", "--month", "2026-13"), ("status", "--term", "bad")])
    def test_a_wrong_period_is_told_before_anything_is_read(self, whole: Workspace, arguments: tuple[str, ...]) -> None:
        told = whole(*arguments)
        assert told.code == 2
        assert "讀取台賬" not in told.err

    @pytest.mark.parametrize("command", ["run", "send", "status"])
    @pytest.mark.parametrize("term", ["bad", "2025-2026", "2025-2026-3", "2025-2027-2"])
    def test_what_is_no_terms_code(self, whole: Workspace, command: str, term: str) -> None:
        told = whole(command, "--term", term, "--json")
        assert told.json == {"error": told.err.strip(), "exit_code": 2}
        assert f"「{term}」不是學期代碼；請按 2025-2026-2 的樣式寫" in told.err

    def test_a_term_of_which_nothing_came(self, whole: Workspace) -> None:
        told = whole("status", "--term", "2024-2025-1")
        assert told.code == 2
        assert f"沒有 2024-2025-1 學期的台賬，有的學期是：{TERM}" in told.err

    @pytest.mark.parametrize("command", ["run", "send"])
    @pytest.mark.parametrize("month", ["--month", "--month=2026-04"])
    def test_a_month_and_a_whole_term_at_once(self, whole: Workspace, command: str, month: str) -> None:
        told = whole(command, month, "--term")
        assert (told.code, told.out) == (2, "")
        assert "只能用一個" in told.err

    def test_a_month_of_a_term_that_is_named(self, only_base: Workspace) -> None:
        """January may lie in two terms."""
        told = only_base("run", "--month", "2026-01", "--term", TERM, "--json")
        assert (told.json["period"], told.json["term"]) == ("2026-01", TERM)

    def test_a_dictionary_that_is_no_workbook(self, tmp_path: Path) -> None:
        told = houqin("dictionary", tmp_path / "字典.txt")
        assert told.code == 2
        assert "請改為「字典.xlsx」" in told.err
        assert not list(tmp_path.iterdir())

    def test_a_dictionary_in_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        told = houqin("dictionary", tmp_path / "沒有" / "字典.xlsx")
        assert (told.code, told.out) == (2, "")
        assert f"資料夾「{tmp_path / '沒有'}」不存在；請先建立" in told.err
        assert not list(tmp_path.iterdir())

    def test_where_there_is_no_folder_the_system_is_quoted_in_chinese(self, tmp_path: Path) -> None:
        (tmp_path / "文件").write_text("")
        for arguments in (
            ("sample", tmp_path / "文件"),
            ("dictionary", tmp_path / "文件" / "字典.xlsx"),
            ("--config", tmp_path / "文件" / CONFIG, "run"),
        ):
            told = houqin(*arguments)
            assert told.code in {1, 2}
            assert re.search("是文件，不是資料夾|同名的文件", told.err), told.err
            assert english(told.err.replace(str(tmp_path), "")) == set()

    def test_an_inbox_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / CONFIG).write_text("inbox: 收件\n", encoding="utf-8")
        (tmp_path / "收件").write_text("")
        told = houqin("--config", tmp_path / CONFIG, "check")
        assert told.code == 2
        assert "已有同名的文件" in told.err

    def test_a_file_that_is_not_there(self, whole: Workspace) -> None:
        told = whole("check", "沒有這個.xlsx")
        assert told.code == 2
        assert "沒有這個.xlsx" in told.err

    def test_several_terms_and_none_named(self, to_march: Workspace) -> None:
        base = openpyxl.load_workbook(to_march.inbox / f"F00_{TERM}_2026-01.xlsx")
        base["封面"]["C7"] = "2024-2025-2"
        base["字典"].sheet_state = "visible"
        for row in base["字典"].iter_rows(max_col=6):
            for cell in row:
                if cell.value == TERM:
                    cell.value = "2024-2025-2"
        base.save(to_march.inbox / "F00_2024-2025-2_2025-01.xlsx")
        told = to_march("run", "--term")
        assert told.code == 2
        assert "2024-2025-2、2025-2026-2" in told.err
        assert "--term" in told.err


class TestConfig:
    @pytest.mark.parametrize("command", ["run", "check", "status", "templates", "send"])
    def test_a_bad_one_is_2_and_names_the_key(self, tmp_path: Path, command: str) -> None:
        (tmp_path / CONFIG).write_text("inbox: inbox\nscrpit: hant\nengine:\n  workers: 0\n", encoding="utf-8")
        told = houqin("--config", tmp_path / CONFIG, command)
        assert told.code == 2
        assert "第 2 行 scrpit" in told.err
        assert "engine.workers" in told.err

    def test_none_at_all(self, tmp_path: Path) -> None:
        told = houqin("--config", tmp_path / CONFIG, "run")
        assert told.code == 2
        assert "找不到這個文件" in told.err

    def test_a_new_inbox_is_made(self, tmp_path: Path) -> None:
        (tmp_path / CONFIG).write_text("inbox: 收件\n", encoding="utf-8")
        houqin("--config", tmp_path / CONFIG, "check")
        assert (tmp_path / "收件").is_dir()


class TestRun:
    def test_0_when_all_is_well(self, to_march: Workspace) -> None:
        told = to_march("run", "--month", "2026-03")
        assert told.code == 0
        assert f"已計入 {TO_MARCH}" in told.out
        assert "待處理" not in told.out

    def test_3_when_a_form_is_missing(self, to_march: Workspace) -> None:
        (to_march.inbox / f"F06_{TERM}_2026-03.xlsx").unlink()
        told = to_march("run", "--month", "2026-03")
        assert told.code == 3
        assert "未報送：水電能耗台賬（2026-03）" in told.out
        missing = [found for found in to_march.published("2026-03").manifest["findings"] if found["rule"] == "G-04"]
        assert [(one["effect"], one["file"], one["form"], one["month"]) for one in missing] == [
            ("FLAG", None, "F06", "2026-03")
        ]

    def test_3_when_a_row_is_held(self, whole: Workspace) -> None:
        told = whole("run", "--month", "2026-04")
        assert told.code == 3
        assert "2 行待更正" in told.out

    def test_1_without_a_base_form(self, to_march: Workspace) -> None:
        (to_march.inbox / f"F00_{TERM}_2026-01.xlsx").unlink()
        for arguments in (("run", "--term"), ("run", "--month", "2026-03"), ("check",), ("status",)):
            told = to_march(*arguments)
            assert told.code == 1, arguments
            assert "F00" in told.err
        assert not (to_march.output / TERM).exists()

    def test_1_with_an_empty_inbox(self, tmp_path: Path) -> None:
        assert workspace(tmp_path, lambda _: False)("run", "--term").code == 1

    def test_1_when_nothing_can_be_written(self, to_march: Workspace) -> None:
        to_march.output.write_text("a file where the folder should be")
        told = to_march("run", "--month", "2026-03")
        assert told.code == 1
        assert str(to_march.output) in told.err

    def test_a_month_may_be_written_short(self, to_march: Workspace) -> None:
        assert to_march("run", "--month", "2026-3", "--json").json["period"] == "2026-03"

    @pytest.mark.parametrize("arguments", [["run", "--json"], ["run", "--month", "--json"]])
    def test_without_a_period_it_is_the_last_full_month(
        self, to_march: Workspace, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        set_clock(monkeypatch, 2026, 4, 15)
        told = to_march(*arguments)
        assert told.json["period"] == "2026-03"
        assert "本機時間 2026-04-15 09:30；統計上一個整月 2026-03" in told.err

    def test_in_january_that_is_december(self, only_base: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
        set_clock(monkeypatch, 2026, 1, 1)
        told = only_base("run")
        assert told.code == 2  # before the term
        assert "上一個整月 2025-12" in told.out

    def test_an_earlier_run_is_kept(self, to_march: Workspace) -> None:
        runs = []
        for _ in range(3):
            to_march("run", "--month", "2026-03")
            runs.append(contents(to_march.output / "2026-03"))
            (to_march.inbox / f"F06_{TERM}_2026-03.xlsx").unlink(missing_ok=True)
        assert runs[0] != runs[1]
        assert runs[1] == runs[2]
        history = to_march.output / ".history" / "2026-03"
        assert [contents(history / number) for number in ("1", "2")] == runs[:2]
        assert sorted(path.name for path in history.iterdir()) == ["1", "2"]
        assert sorted(path.name for path in to_march.output.iterdir()) == [".history", LOCK, "2026-03"]

    def test_the_term_is_the_only_one_in_the_inbox(self, whole: Workspace) -> None:
        told = whole("run", "--term", "--json")
        assert told.code == 3
        assert (told.json["period"], told.json["term"]) == (TERM, TERM)
        assert told.json["folder"] == str(whole.output / TERM)
        assert set(told.json["files"]) == set(whole.published().files)
        assert len(told.json["waits"]) == 2  # a held row, and the repairs of May

    @pytest.mark.parametrize(
        "form",
        [form for form in FORMS if (form, "2026-03") in WORKBOOKS],
    )
    def test_without_the_last_months_form_the_rest_is_reported(self, to_march: Workspace, form: str) -> None:
        (to_march.inbox / f"{form}_{TERM}_2026-03.xlsx").unlink()
        assert to_march("run", "--month", "2026-03").code == 3

    def test_what_failed_is_told_in_the_object(self, only_base: Workspace) -> None:
        told = only_base("send", "--month", "2026-02", "--json")
        assert told.json == {"error": told.err.strip(), "exit_code": 1}

    def test_the_mail_stands_beside_the_results(self, to_march: Workspace) -> None:
        told = to_march("run", "--month", "2026-03")
        assert "沒有設定郵件伺服器" in told.out
        assert "郵件_2026-03.eml" in to_march.published("2026-03").files


class TestTermToSend:
    """`send` without a value needs the term's code only, and a run's manifest knows most of it."""

    def test_after_a_run_nothing_is_read(self, to_march: Workspace) -> None:
        to_march("run", "--term")
        told = to_march("send", "--term")
        assert told.code == 0
        assert f"放在「{to_march.output / TERM}」" in told.out
        assert "讀取台賬" not in told.err

    def test_what_came_since_is_read(self, to_march: Workspace) -> None:
        to_march("run", "--month", "2026-02")
        book = openpyxl.load_workbook(to_march.inbox / f"F00_{TERM}_2026-01.xlsx")
        book["封面"]["C7"] = book["字典"]["B3"] = "2024-2025-2"
        book.save(to_march.inbox / "舊.xlsx")
        told = to_march("send", "--term")
        assert told.code == 2
        assert "有幾個學期：2024-2025-2、2025-2026-2；請用 --term 指明" in told.err
        assert "讀取台賬：1/1" in told.err

    def test_a_base_form_of_another_term_is_read_again(self, to_march: Workspace) -> None:
        """The manifest says of it no more than that it is of another term."""
        path = to_march.inbox / f"F00_{TERM}_2026-01.xlsx"
        book = openpyxl.load_workbook(path)
        book["封面"]["C7"] = book["字典"]["B3"] = "2024-2025-2"
        book.save(to_march.inbox / "舊.xlsx")
        to_march("run", "--term", TERM)
        path.unlink()
        told = to_march("send", "--term")
        assert told.code == 1
        assert "找不到 2024-2025-2 的郵件" in told.err

    def test_without_a_run_it_is_all_read(self, only_base: Workspace) -> None:
        told = only_base("send", "--term")
        assert told.code == 1
        assert f"找不到 {TERM} 的郵件" in told.err


class TestCheck:
    def test_one_file_of_the_inbox(self, whole: Workspace) -> None:
        told = whole("check", whole.inbox / f"F05_{TERM}_2026-04.xlsx", "--json")
        assert told.code == 3
        assert {found["file"] for found in told.json["findings"]} == {f"F05_{TERM}_2026-04.xlsx"}
        assert {(found["rule"], found["cell"]) for found in told.json["findings"]} == {
            ("F05-R20", "B15"),
            ("F05-R13", "T12"),
        }
        assert told.json["returned"] == [f"F05_{TERM}_2026-04_1_v2.xlsx"]
        assert (whole.output / "returned" / f"F05_{TERM}_2026-04_1_v2.xlsx").exists()

    def test_a_file_with_nothing_wrong(self, whole: Workspace) -> None:
        told = whole("check", whole.inbox / f"F06_{TERM}_2026-04.xlsx")
        assert told.code == 0
        assert "沒有問題" in told.out

    def test_flags_alone_are_0(self, whole: Workspace) -> None:
        told = whole("check", whole.inbox / f"F02_{TERM}_2026-05.xlsx")
        assert told.code == 0
        assert "F02-R02" in told.out

    def test_notes_alone_return_nothing(self, whole: Workspace) -> None:
        told = whole("check", whole.inbox / f"F00_{TERM}_2026-01.xlsx", "--json")
        assert {found["effect"] for found in told.json["findings"]} == {"NOTE"}
        assert told.json["returned"] == []

    @pytest.mark.parametrize("name", ["z-要交的.xlsx", "A.xlsx"])
    def test_a_file_from_elsewhere_stands_in_for_what_has_come(
        self, whole: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """Corrected but not handed in yet, and of the same version: it is checked, not set against the other."""
        book = openpyxl.load_workbook(whole.inbox / f"F02_{TERM}_2026-04.xlsx")
        assert book["採購驗收入庫"]["K50"].value == "陳大勇"
        book["採購驗收入庫"]["K50"] = "陳大勇、趙敏"
        book.save(tmp_path / name)
        monkeypatch.chdir(tmp_path)
        told = whole("check", name, "--json")
        assert told.code == 0
        [line] = told.json["inputs"]
        assert (line["name"], line["fate"]) == (name, "counted")
        assert [found["rule"] for found in told.json["findings"]] == ["F02-R05"]

    def test_the_whole_inbox(self, whole: Workspace) -> None:
        told = whole("check", "--json")
        assert told.code == 3
        assert len(told.json["inputs"]) == len(WORKBOOKS)
        effects = [found["effect"] for found in told.json["findings"]]
        held, excluded, flagged = EFFECTS
        counts = [effects.count(effect) for effect in ("HOLD", "EXCLUDE", "FLAG")]
        assert counts == [held, excluded, flagged + len(ABSENT)]
        returned = {path.name for path in (whole.output / "returned").iterdir()}
        assert set(told.json["returned"]) <= returned
        assert len(told.json["returned"]) == sum(len(one.returned) for one in FORMS.values())


class TestStatus:
    def test_a_table(self, whole: Workspace) -> None:
        told = whole("status")
        assert told.code == 3  # rows are held
        assert "示例小學 2025-2026-2 報送情況" in told.out
        lines = [re.split(r"\s*│\s*", line)[1:-1] for line in told.out.splitlines() if re.search(r"\bF\d\d\b", line)]
        assert len(lines) == DUE
        assert ["F05", "經費收支與票據台賬", "2026-04", "1", "退回", "錢會敏", "2026-05-05", "1"] in lines
        assert [line[4] for line in lines].count("已交") == len(WORKBOOKS) - EFFECTS[0]  # each HOLD sends one back

    def test_json(self, to_march: Workspace) -> None:
        told = to_march("status", "--json")
        assert told.code == 3
        forms = told.json["forms"]
        states = {(line["form"], line["month"]): line["state"] for line in forms}
        assert states["F02", "2026-03"] == "已交"
        assert states["F02", "2026-04"] == "未報送"
        assert len(states) == DUE
        assert set(states.values()) == {"已交", "未報送"}
        asked = {("F05", "2026-03"), ("F05", "2026-04")}
        assert [line for line in forms if (line["form"], line["month"]) in asked] == [
            {
                "form": "F05", "title": "經費收支與票據台賬", "month": "2026-03", "part": 1, "state": "已交",
                "filled_by": "錢會敏", "filled_on": "2026-04-03", "version": 1,
            },
            {
                "form": "F05", "title": "經費收支與票據台賬", "month": "2026-04", "part": 1, "state": "未報送",
                "filled_by": None, "filled_on": None, "version": None,
            },
        ]  # fmt: skip


class TestTemplates:
    def test_blank_ones(self, only_base: Workspace) -> None:
        told = only_base("templates", "--json")
        assert told.code == 0
        assert sorted(path.name for path in (only_base.folder / "input_templates").iterdir()) == [
            f"{form}_{one.title}.xlsx" for form, one in FORMS.items()
        ]
        assert told.json["folder"] == str(only_base.folder / "input_templates")

    def test_a_months_with_what_is_known(self, whole: Workspace) -> None:
        told = whole("templates", "--month", "2026-06")
        assert told.code == 0
        folder = whole.output / "templates" / "2026-06"
        assert sorted(path.name for path in folder.iterdir()) == [
            f"{form}_{TERM}_2026-06.xlsx" for form, one in FORMS.items() if not one.once
        ]
        finance = openpyxl.load_workbook(folder / f"F05_{TERM}_2026-06.xlsx")
        assert [finance["封面"][cell].value for cell in ("C5", "C6", "C7", "C8")] == [
            "F05",
            "示例小學",
            TERM,
            "2026-06",
        ]
        open_vouchers = [row[0].value for row in finance["支出票據"].iter_rows(min_row=2) if row[0].value]
        assert open_vouchers == ["ZC-2605-008"]  # 待報 at the end of May
        energy = openpyxl.load_workbook(folder / f"F06_{TERM}_2026-06.xlsx")["抄表"]
        assert [energy["A2"].value, energy["G2"].value] == ["E-01", 1677.5]  # (3100 + 2640 + 3210 + 3060 + 3090) ÷ 40


class TestJson:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("check",),
            ("status",),
            ("run", "--month", "2026-99"),
            ("send", "--month", "2026-02"),
            ("dictionary",),
        ],
    )
    def test_one_object_on_standard_output_and_nothing_else(
        self, only_base: Workspace, arguments: tuple[str, ...]
    ) -> None:
        told = only_base(*arguments, "--json")
        assert told.json["exit_code"] == told.code
        assert told.out.startswith("{\n")
        assert told.out.endswith("}\n")

    def test_sample(self, tmp_path: Path) -> None:
        told = houqin("sample", tmp_path / "學校", "--json")
        assert told.code == 0
        assert len(told.json["workbooks"]) == len(WORKBOOKS)
        assert "下一步" in told.err

    def test_dictionary(self, whole: Workspace, tmp_path: Path) -> None:
        told = whole("dictionary")
        assert [form["id"] for form in told.json["forms"]] == [*FORMS]
        assert whole("dictionary", tmp_path / "數據字典.xlsx").code == 0
        names = openpyxl.load_workbook(io.BytesIO((tmp_path / "數據字典.xlsx").read_bytes())).sheetnames
        assert names


class TestInputs:
    def test_what_was_handed_in_is_never_changed(self, to_march: Workspace) -> None:
        before = contents(to_march.inbox)
        stamps = {path: path.stat().st_mtime_ns for path in to_march.inbox.iterdir()}
        for arguments in (("check",), ("run", "--month", "2026-03"), ("templates",), ("status",), ("send",)):
            to_march(*arguments)
        assert contents(to_march.inbox) == before
        assert {path: path.stat().st_mtime_ns for path in to_march.inbox.iterdir()} == stamps

    def test_the_sample_never_overwrites_a_school(self, to_march: Workspace) -> None:
        to_march.configure("\n# ours\n")
        told = houqin("sample", to_march.folder)
        assert told.code == 2
        assert contents(to_march.inbox).keys() < {path.removeprefix("inbox/") for path in sample_files()}

    @pytest.mark.parametrize("name", ["預算.txt", "照片/三月.jpg", "inbox/F06.xlsx"])
    def test_the_sample_goes_into_no_folder_with_other_files(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("ours")
        told = houqin("sample", tmp_path)
        assert told.code == 2
        assert f"「{tmp_path}」裏已有別的文件" in told.err
        assert contents(tmp_path) == {name: b"ours"}

    def test_the_sample_goes_into_an_empty_folder(self, tmp_path: Path) -> None:
        (tmp_path / ".DS_Store").write_text("")
        assert houqin("sample", tmp_path).code == 0
        assert (tmp_path / CONFIG).exists()

    def test_a_sample_that_was_cut_short_can_be_written_again(self, tmp_path: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("pipeline.sample.write.INBOX", f"{CONFIG}/inbox")  # where no folder can be
            assert houqin("sample", tmp_path).code == 1
        assert houqin("sample", tmp_path).code == 0

    def test_the_sample_can_be_written_again(self, to_march: Workspace) -> None:
        assert houqin("sample", to_march.folder).code == 0
        assert contents(to_march.inbox).keys() == {
            path.removeprefix("inbox/") for path in sample_files() if path.startswith("inbox/")
        }
