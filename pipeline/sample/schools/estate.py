"""示例縣石橋中心小學: fourteen classes with a kindergarten; property, vouchers, duty and building (E2)."""

from __future__ import annotations

from pipeline.forms.parameters import BUS, CANTEEN
from pipeline.sample.guard import Guard
from pipeline.sample.schools import estate_money, estate_property, estate_works
from pipeline.sample.schools.base import base_sheets, safety_sheets
from pipeline.sample.schools.estate_people import (
    BOOKKEEPER,
    CLASSES,
    ELECTRICIAN,
    HEAD,
    LOGISTICS_HEAD,
    MORAL_OFFICE,
    PEOPLE,
    PROPERTY_KEEPER,
    ROOMS,
    SUPPLIERS,
    TEACHING_OFFICE,
)
from pipeline.sample.schools.people import letters
from pipeline.sample.schools.school import School
from pipeline.sample.schools.written import written
from pipeline.sample.table import day, ledger

NAME = "示例縣石橋中心小學"
LACKS = frozenset({CANTEEN, BUS})

TASKS = written(
    "F01 開學準備事項",
    """
序號 | 類別 | 事項 | 涉及班室 | 應檢數量 | 完好或修復數量 | 責任人 | 計劃完成日 | 實際完成日 | 驗收人 | 維修單號
1 | 電路     | 各班、各室電路檢修   | 全校 | 68 | 68 | 龐大海 | 02-13 | 02-12 | 包立德 | WX-2602-001
2 | 供水     | 在用水龍頭檢修       | 全校 | 52 | 52 | 龐大海 | 02-13 | 02-12 | 包立德 | WX-2602-002
3 | 吊扇照明 | 教室照明檢修         | 全校 | 112 | 112 | 龐大海 | 02-27 | 02-26 | 包立德 | WX-2602-003
4 | 桌凳     | 新課桌凳分到各班     | 全校 | 610 | 610 | 嚴淑芬 | 02-27 | 02-27 | 包立德 |
5 | 辦公室   | 教師辦公室安排       | B03  | 1  | 1  | 嚴淑芬 | 02-27 | 02-26 | 包立德 |
6 | 門窗玻璃 | 門窗玻璃檢查         | 全校 | 84 | 84 | 龐大海 | 02-27 | 02-25 | 包立德 |
7 | 收費公示 | 收費項目和標準公示   |      | 2  | 2  | 卞文秀 | 02-27 | 02-25 | 包立德 |
""",
    完成情況="已完成",
)
BOOKS_OF = {"學生課本": "語文、數學課本", "作業簿本": "作業本", "教師用書": "教學用書"}
COPIES = {"學生課本": 180, "作業簿本": 90, "教師用書": 4}
"""Of a grade of two classes with 45 pupils each: two textbooks a pupil, one packet of exercise books."""
BOOKS = [
    {
        **written("F01 教材簿本運發", "年級 | 領取人\n" + f"{grade} | {teacher}")[0],
        "品名": f"{grade}年級{title}",
        "類別": category,
        **dict.fromkeys(("應到數量", "實到數量", "應發數量", "實發數量"), COPIES[category]),
        "到貨日期": day("02-26"),
        "運回人": f"{PROPERTY_KEEPER}、{ELECTRICIAN}",
        "發放日期": day("02-27") if category == "教師用書" else day("03-02"),
    }
    for _, name, grade, _, teacher in ledger(CLASSES)
    if name.endswith("1班")
    for category, title in BOOKS_OF.items()
]

CERTIFICATES = written(
    "F04 人員證照",
    "姓名 | 證照類別 | 證號 | 發證日期 | 有效期至\n龐大海 | 電工證 | DG2024-0155 | 2024-04-22 | 2030-04-21",
    核驗人=LOGISTICS_HEAD,
)
MEETINGS = written(
    "F04 會議與培訓",
    """
日期 | 類別 | 主題 | 主持人 | 應到人數 | 實到人數 | 記錄編號
03-03 | 後勤例會 | 開學工作和校產登記分工 | 包立德 | 5 | 5 | HY-2603-1
04-10 | 技能培訓 | 用電檢修和滅火器使用   | 包立德 | 5 | 5 | HY-2604-1
05-06 | 後勤例會 | 迎接驗收的後勤準備     | 包立德 | 5 | 5 | HY-2605-1
06-26 | 後勤例會 | 期末復查和暑期值守     | 包立德 | 5 | 5 | HY-2606-1
""",
)

SCOPES = """
學生安全 | 德育處         | 柯建民
三室     | 總務處、教務處 | 嚴淑芬 冼小芳
教室     | 教務處、德育處 | 藍志遠 柯建民
辦公室   | 教務處         | 冼小芳
校舍     | 總務處、教務處、德育處 | 包立德 龐大海
運動設施 | 總務處、德育處 | 柯建民 龐大海
教學設施 | 教務處         | 冼小芳 藍志遠
常規管理 | 總務處、教務處、德育處 | 包立德、藍志遠 包立德、柯建民
"""
DANGERS = """
YH-2603-001 | 每日檢查 校舍 | 校舍 | 教學樓西樓梯 | 扶手焊點開裂 | 龐大海 包立德 | 補焊加固 | 03-10 03-11 03-12
YH-2603-002 | 每日檢查 運動設施 | 設施器材 | 操場 | 單槓底座鬆動 | 龐大海 包立德 | 澆築加固 | 03-19 03-23 03-24
YH-2604-001 | 每日檢查 教學設施 | 用電 | 計算機室 | 插線板發熱 | 龐大海 包立德 | 更換插線板 | 04-09 04-09 04-10
YH-2605-001 | 每日檢查 學生安全 | 治安 | 幼兒園東側 | 柵欄立柱鬆動 | 龐大海 柯建民 | 重新固定 | 05-14 05-15 05-18
YH-2606-001 | 每日檢查 校舍 | 消防 | 教學樓二層 | 應急燈不亮 | 龐大海 包立德 | 更換電池 | 06-11 06-12 06-15
"""
GUARD = Guard(
    guards=("雷長貴", "樊有田"),
    colleagues=("龐大海", "柯建民", "葛洪波", "巫國強", "滕立峰", "褚文斌", "苗建新"),
    leaders=(HEAD, LOGISTICS_HEAD, TEACHING_OFFICE, MORAL_OFFICE),
    incidents={(day("04-25"), "節假日夜班"): "圍牆外有人逗留，勸離並加巡一次"},
)
ACTIVITIES = written(
    "F10 演練與安全教育",
    """
記錄編號 | 日期 | 類型 | 形式 | 主題 | 參加學生數 | 參加教職工數 | 疏散用時 | 問題與改進
YL-2603-1 | 03-20 | 應急疏散 | 演練 | 全校疏散       | 610 | 24 | 186 | 幼兒班由兩名教師帶隊
YL-2604-1 | 04-22 | 應急疏散 | 演練 | 課間疏散       | 606 | 24 | 174 | 東樓梯口改為分批
YL-2605-1 | 05-12 | 應急疏散 | 演練 | 防災減災日疏散 | 608 | 25 | 165 | 集合點標線重畫
YL-2606-1 | 06-12 | 應急疏散 | 演練 | 期末前疏散     | 609 | 25 | 160 | 各班清點人數加快
YL-2606-2 | 06-17 | 防溺水   | 教育 | 暑期防溺水     | 610 | 20 |     |
""",
    組織人=MORAL_OFFICE,
)
INSPECTIONS = written(
    "F10 上級檢查",
    """
日期 | 檢查單位 | 檢查內容 | 配合人次 | 配合物資金額 | 指出問題數 | 登記隱患數 | 結果
05-27 | 教育 | 省優質幼兒園驗收 | 9 | 0.00 | 0 | 0 | 優秀
""",
)

EVENTS = written(
    "F13 服務保障",
    """
活動編號 | 起始日期 | 結束日期 | 活動名稱 | 類別 | 投入人次 | 投入物資金額
FW-2605-01 | 05-27 | 05-27 | 省優質幼兒園驗收 | 驗收 | 9 | 560.00
""",
    供餐人次=0,
    結果="順利",
)
OPINIONS = written(
    "F13 意見建議",
    """
編號 | 日期 | 來源 | 領域 | 類型 | 內容摘要 | 承辦人 | 答覆日期 | 處理結果 | 當事人滿意
YJ-2603-01 | 03-17 | 教師 | 維修 | 建議 | 儀器室加裝防塵簾   | 嚴淑芬 | 03-20 | 採納     | 滿意
YJ-2604-01 | 04-09 | 家長 | 安全 | 建議 | 幼兒園門口加設柵欄 | 包立德 | 04-14 | 部分採納 | 滿意
YJ-2605-01 | 05-21 | 教師 | 環境 | 建議 | 辦公樓前增設車棚   | 包立德 | 05-25 | 不採納   | 基本滿意
""",
)
PETITIONS = written(
    "F13 涉訪化解",
    """
編號 | 登記日期 | 人員類別 | 事項類別 | 化解日期 | 化解層級
SF-26-01 | 03-05 | 退休教師 | 待遇 | 03-19 | 校內
SF-26-02 | 04-07 | 退休教師 | 住房 | 04-24 | 校內
SF-26-03 | 06-03 | 其他     | 糾紛 | 06-10 | 校內
""",
    承辦人=HEAD,
    狀態="已化解",
)

SCHOOL = School(
    name=NAME,
    head=HEAD,
    head_of_logistics=LOGISTICS_HEAD,
    fillers={
        "F05": BOOKKEEPER,
        "F06": ELECTRICIAN,
        "F07": PROPERTY_KEEPER,
        "F08": PROPERTY_KEEPER,
        "F09": PROPERTY_KEEPER,
        "F10": MORAL_OFFICE,
    },
    lacks=LACKS,
    sheets={
        **base_sheets(
            {"P-00a": NAME, "P-00f": HEAD},
            LACKS,
            people=PEOPLE,
            rooms=ROOMS,
            suppliers=SUPPLIERS,
            registered=estate_property.REGISTERED,
        ),
        "F01 開學準備事項": TASKS,
        "F01 教材簿本運發": BOOKS,
        "F04 人員證照": CERTIFICATES,
        "F04 責任書與包乾區": letters(PEOPLE, ROOMS, HEAD),
        "F04 會議與培訓": MEETINGS,
        **estate_money.SHEETS,
        **estate_property.SHEETS,
        **safety_sheets(SCOPES, DANGERS, GUARD),
        "F10 演練與安全教育": ACTIVITIES,
        "F10 上級檢查": INSPECTIONS,
        **estate_works.SHEETS,
        "F13 服務保障": EVENTS,
        "F13 意見建議": OPINIONS,
        "F13 涉訪化解": PETITIONS,
    },
)
