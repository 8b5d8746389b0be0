"""The commands: their options, exit codes and help. What they do stands in `commands`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline.periods import LAST_MONTH, ONLY_TERM

DONE, COULD_NOT, WRONG_USE, WAITS = 0, 1, 2, 3

SUMMARY = """\
學校後勤台賬：讀入各崗位填報的 Excel，核對、彙總，寫出統計表和學期總結。

例：houqin run --month 2026-04      彙總 2026 年 4 月

例：houqin --config 我校/config.yaml check      只核對，不出報告
"""
SCHOOL_HELP = "哪所示例學校：示例（全部模塊）、食堂（食堂與財務）、校產（校產與值班）、校園（工程、捐贈與校車）"
CONFIG_HELP = "設定檔 config.yaml 的路徑"
RESEND_HELP = "「不確定是否已送達」的收件人，查問後確認沒有收到，再寄一次；可寫多次"
JSON_HELP = "在標準輸出印一個 JSON 物件，其餘文字印到標準錯誤"


class ChineseCommand(TyperCommand):
    """A command whose help has no English in it."""

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401  # Typer's own class
        """--help, explained in Chinese."""
        return in_chinese(super().get_help_option(ctx))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer passes its own context
        """The help text with Typer's own words in Chinese."""
        return translated(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The group of commands, likewise."""

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]  # noqa: ANN401  # Typer's own class
        """--help, explained in Chinese."""
        return in_chinese(super().get_help_option(ctx))

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # Typer passes its own context
        """The help text with Typer's own words in Chinese."""
        return translated(super().get_help(ctx))


WORDS = {
    "Usage:": "用法：",
    "Options:": "選項：",
    "Arguments:": "參數：",
    "Commands:": "命令：",
    "[OPTIONS] COMMAND [ARGS]...": "[選項] 命令 [參數]...",
    "[OPTIONS]": "[選項]",
    "[default: ": "[預設：",
    "[required]": "[必填]",
    "No such option: ": "沒有這個選項：",
    "No such command ": "沒有這個命令：",
    "Missing argument ": "缺少參數：",
    "requires an argument.": "後面要有一個值。",
    "Got unexpected extra argument(s)": "多了參數",
    "Did you mean ": "是不是 ",
    "Possible options: ": "可能是：",
    "Option ": "選項 ",
    "does not take a value.": "後面不要寫值。",
    "Missing command.": "沒有寫命令。",
    "'.": "'",
}


TYPE = re.compile(r" <(?:path|list\[Path\])>")
"""What Typer says of an argument's type; the help says it in words."""


def translated(text: str) -> str:
    """Typer's own words in Chinese."""
    for english, chinese in WORDS.items():
        text = text.replace(english, chinese)
    return TYPE.sub("", text)


def in_chinese(option: Any) -> Any:  # noqa: ANN401  # a class that Typer keeps to itself
    """The --help option with a Chinese text."""
    if option is not None:
        option.help = "顯示這段說明"
    return option


app = typer.Typer(
    cls=ChineseGroup,
    help=SUMMARY,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help=JSON_HELP)]
Month = Annotated[str | None, typer.Option("--month", metavar="YYYY-MM", help="月份；不寫值就是上一個整月")]
Term = Annotated[
    str | None, typer.Option("--term", metavar="學期代碼", help="學期，如 2025-2026-2；不寫值就是收件中唯一的學期")
]


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[Path, typer.Option("--config", metavar="路徑", help=CONFIG_HELP)] = Path("config.yaml"),
) -> None:
    """Options before the command."""
    context.obj = config


@app.command(cls=ChineseCommand)
def sample(
    folder: Annotated[Path, typer.Argument(metavar="資料夾", help="寫到哪個資料夾：新的、空的，或以前寫出的示例")],
    school: Annotated[str, typer.Option("--school", metavar="學校", help=SCHOOL_HELP)] = "示例",
    *,
    as_json: Json = False,
) -> None:
    """寫出示例學校的整個工作區：config.yaml 和填好的台賬，什麼都還沒計算。

    例：houqin sample 示例 --school 食堂
    """
    _do("sample", as_json, folder=folder, school=school)


@app.command(cls=ChineseCommand)
def templates(context: typer.Context, month: Month = None, *, as_json: Json = False) -> None:
    """寫出空白台賬；給了月份就寫該月的台賬，名冊、上期讀數、未結事項都已填好。

    例：houqin templates --month 2026-04
    """
    _do("templates", as_json, config=context.obj, month=month)


@app.command(cls=ChineseCommand)
def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="要核對的文件；不寫就核對整個收件夾")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """核對台賬，逐條說明要改什麼，並寫出標好問題的退回台賬。

    例：houqin check inbox/F02_2025-2026-2_2026-03.xlsx
    """
    _do("check", as_json, config=context.obj, files=files or [])


@app.command(cls=ChineseCommand)
def run(
    context: typer.Context,
    month: Month = None,
    term: Term = None,
    send: Annotated[bool, typer.Option("--send", help="做完就寄給 config.yaml 所寫的收件人")] = False,
    *,
    as_json: Json = False,
) -> None:
    """彙總一個月或一個學期：統計表、總結、郵件、退回的台賬。

    例：houqin run --month 2026-04 --send
    """
    _do("run", as_json, config=context.obj, month=month, term=term, send=send)


@app.command(cls=ChineseCommand)
def send(
    context: typer.Context,
    month: Month = None,
    term: Term = None,
    resend: Annotated[list[str] | None, typer.Option("--resend", metavar="地址", help=RESEND_HELP)] = None,
    *,
    as_json: Json = False,
) -> None:
    """寄出已經做好的總結；領導改過的總結照改過的寄。同一封信不會給同一個人寄兩次。

    例：houqin send --month 2026-04
    """
    _do("send", as_json, config=context.obj, month=month, term=term, resend=resend or [])


@app.command(cls=ChineseCommand)
def status(context: typer.Context, term: Term = None, *, as_json: Json = False) -> None:
    """列出哪張表哪個月已交、誰交的、什麼狀態。

    例：houqin status
    """
    _do("status", as_json, config=context.obj, term=term)


@app.command(cls=ChineseCommand)
def dictionary(
    file: Annotated[Path | None, typer.Argument(metavar="文件.xlsx", help="寫成活頁簿；不寫就印 JSON")] = None,
    *,
    as_json: Json = False,
) -> None:
    """列出每張表、每一列、每條規則、每個指標、每張統計表和圖，連同編號。

    例：houqin dictionary 數據字典.xlsx
    """
    _do("dictionary", as_json, file=file)


def _do(command: str, as_json: bool, **arguments: object) -> None:
    from pipeline import commands

    raise typer.Exit(commands.perform(command, as_json=as_json, **arguments))


BARE = {"--month": LAST_MONTH, "--term": ONLY_TERM}
"""What an option without a value means."""


def with_values(arguments: list[str]) -> list[str]:
    """Gives `--month` and `--term` their meaning when no value follows."""
    found = []
    for at, word in enumerate(arguments):
        found.append(word)
        following = arguments[at + 1] if at + 1 < len(arguments) else "-"
        if word in BARE and following.startswith("-"):
            found.append(BARE[word])
    return found


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; gives its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = with_values(sys.argv[1:] if arguments is None else arguments)
    if not words:
        app(["--help"], prog_name="houqin", standalone_mode=False)
        return WRONG_USE
    try:
        result = app(words, prog_name="houqin", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return failed("已中止；沒有寫出結果。", COULD_NOT, words)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return failed(wrong_use(error), WRONG_USE, words)
    return result if isinstance(result, int) else DONE


def failed(says: str, code: int, words: list[str]) -> int:
    """Tells why no command ran to its end, as an object too where one was asked for; gives the exit code."""
    print(says, file=sys.stderr)
    if "--json" in words:
        print(json.dumps({"error": says, "exit_code": code}, ensure_ascii=False))
    return code


PLACES = {
    "--config": "（寫在命令前面：houqin --config 路徑 run）",
    "--json": "（寫在命令後面：houqin run --json）",
}
"""Where an option stands that is known, but not where it was written."""


def wrong_use(error: Any) -> str:  # noqa: ANN401  # a class that Typer keeps to itself
    """What Typer says of a wrong option or argument, and where to look."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else "houqin"
    place = PLACES.get(getattr(error, "option_name", ""), "")
    return f"用法不對：{translated(error.format_message())}{place}\n說明：{command} --help"
