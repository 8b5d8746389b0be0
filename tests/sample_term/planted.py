"""What is planted in the invented school's term, by rule, file, sheet and cell (domain 11)."""

from __future__ import annotations

from tests.workspaces import TERM

MONTHS = [f"2026-0{number}" for number in range(1, 8)]
SCHOOL_MONTHS = MONTHS[2:]

F02, F03, F05, F07, F08, F10, F11, F12, F13 = (
    {month: f"{form}_{TERM}_2026-0{month}.xlsx" for month in range(1, 8)}
    for form in ("F02", "F03", "F05", "F07", "F08", "F10", "F11", "F12", "F13")
)

HELD = [
    ("F05-R20", F05[4], "支出票據", "B15"),  # a second row with an earlier 發票號, 499.00
    ("G-08", F08[4], "損壞賠償", "C3"),  # 班室編號 同上
    ("G-21", F12[5], "環境與文化", "B3"),  # 類別 merged with the row above
    ("G-06", F13[5], "服務保障", "I3"),  # 投入物資金額 五六千
]

EXCLUDED = [
    ("F02-R05", F02[4], "採購驗收入庫", "N68"),  # 80 kg at 4.00, 驗收結果 未驗收
    ("F02-R05", F02[6], "採購驗收入庫", "N82"),  # 30 kg at 4.85, 驗收結果 blank
    ("F05-R13", F05[4], "支出票據", "T12"),  # 380.00, 審核人 blank
    ("F05-R14", F05[5], "支出票據", "O6"),  # 1,240.00, 實物相符 不符
    ("F05-R13", F05[6], "支出票據", "T10"),  # 265.00, 審核人 blank
]

FLAGGED = [
    ("F02-R01", F02[3], "採購驗收入庫", "K44"),
    ("F02-R01", F02[4], "採購驗收入庫", "K50"),
    ("F02-R02", F02[5], "採購驗收入庫", "K38"),
    ("F02-R01", F02[6], "採購驗收入庫", "K32"),
    ("F03-R02", F03[4], "每週菜譜審核", "E4"),  # week 8 begins on 04-20, reviewed on 04-21
    ("F05-R15", F05[3], "支出票據", "I12"),  # 購買批准日期 03-18 after the purchase of 03-16
    ("F05-R05", F05[3], "收費與解交", "D3"),  # 標準 27.00 instead of 25.00
    ("F08-R03", F08[7], "借出歸還", "G2"),  # due on 03-17, never returned
    ("G-19", F08[4], "借出歸還", "A4"),  # not returned, and gone from May's file
    ("F10-R07", F10[4], "隱患台賬", "K5"),  # due on 04-20, rectified on 04-22
    ("F10-R07", F10[7], "隱患台賬", "K2"),  # found on 06-15, due on 06-22, still open
    ("F11-R07", F11[5], "每日運行", "J45"),  # 05-12: 41 up, 30 + 10 down
]

HANDED_IN_BEFORE = {
    "2026-03": [("F08-R03", F08[3], "借出歸還", "G3")],
    "2026-04": [("F08-R03", F08[4], "借出歸還", "G2")],
    "2026-05": [("F08-R03", F08[5], "借出歸還", "G2")],
    "2026-06": [("F08-R03", F08[6], "借出歸還", "G2"), ("F10-R07", F10[6], "隱患台賬", "K7")],
}
"""In the report of a month a danger or a loan is marked where it stands in that month's file."""

SEEN_LATER = {"G-19": "2026-05"}
"""Rules whose finding stands in a file and is known only from a later one."""
