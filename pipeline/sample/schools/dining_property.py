"""What stands in the school of `dining`: property and rooms (F07), goods and loans (F08), repairs (F09)."""

from __future__ import annotations

from decimal import Decimal

from pipeline.sample.schools.dining_money import COMPENSATIONS, STATIONERY
from pipeline.sample.schools.dining_people import ELECTRICIAN, LOGISTICS_HEAD, ROOMS
from pipeline.sample.schools.rooms import Registration
from pipeline.sample.schools.school import Written
from pipeline.sample.schools.written import written
from pipeline.sample.table import Row, day, ledger, typed

CARDS = written(
    "F07 固定資產台賬",
    """
資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得方式 | 取得日期 | 使用班室 | 責任人
ZC-2009-0001 | 教學樓     | 房屋及構築物 | 平方米 | 960 | 1150.00 | 自建 | 2009-08-25 | G01  | 秦立新
ZC-2019-0001 | 館藏圖書   | 圖書檔案     | 冊     | 2600 | 16.00  | 購置 | 2019-09-10 | Z01  | 洪志成
ZC-2021-0001 | 冷藏留樣櫃 | 設備         | 台     | 1   | 3800.00 | 購置 | 2021-03-12 | T01  | 安素珍
ZC-2022-0001 | 學生課桌凳 | 家具用具     | 套     | 30  | 155.00  | 購置 | 2022-08-20 | C101 | 施雨桐
ZC-2022-0002 | 學生課桌凳 | 家具用具     | 套     | 30  | 155.00  | 購置 | 2022-08-20 | C201 | 季安寧
ZC-2022-0003 | 學生課桌凳 | 家具用具     | 套     | 30  | 155.00  | 購置 | 2022-08-20 | C301 | 翁曉蕾
ZC-2022-0004 | 學生課桌凳 | 家具用具     | 套     | 30  | 155.00  | 購置 | 2022-08-20 | C401 | 廉明月
""",
    狀態="在用",
)
REGISTERED = "課桌 | 學生課桌凳\n凳 | 學生課桌凳"
REGISTRATION = Registration(
    ROOMS,
    in_classrooms="課桌 | 張 |\n凳 | 張 |\n門 | 扇 | 2\n窗 | 扇 | 4\n牆面 | 面 | 4",
    elsewhere="門 | 扇 | 1\n窗 | 扇 | 4",
    also=["G01"],
)
CHECKED_ON = ("03-18 定期", "04-15 定期", "05-13 定期", "05-27 不定期", "06-10 定期")
# 班室編號 | 財產 衛生 節水節電 門窗 of each check in order
CLASSROOM_CARE = """
C101 | 39 28 15 14 | 39 29 15 15 | 38 28 14 15 | 39 27 15 14 | 40 29 15 15
C201 | 38 27 14 15 | 38 28 15 14 | 39 28 15 15 | 38 28 14 14 | 39 28 15 15
C301 | 37 26 14 14 | 38 27 13 14 | 38 27 15 14 | 36 20 13 10 | 38 28 15 15
C401 | 36 27 14 13 | 37 28 14 14 | 37 27 14 15 | 37 28 15 14 | 38 29 15 15
"""
SCORED = ("財產保管分", "衛生分", "節水節電分", "門窗關閉分")
UNTIDY = (day("05-27"), "C301")


def _score(check: str, room: str, scores: str) -> Row:
    on, kind = check.split()
    untidy = (day(on), room) == UNTIDY
    return typed(
        {
            "日期": day(on),
            "班室編號": room,
            "檢查類型": kind,
            **dict(zip(SCORED, map(int, scores.split()), strict=True)),
            "問題": "地面有紙屑，後窗未關" if untidy else None,
            "獎懲": "扣分" if untidy else None,
            "檢查人": "顧長青、洪志成",
        }
    )


CLASSROOM_SCORES = [
    _score(check, room, scores)
    for room, *every in ledger(CLASSROOM_CARE)
    for check, scores in zip(CHECKED_ON, every, strict=True)
]

STORE = [
    *written(
        "F08 物品出入庫",
        "品名 | 單位 | 數量 | 單價\n粉筆 | 盒 | 12 | 3.50",
        日期=day("03-02"),
        類型="期初",
        經辦人=ELECTRICIAN,
    ),
    *STATIONERY,
    *written(
        "F08 物品出入庫",
        """
日期 | 品名 | 單位 | 數量 | 領用人 | 領用部門
03-06 | 粉筆     | 盒 | 10 | 施雨桐 | C101
03-06 | 粉筆     | 盒 | 10 | 季安寧 | C201
03-09 | A4複印紙 | 包 | 8  | 尤佳   | 教務處
04-10 | 粉筆     | 盒 | 15 | 翁曉蕾 | C301
04-10 | 粉筆     | 盒 | 15 | 廉明月 | C401
05-13 | A4複印紙 | 包 | 10 | 尤佳   | 教務處
06-11 | A4複印紙 | 包 | 9  | 葛靜宜 | 財務室
""",
        類型="領用",
        經辦人=ELECTRICIAN,
    ),
]
LOANS = written(
    "F08 借出歸還",
    """
借條號 | 物品或資產編號 | 數量 | 借出日期 | 借用人 | 用途 | 應還日期 | 歸還日期
JT-2603-01 | 移動音箱 | 1 | 03-11 | 洪志成 | 疏散演練     | 03-13 | 03-12
JT-2604-01 | 投影機   | 1 | 04-14 | 尤佳   | 教研活動     | 04-17 | 04-16
JT-2606-01 | 遮陽棚   | 2 | 06-09 | 洪志成 | 防溺水宣傳日 | 06-12 | 06-11
""",
    歸還狀況="完好",
    經手人=ELECTRICIAN,
)

HOLIDAY_REPAIRS = written(
    "F09 報修維修",
    """
維修單號 | 報修日期 | 班室編號 | 類別 | 問題描述 | 緊急程度 | 數量 | 完成日期 | 材料費
WX-2602-001 | 02-09 | G01 | 門窗     | 門窗合頁鬆動       | 複雜 | 6  | 02-10 | 180.00
WX-2602-002 | 02-09 | G01 | 玻璃     | 樓道玻璃破損       | 複雜 | 8  | 02-11 | 256.00
WX-2602-003 | 02-10 | G01 | 吊扇     | 教室吊扇異響       | 複雜 | 4  | 02-11 | 64.00
WX-2602-004 | 02-10 | G01 | 日光燈   | 燈管不亮           | 複雜 | 12 | 02-12 | 264.00
WX-2602-005 | 02-11 | G01 | 飲水機   | 飲水機水垢、漏水   | 複雜 | 4  | 02-12 | 60.00
WX-2602-006 | 02-24 | T01 | 房屋屋面 | 食堂屋面接縫滲水   | 複雜 | 1  | 02-25 | 40.00
""",
    批次="假期集中",
    報修人=LOGISTICS_HEAD,
    驗收人=LOGISTICS_HEAD,
    人為損壞="否",
)
TERM_REPAIRS = written(
    "F09 報修維修",
    """
維修單號 | 報修日期 | 報修人 | 班室編號 | 類別 | 問題描述 | 數量 | 完成日期 | 材料費 | 人為損壞 | 賠償單號 | 滿意度
WX-2603-001 | 03-17 | 安素珍 | T01  | 水龍頭管道 | 洗菜池水龍頭滴水 | 2 | 03-18 | 36.00 | 否 |             | 5
WX-2604-001 | 04-16 | 翁曉蕾 | C301 | 玻璃       | 教室前窗玻璃破裂 | 1 | 04-17 | 42.00 | 是 | PC-2604-001 | 5
WX-2605-001 | 05-21 | 廉明月 | C401 | 桌凳       | 凳面斷裂         | 1 | 05-22 | 58.00 | 是 | PC-2605-001 | 5
WX-2606-001 | 06-08 | 洪志成 | Z01  | 日光燈     | 閱覽區燈管閃爍   | 2 | 06-09 | 44.00 | 否 |             | 4
""",
    批次="日常",
    緊急程度="一般",
)
REPAIRS: list[Row] = [
    {
        **order,
        "維修人": ELECTRICIAN,
        "維修方式": "自修",
        "人工費": Decimal("0.00"),
        "驗收人": order["報修人"],
        "驗收日期": order["完成日期"],
        "狀態": "已驗收",
    }
    for order in [*HOLIDAY_REPAIRS, *TERM_REPAIRS]
]


SHEETS: dict[str, Written] = {
    "F07 固定資產台賬": CARDS,
    "F07 班室登記復查": REGISTRATION.rows(),
    "F07 教室檢查評分": CLASSROOM_SCORES,
    "F08 物品出入庫": STORE,
    "F08 借出歸還": LOANS,
    "F08 損壞賠償": COMPENSATIONS,
    "F09 報修維修": REPAIRS,
}
