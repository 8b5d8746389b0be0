"""The clean spring with what goes wrong in a school, and every figure that follows, worked out by hand (2026-04-30).

Stock, amounts in 元:
  粉筆 (盒)   March: (20 × 3.00 + 60 × 3.50) ÷ 80 = 3.375; 30 issued = 101.25; 50 left = 168.75
              April: (168.75 + 50 × 4.20) ÷ 100 = 3.7875; 40 issued = 151.50
  備課本 (本) 5.00; 10 issued in March = 50.00; 4 brought back in April = −20.00
  複印紙 (包) March: (3 × 20.00 + 4 × 22.50) ÷ 7 = 21.428571…; 2 issued = 42.86, 1 issued = 21.43; 4 left = 85.71
              April: 85.71 ÷ 4 = 21.4275; 3 issued = 64.28 (64.2825)
  簽字筆 (支) bought without a price (G-22): 5 issued at no known cost

Loans: four in March, two in April. JT-2603-04 was due on 03-20 and is still out; JT-2603-05 comes back a day late.
Damage: PC-2603-004 stands in April as 過失; PC-2604-003 is held; PC-2604-004 is not yet known to be anybody's.
"""

from __future__ import annotations

from pipeline.form.filled import Filled
from tests.forms.f08.clean import APRIL, CASES, CLEAN, LOANS, MARCH, MOVES, Row, joined, table
from tests.forms.plant import with_rows

MORE_MOVES: dict[str, list[Row]] = {
    MARCH: table("""
日期  | 類型 | 品名   | 單位 | 數量 | 單價  | 領用人 | 領用部門 | 經辦人 | 憑證號
03-02 | 期初 | 複印紙 | 包   | 3    | 20.00 |        |          | 沈玉蘭 |
03-05 | 入庫 | 複印紙 | 包   | 4    | 22.50 |        |          | 沈玉蘭 | ZC-2603-001
03-05 | 入庫 | 簽字筆 | 支   | 9    |       |        |          | 沈玉蘭 | ZC-2603-001
03-09 | 領用 | 複印紙 | 包   | 2    |       | 許靜怡 | 教務處   | 沈玉蘭 |
03-09 | 領用 | 複印紙 | 包   | 1    |       | 唐曉燕 | 德育處   | 沈玉蘭 |
03-09 | 領用 | 簽字筆 | 支   | 5    |       | 唐曉燕 | 德育處   | 沈玉蘭 |
"""),
    APRIL: table("""
日期  | 類型 | 品名   | 單位 | 數量 | 單價  | 領用人 | 領用部門 | 經辦人 | 憑證號
04-09 | 領用 | 複印紙 | 包   | 3    |       | 許靜怡 | 教務處   | 沈玉蘭 |
"""),
}
OUT: Row = table("""
借條號     | 物品或資產編號 | 數量 | 借出日期 | 借用人 | 用途     | 應還日期 | 經手人
JT-2603-04 | 三腳架         | 1    | 03-11    | 石曉東 | 家長會   | 03-20    | 沈玉蘭
""")[0]
LATE: Row = table("""
借條號     | 物品或資產編號 | 數量 | 借出日期 | 借用人 | 用途     | 應還日期 | 歸還日期 | 歸還狀況 | 經手人
JT-2604-02 | 攝像機         | 1    | 04-01    | 韓志剛 | 安全宣講 | 04-08    | 04-09    | 完好     | 沈玉蘭
""")[0]
MORE_LOANS: dict[str, list[Row]] = {MARCH: [OUT], APRIL: [OUT, LATE]}
MORE_CASES: dict[str, list[Row]] = {
    MARCH: [],
    APRIL: joined(
        table("""
賠償單號    | 日期  | 班室編號 | 物品   | 數量 | 損壞性質 | 責任主體 | 經手人
PC-2604-003 | 04-22 | 同上     | 門鎖   | 1    | 過失     | 班級     | 沈玉蘭
PC-2604-004 | 04-27 | C302     | 黑板擦 | 2    | 責任不明 | 無       | 沈玉蘭
"""),
        table("""
單價  | 應賠金額 | 實賠金額 | 處理方式 | 免賠原因
65.00 | 65.00    | 65.00    | 實物賠償 |
5.00  | 0.00     | 0.00     | 免賠     | 待查明
"""),
    ),
}


def workbooks() -> list[Filled]:
    """Both months."""
    books = dict(CLEAN)
    for month in (MARCH, APRIL):
        for sheet, more in ((MOVES, MORE_MOVES), (LOANS, MORE_LOANS), (CASES, MORE_CASES)):
            book = books["F08", month]
            books["F08", month] = with_rows(book, sheet, [*book.sheets[sheet], *more[month]])
    return list(books.values())


# rule | month of the file | sheet | row | column
FINDINGS = """
G-22    | 2026-03 | 物品出入庫 | 9 | 單價
F08-R03 | 2026-04 | 借出歸還   | 4 | 應還日期
F08-R03 | 2026-04 | 借出歸還   | 5 | 應還日期
G-08    | 2026-04 | 損壞賠償   | 5 | 班室編號
"""

# metric | dimensions | span ('' = term to date) | printed | numerator/denominator
FIGURES = """
M-F08-01a |                 |         | 7      |
M-F08-01a |                 | 2026-03 | 5      |
M-F08-01a |                 | 2026-04 | 2      |
M-F08-01a | 領用部門=教務處 |         | 3      |
M-F08-01a | 領用部門=德育處 |         | 2      |
M-F08-01b |                 |         | 411.32 |
M-F08-01b |                 | 2026-03 | 215.54 |
M-F08-01b |                 | 2026-04 | 195.78 |
M-F08-01b | 領用部門=C302   |         | 101.25 |
M-F08-01b | 領用部門=C101   |         | 151.50 |
M-F08-01b | 領用部門=教務處 |         | 137.14 |
M-F08-01b | 領用部門=教務處 | 2026-04 | 44.28  |
M-F08-01b | 領用部門=德育處 |         | 21.43  |
M-F08-02a |                 |         | 6      |
M-F08-02a |                 | 2026-03 | 4      |
M-F08-02a | 部門或班室=C302 |         | 1      |
M-F08-02a | 部門或班室=C602 |         | 1      |
M-F08-02a | 部門或班室=教務處 |       | 1      |
M-F08-02a | 部門或班室=德育處 |       | 1      |
M-F08-02a | 部門或班室=班級 |         | 1      |
M-F08-02a | 部門或班室=校外 |         | 1      |
M-F08-02b |                 |         | 4      |
M-F08-02b |                 | 2026-03 | 2      |
M-F08-02b | 部門或班室=校外 | 2026-04 | 1      |
M-F08-02c |                 | 2026-03 | 2      |
M-F08-02c |                 | 2026-04 | 2      |
M-F08-02c |                 |         | 2      |
M-F08-02c | 部門或班室=校外 | 2026-03 | 1      |
M-F08-02c | 部門或班室=班級 |         | 1      |
M-F08-02d |                 | 2026-03 | 1      |
M-F08-02d |                 |         | 1      |
M-F08-02d | 部門或班室=C602 |         | 1      |
M-F08-03a |                 |         | 7      |
M-F08-03a |                 | 2026-03 | 4      |
M-F08-03a | 損壞性質=過失   |         | 4      |
M-F08-03a | 損壞性質=責任不明 |       | 1      |
M-F08-03a | 班室編號=C302   |         | 2      |
M-F08-03b |                 |         | 338.00 |
M-F08-03b | 損壞性質=過失   |         | 170.00 |
M-F08-03c |                 |         | 298.00 |
M-F08-03c |                 | 2026-04 | 5.00   |
M-F08-03c | 損壞性質=有意   |         | 168.00 |
M-F08-03c | 班室編號=B02    |         | 80.00  |
M-F08-03d |                 |         | 88.2%  | 298.00/338.00元
M-F08-03d | 損壞性質=過失   |         | 76.5%  | 130.00/170.00元
M-F08-03d | 損壞性質=有意   |         | 100.0% | 168.00/168.00元
M-F08-03d | 損壞性質=自然損耗 |       |        |
"""
