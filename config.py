"""The configuration: read once from the environment, checked, and never changed afterwards.

Only the edges read it (``wsgi``, the command line, the migrations); everything else gets
plain values. A value that cannot be used is a ``ConfigError`` with one sentence that names
the variable and says what to write.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

CHECKOUT = Path(__file__).resolve().parent
TIMEZONE = "Asia/Shanghai"
DEFAULT_ADDRESS = "http://127.0.0.1:8000"
SHORTEST_SECRET = 32

# Values that stand in tutorials and examples; whoever guesses one can sign any session.
KNOWN_SECRETS = frozenset(
    {"dev", "test", "secret", "secret-key", "secret_key", "changeme", "change-me", "password"}
)

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})
LOCALES = ("zh", "en")
SMS_GATEWAYS = ("http", "twilio")
IMAP_PORTS = {"tls": 993, "starttls": 143, "plain": 143}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ConfigError(Exception):
    """A variable is missing or cannot be used; the message is one sentence for the administrator."""


@dataclass(frozen=True, slots=True)
class TwilioConfig:
    """How text messages leave: the account at the provider, and the address of its interface."""

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    base_url: str = "https://api.twilio.com"
    timeout: float = 10.0
    reports: bool = False
    replies: bool = False


@dataclass(frozen=True, slots=True)
class HttpSmsConfig:
    """A text-message platform described by a file; ``terms`` is that file's content."""

    terms: str = field(repr=False)
    account: str = ""
    secret: str = field(default="", repr=False)
    timeout: float = 10.0


@dataclass(frozen=True, slots=True)
class SmtpConfig:
    """How mail leaves."""

    host: str
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    sender: str = ""
    timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class ImapConfig:
    """The mailbox that is read: lists of the courts, and answers to invitations."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    security: str = "tls"
    processed: str = ""
    timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the programme is told from outside.

    ``imap`` is ``None`` when no mailbox is read.
    ``twilio``, ``http_sms`` and ``smtp`` are ``None`` when not configured: messages then stay
    on this machine, in ``outbox_folder``. With both of the first two, one stands in for the
    other, and ``sms_first`` names the one that is preferred. ``upload_limit`` is in bytes,
    ``database_timeout`` the seconds after which a silent PostgreSQL counts as broken, and
    ``lease_seconds`` the time after which a message claimed by a dead worker may be claimed again.
    """

    data_folder: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    production: bool = False
    base_url: str = DEFAULT_ADDRESS
    office_name: str = "司法局 应诉科"
    office_phone: str = ""
    locale: str = "zh"
    trusted_hosts: tuple[str, ...] = ()
    proxy_count: int = 0
    upload_limit: int = 20 * 1024 * 1024
    lease_seconds: int = 60
    worker_threads: int = 4
    tick_seconds: int = 30
    database_timeout: int = 30
    twilio: TwilioConfig | None = None
    http_sms: HttpSmsConfig | None = None
    sms_first: str = "http"
    smtp: SmtpConfig | None = None
    imap: ImapConfig | None = None
    metrics_token: str = field(default="", repr=False)

    @property
    def https(self) -> bool:
        """Whether people reach this office over https, so that cookies may be ``Secure``."""
        return self.base_url.startswith("https://")

    @property
    def embedded(self) -> bool:
        """Whether the database is the SQLite file of this machine, migrated at start."""
        return self.database_url.startswith("sqlite")

    @property
    def texts_leave(self) -> bool:
        """Whether a provider of text messages is configured."""
        return self.twilio is not None or self.http_sms is not None

    @property
    def outbox_folder(self) -> Path:
        """Where messages lie that no provider is configured for."""
        return self.data_folder / "outbox"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read and check the configuration; raise ``ConfigError`` with one sentence otherwise."""
        data_folder = Path(environ.get("LITIGATION_DATA") or CHECKOUT / ".data").absolute()
        base_url = _read_base_url(environ)
        production = _read_production(environ, base_url)
        _make_private(data_folder)
        return cls(
            data_folder=data_folder,
            database_url=_read_database_url(environ, data_folder),
            secret_key=_read_secret_key(environ, data_folder, production),
            production=production,
            base_url=base_url,
            office_name=environ.get("LITIGATION_OFFICE_NAME") or "司法局 应诉科",
            office_phone=environ.get("LITIGATION_OFFICE_PHONE", ""),
            locale=_read_choice(environ, "LITIGATION_LOCALE", LOCALES),
            trusted_hosts=_read_trusted_hosts(environ, base_url, production),
            proxy_count=_read_number(environ, "LITIGATION_PROXY_COUNT", 0, least=0, most=5),
            upload_limit=_read_number(environ, "LITIGATION_UPLOAD_MB", 20, most=200) * 1024 * 1024,
            lease_seconds=_read_number(environ, "LITIGATION_LEASE_SECONDS", 60, most=3600),
            worker_threads=_read_number(environ, "LITIGATION_WORKER_THREADS", 4, most=64),
            tick_seconds=_read_number(environ, "LITIGATION_TICK_SECONDS", 30, most=300),
            database_timeout=_read_number(environ, "LITIGATION_DATABASE_TIMEOUT", 30, most=3600),
            twilio=_read_twilio(environ, base_url),
            http_sms=_read_http_sms(environ),
            sms_first=_read_choice(environ, "LITIGATION_SMS_FIRST", SMS_GATEWAYS),
            smtp=_read_smtp(environ),
            imap=_read_imap(environ),
            metrics_token=environ.get("LITIGATION_METRICS_TOKEN", ""),
        )

    def at_address(self, host: str, port: int) -> "Config":
        """The same configuration for a server that listens elsewhere than the default says."""
        shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - compared, not bound
        base_url = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
        return replace(self, base_url=base_url, trusted_hosts=(*self.trusted_hosts, shown))


def _make_private(folder: Path) -> None:
    """Make the data folder and close it to other users of the machine."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_uid == os.getuid():
            folder.chmod(0o700)
    except OSError as error:
        raise ConfigError(
            f"数据目录 {folder} 不能使用（{error.strerror}），请改 LITIGATION_DATA。"
        ) from error


def _read_base_url(environ: Mapping[str, str]) -> str:
    """The address that stands in every link sent out; never taken from a request."""
    address = (environ.get("LITIGATION_BASE_URL") or DEFAULT_ADDRESS).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError("LITIGATION_BASE_URL 应写完整网址，例如 https://ysk.example.gov.cn。")
    if parts.path:
        raise ConfigError("LITIGATION_BASE_URL 只写到主机名，不带路径。")
    return address


def _read_production(environ: Mapping[str, str], base_url: str) -> bool:
    """An https address is production whatever the variable says."""
    stage = environ.get("LITIGATION_ENV", "")
    if stage not in ("", "production", "development"):
        raise ConfigError("LITIGATION_ENV 只能是 production 或 development。")
    return stage == "production" or base_url.startswith("https://")


def _read_database_url(environ: Mapping[str, str], data_folder: Path) -> str:
    """SQLite in the data folder unless told otherwise; psycopg is the PostgreSQL driver."""
    address = environ.get("LITIGATION_DATABASE_URL") or f"sqlite:///{data_folder / 'litigation.db'}"
    scheme, separator, rest = address.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg") and separator:
        return f"postgresql+psycopg://{rest}"
    if scheme != "sqlite" or not separator:
        raise ConfigError("LITIGATION_DATABASE_URL 应以 sqlite:/// 或 postgresql:// 开头。")
    return address


def _read_secret_key(environ: Mapping[str, str], data_folder: Path, production: bool) -> str:
    """The given secret; the embedded server makes its own and keeps it beside its database."""
    secret = environ.get("LITIGATION_SECRET_KEY", "")
    if production:
        _refuse_weak(secret)
    return secret or _own_secret(data_folder / "secret.key")


def _refuse_weak(secret: str) -> None:
    """Production needs a secret nobody can guess."""
    if not secret:
        raise ConfigError("正式环境必须设置 LITIGATION_SECRET_KEY（至少 32 个随机字符）。")
    if secret.lower() in KNOWN_SECRETS or len(secret) < SHORTEST_SECRET or len(set(secret)) < 8:
        raise ConfigError("LITIGATION_SECRET_KEY 太短或是常见示例值，请换成至少 32 个随机字符。")


def _own_secret(path: Path) -> str:
    """Read the machine's secret, or make it once; two processes starting together agree."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip() or _renew_secret(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii")


def _renew_secret(path: Path) -> str:
    """An empty file is what a crash between making and writing leaves."""
    path.unlink()
    return _own_secret(path)


def _read_trusted_hosts(environ: Mapping[str, str], base_url: str, production: bool) -> tuple[str, ...]:
    """The names this server answers to; loopback only where nobody else is served."""
    hosts = [urlsplit(base_url).hostname or ""]
    hosts += [host.strip() for host in environ.get("LITIGATION_TRUSTED_HOSTS", "").split(",") if host.strip()]
    if not production:
        hosts += ["127.0.0.1", "localhost", "[::1]"]
    return tuple(dict.fromkeys(hosts))


def _read_twilio(environ: Mapping[str, str], address: str) -> TwilioConfig | None:
    """All three values or none: half a provider would swallow messages.

    The provider can report delivery only to an address it can reach.
    """
    names = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM")
    sid, token, sender = (environ.get(name, "") for name in names)
    if not (sid or token or sender):
        return None
    missing = [name for name in names if not environ.get(name)]
    if missing:
        raise ConfigError(f"短信服务缺少 {'、'.join(missing)}，请补齐，或全部留空。")
    return TwilioConfig(
        account_sid=sid,
        auth_token=token,
        sender=sender,
        base_url=(environ.get("TWILIO_BASE_URL") or "https://api.twilio.com").rstrip("/"),
        timeout=_read_seconds(environ, "TWILIO_TIMEOUT", 10.0),
        reports=_read_switch(environ, "TWILIO_REPORTS", default=address.startswith("https://")),
        replies=_read_switch(environ, "TWILIO_REPLIES"),
    )


def _read_http_sms(environ: Mapping[str, str]) -> HttpSmsConfig | None:
    """The description is read now, so that a missing file is found at the start and not at night."""
    path = environ.get("SMS_HTTP_TERMS", "")
    if not path:
        return None
    try:
        terms = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"SMS_HTTP_TERMS 所指的文件 {path} 读不出来，请改正路径或权限。") from error
    return HttpSmsConfig(
        terms=terms,
        account=environ.get("SMS_HTTP_ACCOUNT", ""),
        secret=environ.get("SMS_HTTP_SECRET", ""),
        timeout=_read_seconds(environ, "SMS_HTTP_TIMEOUT", 10.0),
    )


def _read_smtp(environ: Mapping[str, str]) -> SmtpConfig | None:
    """A mail server needs a sender, or its bounces go nowhere."""
    host = environ.get("SMTP_HOST", "")
    if not host:
        return None
    if not environ.get("SMTP_FROM"):
        raise ConfigError("设置了 SMTP_HOST，还须设置发件地址 SMTP_FROM。")
    return SmtpConfig(
        host=host,
        port=_read_number(environ, "SMTP_PORT", 25, most=65535),
        user=environ.get("SMTP_USER", ""),
        password=environ.get("SMTP_PASSWORD", ""),
        starttls=_read_switch(environ, "SMTP_STARTTLS"),
        sender=environ["SMTP_FROM"],
        timeout=_read_seconds(environ, "SMTP_TIMEOUT", 20.0),
    )


def _read_imap(environ: Mapping[str, str]) -> ImapConfig | None:
    """No mailbox is read unless one is named; its password never crosses a net in the clear."""
    host = environ.get("LITIGATION_IMAP_HOST", "")
    if not host:
        return None
    names = ("LITIGATION_IMAP_USER", "LITIGATION_IMAP_PASSWORD")
    missing = [name for name in names if not environ.get(name)]
    if missing:
        raise ConfigError(f"设置了 LITIGATION_IMAP_HOST，还缺少 {'、'.join(missing)}。")
    security = _read_choice(environ, "LITIGATION_IMAP_SECURITY", tuple(IMAP_PORTS))
    if security == "plain" and host not in LOOPBACK:
        raise ConfigError("LITIGATION_IMAP_SECURITY 只有邮箱在本机时才能是 plain，其他情况请用 tls。")
    return ImapConfig(
        host=host,
        port=_read_number(environ, "LITIGATION_IMAP_PORT", IMAP_PORTS[security], most=65535),
        user=environ["LITIGATION_IMAP_USER"],
        password=environ["LITIGATION_IMAP_PASSWORD"],
        folder=environ.get("LITIGATION_IMAP_FOLDER") or "INBOX",
        security=security,
        processed=environ.get("LITIGATION_IMAP_PROCESSED", ""),
        timeout=_read_seconds(environ, "LITIGATION_IMAP_TIMEOUT", 20.0),
    )


def _read_choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environ.get(name) or choices[0]
    if value not in choices:
        raise ConfigError(f"{name} 只能是 {'、'.join(choices)}。")
    return value


def _read_switch(environ: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    value = environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in YES | NO:
        raise ConfigError(f"{name} 只能是 1 或 0。")
    return value in YES


def _read_number(environ: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise ConfigError(f"{name} 应为 {least} 至 {most} 之间的整数，现在是“{text}”。")
    return int(text)


def _read_seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    text = environ.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 300:
        raise ConfigError(f"{name} 应为 0.1 至 300 之间的秒数，现在是“{text}”。")
    return seconds
