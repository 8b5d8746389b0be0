"""The 236 shifts of the school guard (F10.3): every night, and by day whenever there is no school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from pipeline.sample.days import SCHOOL_DAYS, WINDOW
from pipeline.sample.people import DEPUTY_HEAD, HEAD_OF_LOGISTICS
from pipeline.sample.school import HEAD
from pipeline.sample.table import Row, day, month_of, typed

INCIDENTS = {
    (day("02-14"), "節假日夜班"): "零時後圍牆外燃放煙花，勸離並查看草垛",
    (day("04-18"), "節假日白班"): "校外人員欲入校打球，說明規定後勸返",
    (day("05-21"), "夜班"): "暴雨，低窪處積水，疏通後無損失",
}


@dataclass(frozen=True)
class Guard:
    """Who guards a school: two guards take turns, each with a colleague, under a leader; incidents by day and 班次."""

    guards: tuple[str, str]
    colleagues: Sequence[str]
    leaders: Sequence[str]
    incidents: Mapping[tuple[date, str], str] = field(default_factory=dict)

    def on_duty(self, when: date, shift: str) -> tuple[str, str]:
        """值班人: a guard and a colleague; by day the guard who does not come for the night."""
        place = (when - WINDOW[0]).days
        by_day = shift == "節假日白班"
        return self.guards[(place + by_day) % 2], self.colleagues[(2 * place + by_day) % len(self.colleagues)]

    def relief(self, when: date, shift: str) -> str:
        """接班人: the guard of the next shift; on a school morning the one who opens the gate."""
        if shift == "節假日白班":
            return self.on_duty(when, "節假日夜班")[0]
        tomorrow = when + timedelta(days=1)
        return self.on_duty(tomorrow, "節假日白班")[0] if tomorrow not in SCHOOL_DAYS else self.guards[1]

    def rows(self, month: str) -> list[Row]:
        """F10.3 of a month."""
        return [self._row(each, shift) for each in WINDOW if month_of(each) == month for shift in shifts_of(each)]

    def _row(self, when: date, shift: str) -> Row:
        begins, ends = ("07:30", "18:00") if shift == "節假日白班" else ("18:00", "07:30")
        incident = self.incidents.get((when, shift))
        return typed(
            {
                "日期": when,
                "班次": shift,
                "帶班領導": self.leaders[when.toordinal() % len(self.leaders)],
                "值班人": "、".join(self.on_duty(when, shift)),
                "到崗時間": begins,
                "離崗時間": ends,
                "巡查次數": 2 + when.toordinal() % 3,
                "情況": "異常" if incident else "正常",
                "異常及處理": incident,
                "財產損失金額": Decimal("0.00"),
                "接班人簽字": self.relief(when, shift),
            }
        )


GUARD = Guard(
    guards=("馬國棟", "丁建"),
    colleagues=("王志遠", "尹志強", "金浩然", "侯俊", "段海波", "譚文華", "孔德明", "方曉東"),
    leaders=(HEAD, DEPUTY_HEAD, HEAD_OF_LOGISTICS),
    incidents=INCIDENTS,
)


def shifts_of(when: date) -> list[str]:
    """班次 of a day, in their order."""
    return ["夜班"] if when in SCHOOL_DAYS else ["節假日白班", "節假日夜班"]
