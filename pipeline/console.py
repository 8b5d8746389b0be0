"""What a person at the terminal sees: progress, lines, findings; with --json one object and everything else apart."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.finding import Finding
    from pipeline.workspace import Progress

FEW = 40
"""Findings told on the terminal; the rest is in the returned workbooks and the manifest."""


@dataclass
class Console:
    """Writes lines to the terminal; with `as_json` they go to standard error and one object to standard output."""

    as_json: bool = False
    told: dict[str, Any] = field(default_factory=dict)

    def say(self, text: str = "") -> None:
        """One line for the person."""
        print(clean(text), file=sys.stderr if self.as_json else sys.stdout, flush=True)

    def complain(self, text: str) -> None:
        """One line about what went wrong; `error` of the JSON object."""
        self.told["error"] = text
        print(clean(text), file=sys.stderr, flush=True)

    def finish(self, **more: object) -> None:
        """Prints the JSON object, when one was asked for."""
        if self.as_json:
            text = json.dumps({**self.told, **more}, ensure_ascii=False, indent=1, default=str)
            sys.stdout.buffer.write((clean(text) + "\n").encode("utf-8"))
            sys.stdout.flush()

    @contextmanager
    def progress(self, title: str) -> Iterator[Progress]:
        """A bar while a person is watching, plain lines otherwise."""
        if sys.stderr.isatty():
            with _bar(title) as advance:
                yield advance
        else:
            yield self._lines(title)

    def _lines(self, title: str) -> Progress:
        said = [0]

        def tell(done: int, total: int) -> None:
            if done == total or done >= said[0] + max(1, total // 10):
                said[0] = done
                print(f"{title}：{done}/{total}", file=sys.stderr, flush=True)

        return tell

    def findings(self, findings: Sequence[Finding]) -> None:
        """The findings by gravity, the first ones in full."""
        for finding in findings[:FEW]:
            self.say(f"〔{finding.effect_says}〕{finding.for_others.message}")
        if len(findings) > FEW:
            self.say(f"……另有 {len(findings) - FEW} 條，見退回的台賬。")

    def table(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table as wide as its texts (a Chinese character takes two places)."""
        from rich.console import Console as Terminal
        from rich.table import Table

        drawn = Table(title=title, title_justify="left", show_lines=False)
        for heading in headings:
            drawn.add_column(heading)
        for row in rows:
            drawn.add_row(*map(clean, row))
        width = None if sys.stdout.isatty() else 120
        Terminal(file=sys.stderr if self.as_json else sys.stdout, width=width).print(drawn)


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    from rich.console import Console as Terminal
    from rich.progress import Progress as Bar

    with Bar(console=Terminal(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def clean(text: str) -> str:
    """Text that any terminal can print: without control characters and half characters."""
    kept = "".join(ch if ch == "\n" or ch.isprintable() or ch == "\u3000" else " " for ch in text)
    return kept.encode("utf-8", "replace").decode("utf-8")


def listed(names: Mapping[str, int]) -> str:
    """已計入 20、被取代 1."""
    return "、".join(f"{name} {count}" for name, count in names.items() if count)
