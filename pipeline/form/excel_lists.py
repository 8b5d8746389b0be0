"""Joined lists (陳大勇、趙敏) inside Excel formulas. Clerks join them by other signs too (G-11)."""

from __future__ import annotations

from pipeline.form.column import Column, People

SEPARATORS = ("，", ",", "；", ";", "/", "／")
SPACES = (" ", "　")
MOST_MEMBERS = 20
LONGEST_MEMBER = 99


def normal(cell: str, column: Column) -> str:
    """The cell's text with 、 as its only separator."""
    spaces = SPACES if isinstance(column, People) else ()
    text = f"TRIM({cell})"
    text = f'SUBSTITUTE({text},CHAR(10),"、")'
    for sign in (*SEPARATORS, *spaces):
        text = f'SUBSTITUTE({text},"{sign}","、")'
    return text if spaces else f'SUBSTITUTE(SUBSTITUTE({text}," 、","、"),"、 ","、")'


def holds(members: str, member: str) -> str:
    """A normal list has the member."""
    return f'ISNUMBER(FIND("、"&{member}&"、","、"&{members}&"、"))'


def shares(members: str, others: str) -> str:
    """Two normal lists have a member in common."""
    each = _each(members)
    return f'SUMPRODUCT(({each}<>"")*ISNUMBER(FIND("、"&{each}&"、","、"&{others}&"、")))>0'


def distinct(members: str) -> str:
    """How many different members a normal list has: each adds 1 ÷ the times it occurs."""
    each = _each(members)
    apart = f'"、"&SUBSTITUTE({members},"、","、、")&"、"'
    times = f'(LEN({apart})-LEN(SUBSTITUTE({apart},"、"&{each}&"、","")))/(LEN({each})+2)'
    return f'ROUND(SUMPRODUCT(({each}<>"")/({times}+({each}=""))),0)'


def _each(members: str) -> str:
    """The members as an array: every separator becomes so wide a gap that each member lies in its own window."""
    wide = f'SUBSTITUTE({members},"、",REPT(" ",{LONGEST_MEMBER}))'
    start = f"ROW($A$1:$A${MOST_MEMBERS})*{LONGEST_MEMBER}-{LONGEST_MEMBER - 1}"
    return f"TRIM(MID({wide},{start},{LONGEST_MEMBER}))"
