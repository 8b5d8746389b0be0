"""The 60 people of the school, 16 of them in logistics (F00.3). All names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.sample.table import Row, ledger, typed

# 工號 | 姓名 | 部門 | 崗位 | 兼崗 | 用工性質 | 操作 | 直接入口 | 到崗
LOGISTICS = """
HQ001 | 何靜   | 總務處 | 總務主任   | 室長 | 在編   | 否 | 否 | 2012-09-01
HQ002 | 王志遠 | 總務處 | 水電工     |      | 聘用   | 否 | 否 | 2015-03-01
HQ003 | 沈玉蘭 | 總務處 | 財產管理員 |      | 在編   | 否 | 否 | 2014-09-01
HQ004 | 方建華 | 食堂   | 食堂管理員 |      | 在編   | 否 | 否 | 2016-09-01
HQ005 | 陳大勇 | 食堂   | 採購員     |      | 聘用   | 否 | 否 | 2019-09-01
HQ006 | 趙敏   | 食堂   | 採購員     |      | 聘用   | 否 | 否 | 2020-09-01
HQ007 | 林秋實 | 食堂   | 廚師       |      | 臨時工 | 是 | 是 | 2024-09-01
HQ008 | 吳桂芳 | 食堂   | 倉庫保管員 |      | 在編   | 否 | 否 | 2013-09-01
HQ009 | 馮樹清 | 食堂   | 廚師       |      | 聘用   | 是 | 是 | 2018-09-01
HQ010 | 蘇秀英 | 食堂   | 幫廚       |      | 聘用   | 是 | 是 | 2021-09-01
HQ011 | 葉小芬 | 食堂   | 幫廚       |      | 聘用   | 是 | 是 | 2022-03-01
HQ012 | 潘月娥 | 食堂   | 幫廚       |      | 聘用   | 是 | 是 | 2023-09-01
HQ013 | 劉強   | 校車隊 | 校車駕駛人 |      | 臨時工 | 否 | 否 | 2020-09-01
HQ014 | 高衛東 | 校車隊 | 校車駕駛人 |      | 聘用   | 否 | 否 | 2021-09-01
HQ015 | 馬國棟 | 門衛   | 打更       |      | 臨時工 | 否 | 否 | 2017-09-01
HQ016 | 丁建   | 門衛   | 門衛       |      | 聘用   | 否 | 否 | 2019-03-01
"""

OFFICES = """
XZ001 | 孫立   | 其他   | 校領導 | 室長 | 在編 | 否 | 否 | 2018-08-15
XZ002 | 梁慧   | 其他   | 校領導 |      | 在編 | 否 | 否 | 2019-08-15
XZ003 | 錢會敏 | 財務室 | 會計   | 室長 | 在編 | 否 | 否 | 2011-09-01
XZ004 | 范小雲 | 財務室 | 出納   |      | 在編 | 否 | 否 | 2017-09-01
XZ005 | 羅文斌 | 教務處 | 教師   | 室長 | 在編 | 否 | 否 | 2010-09-01
XZ006 | 許靜怡 | 教務處 | 教師   |      | 在編 | 否 | 否 | 2016-09-01
XZ007 | 韓志剛 | 德育處 | 教師   | 室長 | 在編 | 否 | 否 | 2009-09-01
XZ008 | 唐曉燕 | 德育處 | 教師   |      | 在編 | 否 | 否 | 2018-09-01
"""

CLASS_TEACHERS = """
宋佳欣 曾麗萍 袁海燕 鄧志明 彭雅琴 呂思源 蔣文靜 周雨晴 余建國 魏曉彤
杜鵬飛 盧婉婷 姚俊傑 戴美玲 汪海濤 任慧敏 石曉東 賀春梅 邱玉潔 江雪梅
"""
"""One a classroom, in the order of the classrooms."""

SUBJECT_TEACHERS = """
譚文華 龔麗娜 方曉東 秦雨萱 孔德明 白雪 尹志強 熊倩 金浩然 侯俊
薛文靜 段海波 鍾秀蘭 杜梅 曹麗 毛建平
"""
"""The first 13 are head of a room; 杜梅 and 曹麗 escort the buses too."""

ROOM_HEADS = 13
ESCORTS = {"杜梅", "曹麗"}
MAIL_DOMAIN = "shili.example"
MAILBOXES = {
    "何靜": "zongwu",
    "方建華": "shitang",
    "吳桂芳": "cangku",
    "沈玉蘭": "caichan",
    "錢會敏": "caiwu",
    "王志遠": "shuidian",
    "孫立": "xiaozhang",
}


@dataclass(frozen=True)
class Person:
    """A row of the roster."""

    number: str
    name: str
    department: str
    post: str
    second_posts: str
    contract: str
    operates: str
    touches_food: str
    since: date

    def row(self) -> Row:
        """The row of F00.3."""
        mailbox = MAILBOXES.get(self.name)
        return typed(
            {
                "工號": self.number,
                "姓名": self.name,
                "部門": self.department,
                "崗位": self.post,
                "兼崗": self.second_posts,
                "用工性質": self.contract,
                "食堂操作人員": self.operates,
                "接觸直接入口食品": self.touches_food,
                "到崗日期": self.since,
                "電郵": f"{mailbox}@{MAIL_DOMAIN}" if mailbox else None,
            }
        )


def _listed(text: str) -> list[Person]:
    return [_person(*cells) for cells in ledger(text)]


def _person(number: str, name: str, department: str, *rest: str) -> Person:
    post, second_posts, contract, operates, touches_food, since = rest
    duties = (post, second_posts, contract, operates, touches_food)
    return Person(number, name, department, *duties, date.fromisoformat(since))


def _teacher(order: int, name: str, post: str, second_posts: str = "") -> Person:
    since = date(2008 + order * 5 % 16, 9, 1)
    return Person(f"JS{order:03d}", name, "班級", post, second_posts, "在編", "否", "否", since)


def _class_teachers() -> list[Person]:
    return [_teacher(order, name, "班主任") for order, name in enumerate(CLASS_TEACHERS.split(), start=1)]


def _subject_teachers() -> list[Person]:
    first = len(CLASS_TEACHERS.split()) + 1
    return [
        _teacher(first + place, name, "教師", _second_post(place, name))
        for place, name in enumerate(SUBJECT_TEACHERS.split())
    ]


def _second_post(place: int, name: str) -> str:
    if name in ESCORTS:
        return "隨車照管人員"
    return "室長" if place < ROOM_HEADS else ""


STAFF = [*_listed(LOGISTICS), *_listed(OFFICES), *_class_teachers(), *_subject_teachers()]

BOOKKEEPER, CASHIER = "錢會敏", "范小雲"
HEAD_OF_LOGISTICS, PROPERTY_KEEPER, ELECTRICIAN = "何靜", "沈玉蘭", "王志遠"
CANTEEN_MANAGER, STOREKEEPER = "方建華", "吳桂芳"
SAFETY_OFFICER, DEPUTY_HEAD = "韓志剛", "梁慧"
BUYERS = ("陳大勇", "趙敏")
COOKS = ("林秋實", "馮樹清")
DRIVER = "劉強"


def roster_rows() -> list[Row]:
    """F00.3."""
    return [person.row() for person in STAFF]
