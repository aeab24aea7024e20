"""What stands around every page: navigation by role, counters, the system line, the foot."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, request, url_for
from flask_babel import gettext
from flask_login import current_user

from litigation.actions.fence import FENCE
from litigation.actions.office import OfficeSettings
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.mailbox import MAILBOX
from litigation.records.pulse import last_beat, last_listed_at, stopped_channels
from litigation.web import clock
from litigation.web.office import office
from litigation.web.waiting import count_waiting
from litigation.web.wording import clock_time, gap, moment

SILENCE = timedelta(minutes=3)
"""A scheduler that has not been heard of for so long is called silent."""

ENTRIES = {
    "today.index": (N_("今日"), "t"),
    "overview.index": (N_("概况"), "o"),
    "calendar.board": (N_("日历"), "c"),
    "cases.index": (N_("案件"), "a"),
    "imports.index": (N_("导入"), "i"),
    "assignments.index": (N_("派员"), ""),
    "messages.index": (N_("告知"), ""),
    "reports.index": (N_("通报"), ""),
    "agencies.index": (N_("机关与人员"), ""),
    "settings.index": (N_("设置"), ""),
    "users.index": (N_("账号"), ""),
    "runs.index": (N_("运行情况"), ""),
    "journal.index": (N_("操作日志"), ""),
    "account.index": (N_("我的账号"), ""),
}

OFFICE_NAV = (
    "today.index",
    "calendar.board",
    "cases.index",
    "imports.index",
    "assignments.index",
    "messages.index",
    "reports.index",
    "agencies.index",
)
NAVIGATION = {
    "admin": OFFICE_NAV,
    "clerk": OFFICE_NAV,
    "auditor": (
        "overview.index",
        "calendar.board",
        "cases.index",
        "imports.index",
        "assignments.index",
        "messages.index",
        "reports.index",
        "agencies.index",
    ),
    "leadership": ("overview.index", "calendar.board", "cases.index", "reports.index"),
    "liaison": ("calendar.board", "cases.index", "agencies.index"),
}
MENU = {
    "admin": ("settings.index", "users.index", "runs.index", "journal.index", "account.index"),
    "clerk": ("settings.index", "runs.index", "account.index"),
    "auditor": ("journal.index", "users.index", "settings.index", "runs.index", "account.index"),
}
PLAIN_MENU = ("account.index",)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation or of the name's menu."""

    text: str
    url: str
    current: bool
    key: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class SystemLine:
    """One system line: what is wrong, since when, and one way on."""

    text: str
    url: str = ""
    link: str = ""


class Shell:
    """The frame of one page; each part is read only when the template asks for it."""

    @property
    def settings(self) -> OfficeSettings:
        """The office's settings."""
        return office()

    @property
    def product(self) -> str:
        """The name of the district's register, as page titles end."""
        return f"{self.settings.district_name}{gap()}{gettext('出庭应诉')}"

    @property
    def office(self) -> str:
        """The office that answers for the page."""
        return self.settings.office_name

    @property
    def phone(self) -> str:
        """The office's own number, shown whole."""
        return self.settings.office_phone

    @property
    def role(self) -> str:
        """The role of whoever is signed in, empty for nobody."""
        return current_user.role if current_user.is_authenticated else ""

    @property
    def user(self) -> str:
        """The name of whoever is signed in."""
        return current_user.name if current_user.is_authenticated else ""

    @property
    def keeps_register(self) -> bool:
        """Whether this user may change the register."""
        return self.role in ("admin", "clerk")

    @property
    def home(self) -> str:
        """Where the mark leads."""
        return home_of(self.role)

    @property
    def here(self) -> str:
        """The path of this page with its filters, for coming back."""
        return request.full_path.rstrip("?") if request.method == "GET" else request.path

    @property
    def logout(self) -> str:
        """Where the sign-out button posts to."""
        return url_for("login.logout")

    @property
    def entries(self) -> list[Entry]:
        """The navigation of this role."""
        return [self._entry(name) for name in NAVIGATION.get(self.role, ())]

    @property
    def menu(self) -> list[Entry]:
        """The menu under the user's name."""
        return [self._entry(name) for name in MENU.get(self.role, PLAIN_MENU)]

    def _entry(self, endpoint: str) -> Entry:
        text, key = ENTRIES[endpoint]
        own = endpoint.partition(".")[0]
        related = {
            "cases": ("cases", "hearings"),
            "agencies": ("agencies", "people"),
            "today": ("today", "tasks"),
        }
        current = request.blueprint in related.get(own, (own,))
        return Entry(gettext(text), url_for(endpoint), current, key, self._count(endpoint))

    def _count(self, endpoint: str) -> int:
        """Count what waits for a person behind an entry of the office's navigation."""
        if not self.keeps_register:
            return 0
        waiting = count_waiting()
        counts = {
            "today.index": waiting.risks,
            "imports.index": waiting.imports,
            "assignments.index": waiting.assignments,
        }
        return counts.get(endpoint, 0)

    @property
    def warnings(self) -> list[SystemLine]:
        """The system lines, for those who can do something about them."""
        if not self.keeps_register:
            return []
        lines = [
            SystemLine(
                _stopped_words(each.channel, each.reason), url_for("runs.index"), gettext("看运行情况")
            )
            for each in stopped_channels(db.session())
        ]
        beat = last_beat(db.session())
        if beat is None:
            return [*lines, SystemLine(gettext("调度没有运行，通知和催办不会发出。请管理员启动后台进程。"))]
        if clock.now() - beat > SILENCE:
            text = gettext("调度自 %(at)s 起没有响应，通知和催办已停。", at=moment(beat))
            lines.append(SystemLine(text, url_for("runs.index"), gettext("看运行情况")))
        return lines

    @property
    def facts(self) -> list[str]:
        """The foot of a clerk's page: when the court's list came, and that the scheduler lives."""
        if not self.keeps_register:
            return []
        listed, beat = last_listed_at(db.session()), last_beat(db.session())
        facts = [gettext("法院排期 %(at)s 更新", at=moment(listed))] if listed else []
        if beat is not None and clock.now() - beat <= SILENCE:
            facts.append(gettext("调度正常，%(at)s 刚检查过", at=clock_time(beat)))
        return facts


def home_of(role: str) -> str:
    """Return the front page of a role: the first entry of its navigation."""
    return url_for(NAVIGATION.get(role, ("today.index",))[0])


def _stopped_words(channel: str, reason: str) -> str:
    if channel in (FENCE, MAILBOX):
        return gettext(reason)
    name = gettext("短信") if channel == "sms" else gettext("邮件")
    return gettext("%(channel)s发不出去：%(reason)s", channel=name, reason=reason)


def install(app: Flask) -> None:
    """Give every template its frame."""
    app.context_processor(lambda: {"shell": Shell()})
