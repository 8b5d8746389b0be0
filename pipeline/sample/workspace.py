"""config.yaml of the sample workspace."""

from __future__ import annotations

from pipeline.sample.school import SCHOOL

CONFIG = """\
# {school}的設定。路徑都從這個文件所在的資料夾算起。
# 學校的參數、名冊、字典不在這裡，在 F00 基礎資料表。

inbox: inbox                 # 交來的台賬放這裡，連子資料夾一併讀取
output: output               # 統計表、總結、退回的台賬
templates: input_templates   # 空白台賬
archive: archive             # 收到的原文件，原樣保存
script: hant                 # hant 繁體，hans 簡體

# 示例學校不寄信：程式只寫出 .eml 檔，可用郵件軟件開啟來看。
# 真的學校要寄信，就在這裡加上 mail 一節；密碼不寫在這裡，放在環境變數內。

engine:
  workers: auto              # 同時用幾個處理程序
"""


def workspace_config(school: str = SCHOOL) -> str:
    """The text of config.yaml, with comments for the person who opens it."""
    return CONFIG.format(school=school)
