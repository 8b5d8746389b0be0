"""The least that can be done: python-calamine reads every sheet of every workbook into lists, and nothing is done."""

from __future__ import annotations

import sys
from pathlib import Path

from python_calamine import CalamineWorkbook


def read_all(folder: Path) -> int:
    """Reads the workbooks; gives how many rows they have."""
    rows = 0
    for path in sorted(folder.glob("*.xlsx")):
        workbook = CalamineWorkbook.from_path(str(path))
        for index in range(len(workbook.sheet_names)):
            rows += len(workbook.get_sheet_by_index(index).to_python())
    return rows


if __name__ == "__main__":
    print(read_all(Path(sys.argv[1])))
