"""The four sheets of F04 (domain/forms/F04.md)."""

from __future__ import annotations

from pipeline.form.column import Choice, Date, Integer, Money, Month, Number, Person, Text, needed_while
from pipeline.form.expression import literal
from pipeline.form.sheet import Kind, Sheet
from pipeline.forms.f00_base.sheets import People

ALWAYS = literal(value=True)

HEALTH, DRIVING_PERMIT, YEARLY_REVIEW = "健康證明", "校車駕駛資格", "駕駛人年度審驗"
ELECTRICIAN, GUARD = "電工證", "保安員證"
PAPERS = [HEALTH, "食品安全培訓", DRIVING_PERMIT, YEARLY_REVIEW, ELECTRICIAN, GUARD, "其他"]
DRIVERS_PAPERS = (DRIVING_PERMIT, YEARLY_REVIEW)

CANTEEN_LETTER, SAFETY_LETTER = "食堂安全衛生責任書", "後勤安全責任狀"
ROOM_LETTER, BUS_LETTER, ZONE = "教室管理責任書", "校車安全責任書", "衛生包乾區"
LETTERS = [CANTEEN_LETTER, SAFETY_LETTER, ROOM_LETTER, BUS_LETTER]

FOOD_MEETING, STAFF_MEETING = "食品衛生安全會議", "後勤例會"
TRAINING_ABOVE, RELAY, SKILLS = "上級培訓", "校內傳達", "技能培訓"
MEETINGS = [FOOD_MEETING, STAFF_MEETING, TRAINING_ABOVE, RELAY, SKILLS, "校車安全教育"]

EXCELLENT, GOOD, PASSED, FAILED = "優", "良", "合格", "不合格"


class Certificates(Sheet, title="人員證照", number=1, kind=Kind.SNAPSHOT):
    """One certificate of one person, from 發證日期 to 有效期至."""

    holder = Person("姓名", required=True, reference=People.label, example="林秋實", guide="一證一行")
    paper = Choice("證照類別", PAPERS, required=True, example=HEALTH)
    number_of_paper = Text("證號", code=True, required=True, example="JK2025-0912", guide="同一類別的證號不重複")
    issued_on = Date("發證日期", required=True, example="2025-08-20", guide="不晚於有效期至")
    valid_until = Date(
        "有效期至", required=True, planned=True, example="2026-08-19", guide="換了新證的另加一行，舊證留着"
    )
    verifier = Person("核驗人", example="何靜", guide="看過原件的人")

    key = (paper, number_of_paper)
    key_over_term = True


class Letters(Sheet, title="責任書與包乾區", number=2, kind=Kind.SNAPSHOT):
    """One signed letter of responsibility, or one zone to keep clean."""

    category = Choice("類別", [*LETTERS, ZONE], required=True, example=ROOM_LETTER)
    school_year = Text("學年", code=True, required=True, example="2025-2026")
    subject = Text("責任對象", required=True, example="C302", guide="姓名、班室編號或包乾區；教室管理責任書填班室編號")
    signer = Person(
        "責任人", needed=ALWAYS, blank_rule="F04-R08", example="周雨晴", guide="只填一人；幾個人負責的各填一行"
    )
    signed_on = Date("簽訂日期", required=True, example="2025-09-05")
    valid_until = Date("有效期至", required=True, planned=True, above=signed_on, example="2026-08-31")
    signed_for_school = Person("學校簽訂人", required=True, example="孫立")
    document = Text("文件編號", code=True, required=True, example="ZR-25-021", guide="每份不重複")
    filed_on = Date("備案日期", blank_rule="F04-R09", guide="校車安全責任書必填；報教育部門備案的日期")

    needed_while(category == BUS_LETTER, filed_on)

    key = (document,)
    key_over_term = True


class Meetings(Sheet, title="會議與培訓", number=3, kind=Kind.LIFECYCLE):
    """One meeting or training, until what it asked to be put right is done (people in 人, matters in 項)."""

    on = Date("日期", required=True, example="2026-03-05")
    category = Choice("類別", MEETINGS, required=True, example=FOOD_MEETING)
    topic = Text(
        "主題",
        required=True,
        max_length=40,
        example="春季食品安全要求",
        guide="落實意見建議的，把意見的編號也寫上",
    )
    studied = Text("學習文件", blank_rule="F04-R11", example="學校食品安全規定", guide="食品衛生安全會議必填")
    chair = Person("主持人", required=True, example="何靜")
    expected = Integer("應到人數", unit="人", required=True, above=0, example="16")
    present = Integer("實到人數", unit="人", required=True, at_least=0, at_most=expected, example="15")
    record = Text(
        "記錄編號", code=True, needed=ALWAYS, blank_rule="F04-R11", example="HY-2603-1", guide="會議記錄的編號，不重複"
    )
    training = Text("來源培訓編號", code=True, reference=record, guide="校內傳達必填；所傳達的上級培訓那一行的記錄編號")
    matters = Integer("整改事項數", unit="項", at_least=0, example="2")
    settled = Integer(
        "整改完成數",
        unit="項",
        at_least=0,
        at_most=matters,
        blank_rule="F04-R15",
        example="2",
        guide="未完成的下月接着填同一行，次月底前完成",
    )

    has_matters = matters > 0
    needed_while(category == FOOD_MEETING, studied)
    needed_while(category == RELAY, training)
    needed_while(has_matters, settled)

    key = (on, category, topic)
    unique = (record,)
    attributed_to = on
    opening = on
    closed = settled.or_if_blank(0) == matters.or_if_blank(0)
    fixed = (expected, present)


class Appraisals(Sheet, title="崗位考核", number=4, kind=Kind.EVENT, core=False):
    """One person's month; only totals by post leave this sheet (分, 獎懲金額 in 元)."""

    month_of_work = Month("月份", required=True, example="2026-03")
    person = Person("姓名", required=True, reference=People.label, example="林秋實")
    score = Number("考核分", unit="分", required=True, negative=True, example="94.5", guide="0 至 100")
    grade = Choice("等次", [EXCELLENT, GOOD, PASSED, FAILED], required=True, example=EXCELLENT, guide="按考核分定")
    amount = Money("獎懲金額", required=True, negative=True, example="100.00", guide="扣款填負數，沒有填 0")
    basis = Text("依據", blank_rule="F04-R17", example="月考核制度", guide="獎懲金額不為 0 時必填")
    assessor = Person("考核人", required=True, example="何靜", guide="不能是本人")

    needed_while(amount != 0, basis)

    key = (month_of_work, person)
    attributed_to = month_of_work
    money = amount
