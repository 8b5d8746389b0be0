"""The row rules of F02 (domain/forms/F02.md): those of F02.1, and below F02-R13 to F02-R19 of the storeroom."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import somebody
from pipeline.finding import Effect
from pipeline.form.rule import Flag, Missing, Rule
from pipeline.forms.f02_canteen import history
from pipeline.forms.f02_canteen.rules_deliveries import RULES as DELIVERIES
from pipeline.forms.f02_canteen.sheets import Counts, Issues
from pipeline.forms.parameters import COUNT_DEVIATION

TAKEN_BY_OPERATOR = somebody(Issues.recipient, "領用人是食堂操作人員", lambda roster, one: roster.is_operator(one))
WATCHED_BY_CANTEEN = somebody(Counts.watcher, "監盤人是食堂人員", lambda roster, one: roster.in_department(one, "食堂"))
_difference = (Counts.counted - Counts.book).abs()

RULES: Sequence[Rule | Missing] = [
    *DELIVERIES,
    Flag(
        "F02-R13",
        "庫存夠領用",
        must={Issues.quantity: history.STOCK_THAT_EVENING >= 0},
        first_of=(Issues.item, Issues.unit, Issues.day.month()),
        says="{item}（{unit}）當日領用後賬面只剩 {stock}，出庫多於入庫",
        shows={"stock": history.STOCK_THAT_EVENING},
        fix="請查明是漏記入庫、數量還是單位填錯。",
        because="E1-17 E1-65",
        measure="出入庫逐筆登記，做到賬實相符",
    ),
    Flag(
        "F02-R14",
        "領用人合規",
        must={Issues.recipient: TAKEN_BY_OPERATOR & (Issues.recipient != Issues.keeper)},
        says="領用人 {recipient} 不是食堂操作人員，或就是保管員",
        fix="請由食堂操作人員領用；如填錯請更正。",
        because="E1-16",
        measure="由操作人員領用，保管員發放",
    ),
    Flag(
        "F02-R15",
        "不用過期食材",
        never={Issues.item: Issues.for_meals & (Issues.day > history.LATEST_BEST_BEFORE)},
        says="{item}領用供餐時，入庫各批的保質期（最遲 {until}）都已過",
        shows={"until": history.LATEST_BEST_BEFORE},
        fix="請核對保質期；過期食材應報損，不得供餐。",
        because="R05",
        measure="先進先出，過期食材及時清理",
    ),
    Missing(
        id="F02-R16",
        name="逐項盤點",
        effect=Effect.FLAG,
        at=Counts.item,
        find=history.uncounted_items,
        says="有庫存或本月有進出而沒有盤點：{missing}",
        fix="請補盤後以新版本重報。",
        because=("E1-17",),
        measure="月末列出庫存清單，照單逐項清點後才填實盤數量",
    ),
    Flag(
        "F02-R17",
        "賬實相符",
        must={
            Counts.counted: _difference <= Counts.book.abs() * COUNT_DEVIATION,
            Counts.cause: (_difference == 0) | Counts.cause.filled(),
        },
        says="實盤 {counted} 與賬面 {on_books} 不同：差異應在 {allowed} 以內，並註明原因",
        shows={"on_books": Counts.book, "allowed": COUNT_DEVIATION},
        fix="請查明差異，補填原因。",
        because="E1-17",
        measure="查明盤點差異，堵塞損耗",
    ),
    Flag(
        "F02-R18",
        "監盤有效",
        must={
            Counts.watcher: (Counts.watcher != Counts.counter) & ~WATCHED_BY_CANTEEN,
            Counts.counted_on: history.COUNTED_AT_MONTH_END,
        },
        says="監盤人須是食堂以外的另一人，盤點須在月末最後三天或次月頭兩天（{month_end} 前後）",
        shows={"month_end": history.MONTH_END},
        fix="如填錯請更正。",
        because="E1-16",
        measure="月末由食堂以外的人監盤",
    ),
    Flag(
        "F02-R19",
        "無過期變質",
        never={Counts.spoiled: Counts.spoiled > 0},
        says="盤點發現過期或變質 {spoiled} {unit}",
        fix="請報損處理，並核對採購量。",
        because="R05",
        measure="控制採購量，防止過期變質",
    ),
]
