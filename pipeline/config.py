"""config.yaml as a frozen, checked object.

Every key is declared once, with the Chinese words for what it may hold, and the error texts are made from those words.
Paths are meant from the folder of the file and come out absolute. pydantic costs 0.16 s to import: only this module
imports it, and whoever needs no settings does not import this module.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pipeline.delivery.address import EXAMPLE, Address
from pipeline.trouble import why

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

Script = Literal["hant", "hans"]
Security = Literal["starttls", "tls", "none"]
USUAL_PORTS: Mapping[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to correct. `line` is 1-based, and 0 where the file has no line for it."""

    line: int
    key: str
    says: str

    def __str__(self) -> str:
        where = f"第 {self.line} 行 {self.key}" if self.line else self.key
        return f"{where.strip()}：{self.says}" if where else self.says


class ConfigError(Exception):
    """config.yaml cannot be used; the text, in Chinese, names everything that is wrong with it."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(sorted(problems))
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"設定檔 {path} 不能用，請改正：\n{lines}")


def _absolute(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str | Path) or not str(value).strip() or "\0" in str(value):
        raise ValueError("要填：資料夾或文件的路徑")
    context: Mapping[str, Path] = info.context or {}
    return Path(os.path.abspath(context["root"] / value))  # noqa: PTH100 - resolve() would follow links


def _address(value: object) -> Address:
    if not isinstance(value, str):
        raise ValueError(f"要填：{EXAMPLE}")  # noqa: TRY004 - pydantic takes a ValueError for a wrong value
    return Address.parse(value)


def _list(value: object) -> object:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


FilePath = Annotated[Path, BeforeValidator(_absolute)]
OneAddress = Annotated[Address, BeforeValidator(_address)]
Addresses = Annotated[tuple[OneAddress, ...], BeforeValidator(_list)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    @classmethod
    def declared(cls) -> dict[str, FieldInfo]:
        """The keys that a person may write, each with its declaration."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @model_validator(mode="before")
    @classmethod
    def _blank_is_not_filled_in(cls, section: object) -> object:
        """`cc:` without a value counts as left out; an unknown key stays, to be refused."""
        if not isinstance(section, dict):
            return {} if section is None else section
        return {str(key): value for key, value in section.items() if value is not None or key not in cls.declared()}


class MailSettings(_Section):
    """How the letter is sent. The password is no setting: `password_env` names the environment variable with it."""

    host: str = Field(description="郵件伺服器的名稱，如 smtp.school.edu", pattern=r"^[^\s/:@]+$")
    security: Security = Field(default="starttls", description="starttls、tls 或 none")
    port: int = Field(default=0, description="1 到 65535 的整數", strict=True, ge=1, le=65535)
    user: str | None = Field(default=None, description="登入郵件伺服器的帳號（英文、數字和符號）", pattern=r"^[!-~]+$")
    password_env: str | None = Field(
        default=None,
        description="環境變數的名稱（大寫字母、數字、底線），密碼放在那個環境變數內",
        pattern="^[A-Z_][A-Z0-9_]*$",
    )
    sender: OneAddress = Field(alias="from", description="寄件人的電子郵件地址")
    to: Addresses = Field(description="收件人的清單，至少一個", min_length=1)
    cc: Addresses = Field(default=(), description="副本收件人的清單")
    attach_statistics: bool = Field(default=False, description="true 或 false", strict=True)
    timeout: float = Field(default=30.0, description="等待伺服器的秒數，大於 0，不超過 600", strict=True, gt=0, le=600)
    ca_file: FilePath | None = Field(default=None, description="學校自有憑證機構的 PEM 文件")

    @field_validator("port", mode="before")
    @classmethod
    def _usual_port(cls, port: object, info: ValidationInfo) -> object:
        left_out = type(port) is int and port == 0
        return USUAL_PORTS[info.data.get("security", "starttls")] if left_out else port

    @field_validator("user")
    @classmethod
    def _login_is_encrypted(cls, user: str | None, info: ValidationInfo) -> str | None:
        if user and info.data.get("security") == "none":
            raise ValueError("security 是 none 時不可登入，帳號和密碼會以明文傳送；請用 starttls 或 tls，或不填 user")
        return user

    @field_validator("password_env")
    @classmethod
    def _login_is_complete(cls, password_env: str | None, info: ValidationInfo) -> str | None:
        if "user" in info.data and bool(info.data["user"]) != bool(password_env):
            raise ValueError("user 和 password_env 要一起填，或都不填")
        return password_env

    @property
    def recipients(self) -> tuple[Address, ...]:
        """All of `to` and `cc`, each address once."""
        unique: dict[str, Address] = {}
        for address in self.to + self.cc:
            unique.setdefault(address.spec.casefold(), address)
        return tuple(unique.values())


class EngineSettings(_Section):
    """Where the work per workbook is done: in `workers` processes of this machine, or on a Dask cluster."""

    workers: int | Literal["auto"] = Field(default="auto", description="正整數，或 auto（由程式決定）")
    dask: str | None = Field(
        default=None, description="Dask 排程器的位址，如 tcp://10.0.0.5:8786", pattern=r"^(tcp|tls)://[^\s:]+:[0-9]+$"
    )

    @field_validator("workers", mode="before")
    @classmethod
    def _at_least_one(cls, workers: object) -> object:
        if workers != "auto" and (type(workers) is not int or workers < 1):
            raise ValueError("要填：正整數，或 auto（由程式決定）")
        return workers


class Config(_Section):
    """The whole file. Folders are absolute; `mail` is None when no mail is configured."""

    inbox: FilePath = Field(default=Path("inbox"), description="收件資料夾")
    output: FilePath = Field(default=Path("output"), description="結果資料夾")
    templates: FilePath = Field(default=Path("input_templates"), description="空白表格資料夾")
    archive: FilePath = Field(default=Path("archive"), description="原文件存檔資料夾")
    script: Script = Field(default="hant", description="hant（繁體）或 hans（簡體）")
    mail: MailSettings | None = Field(default=None, description="寄信設定：下面縮排寫「鍵: 值」")
    engine: EngineSettings = Field(default_factory=EngineSettings, description="運算設定：下面縮排寫「鍵: 值」")

    @field_validator("output", "templates", "archive")
    @classmethod
    def _outside_the_inbox(cls, folder: Path, info: ValidationInfo) -> Path:
        if "inbox" in info.data and folder.is_relative_to(info.data["inbox"]):
            raise ValueError("不可與收件資料夾（inbox）相同或放在其內：程式寫出的文件會被當成交來的表格")
        return folder


SECTIONS: Mapping[str, type[_Section]] = {"mail": MailSettings, "engine": EngineSettings}
PASSWORD_KEYS = frozenset({"password", "passwd", "pass", "pwd", "密碼", "密码", "授權碼", "授权码"})
NEVER_QUOTED = PASSWORD_KEYS | {"password_env"}  # where people type the password itself
KEEP_IT_OUT = "密碼不可寫在設定檔內；請放在環境變數內，並在 mail.password_env 填該環境變數的名稱"


def load(path: Path) -> Config:
    """Read and check the config file at `path`; an empty file gives the defaults.

    Raises:
        ConfigError: the file cannot be read, is no YAML, or has keys or values that do not fit.
    """
    text = _text(path)
    try:
        data = yaml.safe_load(text)
        entries = list(_entries(yaml.compose(text, Loader=yaml.SafeLoader)))
    except yaml.YAMLError as error:
        raise ConfigError(path, [_not_yaml(error)]) from None  # its own text quotes the file, a password too
    problems = list(_repeated(entries))
    try:
        config = Config.model_validate(data, context={"root": path.parent})
    except ValidationError as error:
        written = {entry.key: entry for entry in entries}
        problems += [_problem(detail, written) for detail in error.errors(include_url=False)]
        raise ConfigError(path, problems) from None
    if problems:
        raise ConfigError(path, problems)
    return config


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(path, [Problem(0, "", "找不到這個文件")]) from None
    except UnicodeDecodeError:
        raise ConfigError(path, [Problem(0, "", "不是 UTF-8 編碼；請用記事本另存新檔，編碼選 UTF-8")]) from None
    except OSError as error:
        raise ConfigError(path, [Problem(0, "", f"讀不到這個文件（{why(error)}）")]) from error


def _not_yaml(error: yaml.YAMLError) -> Problem:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    says = "這一行或上一行不合 YAML 格式：縮排用空格，冒號用半形、後面空一格，路徑用 / 不用 \\，引號要成對"
    return Problem(mark.line + 1 if mark else 0, "", says)


Key = tuple[str | int, ...]
"""Where a value stands: ("mail", "to", 0)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value as it was typed (empty for a list or a section) and its line."""

    key: Key
    line: int
    typed: str


def _entries(node: yaml.Node | None, above: Key = ()) -> Iterator[_Entry]:
    children: list[tuple[str | int, yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        children = [(str(name.value), name, value) for name, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(number, item, item) for number, item in enumerate(node.value)]
    for name, start, value in children:
        key = (*above, name)
        yield _Entry(key, start.start_mark.line + 1, value.value if isinstance(value, yaml.ScalarNode) else "")
        if len(key) < 3:  # noqa: PLR2004 - nothing stands deeper than mail, to, 0
            yield from _entries(value, key)


def _repeated(entries: Sequence[_Entry]) -> Iterator[Problem]:
    """YAML itself would let the last one win, in silence."""
    first: dict[Key, int] = {}
    repeated: set[Key] = set()
    for entry in entries:
        line = first.setdefault(entry.key, entry.line)
        if line != entry.line:
            repeated.add(entry.key)
            if entry.key[:-1] not in repeated:
                yield Problem(entry.line, _dotted(entry.key), f"第 {line} 行已寫過，同一個鍵只可寫一次")


def _problem(detail: ErrorDetails, written: Mapping[Key, _Entry]) -> Problem:
    """What pydantic says about one key, in words for the person who typed it."""
    key = detail["loc"]
    lines = [written[key[:depth]].line for depth in range(len(key), 0, -1) if key[:depth] in written]
    typed = written[key].typed if key in written and key[-1] not in NEVER_QUOTED else ""
    return Problem(lines[0] if lines else 0, _dotted(key), _says(detail, typed))


def _says(detail: ErrorDetails, typed: str) -> str:
    key, kind = detail["loc"], detail["type"]
    if not key:
        return "每一行要寫成「鍵: 值」，冒號用半形、後面空一格"
    section, name = (SECTIONS[str(key[0])], key[1]) if len(key) > 1 else (Config, key[0])
    field = section.declared().get(str(name))
    if field is None:
        return _unknown(str(name), section)
    if kind == "missing":
        return f"必填，尚未填寫：{field.description}"
    says = str(detail["ctx"]["error"]) if kind == "value_error" else f"要填：{field.description}"
    return f"「{typed}」不可用；{says}" if typed else says


def _unknown(name: str, section: type[_Section]) -> str:
    if name.casefold() in PASSWORD_KEYS:
        return KEEP_IT_OUT
    known = list(section.declared())
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    guess = f"，是不是 {nearest[0]}？" if nearest else "；"
    return f"沒有這個鍵{guess}可用的鍵：{'、'.join(known)}"


def _dotted(key: Key) -> str:
    """("mail", "to", 0) as 「mail.to 第 1 項」."""
    names = ".".join(part for part in key if isinstance(part, str))
    return names + "".join(f" 第 {part + 1} 項" for part in key if isinstance(part, int))
