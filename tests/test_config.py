from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.config import Config, ConfigError, load
from pipeline.delivery.address import Address

ROOT = Path(__file__).parents[1]
MAIL = "mail:\n  host: smtp.school.edu\n  from: 總務處 <office@school.edu>\n  to: [head@school.edu]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def _load(folder: Path, text: str) -> Config:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def _problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        _load(folder, text)
    for problem in caught.value.problems:
        assert str(problem) in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None  # what is behind quotes the file
    return [str(problem) for problem in caught.value.problems]


class TestDefaults:
    @pytest.mark.parametrize(
        "text", ["", "# nothing but a comment\n", "inbox:\nmail:\nengine:\n", "\ufeffscript: hant\n"]
    )
    def test_nothing_filled_in(self, folder: Path, text: str) -> None:
        config = _load(folder, text)
        assert (config.inbox, config.output) == (folder / "inbox", folder / "output")
        assert (config.templates, config.archive) == (folder / "input_templates", folder / "archive")
        assert (config.script, config.mail) == ("hant", None)
        assert (config.engine.workers, config.engine.dask) == ("auto", None)

    def test_the_file_of_the_repository_says_what_is_the_default_anyway(self, folder: Path) -> None:
        ours, default = load(ROOT / "config.yaml"), _load(folder, "")
        assert ours.inbox == ROOT / "inbox"
        assert (ours.script, ours.mail, ours.engine) == (default.script, default.mail, default.engine)
        assert {path.name for path in (ours.output, ours.templates, ours.archive)} == {
            path.name for path in (default.output, default.templates, default.archive)
        }

    def test_its_example_of_mail_is_a_good_one(self, folder: Path) -> None:
        text = (ROOT / "config.yaml").read_text(encoding="utf-8")
        example = "\n".join(line.removeprefix("# ") for line in text.splitlines() if re.match("#  *(mail:| |- )", line))
        mail = _load(folder, example).mail
        assert mail is not None
        assert (mail.security, mail.port, mail.to) == ("starttls", 587, (Address("head@school.edu", "校長"),))

    def test_mail(self, folder: Path) -> None:
        mail = _load(folder, MAIL).mail
        assert mail is not None
        assert mail.model_dump() == {
            "host": "smtp.school.edu",
            "security": "starttls",
            "port": 587,
            "user": None,
            "password_env": None,
            "sender": {"spec": "office@school.edu", "name": "總務處"},
            "to": ({"spec": "head@school.edu", "name": ""},),
            "cc": (),
            "attach_statistics": False,
            "timeout": 30.0,
            "ca_file": None,
        }

    @pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
    def test_the_port_goes_by_the_security(self, folder: Path, security: str, port: int) -> None:
        mail = _load(folder, f"{MAIL}  security: {security}\n").mail
        assert mail is not None
        assert mail.port == port


class TestValues:
    def test_paths_are_meant_from_the_folder_of_the_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "school").mkdir()
        (folder / "school" / "config.yaml").write_text(
            f"inbox: ../in\noutput: '{folder}/elsewhere/out'\n{MAIL}  ca_file: ca.pem\n", encoding="utf-8"
        )
        monkeypatch.chdir(folder)
        config = load(Path("school/config.yaml"))
        assert (config.inbox, config.output) == (folder / "in", folder / "elsewhere" / "out")
        assert config.mail is not None
        assert config.mail.ca_file == folder / "school" / "ca.pem"

    def test_mail_and_engine(self, folder: Path) -> None:
        text = f"{MAIL}  security: tls\n  port: 994\n  user: office\n  password_env: MAIL_CODE\n  timeout: 5\n"
        config = _load(folder, text + "  attach_statistics: true\nengine: {workers: 3, dask: 'tcp://10.0.0.5:8786'}\n")
        mail = config.mail
        assert mail is not None
        assert (mail.port, mail.user, mail.password_env, mail.timeout) == (994, "office", "MAIL_CODE", 5.0)
        assert mail.attach_statistics
        assert (config.engine.workers, config.engine.dask) == (3, "tcp://10.0.0.5:8786")

    def test_each_recipient_once(self, folder: Path) -> None:
        text = MAIL.replace("[head@school.edu]", "校長 <head@school.edu>") + "  cc: [HEAD@school.edu, b@school.edu]\n"
        mail = _load(folder, text).mail
        assert mail is not None
        assert mail.recipients == (Address("head@school.edu", "校長"), Address("b@school.edu"))

    def test_it_is_frozen(self, folder: Path) -> None:
        config = _load(folder, "")
        with pytest.raises(ValidationError):
            config.script = "hans"


TOP = "可用的鍵：inbox、output、templates、archive、script、mail、engine"
IN_MAIL = "可用的鍵：host、security、port、user、password_env、from、to、cc、attach_statistics、timeout、ca_file"
SCRIPTS = "要填：hant（繁體）或 hans（簡體）"
OVERLAP = "不可與收件資料夾（inbox）相同或放在其內：程式寫出的文件會被當成交來的表格"
PORTS = "要填：1 到 65535 的整數"
SECONDS = "要填：等待伺服器的秒數，大於 0，不超過 600"
LOGIN = "user 和 password_env 要一起填，或都不填"
PLAIN = "security 是 none 時不可登入，帳號和密碼會以明文傳送；請用 starttls 或 tls，或不填 user"
ADDRESS = "要填：電子郵件地址，如 name@school.edu 或 校長 <name@school.edu>"
WORKERS = "要填：正整數，或 auto（由程式決定）"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("inbx: in", "第 1 行 inbx", f"沒有這個鍵，是不是 inbox？{TOP}"),
        ("inbx:", "第 1 行 inbx", f"沒有這個鍵，是不是 inbox？{TOP}"),
        ("\n小學: 1", "第 2 行 小學", f"沒有這個鍵；{TOP}"),
        ("1: 2", "第 1 行 1", f"沒有這個鍵；{TOP}"),
        ("inbox: 3", "第 1 行 inbox", "「3」不可用；要填：資料夾或文件的路徑"),
        ("inbox: [a]", "第 1 行 inbox", "要填：資料夾或文件的路徑"),
        ("archive: ' '", "第 1 行 archive", "「 」不可用；要填：資料夾或文件的路徑"),
        ("script: simplified", "第 1 行 script", f"「simplified」不可用；{SCRIPTS}"),
        ("script: off", "第 1 行 script", f"「off」不可用；{SCRIPTS}"),
        ("output: inbox/out", "第 1 行 output", f"「inbox/out」不可用；{OVERLAP}"),
        ("inbox: .", "archive", OVERLAP),
        ("script: hant\nscript: hans", "第 2 行 script", "第 1 行已寫過，同一個鍵只可寫一次"),
        ("mail: a.edu", "第 1 行 mail", "「a.edu」不可用；要填：寄信設定：下面縮排寫「鍵: 值」"),
        ("mail:\n  host: h", "第 1 行 mail.from", "必填，尚未填寫：寄件人的電子郵件地址"),
        ("mail:\n  host: h", "第 1 行 mail.to", "必填，尚未填寫：收件人的清單，至少一個"),
        ("mail:\n  to: a@b", "第 1 行 mail.host", "必填，尚未填寫：郵件伺服器的名稱，如 smtp.school.edu"),
        (MAIL + "  securty: tls", "第 5 行 mail.securty", f"沒有這個鍵，是不是 security？{IN_MAIL}"),
        (MAIL + "  security: ssl", "第 5 行 mail.security", "「ssl」不可用；要填：starttls、tls 或 none"),
        (MAIL + "  port: 70000", "第 5 行 mail.port", f"「70000」不可用；{PORTS}"),
        (MAIL + "  port: 587a", "第 5 行 mail.port", f"「587a」不可用；{PORTS}"),
        (MAIL + "  port: yes", "第 5 行 mail.port", f"「yes」不可用；{PORTS}"),
        (MAIL + "  port: no", "第 5 行 mail.port", f"「no」不可用；{PORTS}"),
        (MAIL + "  timeout: 0", "第 5 行 mail.timeout", f"「0」不可用；{SECONDS}"),
        (MAIL + "  timeout: .inf", "第 5 行 mail.timeout", f"「.inf」不可用；{SECONDS}"),
        (MAIL + "  attach_statistics: 1", "第 5 行 mail.attach_statistics", "「1」不可用；要填：true 或 false"),
        (
            MAIL + "  user: 總務處",
            "第 5 行 mail.user",
            "「總務處」不可用；要填：登入郵件伺服器的帳號（英文、數字和符號）",
        ),
        (MAIL + "  user: office", "第 1 行 mail.password_env", LOGIN),
        (MAIL + "  password_env: P", "第 5 行 mail.password_env", LOGIN),
        (MAIL + "  security: none\n  user: u", "第 6 行 mail.user", f"「u」不可用；{PLAIN}"),
        (MAIL + "  cc: [a@b, c]", "第 5 行 mail.cc 第 2 項", f"「c」不可用；{ADDRESS}"),
        (MAIL + "  cc:\n    - 3", "第 6 行 mail.cc 第 1 項", f"「3」不可用；{ADDRESS}"),
        (MAIL + "  cc: {a: b}", "第 5 行 mail.cc", "要填：副本收件人的清單"),
        (MAIL.replace("[head@school.edu]", "[]"), "第 4 行 mail.to", "要填：收件人的清單，至少一個"),
        ("mail:\n  host: a:587", "第 2 行 mail.host", "「a:587」不可用；要填：郵件伺服器的名稱，如 smtp.school.edu"),
        ("engine: 4", "第 1 行 engine", "「4」不可用；要填：運算設定：下面縮排寫「鍵: 值」"),
        ("engine: {workers: 0}", "第 1 行 engine.workers", f"「0」不可用；{WORKERS}"),
        ("engine: {workers: many}", "第 1 行 engine.workers", f"「many」不可用；{WORKERS}"),
        ("engine: {workers: true}", "第 1 行 engine.workers", f"「true」不可用；{WORKERS}"),
        ("engine: {dask: a}", "第 1 行 engine.dask", "「a」不可用；要填：Dask 排程器的位址，如 tcp://10.0.0.5:8786"),
    ],
)
def test_a_bad_key_is_named_with_what_it_may_hold(folder: Path, text: str, where: str, says: str) -> None:
    assert f"{where}：{says}" in _problems(folder, text)


@pytest.mark.parametrize("text", ["- inbox", "inbox：in", "inbox"])
def test_what_is_no_list_of_keys(folder: Path, text: str) -> None:
    assert _problems(folder, text) == ["每一行要寫成「鍵: 值」，冒號用半形、後面空一格"]


def test_a_section_written_twice_is_named_once(folder: Path) -> None:
    assert _problems(folder, MAIL + MAIL) == ["第 5 行 mail：第 1 行已寫過，同一個鍵只可寫一次"]


def test_all_bad_keys_are_named_at_once(folder: Path) -> None:
    text = "inbx: in\nscript: x\nmail:\n  host: h\n  port: -1\nengine: {workers: x, work: 1}\nscript: y\n"
    named = [problem.partition("：")[0] for problem in _problems(folder, text)]
    assert named == [
        "第 1 行 inbx",
        "第 3 行 mail.from",
        "第 3 行 mail.to",
        "第 5 行 mail.port",
        "第 6 行 engine.work",
        "第 6 行 engine.workers",
        "第 7 行 script",
        "第 7 行 script",
    ]


class TestPassword:
    @pytest.mark.parametrize("key", ["password", "Password", "pwd", "密碼", "授权码"])
    def test_it_is_refused_with_the_reason(self, folder: Path, key: str) -> None:
        [problem] = _problems(folder, f"{MAIL}  {key}: hunter2\n")
        assert problem.startswith(f"第 5 行 mail.{key}：密碼不可寫在設定檔內")
        assert "password_env" in problem
        assert "hunter2" not in problem

    def test_it_is_refused_at_the_top_too(self, folder: Path) -> None:
        [problem] = _problems(folder, "password: hunter2")
        assert problem.startswith("第 1 行 password：密碼不可寫在設定檔內")

    @pytest.mark.parametrize("line", ["password_env: hunter2", "password: 'hunter2", "password: hunter2: x"])
    def test_it_is_not_repeated(self, folder: Path, line: str) -> None:
        problems = _problems(folder, f"{MAIL}  user: office\n  {line}\n")
        assert problems
        assert not [problem for problem in problems if "hunter2" in problem]


class TestFile:
    @pytest.mark.parametrize(
        "text", ["a: [1", "a: 1\n\tb: 2", 'inbox: "C:\\school"', "a: !!python/object:os.system {}", "\0"]
    )
    def test_what_is_no_yaml(self, folder: Path, text: str) -> None:
        [problem] = _problems(folder, text)
        assert "不合 YAML 格式" in problem

    def test_the_line_of_the_mistake(self, folder: Path) -> None:
        [problem] = _problems(folder, "inbox: in\nscript: hant: x\n")
        assert problem.startswith("第 2 行：")

    def test_it_is_missing(self, folder: Path) -> None:
        with pytest.raises(ConfigError, match=r"(?s)none\.yaml 不能用.*找不到這個文件"):
            load(folder / "none.yaml")

    def test_it_is_a_folder(self, folder: Path) -> None:
        with pytest.raises(ConfigError, match="讀不到這個文件"):
            load(folder)

    def test_it_is_not_utf_8(self, folder: Path) -> None:
        (folder / "config.yaml").write_bytes("inbox: 收件".encode("gb18030"))
        with pytest.raises(ConfigError, match="不是 UTF-8 編碼"):
            load(folder / "config.yaml")


def test_the_mail_modules_do_not_wait_for_pydantic() -> None:
    code = "import sys, pipeline.delivery.smtp; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
