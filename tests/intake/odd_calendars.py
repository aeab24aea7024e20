"""Calendar files as other producers write them, each with the hearings expected."""

from dataclasses import dataclass, field

NUMBER = "(2026)鲁0202行初12号"


@dataclass(frozen=True)
class CalendarFile:
    """One file; hearings as (start, end) of wall-clock text, warnings that must be among those given."""

    name: str
    data: bytes
    hearings: list[tuple[str | None, str | None]]
    warnings: set[str] = field(default_factory=set)
    status: str = "new"
    number: str | None = NUMBER
    courtroom: str | None = None


def _file(*lines: str, end: str = "\r\n", codec: str = "utf-8") -> bytes:
    return (end.join(lines) + end).encode(codec)


def _event(*lines: str, head: tuple[str, ...] = (), **options: str) -> bytes:
    return _file(
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//X//X//EN",
        *head,
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTAMP:20260801T000000Z",
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
        **options,
    )


TITLE = "SUMMARY:（2026）鲁0202行初12号 王建军诉青岛市市南区市场监督管理局 开庭"
MORNING = ("2026-09-08T09:30", "2026-09-08T11:30")

FILES = [
    CalendarFile(
        "exchange_equal_standard_and_daylight",
        _event(
            "SUMMARY;LANGUAGE=zh-CN:（2026）鲁0202行初12号开庭",
            "DTSTART;TZID=China Standard Time:20260908T093000",
            "DTEND;TZID=China Standard Time:20260908T113000",
            "X-MICROSOFT-CDO-APPT-SEQUENCE:2",
            "LOCATION:第三审判庭",
            head=(
                "METHOD:REQUEST",
                "BEGIN:VTIMEZONE",
                "TZID:China Standard Time",
                "BEGIN:STANDARD",
                "DTSTART:16010101T000000",
                "TZOFFSETFROM:+0800",
                "TZOFFSETTO:+0800",
                "END:STANDARD",
                "BEGIN:DAYLIGHT",
                "DTSTART:16010101T000000",
                "TZOFFSETFROM:+0800",
                "TZOFFSETTO:+0800",
                "END:DAYLIGHT",
                "END:VTIMEZONE",
            ),
        ),
        [MORNING],
        courtroom="第三审判庭",
    ),
    CalendarFile(
        "lark_in_utc",
        _event(
            TITLE,
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            "X-LARK-MAIL-DRAFT:1",
            head=("METHOD:REQUEST",),
        ),
        [MORNING],
    ),
    CalendarFile(
        "netease_line_feeds_unescaped",
        _event(
            "SUMMARY:开庭（2026）鲁0202行初12号, 王建军诉市场监管局; 请带证件",
            "DTSTART;TZID=Asia/Shanghai:20260908T093000",
            "DTEND;TZID=Asia/Shanghai:20260908T113000",
            "ATTENDEE:mailto:a@example.cn",
            end="\n",
        ),
        [MORNING],
    ),
    CalendarFile(
        "wecom_tz08",
        _event(TITLE, "DTSTART;TZID=TZ08:20260908T093000", "DTEND;TZID=TZ08:20260908T113000"),
        [MORNING],
    ),
    CalendarFile(
        "qq_cst8",
        _event(TITLE, "DTSTART;TZID=CST8:20260908T093000", "DTEND;TZID=CST8:20260908T113000"),
        [MORNING],
    ),
    CalendarFile(
        "google_wall_clock_zone",
        _event(
            TITLE,
            "DTSTART;TZID=Asia/Shanghai:20260908T093000",
            "DURATION:PT2H",
            head=(
                "METHOD:PUBLISH",
                "X-WR-CALNAME:开庭",
                "X-WR-TIMEZONE:Asia/Shanghai",
                "BEGIN:VTIMEZONE",
                "TZID:Asia/Shanghai",
                "X-LIC-LOCATION:Asia/Shanghai",
                "BEGIN:STANDARD",
                "TZOFFSETFROM:+0800",
                "TZOFFSETTO:+0800",
                "TZNAME:CST",
                "DTSTART:19700101T000000",
                "END:STANDARD",
                "END:VTIMEZONE",
            ),
        ),
        [MORNING],
    ),
    CalendarFile(
        "floating",
        _event(TITLE, "DTSTART:20260908T093000", "DTEND:20260908T113000"),
        [MORNING],
        {"floating_time"},
    ),
    CalendarFile(
        "all_day",
        _event(TITLE, "DTSTART;VALUE=DATE:20260908", "DTEND;VALUE=DATE:20260909"),
        [("2026-09-08", "2026-09-09")],
        {"time_missing"},
    ),
    CalendarFile(
        "no_end", _event(TITLE, "DTSTART;TZID=Asia/Shanghai:20260908T093000"), [("2026-09-08T09:30", None)]
    ),
    CalendarFile(
        "cancelled",
        _event(
            TITLE,
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            "STATUS:CANCELLED",
            "SEQUENCE:2",
            head=("METHOD:CANCEL",),
        ),
        [MORNING],
        status="cancelled",
    ),
    CalendarFile(
        "prefixed_zone_name",
        _event(
            TITLE,
            "DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Shanghai:20260908T093000",
            "DTEND;TZID=/freeassociation.sourceforge.net/Asia/Shanghai:20260908T113000",
        ),
        [MORNING],
    ),
    CalendarFile(
        "outlook_long_zone_name",
        _event(
            TITLE,
            'DTSTART;TZID="(UTC+08:00) 北京，重庆，香港特别行政区，乌鲁木齐":20260908T093000',
            'DTEND;TZID="(UTC+08:00) 北京，重庆，香港特别行政区，乌鲁木齐":20260908T113000',
        ),
        [MORNING],
    ),
    CalendarFile(
        "gb18030_with_tab_folds",
        _event(
            "SUMMARY:（2026）鲁0202行初12号\r\n\t王建军诉青岛市市南区市场监督管理局",
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            codec="gb18030",
        ),
        [MORNING],
    ),
    CalendarFile(
        "utf16_big_endian",
        b"\xfe\xff" + _event(TITLE, "DTSTART:20260908T013000Z", "DTEND:20260908T033000Z", codec="utf-16-be"),
        [MORNING],
    ),
    CalendarFile(
        "several_calendars_in_one_file",
        _event(TITLE, "DTSTART:20260908T013000Z", "DTEND:20260908T033000Z")
        + _event(TITLE.replace("12号", "13号"), "DTSTART:20260909T013000Z", "DTEND:20260909T033000Z").replace(
            b"1@x", b"2@x"
        ),
        [MORNING, ("2026-09-09T09:30", "2026-09-09T11:30")],
        number=None,
    ),
    CalendarFile(
        "blanks_before_and_lower_case",
        b"\r\n\r\n"
        + _event(
            "summary:（2026）鲁0202行初12号开庭",
            "dtstart;tzid=asia/shanghai:20260908T093000",
            "dtend;tzid=asia/shanghai:20260908T113000",
        ),
        [MORNING],
    ),
    CalendarFile(
        "tokyo",
        _event(
            TITLE,
            "DTSTART;TZID=Tokyo Standard Time:20260908T103000",
            "DTEND;TZID=Tokyo Standard Time:20260908T123000",
        ),
        [MORNING],
    ),
    CalendarFile(
        "todo_and_note_beside_the_event",
        _file(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VTODO",
            "UID:t@x",
            "SUMMARY:提交证据",
            "DUE:20260901T013000Z",
            "END:VTODO",
            "BEGIN:VEVENT",
            "UID:1@x",
            TITLE,
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ),
        [MORNING],
    ),
    CalendarFile(
        "fields_in_the_description",
        _event(
            "SUMMARY:开庭提醒",
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            "LOCATION:市南区人民法院第三审判庭",
            r"DESCRIPTION:案号：（2026）鲁0202行初12号\n原告：王建军\n被告：青岛市市南区市场监督管理局\n承办人：李梅",
        ),
        [MORNING],
        courtroom="第三审判庭",
    ),
    CalendarFile(
        "html_only_description",
        _event(
            "SUMMARY:开庭",
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            "X-ALT-DESC;FMTTYPE=text/html:<html><body>（2026）鲁0202行初12号</body></html>",
        ),
        [MORNING],
    ),
    CalendarFile(
        "duration_in_days_and_hours",
        _event(TITLE, "DTSTART:20260908T013000Z", "DURATION:P0DT2H0M0S"),
        [MORNING],
    ),
    CalendarFile(
        "two_versions_of_one_event",
        _file(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            "UID:1@x",
            "SEQUENCE:1",
            TITLE,
            "DTSTART:20260908T013000Z",
            "DTEND:20260908T033000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:1@x",
            "SEQUENCE:0",
            TITLE,
            "DTSTART:20260901T013000Z",
            "DTEND:20260901T033000Z",
            "END:VEVENT",
            "END:VCALENDAR",
        ),
        [MORNING],
    ),
    CalendarFile(
        "thunderbird_further_date",
        _event(
            TITLE,
            "DTSTART;TZID=Asia/Shanghai:20260908T093000",
            "DTEND;TZID=Asia/Shanghai:20260908T113000",
            "RDATE;TZID=Asia/Shanghai:20260915T093000",
            "RDATE;VALUE=PERIOD;TZID=Asia/Shanghai:20260922T093000/PT2H",
        ),
        [MORNING, ("2026-09-15T09:30", "2026-09-15T11:30"), ("2026-09-22T09:30", "2026-09-22T11:30")],
        warnings={"series"},
        number=None,
    ),
]
