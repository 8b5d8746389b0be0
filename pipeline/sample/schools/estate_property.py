"""What stands in the school of `estate`: property and rooms (F07), goods and loans (F08), repairs (F09)."""

from __future__ import annotations

from decimal import Decimal

from pipeline.sample.schools.estate_money import COMPENSATIONS, STATIONERY
from pipeline.sample.schools.estate_people import ELECTRICIAN, LOGISTICS_HEAD, PROPERTY_KEEPER, ROOMS
from pipeline.sample.schools.estate_works import SEATS_VOUCHER
from pipeline.sample.schools.rooms import Registration
from pipeline.sample.schools.school import Written
from pipeline.sample.schools.written import written
from pipeline.sample.table import Row, day

SEATS, SEAT_PRICE = "學生課桌凳", Decimal("165.00")
CLASSES = [room for room in ROOMS if room["類別"] == "教室"]

OLDER_CARDS = written(
    "F07 固定資產台賬",
    """
資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得方式 | 取得日期 | 使用班室 | 責任人 | 狀態
ZC-2004-0001 | 教學樓     | 房屋及構築物 | 平方米 | 2860 | 1180.00 | 自建 | 2004-08-20 | G01 | 龐大海 | 在用
ZC-2008-0001 | 舊課桌凳   | 家具用具     | 套     | 560  | 95.00   | 購置 | 2008-08-22 | G01 | 龐大海 | 已處置
ZC-2016-0001 | 顯微鏡     | 設備         | 台     | 24   | 1260.00 | 購置 | 2016-09-08 | Z01 | 冼小芳 | 在用
ZC-2018-0001 | 館藏圖書   | 圖書檔案     | 冊     | 8600 | 15.00   | 購置 | 2018-09-10 | Z03 | 柯建民 | 在用
ZC-2020-0001 | 學生用電腦 | 設備         | 台     | 46   | 3480.00 | 購置 | 2020-09-04 | Z02 | 藍志遠 | 在用
""",
)
NEW_SEATS: list[Row] = [
    {
        "資產編號": f"ZC-2026-{serial:04}",
        "資產名稱": SEATS,
        "資產類別": "家具用具",
        "計價單位": "套",
        "數量": room["學生數"],
        "單價": SEAT_PRICE,
        "取得方式": "購置",
        "取得日期": day("02-24"),
        "使用班室": room["班室編號"],
        "責任人": room["責任人"],
        "狀態": "在用",
        "憑證號": SEATS_VOUCHER,
    }
    for serial, room in enumerate(CLASSES, start=1)
]
"""610 sets, one for each child."""
KITCHEN = written(
    "F07 固定資產台賬",
    """
資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得方式 | 取得日期 | 使用班室 | 責任人 | 狀態
ZC-2026-0015 | 廚房改造設施 | 設備 | 套 | 1 | 38600.00 | 自建 | 04-20 | K09 | 嚴淑芬 | 在用
""",
)
CHANGES: list[Row] = [
    *written(
        "F07 資產增減",
        """
日期 | 資產編號 | 變動類型 | 數量 | 金額 | 原因 | 審批人 | 審批日期 | 單據號
03-06 | ZC-2008-0001 | 報廢     | 560 | 53200.00 | 使用十八年，破損嚴重 | 聞道遠 | 03-05 | BF-2603-01
04-20 | ZC-2026-0015 | 自建轉入 | 1   | 38600.00 |                      |        |       | GC-26-03
""",
    ),
    *(
        {
            "日期": day("03-03"),
            "資產編號": card["資產編號"],
            "變動類型": "購置增加",
            "數量": card["數量"],
            "金額": int(str(card["數量"])) * SEAT_PRICE,
            "單據號": SEATS_VOUCHER,
        }
        for card in NEW_SEATS
    ),
]

REGISTERED = f"課桌 | {SEATS}\n凳 | {SEATS}"
REGISTRATION = Registration(
    ROOMS,
    in_classrooms="課桌 | 張 |\n凳 | 張 |\n門 | 扇 | 2\n窗 | 扇 | 6\n牆面 | 面 | 4\n日光燈 | 盞 | 8",
    elsewhere="門 | 扇 | 1\n窗 | 扇 | 4",
    changes={
        ("C401", "日光燈"): (1, 0, "報廢", "WX-2606-001"),
        ("C602", "凳"): (0, 1, "", "WX-2606-002"),
    },
    also=["G01", "K09"],
)

STORE = [
    *STATIONERY,
    *written(
        "F08 物品出入庫",
        """
日期 | 品名 | 單位 | 數量 | 領用人 | 領用部門
03-06 | 粉筆     | 盒 | 40 | 藍志遠 | 教務處
03-06 | A4複印紙 | 包 | 15 | 冼小芳 | 教務處
05-08 | 粉筆     | 盒 | 40 | 藍志遠 | 教務處
05-08 | A4複印紙 | 包 | 10 | 柯建民 | 德育處
""",
        類型="領用",
        經辦人=PROPERTY_KEEPER,
    ),
]
LOANS = written(
    "F08 借出歸還",
    """
借條號 | 物品或資產編號 | 數量 | 借出日期 | 借用人 | 用途 | 應還日期 | 歸還日期
JT-2603-01 | ZC-2016-0001 | 12 | 03-16 | 褚文斌 | 科學課觀察   | 03-20 | 03-19
JT-2604-01 | 擴音器       | 2  | 04-21 | 柯建民 | 疏散演練     | 04-24 | 04-23
JT-2605-01 | ZC-2016-0001 | 10 | 05-11 | 滕立峰 | 科學課觀察   | 05-15 | 05-15
JT-2606-01 | 攝像機       | 1  | 06-15 | 申思琪 | 幼兒園活動   | 06-18 | 06-17
""",
    歸還狀況="完好",
    經手人=PROPERTY_KEEPER,
)

BEFORE_OPENING = written(
    "F09 報修維修",
    """
維修單號 | 報修日期 | 班室編號 | 類別 | 問題描述 | 數量 | 完成日期 | 材料費
WX-2602-001 | 02-09 | G01 | 電路       | 各班插座、開關逐處檢修 | 34 | 02-12 | 420.00
WX-2602-002 | 02-10 | G01 | 水龍頭管道 | 水龍頭漏水、閥門失靈   | 18 | 02-12 | 396.00
WX-2602-003 | 02-24 | G01 | 日光燈     | 教室燈管不亮           | 12 | 02-26 | 264.00
""",
    批次="開學前",
    緊急程度="複雜",
    報修人=LOGISTICS_HEAD,
    人為損壞="否",
)
IN_TERM = written(
    "F09 報修維修",
    """
維修單號 | 報修日期 | 報修人 | 班室編號 | 類別 | 問題描述 | 數量 | 完成日期 | 材料費 | 人為損壞 | 賠償單號 | 滿意度
WX-2603-001 | 03-24 | 單玉珍 | C502 | 門窗     | 教室門鎖被撬壞   | 1 | 03-25 | 68.00 | 是 | PC-2603-001 | 5
WX-2603-002 | 03-26 | 冼小芳 | Z01  | 教學儀器 | 顯微鏡調焦失靈   | 3 | 03-27 | 45.00 | 否 |             | 5
WX-2605-001 | 05-19 | 向紅梅 | C302 | 玻璃     | 教室窗玻璃破裂   | 1 | 05-20 | 40.00 | 是 | PC-2605-001 | 5
WX-2606-001 | 06-23 | 苗建新 | C401 | 日光燈   | 燈架鏽斷，已拆除 | 1 | 06-24 | 12.00 | 否 |             | 4
WX-2606-002 | 06-29 | 芮雅靜 | C602 | 桌凳     | 凳腳鬆動         | 1 | 06-30 | 6.00  | 否 |             | 5
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
    for order in [*BEFORE_OPENING, *IN_TERM]
]

SHEETS: dict[str, Written] = {
    "F07 固定資產台賬": {
        "2026-03": [*OLDER_CARDS, *NEW_SEATS],
        "2026-04": [*OLDER_CARDS, *NEW_SEATS, *KITCHEN],
    },
    "F07 班室登記復查": REGISTRATION.rows(),
    "F07 資產增減": CHANGES,
    "F08 物品出入庫": STORE,
    "F08 借出歸還": LOANS,
    "F08 損壞賠償": COMPENSATIONS,
    "F09 報修維修": REPAIRS,
}
