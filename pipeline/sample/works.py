"""F12 of the seven months of the window: projects, goods added, gifts, surroundings and culture.

Goods and payments for works are those of `purchases`, so that they agree with the vouchers by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.form.filled import Filled, Value
from pipeline.sample.covers import cover
from pipeline.sample.people import HEAD_OF_LOGISTICS, STOREKEEPER
from pipeline.sample.purchases import GOODS, HOW_GOODS_ARE_BOUGHT, WORKS, Goods
from pipeline.sample.school import HEAD, MONTHS
from pipeline.sample.spending import vouchers
from pipeline.sample.table import CENT, Row, day, ledger, month_of, typed

# 項目編號 | 名稱 | 類別 | 月份 階段 … | 經費來源 | 承建單位 | 解決的問題
PROJECTS = """
GC-26-01 | 噴泉與魚池       | 新建     | 5 投用 | 捐贈 | 示例園林隊 | 課間空氣乾燥
GC-26-02 | 教學樓前路面加高 | 道路場地 | 6 投用 | 捐贈 | 示例路橋隊 | 樓前積水
GC-26-03 | 文化牆前草坪     | 綠化     | 4 投用 | 公用經費 | 綠意苗圃 |
GC-26-04 | 領操台升旗台改建 | 改建     | 4 立項 5 投用 | 公用經費 | 宏建工程隊 | YH-2605-006
GC-26-05 | 幼兒園教學樓     | 新建     | 2 立項 3 施工 4 施工 5 施工 6 封頂 7 封頂 | 財政撥款 | 市第一建築公司 |
GC-26-06 | 中心校新校址     | 規劃     | 3 規劃 4 規劃 5 規劃 6 規劃 7 規劃 | 未定 | |
GC-26-07 | 學生食堂廚房改造 | 廚房改造 | 1 施工 2 投用 | 專項經費 | 宏建工程隊 |
GC-26-08 | 幼兒園搬遷       | 搬遷     | 2 投用 | 專項經費 | 宏建工程隊 |
"""

# 項目編號 | 計劃開工 計劃竣工 | 實際開工 實際竣工 | 驗收日期 | 工程量 | 批准金額 合同金額
COURSE = """
GC-26-01 | 05-06 05-16 | 05-06 05-15 | 05-18 | 1 座        | 0 0
GC-26-02 | 06-01 06-10 | 06-02 06-09 | 06-12 | 420 平方米  | 0 0
GC-26-03 | 04-13 04-18 | 04-13 04-17 | 04-20 | 105 平方米  | 10000 9450
GC-26-04 | 05-06 05-27 | 05-06 05-27 | 05-28 | 2 座        | 48000 46000
GC-26-05 | 03-16 11-30 | 03-16 -     |       | 1860 平方米 | 1260000 1180000
GC-26-06 | - -         | - -         |       |             |
GC-26-07 | 01-26 02-24 | 01-26 02-23 | 02-25 | 1 處        | 68000 66000
GC-26-08 | 02-02 02-11 | 02-02 02-11 | 02-12 | 1 處        | 7000 6800
"""

# 捐贈編號 | 日期 | 內容 | 估值 | 憑證號 | 入賬日期 | 項目編號 | 公示日期
GIFTS = """
JZ-26-01 | 05-20 | 噴泉與魚池 | 20500.00 | SZ-26-01 | 05-28 | GC-26-01 | 05-29
JZ-26-02 | 06-12 | 路面加高   | 32000.00 | SZ-26-02 | 06-20 | GC-26-02 | 06-22
"""

# 日期 | 類別 | 內容 | 數量 單位 | 參加人員類別 | 人次 | 工時 | 休息 | 費用 | 節約 | 備註
ACTIVITIES = """
03-14 | 清理     | 拆舊花壇翻土施肥     | 2 處     | 後勤       | 5   | 20 | 是 | 0.00    | 800.00 | 20小時×40元
03-18 | 種植     | 操場東側栽植灌木     | 60 株    | 後勤       | 6   | 24 | 是 | 1300.00 | 960.00 | 24小時×40元
04-03 | 種植     | 教學樓前補栽花苗     | 120 株   | 後勤、學生 | 30  | 18 | 否 | 1180.00 |        |
04-18 | 牆面彩繪 | 前牆彩繪，美術教師設計 | 1 幅   | 教師、學生 | 12  |    |    | １，２００ |     |
04-22 | 愛綠教育 | 愛綠護綠主題班會     | 20 處    | 教師、學生 | 856 |    |    | 0.00    |        |
05-09 | 刷油     | 運動器材刷油         | 14 處    | 後勤       | 4   | 16 | 是 | 360.00  | 640.00 | 16小時×40元
05-10 |          | 操場柵欄刷油         | 8 處     | 後勤       | 4   | 12 | 是 | 210.00  | 480.00 | 12小時×40元
05-15 | 班級佈置 | 各班名言和張貼欄     | 20 處    | 教師、學生 | 80  |    |    | 400.00  |        |
06-05 | 校刊班刊 | 校刊與班刊創刊       | 21 期    | 教師、學生 | 42  |    |    | 630.00  |        |
06-10 | 網站資源 | 整理教學資源上網     | 35 條    | 教師       | 6   |    |    | 0.00    |        |
06-16 | 養護     | 草坪澆水修剪         | 105 平方米 | 後勤     | 3   | 9  | 否 | 0.00    |        |
"""
"""On 05-09 and 05-10 類別 is one merged cell, so that the lower row has none; on 04-18 the cost is typed full-width."""

NOTHING = "-"
MERGED = {"2026-05": {"環境與文化": ["B2:B3"]}}


@dataclass(frozen=True)
class Project:
    """One project: the stage at the end of each month in which it has a row, and its dates, `-` where there is none."""

    number: str
    label: str
    category: str
    stages: dict[str, str]
    planned: Sequence[str]
    actual: Sequence[str]
    quantity: str
    money: str
    source: str
    builder: str
    accepted: str
    solved: str

    def row(self, month: str) -> Row:
        """The row of F12.1 of a month: what had happened by its end."""
        stage = self.stages[month]
        begun, is_over = stage not in ("規劃", "立項"), stage == "投用"
        approved, contract = (_amount(one) for one in self.money.split()) if self.money else (None, None)
        quantity, unit = self.quantity.split() if self.quantity else ("", "")
        return typed(
            {
                "月份": month,
                "項目編號": self.number,
                "項目名稱": self.label,
                "類別": self.category,
                "階段": stage,
                "計劃開工": _day(self.planned[0]),
                "實際開工": _day(self.actual[0]) if begun else None,
                "計劃竣工": _day(self.planned[1]),
                "實際竣工": _day(self.actual[1]) if is_over else None,
                "工程量": int(quantity) if quantity else None,
                "工程量單位": unit,
                "批准金額": approved,
                "合同金額": contract if begun else None,
                "累計支付": self.paid_by(month),
                "經費來源": self.source,
                "承建單位": self.builder if begun else None,
                "驗收人": f"{HEAD_OF_LOGISTICS}、{HEAD}" if is_over else None,
                "驗收日期": _day(self.accepted) if is_over else None,
                "驗收結論": "合格" if is_over else None,
                "解決的問題": self.solved,
                "負責人": HEAD_OF_LOGISTICS,
            }
        )

    def paid_by(self, month: str) -> Decimal:
        """累計支付: the project's vouchers reimbursed by the end of the month."""
        paid_on = {each.number: each.paid_on for each in vouchers()}
        days = [(each.amount, paid_on[each.voucher]) for each in WORKS if each.project == self.number]
        return sum((amount for amount, on in days if on and month_of(on) <= month), Decimal(0)).quantize(CENT)


def _day(text: str) -> Value:
    return None if text in ("", NOTHING) else day(text)


def _amount(text: str) -> Decimal:
    return Decimal(text).quantize(CENT)


COURSES = {number: cells for number, *cells in ledger(COURSE)}


def _project(number: str, label: str, category: str, stages: str, *rest: str) -> Project:
    source, builder, solved = rest
    planned, actual, accepted, quantity, money = COURSES[number]
    words = stages.split()
    return Project(
        number=number,
        label=label,
        category=category,
        stages={f"2026-0{month}": stage for month, stage in zip(words[::2], words[1::2], strict=True)},
        planned=planned.split(),
        actual=actual.split(),
        quantity=quantity,
        money=money,
        source=source,
        builder=builder,
        accepted=accepted,
        solved=solved,
    )


ALL_PROJECTS = [_project(*cells) for cells in ledger(PROJECTS)]


def project_rows(month: str) -> list[Row]:
    """F12.1 of a month."""
    return [each.row(month) for each in ALL_PROJECTS if month in each.stages]


def goods_rows(month: str) -> list[Row]:
    """F12.2 of a month."""
    return [_goods(each) for each in GOODS if month_of(each.accepted_on) == month]


def _goods(each: Goods) -> Row:
    return typed(
        {
            "添置單號": each.number,
            "驗收日期": each.accepted_on,
            "品名": each.name,
            "類別": each.category,
            "數量": each.quantity,
            "單位": each.unit,
            "單價": each.price.quantize(CENT),
            "使用對象": each.meant_for,
            "採購方式": HOW_GOODS_ARE_BOUGHT,
            "供應商": each.supplier,
            "驗收人": f"{STOREKEEPER}、{HEAD_OF_LOGISTICS}",
            "驗收數量": each.quantity,
            "是否固定資產": each.fixed_asset,
            "資產編號": each.assets,
            "憑證號": each.voucher,
            "用途背景": each.background,
        }
    )


def gift_rows(month: str) -> list[Row]:
    """F12.3 of a month; each gift is entered and published in the month in which it was made."""
    return [row for row in (_gift(*cells) for cells in ledger(GIFTS)) if f"{row['日期']:%Y-%m}" == month]


def _gift(number: str, on: str, content: str, value: str, receipt: str, *rest: str) -> Row:
    entered_on, project, published_on = rest
    return {
        "捐贈編號": number,
        "日期": day(on),
        "捐贈方類別": "家長",
        "捐贈方名稱": "某班一位家長",
        "公開署名": "否",
        "捐贈形式": "工程",
        "內容": content,
        "數量": 1,
        "估值": Decimal(value),
        "估值依據": "合同",
        "自願無償聲明": "是",
        "受贈憑證號": receipt,
        "入賬日期": day(entered_on),
        "關聯項目或資產": project,
        "公示日期": day(published_on),
    }


def activity_rows(month: str) -> list[Row]:
    """F12.4 of a month."""
    return [row for row in (_activity(*cells) for cells in ledger(ACTIVITIES)) if f"{row['日期']:%Y-%m}" == month]


def _activity(on: str, category: str, content: str, quantity: str, *rest: str) -> Row:
    people_kinds, people, hours, in_rest_time, cost, saved, remark = rest
    count, unit = quantity.split()
    return typed(
        {
            "日期": day(on),
            "類別": category,
            "內容": content,
            "數量": int(count),
            "單位": unit,
            "參加人員類別": people_kinds,
            "參加人次": int(people),
            "工時": int(hours) if hours else None,
            "休息時間完成": in_rest_time,
            "費用": Decimal(cost) if cost.isascii() else cost,
            "節約工費估算": Decimal(saved) if saved else None,
            "備註": remark,
        }
    )


def works_workbooks() -> list[Filled]:
    """One workbook a month."""
    return [
        Filled(
            form="F12",
            cover=cover("F12", month),
            sheets={
                "工程項目": project_rows(month),
                "物資添置": goods_rows(month),
                "捐贈": gift_rows(month),
                "環境與文化": activity_rows(month),
            },
            merged=MERGED.get(month, {}),
        )
        for month in MONTHS
    ]
