"""The canteen of a small school: a menu by weekday, foods that come once a week (F02, F03) and how they are paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.sample.covers import USUALLY_FILLED_ON
from pipeline.sample.days import SCHOOL_DAYS, days_of_month, days_of_week, week_of, working_days_before
from pipeline.sample.meals import DESTROYED_AT, KEPT, TAKEN_AT
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.schools.money import NO_QUOTES, Accounts
from pipeline.sample.table import Row, day, ledger, month_of, typed
from pipeline.sample.voucher import Voucher, invoice_number

WEEKS = tuple(dict.fromkeys(map(week_of, SCHOOL_DAYS)))
UNREMARKABLE: Row = {}


@dataclass(frozen=True)
class Food:
    """One food: what a school day takes of it (公斤) and in which meal it is used."""

    name: str
    kind: str
    supplier: str
    detail: str
    portion: int
    price: Decimal
    meal: str


@dataclass(frozen=True)
class Kitchen:
    """A canteen with its people.

    `food_list` has lines 品名 | 食材類別 | 供應商 | 一級明細 | 公斤 a day | 單價 | 餐次; `menu` the dishes of Monday to
    Saturday by 餐次; `bills` lines 憑證號 | 供應商 | 月份 | 報支日期. `diners` has pupils and staff at a meal.
    `advice` has 營養意見 by week, `special` 特殊活動餐; `remarks` what somebody found at a meal (F03.2),
    `other_dishes` what was cooked instead of the usual.
    """

    food_list: str
    menu: Mapping[str, Sequence[str]]
    bills: str
    accounts: Accounts
    buyers: tuple[str, str]
    acceptors: tuple[str, str]
    keeper: str
    cook: str
    helper: str
    manager: str
    reviewers: Sequence[str]
    companions: Sequence[str]
    diners: tuple[int, int]
    staff: int
    advice: Mapping[int, str] = field(default_factory=dict)
    special: Mapping[int, str] = field(default_factory=dict)
    remarks: Mapping[tuple[date, str], Row] = field(default_factory=dict)
    other_dishes: Mapping[tuple[date, str], str] = field(default_factory=dict)

    @cached_property
    def foods(self) -> list[Food]:
        """The foods of the list."""
        return [
            Food(name, kind, supplier, detail, int(portion), Decimal(price), meal)
            for name, kind, supplier, detail, portion, price, meal in ledger(self.food_list)
        ]

    def sheets(self) -> dict[str, list[Row] | dict[str, list[Row]]]:
        """Every sheet of F02 and F03."""
        return {
            "F02 採購驗收入庫": [self._delivery(week, food) for week in WEEKS for food in self.foods],
            "F02 領用出庫": [self._issue(when, food) for when in SCHOOL_DAYS for food in self.foods],
            "F02 月末盤點": {month: [*self._counts(month)] for month in SCHOOL_MONTHS},
            "F03 每週菜譜審核": [self._menu(week) for week in WEEKS],
            "F03 供餐與陪餐": [self._meal(when, meal) for when in SCHOOL_DAYS for meal in self.menu],
            "F03 食品留樣": [self._sample(when, meal) for when in SCHOOL_DAYS for meal in self.menu],
            "F03 每日自查": [self._self_check(when) for when in SCHOOL_DAYS],
        }

    def vouchers(self) -> list[Voucher]:
        """What the suppliers are paid: all that came in the month."""
        return [self._voucher(*cells) for cells in ledger(self.bills)]

    def _voucher(self, number: str, supplier: str, month: str, paid: str) -> Voucher:
        foods = [food for food in self.foods if food.supplier == supplier]
        starts = [days_of_week(week)[0] for week in WEEKS if month_of(days_of_week(week)[0]) == month]
        days = sum(len(days_of_week(week_of(start))) for start in starts)
        voucher = Voucher(
            number=number,
            category="食堂食材",
            detail=foods[0].detail,
            purpose=f"{int(month[-2:])}月{foods[0].detail}",
            payee=supplier,
            amount=sum((food.portion * days * food.price for food in foods), Decimal(0)),
            bought_on=starts[0],
            paid_on=day(paid),
            signers=(self.buyers[0], self.acceptors[0], self.accounts.bookkeeper),
            fund="食堂專賬",
            note=NO_QUOTES,
            approver=self.accounts.head,
        )
        return replace(voucher, request=self.accounts.request(voucher))

    def _invoice(self, food: Food, bought_on: date) -> str | None:
        wanted = [food.supplier, month_of(bought_on)]
        paying = (number for number, *delivered, _ in ledger(self.bills) if delivered == wanted)
        return next((invoice_number(number) for number in paying), None)

    def _delivery(self, week: int, food: Food) -> Row:
        bought_on = days_of_week(week)[0]
        quantity = food.portion * len(days_of_week(week))
        return typed(
            {
                "採購日期": bought_on,
                "單號": f"RK-{bought_on:%y%m%d}-{self.foods.index(food) + 1:02}",
                "品名": food.name,
                "食材類別": food.kind,
                "單位": "公斤",
                "供應商": food.supplier,
                "採購數量": quantity,
                "單價": food.price,
                "採購人": "、".join(self.buyers),
                "驗收日期": bought_on,
                "驗收人": "、".join(self.acceptors),
                "驗收結果": "合格",
                "合格數量": quantity,
                "入庫日期": bought_on,
                "入庫數量": quantity,
                "保管員": self.keeper,
                "結算發票號": self._invoice(food, bought_on),
            }
        )

    def _issue(self, when: date, food: Food) -> Row:
        return {
            "日期": when,
            "餐次": food.meal,
            "品名": food.name,
            "單位": "公斤",
            "數量": food.portion,
            "領用人": self.cook,
            "保管員": self.keeper,
            "用途": "供餐",
        }

    def _counts(self, month: str) -> Iterator[Row]:
        """What is left of the last week's delivery at the end of a month; at the end of a week nothing."""
        earlier = [each for each in SCHOOL_DAYS if month_of(each) < month]
        counted_on = days_of_month(month)[-1]
        for food in self.foods:
            yield {
                "品名": food.name,
                "單位": "公斤",
                "期初數量": food.portion * days_left(earlier[-1]) if earlier else 0,
                "實盤數量": food.portion * days_left(counted_on),
                "過期或變質數量": 0,
                "盤點人": self.keeper,
                "監盤人": self.accounts.applicant,
                "盤點日期": counted_on,
            }

    def _dishes(self, when: date, meal: str) -> str:
        return self.other_dishes.get((when, meal), self.menu[meal][when.weekday()])

    def _menu(self, week: int) -> Row:
        days = days_of_week(week)
        reviewed_on = working_days_before(days[0], 1)
        return typed(
            {
                "教學週次": week,
                "週起始日": days[0],
                "編制人": self.cook,
                "審核人": "、".join(self.reviewers),
                "審核日期": reviewed_on,
                "審核結果": "修改後通過" if week in self.advice else "通過",
                "公示日期": reviewed_on,
                "葷素搭配": "是",
                "含素食選擇": "是",
                "菜品數量": sum(len(self._dishes(each, meal).split("、")) for each in days for meal in self.menu),
                "營養意見": self.advice.get(week),
                "特殊活動餐": self.special.get(week),
            }
        )

    def _meal(self, when: date, meal: str) -> Row:
        turn = SCHOOL_DAYS.index(when) * len(self.menu) + [*self.menu].index(meal)
        pupils, staff = self.diners
        served: Row = {
            "日期": when,
            "餐次": meal,
            "是否供餐": "是",
            "學生就餐人數": pupils - when.toordinal() % 3,
            "教職工就餐人數": staff,
            "菜品數量": len(self._dishes(when, meal).split("、")),
            "陪餐人": self.companions[turn % len(self.companions)],
            "陪餐評價": "好",
        }
        return served | self.remarks.get((when, meal), UNREMARKABLE)

    def _sample(self, when: date, meal: str) -> Row:
        gone_on = next((each for each in SCHOOL_DAYS if each >= when + KEPT), None)
        gone = gone_on is not None and gone_on <= USUALLY_FILLED_ON[month_of(when)]
        return typed(
            {
                "日期": when,
                "餐次": meal,
                "菜品名稱": self._dishes(when, meal),
                "留樣量": 150,
                "留樣時間": TAKEN_AT[meal],
                "留樣人": self.cook,
                "存放位置": "1櫃",
                "銷毀時間": f"{gone_on} {DESTROYED_AT[meal]}" if gone else None,
                "銷毀人": self.helper if gone else None,
            }
        )

    def _self_check(self, when: date) -> Row:
        return {
            "日期": when,
            "晨檢應到": self.staff,
            "晨檢實到": self.staff,
            "健康異常人數": 0,
            "餐具消毒": "是",
            "庫房檢查": "正常",
            "操作間衛生": "正常",
            "過期變質食材": "否",
            "檢查人": self.manager,
        }


def days_left(when: date) -> int:
    """The school days of its week that follow a day."""
    return sum(each > when for each in days_of_week(week_of(when)))
