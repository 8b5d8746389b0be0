"""The row rules of F06 (domain/forms/F06.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import previous
from pipeline.finding import Effect
from pipeline.form.rule import Flag, Hold, Missing, Rule
from pipeline.forms.f06_energy import history
from pipeline.forms.f06_energy.sheets import Bills, Measures, Readings
from pipeline.forms.parameters import ENERGY_SWING

LAST_OF_METER = previous(Readings.reading, by=[Readings.meter], order=Readings.read_on)

RULES: Sequence[Rule | Missing] = [
    Hold(
        "F06-R01",
        "讀數不倒退",
        must={Readings.reading: (Readings.reading >= Readings.last_reading) | Readings.restarted},
        says="本期讀數 {reading} 小於上期讀數 {last_reading}，又未註明換表或歸零",
        fix="請核對讀數；如換表或歸零，請在「異常說明」選明。",
        because="E1-27",
    ),
    Missing(
        id="F06-R02",
        name="總表逐月抄錄",
        effect=Effect.FLAG,
        at=Readings.meter,
        find=history.unread_meters,
        says="本月沒有總表 {missing} 的讀數",
        fix="請補抄後以新版本重報。",
        because=("R51",),
    ),
    Flag(
        "F06-R03",
        "讀數前後銜接",
        must={Readings.last_reading: Readings.last_reading == LAST_OF_METER},
        when=~Readings.restarted,
        says="上期讀數 {last_reading} 與該表上次的本期讀數 {before} 不一致",
        shows={"before": LAST_OF_METER},
        fix="請查明是抄錯還是換表。",
        because="E1-63",
    ),
    Flag(
        "F06-R04",
        "用量平穩",
        must={Readings.reading: history.STEADY_USAGE},
        when=~(Readings.cause.filled() & Readings.cause.among("換表", "歸零", "停用")),
        says="日均用量與前三次平均相差超過 {swing}",
        shows={"swing": ENERGY_SWING},
        fix="請檢查有無漏水、漏電或抄錯。",
        because="E1-31",
    ),
    Missing(
        id="F06-R05",
        name="總表與分表平衡",
        effect=Effect.NOTE,
        at=Readings.energy,
        find=history.unbalanced_energies,
        says="本月分表合計與總表相差超過 10%：{missing}",
        fix="請查明線損或漏抄。",
        because=("E1-31",),
    ),
    Hold(
        "F06-R06",
        "賬期不重疊",
        must={Bills.starts: history.APART_FROM_EARLIER_BILLS, Bills.ends: Bills.ends >= Bills.starts},
        says="賬期 {starts} 至 {ends} 首尾顛倒，或與同一戶號的另一張賬單有重疊的日子",
        fix="請對照賬單原件改正起止日期。",
        because="E1-27",
    ),
    Flag(
        "F06-R07",
        "單價平穩",
        must={Bills.unit_price: history.PRICE_STEADY},
        says="單價 {unit_price} 元與該戶上一張賬單相差超過 20%",
        fix="請核對用量與金額，或查問是否調價。",
        because="E1-63",
    ),
    Flag(
        "F06-R08",
        "賬單與抄表相符",
        must={Bills.usage: history.AGREES_WITH_METERS},
        says="賬單用量 {usage} 與總表同期用量相差超過 5%",
        fix="請核對抄表記錄，必要時向供應單位查詢。",
        because="E1-63",
    ),
    Hold(
        "F06-R09",
        "基準期可比",
        must={Measures.baseline: history.BASELINE_IS_USABLE},
        says="基準期「{baseline}」不是完工之前的日期範圍，或其中沒有一張完整的賬單",
        fix="請按 2025-02-01~2025-05-31 的樣式填改造前的日期，並補報那時的賬單。",
        because="E1-26 E1-27 E1-28",
    ),
    Flag(
        "F06-R10",
        "賬期連續",
        must={Bills.starts: history.FOLLOWS_ON},
        says="與該戶上一張賬單之間缺 {gap} 天",
        shows={"gap": history.DAYS_MISSING},
        fix="請補報中間的賬單。",
        because="E1-27",
    ),
]
