"""The configuration is complete, or the start is refused with one sentence."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config import CHECKOUT, Config, ConfigError

LONG = "0123456789abcdefghijklmnopqrstuvwxyz"


def read(folder: Path, **environ: str) -> Config:
    return Config.from_environ({"LITIGATION_DATA": str(folder / "data"), **environ})


def test_with_an_empty_environment_everything_has_a_default(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert config.embedded
    assert config.base_url == "http://127.0.0.1:8000"
    assert (config.twilio, config.smtp, config.production, config.https) == (None, None, False, False)


def test_the_data_folder_and_the_own_secret_are_closed_to_others(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert stat.S_IMODE(config.data_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((config.data_folder / "secret.key").stat().st_mode) == 0o600


def test_the_own_secret_is_made_once(tmp_path: Path) -> None:
    assert read(tmp_path).secret_key == read(tmp_path).secret_key
    assert len(read(tmp_path).secret_key) >= 32


def test_an_empty_secret_file_is_renewed(tmp_path: Path) -> None:
    first = read(tmp_path)
    (first.data_folder / "secret.key").write_text("")
    assert len(read(tmp_path).secret_key) >= 32


@pytest.mark.parametrize("secret", ["", "dev", "secret", "changeme", "short but unknown", "a" * 40])
@pytest.mark.parametrize(
    "stage", [{"LITIGATION_ENV": "production"}, {"LITIGATION_BASE_URL": "https://ysk.example.gov.cn"}]
)
def test_production_refuses_a_missing_or_known_secret(
    tmp_path: Path, secret: str, stage: dict[str, str]
) -> None:
    read(tmp_path)  # even where the embedded server left a secret of its own
    with pytest.raises(ConfigError, match="LITIGATION_SECRET_KEY"):
        read(tmp_path, LITIGATION_SECRET_KEY=secret, **stage)


def test_production_takes_a_long_secret(tmp_path: Path) -> None:
    config = read(tmp_path, LITIGATION_SECRET_KEY=LONG, LITIGATION_BASE_URL="https://ysk.example.gov.cn/")
    assert config.production
    assert config.https
    assert config.base_url == "https://ysk.example.gov.cn"
    assert config.trusted_hosts == ("ysk.example.gov.cn",)


def test_the_start_ends_with_one_sentence_and_a_code(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=CHECKOUT,
        env={"LITIGATION_DATA": str(tmp_path), "LITIGATION_ENV": "production", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert done.stderr.strip().splitlines() == [
        "正式环境必须设置 LITIGATION_SECRET_KEY（至少 32 个随机字符）。"
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LITIGATION_BASE_URL", "ysk.example.gov.cn"),
        ("LITIGATION_BASE_URL", "https://ysk.example.gov.cn/path"),
        ("LITIGATION_ENV", "prod"),
        ("LITIGATION_DATABASE_URL", "mysql://db/litigation"),
        ("LITIGATION_DATABASE_URL", "litigation.db"),
        ("LITIGATION_LOCALE", "fr"),
        ("LITIGATION_PROXY_COUNT", "-1"),
        ("LITIGATION_UPLOAD_MB", "０"),
        ("LITIGATION_LEASE_SECONDS", "0"),
        ("TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000"),
        ("SMTP_HOST", "mail.example.gov.cn"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    stem = name.split("_")[0] + "_"
    with pytest.raises(ConfigError, match=stem):
        read(tmp_path, **{name: value})


@pytest.mark.parametrize("name", ["postgres://db/x", "postgresql://db/x", "postgresql+psycopg://db/x"])
def test_postgresql_is_reached_by_psycopg(tmp_path: Path, name: str) -> None:
    config = read(tmp_path, LITIGATION_DATABASE_URL=name)
    assert config.database_url == "postgresql+psycopg://db/x"
    assert not config.embedded


def test_providers_are_read_whole(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        TWILIO_ACCOUNT_SID="AC0",
        TWILIO_AUTH_TOKEN="token",
        TWILIO_FROM="+15005550006",
        TWILIO_BASE_URL="http://127.0.0.1:9/",
        TWILIO_TIMEOUT="2.5",
        SMTP_HOST="127.0.0.1",
        SMTP_PORT="2525",
        SMTP_FROM="ysk@example.gov.cn",
        SMTP_STARTTLS="1",
    )
    assert config.twilio is not None
    assert config.smtp is not None
    assert (config.twilio.base_url, config.twilio.timeout) == ("http://127.0.0.1:9", 2.5)
    assert (config.smtp.port, config.smtp.starttls) == (2525, True)


def test_secrets_do_not_show_when_the_configuration_is_printed(tmp_path: Path) -> None:
    config = read(tmp_path, TWILIO_ACCOUNT_SID="AC0", TWILIO_AUTH_TOKEN="very-secret", TWILIO_FROM="+1")
    assert "very-secret" not in repr(config)
    assert config.secret_key not in repr(config)


def test_a_platform_for_text_messages_is_read_from_its_file(tmp_path):
    terms = tmp_path / "platform.json"
    terms.write_text("{}", "utf-8")
    environ = {"LITIGATION_DATA": str(tmp_path), "SMS_HTTP_TERMS": str(terms), "SMS_HTTP_SECRET": "geheim"}
    config = Config.from_environ(environ)
    assert config.http_sms is not None
    assert config.texts_leave
    assert "geheim" not in repr(config)


def test_a_platform_file_that_is_not_there_is_said_at_the_start(tmp_path):
    environ = {"LITIGATION_DATA": str(tmp_path), "SMS_HTTP_TERMS": str(tmp_path / "nowhere.json")}
    with pytest.raises(ConfigError, match="SMS_HTTP_TERMS"):
        Config.from_environ(environ)


MAILBOX = {
    "LITIGATION_IMAP_HOST": "imap.office.example",
    "LITIGATION_IMAP_USER": "yingsu",
    "LITIGATION_IMAP_PASSWORD": "code",
}


def test_a_mailbox_is_read_over_tls_unless_told_otherwise(tmp_path: Path) -> None:
    imap = read(tmp_path, **MAILBOX).imap
    assert imap is not None
    assert (imap.port, imap.security, imap.folder, imap.processed) == (993, "tls", "INBOX", "")
    other = read(tmp_path, **MAILBOX, LITIGATION_IMAP_SECURITY="starttls").imap
    assert other is not None
    assert other.port == 143
    assert "code" not in repr(imap)
    assert read(tmp_path).imap is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"LITIGATION_IMAP_PASSWORD": ""},
        {"LITIGATION_IMAP_USER": ""},
        {"LITIGATION_IMAP_SECURITY": "plain"},
        {"LITIGATION_IMAP_SECURITY": "none"},
        {"LITIGATION_IMAP_PORT": "x"},
    ],
)
def test_half_a_mailbox_or_an_open_one_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="LITIGATION_IMAP"):
        read(tmp_path, **{**MAILBOX, **wrong})
