"""The dictionary F00.6: lists that the school keeps itself, and accepted spellings."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.sample.food import FOODS
from pipeline.sample.table import Row, ledger, typed

# 支出類別 | 一級明細
DETAILS = """
辦公費     | 文具 紙張 打印耗材 郵電費
印刷費     | 試卷印刷 資料印刷
水費       | 自來水
電費       | 照明動力用電
燃料取暖費 | 生物質燃料 取暖費
維修費     | 水電材料 門窗玻璃 房屋修繕 設備維修
設備購置   | 課桌凳 電教設備 辦公設備 廚房設備 體育器材 家具 幼兒園用品玩具
圖書資料   | 圖書 報刊
教學儀器   | 實驗器材 學具教具
食堂食材   | 糧油 肉類 蛋奶豆製品 蔬菜 水果
食堂其他   | 燃氣 洗滌用品 炊具
校車費     | 加油 保養維修 保險檢驗
工程款     | 新建工程 改建工程 綠化工程 搬遷工程
勞務費     | 臨時用工 值守補助
差旅費     | 市內交通 會議差旅
培訓費     | 業務培訓
衛生綠化   | 清潔用品 消毒用品 花木養護
其他       | 學生作業本 學生服裝
"""

# 物品名稱 of F07.2 | 資產名稱 of F07.1
REGISTERED = """
課桌   | 學生課桌凳
凳     | 學生課桌凳
投影儀 | 多功能投影儀
書櫃   | 班級書櫃
"""

BULK_ASSETS = ("桌凳", "圖書", "書櫃")

# 字典名 | 值 | 別名
SPELLINGS = """
支出類別 | 辦公費   | 办公费、辦公經費
支出類別 | 食堂食材 | 食材、食材費
支出類別 | 衛生綠化 | 清潔綠化
單位     | 公斤     | 千克、kg
驗收結果 | 合格     | 驗收合格
報支狀態 | 已報     | 已報銷
能源類別 | 水       | 自來水
"""


FOODS_BY_KIND = tuple((food.kind, food.name) for food in FOODS.values())


def dictionary_rows(foods: Iterable[tuple[str, str]] = FOODS_BY_KIND, registered_things: str = REGISTERED) -> list[Row]:
    """F00.6 with the 食材 (食材類別, 品名) and the 登記物品 of a school."""
    details = [("一級明細", parent, value) for parent, values in ledger(DETAILS) for value in values.split()]
    food_names = [("食材", kind, name) for kind, name in foods]
    registered = [("登記物品", parent, value) for value, parent in ledger(registered_things)]
    bulk = [("大宗資產類別", "", value) for value in BULK_ASSETS]
    spellings = [_entry(name, "", value, aliases) for name, value, aliases in ledger(SPELLINGS)]
    return [_entry(*each) for each in [*details, *food_names, *registered, *bulk]] + spellings


def _entry(name: str, parent: str, value: str, aliases: str = "") -> Row:
    return typed({"字典名": name, "上級值": parent, "值": value, "別名": aliases, "啟用": "是"})
