"""The four sheets of F12 (domain/forms/F12.md)."""

from __future__ import annotations

from pipeline.form.column import (
    Choice,
    Date,
    Integer,
    Many,
    Money,
    Month,
    Number,
    People,
    Person,
    Text,
    YesNo,
    needed_while,
)
from pipeline.form.expression import Expr, literal
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import Suppliers
from pipeline.forms.f05_finance.income import Income

ALWAYS = literal(value=True)

DRAWN_UP, APPROVED, UNDER_WAY, TOPPED_OUT, COMPLETED, INSPECTED, IN_USE = (
    "規劃", "立項", "施工", "封頂", "竣工", "驗收", "投用",
)  # fmt: skip
STAGES = (DRAWN_UP, APPROVED, UNDER_WAY, TOPPED_OUT, COMPLETED, INSPECTED, IN_USE)
"""In order; a project that is suspended stands outside."""
SUSPENDED = "暫停"
NEW_BUILDING, REBUILDING, GREENING, KITCHEN = "新建", "改建", "綠化", "廚房改造"
PROJECT_KINDS = [
    NEW_BUILDING, REBUILDING, "維修", GREENING, "道路場地", KITCHEN, "線路改造", "搬遷", "拆除", "規劃",
]  # fmt: skip
SQUARE_METRES = "平方米"
GIFT = "捐贈"
PASSED, FAILED, PASSED_LATER = "合格", "不合格", "整改後合格"

DIRECT = "直接購買"
WEB_RESOURCES, CLOTHES = "網絡資源", "服裝"
GOODS_KINDS = [
    "桌凳", "電腦", "投影儀", "書櫃", "圖書", "體育器材", CLOTHES, "教學儀器", "幼兒園用品玩具", "廚房設備",
    "辦公設備", WEB_RESOURCES, "其他",
]  # fmt: skip
GOODS_UNITS = ["套", "台", "輛", "個", "冊", "批"]
FIXED_ASSET = "是"

MONEY, THINGS, WORKS = "資金", "實物", "工程"
MANNERS = [MONEY, THINGS, WORKS]
PARENT = "家長"
DONORS = [PARENT, "企業", "校友", "社會組織", "個人", "學生圖書"]

PLANTING, LOVE_OF_GREEN = "種植", "愛綠教育"
CULTURE = ("牆面彩繪", "班級佈置", "校刊班刊", "網站資源")
ACTIVITY_KINDS = [PLANTING, "養護", "刷油", "牆面彩繪", "清理", "班級佈置", "校刊班刊", "網站資源", LOVE_OF_GREEN]
PLANTS = "株"
ACTIVITY_UNITS = [SQUARE_METRES, PLANTS, "處", "幅", "期", "條"]
LOGISTICS_STAFF = "後勤"


def reached(status: Expr, stage: str) -> Expr:
    """The project is at that stage or a later one."""
    return status.among(*STAGES[STAGES.index(stage) :])


class Projects(Sheet, title="工程項目", number=1, kind=Kind.STATUS):
    """Where one project stands at the end of one month (amounts in 元)."""

    month = Month("月份", required=True, example="2026-06", guide="月底的情況；未投用的項目每月一行")
    code = Text("項目編號", code=True, required=True, example="GC-26-02", guide="一個項目一個編號，各月相同")
    label = Text("項目名稱", required=True, example="教學樓前路面加高")
    category = Choice("類別", PROJECT_KINDS, required=True, example="道路場地")
    stage = Choice("階段", [*STAGES, SUSPENDED], required=True, example=IN_USE, guide="照月底實際進度；封頂只用於房屋")
    planned_start = Date("計劃開工", planned=True, example="2026-06-01", guide="立項起必填")
    started_on = Date("實際開工", example="2026-06-02", guide="施工起必填")
    planned_end = Date("計劃竣工", planned=True, example="2026-06-10", guide="施工起必填")
    finished_on = Date("實際竣工", example="2026-06-09", guide="竣工起必填；未竣工留空")
    quantity = Number("工程量", above=0, example="420")
    quantity_unit = Choice(
        "工程量單位",
        [SQUARE_METRES, "米", "座", "處", "套"],
        needed=quantity.filled(),
        example=SQUARE_METRES,
        guide="填了工程量時必填",
    )
    approved = Money("批准金額", at_least=0, example="0.00", guide="立項起必填；不用學校出錢的填 0")
    contract = Money("合同金額", at_least=0, example="0.00", guide="施工起必填；不用學校出錢的填 0")
    paid = Money("累計支付", required=True, at_least=0, example="0.00", guide="從開工到月底共付多少，沒有付填 0")
    source = Choice(
        "經費來源",
        ["財政撥款", "公用經費", "專項經費", GIFT, "勤工自建", "未定"],
        required=True,
        example=GIFT,
    )
    builder = Text("承建單位", example="示例路橋隊", guide="施工起必填；勤工自建的填「後勤」")
    acceptors = People("驗收人", outside_ok=True, example="何靜、孫立", guide="驗收起必填；兩人以上，用、隔開")
    accepted_on = Date("驗收日期", example="2026-06-12", guide="驗收起必填；不早於實際竣工")
    verdict = Choice("驗收結論", [PASSED, FAILED, PASSED_LATER], example=PASSED, guide="驗收起必填")
    solved = Text("解決的問題", example="樓前積水", guide="隱患編號，或用文字寫")
    owner = Person("負責人", required=True, example="何靜")
    pictures = Text("照片", guide="存放照片的文件夾")

    is_in_use = stage == IN_USE
    is_accepted = verdict.among(PASSED, PASSED_LATER) & accepted_on.filled()
    needed_while(reached(stage, APPROVED), planned_start, approved)
    needed_while(reached(stage, UNDER_WAY), started_on, planned_end, contract, builder)
    needed_while(reached(stage, COMPLETED), finished_on)
    needed_while(reached(stage, INSPECTED), acceptors)
    # Of a project in use F12-R03 speaks of both; before that, G-22.
    needed_while(stage == INSPECTED, accepted_on, verdict)

    key = (month, code)
    key_over_term = True
    attributed_to = month
    closed = is_in_use


class Goods(Sheet, title="物資添置", number=2, kind=Kind.EVENT):
    """One line of goods bought or given (元)."""

    code = Text("添置單號", code=True, required=True, example="TZ-2602-001", guide="一行一個單號，全學期不重複")
    accepted_on = Date("驗收日期", required=True, example="2026-02-20")
    label = Text("品名", required=True, example="學生課桌凳")
    category = Choice("類別", GOODS_KINDS, required=True, example="桌凳")
    quantity = Integer("數量", required=True, above=0, example="610")
    unit = Choice("單位", GOODS_UNITS, required=True, example="套")
    price = Money("單價", required=True, above=0, example="168.00")
    amount = Money("金額", formula=quantity * price, example="102480.00", guide="自動計算")
    meant_for = Text("使用對象", required=True, example="全校各班", guide="班級、班室或隊伍")
    method = Choice("採購方式", ["政府採購", "詢價", DIRECT, GIFT], required=True, example="詢價")
    supplier = Text(
        "供應商",
        needed=method != GIFT,
        reference=Suppliers.label,
        example="示例教具廠",
        guide="照供應商名冊；捐贈的留空",
    )
    acceptors = People("驗收人", required=True, example="吳桂芳、何靜", guide="兩人以上，用、隔開")
    accepted = Integer("驗收數量", required=True, at_least=0, example="610", guide="不多於數量")
    fixed_asset = Choice(
        "是否固定資產",
        [FIXED_ASSET, "否", "否-低值易耗"],
        required=True,
        example=FIXED_ASSET,
        guide="單價達起點，或屬大宗資產的填是",
    )
    assets = Text(
        "資產編號",
        code=True,
        needed=fixed_asset == FIXED_ASSET,
        refers_to="F07.1 資產編號",
        ranges=True,
        example="ZC-2026-0101~0120",
        guide="是固定資產的必填；連號用 ~，多段用、隔開",
    )
    voucher = Text(
        "憑證號", code=True, needed=ALWAYS, example="ZC-2602-009", guide="支出票據的憑證號；捐贈的填捐贈編號"
    )
    background = Text("用途背景", guide="例如迎接哪一次驗收")

    is_gift = method == GIFT
    is_fixed_asset = fixed_asset == FIXED_ASSET
    accepted_amount = accepted * price

    key = (code,)
    key_over_term = True
    attributed_to = accepted_on
    money = amount


class Gifts(Sheet, title="捐贈", number=3, kind=Kind.LIFECYCLE, core=False):
    """One gift, until it is entered in the books and published (估值 in 元)."""

    code = Text("捐贈編號", code=True, required=True, example="JZ-26-02", guide="一件捐贈一行，編號不重複")
    given_on = Date("日期", required=True, example="2026-06-12")
    donor_kind = Choice("捐贈方類別", DONORS, required=True, example=PARENT)
    donor = Text("捐贈方名稱", required=True, example="某家長", guide="只存檔；公開署名為是才會寫進總結")
    named = YesNo("公開署名", required=True, example="否", guide="捐贈方同意公開姓名才填是")
    manner = Choice("捐贈形式", MANNERS, required=True, example=WORKS)
    content = Text("內容", required=True, example="路面加高")
    quantity = Number("數量", above=0, example="1")
    value = Money("估值", required=True, at_least=0, example="32000.00")
    value_basis = Choice(
        "估值依據", ["票據", "合同", "市場價", "評估"], needed=ALWAYS, blank_rule="F12-R11", example="合同"
    )
    declared = YesNo("自願無償聲明", required=True, blank_rule="F12-R11", example="是", guide="須有捐贈方的書面聲明")
    receipt = Text("受贈憑證號", code=True, needed=ALWAYS, blank_rule="F12-R11", example="SZ-26-02")
    entered_on = Date(
        "入賬日期", needed=ALWAYS, blank_rule="F12-R12", example="2026-06-20", guide="資金盡快入賬，其餘 30 天內"
    )
    related = Text(
        "關聯項目或資產",
        code=True,
        needed=manner == WORKS,
        refers_to="F07.1 資產編號",
        refers_when=manner == THINGS,
        ranges=True,
        example="GC-26-02",
        guide="工程填項目編號；實物有資產編號的填資產編號",
    )
    published_on = Date("公示日期", needed=ALWAYS, blank_rule="F12-R11", example="2026-06-22", guide="30 天內公示")

    key = (code,)
    key_over_term = True
    attributed_to = given_on
    opening = given_on
    income = Income(amount=value, on=entered_on, where=manner == MONEY)
    closed = entered_on.filled() & published_on.filled()
    fixed = (given_on, donor_kind, manner, content, value)
    money = value


class Activities(Sheet, title="環境與文化", number=4, kind=Kind.EVENT, core=False):
    """One piece of planting, upkeep or culture work (元)."""

    on = Date("日期", required=True, example="2026-04-18")
    category = Choice("類別", ACTIVITY_KINDS, required=True, example=PLANTING)
    content = Text("內容", required=True, example="操場東側栽植灌木", guide="已作工程項目的草坪、花壇不再填")
    quantity = Number("數量", required=True, above=0, example="60")
    unit = Choice("單位", ACTIVITY_UNITS, required=True, example=PLANTS)
    kinds_of_people = Many(
        "參加人員類別",
        [LOGISTICS_STAFF, "教師", "學生", "家長", "外請"],
        required=True,
        example=LOGISTICS_STAFF,
        guide="多類用、隔開",
    )
    people = Integer("參加人次", unit="人次", required=True, above=0, example="6")
    hours = Number("工時", unit="小時", at_least=0, example="24", guide="人數×小時")
    in_rest_time = YesNo("休息時間完成", example="是")
    cost = Money("費用", required=True, at_least=0, example="1300.00", guide="沒有花錢填 0")
    saved = Money("節約工費估算", at_least=0, example="960.00", guide="算法寫在備註")
    remark = Text("備註", example="24小時×40元")

    by_logistics = kinds_of_people.among(LOGISTICS_STAFF)
    is_in_rest_time = in_rest_time.filled() & (in_rest_time == "是")
    is_culture = category.among(*CULTURE)

    attributed_to = on
    money = cost
