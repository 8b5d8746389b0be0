"""The row rules of F01 (domain/forms/F01.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checks.words import silenced_by
from pipeline.finding import Effect
from pipeline.form.rule import Flag, Hold, Missing, Rule
from pipeline.forms.f01_opening import history
from pipeline.forms.f01_opening.sheets import CANTEEN_CLEANING, CIRCUITS, WATER, Books, Tasks
from pipeline.forms.parameters import CANTEEN

TASK_RULES: list[Rule | Missing] = [
    Flag(
        "F01-R01",
        "開學前水電完好",
        must={Tasks.done_on: history.IS_FINISHED & Tasks.is_done & (Tasks.done_on <= history.OPENING)},
        when=Tasks.category.among(CIRCUITS, WATER) & history.SCHOOL_HAS_OPENED,
        blank_breaks=True,
        says="{category}「{task}」沒有在開學日 {opening} 前完成（完成情況：{status}，實際完成日「{done_on}」）",
        shows={"opening": history.OPENING},
        fix="已完成的請補填實際完成日；未完成的請立即修復。",
        because="E2-04, E2-05, E2-06",
        measure="提前安排水電檢修，開學前逐處驗收",
    ),
    Flag(
        "F01-R02",
        "應檢的都完好",
        must={Tasks.in_order: Tasks.in_order == Tasks.to_check},
        when=Tasks.is_done,
        says="應檢 {to_check} 處，完好或修復 {in_order} 處，尚差的不能算已完成",
        fix="請修好其餘各處，或把完成情況改為進行中。",
        because="E1-09, E2-04",
        measure="逐處檢修，全部完好才算完成",
    ),
    Flag(
        "F01-R03",
        "供餐前清潔食堂",
        must={Tasks.done_on: history.IS_FINISHED & (Tasks.done_on < history.FIRST_MEAL_DAY)},
        when=(Tasks.category == CANTEEN_CLEANING) & history.MEALS_HAVE_BEGUN,
        blank_breaks=True,
        says="「{task}」沒有在首個供餐日 {first} 之前完成（實際完成日「{done_on}」）",
        shows={"first": history.FIRST_MEAL_DAY},
        fix="已完成的請補填實際完成日；未完成的應先清潔再供餐。",
        because="E1-08",
        module=CANTEEN,
        measure="炊事人員提前到崗，供餐前完成清潔消毒",
    ),
    Flag(
        "F01-R04",
        "按計劃完成準備",
        must={Tasks.done_on: history.IS_FINISHED & (Tasks.done_on <= Tasks.planned_on)},
        when=history.PLAN_IS_OVER & ~silenced_by("F01-R01", "F01-R03"),
        blank_breaks=True,
        says="「{task}」計劃 {planned_on} 完成，實際完成日「{done_on}」",
        fix="已完成的請補填實際完成日；未完成的請盡快完成。",
        because="E1-10, E2-09",
        measure="準備事項逐項定人定時，每日銷號",
    ),
    Flag(
        "F01-R05",
        "準備事項他人驗收",
        must={Tasks.acceptor: Tasks.acceptor != Tasks.owner},
        says="驗收人 {acceptor} 就是責任人",
        fix="請由另一人驗收；如填錯請更正。",
        because="E1-20",
        measure="準備事項由責任人以外的人驗收",
    ),
    Missing(
        id="F01-R06",
        name="準備事項齊全",
        effect=Effect.NOTE,
        at=Tasks.category,
        find=history.categories_without_row,
        says="沒有以下類別的準備事項：{missing}",
        fix="做過的請補報；確實不需要的不用理會。",
        because=("E1-08", "E1-09", "E2-04", "E2-05", "E2-07", "E2-08", "E2-11"),
    ),
]

BOOK_RULES: list[Rule | Missing] = [
    Hold(
        "F01-R07",
        "實發不超實到",
        must={Books.handed_out: Books.handed_out <= Books.arrived},
        says="實發 {handed_out} 本，多於實到 {arrived} 本",
        fix="請核對；從庫存取用的也計入實到數量。",
        because="E2-09",
    ),
    Flag(
        "F01-R08",
        "教材按時到貨發放",
        must={
            Books.arrived_on: Books.arrived_on <= history.OPENING,
            Books.handed_out_on: Books.handed_out_on <= history.LAST_DAY_TO_HAND_OUT,
        },
        says="到貨「{arrived_on}」應不晚於開學日 {opening}，發放「{handed_out_on}」應不晚於 {last}",
        shows={"opening": history.OPENING, "last": history.LAST_DAY_TO_HAND_OUT},
        fix="日期填錯的請更正；確實遲到的請查明原因。",
        because="E1-07, E2-09, E2-10",
        measure="提早聯繫書店，教材開學前到校、開學即發",
    ),
    Flag(
        "F01-R09",
        "短發有處理",
        must={Books.shortage: Books.shortage.filled()},
        when=Books.is_short,
        blank_breaks=True,
        says="應發 {due} 本，實發 {handed_out} 本，沒有填短缺處理",
        fix="請填補發、調劑或退訂。",
        because="E2-10",
        measure="短缺教材逐種落實補發或調劑",
    ),
    Flag(
        "F01-R10",
        "教材到貨足數",
        must={Books.arrived: Books.arrived == Books.expected},
        says="應到 {expected} 本，實到 {arrived} 本",
        fix="請與書店核對；到齊後補報。",
        because="E2-09",
        measure="到貨當場點數，缺數即與書店補齊",
    ),
]

RULES: Sequence[Rule | Missing] = [*TASK_RULES, *BOOK_RULES]
