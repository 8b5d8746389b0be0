"""Sentences from templates: a rate shows its parts at first use, and without a figure there is none (domain 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from pipeline.figures.book import Book, By
from pipeline.figures.report import Figure, Paragraph
from pipeline.form.table import Sentence

MARK = re.compile("\ufdd0(\\d+)\ufdd1")
"""A figure's place in a rendered template: noncharacters, which no cell is read with (`intake.cells`)."""

ROUNDED = "，四捨五入"
"""Said of a rate that reads 100.0% or 0.0% beside what is missing from it."""

SLIGHTLY_SHORT = Fraction(9, 10)


class NoFigureError(Exception):
    """A sentence asks for a figure that is not there; the sentence is left out."""


@cache
def template(source: str) -> Template:
    """A compiled sentence."""
    return Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True).from_string(source)  # noqa: S701  # no HTML: plain text for Word


class Writer:
    """Writes the sentences of one report; remembers which rates have been introduced."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._introduced: set[tuple[str, By, str]] = set()
        self._used: list[Figure] = []

    def paragraph(self, sentences: Sequence[Sentence]) -> Paragraph | None:
        """The sentences whose figures are there, in one paragraph; None when none is."""
        parts = [part for sentence in sentences for part in self.sentence(sentence)]
        return Paragraph(tuple(parts)) if parts else None

    def sentence(self, sentence: Sentence) -> list[str | Figure]:
        """One sentence as text and figures; empty when a metric it needs has no figure."""
        if any(self.book.number(metric) is None for metric in sentence.needs):
            return []
        self._used = []
        introduced = set(self._introduced)
        try:
            text = template(sentence.template).render({**sentence.given, **self._words()})
        except NoFigureError:
            self._introduced = introduced
            return []
        return self._split("".join(text.split("\n")).strip())

    def _words(self) -> dict[str, object]:
        return {
            "f": self.show,
            "n": self.book.number,
            "bare": self.bare,
            "share": self.share,
            "verdict": self.verdict,
            "book": self.book,
        }

    def _split(self, text: str) -> list[str | Figure]:
        pieces = MARK.split(text)
        return [self._used[int(piece)] if at % 2 else piece for at, piece in enumerate(pieces) if piece]

    def _mark(self, figure: Figure) -> str:
        self._used.append(figure)
        return f"\ufdd0{len(self._used) - 1}\ufdd1"

    def _figure(self, metric: str, by: Mapping[str, str] | By, span: str | None) -> Figure:
        figure = self.book.figure(metric, by, span)
        if figure is None or figure.number is None:
            raise NoFigureError(metric)
        return figure

    def show(self, metric: str, by: Mapping[str, str] | By = (), span: str | None = None) -> str:
        """A figure with its unit; a rate with numerator and denominator at first use of its span and dimensions."""
        figure = self._figure(metric, by, span)
        text = self._mark(figure)
        if figure.unit != "%":
            return f"{text}{figure.unit}"
        if figure.key in self._introduced or not figure.of:
            return text
        self._introduced.add(figure.key)
        return f"{text}（{figure.of}{ROUNDED if figure.is_rounded_to_a_bound else ''}）"

    def bare(self, metric: str, by: Mapping[str, str] | By = (), span: str | None = None) -> str:
        """A figure without its unit; a rate only where the sentence itself has its numerator and denominator."""
        return self._mark(self._figure(metric, by, span))

    def share(self, figure: Figure) -> str:
        """A figure object that a form made itself, with its unit."""
        return self._mark(figure) + ("" if figure.unit == "%" else figure.unit)

    def verdict(self, metric: str, where: str = "") -> str:
        """達到, 基本達到 or 未達到 the metric's target; '' when it has none (domain 9)."""
        number = self.book.number(metric)
        target = None if number is None else self._target(metric)
        if target is None or number is None:
            return ""
        wanted = f"{float(target * 100):g}%的要求"
        if number >= target:
            return f"達到{wanted}"
        if number >= target * SLIGHTLY_SHORT:
            return f"基本達到{wanted}"
        return f"未達到{wanted}" + (f"，主要在{where}" if where else "")

    def _target(self, metric: str) -> Fraction | None:
        target = self.book.metrics[metric].target
        if isinstance(target, str):
            return self.book.term.base.parameters.number(target, self.book.term.as_of)
        return target
