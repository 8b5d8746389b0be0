"""Texts against their lists: options, accepted spellings, names and codes, by what is the same when folded (G-13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.checks.mask import members
from pipeline.form.column import Choice, Column, Many, People, Person
from pipeline.intake.script import fold

CANDIDATES = 3


@dataclass(frozen=True)
class Resolved:
    """The texts of a column after resolving: the new text of each, and what could not be resolved with candidates."""

    values: Sequence[str | None]
    unknown: Mapping[int, Sequence[str]]


class Lists:
    """What each column's texts are compared with; nothing is mapped by similarity, candidates are only shown."""

    def __init__(self, aliases: Mapping[str, Mapping[str, str]], names: Iterable[str] = ()) -> None:
        self._aliases = aliases
        self._names = {fold(name): name for name in names}

    def resolve(self, column: Column, texts: Sequence[str]) -> Resolved:
        """Each distinct text of a column in the spelling of its list."""
        if isinstance(column, Person | People):
            return Resolved(["、".join(self._names.get(fold(one), one) for one in members(text)) for text in texts], {})
        options = column.options if isinstance(column, Choice | Many) else ()
        known = self._known(column, options)
        if not known:
            return Resolved(list(texts), {})
        if isinstance(column, Many):
            return _many(texts, known, closed=bool(options))
        return _one(texts, known, closed=bool(options))

    def _known(self, column: Column, options: Sequence[str]) -> dict[str, str]:
        known = {fold(option): option for option in (*options, *column.besides)}
        for spelling, option in self._aliases.get(column.list_name or column.title, {}).items():
            known.setdefault(fold(spelling), option)
            known.setdefault(fold(option), option)
        return known


def _one(texts: Sequence[str], known: Mapping[str, str], *, closed: bool) -> Resolved:
    values: list[str | None] = []
    unknown: dict[int, Sequence[str]] = {}
    for index, text in enumerate(texts):
        value = known.get(fold(text))
        if value is None and closed:
            unknown[index] = nearest(text, known)
        values.append(value if value is not None or closed else text)
    return Resolved(values, unknown)


def _many(texts: Sequence[str], known: Mapping[str, str], *, closed: bool) -> Resolved:
    values: list[str | None] = []
    unknown: dict[int, Sequence[str]] = {}
    for index, text in enumerate(texts):
        found = _one(members(text), known, closed=closed)
        if found.unknown:
            unknown[index] = next(iter(found.unknown.values()))
            values.append(None)
        else:
            values.append("、".join(value for value in found.values if value is not None))
    return Resolved(values, unknown)


def nearest(text: str, known: Mapping[str, str]) -> Sequence[str]:
    """The three nearest options, as candidates to show; the first ones of the list where nothing is near."""
    return close_to(text, known) or list(dict.fromkeys(list(known.values())[:CANDIDATES]))


def close_to(text: str, known: Mapping[str, str]) -> Sequence[str]:
    """The three nearest of the known texts, by what is the same when folded; none where nothing is near."""
    close = get_close_matches(fold(text), list(known), n=CANDIDATES, cutoff=0.3)
    return list(dict.fromkeys(known[key] for key in close))
