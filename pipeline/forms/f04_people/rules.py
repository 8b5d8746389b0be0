"""The row rules of F04 (domain/forms/F04.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import as_of, somebody
from pipeline.finding import Effect
from pipeline.form.expression import literal, when
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f04_people import history
from pipeline.forms.f04_people.letters import DEPARTMENTS
from pipeline.forms.f04_people.sheets import (
    BUS_LETTER,
    CANTEEN_LETTER,
    EXCELLENT,
    FAILED,
    FOOD_MEETING,
    GOOD,
    HEALTH,
    PASSED,
    ROOM_LETTER,
    SAFETY_LETTER,
    TRAINING_ABOVE,
    Appraisals,
    Certificates,
    Letters,
    Meetings,
)
from pipeline.forms.parameters import BUS, CANTEEN, EXCELLENT_FROM, FIRST_WARNING, GOOD_FROM, PASSED_FROM

LONGEST_HEALTH_PAPER = 366
"""F04-R04: days; a health certificate is for one year."""
TENTHS_PRESENT = 9
"""F04-R12: of ten who should come."""
BEST, WORST = 100, 0
"""F04-R16: bounds of 考核分."""

DAYS_LEFT = Certificates.valid_until - as_of()


def _of_department(category: str) -> Rule:
    return Flag(
        "F04-R05",
        "責任書簽訂對象相符",
        must={
            Letters.signer: somebody(
                Letters.signer,
                "部門相符",
                lambda roster, one: roster.in_department(one, *DEPARTMENTS[category]),
            )
        },
        when=Letters.category == category,
        says="{category}由{departments}的人員簽訂，{signer} 不屬該部門",
        shows={"departments": literal("、".join(DEPARTMENTS[category]))},
        fix="請核對類別、責任人和人員名冊的部門。",
        because="E1-11 E1-36",
        module=CANTEEN if category == CANTEEN_LETTER else "",
        measure="按名冊的部門逐人簽訂責任書",
    )


CERTIFICATES: Sequence[Rule | Missing] = [
    Flag(
        "F04-R01",
        "證照不過期",
        never={Certificates.valid_until: history.IS_LATEST_NEEDED & (DAYS_LEFT < 0)},
        says="{holder} 的{paper}已於 {valid_until} 到期，沒有換發",
        fix="已換發的請加一行；沒有換發的，換發前不得上崗。",
        because="E1-37 R03",
        measure="證照到期前兩個月提醒，過期人員停崗換證",
    ),
    Note(
        "F04-R02",
        "證照臨近到期",
        never={Certificates.valid_until: history.IS_LATEST & (DAYS_LEFT >= 0) & (DAYS_LEFT <= FIRST_WARNING)},
        says="{holder} 的{paper}還有 {left} 天到期（{valid_until}）",
        shows={"left": DAYS_LEFT},
        fix="請及時換發，換發後加一行。",
        because="E1-37 R20",
    ),
    Hold(
        "F04-R03",
        "證照先發證後到期",
        must={Certificates.valid_until: Certificates.valid_until >= Certificates.issued_on},
        says="有效期至 {valid_until} 早於發證日期 {issued_on}",
        fix="請對照證件核對兩個日期。",
        because="E1-37",
    ),
    Note(
        "F04-R04",
        "健康證明一年一檢",
        never={
            Certificates.valid_until: Certificates.valid_until - Certificates.issued_on > LONGEST_HEALTH_PAPER,
        },
        when=Certificates.paper == HEALTH,
        says="健康證明 {issued_on} 至 {valid_until}，有效期超過一年",
        fix="請對照證件核對兩個日期。",
        because="R03",
        module=CANTEEN,
    ),
]

LETTERS: Sequence[Rule | Missing] = [
    _of_department(CANTEEN_LETTER),
    _of_department(SAFETY_LETTER),
    Flag(
        "F04-R06",
        "教室責任書一室一責",
        must={Letters.subject: history.IS_CLASSROOM, Letters.signer: history.KEEPS_THE_ROOM},
        when=Letters.category == ROOM_LETTER,
        says="責任對象「{subject}」應是教室的班室編號，責任人「{signer}」應是該室的責任人或教室管理員，每學年各簽一份",
        fix="請對照班室名冊核對；重複的請刪去一行。",
        because="E1-44 E1-45",
        measure="按班室名冊逐室簽訂教室管理責任書",
    ),
    Flag(
        "F04-R07",
        "教室責任書及時簽訂",
        must={Letters.signed_on: Letters.signed_on <= history.SIGNED_BY},
        when=Letters.category == ROOM_LETTER,
        says="{signed_on} 才簽訂，應在 {last} 前（9 月 1 日或到崗後 {days} 天內）",
        shows={"last": history.SIGNED_BY, "days": literal(history.SIGNED_WITHIN)},
        fix="請核對日期；今後開學一個月內簽完。",
        because="E1-44",
        measure="每學年九月內簽完教室管理責任書",
    ),
    Flag(
        "F04-R08",
        "責任落實到人",
        must={Letters.signer: Letters.signer.filled()},
        blank_breaks=True,
        says="{category}「{subject}」沒有責任人",
        fix="請填上一名責任人；幾個人負責的各填一行。",
        because="E1-38",
        measure="每份責任書、每個包乾區定到一人",
    ),
    Flag(
        "F04-R09",
        "校車責任書備案",
        must={Letters.filed_on: Letters.filed_on.filled()},
        when=(Letters.category == BUS_LETTER) & history.HAS_RENTED_BUS,
        blank_breaks=True,
        says="有租用服務的校車，{document} 沒有備案日期",
        fix="已備案的請補填；未備案的請報教育部門備案。",
        because="R20",
        module=BUS,
        measure="校車安全責任書簽訂後即報備案",
    ),
]

MEETINGS: Sequence[Rule | Missing] = [
    Missing(
        id="F04-R10",
        name="按月開食品安全會議",
        effect=Effect.FLAG,
        at=Meetings.category,
        find=history.months_without_food_meeting,
        says="本月沒有{missing}的記錄",
        fix="確有召開的請補錄；沒有的，今後每月至少一次。",
        because=("E1-33",),
        module=CANTEEN,
        measure="排定每月食品衛生安全會議的日期",
    ),
    Flag(
        "F04-R11",
        "會議有學習有記錄",
        must={
            Meetings.studied: (Meetings.category != FOOD_MEETING) | Meetings.studied.filled(),
            Meetings.record: Meetings.record.filled(),
        },
        says="{on} {category}：學習文件「{studied}」，記錄編號「{record}」；"
        "食品衛生安全會議須有學習文件，各次都須有記錄",
        fix="請補填。",
        because="E1-34 E1-35",
        measure="會前備好學習文件，會後三日內歸檔記錄",
    ),
    Flag(
        "F04-R12",
        "食品安全會議到會率",
        must={Meetings.present: Meetings.present * 10 >= Meetings.expected * TENTHS_PRESENT},
        when=Meetings.category == FOOD_MEETING,
        says="應到 {expected} 人，實到 {present} 人，不足九成",
        fix="請核對人數；缺席的須補學。",
        because="E1-33",
        module=CANTEEN,
        measure="會議提前通知，缺席人員補學並簽到",
    ),
    Flag(
        "F04-R13",
        "上級培訓校內傳達",
        must={Meetings.on: history.IS_RELAYED},
        when=Meetings.category == TRAINING_ABOVE,
        says="{on} 的上級培訓（{record}），其後 {days} 天內沒有校內傳達的記錄",
        shows={"days": literal(history.RELAYED_WITHIN)},
        fix="已傳達的請補錄，並填上來源培訓編號。",
        because="E1-41 E1-42",
        measure="參加上級培訓後十天內在校內傳達",
    ),
    Missing(
        id="F04-R14",
        name="每學期技能培訓",
        effect=Effect.FLAG,
        at=Meetings.category,
        find=history.no_skills_training,
        says="本學期沒有{missing}的記錄",
        fix="確有培訓的請補錄；沒有的，下學期安排。",
        because=("E1-22", "R03"),
        measure="學期初排定後勤人員技能培訓",
    ),
    Flag(
        "F04-R15",
        "會議整改事項完成",
        must={Meetings.settled: Meetings.settled == Meetings.matters},
        when=Meetings.has_matters & history.MATTERS_ARE_DUE & history.STATE_IS_KNOWN,
        blank_breaks=True,
        says="整改事項 {matters} 項，到次月底完成「{settled}」項",
        fix="已完成的請更新完成數；未完成的請儘快完成。",
        because="E1-43",
        measure="會議整改事項逐項定人，次月底前完成",
    ),
]

GRADE_OF_SCORE = when(
    Appraisals.score >= EXCELLENT_FROM,
    Appraisals.grade == EXCELLENT,
    when(
        Appraisals.score >= GOOD_FROM,
        Appraisals.grade == GOOD,
        when(Appraisals.score >= PASSED_FROM, Appraisals.grade == PASSED, Appraisals.grade == FAILED),
    ),
)

APPRAISALS: Sequence[Rule | Missing] = [
    Hold(
        "F04-R16",
        "考核分與等次相符",
        must={
            Appraisals.score: (Appraisals.score >= WORST) & (Appraisals.score <= BEST),
            Appraisals.grade: GRADE_OF_SCORE,
        },
        says="考核分須在 0 至 100 之間，等次須與考核分相符",
        fix="請核對考核分和等次。",
        because="E1-12",
    ),
    Flag(
        "F04-R17",
        "考核獎懲有據",
        must={
            Appraisals.basis: (Appraisals.amount == 0) | Appraisals.basis.filled(),
            Appraisals.amount: ~((Appraisals.grade == EXCELLENT) & (Appraisals.amount < 0))
            & ~((Appraisals.grade == FAILED) & (Appraisals.amount > 0)),
            Appraisals.assessor: Appraisals.assessor != Appraisals.person,
        },
        says="獎懲須填依據，優不扣、不合格不獎，考核人不能是本人",
        fix="請補填依據，或更正獎懲金額、考核人。",
        because="E1-12",
        measure="獎懲按考核制度逐筆註明依據，由他人考核",
    ),
]

RULES: Sequence[Rule | Missing] = [*CERTIFICATES, *LETTERS, *MEETINGS, *APPRAISALS]
