"""The four sheets of F03 (domain/forms/F03.md)."""

from __future__ import annotations

from pipeline.checks.words import as_of, filled_on
from pipeline.form.column import Choice, Date, DateTime, Integer, Many, People, Person, Text, Time, YesNo
from pipeline.form.expression import literal
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.parameters import LEAST_SAMPLE_HOURS

ALWAYS = literal(value=True)
MINUTES_AN_HOUR, MINUTES_A_DAY = 60, 1440

YES, NO = "是", "否"
IN_ORDER, NOT_IN_ORDER = "正常", "異常"
APPROVED = ("通過", "修改後通過")
MEALS_OF_THE_DAY = ("早", "午", "晚")
"""What F00.2 plans; 加餐 is never planned."""
MEALS = [*MEALS_OF_THE_DAY, "加餐"]
WHEN_SERVED = "供餐的必填"


class Menus(Sheet, title="每週菜譜審核", number=1, kind=Kind.EVENT):
    """The menu of one week (菜品數量 in 道)."""

    week = Integer("教學週次", unit="週", required=True, example="1", guide="照校曆；有供餐的每週一行")
    starts_on = Date("週起始日", required=True, example="2026-03-02", guide="該週的星期一，或該週第一個供餐日")
    author = Person("編制人", required=True, example="林秋實", guide="食堂人員")
    reviewers = People(
        "審核人", needed=ALWAYS, blank_rule="F03-R02", example="何靜", guide="編制人以外的人；多人用、隔開"
    )
    reviewed_on = Date(
        "審核日期", needed=ALWAYS, blank_rule="F03-R02", example="2026-02-27", guide="早於該週第一個供餐日"
    )
    verdict = Choice("審核結果", [*APPROVED, "退回"], needed=ALWAYS, blank_rule="F03-R02", example="通過")
    published_on = Date("公示日期", example="2026-02-28")
    balanced = YesNo("葷素搭配", required=True, example="是")
    vegetarian = YesNo("含素食選擇", required=True, example="是")
    dishes = Integer("菜品數量", unit="道", required=True, above=0, example="46", guide="全週各餐菜品合計")
    advice = Text("營養意見", max_length=80, example="增加豆製品", guide="採納意見建議的，寫明其編號")
    special = Text("特殊活動餐", refers_to="F13.1 活動名稱", guide="為活動安排的，填服務保障的活動名稱")

    key = (week,)
    attributed_to = starts_on


class Meals(Sheet, title="供餐與陪餐", number=2, kind=Kind.EVENT):
    """One meal: who ate (人), how many dishes (道), who of the school ate with them."""

    on = Date("日期", required=True, example="2026-03-02", guide="校曆的供餐日，每餐一行")
    meal = Choice("餐次", MEALS, required=True, example="午")
    served = YesNo("是否供餐", required=True, example="是", guide="計劃供餐而沒有供的也要填一行，選否")
    reason = Text("未供餐原因", needed=served == NO, guide="沒有供餐時必填")
    pupils = Integer(
        "學生就餐人數", unit="人", needed=served == YES, at_least=0, example="812", guide=f"{WHEN_SERVED}；沒有填 0"
    )
    staff = Integer(
        "教職工就餐人數", unit="人", needed=served == YES, at_least=0, example="54", guide=f"{WHEN_SERVED}；沒有填 0"
    )
    dishes = Integer(
        "菜品數量", unit="道", needed=served == YES, above=0, example="4", guide=f"{WHEN_SERVED}；須與留樣的菜品數相同"
    )
    companions = People(
        "陪餐人",
        outside_ok=True,
        needed=served == YES,
        blank_rule="F03-R07",
        example="孫立",
        guide="至少一名學校管理人員；家長同來的一併填，用、隔開",
    )
    opinion = Choice("陪餐評價", ["好", "較好", "一般", "差"], example="好")
    problem = Text("發現問題", guide="陪餐人指出的問題；沒有則空白")
    remedy = Text("處理情況", needed=problem.filled(), blank_rule="F03-R08", guide="填了發現問題時必填")

    is_served = served == YES

    key = (on, meal)
    attributed_to = on


class Samples(Sheet, title="食品留樣", number=3, kind=Kind.EVENT):
    """The samples kept of one meal, or of one of its dishes (留樣量 in 克)."""

    on = Date("日期", required=True, example="2026-03-02")
    meal = Choice("餐次", MEALS, required=True, example="午")
    dishes = Many("菜品名稱", required=True, example="番茄炒蛋、清炒白菜", guide="一餐各道菜用、隔開，也可以一道菜一行")
    grams = Integer("留樣量", unit="克", required=True, example="150", guide="每道菜的克數，各道不同時填最少的")
    taken_at = Time("留樣時間", needed=ALWAYS, blank_rule="F03-R14", example="11:10")
    taken_by = Person("留樣人", needed=ALWAYS, blank_rule="F03-R14", example="林秋實")
    place = Text("存放位置", example="1櫃2層", guide="哪個櫃、哪一層")
    destroyed_at = DateTime("銷毀時間", example="2026-03-04 11:30", guide="留滿規定的小時後銷毀，銷毀後填")
    destroyed_by = Person("銷毀人", needed=destroyed_at.filled(), example="趙敏", guide="填了銷毀時間時必填")

    minutes_kept = destroyed_at - on * MINUTES_A_DAY - taken_at
    kept_until = on * MINUTES_A_DAY + taken_at + LEAST_SAMPLE_HOURS * MINUTES_AN_HOUR
    """P-09 hours later, in minutes since day 0."""
    destroyed_at.needed = (kept_until < (filled_on() + 1) * MINUTES_A_DAY) & (
        kept_until < (as_of() + 1) * MINUTES_A_DAY
    )

    key = (on, meal, dishes)
    attributed_to = on


class SelfChecks(Sheet, title="每日自查", number=4, kind=Kind.EVENT):
    """The canteen's own check of one day; people in 人."""

    on = Date("日期", required=True, example="2026-03-02", guide="校曆的供餐日，每日一行")
    staff_due = Integer("晨檢應到", unit="人", required=True, at_least=0, example="9", guide="當日應上崗的食堂人員")
    staff_present = Integer(
        "晨檢實到", unit="人", required=True, at_least=0, at_most=staff_due, example="9", guide="少於應到的寫明原因"
    )
    unwell = Integer(
        "健康異常人數",
        unit="人",
        required=True,
        at_least=0,
        at_most=staff_present,
        example="0",
        guide="發熱、腹瀉、手部有傷等；沒有填 0",
    )
    handling = Choice(
        "異常處理",
        ["離崗", "調崗", "就醫"],
        needed=unwell > 0,
        blank_rule="F03-R16",
        guide="健康異常人數大於 0 時必填",
    )
    disinfected = YesNo("餐具消毒", required=True, example="是")
    storeroom = Choice("庫房檢查", [IN_ORDER, NOT_IN_ORDER], required=True, example=IN_ORDER)
    kitchen = Choice("操作間衛生", [IN_ORDER, NOT_IN_ORDER], required=True, example=IN_ORDER)
    spoiled = YesNo("過期變質食材", required=True, example="否", guide="發現有過期、變質食材的選是")
    problem = Text(
        "發現問題",
        needed=(disinfected == NO) | (storeroom == NOT_IN_ORDER) | (kitchen == NOT_IN_ORDER),
        blank_rule="F03-R17",
        guide="未消毒、有異常或有人未到時必填；沒有則空白",
    )
    rectified_on = Date(
        "整改完成日期",
        needed=problem.filled(),
        blank_rule="F03-R17",
        at_least=on,
        guide="當日改好的填當日；隔日才改好的還要登記隱患",
    )
    danger = Text(
        "隱患編號",
        code=True,
        refers_to="F10.2 隱患編號",
        reference_rule="X-10",
        guide="隱患台賬的編號；當日不能改好的必填",
    )
    checker = Person("檢查人", required=True, example="何靜")

    key = (on,)
    attributed_to = on
