"""The parameters of domain 3.4: code, name, default, unit. What a school changes, it changes in F00.1, not here."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.form.expression import Parameter, Type


@dataclass(frozen=True)
class Definition:
    """One parameter: `scale` is that of its expression (金額 2, percentages 4 as a ratio, counts 0)."""

    code: str
    name: str
    default: str
    unit: str = ""
    scale: int = 0
    type: Type = Type.NUMBER

    @property
    def value(self) -> Parameter:
        """The parameter as an expression."""
        return Parameter(self.code, self.scale, self.type)


DEFINITIONS = (
    Definition("P-00a", "學校名稱", "", type=Type.TEXT),
    Definition("P-00b", "學期代碼", "", type=Type.TEXT),
    Definition("P-00c", "統計起日", "", type=Type.DATE),
    Definition("P-00d", "開學日", "", type=Type.DATE),
    Definition("P-00e", "學期結束日", "", type=Type.DATE),
    Definition("P-00f", "一支筆審批人", "", type=Type.TEXT),
    Definition("P-01", "解交期限", "3", "工作日"),
    Definition("P-02", "報支期限", "30", "天"),
    Definition("P-03", "最低詢價家數", "3", "家"),
    Definition("P-04", "詢價起點金額", "1000", "元", 2),
    Definition("P-05", "最低採購人數", "2", "人"),
    Definition("P-06", "最低驗收人數", "2", "人"),
    Definition("P-07", "固定資產單價起點", "1000", "元", 2),
    Definition("P-08", "留樣最低克數", "125", "克"),
    Definition("P-09", "留樣最短小時", "48", "小時"),
    Definition("P-10a", "維修期限：緊急", "0", "工作日"),
    Definition("P-10b", "維修期限：一般", "1", "工作日"),
    Definition("P-10c", "維修期限：複雜", "3", "工作日"),
    Definition("P-11a", "隱患整改期限：一般", "7", "天"),
    Definition("P-11b", "隱患整改期限：較大", "15", "天"),
    Definition("P-12", "夜班最低巡查次數", "2", "次"),
    Definition("P-13", "能耗波動警戒", "30", "%", 4),
    Definition("P-14", "食堂收支偏離警戒", "5", "%", 4),
    Definition("P-15", "盤點差異率警戒", "2", "%", 4),
    Definition("P-16a", "證照到期預警：首次", "60", "天"),
    Definition("P-16b", "證照到期預警：緊急", "30", "天"),
    Definition("P-17", "月報與公佈截止日", "5", "日"),
    Definition("P-18", "每月演練最低次數", "1", "次"),
    Definition("P-19", "滿意率目標", "90", "%", 4),
    Definition("P-20", "意見答覆期限", "7", "天"),
    Definition("P-21", "金額容差", "0.01", "元", 2),
    Definition("P-22a", "教室評分權重：財產", "40", "分"),
    Definition("P-22b", "教室評分權重：衛生", "30", "分"),
    Definition("P-22c", "教室評分權重：節水節電", "15", "分"),
    Definition("P-22d", "教室評分權重：門窗", "15", "分"),
    Definition("P-22e", "等次：優", "90", "分"),
    Definition("P-22f", "等次：良", "80", "分"),
    Definition("P-22g", "等次：合格", "60", "分"),
    Definition("P-23", "每班最低值班人數", "2", "人"),
    Definition("P-24a", "模組：食堂", "是", type=Type.TEXT),
    Definition("P-24b", "模組：校車", "是", type=Type.TEXT),
    Definition("P-24c", "模組：幼兒園", "是", type=Type.TEXT),
    Definition("P-24d", "模組：收費", "是", type=Type.TEXT),
    Definition("P-25", "門衛、打更須持保安員證", "否", type=Type.TEXT),
    Definition("P-26", "整月門檻", "10", "上課日"),
)

BY_CODE = {definition.code: definition for definition in DEFINITIONS}

CANTEEN, BUS, KINDERGARTEN, FEES = "P-24a", "P-24b", "P-24c", "P-24d"

DEPOSIT_LIMIT = BY_CODE["P-01"].value
CLAIM_LIMIT = BY_CODE["P-02"].value
LEAST_QUOTES = BY_CODE["P-03"].value
QUOTES_FROM = BY_CODE["P-04"].value
LEAST_BUYERS = BY_CODE["P-05"].value
LEAST_ACCEPTORS = BY_CODE["P-06"].value
FIXED_ASSET_FROM = BY_CODE["P-07"].value
LEAST_SAMPLE = BY_CODE["P-08"].value
LEAST_SAMPLE_HOURS = BY_CODE["P-09"].value
URGENT_REPAIR = BY_CODE["P-10a"].value
ORDINARY_REPAIR = BY_CODE["P-10b"].value
COMPLEX_REPAIR = BY_CODE["P-10c"].value
DANGER_LIMIT = BY_CODE["P-11a"].value
GREATER_DANGER_LIMIT = BY_CODE["P-11b"].value
LEAST_PATROLS = BY_CODE["P-12"].value
ENERGY_SWING = BY_CODE["P-13"].value
COUNT_DEVIATION = BY_CODE["P-15"].value
FIRST_WARNING = BY_CODE["P-16a"].value
URGENT_WARNING = BY_CODE["P-16b"].value
PUBLICATION_DAY = BY_CODE["P-17"].value
SATISFACTION_TARGET = BY_CODE["P-19"].value
ANSWER_LIMIT = BY_CODE["P-20"].value
TOLERANCE = BY_CODE["P-21"].value
ROOM_PROPERTY_WEIGHT = BY_CODE["P-22a"].value
ROOM_HYGIENE_WEIGHT = BY_CODE["P-22b"].value
ROOM_SAVING_WEIGHT = BY_CODE["P-22c"].value
ROOM_CLOSING_WEIGHT = BY_CODE["P-22d"].value
EXCELLENT_FROM = BY_CODE["P-22e"].value
GOOD_FROM = BY_CODE["P-22f"].value
PASSED_FROM = BY_CODE["P-22g"].value
LEAST_GUARDS = BY_CODE["P-23"].value
