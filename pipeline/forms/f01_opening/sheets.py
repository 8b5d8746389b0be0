"""The two sheets of F01 (domain/forms/F01.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Many, People, Person, Text, needed_while
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import GRADES, Rooms

CIRCUITS, WATER, CANTEEN_CLEANING, FEE_NOTICE = "電路", "供水", "食堂清潔", "收費公示"
CATEGORIES = [
    CIRCUITS, WATER, "門窗玻璃", "吊扇照明", "飲水機", "房屋", "桌凳", "辦公室", "教學設施", CANTEEN_CLEANING,
    "環境衛生", FEE_NOTICE, "其他",
]  # fmt: skip
ALL_ROOMS = "全校"
DONE = "已完成"
LATER, MOVED, RETURNED = "補發", "調劑", "退訂"


class Tasks(Sheet, title="開學準備事項", number=1, kind=Kind.LIFECYCLE):
    """One thing to be ready on opening day; quantities in 處."""

    serial = Integer("序號", required=True, example="12", guide="從 1 起，不重複")
    category = Choice("類別", CATEGORIES, required=True, example="供水")
    task = Text("事項", required=True, max_length=60, example="教學樓水龍頭檢修")
    rooms = Many(
        "涉及班室", reference=Rooms.code, besides=(ALL_ROOMS,), example="全校", guide="班室編號用、隔開，或填「全校」"
    )
    to_check = Integer("應檢數量", unit="處", at_least=0, example="86")
    in_order = Integer(
        "完好或修復數量", unit="處", at_least=0, at_most=to_check, example="86", guide="檢查完好的和已修好的合計"
    )
    owner = Person("責任人", required=True, example="王志遠")
    planned_on = Date("計劃完成日", required=True, planned=True, example="2026-02-26")
    done_on = Date("實際完成日", example="2026-02-25", guide="完成情況為已完成時必填；完成後才填")
    status = Choice("完成情況", [DONE, "進行中", "未完成"], required=True, example="已完成")
    acceptor = Person("驗收人", example="何靜", guide="完成情況為已完成時必填；不能是責任人")
    order = Text("維修單號", code=True, example="WX-2602-014", guide="由報修維修台賬的維修單完成的，填其單號")

    is_done = status == DONE
    needed_while(is_done, done_on, acceptor)

    key = (serial,)
    attributed_to = planned_on
    free_month = True
    closed = is_done
    fixed = (category, task, to_check, planned_on)


class Books(Sheet, title="教材簿本運發", number=2, kind=Kind.LIFECYCLE):
    """One title for one grade, from the bookstore to the pupils; quantities in 本."""

    label = Text("品名", required=True, example="語文三年級下冊")
    category = Choice("類別", ["學生課本", "教師用書", "作業簿本", "其他"], required=True, example="學生課本")
    grade = Choice("年級", GRADES, required=True, example="三")
    expected = Integer("應到數量", unit="本", required=True, at_least=0, example="168", guide="訂購數")
    arrived = Integer("實到數量", unit="本", required=True, at_least=0, example="166", guide="從庫存取用的也算實到")
    arrived_on = Date("到貨日期", needed=arrived > 0, example="2026-02-24", guide="有實到數量時必填")
    carriers = People("運回人", outside_ok=True, example="陳大勇、劉強", guide="多人用、隔開")
    due = Integer("應發數量", unit="本", required=True, at_least=0, example="166")
    handed_out = Integer("實發數量", unit="本", required=True, at_least=0, example="166", guide="不超過實到數量")
    handed_out_on = Date("發放日期", needed=handed_out > 0, example="2026-02-27", guide="有實發數量時必填")
    recipient = Person("領取人", needed=handed_out > 0, example="周雨晴", guide="有實發數量時必填；班主任或教師")
    shortage = Choice(
        "短缺處理",
        [LATER, MOVED, RETURNED],
        needed=(arrived < expected) | (handed_out < due),
        example="補發",
        guide="實到少於應到或實發少於應發時必填",
    )

    is_short = handed_out < due
    key = (label, grade)
    attributed_to = arrived_on
    free_month = True
    closed = (handed_out >= due) | (shortage.filled() & shortage.among(MOVED, RETURNED))
    fixed = (category, expected, due)
