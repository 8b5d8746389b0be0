"""Every installed form: a package of this folder named f00_… to f99_… with a FORM joins by being there."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path

from pipeline.form.expression import Type
from pipeline.form.filled import Value
from pipeline.form.form import Form, Registry
from pipeline.form.rule import Missing, Rule
from pipeline.forms.across import closing, completeness, file_rules, opening, overall
from pipeline.forms.f00_base.services import window
from pipeline.forms.parameters import DEFINITIONS

HERE = Path(__file__).parent


def modules(folder: Path) -> list[str]:
    """The modules and packages of a folder, by name."""
    return sorted(
        path.stem for path in folder.iterdir() if path.stem[0] not in "_." and (path.is_dir() or path.suffix == ".py")
    )


@cache
def registry() -> Registry:
    """The forms, the cross-form rules and what spans all forms."""
    packages = [name for name in modules(HERE) if name[0] == "f" and name[1:3].isdigit()]
    found = [getattr(import_module(f"pipeline.forms.{name}"), "FORM", None) for name in packages]
    forms: list[Form] = [form for form in found if form is not None]
    across: list[Rule | Missing] = []
    for name in modules(HERE / "across"):
        across += getattr(import_module(f"pipeline.forms.across.{name}"), "RULES", [])
    return Registry(
        forms=forms,
        across=sorted(across, key=lambda rule: rule.id),
        chapters=opening.CHAPTERS,
        metrics=completeness.METRICS,
        tables=overall.TABLES,
        charts=overall.CHARTS,
        sections=[*opening.SECTIONS, *closing.SECTIONS],
        common_key_figures=completeness.KEY_FIGURES,
        window=window,
        rule_names=file_rules.NAMES,
        file_rules=file_rules.FILE_RULES,
        parameters=[(one.code, one.name, one.default, one.unit) for one in DEFINITIONS],
        default_parameters=default_parameters(),
    )


def default_parameters() -> dict[str, Value]:
    """The number parameters' defaults, percentages as a ratio."""
    return {
        one.code: Decimal(one.default) / (100 if one.unit == "%" else 1)
        for one in DEFINITIONS
        if one.type is Type.NUMBER and one.default
    }
