"""The six sheets of F00 (domain/forms/F00.md): master data for every other form."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Many, Person, Text, YesNo
from pipeline.form.sheet import Kind, Sheet

DAY_KINDS = ["上課日", "補課日", "休息日", "法定假日", "寒暑假"]
MEALS = ["無", "午", "早午", "午晚", "早午晚"]
DEPARTMENTS = ["總務處", "食堂", "校車隊", "門衛", "教務處", "德育處", "財務室", "班級", "其他"]
POSTS = [
    "總務主任", "食堂管理員", "採購員", "倉庫保管員", "廚師", "幫廚", "財產管理員", "會計", "出納", "水電工",
    "門衛", "打更", "校車駕駛人", "隨車照管人員", "班主任", "室長", "教師", "校領導", "其他",
]  # fmt: skip
FOODS = ["大米", "麵粉", "食用油", "肉類", "蛋奶", "豆製品", "蔬菜", "水果", "調味品"]
ROOM_KINDS = ["教室", "專用室", "辦公室", "食堂", "校舍公共部位", "運動場地", "其他"]
SPECIAL_ROOMS = ["實驗室", "計算機室", "圖書室", "音樂室", "美術室", "體育器材室", "其他"]
GRADES = ["一", "二", "三", "四", "五", "六", "幼兒小班", "幼兒中班", "幼兒大班"]


class SchoolParameters(Sheet, title="學校參數", number=1, kind=Kind.SNAPSHOT):
    """One parameter, in force from its date until the next row of the code."""

    code = Text("參數代碼", code=True, required=True, example="P-08", guide="固定代碼，勿改")
    label = Text("參數名稱", required=True, example="留樣最低克數")
    value = Text("參數值", required=True, example="125", guide="日期、數字、是/否或姓名；百分數填 30 即 30%")
    unit = Text("單位", example="克")
    in_force_from = Date("生效日期", required=True, planned=True, example="2026-02-16", guide="參數改變時另加一行")
    remark = Text("說明", example="按45號令")

    key = (code, in_force_from)


class SchoolDays(Sheet, title="校曆", number=2, kind=Kind.SNAPSHOT):
    """One calendar day of the window."""

    day = Date("日期", required=True, planned=True, example="2026-03-02", guide="統計起日至學期結束日，每天一行")
    kind_of_day = Choice("日類型", DAY_KINDS, required=True, example="上課日")
    week = Integer(
        "教學週次",
        unit="週",
        needed=kind_of_day.among("上課日", "補課日"),
        at_least=1,
        at_most=25,
        example="1",
        guide="上課日、補課日必填",
    )
    meals = Choice("供餐餐次", MEALS, required=True, example="早午晚")
    bus = YesNo("校車運行", required=True, example="是")
    remark = Text("備註", example="開學第一天")

    key = (day,)
    attributed_to = day
    free_month = True


class People(Sheet, title="人員名冊", number=3, kind=Kind.SNAPSHOT):
    """One person, in post from 到崗日期 to 離崗日期."""

    number_of_staff = Text("工號", code=True, required=True, example="HQ007")
    label = Person("姓名", outside_ok=True, required=True, example="林秋實", guide="全校唯一，同名加甲、乙")
    department = Choice("部門", DEPARTMENTS, required=True, example="食堂")
    post = Choice("崗位", POSTS, required=True, example="廚師")
    other_posts = Many("兼崗", POSTS, guide="多個用、隔開")
    employment = Choice("用工性質", ["在編", "聘用", "臨時工"], required=True, example="臨時工")
    operator = YesNo("食堂操作人員", required=True, example="是")
    touches_food = YesNo("接觸直接入口食品", required=True, example="是")
    starts = Date("到崗日期", required=True, planned=True, example="2024-09-01")
    leaves = Date("離崗日期", planned=True, at_least=starts, guide="在崗則空白")
    email = Text("電郵", guide="收提醒用，可空白")

    key = (number_of_staff,)
    unique = (label,)


class Rooms(Sheet, title="班室名冊", number=4, kind=Kind.SNAPSHOT):
    """One class or room."""

    code = Text("班室編號", code=True, required=True, example="C302")
    label = Text("班室名稱", required=True, example="三年級2班")
    category = Choice("類別", ROOM_KINDS, required=True, example="教室")
    special = Choice("專用室類型", SPECIAL_ROOMS, needed=category == "專用室", guide="類別為專用室時必填")
    three_rooms = YesNo("屬三室", example="否", guide="本校所稱「三室」；空白 = 否")
    grade = Choice("年級", GRADES, needed=category == "教室", example="三", guide="類別為教室時必填")
    pupils = Integer(
        "學生數", unit="人", needed=category == "教室", at_least=0, at_most=80, example="42", guide="類別為教室時必填"
    )
    keeper = Person("責任人", required=True, example="周雨晴", guide="教室填班主任，其他填室長")
    second_keeper = Person("教室管理員", guide="第二責任人，可空白")

    key = (code,)
    unique = (label,)


class Suppliers(Sheet, title="供應商名冊", number=5, kind=Kind.SNAPSHOT):
    """One supplier."""

    code = Text("供應商編號", code=True, required=True, example="S03")
    label = Text("供應商名稱", required=True, example="清源糧油店")
    supplies = Many(
        "供應類別",
        [*FOODS, "教材", "設備", "維修", "工程", "其他"],
        required=True,
        example="食用油",
        guide="多個用、隔開",
    )
    sells_food = supplies.among(*FOODS)
    licence = Text("許可證號", code=True, needed=sells_food, example="JY1…", guide="食品供應商必填")
    licence_until = Date(
        "許可證有效期至", planned=True, needed=sells_food, example="2028-06-30", guide="食品供應商必填"
    )
    phone = Text("聯繫人電話", code=True, required=True, example="0410-0000000")
    address = Text("地址", needed=sells_food, example="示例路1號", guide="食品供應商必填")
    status = Choice("合作狀態", ["在用", "備選", "已退出"], required=True, example="在用")

    key = (code,)
    unique = (label,)


class Entries(Sheet, title="類別字典", number=6, kind=Kind.SNAPSHOT):
    """One allowed value of a list, with its accepted spellings. Kept by the system's owner."""

    list_name = Text("字典名", required=True, example="一級明細", guide="一個下拉選單的名稱，或一級明細、食材等清單")
    parent = Text("上級值", example="辦公費")
    value = Text("值", required=True, example="文具")
    aliases_of = Many("別名", example="办公文具", guide="可接受的其他寫法，用、隔開")
    enabled = YesNo("啟用", required=True, example="是")

    key = (list_name, parent, value)
