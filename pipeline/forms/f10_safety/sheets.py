"""The five sheets of F10 (domain/forms/F10.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Many, Money, People, Person, Text, Time
from pipeline.form.expression import literal
from pipeline.form.sheet import Kind, Sheet

ALWAYS = literal(value=True)

ROUTINE, FIRE_SAFETY = "常規管理", "消防"
SCOPES = [
    "食堂", "學生安全", "三室", "教室", "辦公室", "校舍", "運動設施", "教學設施", FIRE_SAFETY, ROUTINE,
]  # fmt: skip
CANTEEN_SCOPE, THREE_ROOMS_SCOPE = "食堂", "三室"
LIGHTS_LEFT_ON, TAPS_LEFT_ON = "發現長明燈", "發現長流水"

DAILY_CHECK, INSPECTION = "每日檢查", "上級檢查"
SECURITY = "治安"
LEVELS = ["一般", "較大", "重大"]
DANGER_KINDS = ["校舍", "用電", "用水", FIRE_SAFETY, "食品", "校車", "設施器材", SECURITY, "排水", "其他"]
FAILED, PASSED = "不合格", "合格"
WRITTEN_OFF = "已銷號"

DAY_SHIFT, NIGHT_SHIFT = "白班", "夜班"
HOLIDAY_DAY_SHIFT, HOLIDAY_NIGHT_SHIFT = "節假日白班", "節假日夜班"
SHIFTS = [DAY_SHIFT, NIGHT_SHIFT, HOLIDAY_DAY_SHIFT, HOLIDAY_NIGHT_SHIFT]
NIGHT_SHIFTS = (NIGHT_SHIFT, HOLIDAY_NIGHT_SHIFT)

EVACUATION, BUS_DRILL = "應急疏散", "校車"
TIMED_DRILLS = (EVACUATION, FIRE_SAFETY, "地震")
ACTIVITIES = [*TIMED_DRILLS, BUS_DRILL, "食品安全", "防溺水", "交通", "其他"]
DRILL, LESSON = "演練", "教育"

AUTHORITIES = ["教育", "衛生健康", "市場監管", FIRE_SAFETY, "公安交管", "住建", "其他"]
UNDECIDED = "待定"


class Dangers(Sheet, title="隱患台賬", number=2, kind=Kind.LIFECYCLE):
    """One hidden danger, from the day it is found until it is written off (整改費用 in 元)."""

    number_of_danger = Text("隱患編號", code=True, required=True, example="YH-2603-004", guide="全學期不重複")
    found_on = Date("發現日期", required=True, example="2026-03-09")
    source = Choice(
        "來源",
        [DAILY_CHECK, INSPECTION, "報修", "食堂自查", "校車檢查", "師生反映", "專項排查"],
        required=True,
        example=DAILY_CHECK,
    )
    place = Text("班室或地點", required=True, example="教學樓北側")
    category = Choice("類別", DANGER_KINDS, required=True, example="排水")
    description = Text("隱患描述", required=True, max_length=80, example="雨後樓前積水")
    level = Choice("等級", LEVELS, required=True, example="一般")
    interim = Text(
        "臨時措施",
        needed=level.among("較大", "重大"),
        blank_rule="F10-R08",
        example="拉警戒帶，設專人看守",
        guide="整改完成前怎樣防護",
    )
    reported_on = Date(
        "上報日期", needed=level == "重大", at_least=found_on, blank_rule="F10-R08", guide="重大隱患當日或次日上報"
    )
    owner = Person("整改責任人", required=True, example="王志遠")
    deadline = Date(
        "整改期限",
        required=True,
        planned=True,
        at_least=found_on,
        example="2026-03-16",
        guide="復查不合格的改填新期限",
    )
    remedy = Text("整改措施", example="疏通排水溝", guide="開始整改後必填")
    rectified_on = Date("整改完成日期", example="2026-03-13", guide="狀態為待復查、已銷號時必填")
    cost = Money("整改費用", at_least=0, example="320.00")
    reviewer = Person("復查人", blank_rule="F10-R06", example="何靜", guide="不能是整改責任人")
    reviewed_on = Date("復查日期", blank_rule="F10-R06", example="2026-03-14", guide="再次復查的改填新日期")
    verdict = Choice("復查結論", [PASSED, FAILED], example=PASSED, guide="填了復查日期時必填")
    closed_on = Date("銷號日期", blank_rule="F10-R06", example="2026-03-14", guide="復查合格後填")
    status = Choice("狀態", ["待整改", "整改中", "待復查", WRITTEN_OFF, "轉項目"], required=True, example=WRITTEN_OFF)
    related = Text("關聯單號", code=True, example="WX-2603-018", guide="有維修單或工程項目的填其編號")

    is_written_off = status == WRITTEN_OFF
    remedy.needed = status != "待整改"
    rectified_on.needed = status.among("待復查", WRITTEN_OFF)
    reviewer.needed = reviewed_on.needed = closed_on.needed = is_written_off
    # On a row written off F10-R06 speaks of the blank; before that, G-22.
    verdict.needed = reviewed_on.filled() & ~is_written_off

    key = (number_of_danger,)
    key_over_term = True
    attributed_to = found_on
    opening = found_on
    closed = closed_on.filled()
    fixed = (found_on, source, place, category, description)


class DailyChecks(Sheet, title="每日檢查", number=1, kind=Kind.EVENT):
    """One scope on one day."""

    checked_on = Date("日期", required=True, example="2026-03-02")
    scope = Choice("檢查範圍", SCOPES, required=True, example="三室", guide="常規管理每週一次，其餘每日")
    offices = Many(
        "參與處室",
        ["總務處", "教務處", "德育處"],
        required=True,
        example="總務處、教務處",
        guide="多個用、隔開；每天三處都要有人參加",
    )
    checkers = People("檢查人", required=True, example="何靜", guide="實際到場的人，多人用、隔開")
    places_due = Integer("應檢處數", unit="處", at_least=0, example="3")
    places_checked = Integer("實檢處數", unit="處", at_least=0, at_most=places_due, example="3")
    result = Choice("檢查結果", ["正常", "有隱患"], required=True, example="正常")
    danger = Text(
        "隱患編號",
        code=True,
        needed=result == "有隱患",
        reference=Dangers.number_of_danger,
        reference_rule="X-39",
        example="YH-2603-004",
        guide="隱患台賬的編號；檢查結果為有隱患時必填",
    )
    energy = Choice("節能情況", ["已關", LIGHTS_LEFT_ON, TAPS_LEFT_ON], example="已關", guide="燈和水龍頭是否已關")
    remark = Text("備註")

    key = (checked_on, scope)
    attributed_to = checked_on


class Shifts(Sheet, title="值班護校", number=3, kind=Kind.EVENT):
    """One shift of the school guard (財產損失金額 in 元)."""

    on = Date("日期", required=True, example="2026-03-07", guide="夜班填上班那一天")
    shift = Choice(
        "班次", SHIFTS, required=True, example=HOLIDAY_NIGHT_SHIFT, guide="上課日用白班、夜班，其餘日子用節假日班"
    )
    leader = Person("帶班領導", needed=ALWAYS, example="孫立")
    guards = People("值班人", required=True, example="馬國棟、丁建", guide="多人用、隔開")
    arrived_at = Time("到崗時間", required=True, example="18:00")
    left_at = Time("離崗時間", required=True, example="07:30", guide="不晚於到崗時間即為次日")
    patrols = Integer("巡查次數", unit="次", required=True, at_least=0, example="3")
    situation = Choice("情況", ["正常", "異常"], required=True, example="正常")
    incident = Text("異常及處理", needed=situation == "異常", example="圍牆外有人逗留，勸離", guide="情況為異常時必填")
    loss = Money("財產損失金額", required=True, at_least=0, example="0.00", guide="沒有損失填0")
    relief = Person("接班人簽字", needed=ALWAYS, example="馬國棟")

    key = (on, shift)
    attributed_to = on
    money = loss


class Activities(Sheet, title="演練與安全教育", number=4, kind=Kind.EVENT):
    """One drill or lesson; 疏散用時 in seconds."""

    held_on = Date("日期", required=True, example="2026-03-27")
    activity = Choice("類型", ACTIVITIES, required=True, example=EVACUATION)
    manner = Choice("形式", [DRILL, LESSON], required=True, example=DRILL)
    subject = Text("主題", required=True, example="全校疏散")
    pupils = Integer("參加學生數", unit="人", required=True, at_least=0, example="836")
    staff = Integer("參加教職工數", unit="人", required=True, at_least=0, example="58")
    seconds = Integer(
        "疏散用時",
        unit="秒",
        needed=(manner == DRILL) & activity.among(*TIMED_DRILLS),
        blank_rule="F10-R16",
        at_least=0,
        example="165",
        guide="從發出信號到全部到達的秒數",
    )
    organiser = Person("組織人", required=True, example="何靜")
    lessons_learnt = Text("問題與改進", needed=manner == DRILL, blank_rule="F10-R16", example="樓梯口錯峰")
    number_of_record = Text("記錄編號", code=True, required=True, example="YL-2603-1", guide="全學期不重複")

    is_drill = manner == DRILL

    key = (number_of_record,)
    key_over_term = True
    attributed_to = held_on


class Inspections(Sheet, title="上級檢查", number=5, kind=Kind.LIFECYCLE, core=False):
    """One inspection from above, with what it pointed out (配合物資金額 in 元)."""

    on = Date("日期", required=True, example="2026-04-15")
    authority = Choice("檢查單位", AUTHORITIES, required=True, example="市場監管")
    subject = Text("檢查內容", required=True, example="食堂春季檢查")
    helpers = Integer("配合人次", unit="人次", at_least=0, example="4")
    supplies = Money("配合物資金額", at_least=0, example="0.00")
    problems = Integer("指出問題數", unit="項", required=True, at_least=0, example="2")
    registered = Integer(
        "登記隱患數", unit="項", required=True, at_least=0, example="2", guide="已記入隱患台賬、來源為上級檢查的條數"
    )
    rectified_on = Date("整改完成日期", at_least=on, example="2026-04-22", guide="有問題而結果已定時必填")
    result = Choice("結果", [PASSED, "優秀", "整改後合格", FAILED, UNDECIDED], required=True, example="整改後合格")
    document = Text("文書編號", code=True)

    is_decided = result != UNDECIDED
    rectified_on.needed = (problems > 0) & is_decided

    key = (on, authority, subject)
    attributed_to = on
    opening = on
    closed = is_decided & ((problems == 0) | rectified_on.filled())
    fixed = (problems,)
    money = supplies
