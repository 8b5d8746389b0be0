"""The row rules of F03 (domain/forms/F03.md)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.finding import Effect
from pipeline.form.rule import Flag, Hold, Missing, Note, Rule
from pipeline.forms.f03_meals import history
from pipeline.forms.f03_meals.sheets import (
    APPROVED,
    IN_ORDER,
    MINUTES_AN_HOUR,
    NO,
    YES,
    Meals,
    Menus,
    Samples,
    SelfChecks,
)
from pipeline.forms.parameters import LEAST_SAMPLE, LEAST_SAMPLE_HOURS

MORE_THAN_ENROLLED = Decimal("1.05")
"""F03-R09: more pupils than that many times 學生數 cannot have eaten."""

IS_CLEAN = (SelfChecks.disinfected == YES) & (SelfChecks.storeroom == IN_ORDER) & (SelfChecks.kitchen == IN_ORDER)
EVERYBODY_CAME = SelfChecks.staff_present >= SelfChecks.staff_due

MENUS: Sequence[Rule | Missing] = [
    Flag(
        "F03-R01",
        "菜譜週次與校曆相符",
        must={Menus.starts_on: history.STARTS_ITS_WEEK},
        says="{starts_on} 不是校曆第 {week} 週的星期一（{monday}），也不是該週第一個供餐日（{first}）",
        shows={"monday": history.MONDAY, "first": history.FIRST_MEAL_DAY},
        fix="請核對教學週次和週起始日。",
        because="E1-40",
        measure="菜譜按校曆的教學週次編制",
    ),
    Flag(
        "F03-R02",
        "菜譜開餐前審核",
        must={
            Menus.reviewed_on: Menus.reviewed_on < history.FIRST_MEAL_DAY,
            Menus.verdict: Menus.verdict.among(*APPROVED),
            Menus.reviewers: Menus.reviewers.filled(),
        },
        blank_breaks=True,
        says="審核人「{reviewers}」，審核日期「{reviewed_on}」，結果「{verdict}」："
        "須在該週第一個供餐日 {first} 以前審核通過",
        shows={"first": history.FIRST_MEAL_DAY},
        fix="漏填的請補；確實審遲的，今後須在開餐前審核。",
        because="E1-40",
        measure="每週菜譜在上一週內審核通過並公示",
    ),
    Flag(
        "F03-R03",
        "菜譜編審分開",
        must={Menus.reviewers: ~Menus.reviewers.shares(Menus.author)},
        says="編制人 {author} 同時是審核人",
        fix="請由編制人以外的人審核；如填錯請更正。",
        because="E1-40",
        measure="菜譜由編制人以外的人審核",
    ),
    Flag(
        "F03-R04",
        "菜譜葷素搭配",
        must={Menus.balanced: Menus.balanced == YES},
        says="第 {week} 週菜譜沒有葷素搭配",
        fix="請調整菜譜；如填錯請更正。",
        because="E1-39",
        measure="審核菜譜時逐餐核對葷素搭配",
    ),
    Note(
        "F03-R05",
        "菜譜含素食",
        never={Menus.vegetarian: Menus.vegetarian == NO},
        says="第 {week} 週菜譜沒有素食可選",
        fix="有不吃肉的學生時，請備素食。",
        because="E3-56",
    ),
]

MEALS: Sequence[Rule | Missing] = [
    Flag(
        "F03-R06",
        "供餐不間斷",
        never={Meals.served: (Meals.served == NO) & history.IS_PLANNED},
        says="{on} {meal}餐在計劃之內而沒有供餐，原因欄填「{reason}」",
        fix="請核對；校曆有變的請總務主任更正校曆。",
        because="E1-23 E1-32",
        measure="備好停水、停電、缺料時的供餐預案",
    ),
    Flag(
        "F03-R07",
        "學校管理人員陪餐",
        must={Meals.companions: history.ACCOMPANIED},
        when=Meals.is_served,
        blank_breaks=True,
        says="陪餐人「{companions}」中沒有在崗的學校管理人員",
        fix="漏填的請補；每餐須有校領導、總務主任，或總務處、教務處、德育處的人陪餐。",
        because="R02",
        measure="排定每餐陪餐的學校管理人員並當餐記錄",
    ),
    Flag(
        "F03-R08",
        "陪餐問題有處理",
        must={Meals.remedy: Meals.remedy.filled()},
        when=Meals.problem.filled(),
        blank_breaks=True,
        says="陪餐發現「{problem}」，沒有填處理情況",
        fix="請補填怎樣處理。",
        because="R02 E1-43",
        measure="陪餐發現的問題當日處理並記錄",
    ),
    Hold(
        "F03-R09",
        "就餐人數不超過學生數",
        must={Meals.pupils: Meals.pupils <= history.ENROLLED * MORE_THAN_ENROLLED},
        says="學生就餐 {pupils} 人，超過全校學生 {enrolled} 人的 1.05 倍",
        shows={"enrolled": history.ENROLLED},
        fix="請核對人數；學生數有變的請總務主任更正班室名冊。",
        because="E3-49",
    ),
]

SAMPLES: Sequence[Rule | Missing] = [
    Flag(
        "F03-R10",
        "留樣足量",
        must={Samples.grams: Samples.grams >= LEAST_SAMPLE},
        says="留樣 {grams} 克，每道菜要求 {least} 克以上",
        shows={"least": LEAST_SAMPLE},
        fix="請核對；不足的今後按量留取。",
        because="R01",
        measure="留樣逐道稱重，足量留取",
    ),
    Flag(
        "F03-R11",
        "留樣足時",
        must={Samples.destroyed_at: Samples.minutes_kept >= LEAST_SAMPLE_HOURS * MINUTES_AN_HOUR},
        says="{on} {taken_at} 留樣，{destroyed_at} 銷毀，不足 {least} 小時",
        shows={"least": LEAST_SAMPLE_HOURS},
        fix="請核對時間；不足的今後留滿再銷毀。",
        because="R01",
        measure="留樣留滿規定的小時再銷毀",
    ),
    Flag(
        "F03-R12",
        "留樣與供餐相符",
        must={Samples.meal: history.WAS_SERVED},
        says="有 {on} {meal}餐的留樣，「供餐與陪餐」沒有這一餐的供餐記錄",
        fix="請核對日期和餐次，或補填供餐記錄。",
        because="R01",
        measure="留樣與供餐逐餐核對",
    ),
    Note(
        "F03-R13",
        "不供應高風險菜品",
        never={Samples.dishes: history.RISKY_DISHES.filled()},
        says="{risky}：學校食堂不宜供應",
        shows={"risky": history.RISKY_DISHES},
        fix="請改用其他菜品。",
        because="R11",
    ),
    Flag(
        "F03-R14",
        "留樣有時間和留樣人",
        must={Samples.taken_at: Samples.taken_at.filled(), Samples.taken_by: Samples.taken_by.filled()},
        blank_breaks=True,
        says="留樣時間「{taken_at}」，留樣人「{taken_by}」，缺一不可",
        fix="請補填。",
        because="R01",
        measure="留樣當時記下時間並簽名",
    ),
]

SELF_CHECKS: Sequence[Rule | Missing] = [
    Missing(
        id="F03-R15",
        name="食堂每日自查",
        effect=Effect.FLAG,
        at=SelfChecks.on,
        find=history.unchecked_days,
        says="沒有自查記錄：{missing}",
        fix="確有自查的請補錄；沒有自查的，今後每個供餐日都要自查。",
        because=("E3-36",),
        measure="每個供餐日開餐前自查並當日記錄",
    ),
    Flag(
        "F03-R16",
        "晨檢異常有處理",
        must={
            SelfChecks.handling: (SelfChecks.unwell == 0) | SelfChecks.handling.filled(),
            SelfChecks.problem: EVERYBODY_CAME | SelfChecks.problem.filled(),
        },
        says="晨檢應到 {staff_due} 人、實到 {staff_present} 人，健康異常 {unwell} 人："
        "須填異常處理，未到齊的在發現問題寫明原因",
        fix="請補填異常處理或原因。",
        because="R03 R04 E3-47",
        measure="晨檢異常的人員當日離崗並記錄去向",
    ),
    Flag(
        "F03-R17",
        "自查問題有整改",
        must={
            SelfChecks.problem: IS_CLEAN | SelfChecks.problem.filled(),
            SelfChecks.rectified_on: SelfChecks.problem.blank()
            | SelfChecks.rectified_on.filled()
            | SelfChecks.danger.filled(),
        },
        says="餐具消毒「{disinfected}」，庫房「{storeroom}」，操作間「{kitchen}」，發現問題「{problem}」："
        "有異常的須寫明問題，並填整改完成日期或隱患編號",
        fix="請補填；當日不能改好的請登記隱患。",
        because="E1-43 R10",
        measure="自查問題當日整改，不能當日改好的登記隱患",
    ),
    Flag(
        "F03-R18",
        "無過期變質食材",
        never={SelfChecks.spoiled: SelfChecks.spoiled == YES},
        says="自查發現過期或變質食材",
        fix="請立即封存銷毀，在領用出庫登記報損，並查明原因。",
        because="R05",
        measure="庫房食材先進先出，臨期的提前清理",
    ),
]

RULES: Sequence[Rule | Missing] = [*MENUS, *MEALS, *SAMPLES, *SELF_CHECKS]
