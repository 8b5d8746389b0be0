"""The four sheets of F11 (domain/forms/F11.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Money, People, Person, Text, Time, YesNo, needed_while
from pipeline.form.expression import literal
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import Rooms, Suppliers

ALWAYS = literal(value=True)

OTHER = "其他"
IN_USE = "在用"
MORNING_RUNS = ["上學1", "上學2"]
SECOND_RUN_HOME = "放學2"
OUTING = "活動"
SLOTS = [*MORNING_RUNS, "放學1", SECOND_RUN_HOME, OUTING]
FIT = "合格"
UNFIT = "不合格"
BROKEN_DOWN = "車輛故障"
SERVICE, REPAIR, REFUEL = "保養", "維修", "加油"
COSTS = [SERVICE, REPAIR, "檢驗", "保險", REFUEL, "清洗", OTHER]


class Vehicles(Sheet, title="車輛檔案", number=1, kind=Kind.SNAPSHOT):
    """One vehicle with its papers."""

    plate = Text("車牌號", code=True, required=True, example="示A·12345")
    kind_of_bus = Choice(
        "校車類型",
        ["小學生專用", "幼兒專用", "中小學生專用", OTHER],
        required=True,
        example="小學生專用",
        guide="照校車使用許可填",
    )
    seats = Integer("核載人數", unit="人", required=True, at_least=7, at_most=66, example="45", guide="照行駛證填")
    ownership = Choice("權屬", ["自有", "租用服務"], required=True, example="自有")
    planned_runs = Integer(
        "每日計劃趟次", unit="趟", required=True, at_least=0, example="4", guide="校車運行日每天應跑幾趟，活動不計"
    )
    plate_until = Date("校車標牌有效期至", required=True, planned=True, example="2026-08-31")
    inspected_on = Date("最近安全技術檢驗日期", required=True, example="2026-01-12", guide="檢驗有效六個月")
    insured_until = Date("交強險有效期至", required=True, planned=True, example="2026-11-20")
    liability_until = Date("承運人責任險有效期至", required=True, planned=True, example="2026-11-20")
    equipment_checked_on = Date(
        "滅火器逃生錘急救箱檢查日期", required=True, example="2026-03-01", guide="實際檢查的日期，每月至少一次"
    )
    located = YesNo("衛星定位正常", required=True, example="是", guide="實際看過平台再填")
    status = Choice("狀態", [IN_USE, "停運維修", "報廢"], required=True, example=IN_USE)

    key = (plate,)


class Runs(Sheet, title="每日運行", number=2, kind=Kind.EVENT):
    """One run of one vehicle, with its head counts."""

    on = Date("日期", required=True, example="2026-03-02")
    plate = Text("車牌號", code=True, required=True, reference=Vehicles.plate, example="示A·12345")
    slot = Choice("趟次", SLOTS, required=True, example=SECOND_RUN_HOME)
    route = Text("線路", required=True, example="2號線", guide="核准的線路")
    driver = Person("駕駛人", required=True, example="劉強")
    escorts = People(
        "照管人員",
        needed=ALWAYS,
        blank_rule="F11-R05",
        example="杜梅",
        guide="每趟至少一人，不能是駕駛人；多人用、隔開",
    )
    checked = Choice(
        "出車前檢查",
        [FIT, UNFIT],
        needed=ALWAYS,
        example=FIT,
        guide="制動、轉向、照明、輪胎、安全門、座椅、安全帶都查過再填；不合格不得出車",
    )
    boarded = Integer("學生上車人數", unit="人", required=True, at_least=0, example="41", guide="照管人員上車時點的數")
    adults = Integer(
        "成人隨車人數", unit="人", required=True, at_least=0, example="2", guide="駕駛人加照管人員，沒有其他成人"
    )
    left_on_the_way = Integer("中途下車人數", unit="人", needed=ALWAYS, at_least=0, example="30", guide="沒有填 0")
    left_at_the_end = Integer(
        "終點下車人數", unit="人", needed=ALWAYS, at_least=0, example="11", guide="上車 = 中途 + 終點"
    )
    emptied = YesNo("清車確認", needed=ALWAYS, example="是", guide="到終點逐座看過，車上沒有學生再填")
    departed_at = Time("發車時間", example="16:40", guide="有候車看護的趟次請填")
    incident = Choice(
        "異常情況",
        ["無", "超員", "晚點", BROKEN_DOWN, "學生未到", "交通事故", OTHER],
        required=True,
        example="無",
    )
    danger = Text(
        "隱患編號",
        code=True,
        refers_to="F10.2 隱患編號",
        example="YH-2603-004",
        guide="檢查不合格或車輛故障時必填；先在隱患台賬登記",
    )

    heads = boarded + adults
    is_unfit = (checked == UNFIT) | (incident == BROKEN_DOWN)
    needed_while(is_unfit, danger)

    key = (on, plate, slot)
    attributed_to = on


class Waiting(Sheet, title="候車看護", number=3, kind=Kind.EVENT):
    """One session in which pupils wait for a run under supervision."""

    on = Date("日期", required=True, example="2026-03-02")
    slot = Choice("趟次", SLOTS, required=True, example=SECOND_RUN_HOME, guide="等候的那一趟，一般是放學2")
    room = Text(
        "看護地點", code=True, required=True, reference=Rooms.code, example="K03", guide="固定一個班室，全學期不換"
    )
    carers = People(
        "看護人",
        needed=ALWAYS,
        blank_rule="F11-R10",
        example="杜梅",
        guide="實際看護的人，不能是該趟駕駛人；多人用、隔開",
    )
    expected = Integer("應到學生數", unit="人", required=True, at_least=0, example="41")
    present = Integer("實到學生數", unit="人", required=True, at_least=0, example="41", guide="當面點的數")
    begins_at = Time("開始時間", required=True, example="15:50")
    ends_at = Time("結束時間", required=True, above=begins_at, example="16:38", guide="交給照管人員上車的時間")
    absentees = Choice(
        "缺席去向",
        ["家長接走", "請假", OTHER],
        needed=present < expected,
        example="家長接走",
        guide="實到少於應到時必填",
    )
    handed_to = Person("交接照管人", required=True, example="杜梅", guide="該趟車的照管人員")
    remark = Text("異常", guide="點數與上車人數不同時寫明原因")

    key = (on, slot, room)
    attributed_to = on


class Upkeep(Sheet, title="維護費用", number=4, kind=Kind.EVENT, core=False):
    """One service, repair, inspection, insurance or refuelling of a vehicle (金額 in 元, 里程表 in 公里)."""

    on = Date("日期", required=True, example="2026-03-15")
    plate = Text("車牌號", code=True, required=True, reference=Vehicles.plate, example="示A·12345")
    category = Choice("類別", COSTS, required=True, example=SERVICE)
    odometer = Integer(
        "里程表",
        unit="公里",
        needed=category.among(SERVICE, REPAIR, REFUEL),
        at_least=0,
        example="48210",
        guide="保養、維修、加油時必填；不小於上次",
    )
    firm = Text(
        "維修企業",
        code=True,
        needed=category.among(SERVICE, REPAIR),
        reference=Suppliers.label,
        reference_rule="F11-R14",
        example="遠程汽修",
        guide="保養、維修時必填；照供應商名冊，須是做維修的企業",
    )
    amount = Money("金額", required=True, at_least=0, example="680.00")
    voucher = Text(
        "憑證號",
        code=True,
        needed=amount > 0,
        refers_to="F05.4 憑證號",
        reference_rule="X-20",
        example="ZC-2603-022",
        guide="有金額時必填；支出票據的憑證號",
    )
    idle_from = Date("停運起日", guide="因此停運的填，沒有留空")
    idle_until = Date("停運止日", at_least=idle_from, guide="還沒有恢復的留空")

    key = ()
    attributed_to = on
    money = amount
