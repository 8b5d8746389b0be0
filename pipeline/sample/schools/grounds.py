"""示例市春田小學: six classes with a canteen and a bus; works, gifts, daily checks and the second run home (E3)."""

from __future__ import annotations

from decimal import Decimal

from pipeline.forms.parameters import FEES, KINDERGARTEN
from pipeline.sample.guard import Guard
from pipeline.sample.school import SCHOOL_MONTHS
from pipeline.sample.schools import grounds_works
from pipeline.sample.schools.base import base_sheets, safety_sheets
from pipeline.sample.schools.grounds_people import (
    BOOKKEEPER,
    CANTEEN_MANAGER,
    DRIVER,
    FLEET,
    FOOD_SUPPLIERS,
    HEAD,
    KEEPER,
    KITCHEN,
    LOGISTICS_HEAD,
    MORAL_OFFICE,
    OTHER_SUPPLIERS,
    PEOPLE,
    PROPERTY_KEEPER,
    ROOMS,
    TEACHING_OFFICE,
)
from pipeline.sample.schools.people import letters
from pipeline.sample.schools.rooms import Registration
from pipeline.sample.schools.school import School
from pipeline.sample.schools.written import written
from pipeline.sample.table import Row

NAME = "示例市春田小學"
LACKS = frozenset({KINDERGARTEN, FEES})

TASKS = written(
    "F01 開學準備事項",
    """
序號 | 類別 | 事項 | 涉及班室 | 應檢數量 | 完好或修復數量 | 責任人 | 計劃完成日 | 實際完成日 | 驗收人
1 | 電路     | 教室和專用室線路檢查 | 全校 | 24  | 24  | 莫建華 | 02-27 | 02-25 | 施達明
2 | 供水     | 水龍頭和水管檢查     | 全校 | 18  | 18  | 莫建華 | 02-27 | 02-25 | 施達明
3 | 桌凳     | 各班桌凳清點緊固     | 全校 | 192 | 192 | 莫建華 | 02-27 | 02-26 | 施達明
4 | 食堂清潔 | 餐廳清掃和餐具消毒   | T01  |     |     | 武桂蘭 | 02-27 | 02-27 | 施達明
""",
    完成情況="已完成",
)
CERTIFICATES = written(
    "F04 人員證照",
    f"""
姓名 | 證照類別 | 證號 | 發證日期 | 有效期至
閔大志   | 健康證明       | JK2025-4101 | 2025-10-15 | 2026-10-14
仇小鳳   | 健康證明       | JK2025-4102 | 2025-10-15 | 2026-10-14
{DRIVER} | 校車駕駛資格   | XC2019-0044 | 2019-08-20 | 2027-12-31
{DRIVER} | 駕駛人年度審驗 | NS2026-0044 | 2026-01-08 | 2027-01-07
莫建華   | 電工證         | DG2023-0211 | 2023-06-12 | 2029-06-11
""",
    核驗人=LOGISTICS_HEAD,
)
MEETINGS = written(
    "F04 會議與培訓",
    """
日期 | 類別 | 主題 | 學習文件 | 主持人 | 應到人數 | 實到人數 | 記錄編號
03-05 | 食品衛生安全會議 | 開學食品安全要求     | 學校食品安全規定 | 武桂蘭 | 6  | 6  | HY-2603-1
03-06 | 校車安全教育     | 清點人數和候車秩序   |                  | 危立新 | 3  | 3  | HY-2603-2
04-02 | 後勤例會         | 春季校園整修分步安排 |                  | 施達明 | 11 | 11 | HY-2604-1
04-09 | 食品衛生安全會議 | 庫房和留樣管理       | 食品留樣操作要點 | 武桂蘭 | 6  | 6  | HY-2604-2
04-24 | 技能培訓         | 切配與分餐操作       |                  | 武桂蘭 | 2  | 2  | HY-2604-3
05-07 | 食品衛生安全會議 | 運動會供餐安排       | 集體供餐安全要求 | 武桂蘭 | 6  | 6  | HY-2605-1
06-04 | 食品衛生安全會議 | 高溫天食材保管       | 食品貯存溫度要求 | 武桂蘭 | 6  | 6  | HY-2606-1
""",
)

OLDER_CARDS = written(
    "F07 固定資產台賬",
    """
資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得方式 | 取得日期 | 使用班室 | 責任人
ZC-2006-0001 | 教學樓     | 房屋及構築物 | 平方米 | 1760 | 1200.00 | 自建 | 2006-08-20 | G01 | 莫建華
ZC-2019-0001 | 學生用電腦 | 設備         | 台     | 33   | 3550.00 | 購置 | 2019-09-05 | Z01 | 盛國華
ZC-2020-0001 | 館藏圖書   | 圖書檔案     | 冊     | 4200 | 16.00   | 購置 | 2020-09-10 | Z02 | 危立新
ZC-2022-0001 | 學生課桌凳 | 家具用具     | 套     | 32   | 158.00  | 購置 | 2022-08-20 | C101 | 路小琴
ZC-2022-0002 | 學生課桌凳 | 家具用具     | 套     | 32   | 158.00  | 購置 | 2022-08-20 | C201 | 岑志明
ZC-2022-0003 | 學生課桌凳 | 家具用具     | 套     | 32   | 158.00  | 購置 | 2022-08-20 | C301 | 茅雅文
ZC-2022-0004 | 學生課桌凳 | 家具用具     | 套     | 32   | 158.00  | 購置 | 2022-08-20 | C401 | 裴曉燕
ZC-2022-0005 | 學生課桌凳 | 家具用具     | 套     | 32   | 158.00  | 購置 | 2022-08-20 | C501 | 耿國慶
ZC-2022-0006 | 學生課桌凳 | 家具用具     | 套     | 32   | 158.00  | 購置 | 2022-08-20 | C601 | 樂思思
""",
    狀態="在用",
)
CARDS_OF_MARCH = written(
    "F07 固定資產台賬",
    """
資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得日期 | 使用班室 | 責任人 | 憑證號
ZC-2026-0001 | 台式電腦 | 設備     | 台 | 6 | 4150.00 | 03-06 | B02  | 施達明 | ZC-2603-001
ZC-2026-0002 | 班級書櫃 | 家具用具 | 個 | 1 | 420.00  | 03-13 | C101 | 路小琴 | ZC-2603-002
ZC-2026-0003 | 班級書櫃 | 家具用具 | 個 | 1 | 420.00  | 03-13 | C201 | 岑志明 | ZC-2603-002
ZC-2026-0004 | 班級書櫃 | 家具用具 | 個 | 1 | 420.00  | 03-13 | C301 | 茅雅文 | ZC-2603-002
ZC-2026-0005 | 班級書櫃 | 家具用具 | 個 | 1 | 420.00  | 03-13 | C401 | 裴曉燕 | ZC-2603-002
ZC-2026-0006 | 班級書櫃 | 家具用具 | 個 | 1 | 420.00  | 03-13 | C501 | 耿國慶 | ZC-2603-002
ZC-2026-0007 | 班級書櫃 | 家具用具 | 個 | 1 | 420.00  | 03-13 | C601 | 樂思思 | ZC-2603-002
ZC-2026-0008 | 投影儀   | 設備     | 台 | 4 | 4860.00 | 03-20 | C101 | 路小琴 | ZC-2603-003
""",
    取得方式="購置",
    狀態="在用",
)
CARDS_OF_MAY = written(
    "F07 固定資產台賬",
    """
資產編號 | 資產名稱 | 資產類別 | 計價單位 | 數量 | 單價 | 取得方式 | 取得日期 | 憑證號
ZC-2026-0009 | 不鏽鋼旗桿   | 設備         | 個 | 1 | 3600.00  | 購置 | 05-26 | ZC-2605-003
ZC-2026-0010 | 領操台升旗台 | 房屋及構築物 | 個 | 2 | 12300.00 | 自建 | 05-28 |
""",
    使用班室="Y01",
    責任人=PROPERTY_KEEPER,
    狀態="在用",
)
CHANGES: list[Row] = [
    {
        "日期": card["取得日期"],
        "資產編號": card["資產編號"],
        "變動類型": "自建轉入" if card["取得方式"] == "自建" else "購置增加",
        "數量": card["數量"],
        "金額": Decimal(str(card["數量"])) * Decimal(str(card["單價"])),
        "單據號": card.get("憑證號", "GC-26-04"),
    }
    for card in [*CARDS_OF_MARCH, *CARDS_OF_MAY]
]
REGISTERED = "課桌 | 學生課桌凳\n凳 | 學生課桌凳"
REGISTRATION = Registration(
    ROOMS,
    in_classrooms="課桌 | 張 |\n凳 | 張 |\n門 | 扇 | 1\n窗 | 扇 | 4\n牆面 | 面 | 4",
    elsewhere="門 | 扇 | 1\n窗 | 扇 | 2",
    also=["G01", "Y01"],
)

REPAIRS = written(
    "F09 報修維修",
    """
維修單號 | 報修日期 | 報修人 | 班室編號 | 類別 | 問題描述 | 數量 | 完成日期 | 材料費 | 驗收人 | 驗收日期 | 滿意度
WX-2603-001 | 03-23 | 武桂蘭 | T01 | 水龍頭管道 | 洗碗池水龍頭滴水 | 2 | 03-24 | 34.00 | 武桂蘭 | 03-24 | 5
WX-2604-001 | 04-16 | 盛國華 | Z01 | 日光燈     | 機房燈管不亮     | 2 | 04-17 | 44.00 | 盛國華 | 04-17 | 5
WX-2605-001 | 05-19 | 耿國慶 | C501 | 門窗      | 教室窗扣脫落     | 1 | 05-20 | 12.00 | 耿國慶 | 05-20 | 5
""",
    批次="日常",
    緊急程度="一般",
    維修人=PROPERTY_KEEPER,
    維修方式="自修",
    人工費=Decimal("0.00"),
    人為損壞="否",
    狀態="已驗收",
)

SCOPES = """
食堂     | 總務處         | 施達明 武桂蘭
學生安全 | 德育處         | 危立新
三室     | 總務處、教務處 | 莫建華 盛國華
教室     | 教務處、德育處 | 盛國華 危立新
辦公室   | 教務處         | 盛國華
校舍     | 總務處         | 莫建華 施達明
運動設施 | 總務處、德育處 | 莫建華 危立新
教學設施 | 教務處         | 盛國華
常規管理 | 總務處、教務處、德育處 | 施達明、盛國華 施達明、危立新
"""
FLOODING = "YH-2606-001"
DANGERS = f"""
YH-2603-001 | 每日檢查 食堂 | 用水 | 食堂操作間 | 地面濕滑 | 武桂蘭 施達明 | 鋪防滑墊 | 03-11 03-11 03-12
YH-2604-001 | 每日檢查 三室 | 用電 | 計算機室 | 插線板串接 | 莫建華 施達明 | 改固定插座 | 04-15 04-16 04-17
YH-2605-001 | 上級檢查 | 食品 | 食堂庫房 | 貨架離牆不足 | 武桂蘭 施達明 | 移開貨架 | 05-12 05-13 05-14
{FLOODING} | 每日檢查 校舍 | 排水 | 樓前和車庫門 | 雨後積水、車庫灌水 | 施達明 莫建華 | 加高路面 | 06-01 06-09 06-12
"""
GUARD = Guard(
    guards=("費長安", "蒙守義"),
    colleagues=("莫建華", "耿國慶", "岑志明", "危立新", "喬順"),
    leaders=(HEAD, LOGISTICS_HEAD, TEACHING_OFFICE),
)
ACTIVITIES = written(
    "F10 演練與安全教育",
    """
記錄編號 | 日期 | 類型 | 形式 | 主題 | 參加學生數 | 參加教職工數 | 疏散用時 | 問題與改進
YL-2603-1 | 03-13 | 應急疏散 | 演練 | 全校疏散       | 192 | 24 | 128 | 一年級改走南門
YL-2603-2 | 03-20 | 校車     | 演練 | 校車應急逃生   | 66  | 3  |     | 低年級由高年級扶助
YL-2604-1 | 04-17 | 應急疏散 | 演練 | 課間疏散       | 190 | 24 | 122 | 各班清點再快些
YL-2605-1 | 05-12 | 應急疏散 | 演練 | 防災減災日疏散 | 191 | 23 | 115 | 護頭動作再練一次
YL-2606-1 | 06-11 | 應急疏散 | 演練 | 期末前疏散     | 192 | 24 | 108 | 集合點標線重畫
YL-2606-2 | 06-16 | 交通     | 教育 | 乘車和走路安全 | 192 | 12 |     |
""",
    組織人=MORAL_OFFICE,
)
INSPECTIONS = written(
    "F10 上級檢查",
    """
日期 | 檢查單位 | 檢查內容 | 配合人次 | 配合物資金額 | 指出問題數 | 登記隱患數 | 整改完成日期 | 結果
04-08 | 教育     | 後勤管理督導     | 4 | 0.00 | 0 | 0 |       | 合格
05-12 | 衛生健康 | 食堂衛生防疫檢查 | 4 | 0.00 | 1 | 1 | 05-13 | 整改後合格
""",
)

EVENTS = written(
    "F13 服務保障",
    """
活動編號 | 起始日期 | 結束日期 | 活動名稱 | 類別 | 方案確定日期 | 投入人次 | 供餐人次 | 投入物資金額 | 特殊餐安排
FW-2605-01 | 05-14 | 05-15 | 區教育系統運動會 | 運動會 | 05-07 | 18 | 412 | 2860.00 | 素食、防暑
""",
    結果="順利",
)
OPINIONS = written(
    "F13 意見建議",
    """
編號 | 日期 | 來源 | 領域 | 類型 | 內容摘要 | 承辦人 | 答覆日期 | 處理結果 | 當事人滿意
YJ-2604-01 | 04-13 | 網絡留言 | 食堂 | 投訴 | 一道肉菜裏的配菜   | 武桂蘭 | 04-15 | 解釋說明 | 基本滿意
YJ-2604-02 | 04-20 | 家長     | 食堂 | 建議 | 增加綠葉菜         | 武桂蘭 | 04-22 | 採納     | 滿意
YJ-2606-01 | 06-03 | 家長     | 校車 | 諮詢 | 第二趟車的候車安排 | 危立新 | 06-04 | 解釋說明 | 滿意
""",
)
SURVEY = written(
    "F13 滿意度測評",
    """
日期 | 對象 | 領域 | 發放份數 | 回收份數 | 滿意 | 基本滿意 | 不滿意
06-15 | 家長 | 食堂 | 192 | 180 | 138 | 34 | 8
06-15 | 家長 | 校車 | 66  | 64  | 55  | 8  | 1
""",
    組織人=LOGISTICS_HEAD,
)

SCHOOL = School(
    name=NAME,
    head=HEAD,
    head_of_logistics=LOGISTICS_HEAD,
    fillers={
        "F02": KEEPER,
        "F03": CANTEEN_MANAGER,
        "F04": CANTEEN_MANAGER,
        "F05": BOOKKEEPER,
        "F06": PROPERTY_KEEPER,
        "F07": PROPERTY_KEEPER,
        "F08": PROPERTY_KEEPER,
        "F09": PROPERTY_KEEPER,
        "F10": MORAL_OFFICE,
        "F11": MORAL_OFFICE,
    },
    lacks=LACKS,
    sheets={
        **base_sheets(
            {"P-00a": NAME, "P-00f": HEAD},
            LACKS,
            "午",
            people=PEOPLE,
            rooms=ROOMS,
            suppliers=[*FOOD_SUPPLIERS, *OTHER_SUPPLIERS],
            foods=[(food.kind, food.name) for food in KITCHEN.foods],
            registered=REGISTERED,
        ),
        "F01 開學準備事項": TASKS,
        **KITCHEN.sheets(),
        "F04 人員證照": CERTIFICATES,
        "F04 責任書與包乾區": letters(PEOPLE, ROOMS, HEAD),
        "F04 會議與培訓": MEETINGS,
        "F07 固定資產台賬": {
            "2026-03": [*OLDER_CARDS, *CARDS_OF_MARCH],
            "2026-05": [*OLDER_CARDS, *CARDS_OF_MARCH, *CARDS_OF_MAY],
        },
        "F07 班室登記復查": REGISTRATION.rows(),
        "F07 資產增減": CHANGES,
        "F09 報修維修": REPAIRS,
        **safety_sheets(SCOPES, DANGERS, GUARD, grave={FLOODING: ("雨天繞行並鋪防滑墊", "GC-26-05")}),
        "F10 演練與安全教育": ACTIVITIES,
        "F10 上級檢查": INSPECTIONS,
        "F11 車輛檔案": {month: FLEET.vehicle_rows(month) for month in SCHOOL_MONTHS},
        "F11 每日運行": {month: FLEET.run_rows(month) for month in SCHOOL_MONTHS},
        "F11 候車看護": {month: FLEET.waiting_rows(month) for month in SCHOOL_MONTHS},
        **grounds_works.SHEETS,
        "F13 服務保障": EVENTS,
        "F13 意見建議": OPINIONS,
        "F13 滿意度測評": SURVEY,
    },
)
