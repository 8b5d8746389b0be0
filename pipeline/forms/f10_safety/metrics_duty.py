"""The figures of guard duty, drills and inspections (M-F10-04 to 06)."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from pipeline.checks.term import Rows
from pipeline.checks.words import computed, happened
from pipeline.form.expression import literal
from pipeline.form.metric import Contributed, Metric, Quotient, Rate, Sum
from pipeline.form.metric import Rows as RowCount
from pipeline.forms.f10_safety.contributions import SHIFT, complete_shifts, shifts
from pipeline.forms.f10_safety.sheets import (
    DRILL,
    INSPECTION,
    LESSON,
    PASSED,
    Activities,
    Dangers,
    Inspections,
    Shifts,
)

BY_SHIFT = [(SHIFT,)]
BY_ACTIVITY = [("類型",)]
BY_AUTHORITY = [("檢查單位",)]


@computed("班次完整")
def IS_COMPLETE(rows: Rows) -> pd.Series[bool]:
    """M-F10-04b: passes F10-R11, R12 and R13."""
    return pd.Series(complete_shifts(rows), index=rows.frame.index, dtype="boolean")


METRICS = [
    Metric(
        id="M-F10-04a",
        name="應值班次",
        unit="次",
        of=Contributed(shifts(is_rate=False)),
        sheet=Shifts,
        formula="每日一個夜班，非上課日另加一個日間班",
        by=BY_SHIFT,
        because=("E2-35",),
    ),
    Metric(
        id="M-F10-04b",
        name="完整班次",
        unit="次",
        of=RowCount(),
        sheet=Shifts,
        where=IS_COMPLETE,
        formula="人員到位、夜間巡查足次、接班前不離崗的班次",
        by=BY_SHIFT,
        because=("E2-35", "E2-36"),
    ),
    Metric(
        id="M-F10-04c",
        name="值班到位率",
        unit="%",
        of=Contributed(shifts(is_rate=True)),
        sheet=Shifts,
        formula="應值班次中完整的 ÷ 應值班次",
        by=BY_SHIFT,
        zero=False,
        target=Fraction(1),
        because=("E2-35", "E2-36"),
    ),
    Metric(
        id="M-F10-04d",
        name="巡查次數",
        unit="次",
        of=Sum(Shifts.patrols),
        sheet=Shifts,
        formula="各班巡查次數之和",
        by=BY_SHIFT,
        because=("E2-36",),
    ),
    Metric(
        id="M-F10-04e",
        name="財產損失金額",
        unit="元",
        of=Sum(Shifts.loss),
        sheet=Shifts,
        formula="各班財產損失金額之和",
        because=("E2-37",),
    ),
    Metric(
        id="M-F10-05a",
        name="演練次數",
        unit="次",
        of=RowCount(),
        sheet=Activities,
        where=Activities.is_drill,
        formula="形式為演練的行數",
        by=BY_ACTIVITY,
        because=("R21", "E3-35"),
    ),
    Metric(
        id="M-F10-05b",
        name="參加人次",
        unit="人次",
        of=Sum(Activities.pupils + Activities.staff),
        sheet=Activities,
        formula="演練和教育的參加學生數與教職工數之和",
        by=[*BY_ACTIVITY, ("形式",)],
        because=("R21", "E3-35"),
    ),
    Metric(
        id="M-F10-05c",
        name="平均疏散用時",
        unit="秒",
        of=Quotient(Activities.seconds, literal(1)),
        sheet=Activities,
        where=Activities.manner == DRILL,
        formula="填有疏散用時的演練的平均用時",
        by=BY_ACTIVITY,
        decimals=1,
        because=("R21",),
    ),
    Metric(
        id="M-F10-05d",
        name="安全教育次數",
        unit="次",
        of=RowCount(),
        sheet=Activities,
        where=Activities.manner == LESSON,
        formula="形式為教育的行數",
        by=BY_ACTIVITY,
        because=("E3-35",),
    ),
    Metric(
        id="M-F10-06a",
        name="迎檢次數",
        unit="次",
        of=RowCount(),
        sheet=Inspections,
        formula="上級檢查的行數",
        by=BY_AUTHORITY,
        because=("E1-68", "E3-41"),
    ),
    Metric(
        id="M-F10-06b",
        name="指出問題數",
        unit="項",
        of=Sum(Inspections.problems),
        sheet=Inspections,
        formula="上級檢查指出的問題數之和",
        by=BY_AUTHORITY,
        because=("E3-41",),
    ),
    Metric(
        id="M-F10-06c",
        name="檢查問題整改率",
        unit="%",
        of=Rate(happened(Dangers.rectified_on)),
        sheet=Dangers,
        where=Dangers.source == INSPECTION,
        formula="本期發現、來源為上級檢查的隱患中已整改的比例",
        because=("E3-42",),
    ),
    Metric(
        id="M-F10-06d",
        name="一次通過次數",
        unit="次",
        of=RowCount(),
        sheet=Inspections,
        where=Inspections.result.among(PASSED, "優秀"),
        formula="結果為合格或優秀的次數",
        by=BY_AUTHORITY,
        because=("E1-69",),
    ),
    Metric(
        id="M-F10-06e",
        name="配合人次",
        unit="人次",
        of=Sum(Inspections.helpers),
        sheet=Inspections,
        formula="各次檢查配合人次之和",
        because=("E1-68",),
    ),
    Metric(
        id="M-F10-06f",
        name="配合物資金額",
        unit="元",
        of=Sum(Inspections.supplies),
        sheet=Inspections,
        formula="各次檢查配合物資金額之和",
        because=("E1-68",),
    ),
]
