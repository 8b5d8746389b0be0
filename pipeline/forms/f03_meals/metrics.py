"""The figures of F03 (domain/forms/F03.md, Metrics)."""

from __future__ import annotations

from fractions import Fraction

from pipeline.checks.words import breaks, happened
from pipeline.form.metric import Contributed, Metric, Rate, Rows, Sum
from pipeline.forms.f03_meals.contributions import MEAL, checked, planned, reviewed, well_sampled
from pipeline.forms.f03_meals.sheets import Meals, Menus, Samples, SelfChecks

BY_MEAL = [(MEAL,)]
ALL_OF_IT = Fraction(1)

PUPILS = Meals.pupils.or_if_blank(0)
DINERS = PUPILS + Meals.staff.or_if_blank(0)
IS_RECTIFIED = happened(SelfChecks.rectified_on)

SERVED = [
    Metric(
        id="M-F03-01a",
        name="供餐餐次",
        unit="餐",
        of=Rows(),
        sheet=Meals,
        where=Meals.is_served,
        formula="是否供餐為是的行數，含加餐",
        by=BY_MEAL,
        because=("E1-23", "E1-32"),
    ),
    Metric(
        id="M-F03-01b",
        name="就餐人次",
        unit="人次",
        of=Sum(DINERS),
        sheet=Meals,
        where=Meals.is_served,
        formula="供餐各行 Σ 學生就餐人數 + 教職工就餐人數",
        by=BY_MEAL,
        because=("E1-23",),
    ),
    Metric(
        id="M-F03-01c",
        name="學生就餐人次",
        unit="人次",
        of=Sum(PUPILS),
        sheet=Meals,
        where=Meals.is_served,
        formula="供餐各行 Σ 學生就餐人數",
        by=BY_MEAL,
        because=("E1-23",),
    ),
    Metric(
        id="M-F03-02a",
        name="計劃餐次",
        unit="餐",
        of=Contributed(planned(served=1, missed=1)),
        sheet=Meals,
        formula="校曆所列早、午、晚各餐，一日三餐計三餐；只計已報送的月份",
        by=BY_MEAL,
        because=("E1-32",),
    ),
    Metric(
        id="M-F03-02b",
        name="中斷餐次",
        unit="餐",
        of=Contributed(planned(served=0, missed=1)),
        sheet=Meals,
        formula="計劃餐次中沒有供餐記錄的",
        by=BY_MEAL,
        because=("E1-32",),
    ),
    Metric(
        id="M-F03-02c",
        name="供餐不間斷率",
        unit="%",
        of=Contributed(planned(served=1, missed=0, is_rate=True)),
        sheet=Meals,
        formula="（計劃餐次 − 中斷餐次）÷ 計劃餐次",
        by=BY_MEAL,
        zero=False,
        target=ALL_OF_IT,
        because=("E1-32",),
    ),
]

SAFE = [
    Metric(
        id="M-F03-03a",
        name="應審週數",
        unit="週",
        of=Contributed(reviewed(is_due=True)),
        sheet=Menus,
        formula="有供餐的教學週數，按該週第一個供餐日歸月；只計已報送的月份",
        because=("E1-40",),
    ),
    Metric(
        id="M-F03-03b",
        name="按時審核週數",
        unit="週",
        of=Contributed(reviewed(is_due=False)),
        sheet=Menus,
        formula="應審週數中菜譜在第一個供餐日以前審核通過的",
        because=("E1-40",),
    ),
    Metric(
        id="M-F03-03c",
        name="菜譜審核率",
        unit="%",
        of=Contributed(reviewed(is_due=False, is_rate=True)),
        sheet=Menus,
        formula="按時審核週數 ÷ 應審週數",
        zero=False,
        target=ALL_OF_IT,
        because=("E1-40",),
    ),
    Metric(
        id="M-F03-04a",
        name="應留樣菜品數",
        unit="道",
        of=Sum(Meals.dishes),
        sheet=Meals,
        where=Meals.is_served,
        formula="供餐各行 Σ 菜品數量",
        because=("R01",),
    ),
    Metric(
        id="M-F03-04b",
        name="合規留樣菜品數",
        unit="道",
        of=Contributed(well_sampled(is_rate=False)),
        sheet=Samples,
        formula="留樣足量、足時，有時間和留樣人的菜品數，每餐至多計其菜品數量",
        because=("R01",),
    ),
    Metric(
        id="M-F03-04c",
        name="留樣合規率",
        unit="%",
        of=Contributed(well_sampled(is_rate=True)),
        sheet=Samples,
        formula="合規留樣菜品數 ÷ 應留樣菜品數",
        zero=False,
        target=ALL_OF_IT,
        because=("R01",),
    ),
    Metric(
        id="M-F03-05",
        name="陪餐率",
        unit="%",
        of=Rate(~breaks("F03-R07")),
        sheet=Meals,
        where=Meals.is_served,
        formula="有學校管理人員陪餐的供餐餐次 ÷ 供餐餐次",
        by=BY_MEAL,
        target=ALL_OF_IT,
        because=("R02",),
    ),
    Metric(
        id="M-F03-06a",
        name="自查天數",
        unit="天",
        of=Contributed(checked(is_rate=False)),
        sheet=SelfChecks,
        formula="有自查記錄的供餐日數",
        because=("E3-36",),
    ),
    Metric(
        id="M-F03-06b",
        name="每日自查率",
        unit="%",
        of=Contributed(checked(is_rate=True)),
        sheet=SelfChecks,
        formula="自查天數 ÷ 供餐日數",
        zero=False,
        target=ALL_OF_IT,
        because=("E3-36",),
    ),
    Metric(
        id="M-F03-06c",
        name="自查發現問題數",
        unit="項",
        of=Rows(),
        sheet=SelfChecks,
        where=SelfChecks.problem.filled(),
        formula="填有發現問題的自查行數",
        because=("E1-43",),
    ),
    Metric(
        id="M-F03-06d",
        name="已整改問題數",
        unit="項",
        of=Rows(),
        sheet=SelfChecks,
        where=SelfChecks.problem.filled() & IS_RECTIFIED,
        formula="自查發現問題中已填整改完成日期的",
        because=("E1-43",),
    ),
    Metric(
        id="M-F03-06e",
        name="問題整改率",
        unit="%",
        of=Rate(IS_RECTIFIED),
        sheet=SelfChecks,
        where=SelfChecks.problem.filled(),
        formula="已整改問題數 ÷ 自查發現問題數",
        because=("E1-43",),
    ),
]

METRICS = [*SERVED, *SAFE]
