"""The sheet of F09 (domain/forms/F09.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Money, People, Person, Text, YesNo, needed_while
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import Rooms

BEFORE_OPENING, IN_HOLIDAYS = "開學前", "假期集中"
BATCHES = ["日常", BEFORE_OPENING, IN_HOLIDAYS, "應急"]
CIRCUITS = "電路"
CATEGORIES = [
    CIRCUITS, "水龍頭管道", "門窗", "玻璃", "吊扇", "日光燈", "飲水機", "桌凳", "房屋屋面", "教學儀器",
    "體育器材", "柵欄圍牆", "廚房設備", "其他",
]  # fmt: skip
URGENT, ORDINARY, COMPLEX = "緊急", "一般", "複雜"
OWN_HANDS, OUTSIDE_FIRM, REPLACED, BEYOND_REPAIR = "自修", "外修", "更換", "無法修復"
WAITING, UNDER_WAY, FINISHED, ACCEPTED, NOW_A_PROJECT = "待派", "維修中", "已完成", "已驗收", "轉項目"
FINISHED_HINT = "狀態為已完成或已驗收時必填"


class Orders(Sheet, title="報修維修", number=1, kind=Kind.LIFECYCLE):
    """One repair order from report to acceptance; quantity in 處, costs in 元."""

    code = Text("維修單號", code=True, required=True, example="WX-2603-031", guide="一張維修單一行，編號不重複")
    batch = Choice("批次", BATCHES, required=True, example="日常")
    reported_on = Date("報修日期", required=True, example="2026-03-20")
    reporter = Person("報修人", required=True, example="周雨晴")
    room = Text("班室編號", code=True, required=True, reference=Rooms.code, example="C302")
    category = Choice("類別", CATEGORIES, required=True, example="玻璃")
    problem = Text("問題描述", required=True, max_length=60, example="左窗玻璃破裂", guide="哪裏壞了、壞成怎樣")
    urgency = Choice(
        "緊急程度", [URGENT, ORDINARY, COMPLEX], required=True, example="一般", guide="緊急當天修，其他按校規時限"
    )
    quantity = Integer("數量", unit="處", required=True, above=0, example="1", guide="要修幾處")
    repairers = People(
        "維修人",
        outside_ok=True,
        example="王志遠",
        guide=f"{FINISHED_HINT}；外修填維修單位或師傅，多人用、隔開",
    )
    method = Choice(
        "維修方式",
        [OWN_HANDS, OUTSIDE_FIRM, REPLACED, BEYOND_REPAIR],
        example="更換",
        guide=FINISHED_HINT,
    )
    finished_on = Date("完成日期", example="2026-03-20", guide=f"{FINISHED_HINT}；不早於報修日期")
    material = Money("材料費", at_least=0, example="40.00", guide=f"{FINISHED_HINT}；沒有填 0")
    labour = Money("人工費", at_least=0, example="0.00", guide=f"{FINISHED_HINT}；沒有填 0")
    cost = Money("合計費用", formula=material.or_if_blank(0) + labour.or_if_blank(0), example="40.00", guide="自動計算")
    deliberate = YesNo("人為損壞", example="是", guide=FINISHED_HINT)
    compensation = Text(
        "賠償單號",
        code=True,
        blank_rule="F09-R04",
        example="PC-2603-001",
        guide="人為損壞時必填；照損壞賠償登記的單號",
    )
    acceptor = Person(
        "驗收人",
        blank_rule="F09-R02",
        example="周雨晴",
        guide="已驗收時必填；報修人或室長，不能是維修人",
    )
    accepted_on = Date("驗收日期", example="2026-03-20", guide="已驗收時必填；不早於完成日期")
    satisfaction = Integer("滿意度", unit="分", at_least=1, at_most=5, example="5", guide="報修人評 1 至 5 分，可不填")
    voucher = Text(
        "憑證號",
        code=True,
        blank_rule="F09-R07",
        example="ZC-2602-003",
        guide="外修有費用時必填；支出票據的憑證號",
    )
    danger = Text(
        "隱患編號", code=True, refers_to="F10.2 隱患編號", example="YH-2603-004", guide="由隱患引起的填，沒有留空"
    )
    status = Choice(
        "狀態",
        [WAITING, UNDER_WAY, FINISHED, ACCEPTED, NOW_A_PROJECT, BEYOND_REPAIR],
        required=True,
        example="已驗收",
        guide="未辦結的下月接着填同一行",
    )

    is_finished = status.among(FINISHED, ACCEPTED)
    is_accepted = status == ACCEPTED
    is_deliberate = deliberate.filled() & (deliberate == "是")
    is_paid_outside = (method == OUTSIDE_FIRM) & (cost > 0)
    needed_while(is_finished, repairers, method, finished_on, material, labour, deliberate)
    needed_while(is_accepted, acceptor, accepted_on)
    needed_while(is_deliberate, compensation)
    needed_while(is_paid_outside, voucher)

    key = (code,)
    key_over_term = True
    attributed_to = reported_on
    opening = reported_on
    closed = status.among(ACCEPTED, NOW_A_PROJECT, BEYOND_REPAIR)
    fixed = (reported_on, room, category, quantity)
    money = cost
