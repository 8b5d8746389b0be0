"""F04 of the five school months: certificates, letters and zones once, meetings and appraisals month by month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.form.filled import Filled
from pipeline.sample.covers import cover
from pipeline.sample.people import CANTEEN_MANAGER, HEAD_OF_LOGISTICS, LOGISTICS
from pipeline.sample.rooms import CLASSROOMS
from pipeline.sample.school import HEAD, SCHOOL_MONTHS, SCHOOL_YEAR
from pipeline.sample.table import Row, day, ledger, month_of, typed

# 姓名 | 證照類別 | 證號 | 發證日期 | 有效期至
CERTIFICATES = """
林秋實 | 健康證明       | JK2025-0912 | 2025-08-20 | 2026-08-19
馮樹清 | 健康證明       | JK2025-0913 | 2025-08-20 | 2026-08-19
蘇秀英 | 健康證明       | JK2025-1107 | 2025-10-15 | 2026-10-14
葉小芬 | 健康證明       | JK2025-1108 | 2025-10-15 | 2026-10-14
潘月娥 | 健康證明       | JK2025-1109 | 2025-10-15 | 2026-10-14
方建華 | 食品安全培訓   | SP2025-0036 | 2025-09-10 | 2028-09-09
劉強   | 校車駕駛資格   | XC2020-0041 | 2020-08-18 | 2026-12-31
劉強   | 駕駛人年度審驗 | NS2026-0041 | 2026-01-08 | 2027-01-07
高衛東 | 校車駕駛資格   | XC2021-0017 | 2021-08-20 | 2027-12-31
高衛東 | 駕駛人年度審驗 | NS2026-0017 | 2026-01-08 | 2027-01-07
王志遠 | 電工證         | DG2022-0305 | 2022-05-10 | 2028-05-09
"""

ZONES = """
教學樓前廣場 | 孫立
食堂周邊     | 方建華
校門內外     | 丁建
操場及看台   | 尹志強
"""
SIGNED_ON, VALID_UNTIL = date(2025, 9, 5), date(2026, 8, 31)

# 日期 | 類別 | 主題 | 學習文件 | 主持人 | 應到 | 實到 | 記錄編號 | 來源培訓 | 整改事項 | 完成日期
MEETINGS = """
03-03 | 後勤例會         | 開學後勤工作安排 | | 何靜   | 16 | 16 | HY-2603-1 |           |   |
03-05 | 食品衛生安全會議 | 春季食品安全要求 | 學校食品安全規定 | 何靜   | 16 | 15 | HY-2603-2 |           | 2 | 03-20
03-06 | 校車安全教育     | 乘車清點與清車 | | 韓志剛 | 4  | 4  | HY-2603-3 |           |   |
03-12 | 上級培訓         | 食堂管理人員培訓 | | 方建華 | 2  | 2  | HY-2603-4 |           |   |
03-18 | 校內傳達         | 食堂管理培訓要點 | | 方建華 | 9  | 9  | HY-2603-5 | HY-2603-4 |   |
04-07 | 後勤例會         | 四月後勤工作安排 | | 何靜   | 16 | 15 | HY-2604-1 |           |   |
04-09 | 食品衛生安全會議 | 留樣與庫房管理 | 食品留樣操作要點 | 何靜   | 16 | 16 | HY-2604-2 |           | 1 | 05-12
04-22 | 技能培訓         | 切配與分餐操作 | | 方建華 | 5  | 5  | HY-2604-3 |           |   |
05-07 | 後勤例會         | 五月後勤工作安排 | | 何靜   | 16 | 16 | HY-2605-1 |           |   |
05-08 | 食品衛生安全會議 | 夏季預防食物中毒 | 食物中毒預防手冊 | 何靜   | 16 | 15 | HY-2605-2 |           |   |
05-20 | 上級培訓         | 校園安全管理培訓 | | 何靜   | 1  | 1  | HY-2605-3 |           |   |
05-25 | 校內傳達         | 校園安全培訓要點 | | 何靜   | 16 | 15 | HY-2605-4 | HY-2605-3 |   |
06-02 | 後勤例會         | 六月後勤工作安排 | | 何靜   | 16 | 16 | HY-2606-1 |           |   |
06-04 | 食品衛生安全會議 | 高溫季節食材保管 | 食品貯存溫度要求 | 何靜   | 16 | 16 | HY-2606-2 |           | 1 | 06-12
07-02 | 後勤例會         | 期末盤點與假期值守 | | 何靜   | 16 | 16 | HY-2607-1 |           |   |
"""

SCORES = {
    "2026-03": "92 88 90 91 87 89 94.5 93 90 86 88 91 90 89 85 87",
    "2026-04": "93 90 91 90 88 90 92 94 91 88 79.5 90 91 90 86 88",
    "2026-05": "92 91 90 92 89 88 95 93 92 89 86 91 92 90 87 88",
    "2026-06": "94 90 92 91 90 89 96 95 91 90 88 92 91 91 88 89",
}
"""考核分 of the 16 in the order of the roster; nobody is appraised in July."""
EXCELLENT, GOOD = 90, 80
REWARD, DEDUCTION, NOTHING = Decimal("100.00"), Decimal("-50.00"), Decimal("0.00")
REWARDED_FROM, DEDUCTED_BELOW = Decimal(94), Decimal(80)


def staff_workbooks() -> list[Filled]:
    """One workbook a school month; the lists of papers and letters come with the first."""
    first = SCHOOL_MONTHS[0]
    return [
        Filled(
            form="F04",
            cover=cover("F04", month),
            sheets={
                "人員證照": [_certificate(*cells) for cells in ledger(CERTIFICATES)] if month == first else [],
                "責任書與包乾區": _letters() if month == first else [],
                "會議與培訓": [_meeting(month, *cells) for cells in ledger(MEETINGS) if _is_alive(month, *cells)],
                "崗位考核": _appraisals(month),
            },
        )
        for month in SCHOOL_MONTHS
    ]


def _certificate(holder: str, kind: str, number: str, issued_on: str, valid_until: str) -> Row:
    return {
        "姓名": holder,
        "證照類別": kind,
        "證號": number,
        "發證日期": date.fromisoformat(issued_on),
        "有效期至": date.fromisoformat(valid_until),
        "核驗人": CANTEEN_MANAGER if holder != CANTEEN_MANAGER else HEAD_OF_LOGISTICS,
    }


def _letters() -> list[Row]:
    staff = [(cells[1], cells[2]) for cells in ledger(LOGISTICS)]
    signed = [
        *(("食堂安全衛生責任書", name, name) for name, department in staff if department == "食堂"),
        *(("後勤安全責任狀", name, name) for name, _ in staff),
        *(("教室管理責任書", room.code, name) for room in CLASSROOMS for name in (room.answers, room.keeper)),
        *(("衛生包乾區", place, name) for place, name in ledger(ZONES)),
    ]
    return [_letter(f"ZR-25-{number:03d}", *one) for number, one in enumerate(signed, start=1)]


def _letter(document: str, category: str, subject: str, signer: str) -> Row:
    return {
        "類別": category,
        "學年": SCHOOL_YEAR,
        "責任對象": subject,
        "責任人": signer,
        "簽訂日期": SIGNED_ON,
        "有效期至": VALID_UNTIL,
        "學校簽訂人": HEAD,
        "文件編號": document,
    }


def _is_alive(month: str, on: str, *cells: str) -> bool:
    """Held in the month, or with matters that the month before left open."""
    held_in, settled = month_of(day(on)), cells[-1]
    return held_in <= month <= (max(held_in, month_of(day(settled))) if settled else held_in)


def _meeting(month: str, on: str, category: str, topic: str, studied: str, *rest: str) -> Row:
    chair, expected, present, record, training, matters, settled_on = rest
    row: Row = {
        "日期": day(on),
        "類別": category,
        "主題": topic,
        "學習文件": studied,
        "主持人": chair,
        "應到人數": int(expected),
        "實到人數": int(present),
        "記錄編號": record,
        "來源培訓編號": training,
        "整改事項數": int(matters) if matters else None,
        "整改完成數": int(matters) if matters and month_of(day(settled_on)) <= month else None,
    }
    return typed(row)


def _appraisals(month: str) -> list[Row]:
    names = [cells[1] for cells in ledger(LOGISTICS)]
    scores = [Decimal(score) for score in SCORES.get(month, "").split()]
    return [
        appraisal(month, name, score, by=HEAD if name == HEAD_OF_LOGISTICS else HEAD_OF_LOGISTICS)
        for name, score in zip(names, scores, strict=False)
    ]


def appraisal(month: str, name: str, score: Decimal, *, by: str) -> Row:
    """The row of F04.4: a reward or a deduction follows from the score."""
    grade = "優" if score >= EXCELLENT else "良" if score >= GOOD else "合格"
    amount = REWARD if score >= REWARDED_FROM else DEDUCTION if score < DEDUCTED_BELOW else NOTHING
    return typed(
        {
            "月份": month,
            "姓名": name,
            "考核分": score,
            "等次": grade,
            "獎懲金額": amount,
            "依據": "月考核制度" if amount else None,
            "考核人": by,
        }
    )
