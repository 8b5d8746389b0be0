"""The three sheets of F06 (domain/forms/F06.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Many, Money, Number, Person, Text
from pipeline.form.expression import when
from pipeline.form.sheet import Kind, Sheet

ENERGIES = ["電", "水", "燃氣", "供暖"]


class Readings(Sheet, title="抄表", number=1, kind=Kind.EVENT):
    """One reading of one meter."""

    meter = Text("表號", code=True, required=True, example="E-01", guide="每塊表一個編號")
    energy = Choice("能源類別", ENERGIES, required=True, example="電")
    location = Text("安裝位置", required=True, example="教學樓總表")
    level = Choice("表級", ["總表", "分表"], required=True, example="總表")
    factor = Number("倍率", unit="倍", required=True, above=0, example="40")
    read_on = Date("抄表日期", required=True, example="2026-03-31")
    last_reading = Number("上期讀數", required=True, example="1520.4", guide="照抄上次的本期讀數")
    reading = Number("本期讀數", required=True, at_least=0, example="1571.9")
    usage = Number("用量", unit="千瓦時/立方米", example="2060.0", guide="自動計算")
    cause = Choice(
        "異常說明",
        ["換表", "歸零", "漏水", "停用", "估讀"],
        needed=reading < last_reading,
        guide="本期讀數小於上期讀數時必填",
    )
    reader = Person("抄表人", required=True, example="王志遠")

    restarted = cause.filled() & cause.among("換表", "歸零")
    usage.formula = (when(restarted, reading, reading - last_reading) * factor).rounded(3)

    key = (meter, read_on)
    key_over_term = True
    attributed_to = read_on


class Bills(Sheet, title="賬單", number=2, kind=Kind.EVENT):
    """One bill of one account, over a cycle of any length."""

    account = Text("戶號", code=True, required=True, example="3301…")
    energy = Choice("能源類別", ENERGIES, required=True, example="電")
    starts = Date("賬期起日", required=True, example="2026-02-01")
    ends = Date("賬期止日", required=True, planned=True, example="2026-03-31", guide="不早於起日")
    usage = Number("賬單用量", unit="千瓦時/立方米", required=True, at_least=0, example="5850")
    amount = Money("賬單金額", required=True, at_least=0, example="3510.00")
    unit_price = Money("單價", unit="元/單位", formula=(amount / usage).rounded(2), example="0.60")
    paid_on = Date("繳費日期", example="2026-04-08")
    voucher = Text("憑證號", code=True, needed=paid_on.filled(), example="ZC-2604-003", guide="支出票據的憑證號")
    meters = Many("對應總表", required=True, example="E-01", guide="總表的表號，多個用、隔開")

    key = (account, energy, starts)
    key_over_term = True
    attributed_to = ends
    free_month = True
    money = amount


class Measures(Sheet, title="節能措施", number=3, kind=Kind.SNAPSHOT, core=False):
    """One saving measure, also of earlier terms."""

    code = Text("措施編號", code=True, required=True, example="JN-01")
    label = Text("措施名稱", required=True, example="教學樓線路改造")
    energy = Choice("能源類別", ENERGIES, required=True, example="電")
    accounts = Many("戶號", guide="所涉戶號；空白 = 該能源的全部戶號")
    finished_on = Date("完工日期", required=True, planned=True, example="2025-10-15")
    cost = Money("投入金額", required=True, at_least=0, example="18600.00")
    scope = Text("範圍", required=True, example="教學樓三層")
    baseline = Text("基準期", required=True, example="2025-02-01~2025-05-31", guide="改造前的一段日子")
    owner = Person("責任人", required=True, example="王志遠")
    project = Text("項目編號", code=True, example="GC-25-03")

    key = (code,)
