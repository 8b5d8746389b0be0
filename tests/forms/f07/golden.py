"""Every figure of F07 for the clean term, worked out by hand."""

from __future__ import annotations

# F07.1 of March: 3 + 2 sets at 168.00 (504 + 336), copier 6,800, building (one piece of 1,200 m² at 1,000.00),
# piano 5,000, projector 1,500. By F07.3 of March 2 sets (336) and the piano (5,000) were new, so that the term began
# with 3 sets, the copier, the building and the projector: 6 pieces, 504 + 6,800 + 1,200,000 + 1,500 = 1,208,804.
# In April the projector (1,500) is lost and another (1,600) bought: 9 pieces, 1,208,804 + 6,936 − 1,500 = 1,214,240.
# In use: all but the copier, by quantity 5 sets, 1,200 m², piano, projector = 1,207 of 1,208.
#
# Things: C301 has 3 + 3 + 2 + 4 + 4 = 16, one stool broken; C302 2 + 2 + 2 + 6 + 4 = 16, a wall broken; B04 1 + 1,
# G01 6: 38 of 40 sound. At the end a window of C302 is gone and one of C301 broken: 39 left, 36 sound.
#
# Scores: C301 96 and 89; C302 75, 92.5 and 56. Means 92.5 and 74.5, of all 408.5 ÷ 5.

# metric | dimensions | month ('' = the term) | text | numerator/denominator
FIGURES = """
M-F07-01a |                     |         | 6            |
M-F07-01a |                     | 2026-04 | 9            |
M-F07-01a | 資產類別=設備       |         | 2            |
M-F07-01b |                     |         | 4            |
M-F07-01b | 資產類別=家具用具   |         | 2            |
M-F07-01b | 變動類型=購置增加   |         | 3            |
M-F07-01b |                     | 2026-03 | 3            |
M-F07-01c |                     |         | 1            |
M-F07-01c | 變動類型=丟失       | 2026-04 | 1            |
M-F07-01d |                     |         | 9            |
M-F07-01d | 資產類別=房屋及構築物 |       | 1            |
M-F07-01d |                     | 2026-03 | 9            |
M-F07-01e |                     |         | 9            |
M-F07-01e | 資產類別=設備       | 2026-03 | 3            |
M-F07-01f |                     |         | 1,208,804.00 |
M-F07-01f | 資產類別=設備       |         | 8,300.00     |
M-F07-01f |                     | 2026-05 | 1,214,240.00 |
M-F07-01g |                     |         | 6,936.00     |
M-F07-01g | 變動類型=捐贈增加   |         | 5,000.00     |
M-F07-01h |                     |         | 1,500.00     |
M-F07-01h | 資產類別=設備       | 2026-04 | 1,500.00     |
M-F07-01i |                     |         | 1,214,240.00 |
M-F07-01i |                     | 2026-03 | 1,214,140.00 |
M-F07-01j |                     |         | 1,214,240.00 |
M-F07-01j |                     | 2026-03 | 1,214,140.00 |
M-F07-02a |                     |         | 3            |
M-F07-02a | 類別=教室           |         | 2            |
M-F07-02b |                     |         | 3            |
M-F07-02c |                     |         | 100.0%       | 3/3
M-F07-02c | 類別=辦公室         |         | 100.0%       | 1/1
M-F07-02d |                     |         | 3            |
M-F07-02e |                     |         | 100.0%       | 3/3
M-F07-03a |                     |         | 95.0%        | 38/40
M-F07-03a | 物品名稱=凳         |         | 80.0%        | 4/5
M-F07-03a | 班室編號=C302       |         | 93.8%        | 15/16
M-F07-03b |                     |         | 92.3%        | 36/39
M-F07-03b | 物品名稱=窗         |         | 88.9%        | 8/9
M-F07-03c |                     |         | 99.9%        | 1,207/1,208
M-F07-03c | 資產類別=設備       |         | 66.7%        | 2/3
M-F07-03c | 資產類別=設備       | 2026-03 | 66.7%        | 2/3
M-F07-04a |                     |         | 1            |
M-F07-04a | 班室編號=C302       |         | 1            |
M-F07-04a | 班室編號=C301       |         | 0            |
M-F07-04b |                     |         | 2.5%         | 1/40
M-F07-04b | 物品名稱=窗         |         | 10.0%        | 1/10
M-F07-04c |                     |         | 0            |
M-F07-04c | 班室編號=C302       |         | 0            |
M-F07-04d |                     |         | 1            |
M-F07-04d | 物品名稱=窗         |         | 1            |
M-F07-05a |                     |         | 81.7         |
M-F07-05a | 班室編號=C301       |         | 92.5         |
M-F07-05a | 班室編號=C302       | 2026-04 | 74.3         |
M-F07-05a |                     | 2026-05 |              |
M-F07-05b |                     |         | 5            |
M-F07-05b | 檢查類型=不定期     |         | 1            |
M-F07-05c | 等次=優             |         | 1            |
M-F07-05c | 等次=良             |         | 0            |
M-F07-05c | 等次=良             | 2026-04 | 1            |
M-F07-05c | 等次=合格           |         | 1            |
M-F07-05c |                     |         | 2            |
"""
