"""A small clean opening: F01 of March 2026 with the repairs that it quotes, by hand.

開學日 is Monday 2026-03-02, with meals from that day on. Row 2 is the first data row of a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.form.filled import Filled
from tests.forms.f09 import clean as repairs
from tests.forms.f09.clean import MARCH, Row, joined, repair_forms, table, workbook
from tests.forms.plant import whole
from tests.forms.spring import Spring, tells_of

TASKS, BOOKS, ORDERS = "開學準備事項", "教材簿本運發", repairs.ORDERS

TASK_ROWS = joined(
    table("""
序號 | 類別     | 事項         | 涉及班室 | 應檢數量 | 完好或修復數量
1    | 電路     | 教室線路檢修 | 全校     | 10       | 10
2    | 供水     | 水龍頭檢修   | C101     | 4        | 4
3    | 食堂清潔 | 餐廳清掃消毒 | T01      |          |
4    | 門窗玻璃 | 樓道門窗檢修 | G01      | 6        | 6
5    | 教學設施 | 計算機室檢修 | Z02、Z03 | 45       | 45
6    | 吊扇照明 | 吊扇檢查     | 全校     | 80       | 80
7    | 飲水機   | 飲水機清洗   |          | 8        | 8
8    | 房屋     | 屋面檢查     |          | 3        | 3
9    | 桌凳     | 桌凳擺放     | 全校     | 820      | 820
10   | 辦公室   | 辦公室安排   | B06      | 5        | 5
11   | 收費公示 | 收費標準公示 |          | 2        | 2
"""),
    table("""
責任人 | 計劃完成日 | 實際完成日 | 完成情況 | 驗收人 | 維修單號
王志遠 | 02-25      | 02-20      | 已完成   | 何靜   |
王志遠 | 02-27      | 02-26      | 已完成   | 何靜   | WX-2603-004
方建華 | 02-28      | 02-27      | 已完成   | 何靜   |
王志遠 | 02-27      | 02-26      | 已完成   | 何靜   | WX-2603-003
龔麗娜 | 03-20      | 03-18      | 已完成   | 何靜   |
王志遠 | 02-27      | 02-25      | 已完成   | 何靜   |
王志遠 | 02-27      | 02-25      | 已完成   | 何靜   |
何靜   | 02-27      | 02-25      | 已完成   | 王志遠 |
沈玉蘭 | 02-27      | 02-27      | 已完成   | 何靜   |
沈玉蘭 | 02-27      | 02-27      | 已完成   | 何靜   |
錢會敏 | 02-27      | 02-20      | 已完成   | 何靜   |
"""),
)
BOOK_ROWS = joined(
    table("""
品名           | 類別     | 年級 | 應到數量 | 實到數量 | 到貨日期 | 運回人
語文三年級下冊 | 學生課本 | 三   | 168      | 168      | 02-24    | 陳大勇、司機
數學三年級下冊 | 學生課本 | 三   | 168      | 168      | 02-24    | 陳大勇
語文教師用書   | 教師用書 | 三   | 4        | 4        | 03-02    |
語文一年級下冊 | 學生課本 | 一   | 126      | 126      | 02-24    |
"""),
    table("""
應發數量 | 實發數量 | 發放日期 | 領取人
168      | 168      | 02-27    | 周雨晴
166      | 166      | 03-05    | 周雨晴
4        | 4        | 03-02    | 周雨晴
126      | 126      | 02-27    | 宋佳欣
"""),
)
SHEETS: Mapping[str, Sequence[Row]] = {TASKS: TASK_ROWS, BOOKS: BOOK_ROWS}
CLEAN: Mapping[str, Filled] = {TASKS: workbook("F01", MARCH, "04-01", SHEETS), ORDERS: repairs.CLEAN["F09", MARCH]}


def complete(filled: Iterable[Filled]) -> list[Filled]:
    """With nil returns of F09 for the months that have to come."""
    return whole(filled, "F09")


SPRING = Spring([*CLEAN.values()], repair_forms, tells_of("F01"), complete=complete)
