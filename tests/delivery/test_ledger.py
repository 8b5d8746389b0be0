from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.delivery.error import MailError
from pipeline.delivery.ledger import Attempt, Ledger, State
from pipeline.delivery.message import Letter

NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
LETTER = Letter("陽光小學", "2026-04", "總結", "text", "html")
A, B = "a@school.edu", "b@school.edu"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "output" / ".mail.sqlite")


def _claim(ledger: Ledger, *recipients: str, letter: Letter = LETTER, again: tuple[str, ...] = ()) -> dict[str, int]:
    return ledger.claim(letter, recipients, NOW, again=again, note="the head's edition")


def test_a_line_is_there_before_the_attempt_and_completed_after_it(ledger: Ledger) -> None:
    [number] = _claim(ledger, A).values()
    open_line = Attempt(
        number, LETTER.digest, "2026-04", A, State.SENDING, "2026-05-03T09:30:00+00:00", note="the head's edition"
    )
    assert ledger.attempts() == [open_line]
    ledger.close(number, State.REFUSED, 550, "no such user")
    assert ledger.attempts() == [replace(open_line, state=State.REFUSED, code=550, reply="no such user")]


@pytest.mark.parametrize("state", State)
def test_only_who_surely_has_no_letter_may_be_tried_again(ledger: Ledger, state: State) -> None:
    [number] = _claim(ledger, A).values()
    ledger.close(number, state)
    assert set(_claim(ledger, A, B)) == ({A, B} if state in {State.REFUSED, State.DEFERRED} else {B})


def test_a_person_may_have_anybody_tried_again_and_both_lines_stay(ledger: Ledger) -> None:
    [first] = _claim(ledger, A).values()
    ledger.close(first, State.SENT)
    [second] = _claim(ledger, A, again=(A,)).values()
    ledger.close(second, State.UNCERTAIN)
    assert [attempt.state for attempt in ledger.attempts()] == [State.SENT, State.UNCERTAIN]
    assert ledger.last(LETTER)[A].state is State.UNCERTAIN


def test_another_letter_is_another_matter(ledger: Ledger) -> None:
    [number] = _claim(ledger, A).values()
    ledger.close(number, State.SENT)
    edited = replace(LETTER, html="edited")
    assert ledger.last(edited) == {}
    assert set(_claim(ledger, A, letter=edited)) == {A}


def test_two_programs_never_get_the_same_recipient(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as programs:
        claims = list(programs.map(lambda _: _claim(Ledger(ledger.path), A, B), range(16)))
    assert sorted(recipient for claim in claims for recipient in claim) == [A, B]


def test_what_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_bytes(b"something else" * 100)
    with pytest.raises(MailError, match=r"寄信記錄 .*ledger 無法讀寫"):
        Ledger(path).attempts()
    assert path.read_bytes() == b"something else" * 100
