"""示例鎮清溪小學: four classes, three meals a day; it lives by its canteen and by its books (E1)."""

from __future__ import annotations

from decimal import Decimal

from pipeline.forms.parameters import BUS, KINDERGARTEN
from pipeline.sample.guard import Guard
from pipeline.sample.schools import dining_money, dining_property
from pipeline.sample.schools.base import base_sheets, safety_sheets
from pipeline.sample.schools.dining_people import (
    BOOKKEEPER,
    CANTEEN_MANAGER,
    ELECTRICIAN,
    HEAD,
    KEEPER,
    KITCHEN,
    LOGISTICS_HEAD,
    PEOPLE,
    ROOMS,
    SUPPLIERS,
)
from pipeline.sample.schools.people import letters
from pipeline.sample.schools.school import School
from pipeline.sample.schools.written import written
from pipeline.sample.staff import appraisal
from pipeline.sample.table import Row, day, ledger

NAME = "示例鎮清溪小學"
LACKS = frozenset({BUS, KINDERGARTEN})

TASKS = written(
    "F01 開學準備事項",
    """
序號 | 類別 | 事項 | 涉及班室 | 應檢數量 | 完好或修復數量 | 責任人 | 計劃完成日 | 實際完成日 | 驗收人 | 維修單號
1  | 電路     | 線路改造後逐室試電   | 全校 | 30  | 30  | 秦立新 | 02-13 | 02-02 | 顧長青 |
2  | 供水     | 水龍頭和水管檢查     | 全校 | 24  | 24  | 秦立新 | 02-13 | 02-11 | 顧長青 |
3  | 門窗玻璃 | 教學樓門窗、玻璃檢修 | G01  | 40  | 40  | 秦立新 | 02-13 | 02-10 | 顧長青 | WX-2602-001
4  | 吊扇照明 | 教室吊扇、日光燈檢修 | G01  | 24  | 24  | 秦立新 | 02-13 | 02-11 | 顧長青 | WX-2602-003
5  | 飲水機   | 飲水機拆洗檢修       | G01  | 4   | 4   | 秦立新 | 02-13 | 02-12 | 顧長青 | WX-2602-005
6  | 房屋     | 食堂屋面查漏         | T01  | 1   | 1   | 秦立新 | 02-27 | 02-25 | 安素珍 | WX-2602-006
7  | 桌凳     | 各班桌凳緊固         | 全校 | 120 | 120 | 秦立新 | 02-27 | 02-26 | 顧長青 |
8  | 辦公室   | 辦公桌椅擺放         | B02  | 1   | 1   | 秦立新 | 02-27 | 02-26 | 顧長青 |
9  | 教學設施 | 圖書室書架整理       | Z01  | 6   | 6   | 洪志成 | 02-27 | 02-26 | 顧長青 |
10 | 食堂清潔 | 餐廳內外清掃         | T01  |     |     | 安素珍 | 02-27 | 02-26 | 顧長青 |
11 | 食堂清潔 | 餐具清洗消毒         | T01  |     |     | 安素珍 | 02-27 | 02-27 | 顧長青 |
12 | 收費公示 | 收費項目和標準公示   |      | 2   | 2   | 葛靜宜 | 02-27 | 02-24 | 顧長青 |
""",
    完成情況="已完成",
)
BOOKS = [
    row
    for grade, teacher in ledger("一 | 施雨桐\n二 | 季安寧\n三 | 翁曉蕾\n四 | 廉明月")
    for row in written(
        "F01 教材簿本運發",
        f"""
品名 | 類別 | 應到數量 | 實到數量 | 應發數量 | 實發數量 | 發放日期
語文{grade}年級下冊 | 學生課本 | 30 | 30 | 30 | 30 | 03-02
數學{grade}年級下冊 | 學生課本 | 30 | 30 | 30 | 30 | 03-02
{grade}年級教學用書 | 教師用書 | 2  | 2  | 2  | 2  | 02-27
""",
        年級=grade,
        到貨日期=day("02-25"),
        運回人="岳明、秦立新",
        領取人=teacher,
    )
]


CERTIFICATES = written(
    "F04 人員證照",
    """
姓名 | 證照類別 | 證號 | 發證日期 | 有效期至
岳明   | 健康證明     | JK2025-2101 | 2025-10-15 | 2026-10-14
柳春生 | 健康證明     | JK2025-2102 | 2025-10-15 | 2026-10-14
賀蘭英 | 健康證明     | JK2025-2103 | 2025-10-15 | 2026-10-14
溫有福 | 健康證明     | JK2025-2104 | 2025-10-15 | 2026-10-14
齊小梅 | 健康證明     | JK2025-2105 | 2025-10-15 | 2026-10-14
安素珍 | 食品安全培訓 | SP2025-0102 | 2025-09-10 | 2028-09-09
秦立新 | 電工證       | DG2023-0077 | 2023-04-18 | 2029-04-17
""",
    核驗人=LOGISTICS_HEAD,
)
ZONES = """
餐廳及操作間 | 溫有福
庫房         | 賀蘭英
食堂門前空地 | 齊小梅
"""
MEETINGS = written(
    "F04 會議與培訓",
    """
日期 | 類別 | 主題 | 學習文件 | 主持人 | 應到人數 | 實到人數 | 記錄編號 | 來源培訓編號 | 整改事項數 | 整改完成數
03-05 | 食品衛生安全會議 | 開學食品安全要求 | 學校食品安全規定 | 安素珍 | 10 | 10 | HY-2603-1 | | 1 | 1
03-06 | 後勤例會         | 學習上級教育文件 |                  | 顧長青 | 10 | 10 | HY-2603-2 | |   |
04-09 | 食品衛生安全會議 | 庫房和留樣管理   | 食品留樣操作要點 | 安素珍 | 10 | 9  | HY-2604-1 | |   |
04-15 | 上級培訓         | 食堂衛生安全培訓 |                  | 安素珍 | 2  | 2  | HY-2604-2 | |   |
04-17 | 校內傳達         | 衛生安全培訓要點 |                  | 安素珍 | 8  | 8  | HY-2604-3 | HY-2604-2 | |
04-22 | 技能培訓         | 切配與分餐操作   |                  | 安素珍 | 2  | 2  | HY-2604-4 | |   |
05-08 | 食品衛生安全會議 | 夏季預防食物中毒 | 食物中毒預防手冊 | 安素珍 | 10 | 10 | HY-2605-1 | | 1 | 1
06-04 | 食品衛生安全會議 | 高溫天食材保管   | 食品貯存溫度要求 | 安素珍 | 10 | 10 | HY-2606-1 | |   |
""",
)
SCORES = {
    "2026-03": "92 88 91 89 87 95 93 86 88 85",
    "2026-04": "91 89 92 90 88 94 92 78.5 89 86",
    "2026-05": "93 90 92 90 89 95 94 87 90 86",
    "2026-06": "93 91 93 91 90 96 94 88 90 87",
}
"""考核分 of the ten of logistics, in the order of the roster."""
APPRAISALS: list[Row] = [
    appraisal(month, name, Decimal(score), by=HEAD if name == LOGISTICS_HEAD else LOGISTICS_HEAD)
    for month, scores in SCORES.items()
    for name, score in zip([str(one["姓名"]) for one in PEOPLE], scores.split(), strict=False)
]

SCOPES = """
食堂     | 總務處         | 顧長青 安素珍
學生安全 | 德育處         | 洪志成
三室     | 總務處、教務處 | 秦立新 尤佳
教室     | 教務處、德育處 | 尤佳 洪志成
辦公室   | 教務處         | 尤佳
校舍     | 總務處         | 秦立新 顧長青
運動設施 | 總務處、德育處 | 洪志成 秦立新
教學設施 | 教務處         | 尤佳
常規管理 | 總務處、教務處、德育處 | 顧長青、尤佳 顧長青、洪志成
"""
DANGERS = """
YH-2603-001 | 每日檢查 食堂 | 食品 | 食堂庫房   | 防鼠板鬆動   | 安素珍 顧長青 | 重新固定   | 03-10 03-10 03-11
YH-2604-001 | 上級檢查 | 食品 | 食堂操作間 | 砧板標識不清 | 安素珍 顧長青 | 更換並分色 | 04-15 04-16 04-17
YH-2605-001 | 每日檢查 校舍 | 用電 | 教學樓二層 | 插座面板破裂 | 秦立新 顧長青 | 更換面板   | 05-12 05-13 05-14
"""
LIGHTS = {(day("03-26"), "教室"): "發現長明燈"}
GUARD = Guard(
    guards=("鄔廣田", "祝平"),
    colleagues=("秦立新", "洪志成", "柳春生", "岳明", "溫有福"),
    leaders=(HEAD, LOGISTICS_HEAD, "尤佳"),
)
ACTIVITIES = written(
    "F10 演練與安全教育",
    """
記錄編號 | 日期 | 類型 | 形式 | 主題 | 參加學生數 | 參加教職工數 | 疏散用時 | 問題與改進
YL-2603-1 | 03-12 | 應急疏散 | 演練 | 全校疏散       | 120 | 19 | 118 | 二層兩班改為先後下樓
YL-2604-1 | 04-14 | 食品安全 | 教育 | 不買三無食品   | 120 | 8  |     |
YL-2604-2 | 04-23 | 應急疏散 | 演練 | 課間疏散       | 119 | 19 | 112 | 個別班級點名偏慢
YL-2605-1 | 05-12 | 應急疏散 | 演練 | 防災減災日疏散 | 120 | 18 | 106 | 護頭動作再練一次
YL-2606-1 | 06-10 | 防溺水   | 教育 | 暑期防溺水     | 120 | 9  |     |
YL-2606-2 | 06-18 | 應急疏散 | 演練 | 食堂疏散       | 118 | 18 | 95  | 餐廳後門保持敞開
""",
    組織人="洪志成",
)
INSPECTIONS = written(
    "F10 上級檢查",
    """
日期 | 檢查單位 | 檢查內容 | 配合人次 | 配合物資金額 | 指出問題數 | 登記隱患數 | 整改完成日期 | 結果
03-25 | 教育     | 收費和財務公開檢查 | 4 | 60.00 | 0 | 0 |       | 合格
04-15 | 市場監管 | 食堂春季檢查       | 5 | 80.00 | 1 | 1 | 04-16 | 整改後合格
06-11 | 衛生健康 | 夏季食品衛生檢查   | 4 | 50.00 | 0 | 0 |       | 合格
""",
)

PROJECTS = written(
    "F12 工程項目",
    """
月份 | 項目編號 | 項目名稱 | 類別 | 計劃開工 | 實際開工 | 計劃竣工 | 實際竣工 | 工程量 | 工程量單位 | 驗收日期
2026-01 | GC-26-01 | 校舍線路改造 | 線路改造 | 01-26 | 01-26 | 01-30 | 01-29 | 2 | 處 | 01-30
""",
    階段="投用",
    批准金額=Decimal("12500.00"),
    合同金額=Decimal("12045.00"),
    累計支付=Decimal("12045.00"),
    經費來源="公用經費",
    承建單位="宏達電力隊",
    驗收人="顧長青、秦立新",
    驗收結論="合格",
    負責人=LOGISTICS_HEAD,
)

EVENTS = written(
    "F13 服務保障",
    """
活動編號 | 起始日期 | 結束日期 | 活動名稱 | 投入人次 | 投入物資金額
FW-2603-01 | 03-25 | 03-25 | 收費和財務公開檢查 | 4 | 60.00
FW-2604-01 | 04-15 | 04-15 | 食堂春季檢查       | 5 | 80.00
FW-2606-01 | 06-11 | 06-11 | 夏季食品衛生檢查   | 4 | 50.00
""",
    類別="迎檢",
    供餐人次=0,
    結果="順利",
)
OPINIONS = written(
    "F13 意見建議",
    """
編號 | 日期 | 來源 | 領域 | 類型 | 內容摘要 | 承辦人 | 答覆日期 | 處理結果 | 當事人滿意
YJ-2603-01 | 03-11 | 教師   | 其他 | 建議 | 各班定人照看桌凳門窗 | 顧長青 | 03-13 | 採納     | 滿意
YJ-2604-01 | 04-08 | 家委會 | 收費 | 諮詢 | 伙食費結餘怎樣退還   | 葛靜宜 | 04-09 | 解釋說明 | 滿意
""",
)
SURVEY = written(
    "F13 滿意度測評",
    """
日期 | 對象 | 領域 | 發放份數 | 回收份數 | 滿意 | 基本滿意 | 不滿意
06-15 | 家長 | 食堂     | 120 | 116 | 92 | 20 | 4
06-15 | 學生 | 食堂     | 60  | 60  | 50 | 8  | 2
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
        "F06": ELECTRICIAN,
        "F07": ELECTRICIAN,
        "F08": ELECTRICIAN,
        "F10": "洪志成",
    },
    lacks=LACKS,
    sheets={
        **base_sheets(
            {"P-00a": NAME, "P-00f": HEAD},
            LACKS,
            "早午晚",
            people=PEOPLE,
            rooms=ROOMS,
            suppliers=SUPPLIERS,
            foods=[(food.kind, food.name) for food in KITCHEN.foods],
            registered=dining_property.REGISTERED,
        ),
        "F01 開學準備事項": TASKS,
        "F01 教材簿本運發": BOOKS,
        **KITCHEN.sheets(),
        "F04 人員證照": CERTIFICATES,
        "F04 責任書與包乾區": letters(PEOPLE, ROOMS, HEAD, ZONES),
        "F04 會議與培訓": MEETINGS,
        "F04 崗位考核": APPRAISALS,
        **dining_money.SHEETS,
        **dining_property.SHEETS,
        **safety_sheets(SCOPES, DANGERS, GUARD, LIGHTS),
        "F10 演練與安全教育": ACTIVITIES,
        "F10 上級檢查": INSPECTIONS,
        "F12 工程項目": PROJECTS,
        "F13 服務保障": EVENTS,
        "F13 意見建議": OPINIONS,
        "F13 滿意度測評": SURVEY,
    },
)
