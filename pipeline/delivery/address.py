"""An e-mail address, with or without the name of its owner."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")
EXAMPLE = "電子郵件地址，如 name@school.edu 或 校長 <name@school.edu>"
_LONGEST = 254  # RFC 5321, 4.5.3.1.3


@dataclass(frozen=True, slots=True)
class Address:
    """`spec` is ASCII, local@domain, with the domain in Punycode; `name` may be empty."""

    spec: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.spec.rpartition("@")[2]

    @classmethod
    def parse(cls, text: str) -> Address:
        """The address in 「校長 <head@school.edu>」 or 「head@school.edu」.

        Raises:
            ValueError: with a Chinese text, when it is no address, or one that not every server can carry.
        """
        if not text.isprintable():
            raise ValueError("地址中不可有換行或控制字元")
        named = _NAMED.fullmatch(text.strip())
        spec, name = (named["address"], named["name"]) if named else (text, "")
        return cls(_checked(spec.strip()), name.strip().strip('"').strip())


def _checked(spec: str) -> str:
    local, at, domain = spec.rpartition("@")
    if not at or len(spec) > _LONGEST:
        raise ValueError(f"要填：{EXAMPLE}")
    if not local.isascii():
        raise ValueError("@ 前面只可用英文、數字；中文帳號許多郵件伺服器不收")
    plain = _ascii(domain)
    if not _LOCAL.fullmatch(local) or not all(_LABEL.fullmatch(label) for label in plain.split(".")):
        raise ValueError(f"要填：{EXAMPLE}")
    return f"{local}@{plain}"


def _ascii(domain: str) -> str:
    """The domain as DNS knows it; a Chinese domain in Punycode."""
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError(f"@ 後面不是網域名稱；要填：{EXAMPLE}") from error
