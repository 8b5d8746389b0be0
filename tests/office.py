"""LibreOffice as the tests use it: to open, recalculate and convert what we write."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PLACES = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)

# By default LibreOffice trusts the values written in a workbook; the tests want its own.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def find() -> str | None:
    """The LibreOffice binary, if there is one."""
    return next(filter(None, map(shutil.which, _PLACES)), None)


@dataclass(frozen=True)
class Office:
    """One LibreOffice with a profile of its own, so that no other instance gets in the way."""

    binary: str
    profile: Path

    def __post_init__(self) -> None:
        settings = self.profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.parent.mkdir(parents=True)
            settings.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")

    def convert(self, files: Sequence[Path], to: str, outdir: Path) -> list[Path]:
        """Convert all files in one call (starting takes most of the time); give the results in the same order.

        Workbooks are recalculated on the way. `to` is what --convert-to takes: `pdf`, `xlsx`, `docx:MS Word 2007 XML`.
        """
        results = [outdir / f"{file.stem}.{to.partition(':')[0]}" for file in files]
        twice = [path.name for path, times in Counter(results).items() if times > 1]
        if twice:
            raise ValueError(f"files would overwrite each other: {twice}")
        said = self._run("--convert-to", to, "--outdir", str(outdir), *map(str, files), seconds=60 + 20 * len(files))
        missing = [path.name for path in results if not path.is_file()]
        if missing:
            raise RuntimeError(f"LibreOffice did not write {missing}:\n{said}")
        return results

    def environment(self) -> dict[str, str]:
        """Ours, with HOUQIN_FONTS as fontconfig takes it: it drops a whole file for the sake of `--` in a comment."""
        fonts = os.environ.get("HOUQIN_FONTS")
        if not fonts:
            return dict(os.environ)
        copy = self.profile / "fonts.conf"
        copy.write_text(re.sub(r"<!--.*?-->", "", Path(fonts).read_text("utf-8"), flags=re.DOTALL), encoding="utf-8")
        return {**os.environ, "FONTCONFIG_FILE": str(copy)}

    def _run(self, *arguments: str, seconds: float) -> str:
        """Run to the end or, with every process that it started, be killed."""
        command = [self.binary, f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--norestore"]
        with subprocess.Popen(
            [*command, *arguments],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        ) as process:
            try:
                return process.communicate(timeout=seconds)[0]
            except BaseException:
                _kill(process)
                raise


def _kill(process: subprocess.Popen[str]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
