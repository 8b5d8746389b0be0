"""What the school of `estate` built, moved, bought and made of its rooms (F12)."""

from __future__ import annotations

from decimal import Decimal

from pipeline.sample.schools.estate_people import LOGISTICS_HEAD, PROPERTY_KEEPER
from pipeline.sample.schools.school import Written
from pipeline.sample.schools.written import written
from pipeline.sample.table import Row, day

SEATS_VOUCHER = "ZC-2602-005"
FINISHED = written(
    "F12 工程項目",
    """
月份 | 項目編號 | 項目名稱 | 類別 | 計劃開工 | 實際開工 | 計劃竣工 | 實際竣工 | 工程量 | 工程量單位 | 驗收日期
2026-02 | GC-26-01 | 幼兒園搬遷     | 搬遷     | 02-02 | 02-02 | 02-10 | 02-10 | 1  | 處 | 02-11
2026-02 | GC-26-02 | 幼兒園柵欄配套 | 維修     | 02-09 | 02-09 | 02-13 | 02-12 | 60 | 米 | 02-13
2026-04 | GC-26-03 | 幼兒園廚房改造 | 廚房改造 | 04-01 | 04-01 | 04-17 | 04-16 | 1  | 處 | 04-20
""",
    階段="投用",
    經費來源="專項經費",
    驗收人="包立德、聞道遠",
    驗收結論="合格",
    負責人=LOGISTICS_HEAD,
)
CONTRACTS: dict[str, tuple[str, str]] = {
    "GC-26-01": ("安順搬運隊", "8600.00"),
    "GC-26-02": ("鐵馬柵欄廠", "9360.00"),
    "GC-26-03": ("宏建工程隊", "38600.00"),
}
"""承建單位, and what was approved, agreed and paid (元)."""


def _contracted(project: Row) -> Row:
    builder, amount = CONTRACTS[str(project["項目編號"])]
    paid: Row = dict.fromkeys(("批准金額", "合同金額", "累計支付"), Decimal(amount))
    return project | paid | {"承建單位": builder}


BUILDING = written(
    "F12 工程項目",
    """
月份 | 階段 | 實際開工 | 合同金額 | 累計支付 | 承建單位
2026-02 | 立項 |       |            | 0.00      |
2026-03 | 施工 | 03-09 | 1160000.00 | 0.00      | 縣第二建築公司
2026-04 | 施工 | 03-09 | 1160000.00 | 180000.00 | 縣第二建築公司
2026-05 | 施工 | 03-09 | 1160000.00 | 180000.00 | 縣第二建築公司
2026-06 | 封頂 | 03-09 | 1160000.00 | 440000.00 | 縣第二建築公司
2026-07 | 封頂 | 03-09 | 1160000.00 | 440000.00 | 縣第二建築公司
""",
    項目編號="GC-26-04",
    項目名稱="幼兒園教學樓",
    類別="新建",
    計劃開工=day("03-09"),
    計劃竣工=day("11-30"),
    工程量=Decimal(1480),
    工程量單位="平方米",
    批准金額=Decimal("1200000.00"),
    經費來源="財政撥款",
    負責人=LOGISTICS_HEAD,
)
NEW_SITE = written(
    "F12 工程項目",
    "月份\n2026-03\n2026-04\n2026-05\n2026-06\n2026-07",
    項目編號="GC-26-05",
    項目名稱="中心小學新校址",
    類別="規劃",
    階段="規劃",
    累計支付=Decimal("0.00"),
    經費來源="未定",
    負責人=LOGISTICS_HEAD,
)

ACCEPTORS = f"{PROPERTY_KEEPER}、{LOGISTICS_HEAD}"
NEW_SEATS = written(
    "F12 物資添置",
    """
添置單號 | 驗收日期 | 品名 | 類別 | 數量 | 驗收數量 | 單價 | 使用對象 | 供應商 | 資產編號
TZ-2602-001 | 02-24 | 學生課桌凳 | 桌凳 | 610 | 610 | 165.00 | 全校各班 | 永固教具 | ZC-2026-0001~0014
""",
    單位="套",
    採購方式="詢價",
    驗收人=ACCEPTORS,
    是否固定資產="是",
    憑證號=SEATS_VOUCHER,
)
BALANCES = written(
    "F12 物資添置",
    """
添置單號 | 驗收日期 | 品名 | 類別 | 數量 | 驗收數量 | 單價 | 使用對象 | 供應商 | 憑證號 | 用途背景
TZ-2603-001 | 03-12 | 托盤天平 | 教學儀器 | 6 | 6 | 85.00 | 儀器室 | 晨星儀器 | ZC-2603-002 | 補足缺失
""",
    單位="台",
    採購方式="詢價",
    驗收人=ACCEPTORS,
    是否固定資產="否-低值易耗",
)
# 420 × 80.00 + 260 × 150.00 + 150 × 210.00 = 104,100.00
TOYS = written(
    "F12 物資添置",
    """
添置單號 | 驗收日期 | 品名 | 數量 | 驗收數量 | 單價 | 憑證號
TZ-2603-002 | 03-18 | 桌面玩具 | 420 | 420 | 80.00  | ZC-2603-003
TZ-2604-001 | 04-15 | 區角用品 | 260 | 260 | 150.00 | ZC-2604-002
TZ-2605-001 | 05-12 | 戶外玩具 | 150 | 150 | 210.00 | ZC-2605-002
""",
    類別="幼兒園用品玩具",
    單位="套",
    使用對象="幼兒園",
    採購方式="詢價",
    供應商="小木馬玩具",
    驗收人=ACCEPTORS,
    是否固定資產="否-低值易耗",
    用途背景="省優園驗收",
)
GOODS = [*NEW_SEATS, *BALANCES, *TOYS]

CULTURE = written(
    "F12 環境與文化",
    """
日期 | 類別 | 內容 | 數量 | 單位 | 參加人員類別 | 參加人次 | 費用
03-20 | 班級佈置 | 各班張貼名言和宣傳畫 | 14 | 處 | 教師、學生 | 56 | 420.00
04-30 | 校刊班刊 | 校刊創刊             | 2  | 期 | 教師、學生 | 12 | 860.00
05-29 | 校刊班刊 | 各班班刊創刊         | 14 | 期 | 教師、學生 | 84 | 0.00
""",
)

SHEETS: dict[str, Written] = {
    "F12 工程項目": [*map(_contracted, FINISHED), *BUILDING, *NEW_SITE],
    "F12 物資添置": GOODS,
    "F12 環境與文化": CULTURE,
}
