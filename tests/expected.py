"""What each form adds to the sample and to the program: a form's author adds one line here.

Counted by hand from the domain pages and from what the sample's modules plant, so that totals anywhere in the tests are
sums of these and move with a new form by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """One form. Months are those of 2026, one digit each; ids are separated by spaces.

    `due` has the months that a workbook is due in, `absent` those of them in which none is handed in; `effects` counts
    the planted HOLD, EXCLUDE and FLAG findings in its workbooks, and `returned` has the months of those that go back.
    `once` marks a form without a monthly workbook.
    """

    title: str
    due: str
    absent: str = ""
    effects: tuple[int, int, int] = (0, 0, 0)
    returned: str = ""
    tables: str = ""
    charts: str = ""
    cross_rules: str = ""
    once: bool = False

    @property
    def months(self) -> list[str]:
        """The months of its workbooks in the sample."""
        return [f"2026-0{month}" for month in self.due if month not in self.absent]


FORMS: Mapping[str, Expected] = {
    "F00": Expected("基礎資料表", "1", once=True),
    "F01": Expected("開學籌備檢查表", "3", tables="S02 S03", cross_rules="X-37", once=True),
    "F02": Expected(
        "食堂採購驗收出入庫台賬",
        "34567",
        effects=(0, 2, 4),
        returned="3456",
        tables="S04 S05",
        charts="C03",
        cross_rules="X-01 X-02 X-03 X-04",
    ),
    "F03": Expected(
        "供餐與食品安全台賬",
        "34567",
        effects=(0, 0, 1),
        returned="4",
        tables="S06 S07",
        charts="C08",
        cross_rules="X-05 X-06 X-07 X-08 X-09 X-10",
    ),
    "F04": Expected("人員證照責任與會議培訓表", "34567", tables="S08 S09", charts="C09", cross_rules="X-11 X-12"),
    "F05": Expected(
        "經費收支與票據台賬",
        "1234567",
        effects=(1, 3, 2),
        returned="3456",
        tables="S10 S11 S12 S13 S14",
        charts="C02",
        cross_rules="X-13 X-15 X-22 X-23 X-24 X-25",
    ),
    "F06": Expected("水電能耗台賬", "1234567", tables="S15 S16", charts="C01", cross_rules="X-19 X-26 X-27 X-28"),
    "F07": Expected(
        "校產與教室管理表",
        "34567",
        tables="S17 S18 S19",
        charts="C07 C11",
        cross_rules="X-17 X-29 X-30 X-31 X-32 X-33",
    ),
    "F08": Expected(
        "物品領用借還賠償台賬",
        "34567",
        effects=(1, 0, 2),
        returned="47",
        tables="S20",
        cross_rules="X-34 X-35 X-36",
    ),
    "F09": Expected("報修維修台賬", "1234567", absent="5", tables="S21", charts="C06", cross_rules="X-18 X-35"),
    "F10": Expected(
        "安全檢查值班與演練台賬",
        "1234567",
        effects=(0, 0, 2),
        returned="47",
        tables="S22 S23 S24",
        charts="C04 C05",
        cross_rules="X-38 X-39 X-40 X-41 X-42",
    ),
    "F11": Expected(
        "校車安全台賬",
        "34567",
        effects=(0, 0, 1),
        returned="5",
        tables="S25",
        charts="C14",
        cross_rules="X-20 X-43 X-44 X-45",
    ),
    "F12": Expected(
        "基建添置與捐贈台賬",
        "1234567",
        effects=(1, 0, 0),
        returned="5",
        tables="S26 S27 S28",
        charts="C10",
        cross_rules="X-14 X-16 X-21 X-46 X-47",
    ),
    "F13": Expected(
        "服務保障與意見台賬",
        "34567",
        effects=(1, 0, 0),
        returned="5",
        tables="S29",
        charts="C12",
        cross_rules="X-48 X-49",
    ),
}

WORKBOOKS = [(form, month) for form, one in FORMS.items() for month in one.months]
"""Form and month of each workbook of the sample."""
DUE = sum(len(one.due) for one in FORMS.values())
ABSENT = sorted((form, f"2026-0{month}") for form, one in FORMS.items() for month in one.absent)
"""Forms and months that G-04 tells of."""
EFFECTS = tuple(sum(one.effects[at] for one in FORMS.values()) for at in range(3))
"""HOLD, EXCLUDE and FLAG findings in the sample's workbooks; G-04 comes on top of the FLAGs."""
TABLES = {"S01", "S30", "S31", *" ".join(one.tables for one in FORMS.values()).split()}
CHARTS = {"C13"} | set(" ".join(one.charts for one in FORMS.values()).split())
CROSS_RULES = set(" ".join(one.cross_rules for one in FORMS.values()).split())
"""X-50 is the program's check of itself and gives no finding."""
