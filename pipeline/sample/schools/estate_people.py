"""Who works in the school of `estate`, its rooms and suppliers."""

from __future__ import annotations

from pipeline.sample.schools.money import Accounts
from pipeline.sample.schools.people import roster
from pipeline.sample.schools.written import written
from pipeline.sample.table import ledger

HEAD, LOGISTICS_HEAD, PROPERTY_KEEPER, ELECTRICIAN = "聞道遠", "包立德", "嚴淑芬", "龐大海"
BOOKKEEPER, CASHIER = "卞文秀", "屈冬梅"
TEACHING_OFFICE, MORAL_OFFICE = "藍志遠", "柯建民"

# 班室編號 | 班室名稱 | 年級 | 學生數 | 班主任
CLASSES = """
C101 | 一年級1班 | 一 | 45 | 郝雲霞
C102 | 一年級2班 | 一 | 45 | 葛洪波
C201 | 二年級1班 | 二 | 45 | 米秀敏
C202 | 二年級2班 | 二 | 45 | 阮佩玲
C301 | 三年級1班 | 三 | 45 | 巫國強
C302 | 三年級2班 | 三 | 45 | 向紅梅
C401 | 四年級1班 | 四 | 45 | 苗建新
C402 | 四年級2班 | 四 | 45 | 甘曉薇
C501 | 五年級1班 | 五 | 45 | 滕立峰
C502 | 五年級2班 | 五 | 45 | 單玉珍
C601 | 六年級1班 | 六 | 45 | 褚文斌
C602 | 六年級2班 | 六 | 45 | 芮雅靜
K01  | 幼兒中班  | 幼兒中班 | 35 | 申思琪
K02  | 幼兒大班  | 幼兒大班 | 35 | 鞠春燕
"""
TEACHERS = [teacher for *_, teacher in ledger(CLASSES)]

# 姓名 | 部門 | 崗位 | 兼崗 | 用工性質 | 到崗日期
PEOPLE = roster(
    """
包立德 | 總務處 | 總務主任   | 室長 | 在編 | 2011-09-01
嚴淑芬 | 總務處 | 財產管理員 |      | 在編 | 2015-09-01
龐大海 | 總務處 | 水電工     |      | 聘用 | 2018-09-01
樊有田 | 門衛   | 門衛       |      | 聘用 | 2016-09-01
雷長貴 | 門衛   | 打更       |      | 聘用 | 2014-09-01
聞道遠 | 其他   | 校領導     | 室長 | 在編 | 2016-08-15
卞文秀 | 財務室 | 會計       |      | 在編 | 2012-09-01
屈冬梅 | 財務室 | 出納       |      | 在編 | 2019-09-01
藍志遠 | 教務處 | 教師       | 室長 | 在編 | 2010-09-01
柯建民 | 德育處 | 教師       | 室長 | 在編 | 2013-09-01
冼小芳 | 教務處 | 教師       | 室長 | 在編 | 2017-09-01
"""
    + "\n".join(f"{teacher} | 班級 | 班主任 | | 在編 | 2015-09-01" for teacher in TEACHERS)
)

ROOMS = [
    *written(
        "F00 班室名冊",
        "班室編號 | 班室名稱 | 年級 | 學生數 | 責任人" + CLASSES,
        類別="教室",
        屬三室="否",
    ),
    *written(
        "F00 班室名冊",
        """
班室編號 | 班室名稱 | 類別 | 專用室類型 | 屬三室 | 責任人
Z01 | 教學儀器室 | 專用室       | 實驗室   | 是 | 冼小芳
Z02 | 計算機室   | 專用室       | 計算機室 | 是 | 藍志遠
Z03 | 圖書室     | 專用室       | 圖書室   | 是 | 柯建民
B01 | 校長室     | 辦公室       |          | 否 | 聞道遠
B02 | 總務處     | 辦公室       |          | 否 | 包立德
B03 | 教師辦公室 | 辦公室       |          | 否 | 藍志遠
G01 | 教學樓     | 校舍公共部位 |          | 否 | 龐大海
K09 | 幼兒園廚房 | 其他         |          | 否 | 嚴淑芬
""",
    ),
]

SUPPLIERS = written(
    "F00 供應商名冊",
    """
供應商編號 | 供應商名稱 | 供應類別 | 聯繫人電話
S01 | 永固教具     | 設備 | 0410-0000301
S02 | 小木馬玩具 | 設備 | 0410-0000302
S03 | 晨星儀器   | 設備 | 0410-0000303
""",
    合作狀態="在用",
)

UNSIGNED, MISMATCHED = "ZC-2605-004", "ZC-2604-004"
ACCOUNTS = Accounts(
    head=HEAD,
    applicant=LOGISTICS_HEAD,
    bookkeeper=BOOKKEEPER,
    usual_hands=(PROPERTY_KEEPER, LOGISTICS_HEAD),
    hands={"維修費": (ELECTRICIAN, LOGISTICS_HEAD), "工程款": (LOGISTICS_HEAD, ELECTRICIAN)},
    unsigned=frozenset({UNSIGNED}),
    mismatched=frozenset({MISMATCHED}),
)
