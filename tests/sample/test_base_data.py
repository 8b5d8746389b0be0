from __future__ import annotations

from collections import Counter
from datetime import date

from tests.sample.conftest import Row, Term, day_of, names, number, text

LOGISTICS = {"總務處", "食堂", "校車隊", "門衛"}


def _posts(person: Row) -> set[str]:
    return {text(person, "崗位"), *names(person, "兼崗")}


def _staff(term: Term) -> dict[str, Row]:
    return {text(row, "姓名"): row for row in term.rows("F00", "人員名冊")}


def test_sixty_people_of_whom_sixteen_are_logistics(term: Term) -> None:
    roster = term.rows("F00", "人員名冊")
    assert len(roster) == len(_staff(term)) == len({row["工號"] for row in roster}) == 60
    assert sum(row["部門"] in LOGISTICS for row in roster) == 16
    assert max(day_of(row, "到崗日期") for row in roster) < date(2026, 1, 24)


def test_the_posts_that_the_canteen_asks_for(term: Term) -> None:
    staff = _staff(term)
    assert (staff["吳桂芳"]["崗位"], "兼崗" in staff["吳桂芳"], staff["吳桂芳"]["食堂操作人員"]) == (
        "倉庫保管員",
        False,
        "否",
    )
    buyers = [name for name, row in staff.items() if "採購員" in _posts(row)]
    assert buyers == ["陳大勇", "趙敏"]
    assert {staff[name]["食堂操作人員"] for name in buyers} == {"否"}
    assert staff["林秋實"]["食堂操作人員"] == "是"
    filled = set().union(*(_posts(row) for row in staff.values()))
    assert {"總務主任", "食堂管理員", "財產管理員", "水電工", "會計"} <= filled


def test_836_pupils_in_twenty_classes(term: Term) -> None:
    classes = [row for row in term.rows("F00", "班室名冊") if row["類別"] == "教室"]
    assert Counter(row["學生數"] for row in classes) == {42: 16, 41: 4}
    assert sum(number(row, "學生數") for row in classes) == 16 * 42 + 4 * 41 == 836
    second = next(row for row in classes if row["班室編號"] == "C302")
    assert (second["班室名稱"], second["學生數"], second["責任人"]) == ("三年級2班", 42, "周雨晴")


def test_39_rooms_to_register_and_the_waiting_room(term: Term) -> None:
    rooms = term.rows("F00", "班室名冊")
    kinds = Counter(row["類別"] for row in rooms)
    assert [kinds[kind] for kind in ("教室", "專用室", "辦公室", "食堂")] == [20, 8, 10, 1]
    assert next(row["類別"] for row in rooms if row["班室編號"] == "K03") == "其他"
    assert sum(row["屬三室"] == "是" for row in rooms) == 3
    assert len({row["班室名稱"] for row in rooms}) == len({row["班室編號"] for row in rooms}) == len(rooms)


def test_rooms_are_answered_for_by_who_holds_the_post(term: Term) -> None:
    staff = _staff(term)
    post = {"教室": "班主任", "專用室": "室長", "辦公室": "室長"}
    for room in term.rows("F00", "班室名冊"):
        kind = text(room, "類別")
        assert kind not in post or post[kind] in _posts(staff[text(room, "責任人")]), room


def test_parameters_are_complete_and_at_their_defaults(term: Term) -> None:
    values = {text(row, "參數代碼"): row["參數值"] for row in term.rows("F00", "學校參數")}
    assert {code: values[f"P-00{code}"] for code in "abcdef"} == {
        "a": "示例小學",
        "b": "2025-2026-2",
        "c": "2026-01-24",
        "d": "2026-03-02",
        "e": "2026-07-03",
        "f": "孫立",
    }
    assert (values["P-04"], values["P-13"], values["P-15"], values["P-24c"], values["P-26"]) == (
        "1000",
        "30",
        "2",
        "是",
        "10",
    )
    # 00a-f, 01-09, 10a-c, 11a-b, 12-15, 16a-b, 17-21, 22a-g, 23, 24a-d, 25, 26
    assert len(values) == 6 + 9 + 3 + 2 + 4 + 2 + 5 + 7 + 1 + 4 + 1 + 1 == 45
    assert {row["生效日期"] for row in term.rows("F00", "學校參數")} == {date(2026, 1, 24)}


def test_licences_of_food_suppliers_outlast_the_term_by_more_than_the_warning(term: Term) -> None:
    licences = [day_of(row, "許可證有效期至") for row in term.rows("F00", "供應商名冊") if "許可證號" in row]
    assert len(licences) == 6
    assert (min(licences) - date(2026, 7, 3)).days > 60


def test_the_dictionary_says_each_thing_once(term: Term) -> None:
    entries = [(row["字典名"], row.get("上級值"), row["值"]) for row in term.rows("F00", "類別字典")]
    assert len(set(entries)) == len(entries)
    registered = {row["值"]: row["上級值"] for row in term.rows("F00", "類別字典") if row["字典名"] == "登記物品"}
    assert registered["課桌"] == registered["凳"] == "學生課桌凳"
    assert {row["值"] for row in term.rows("F00", "類別字典") if row["字典名"] == "大宗資產類別"} == {
        "桌凳",
        "圖書",
        "書櫃",
    }
