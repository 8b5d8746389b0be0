"""The blank workbook of every installed form."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.form.excel import FUNCTIONS
from pipeline.form.filled import Cover, Filled
from pipeline.form.form import Form
from pipeline.forms.registry import registry
from pipeline.render.template import file_name, write_workbook
from pipeline.render.template_checks import live
from tests.office import Office

REGISTRY = registry()
EVERY_FORM = pytest.mark.parametrize("form", REGISTRY.forms, ids=lambda form: form.id)
NOTHING = Cover("", "", "")
NAMES = frozenset((code, f"參數_{code}") for code in REGISTRY.default_parameters)


def blank(form: Form) -> bytes:
    """As it is committed in input_templates/."""
    return write_workbook(form, Filled(form.id, NOTHING, {}), parameters=REGISTRY.default_parameters)


@EVERY_FORM
def test_headings_are_those_of_the_form(form: Form) -> None:
    """Each in its place, each with a hint that fits."""
    book = load_workbook(io.BytesIO(blank(form)))
    for sheet in form.sheets:
        written = book[sheet.title]
        assert [cell.value for cell in written[1]] == [column.title for column in sheet.columns]
        hints = written.data_validations.dataValidation
        assert len(hints) == len(sheet.columns)
        assert all(len(hint.prompt) <= 255 and len(hint.promptTitle) <= 32 for hint in hints)


@EVERY_FORM
def test_formulas_use_only_what_every_program_knows(form: Form) -> None:
    """And refer to nothing but their row, named parameters and the first rows."""
    for sheet in form.sheets:
        compiled = live(form, sheet.title, NAMES, frozenset(), frozenset())
        tests = [
            *compiled.formulas.values(),
            *(check.test for check in (*compiled.wrong, *compiled.excluded, *compiled.missing)),
        ]
        for test in tests:
            plain = re.sub('"[^"]*"', '""', test)
            assert set(re.findall(r"([A-Z]+)\(", plain)) <= FUNCTIONS
            assert "{" not in plain


@EVERY_FORM
def test_nothing_is_missing_or_wrong_on_a_row_without_a_word(form: Form) -> None:
    """Every check of a blank cell waits until its row is started."""
    for sheet in form.sheets:
        compiled = live(form, sheet.title, NAMES, frozenset(), frozenset())
        assert all(check.test.startswith("=AND(COUNTIF(") for check in compiled.missing)


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_lays_out_every_form(soffice: Office, tmp_path: Path) -> None:
    """One PDF each."""
    paths = []
    for form in REGISTRY.forms:
        paths.append(tmp_path / file_name(form, NOTHING))
        paths[-1].write_bytes(blank(form))
    out = tmp_path / "out"
    out.mkdir()
    assert len(soffice.convert(paths, "pdf", out)) == len(REGISTRY.forms)
