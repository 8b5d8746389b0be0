"""Who works in the school of `grounds`, its rooms, its canteen and its bus."""

from __future__ import annotations

from pipeline.sample.bus import Fleet
from pipeline.sample.schools.kitchen import Kitchen
from pipeline.sample.schools.money import Accounts
from pipeline.sample.schools.people import roster
from pipeline.sample.schools.written import written
from pipeline.sample.table import day

HEAD, LOGISTICS_HEAD, PROPERTY_KEEPER = "湯致遠", "施達明", "莫建華"
CANTEEN_MANAGER, KEEPER, BOOKKEEPER = "武桂蘭", "經秀蓉", "解文英"
BUYERS, COOK, HELPER = ("喬順", "鮑玉田"), "閔大志", "仇小鳳"
DRIVER, ESCORT, CARER = "狄長河", "應雪芹", "柏秋月"
TEACHING_OFFICE, MORAL_OFFICE, ART_TEACHER = "盛國華", "危立新", "管丹"

# 姓名 | 部門 | 崗位 | 兼崗 | 用工性質 | 到崗日期
PEOPLE = roster("""
施達明 | 總務處 | 總務主任   | 室長         | 在編   | 2012-09-01
莫建華 | 總務處 | 水電工     | 財產管理員   | 聘用   | 2016-09-01
武桂蘭 | 食堂   | 食堂管理員 |              | 在編   | 2014-09-01
喬順   | 食堂   | 採購員     |              | 聘用   | 2019-09-01
鮑玉田 | 食堂   | 採購員     |              | 聘用   | 2020-09-01
經秀蓉 | 食堂   | 倉庫保管員 |              | 在編   | 2015-09-01
閔大志 | 食堂   | 廚師       |              | 臨時工 | 2018-09-01
仇小鳳 | 食堂   | 幫廚       |              | 聘用   | 2021-09-01
狄長河 | 校車隊 | 校車駕駛人 |              | 臨時工 | 2019-09-01
蒙守義 | 門衛   | 門衛       |              | 聘用   | 2017-09-01
費長安 | 門衛   | 打更       |              | 臨時工 | 2015-09-01
湯致遠 | 其他   | 校領導     | 室長         | 在編   | 2017-08-15
解文英 | 財務室 | 會計       |              | 在編   | 2013-09-01
宮曉梅 | 財務室 | 出納       |              | 在編   | 2018-09-01
盛國華 | 教務處 | 教師       | 室長         | 在編   | 2010-09-01
危立新 | 德育處 | 教師       | 室長         | 在編   | 2012-09-01
管丹   | 班級   | 教師       | 室長         | 在編   | 2016-09-01
應雪芹 | 班級   | 教師       | 隨車照管人員 | 在編   | 2017-09-01
柏秋月 | 班級   | 教師       |              | 在編   | 2015-09-01
路小琴 | 班級   | 班主任     |              | 在編   | 2014-09-01
岑志明 | 班級   | 班主任     |              | 在編   | 2013-09-01
茅雅文 | 班級   | 班主任     |              | 在編   | 2019-09-01
裴曉燕 | 班級   | 班主任     |              | 在編   | 2016-09-01
耿國慶 | 班級   | 班主任     |              | 在編   | 2011-09-01
樂思思 | 班級   | 班主任     |              | 在編   | 2020-09-01
""")

ROOMS = written(
    "F00 班室名冊",
    """
班室編號 | 班室名稱 | 類別 | 專用室類型 | 屬三室 | 年級 | 學生數 | 責任人
C101 | 一年級     | 教室         |          | 否 | 一 | 32 | 路小琴
C201 | 二年級     | 教室         |          | 否 | 二 | 32 | 岑志明
C301 | 三年級     | 教室         |          | 否 | 三 | 32 | 茅雅文
C401 | 四年級     | 教室         |          | 否 | 四 | 32 | 裴曉燕
C501 | 五年級     | 教室         |          | 否 | 五 | 32 | 耿國慶
C601 | 六年級     | 教室         |          | 否 | 六 | 32 | 樂思思
Z01  | 計算機室   | 專用室       | 計算機室 | 是 |    |    | 盛國華
Z02  | 圖書室     | 專用室       | 圖書室   | 是 |    |    | 危立新
Z03  | 美術室     | 專用室       | 美術室   | 是 |    |    | 管丹
B01  | 校長室     | 辦公室       |          | 否 |    |    | 湯致遠
B02  | 班主任辦公室 | 辦公室     |          | 否 |    |    | 施達明
T01  | 學生食堂   | 食堂         |          | 否 |    |    | 武桂蘭
K03  | 候車室     | 其他         |          | 否 |    |    | 柏秋月
G01  | 教學樓     | 校舍公共部位 |          | 否 |    |    | 莫建華
Y01  | 操場       | 運動場地     |          | 否 |    |    | 莫建華
""",
)

FOOD_SUPPLIERS = written(
    "F00 供應商名冊",
    """
供應商編號 | 供應商名稱 | 供應類別 | 許可證號 | 許可證有效期至 | 聯繫人電話 | 地址
S01 | 金穗糧油行 | 大米、蔬菜 | JY12100010040011 | 2028-03-31 | 0410-0000401 | 春田路3號
S02 | 康順肉品店 | 肉類       | JY12100010040022 | 2027-12-31 | 0410-0000402 | 春田路8號
""",
    合作狀態="在用",
)
OTHER_SUPPLIERS = written(
    "F00 供應商名冊",
    """
供應商編號 | 供應商名稱 | 供應類別 | 聯繫人電話
S03 | 啟明電腦   | 設備       | 0410-0000403
S04 | 木匠家具廠 | 設備       | 0410-0000404
S05 | 躍動體育   | 設備、其他 | 0410-0000405
""",
    合作狀態="在用",
)

ACCOUNTS = Accounts(
    head=HEAD,
    applicant=LOGISTICS_HEAD,
    bookkeeper=BOOKKEEPER,
    usual_hands=(PROPERTY_KEEPER, LOGISTICS_HEAD),
    hands={"校車費": (DRIVER, LOGISTICS_HEAD), "工程款": (LOGISTICS_HEAD, PROPERTY_KEEPER)},
)

SPORTS_DISHES = "三鮮餃子、素餡餃子、綠豆粥、玉米粥、香腸、茶葉蛋"
"""On both days of the sports meeting: something without meat, and what is good in the heat."""

KITCHEN = Kitchen(
    # 675.00 yuan a school day: 120.00 + 420.00 + 60.00 + 75.00
    food_list="""
大米   | 大米 | 金穗糧油行 | 糧油 | 24 | 5.00  | 午
豬肉   | 肉類 | 康順肉品店 | 肉類 | 15 | 28.00 | 午
胡蘿蔔 | 蔬菜 | 金穗糧油行 | 糧油 | 20 | 3.00  | 午
白菜   | 蔬菜 | 金穗糧油行 | 糧油 | 30 | 2.50  | 午
""",
    menu={
        "午": (
            "米飯、熘肉段、清炒白菜",
            "米飯、紅燒肉、胡蘿蔔絲",
            "米飯、肉片白菜、炒胡蘿蔔",
            "米飯、回鍋肉、醋溜白菜",
            "米飯、肉末白菜、胡蘿蔔絲",
            "米飯、紅燒肉、清炒白菜",
        ),
    },
    bills="""
ZC-2603-011 | 金穗糧油行 | 2026-03 | 03-31
ZC-2603-012 | 康順肉品店 | 2026-03 | 03-31
ZC-2604-011 | 金穗糧油行 | 2026-04 | 04-30
ZC-2604-012 | 康順肉品店 | 2026-04 | 04-30
ZC-2605-011 | 金穗糧油行 | 2026-05 | 05-29
ZC-2605-012 | 康順肉品店 | 2026-05 | 05-29
ZC-2606-011 | 金穗糧油行 | 2026-06 | 06-30
ZC-2606-012 | 康順肉品店 | 2026-06 | 06-30
""",
    accounts=ACCOUNTS,
    buyers=BUYERS,
    acceptors=(LOGISTICS_HEAD, COOK),
    keeper=KEEPER,
    cook=COOK,
    helper=HELPER,
    manager=CANTEEN_MANAGER,
    reviewers=(LOGISTICS_HEAD, CANTEEN_MANAGER),
    companions=(HEAD, LOGISTICS_HEAD, TEACHING_OFFICE, MORAL_OFFICE),
    diners=(192, 18),
    staff=6,
    advice={9: "增加綠葉菜（YJ-2604-02）"},
    special={11: "區教育系統運動會"},
    other_dishes={(day("05-14"), "午"): SPORTS_DISHES, (day("05-15"), "午"): SPORTS_DISHES},
)

PLATE = "示C·34567"
FLEET = Fleet(
    vehicles=f"{PLATE} | 40 | 2026-12-31 | 2026-12-15 | 2026-02-10",
    timetable=f"""
{PLATE} | 上學1 | 東線 | {DRIVER} | {ESCORT} | 06:50 | 34
{PLATE} | 上學2 | 西線 | {DRIVER} | {ESCORT} | 07:28 | 32
{PLATE} | 放學1 | 東線 | {DRIVER} | {ESCORT} | 15:57 | 34
{PLATE} | 放學2 | 西線 | {DRIVER} | {ESCORT} | 16:42 | 32
""",
    waiting_room="K03",
    carer=CARER,
    escort=ESCORT,
)
