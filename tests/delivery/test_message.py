from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import MailSettings
from pipeline.delivery.error import MailError
from pipeline.delivery.message import Attachment, Letter, compose, read, rebuild

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUMMARY = Attachment("後勤工作總結_2025-2026-2.docx", bytes(range(256)) * 9)
STATISTICS = Attachment("後勤統計_2025-2026-2.xlsx", b"PK", XLSX)
LETTER = Letter(
    "陽光小學", "2025-2026-2", "陽光小學後勤工作總結", "校長：\n您好。\n", "<p>您好</p>\n", (SUMMARY, STATISTICS)
)
MAIL = MailSettings.model_validate(
    {
        "host": "smtp.school.edu",
        "from": "總務處 <office@school.edu>",
        "to": ["校長 <head@school.edu>", "Wang, Li <wang@school.edu>"],
        "cc": ["名字很長" * 12 + " <long@school.edu>"],
    }
)


def _parsed(eml: bytes) -> EmailMessage:
    return message_from_bytes(eml, _class=EmailMessage, policy=policy.default)


class TestBytes:
    def test_the_same_letter_gives_the_same_bytes(self) -> None:
        assert compose(LETTER, MAIL) == compose(replace(LETTER), MAIL)

    def test_they_have_no_date(self) -> None:
        assert _parsed(compose(LETTER, MAIL))["Date"] is None

    def test_any_server_can_carry_them(self) -> None:
        lines = compose(LETTER, MAIL).split(b"\r\n")
        assert all(line.isascii() and b"\n" not in line and b"\r" not in line for line in lines)
        assert [line for line in lines if len(line) > 998] == []
        assert [line for line in lines if line.endswith((b": ", b":"))] == []  # some readers lose what follows

    @pytest.mark.parametrize(
        "other",
        [
            replace(LETTER, school="月光小學"),
            replace(LETTER, period="2026-04"),
            replace(LETTER, subject="x"),
            replace(LETTER, text="x"),
            replace(LETTER, html="x"),
            replace(LETTER, attachments=(SUMMARY,)),
            replace(LETTER, attachments=(SUMMARY, replace(STATISTICS, content=b"PK2"))),
            replace(LETTER, attachments=(SUMMARY, replace(STATISTICS, name="x.xlsx"))),
            replace(LETTER, attachments=(SUMMARY, replace(STATISTICS, media_type="text/csv"))),
        ],
    )
    def test_another_letter_has_another_id(self, other: Letter) -> None:
        assert _parsed(compose(other, MAIL))["Message-ID"] != _parsed(compose(LETTER, MAIL))["Message-ID"]

    def test_what_moves_from_one_part_to_the_next_makes_another_letter(self) -> None:
        assert replace(LETTER, school="a", period="bc").digest != replace(LETTER, school="ab", period="c").digest

    def test_the_id_is_of_the_domain_of_the_sender(self) -> None:
        assert re.fullmatch(r"<houqin\.[0-9a-f]{32}@school\.edu>", _parsed(compose(LETTER, MAIL))["Message-ID"])


class TestParts:
    def test_text_html_and_files(self) -> None:
        message = _parsed(compose(LETTER, MAIL))
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "application/octet-stream",
            XLSX,
        ]
        assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [SUMMARY.content, b"PK"]
        assert not [defect for part in message.walk() for defect in part.defects]

    def test_addresses(self) -> None:
        message = message_from_bytes(compose(LETTER, MAIL))
        lines = [str(make_header(decode_header(message[name]))) for name in ("From", "To", "Cc")]
        people = getaddresses(lines)
        assert people == [
            ("總務處", "office@school.edu"),
            ("校長", "head@school.edu"),
            ("Wang, Li", "wang@school.edu"),
            ("名字很長" * 12, "long@school.edu"),
        ]


class TestSubject:
    @pytest.mark.parametrize(
        ("subject", "seen"),
        [
            ("總結\r\nBcc: all@school.edu", "總結 Bcc: all@school.edu"),
            ("a\nBcc: all@school.edu", "a Bcc: all@school.edu"),
            ("a\0b\x07", "a b"),
            ("a\u202egnp.exe", "agnp.exe"),
            ("總\ud800結", "總結"),
            ("=?utf-8?q?a=0D=0ABcc:_b?=", "=?utf-8?q?a=0D=0ABcc:_b?="),
            ("x" * 2000, "x" * 2000),
            ("總結" * 200, "總結" * 200),
        ],
    )
    def test_it_is_one_header(self, subject: str, seen: str) -> None:
        eml = compose(replace(LETTER, subject=subject), MAIL)
        message = message_from_bytes(eml)
        assert str(make_header(decode_header(message["Subject"]))) == seen
        assert message["Bcc"] is None
        assert all(len(line) < 100 for line in eml.split(b"\r\n") if b"filename" not in line)


def test_half_a_character_in_the_text_does_not_stop_the_letter() -> None:
    assert read(compose(replace(LETTER, text="總\ud800結\n"), MAIL)).text == "總?結\n"


class TestFileNames:
    """QQ Mail shows names in pieces as tcmime.bin; `name=` is for old readers, `filename*=` for new ones."""

    LONG = "二〇二五至二〇二六學年第二學期後勤工作總結（送審稿，含附表及附圖）陽光實驗小學總務處.docx"

    @pytest.mark.parametrize("name", [SUMMARY.name, LONG, "it's a; d=e%41 (1).txt", "plain.txt"])
    def test_they_come_back(self, name: str) -> None:
        eml = compose(replace(LETTER, attachments=(replace(SUMMARY, name=name),)), MAIL)
        [new] = _parsed(eml).iter_attachments()
        *_, old = message_from_bytes(eml).walk()
        assert (new.get_filename(), old.get_filename()) == (name, name)
        assert str(make_header(decode_header(str(old.get_param("name"))))) == name

    def test_they_are_in_one_piece(self) -> None:
        eml = compose(replace(LETTER, attachments=(replace(SUMMARY, name=self.LONG),)), MAIL)
        [quoted] = re.findall(rb"^ filename\*=UTF-8''([!-~]+)\r\n", eml, re.MULTILINE)
        assert unquote(quoted.decode()) == self.LONG
        assert eml.count(b"name=") == 1
        assert not re.search(rb"name\*\d", eml)

    def test_what_windows_forbids_is_replaced(self) -> None:
        eml = compose(replace(LETTER, attachments=(replace(SUMMARY, name='"..\\..\\a/b:c*d?<e>|.docx"'),)), MAIL)
        assert [part.get_filename() for part in _parsed(eml).iter_attachments()] == ["_.._.._a_b_c_d__e__.docx_"]

    def test_one_that_fits_in_no_line_is_a_mistake_of_the_program(self) -> None:
        with pytest.raises(ValueError, match="too long"):
            compose(replace(LETTER, attachments=(replace(SUMMARY, name="長" * 101),)), MAIL)


class TestDraft:
    def test_a_mail_program_opens_it_to_be_addressed(self) -> None:
        message = _parsed(compose(LETTER, None))
        assert message["X-Unsent"] == "1"
        assert [message[name] for name in ("From", "To", "Cc", "Date", "Message-ID")] == [None] * 5

    def test_an_addressed_letter_is_none(self) -> None:
        assert _parsed(compose(LETTER, MAIL))["X-Unsent"] is None


class TestReading:
    @pytest.mark.parametrize("mail", [MAIL, None])
    def test_a_letter_comes_back(self, mail: MailSettings | None) -> None:
        assert read(compose(LETTER, mail)) == LETTER

    @pytest.mark.parametrize(
        "eml",
        [
            b"",
            b"Subject: hello\r\n\r\nhello\r\n",
            compose(LETTER, None).replace(b"X-Houqin-Period", b"X-Other"),
            compose(LETTER, None).replace(b"text/html", b"text/rich"),
            compose(LETTER, None).replace(b"text/plain", b"text/poor"),
        ],
    )
    def test_another_message_is_refused(self, eml: bytes) -> None:
        with pytest.raises(MailError):
            read(eml)

    def test_a_rebuilt_letter_has_the_new_contents_and_is_addressed(self) -> None:
        rebuilt = rebuild(compose(LETTER, None), {SUMMARY.name: b"edited", "other.docx": b"never attached"}, MAIL)
        assert rebuilt == compose(replace(LETTER, attachments=(replace(SUMMARY, content=b"edited"), STATISTICS)), MAIL)

    def test_nothing_replaced_is_the_same_letter(self) -> None:
        assert rebuild(compose(LETTER, MAIL), {}, MAIL) == compose(LETTER, MAIL)


HEADERS = {
    "Content-Type",
    "From",
    "To",
    "Cc",
    "Message-ID",
    "Subject",
    "X-Houqin-School",
    "X-Houqin-Period",
    "MIME-Version",
}
ODD = st.text() | st.text('\r\n\t\0\x85\u2028\u202e :=?"\\;\ud800校長aB', max_size=40)


@given(subject=ODD, name=ODD, school=ODD)
def test_odd_characters_neither_inject_a_header_nor_are_lost(subject: str, name: str, school: str) -> None:
    letter = replace(LETTER, school=school, subject=subject, attachments=(replace(SUMMARY, name=name[:90]),))
    eml = compose(letter, MAIL)
    message = _parsed(eml)
    assert eml.isascii()
    assert set(message.keys()) == HEADERS
    assert len(message.keys()) == len(HEADERS)
    [attachment] = message.iter_attachments()
    assert attachment.get_payload(decode=True) == SUMMARY.content
    assert _letters_of(message["Subject"]) == _letters_of(subject)
    assert _letters_of(message["X-Houqin-School"]) == _letters_of(school)
    assert _letters_of(attachment.get_filename() or "") == _letters_of(re.sub(r'[\\/:*?"<>|]', "_", name[:90]))
    assert compose(read(eml), MAIL) == eml


def _letters_of(text: str) -> list[str]:
    """What must not be lost of any text."""
    return [character for character in text if character.isprintable() and not character.isspace()]
