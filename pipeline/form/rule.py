"""Rules: what must hold of a row, what becomes of the row when it does not, and how the filler is told (domain 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.finding import Effect
from pipeline.form.expression import Expr

if TYPE_CHECKING:
    from pipeline.checks.term import Term
    from pipeline.form.column import Column
    from pipeline.form.sheet import Sheet


@dataclass(frozen=True, eq=False)
class Part:
    """One marked cell of a rule and the condition that must hold for it."""

    at: Column
    must: Expr


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """A condition over the rows of one sheet.

    The finding stands at the first part that is broken. `when`: rows that are asked at all. `blank_breaks`: the (b)
    of domain 3.1, a blank marked cell counts as broken. `first_of`: only the first broken row of each group is told.
    `says` and `fix` are Chinese templates: {name} is the cell of the column with that attribute name or the value of
    `shows[name]`. `tally` names the EXCLUDE tally that the money goes to. `whole_file`: a HOLD of the whole workbook.
    `measure` is what the plan of the next term says (…前{measure}).
    """

    id: str
    name: str
    effect: Effect
    parts: tuple[Part, ...]
    says: str
    fix: str = ""
    because: tuple[str, ...] = ()
    when: Expr | None = None
    blank_breaks: bool = False
    first_of: tuple[Expr, ...] | None = None
    shows: Mapping[str, Expr] = field(default_factory=dict)
    tally: str = ""
    whole_file: bool = False
    module: str = ""
    measure: str = ""

    @property
    def sheet(self) -> type[Sheet]:
        """The sheet whose rows are judged."""
        return self.parts[0].at.sheet


@dataclass(frozen=True, eq=False, kw_only=True)
class Missing:
    """Something that a month's sheet lacks: one finding a month, on a heading, listing what is missing.

    `find` gives for each month (year × 12 + month − 1) the missing things in words; a month without any is left out.
    In `says`, {missing} is the list joined by 、.
    """

    id: str
    name: str
    effect: Effect
    at: Column
    find: Callable[[Term], Mapping[int, Sequence[str]]]
    says: str
    fix: str = ""
    because: tuple[str, ...] = ()
    whole_file: bool = False
    module: str = ""
    measure: str = ""

    @property
    def sheet(self) -> type[Sheet]:
        """The sheet on whose heading the finding stands."""
        return self.at.sheet


@dataclass(frozen=True)
class FileRule:
    """A rule of every workbook (domain 7) in words; the engine itself carries it out.

    `level` and `effect` are in words too, since one rule may end in several ways.
    """

    id: str
    level: str
    name: str
    condition: str
    effect: str
    because: tuple[str, ...] = ()


def _rule(effect: Effect) -> Callable[..., Rule]:
    def declare(
        id: str,  # noqa: A002  # the domain's word
        name: str,
        *,
        says: str,
        must: Mapping[Column, Expr] | None = None,
        never: Mapping[Column, Expr] | None = None,
        because: str | Sequence[str] = (),
        **more: object,
    ) -> Rule:
        """`must`: ✓ what holds, by marked column; `never`: ✗ what is a finding when true."""
        parts = [Part(at, condition) for at, condition in (must or {}).items()]
        parts += [Part(at, ~condition) for at, condition in (never or {}).items()]
        reasons = tuple(because.replace(",", " ").split()) if isinstance(because, str) else tuple(because)
        return Rule(id=id, name=name, effect=effect, parts=tuple(parts), says=says, because=reasons, **more)  # type: ignore[arg-type]  # checked by Rule itself

    return declare


Hold = _rule(Effect.HOLD)
Exclude = _rule(Effect.EXCLUDE)
Flag = _rule(Effect.FLAG)
Note = _rule(Effect.NOTE)
