"""Tables, charts, chapters: how figures are laid out and said. Declared with the form, drawn from the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.figures.book import Book
    from pipeline.figures.report import Block, Chart, Figure
    from pipeline.form.sheet import Sheet


class Total(Enum):
    """What stands in a block's last row."""

    SUM = "Σ"
    NONE = "none"


@dataclass(frozen=True)
class Col:
    """A metric as a column: the term (to date), or one column a month and the term with `months=True`."""

    metric: str
    months: bool = False
    heading: str = ""


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows are the values of a grouping; `detail` puts a finer grouping's rows beneath each.

    `label` names a value for the reader (an item's code with its name); `order` fixes the rows' order.
    """

    by: tuple[str, ...]
    detail: tuple[str, ...] | None = None
    label: Callable[[Book, tuple[str, ...]], str] | None = None
    order: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Months:
    """Rows are the months of the period."""


@dataclass(frozen=True, eq=False)
class BlockSpec:
    """One block of a table. `heading` heads the first column."""

    heading: str
    rows: Groups | Months
    columns: Sequence[Col]
    title: str = ""
    total: Total = Total.SUM


@dataclass(frozen=True, eq=False)
class TableSpec:
    """A table of domain 8. `blocks` are declared, or made by a function where fields stand beside metrics."""

    id: str
    title: str
    sources: Sequence[type[Sheet]]
    blocks: Sequence[BlockSpec | Callable[[Book], Block | None]]
    beneath: Sequence[str] = ()
    notes: Callable[[Book], Sequence[str]] | None = None
    module: str = ""
    more_beneath: Callable[[Book], Sequence[Figure]] | None = None


FEWEST_POINTS = 3
"""A chart has at least so many; of fewer a sentence is printed (domain 8)."""


@dataclass(frozen=True, eq=False)
class ChartSpec:
    """A chart of domain 8: None when there is nothing to draw (fewer than FEWEST_POINTS)."""

    id: str
    name: str
    question: str
    draw: Callable[[Book], Chart | None]
    tables: Sequence[str] = ()
    module: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence as a Jinja2 template over figures; dropped when a metric it `needs` has no figure.

    In the template, `f("M-F02-01a")` prints a figure with its unit (a rate with its numerator and denominator at first
    use), `n("M-F02-01a")` is its number for conditions, `verdict("M-F02-02")` the wording of domain 9, and `book` gives
    the rest. What comes from a workbook is handed in by name in `given`, never written into the template itself, which
    is a program.
    """

    template: str
    needs: Sequence[str] = ()
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SectionSpec:
    """What a form says in a chapter: a heading of the second level, sentences grouped in paragraphs, charts, tables.

    Each entry of `paragraphs` is one paragraph's sentences, or a function that gives several paragraphs of them.
    `place` orders the sections of a chapter.
    """

    chapter: str
    heading: str
    paragraphs: Sequence[Sequence[Sentence] | Callable[[Book], Sequence[Sequence[Sentence]]]]
    tables: Sequence[str] = ()
    charts: Sequence[str] = ()
    place: int = 0
    module: str = ""


@dataclass(frozen=True)
class ChapterSpec:
    """A chapter of domain 9, in the order of the registry.

    `while_running` heads it instead in the report of a month before the term's end, `without_module` where the `module`
    is off. Of a `numbered` chapter each paragraph is an item: （1）, （2）, unless there is only one.
    """

    id: str
    heading: str
    while_running: str = ""
    module: str = ""
    without_module: str = ""
    numbered: bool = False
