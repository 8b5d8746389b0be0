"""F01: what was made ready before opening day, and the books of six grades."""

from __future__ import annotations

from datetime import date

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.people import BUYERS, DRIVER
from pipeline.sample.rooms import CLASSROOMS, Room
from pipeline.sample.rooms import GRADES as SCHOOL_GRADES
from pipeline.sample.school import OPENING_DAY
from pipeline.sample.table import Row, day, ledger, month_of, typed

# 類別 | 事項 | 涉及班室 | 應檢 | 責任人 | 計劃完成 | 實際完成 | 驗收人 | 維修單號
TASKS = """
電路       | 教學樓線路檢修               | 全校      | 26  | 王志遠 | 02-25 | 01-28 | 何靜   | WX-2601-001
電路       | 教室插座開關檢修             | C103      | 2   | 王志遠 | 02-25 | 02-11 | 何靜   | WX-2602-005
供水       | 教學樓水龍頭檢修             | 全校      | 86  | 王志遠 | 02-26 | 02-09 | 何靜   | WX-2602-004
供水       | 食堂水龍頭及管道檢修         | T01       | 24  | 王志遠 | 02-13 | 01-30 | 方建華 | WX-2601-003
門窗玻璃   | 樓道門窗檢修                 | G01       | 48  | 王志遠 | 02-13 | 02-04 | 何靜   | WX-2602-001
門窗玻璃   | 樓道玻璃更換                 | G01       | 20  | 王志遠 | 02-13 | 02-04 | 何靜   | WX-2602-002
吊扇照明   | 教室吊扇檢查                 | 全校      | 80  | 王志遠 | 02-27 | 02-25 | 何靜   | WX-2602-007
吊扇照明   | 樓道及辦公室照明檢查         | G01、B06  | 64  | 王志遠 | 02-27 | 02-26 | 何靜   | WX-2602-009
飲水機     | 各樓層飲水機檢修清洗         | G01       | 8   | 王志遠 | 02-27 | 02-13 | 何靜   | WX-2602-006
房屋       | 食堂屋面防水修補             | T01       | 2   | 何靜   | 02-13 | 02-11 | 方建華 | WX-2602-003
桌凳       | 全校更換學生課桌凳           | 全校      | 610 | 沈玉蘭 | 02-27 | 02-26 | 何靜   |
桌凳       | 教室桌凳緊固                 | C202      | 12  | 王志遠 | 02-26 | 02-25 | 沈玉蘭 | WX-2602-008
辦公室     | 教師辦公室桌椅安排           | B06、B07、B08、B09、B10 | 5 | 沈玉蘭 | 02-27 | 02-26 | 何靜 |
教學設施   | 計算機室設備檢修             | Z02       | 45  | 龔麗娜 | 02-27 | 02-26 | 何靜   |
食堂清潔   | 餐廳內外清掃、餐具清洗消毒   | T01       |     | 方建華 | 02-28 | 02-28 | 何靜   |
環境衛生   | 校園衛生清掃                 | 全校      |     | 何靜   | 02-28 | 02-28 | 梁慧   |
收費公示   | 收費項目和標準公示           |           | 4   | 錢會敏 | 02-27 | 02-20 | 何靜   |
其他       | 校門及圍牆安全檢查           |           | 6   | 何靜   | 02-27 | 02-26 | 王志遠 |
"""

# 品名 | 類別 | for each class a teacher's copy, or one a pupil
TITLES = """
語文     | 學生課本
數學     | 學生課本
作業本   | 作業簿本
教師用書 | 教師用書
"""
ARRIVED_ON, TEACHERS_GOT_THEIRS_ON = day("02-24"), day("02-27")


def task_rows() -> list[Row]:
    """F01.1."""
    return [_task_row(serial, *cells) for serial, cells in enumerate(ledger(TASKS), start=1)]


def _task_row(serial: int, category: str, task: str, rooms: str, *rest: str) -> Row:
    to_check, owner, planned_on, done_on, acceptor, order = rest
    checked = int(to_check) if to_check else None
    return typed(
        {
            "序號": serial,
            "類別": category,
            "事項": task,
            "涉及班室": rooms,
            "應檢數量": checked,
            "完好或修復數量": checked,
            "責任人": owner,
            "計劃完成日": day(planned_on),
            "實際完成日": day(done_on),
            "完成情況": "已完成",
            "驗收人": acceptor,
            "維修單號": order,
        }
    )


def book_rows() -> list[Row]:
    """F01.2: every title for every grade; all came and all were handed out."""
    return [_book_row(grade, title, category) for grade in SCHOOL_GRADES for title, category in ledger(TITLES)]


def _book_row(grade: str, title: str, category: str) -> Row:
    classes = [room for room in CLASSROOMS if room.grade == grade]
    for_teachers = category == "教師用書"
    count = _copies(classes, for_teachers=for_teachers)
    given_on: date = TEACHERS_GOT_THEIRS_ON if for_teachers else OPENING_DAY
    return {
        "品名": f"{title}{grade}年級下冊",
        "類別": category,
        "年級": grade,
        "應到數量": count,
        "實到數量": count,
        "到貨日期": ARRIVED_ON,
        "運回人": f"{BUYERS[0]}、{DRIVER}",
        "應發數量": count,
        "實發數量": count,
        "發放日期": given_on,
        "領取人": classes[0].answers,
    }


def _copies(classes: list[Room], *, for_teachers: bool) -> int:
    """A book for every pupil, or one for each class's teachers of both subjects."""
    return 2 * len(classes) if for_teachers else sum(room.pupils or 0 for room in classes)


def opening_workbook() -> Filled:
    """Handed in once, in the month of 開學日."""
    return Filled(
        form="F01",
        cover=cover("F01", month_of(OPENING_DAY)),
        sheets={"開學準備事項": task_rows(), "教材簿本運發": book_rows()},
    )
