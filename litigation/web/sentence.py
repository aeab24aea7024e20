"""What pages say about a record in one short sentence or word."""

from flask import Flask, current_app
from flask_babel import gettext

from litigation.actions.risk_board import Risk
from litigation.law.agency import PartyRole, Rank
from litigation.law.attendance import Certificate, ExcuseGround, Leaving, NoticeKind
from litigation.law.circular import PROFILES
from litigation.law.courts import court_name
from litigation.law.district_rule import RuleKind
from litigation.law.origin import OriginReason
from litigation.law.procedure import Mode, Outcome, Procedure
from litigation.law.rate import Tally
from litigation.law.word import N_, Word
from litigation.records.hearing import Hearing, HearingMove
from litigation.records.import_run import ImportRun
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Notice
from litigation.web.wording import NO_DATE, clock_time, day, in_english, listed, moment, short_month

NOTICES = {
    "appointment": N_("出庭通知"),
    "appointment_copy": N_("出庭通知（抄送）"),
    "chase": N_("催办答复"),
    "substitute": N_("询问能否接替"),
    "principal": N_("报告本机关正职"),
    "leadership_unconfirmed": N_("报告区领导：未确认"),
    "reminder": N_("出庭提醒"),
    "reminder_copy": N_("出庭提醒（抄送）"),
    "reminder_day": N_("当天早晨提醒"),
    "moved": N_("改期通知"),
    "moved_copy": N_("改期通知（抄送）"),
    "corrected": N_("更正通知"),
    "postponed": N_("延期通知"),
    "cancelled": N_("取消通知"),
    "relieved": N_("改由他人出庭的通知"),
    "certificate": N_("催办身份证明书"),
    "certificate_leadership": N_("报告区领导：身份证明书未备齐"),
    "outcome": N_("请登记开庭结果"),
    "outcome_leadership": N_("报告区领导：结果未登记"),
    "phone_task": N_("电话核实"),
    "circular": N_("月度通报"),
    "taken_over": N_("已确定接替的通知"),
    "hand_over": N_("询问是否接替出庭"),
    "verify": N_("核对联系方式"),
}

LOCAL_ENDING = ".sms.txt"
"""How the local outbox names the text messages that it keeps."""

HEAPS = {
    "new": N_("新增"),
    "changed": N_("变更"),
    "doubtful": N_("存疑"),
    "wrong": N_("有误"),
    "missing": N_("未再出现"),
    "same": N_("相同"),
}


def risk_words(risk: Risk) -> str:
    """Say what breaks the rate: the fact in Chinese, its kind in English."""
    return gettext(risk.kind.label) if in_english() else risk.what


def moved_from(move: HearingMove) -> str:
    """Say when a hearing was before a move."""
    if move.old_starts_at is not None:
        return moment(move.old_starts_at)
    return day(move.old_starts_on) if move.old_starts_on else gettext("日期未定")


def procedure(code: str | None) -> str:
    """Name the procedure of a case."""
    return word(Procedure, code)


def word(words: type[Word], code: str | None) -> str:
    """Translate a stored code of a closed list; nothing stored is a dash."""
    return gettext(words(code).label) if code else NO_DATE


def notice_words(notice: Notice) -> str:
    """Name a message by what it is for."""
    return gettext(NOTICES.get(notice.event, notice.event))


def channel(notice: Notice) -> str:
    """Name the channel of a message."""
    if notice.channel == "sms":
        return gettext("短信")
    return gettext("邮件邀请") if notice.sequence is not None else gettext("邮件")


def notice_state(notice: Notice) -> str:
    """Name the state of a message as its chip does: the furthest step it reached."""
    if notice.state != "sent":
        return notice.state
    if notice.opened_at is not None:
        return "opened"
    if notice.delivered_at is not None:
        return "delivered"
    return "local" if lies_here(notice) else "sent"


def lies_here(notice: Notice) -> bool:
    """Tell whether a message went no further than this machine's own outbox: no provider was set up."""
    if notice.state != "sent":
        return False
    config = current_app.config["LITIGATION"]
    if notice.channel == "mail":
        return config.smtp is None
    kept = notice.provider_id.endswith(LOCAL_ENDING) if notice.provider_id else not config.texts_leave
    return bool(kept)


def notice_steps(notice: Notice) -> list[str]:
    """Write the steps of a message with their times."""
    steps = [
        (notice.sent_at, gettext("存入本机发件箱") if lies_here(notice) else gettext("发出")),
        (notice.delivered_at, gettext("送达")),
        (notice.opened_at, gettext("打开链接")),
    ]
    return [f"{clock_time(at)} {what}" for at, what in steps if at is not None]


def heap_words(run: ImportRun) -> str:
    """Write how many rows of each heap an import has: 新增 6、变更 3、存疑 2."""
    counts = [(gettext(name), run.counts.get(heap, 0)) for heap, name in HEAPS.items()]
    return listed([f"{name} {count}" for name, count in counts if count]) or gettext("没有可写入的内容")


def month_line(tally: Tally) -> str:
    """Say in one line how the running month stands."""
    parts = []
    if tally.den:
        all_came = (
            gettext("负责人全部出庭")
            if tally.num == tally.den
            else gettext("负责人出庭 %(n)s 件", n=tally.num)
        )
        parts.append(gettext("已登记 %(n)s 件，%(came)s", n=tally.den, came=all_came))
    if tally.unknown:
        parts.append(gettext("%(n)s 件待登记", n=tally.unknown))
    if tally.pending:
        parts.append(gettext("%(n)s 件待开庭", n=tally.pending))
    said = gettext("；").join(parts) or gettext("还没有开庭案件")
    return gettext("%(month)s%(said)s。", month=short_month(tally.month), said=said)


def title_of(lawsuit: Lawsuit) -> str:
    """Write the full title of a case, as its own page bears it."""
    sued = [duty.agency.name for duty in lawsuit.duties] or [
        party.name for party in lawsuit.parties if party.role not in ("plaintiff", "applicant", "third_party")
    ]
    suing = [party.name for party in lawsuit.parties if party.role in ("plaintiff", "applicant")]
    if not suing or not sued:
        return lawsuit.cause or lawsuit.number
    return gettext("%(who)s诉%(whom)s%(cause)s", who=listed(suing), whom=listed(sued), cause=lawsuit.cause)


def court(code: str) -> str:
    """Name a court by its code; an unknown code stands as it is."""
    return court_name(code) or code


def place(hearing: Hearing) -> str:
    """Write court and room."""
    return f"{hearing.court} {hearing.courtroom}".strip() or gettext("地点未定")


FIGURES = {
    "den": N_("应计案件"),
    "num": N_("负责人出庭的案件"),
    "excused": N_("未出庭·理由成立的案件"),
    "open": N_("待下次开庭或理由待法院审查的案件"),
    "breached": N_("未履行的案件"),
    "pending": N_("待履行的案件"),
    "unknown": N_("结果待登记的案件"),
    "relieved": N_("由他机关出庭的案件"),
    "lawyers_only": N_("仅律师出庭的案件"),
    "scheduled": N_("本月排期的案件"),
    "remedy.due": N_("登记了整改事项的案件"),
    "remedy.done": N_("整改已办结的案件"),
    "remedy.overdue": N_("整改逾期未办结的案件"),
}
RANKS_AND_VOICES = {
    "F_principal": N_("正职出庭"),
    "F_deputy": N_("副职出庭"),
    "F_other": N_("其他分管负责人出庭"),
    "G_spoke_of_heard": N_("负责人出声"),
    "G_settle_of_heard": N_("负责人出解"),
    "G_spoke_of_attended": N_("出庭且出声"),
    "G_settle_of_attended": N_("出庭且出解"),
}
OF_AN_AGENCY = FIGURES | {
    "principal": RANKS_AND_VOICES["F_principal"],
    "spoke": RANKS_AND_VOICES["G_spoke_of_heard"],
    "settled": RANKS_AND_VOICES["G_settle_of_heard"],
}
PARTS_OF_A_FIGURE = {"num": N_("分子"), "den": N_("分母"), "unknown": N_("待登记")}


def figure_words(figure: str) -> str:
    """Name a figure of the month page by its key, as its list of cases is headed."""
    if figure in FIGURES:
        return gettext(FIGURES[figure])
    name, _, part = figure.rpartition(".")
    if name == "origin":
        return gettext(OriginReason(part).label)
    if name.startswith("agency."):
        return gettext("本单位%(what)s", what=gettext(OF_AN_AGENCY.get(part, part)))
    if name.startswith("procedure."):
        known = {"first": N_("一审"), "second": N_("二审"), "retrial": N_("再审")}
        return gettext(known.get(name.removeprefix("procedure."), name)) + _part(part)
    if name in PROFILES:
        return gettext(PROFILES[name][0]) + _part(part)
    return gettext(RANKS_AND_VOICES.get(name, name)) + ("" if part == "num" else _part(part))


def _part(part: str) -> str:
    return gettext("（%(part)s）", part=gettext(PARTS_OF_A_FIGURE.get(part, part)))


WORDS = (Mode, PartyRole, NoticeKind, Outcome, Rank, RuleKind, Certificate, Leaving, ExcuseGround)
"""Closed lists whose stored codes templates put into words with ``word(Mode, hearing.mode)``."""

FILTERS = {
    "risk_words": risk_words,
    "moved_from": moved_from,
    "procedure": procedure,
    "notice_words": notice_words,
    "channel": channel,
    "notice_state": notice_state,
    "notice_steps": notice_steps,
    "lies_here": lies_here,
    "heap_words": heap_words,
    "case_title": title_of,
    "place": place,
    "court": court,
}


def install(app: Flask) -> None:
    """Give the sentences to every template."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(month_line=month_line, word=word, figure_words=figure_words)
    app.jinja_env.globals.update({each.__name__: each for each in WORDS})
