"""The people of a small school (F00.3) and the letters that they sign (F04.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.sample.school import SCHOOL_YEAR
from pipeline.sample.schools.written import written
from pipeline.sample.table import Row, ledger

COOKING = ("廚師", "幫廚")
LOGISTICS = ("總務處", "食堂", "校車隊", "門衛")
SIGNED_ON, VALID_UNTIL = date(2025, 9, 5), date(2026, 8, 31)


def roster(text: str) -> list[Row]:
    """F00.3 from lines 姓名 | 部門 | 崗位 | 兼崗 | 用工性質 | 到崗日期; only cooks handle food."""
    people = written("F00 人員名冊", f"姓名 | 部門 | 崗位 | 兼崗 | 用工性質 | 到崗日期\n{text}")
    return [
        {"工號": f"RY{serial:03}", **person, "食堂操作人員": cooks, "接觸直接入口食品": cooks}
        for serial, person in enumerate(people, start=1)
        for cooks in ["是" if person["崗位"] in COOKING else "否"]
    ]


def letters(people: Sequence[Row], rooms: Sequence[Row], head: str, zones: str = "") -> list[Row]:
    """F04.2: what everybody in logistics and each class teacher signs, and the zones 地點 | 責任人."""
    staff = [(str(one["姓名"]), one["部門"]) for one in people if one["部門"] in LOGISTICS]
    classes = [(str(room["班室編號"]), str(room["責任人"])) for room in rooms if room["類別"] == "教室"]
    signed = [
        *(("食堂安全衛生責任書", name, name) for name, department in staff if department == "食堂"),
        *(("後勤安全責任狀", name, name) for name, _ in staff),
        *(("教室管理責任書", code, teacher) for code, teacher in classes),
        *(("衛生包乾區", place, name) for place, name in ledger(zones)),
    ]
    return [
        {
            "類別": category,
            "學年": SCHOOL_YEAR,
            "責任對象": subject,
            "責任人": signer,
            "簽訂日期": SIGNED_ON,
            "有效期至": VALID_UNTIL,
            "學校簽訂人": head,
            "文件編號": f"ZR-25-{serial:03}",
        }
        for serial, (category, subject, signer) in enumerate(signed, start=1)
    ]
