"""The four sheets of F13 (domain/forms/F13.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Many, Money, Person, Text, needed_while
from pipeline.form.sheet import Kind, Sheet

INSPECTED = "迎檢"
EVENTS = ["運動會", INSPECTED, "驗收", "會議", "演出", "考試", "其他"]
WENT_WRONG = "有問題"

CANTEEN_FIELD = "食堂"
FIELDS = [CANTEEN_FIELD, "校車", "維修", "衛生", "收費", "安全", "環境", "其他"]
SUGGESTION, PRAISE = "建議", "表揚"
OPINION_TYPES = [SUGGESTION, "投訴", PRAISE, "諮詢"]
ADOPTED = ("採納", "部分採納")

SURVEYED = ["學生", "家長", "教師"]
SURVEY_FIELDS = [CANTEEN_FIELD, "校車", "維修", "環境", "後勤總體"]

UNDER_WAY, SETTLED = "處理中", "已化解"
AT_SCHOOL = "校內"


class Events(Sheet, title="服務保障", number=1, kind=Kind.EVENT, core=False):
    """One event that logistics supported: people in 人次, goods in 元."""

    code = Text("活動編號", code=True, required=True, example="FW-2605-01", guide="一次活動一行，編號不重複")
    starts_on = Date("起始日期", required=True, example="2026-05-20")
    ends_on = Date("結束日期", required=True, example="2026-05-21", guide="只有一天的與起始日期相同")
    name = Text("活動名稱", required=True, example="區教育系統運動會")
    category = Choice("類別", EVENTS, required=True, example="運動會")
    planned_on = Date(
        "方案確定日期",
        blank_rule="F13-R01",
        example="2026-05-13",
        guide="供餐人次大於 0 時必填；須在起始日期前至少 7 天",
    )
    helpers = Integer(
        "投入人次", unit="人次", required=True, at_least=0, example="38", guide="後勤和幫工人員，按人次計"
    )
    diners = Integer("供餐人次", unit="人次", required=True, at_least=0, example="1720", guide="為活動供餐；沒有填 0")
    goods = Money("投入物資金額", required=True, at_least=0, example="4860.00", guide="準確到分；沒有填 0")
    special_meals = Many("特殊餐安排", ["無", "素食", "清真", "防暑", "其他"], example="素食、防暑")
    result = Choice("結果", ["順利", WENT_WRONG], required=True, example="順利")
    problem = Text("問題", guide="結果為有問題時必填")
    pictures = Text("照片", guide="照片所在的資料夾，供寫總結選用")

    fed_somebody = diners > 0
    needed_while(fed_somebody, planned_on)
    needed_while(result == WENT_WRONG, problem)

    key = (code,)
    key_over_term = True
    attributed_to = starts_on
    money = goods


class Opinions(Sheet, title="意見建議", number=2, kind=Kind.LIFECYCLE):
    """One suggestion, complaint, praise or question, until it is dealt with; no names."""

    code = Text("編號", code=True, required=True, example="YJ-2604-03", guide="一條意見一行，編號不重複")
    received_on = Date("日期", required=True, example="2026-04-10", guide="收到的日期")
    source = Choice(
        "來源", ["家長", "學生", "教師", "網絡留言", "家委會", "上級轉辦"], required=True, example="網絡留言"
    )
    field = Choice("領域", FIELDS, required=True, example="食堂")
    opinion_type = Choice("類型", OPINION_TYPES, required=True, example="投訴")
    summary = Text(
        "內容摘要", required=True, max_length=60, example="菜品配料意見", guide="一句話；不寫姓名、電話、證件號"
    )
    handler = Person("承辦人", required=True, example="何靜")
    answered_on = Date(
        "答覆日期",
        at_least=received_on,
        blank_rule="F13-R03",
        example="2026-04-12",
        guide="填了處理結果時必填；收到後在規定的天數內答覆",
    )
    verdict = Choice(
        "處理結果",
        [*ADOPTED, "解釋說明", "不採納"],
        example="解釋說明",
        guide="未辦結的留空，下月接着填；表揚轉達後填解釋說明",
    )
    contentment = Choice(
        "當事人滿意", ["滿意", "基本滿意", "不滿意", "未反饋"], example="基本滿意", guide="答覆後問當事人"
    )

    needs_answer = opinion_type != PRAISE
    needed_while(verdict.filled(), answered_on)

    key = (code,)
    key_over_term = True
    attributed_to = received_on
    opening = received_on
    closed = verdict.filled()
    fixed = (received_on, source, field, opinion_type)


class Surveys(Sheet, title="滿意度測評", number=3, kind=Kind.EVENT, core=False):
    """The answers of one group about one field in one survey (份)."""

    held_on = Date("日期", required=True, example="2026-06-15")
    group = Choice("對象", SURVEYED, required=True, example="家長")
    field = Choice("領域", SURVEY_FIELDS, required=True, example="食堂", guide="每個對象、每個領域一行")
    handed_out = Integer("發放份數", unit="份", required=True, above=0, example="800")
    returned = Integer("回收份數", unit="份", required=True, example="742", guide="不多於發放份數")
    satisfied = Integer("滿意", unit="份", required=True, at_least=0, example="590")
    fairly = Integer("基本滿意", unit="份", required=True, at_least=0, example="121")
    dissatisfied = Integer("不滿意", unit="份", required=True, at_least=0, example="31", guide="三項之和等於回收份數")
    organiser = Person("組織人", required=True, example="何靜")

    key = (held_on, group, field)
    attributed_to = held_on


class Petitions(Sheet, title="涉訪化解", number=4, kind=Kind.LIFECYCLE, core=False):
    """One case, until it is settled or handed up; no names and no story: only counts leave this sheet."""

    restricted = True

    code = Text("編號", code=True, required=True, example="SF-26-02", guide="只寫編號，不寫姓名和事情經過")
    registered_on = Date("登記日期", required=True, example="2026-03-11")
    person_kind = Choice("人員類別", ["退休教師", "在職教師", "家長", "其他"], required=True, example="退休教師")
    matter = Choice("事項類別", ["待遇", "住房", "補貼", "糾紛", "其他"], required=True, example="待遇")
    handler = Person("承辦人", required=True, example="孫立")
    state = Choice(
        "狀態", [UNDER_WAY, SETTLED, "轉上級"], required=True, example="已化解", guide="處理中的下月接着填同一行"
    )
    settled_on = Date("化解日期", at_least=registered_on, example="2026-03-25")
    level = Choice("化解層級", [AT_SCHOOL, "學區", "區縣"], example="校內", guide="狀態為已化解時必填")

    needed_while(state == SETTLED, settled_on, level)

    key = (code,)
    key_over_term = True
    attributed_to = registered_on
    opening = registered_on
    closed = state != UNDER_WAY
    fixed = (registered_on, person_kind, matter)
