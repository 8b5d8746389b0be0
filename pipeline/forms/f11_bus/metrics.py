"""The figures of F11 (domain/forms/F11.md, Metrics)."""

from __future__ import annotations

from fractions import Fraction

from pipeline.form.metric import Contributed, Metric, Rate, Rows, Span, Sum
from pipeline.forms.f11_bus.contributions import PLATE, days_that_agree, days_watched, failing, fuel, planned_runs
from pipeline.forms.f11_bus.sheets import FIT, Runs, Upkeep, Vehicles, Waiting

BY_PLATE = [(PLATE,)]
BY_PLATE_AND_SLOT = [(PLATE,), ("趟次",)]


def counter(number: str, name: str, rule: str, what: str, because: tuple[str, ...]) -> Metric:
    """A count of runs that is to be 0."""
    return Metric(
        id=number,
        name=name,
        unit="次",
        of=Contributed(failing(rule)),
        sheet=Runs,
        formula=f"{what}的趟次數，目標為 0",
        by=BY_PLATE,
        because=because,
    )


METRICS = [
    Metric(
        id="M-F11-01a",
        name="運行趟次",
        unit="趟",
        of=Rows(),
        sheet=Runs,
        formula="每日運行的行數，含活動",
        by=BY_PLATE_AND_SLOT,
        because=("E3-43", "E3-46"),
    ),
    Metric(
        id="M-F11-01b",
        name="運送人次",
        unit="人次",
        of=Sum(Runs.boarded),
        sheet=Runs,
        formula="Σ 學生上車人數",
        by=BY_PLATE_AND_SLOT,
        because=("E3-46",),
    ),
    Metric(
        id="M-F11-01c",
        name="計劃趟次",
        unit="趟",
        of=Contributed(planned_runs),
        sheet=Vehicles,
        formula="校車運行日裏 Σ 在用車輛的每日計劃趟次，未報送的月份不計",
        by=BY_PLATE,
        because=("E3-43",),
    ),
    counter("M-F11-02a", "超員次數", "F11-R04", "學生加成人超過核載人數", ("R20",)),
    counter("M-F11-02b", "未清車次數", "F11-R08", "沒有清車確認", ("R20", "E3-46")),
    counter("M-F11-02c", "人數不符次數", "F11-R07", "上車人數不等於中途加終點下車人數", ("R20", "E3-46")),
    counter("M-F11-02d", "未檢或帶病出車次數", "F11-R06", "出車前檢查不是合格", ("R20",)),
    Metric(
        id="M-F11-03",
        name="出車前檢查合格率",
        unit="%",
        of=Rate(Runs.checked.filled() & (Runs.checked == FIT)),
        sheet=Runs,
        formula="出車前檢查合格的趟次 ÷ 運行趟次",
        by=BY_PLATE,
        target=Fraction(1),
        because=("R20",),
    ),
    Metric(
        id="M-F11-04a",
        name="候車看護天數",
        unit="天",
        of=Contributed(days_watched(is_rate=False)),
        sheet=Waiting,
        formula="有放學2運行，又有放學2候車看護記錄和看護人的天數",
        because=("E3-44", "E3-45"),
    ),
    Metric(
        id="M-F11-04b",
        name="候車看護率",
        unit="%",
        of=Contributed(days_watched(is_rate=True)),
        sheet=Waiting,
        formula="候車看護天數 ÷ 有放學2運行的天數",
        target=Fraction(1),
        because=("E3-44",),
    ),
    Metric(
        id="M-F11-04c",
        name="看護人次",
        unit="人次",
        of=Sum(Waiting.present),
        sheet=Waiting,
        formula="Σ 實到學生數",
        because=("E3-44",),
    ),
    Metric(
        id="M-F11-04d",
        name="人數核對一致率",
        unit="%",
        of=Contributed(days_that_agree),
        sheet=Waiting,
        formula="候車看護天數中實到合計等於上車合計（或已寫明原因）的 ÷ 候車看護天數",
        because=("E3-44", "E3-46"),
    ),
    Metric(
        id="M-F11-05a",
        name="校車費用",
        unit="元",
        of=Sum(Upkeep.amount),
        sheet=Upkeep,
        formula="Σ 金額",
        by=[(PLATE,), ("類別",)],
        because=("E3-43",),
    ),
    Metric(
        id="M-F11-05b",
        name="百公里油費",
        unit="元/百公里",
        of=Contributed(fuel, scale=2, den_scale=2),
        sheet=Upkeep,
        formula="Σ 加油金額（每車學期第一次不計）÷ 第一次到最後一次加油的里程 × 100",
        by=BY_PLATE,
        span=Span.TERM,
        decimals=2,
        because=("E3-43",),
    ),
]
