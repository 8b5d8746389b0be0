"""Jobs for the tests of the pool; children import them by name."""

from __future__ import annotations

import ctypes
import os
import sys
import time

from python_calamine import CalamineWorkbook

from pipeline.intake.raw import RawWorkbook, Why
from pipeline.intake.read import read


def reverse(path: str, name: str) -> str:
    """An ordinary job; even files take longer, so that chunks are ready out of order."""
    time.sleep(0.002 * (int(path) % 2))
    return f"{name} {path[::-1]}"


def trouble(path: str, name: str) -> str:
    """What a file from elsewhere may do to the reader, by the file's name; all others are read."""
    if name == "aborts":
        os.abort()
    if name == "never ends":
        time.sleep(3600)
    if name == "never ends and holds the lock":
        ctypes.PyDLL(None).sleep(3600)  # a call that keeps the GIL, as Rust code does
    if name == "eats memory":
        _eat()
    return path


def fail(path: str, name: str) -> str:
    """A program's mistake."""
    raise KeyError(name + path)


def whether_pandas_is_loaded(path: str, name: str) -> str:
    """Read one workbook and tell."""
    assert isinstance(read(path, name), RawWorkbook)
    return "yes" if "pandas" in sys.modules else "no"


def read_without_looking(path: str, name: str) -> str:
    """What calamine does alone."""
    with CalamineWorkbook.from_path(path) as book:
        return f"{book.get_sheet_by_index(0).to_python(skip_empty_area=False)}" if name else ""


def lost(path: str, name: str, why: Why) -> str:
    """What stands for a file whose process died."""
    return f"{path}: {name}: {why}"


def _eat() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(16 * 1024 * 1024))
