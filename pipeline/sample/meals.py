"""F03 of the five school months: menus, meals with who ate along, samples, the canteen's own daily checks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from pipeline.form.filled import Filled
from pipeline.sample.covers import USUALLY_FILLED_ON, cover
from pipeline.sample.days import SCHOOL_DAYS, days_of_month, days_of_week, week_of, working_days_before
from pipeline.sample.food import servings
from pipeline.sample.people import CANTEEN_MANAGER, COOKS, DEPUTY_HEAD, HEAD_OF_LOGISTICS
from pipeline.sample.school import HEAD, SCHOOL_MONTHS
from pipeline.sample.table import Row, day, ledger, month_of, typed

MEALS = ("早", "午", "晚")

# 食材 | 單週的菜 | 雙週的菜
DISHES = {
    food: (odd, even)
    for food, odd, even in ledger("""
雞蛋   | 煮雞蛋     | 茶葉蛋
麵粉   | 花卷       | 菜包
豬肉   | 紅燒肉     | 糖醋里脊
雞肉   | 黃燜雞     | 宮保雞丁
牛肉   | 土豆燒牛肉 | 番茄牛腩
豆腐   | 家常豆腐   | 麻婆豆腐
白菜   | 醋溜白菜   | 清炒白菜
土豆   | 炒土豆絲   | 紅燒土豆
胡蘿蔔 | 清炒胡蘿蔔 | 胡蘿蔔燴木耳
番茄   | 燴番茄     | 番茄蛋花湯
菠菜   | 蒜蓉菠菜   | 菠菜粉絲湯
黃瓜   | 炒黃瓜     | 黃瓜木耳
芹菜   | 清炒芹菜   | 芹菜豆乾
青椒   | 虎皮青椒   | 青椒土豆絲
""")
}
STAPLES = {"早": "白粥", "午": "米飯", "晚": "雜糧飯"}

EATING_HERE = 829
"""836 pupils less the seven who eat at home."""
STAFF_EATING = {"早": 18, "午": 54, "晚": 16}
AWAY_IN_THE_MORNING = 12

MANAGERS = (HEAD, HEAD_OF_LOGISTICS, DEPUTY_HEAD, "羅文斌", "韓志剛", "沈玉蘭", "許靜怡", "唐曉燕", "王志遠")
PARENTS = "家委會代表"
"""Eat along on the first school day of each month."""
FOUND_BY_DINERS = {
    (day("03-11"), "午"): ("米飯偏硬", "次日起多加水燜煮，復嘗合格"),
    (day("04-15"), "晚"): ("湯菜偏鹹", "當餐加水調淡，調味改為稱量"),
    (day("06-03"), "午"): ("部分餐盤有水漬", "重新烘乾後使用"),
}

REVIEWED_LATE = {8: day("04-21")}
"""Week 8 begins on 04-20; its menu was reviewed a day later."""
ADVICE = {
    2: "增加豆製品",
    5: "少油少鹽（YJ-2603-02）",
    11: "增加深色蔬菜（YJ-2605-01）",
    15: "天熱，湯菜清淡",
}
"""Two weeks take up what parents suggested (F13.2)."""

TAKEN_AT = {"早": "06:50", "午": "11:10", "晚": "17:10"}
DESTROYED_AT = {"早": "07:20", "午": "11:40", "晚": "17:40"}
KEPT = timedelta(days=2)
HELPERS = ("蘇秀英", "葉小芬", "潘月娥")

CANTEEN_STAFF = 9
UNWELL = {day("06-09"): "離崗"}
FOUND_BY_SELF_CHECK: dict[date, Row] = {
    day("03-24"): {
        "庫房檢查": "異常",
        "發現問題": "庫房防鼠板缺損",
        "整改完成日期": day("03-25"),
        "隱患編號": "YH-2603-006",
    },
    day("05-20"): {
        "操作間衛生": "異常",
        "發現問題": "操作間地漏返水",
        "整改完成日期": day("05-21"),
        "隱患編號": "YH-2605-007",
    },
}
"""Mended on the next day, and so registered as dangers (F10.2), which the daily check met too."""


def meal_workbooks() -> list[Filled]:
    """One workbook a school month."""
    return [
        Filled(
            form="F03",
            cover=cover("F03", month),
            sheets={
                "每週菜譜審核": menu_rows(month),
                "供餐與陪餐": meal_rows(month),
                "食品留樣": sample_rows(month),
                "每日自查": self_check_rows(month),
            },
        )
        for month in SCHOOL_MONTHS
    ]


@cache
def dishes(when: date, meal: str) -> tuple[str, ...]:
    """What is cooked for a meal: its staple, then a dish of each food served with it."""
    place = (week_of(when) + 1) % 2
    cooked = [DISHES[food][place] for served, food in servings(when) if served == meal and food in DISHES]
    return (STAPLES[meal], *cooked)


def menu_rows(month: str) -> list[Row]:
    """F03.1: the weeks that begin in a month."""
    weeks = dict.fromkeys(map(week_of, SCHOOL_DAYS))
    return [_menu(week) for week in weeks if month_of(days_of_week(week)[0]) == month]


def _menu(week: int) -> Row:
    starts_on = days_of_week(week)[0]
    reviewed_on = REVIEWED_LATE.get(week, working_days_before(starts_on, 1))
    return typed(
        {
            "教學週次": week,
            "週起始日": starts_on,
            "編制人": COOKS[0],
            "審核人": f"{HEAD_OF_LOGISTICS}、{DEPUTY_HEAD}",
            "審核日期": reviewed_on,
            "審核結果": "修改後通過" if week in ADVICE else "通過",
            "公示日期": reviewed_on,
            "葷素搭配": "是",
            "含素食選擇": "是",
            "菜品數量": sum(len(dishes(each, meal)) for each in days_of_week(week) for meal in MEALS),
            "營養意見": ADVICE.get(week),
        }
    )


def meal_rows(month: str) -> list[Row]:
    """F03.2: three meals a school day."""
    return [_meal(each, meal) for each in days_of_month(month) for meal in MEALS]


def _meal(when: date, meal: str) -> Row:
    problem, remedy = FOUND_BY_DINERS.get((when, meal), (None, None))
    absent = when.toordinal() * 7 % 13
    early = AWAY_IN_THE_MORNING if meal == "早" else 0
    return typed(
        {
            "日期": when,
            "餐次": meal,
            "是否供餐": "是",
            "學生就餐人數": EATING_HERE - absent - early,
            "教職工就餐人數": STAFF_EATING[meal] - absent % 3,
            "菜品數量": len(dishes(when, meal)),
            "陪餐人": "、".join(companions(when, meal)),
            "陪餐評價": "一般" if problem else ("好", "好", "較好")[absent % 3],
            "發現問題": problem,
            "處理情況": remedy,
        }
    )


def companions(when: date, meal: str) -> tuple[str, ...]:
    """陪餐人: the school's managers take turns."""
    turn = SCHOOL_DAYS.index(when) * len(MEALS) + MEALS.index(meal)
    manager = MANAGERS[turn % len(MANAGERS)]
    with_parents = meal == "午" and when == days_of_month(month_of(when))[0]
    return (manager, PARENTS) if with_parents else (manager,)


def sample_rows(month: str) -> list[Row]:
    """F03.3: one row a meal."""
    return [_sample(each, meal) for each in days_of_month(month) for meal in MEALS]


def _sample(when: date, meal: str) -> Row:
    gone_on = next((each for each in SCHOOL_DAYS if each >= when + KEPT), None)
    gone = gone_on is not None and gone_on <= USUALLY_FILLED_ON[month_of(when)]
    return typed(
        {
            "日期": when,
            "餐次": meal,
            "菜品名稱": "、".join(dishes(when, meal)),
            "留樣量": 150 + when.toordinal() % 4 * 10,
            "留樣時間": TAKEN_AT[meal],
            "留樣人": COOKS[when.toordinal() % len(COOKS)],
            "存放位置": f"1櫃{MEALS.index(meal) + 1}層",
            "銷毀時間": f"{gone_on} {DESTROYED_AT[meal]}" if gone else None,
            "銷毀人": HELPERS[when.toordinal() % len(HELPERS)] if gone else None,
        }
    )


def self_check_rows(month: str) -> list[Row]:
    """F03.4: one row a school day."""
    return [_self_check(each) for each in days_of_month(month)]


def _self_check(when: date) -> Row:
    clean: Row = {
        "日期": when,
        "晨檢應到": CANTEEN_STAFF,
        "晨檢實到": CANTEEN_STAFF,
        "健康異常人數": 1 if when in UNWELL else 0,
        "異常處理": UNWELL.get(when),
        "餐具消毒": "是",
        "庫房檢查": "正常",
        "操作間衛生": "正常",
        "過期變質食材": "否",
        "檢查人": (HEAD_OF_LOGISTICS, CANTEEN_MANAGER)[when.toordinal() % 2],
    }
    return typed(clean | FOUND_BY_SELF_CHECK.get(when, {}))
