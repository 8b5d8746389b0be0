"""The row rules of F05 (domain/forms/F05.md); here those of F05.5 and F05.6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.checks.words import has_come, total
from pipeline.finding import Effect
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.f05_finance import history, rules_fees, rules_vouchers
from pipeline.forms.f05_finance.sheets import Budget, Publications
from pipeline.forms.parameters import PUBLICATION_DAY

LEAST_REVIEWERS = 3
"""F05-R30: how many of 理財小組 must be present (a proposal)."""

PLANNED_SPENDING = replace(
    total(Budget.term_plan, by=[Budget.year], where=Budget.is_spending), name="該年學期計劃支出合計"
)
PLANNED_INCOME = replace(
    total(Budget.term_plan, by=[Budget.year], where=~Budget.is_spending), name="該年學期計劃收入合計"
)
IS_DUE = replace(has_come(Publications.publish_by), name="公佈截止日已到")

PUBLICATION_RULES: Sequence[Rule | Missing] = [
    Missing(
        id="F05-R28",
        name="按月公佈彙報",
        effect=Effect.FLAG,
        at=Publications.month,
        find=history.unpublished_months,
        says="沒有 {missing} 的一行",
        fix="請補上該月收支的公佈與彙報。",
        measure="排定每月公佈、彙報和審議的日子，逾期的補辦",
        because=("E1-48", "E1-60", "E2-33", "R55"),
    ),
    Flag(
        "F05-R28",
        "按月公佈彙報",
        must={date: date <= Publications.publish_by for date in Publications.dates},
        when=IS_DUE,
        blank_breaks=True,
        says="{month} 的收支應在次月 {day} 日（{last}）前公佈、向學校彙報、經理財小組審議並彙報上級；"
        "實際「{published_on}」「{told_school_on}」「{reviewed_on}」「{told_authority_on}」",
        shows={"day": PUBLICATION_DAY, "last": Publications.publish_by},
        fix="請補辦並填實際日期。",
        measure="排定每月公佈、彙報和審議的日子，逾期的補辦",
        because="E1-48, E1-60, E2-33, R55",
    ),
    Flag(
        "F05-R29",
        "月終之後才公佈",
        never={date: date <= Publications.ends_on for date in Publications.dates},
        says="{month} 尚未過完（{last}）就已公佈或彙報",
        shows={"last": Publications.ends_on},
        fix="請核對日期；全月的數要在月終之後公佈。",
        measure="月終結賬之後再公佈和彙報",
        because="E1-63, E2-34",
    ),
    Flag(
        "F05-R30",
        "民主理財",
        must={
            Publications.reviewers: Publications.reviewers >= LEAST_REVIEWERS,
            Publications.answers: Publications.answers == Publications.questions,
        },
        says="理財小組到會「{reviewers}」人；質疑或意見 {questions} 條，已答覆 {answers} 條",
        fix="到會應有三人以上；每條質疑或意見都要答覆。",
        measure="備齊理財小組到會人數，逐條答覆質疑和意見",
        because="E1-59",
    ),
    Flag(
        "F05-R31",
        "量入為出",
        must={Budget.term_plan: PLANNED_SPENDING <= PLANNED_INCOME},
        first_of=(Budget.year,),
        says="{year} 年計劃支出合計 {spending} 元，超過計劃收入合計 {income} 元",
        shows={"spending": PLANNED_SPENDING, "income": PLANNED_INCOME},
        fix="請調整經費計劃，支出不超過收入。",
        measure="按計劃收入調整學期支出計劃",
        because="E2-29, E1-56",
    ),
]

RULES: Sequence[Rule | Missing] = [*rules_fees.RULES, *rules_vouchers.RULES, *PUBLICATION_RULES]
