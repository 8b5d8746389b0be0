"""Classes and rooms (F00.4): 20 classes of 836 pupils, 39 rooms to register, the waiting room and the grounds."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.sample.people import CLASS_TEACHERS, SUBJECT_TEACHERS
from pipeline.sample.table import Row, ledger, typed

GRADES = "一二三四五六"
KINDERGARTEN_GRADES = ("幼兒中班", "幼兒大班")
SMALLER_CLASSES = {"C602", "C603", "K01", "K02"}
"""41 pupils; all others have 42."""

# 班室編號 | 班室名稱 | 類別 | 專用室類型 | 屬三室 | 責任人
OTHER_ROOMS = """
Z01 | 科學實驗室     | 專用室       | 實驗室     | 是 | 譚文華
Z02 | 計算機室       | 專用室       | 計算機室   | 是 | 龔麗娜
Z03 | 圖書室         | 專用室       | 圖書室     | 是 | 方曉東
Z04 | 音樂室         | 專用室       | 音樂室     | 否 | 秦雨萱
Z05 | 美術室         | 專用室       | 美術室     | 否 | 孔德明
Z06 | 體育器材室     | 專用室       | 體育器材室 | 否 | 尹志強
Z07 | 多功能教室     | 專用室       | 其他       | 否 | 白雪
Z08 | 心理輔導室     | 專用室       | 其他       | 否 | 熊倩
B01 | 校長室         | 辦公室       |            | 否 | 孫立
B02 | 教務處         | 辦公室       |            | 否 | 羅文斌
B03 | 德育處         | 辦公室       |            | 否 | 韓志剛
B04 | 總務處         | 辦公室       |            | 否 | 何靜
B05 | 財務室         | 辦公室       |            | 否 | 錢會敏
B06 | 低年級組辦公室 | 辦公室       |            | 否 | 金浩然
B07 | 中年級組辦公室 | 辦公室       |            | 否 | 侯俊
B08 | 高年級組辦公室 | 辦公室       |            | 否 | 薛文靜
B09 | 幼兒組辦公室   | 辦公室       |            | 否 | 段海波
B10 | 科任組辦公室   | 辦公室       |            | 否 | 鍾秀蘭
T01 | 學生食堂       | 食堂         |            | 否 | 方建華
G01 | 教學樓公共部位 | 校舍公共部位 |            | 否 | 王志遠
Y01 | 操場           | 運動場地     |            | 否 | 尹志強
K03 | 幼兒三班教室   | 其他         |            | 否 | 杜梅
"""

WAITING_ROOM = "K03"
REGISTERED_KINDS = ("教室", "專用室", "辦公室", "食堂")
"""Rooms whose property is registered and checked again each term."""


@dataclass(frozen=True)
class Room:
    """A class or a room; `grade` and `pupils` belong to classes."""

    code: str
    name: str
    kind: str
    answers: str
    special: str = ""
    three_rooms: str = "否"
    grade: str = ""
    pupils: int | None = None
    keeper: str = ""

    def row(self) -> Row:
        """The row of F00.4."""
        return typed(
            {
                "班室編號": self.code,
                "班室名稱": self.name,
                "類別": self.kind,
                "專用室類型": self.special,
                "屬三室": self.three_rooms,
                "年級": self.grade,
                "學生數": self.pupils,
                "責任人": self.answers,
                "教室管理員": self.keeper,
            }
        )


def _class_names() -> list[tuple[str, str, str]]:
    """Code, name and grade: 三年級2班 is C302."""
    school = [
        (f"C{year}0{number}", f"{grade}年級{number}班", grade)
        for year, grade in enumerate(GRADES, start=1)
        for number in (1, 2, 3)
    ]
    kindergarten = [(f"K{number:02d}", grade, grade) for number, grade in enumerate(KINDERGARTEN_GRADES, start=1)]
    return school + kindergarten


def _classrooms() -> list[Room]:
    keepers = SUBJECT_TEACHERS.split()
    return [
        Room(
            code=code,
            name=name,
            kind="教室",
            answers=teacher,
            grade=grade,
            pupils=41 if code in SMALLER_CLASSES else 42,
            keeper=keepers[place % len(keepers)],
        )
        for place, ((code, name, grade), teacher) in enumerate(zip(_class_names(), CLASS_TEACHERS.split(), strict=True))
    ]


CLASSROOMS = _classrooms()
ROOMS = [
    *CLASSROOMS,
    *(
        Room(code, name, kind, answers, special, three_rooms)
        for code, name, kind, special, three_rooms, answers in ledger(OTHER_ROOMS)
    ),
]
PUPILS = sum(room.pupils or 0 for room in CLASSROOMS)


def room_rows() -> list[Row]:
    """F00.4."""
    return [room.row() for room in ROOMS]
