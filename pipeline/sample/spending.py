"""The vouchers of F05.4 beside those of the food suppliers, month by month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from pipeline.sample.days import working_days_before
from pipeline.sample.energy import BILLS
from pipeline.sample.fees import workbook_cost
from pipeline.sample.people import (
    BOOKKEEPER,
    CANTEEN_MANAGER,
    DRIVER,
    ELECTRICIAN,
    HEAD_OF_LOGISTICS,
    PROPERTY_KEEPER,
    STOREKEEPER,
)
from pipeline.sample.purchases import amounts_by_voucher, document_of, project_of
from pipeline.sample.school import HEAD
from pipeline.sample.settlement import food_vouchers
from pipeline.sample.table import day, ledger
from pipeline.sample.voucher import Request, Voucher, invoice_number, rounded_up

# 憑證號 | 支出類別 一級明細 | 事由 | 開票單位 | 金額 (blank: from its lines) | 購買 | 報支日期 | 實物購置 | 經費來源
LEDGER = """
ZC-2601-021 | 維修費 水電材料 | 寒假檢修用燈管水龍頭 | 恆通五金商店 | 1386.00 | 01-27 | 01-29 | 是 | 公用經費
ZC-2601-022 | 差旅費 會議差旅 | 赴區參加寒假安全會議 | 區客運公司 | 268.00 | 01-28 | 01-30 | 否 | 公用經費
ZC-2601-023 | 工程款 改建工程 | 廚房改造首付款 | 宏建工程隊 | | 01-29 | 01-30 | 否 | 專項經費
ZC-2602-001 | 電費 照明動力用電 | 十二月至一月電費 | 示例供電公司 | | 02-05 | 02-05 | 否 | 公用經費
ZC-2602-002 | 水費 自來水 | 十二月至一月水費 | 示例自來水公司 | | 02-05 | 02-05 | 否 | 公用經費
ZC-2602-003 | 維修費 門窗玻璃 | 開學前更換破損門窗玻璃 | 宏建工程隊 | | 02-04 | 02-06 | 否 | 公用經費
ZC-2602-004 | 維修費 水電材料 | 開學前線路檢修材料 | 恆通五金商店 | 926.00 | 02-09 | 02-10 | 是 | 公用經費
ZC-2602-005 | 燃料取暖費 生物質燃料 | 二月鍋爐用燃料 | 示例燃料公司 | 5940.00 | 02-10 | 02-11 | 是 | 公用經費
ZC-2602-006 | 設備購置 廚房設備 | 廚房改造配套蒸飯櫃 | 潤廚設備公司 | | 02-12 | 02-13 | 是 | 專項經費
ZC-2602-007 | 工程款 搬遷工程 | 幼兒園搬遷及柵欄安裝 | 宏建工程隊 | | 02-12 | 02-13 | 否 | 專項經費
ZC-2602-008 | 維修費 房屋修繕 | 食堂屋面防水修補 | 宏建工程隊 | | 02-11 | 02-13 | 否 | 公用經費
ZC-2602-009 | 設備購置 課桌凳 | 全校更換學生課桌凳 | 示例教具廠 | | 02-20 | 02-26 | 是 | 專項經費
ZC-2602-010 | 工程款 改建工程 | 廚房改造驗收後付款 | 宏建工程隊 | | 02-25 | 02-27 | 否 | 專項經費
ZC-2603-001 | 辦公費 文具 | 期初辦公用品 | 文華商行 | | 03-04 | 03-09 | 是 | 公用經費
ZC-2603-002 | 其他 學生作業本 | 三四年級作業本 | 新光書店 | | 03-05 | 03-10 | 是 | 其他
ZC-2603-003 | 設備購置 電教設備 | 班主任備課用電腦 | 明達電腦 | | 03-06 | 03-11 | 是 | 專項經費
ZC-2603-004 | 教學儀器 實驗器材 | 科學課實驗材料 | 示例教具廠 | | 03-11 | 03-13 | 是 | 公用經費
ZC-2603-007 | 設備購置 家具 | 讀書活動班級書櫃 | 示例教具廠 | | 03-13 | 03-18 | 是 | 公用經費
ZC-2603-008 | 辦公費 打印耗材 | 各處室打印機硒鼓 | 文華商行 | | 03-17 | 03-19 | 是 | 公用經費
ZC-2603-009 | 校車費 保養維修 | 校車季度保養 | 遠程汽修 | | 03-18 | 03-20 | 否 | 公用經費
ZC-2603-010 | 衛生綠化 清潔用品 | 期初各班掃除工具 | 潔淨日用品店 | 742.00 | 03-18 | 03-20 | 是 | 公用經費
ZC-2603-011 | 衛生綠化 消毒用品 | 春季防疫消毒用品 | 安康醫藥公司 | 2150.00 | 03-16 | 03-23 | 是 | 公用經費
ZC-2603-012 | 設備購置 電教設備 | 一年級教改用投影儀 | 明達電腦 | | 03-20 | 03-25 | 是 | 專項經費
ZC-2603-013 | 設備購置 幼兒園用品玩具 | 省優園驗收建構區玩具 | 童樂教玩具公司 | | 03-24 | 03-27 | 是 | 專項經費
ZC-2603-014 | 校車費 加油 | 三月校車用油 | 示例加油站 | | 03-27 | 03-30 | 是 | 公用經費
ZC-2603-015 | 食堂其他 燃氣 | 三月食堂用燃氣 | 安泰燃氣站 | 4280.00 | 03-27 | 03-30 | 是 | 食堂專賬
ZC-2603-016 | 勞務費 臨時用工 | 三月臨時用工勞務 | 示例勞務站 | 3600.00 | 03-31 | 03-31 | 否 | 公用經費
ZC-2604-001 | 衛生綠化 花木養護 | 教學樓前補栽花苗 | 綠意苗圃 | 1180.00 | 04-01 | 04-03 | 是 | 公用經費
ZC-2604-002 | 維修費 水電材料 | 衛生間水龍頭及閥門 | 恆通五金商店 | 864.00 | 04-02 | 04-07 | 是 | 公用經費
ZC-2604-003 | 電費 照明動力用電 | 二月至三月電費 | 示例供電公司 | | 04-08 | 04-08 | 否 | 公用經費
ZC-2604-004 | 水費 自來水 | 二月至三月水費 | 示例自來水公司 | | 04-08 | 04-08 | 否 | 公用經費
ZC-2604-005 | 設備購置 體育器材 | 獨輪車隊訓練用車 | 健將體育用品店 | | 04-10 | 04-14 | 是 | 公用經費
ZC-2604-006 | 辦公費 文具 | 期中補充粉筆和筆 | 文華商行 | | 04-13 | 04-15 | 是 | 公用經費
ZC-2604-007 | 工程款 新建工程 | 幼兒園工程主體進度款 | 市第一建築公司 | | 04-15 | 04-16 | 否 | 上級撥款
ZC-2604-010 | 圖書資料 報刊 | 教師報刊及學生讀物 | 新光書店 | 2380.00 | 04-14 | 04-17 | 是 | 公用經費
ZC-2604-011 | 衛生綠化 清潔用品 | 衛生間清潔劑 | 潔淨日用品店 | 380.00 | 04-20 | | 是 | 公用經費
ZC-2604-012 | 設備購置 幼兒園用品玩具 | 省優園驗收角色區玩具 | 童樂教玩具公司 | | 04-21 | 04-24 | 是 | 專項經費
ZC-2604-013 | 工程款 綠化工程 | 文化牆前草坪鋪設 | 綠意苗圃 | | 04-20 | 04-24 | 否 | 公用經費
ZC-2604-014 | 維修費 水電材料 | 衛生間閥門補報 | 恆通五金商店 | 499.00 | 04-23 | 04-27 | 是 | 公用經費
ZC-2604-015 | 校車費 加油 | 四月校車用油 | 示例加油站 | | 04-28 | 04-29 | 是 | 公用經費
ZC-2604-016 | 食堂其他 燃氣 | 四月食堂用燃氣 | 安泰燃氣站 | 4050.00 | 04-28 | 04-29 | 是 | 食堂專賬
ZC-2604-017 | 勞務費 臨時用工 | 四月臨時用工勞務 | 示例勞務站 | 3600.00 | 04-30 | 04-30 | 否 | 公用經費
ZC-2605-001 | 工程款 改建工程 | 領操台升旗台改建進度款 | 宏建工程隊 | | 05-11 | 05-12 | 否 | 公用經費
ZC-2605-002 | 其他 學生服裝 | 獨輪車隊表演服裝 | 健將體育用品店 | | 05-11 | 05-14 | 是 | 公用經費
ZC-2605-003 | 辦公費 紙張 | 各處室複印紙 | 文華商行 | | 05-12 | 05-15 | 是 | 公用經費
ZC-2605-004 | 教學儀器 學具教具 | 低年級數學學具 | 示例教具廠 | | 05-13 | 05-15 | 是 | 公用經費
ZC-2605-005 | 衛生綠化 清潔用品 | 各樓層分類垃圾桶 | 潔淨日用品店 | 1240.00 | 05-18 | | 是 | 公用經費
ZC-2605-006 | 培訓費 業務培訓 | 財務人員業務培訓 | 區教師進修學校 | 960.00 | 05-15 | 05-20 | 否 | 公用經費
ZC-2605-007 | 設備購置 幼兒園用品玩具 | 省優園驗收戶外玩具 | 童樂教玩具公司 | | 05-19 | 05-22 | 是 | 專項經費
ZC-2605-008 | 印刷費 資料印刷 | 六一活動節目冊 | 彩印中心 | 860.00 | 05-25 | 06-05 | 否 | 公用經費
ZC-2605-009 | 校車費 加油 | 五月校車用油 | 示例加油站 | | 05-27 | 05-28 | 是 | 公用經費
ZC-2605-010 | 食堂其他 燃氣 | 五月食堂用燃氣 | 安泰燃氣站 | 3890.00 | 05-27 | 05-28 | 是 | 食堂專賬
ZC-2605-011 | 工程款 改建工程 | 領操台升旗台改建尾款 | 宏建工程隊 | | 05-28 | 05-29 | 否 | 公用經費
ZC-2605-012 | 勞務費 臨時用工 | 五月臨時用工勞務 | 示例勞務站 | 3600.00 | 05-29 | 05-29 | 否 | 公用經費
ZC-2606-001 | 電費 照明動力用電 | 四月至五月電費 | 示例供電公司 | | 06-09 | 06-09 | 否 | 公用經費
ZC-2606-002 | 水費 自來水 | 四月至五月水費 | 示例自來水公司 | | 06-09 | 06-09 | 否 | 公用經費
ZC-2606-003 | 維修費 水電材料 | 吊扇檢修更換零件 | 恆通五金商店 | 1045.00 | 06-05 | 06-10 | 是 | 公用經費
ZC-2606-004 | 工程款 新建工程 | 幼兒園工程封頂進度款 | 市第一建築公司 | | 06-10 | 06-11 | 否 | 上級撥款
ZC-2606-005 | 圖書資料 圖書 | 補充教師教學用書 | 新光書店 | 1560.00 | 06-09 | 06-12 | 是 | 公用經費
ZC-2606-008 | 印刷費 試卷印刷 | 期末試卷印刷 | 彩印中心 | 265.00 | 06-16 | | 否 | 公用經費
ZC-2606-009 | 辦公費 文具 | 期末歸檔用品 | 文華商行 | | 06-15 | 06-18 | 是 | 公用經費
ZC-2606-010 | 衛生綠化 清潔用品 | 夏季滅蚊及清潔用品 | 潔淨日用品店 | 756.00 | 06-22 | 06-24 | 是 | 公用經費
ZC-2606-011 | 校車費 加油 | 六月校車用油 | 示例加油站 | | 06-26 | 06-29 | 是 | 公用經費
ZC-2606-012 | 食堂其他 燃氣 | 六月食堂用燃氣 | 安泰燃氣站 | 3960.00 | 06-26 | 06-29 | 是 | 食堂專賬
ZC-2606-013 | 勞務費 臨時用工 | 六月臨時用工勞務 | 示例勞務站 | 3600.00 | 06-30 | 06-30 | 否 | 公用經費
ZC-2607-001 | 衛生綠化 清潔用品 | 期末大掃除用品 | 潔淨日用品店 | 618.00 | 07-01 | 07-02 | 是 | 公用經費
ZC-2607-002 | 差旅費 市內交通 | 送期末報表往返交通 | 區客運公司 | 342.00 | 07-02 | 07-03 | 否 | 公用經費
"""

CONTRACTED = {"示例加油站", "安泰燃氣站"}
"""Fixed suppliers: no quotes are asked for."""

QUOTES_FROM = 1000
REASONS_FOR_ANOTHER_PRICE = {"ZC-2603-012": "最低報價者不含三年上門保修"}
PAID_FROM = {"ZC-2603-002": "由代收費專戶列支"}
TWO_SIGNERS = {"ZC-2604-011", "ZC-2606-008"}
NOT_AS_ORDERED = {"ZC-2605-005"}
APPROVED_AFTER_BUYING = {"ZC-2603-011": day("03-18")}
HANDED_IN_TWICE = {"ZC-2604-014": "ZC-2604-002"}
"""A second voucher with the invoice of an earlier one."""

WAITS_AT_MONTHS_END = "ZC-2605-008"

HANDS = {
    "電費": (ELECTRICIAN, HEAD_OF_LOGISTICS),
    "水費": (ELECTRICIAN, HEAD_OF_LOGISTICS),
    "維修費": (ELECTRICIAN, HEAD_OF_LOGISTICS),
    "燃料取暖費": (ELECTRICIAN, HEAD_OF_LOGISTICS),
    "食堂其他": (CANTEEN_MANAGER, HEAD_OF_LOGISTICS),
    "校車費": (DRIVER, HEAD_OF_LOGISTICS),
    "工程款": (HEAD_OF_LOGISTICS, ELECTRICIAN),
    "辦公費": (PROPERTY_KEEPER, STOREKEEPER),
    "設備購置": (PROPERTY_KEEPER, STOREKEEPER),
    "教學儀器": (PROPERTY_KEEPER, STOREKEEPER),
}
USUAL_HANDS = (PROPERTY_KEEPER, HEAD_OF_LOGISTICS)
"""經手人 and 驗收人 by 支出類別."""


@cache
def vouchers() -> tuple[Voucher, ...]:
    """Every voucher as it is in the end, by number."""
    return tuple(sorted([*food_vouchers(), *_others()], key=lambda each: each.number))


def counted(each: Voucher) -> bool:
    """Neither refused nor handed in twice: expenditure of its month."""
    return each.spent and each.number not in HANDED_IN_TWICE


def _others() -> list[Voucher]:
    amounts = amounts_by_voucher() | {bill.voucher: bill.amount for bill in BILLS} | {"ZC-2603-002": workbook_cost()}
    return [_special(_voucher(amounts, *cells)) for cells in ledger(LEDGER)]


def _voucher(amounts: dict[str, Decimal], number: str, category: str, *rest: str) -> Voucher:
    purpose, payee, amount, bought, paid, goods, fund = rest
    kind, detail = category.split()
    price, bought_on = Decimal(amount) if amount else amounts[number], day(bought)
    return Voucher(
        number=number,
        category=kind,
        detail=detail,
        purpose=purpose,
        payee=payee,
        amount=price,
        bought_on=bought_on,
        paid_on=day(paid) if paid else None,
        signers=(*HANDS.get(kind, USUAL_HANDS), None if number in TWO_SIGNERS else BOOKKEEPER),
        fund=fund,
        request=_request(number, payee, price, bought_on) if goods == "是" else None,
        state="已報" if paid else "退回",
        project=project_of(number),
        document=document_of(number),
        note=_note(number, payee),
    )


def _special(each: Voucher) -> Voucher:
    if each.number in NOT_AS_ORDERED:
        return replace(each, as_ordered="不符", note="規格與訂貨不符，不予報銷")
    if each.number in HANDED_IN_TWICE:
        return replace(each, invoice=invoice_number(HANDED_IN_TWICE[each.number]))
    return each


def _request(number: str, payee: str, amount: Decimal, bought_on: date) -> Request:
    compared = amount >= QUOTES_FROM and payee not in CONTRACTED
    return Request(
        applicant=HEAD_OF_LOGISTICS,
        asked_on=working_days_before(bought_on, 4),
        approver=HEAD,
        approved_on=APPROVED_AFTER_BUYING.get(number, working_days_before(bought_on, 3)),
        limit=rounded_up(amount, 1000 if amount >= 5000 else 100),
        quotes=3 if compared else None,
        cheapest=("否" if number in REASONS_FOR_ANOTHER_PRICE else "是") if compared else None,
    )


def _note(number: str, payee: str) -> str | None:
    if payee in CONTRACTED:
        return "定點供應"
    return REASONS_FOR_ANOTHER_PRICE.get(number) or PAID_FROM.get(number)
