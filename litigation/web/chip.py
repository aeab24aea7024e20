"""Status chips: shape and icon and word, colour last. One chip for the answer, one for the duty."""

from dataclasses import dataclass

from flask_babel import gettext

from litigation.law.word import N_


@dataclass(frozen=True, slots=True)
class Chip:
    """How one state is shown."""

    tone: str
    icon: str
    text: str


CHIPS = {
    # What a duty came to.
    "pending": Chip("wait", "hourglass-split", N_("待履行")),
    "discharged": Chip("ok", "check-circle-fill", N_("已履行")),
    "excused": Chip("calm", "file-earmark-check", N_("未出庭·理由成立")),
    "open": Chip("calm", "hourglass-split", N_("待下次开庭")),
    "review": Chip("calm", "file-earmark-text", N_("理由待法院审查")),
    "breached": Chip("bad", "x-octagon-fill", N_("未履行")),
    "unknown": Chip("unknown", "question-circle", N_("结果待登记")),
    "relieved": Chip("", "arrow-left-right", N_("由他机关出庭")),
    "not_counted": Chip("", "dash-circle", N_("不计入")),
    # What a head answered.
    "unassigned": Chip("need", "person-dash", N_("未派员")),
    "asked": Chip("wait", "send", N_("待确认")),
    "late": Chip("warn", "bell", N_("催办中")),
    "confirmed": Chip("ok", "check-circle", N_("已确认")),
    "declined": Chip("need", "x-circle", N_("不能出庭")),
    "lapsed": Chip("warn", "arrow-repeat", N_("待重新确认")),
    "replaced": Chip("off", "arrow-left-right", N_("已改派")),
    # What became of a message.
    "planned": Chip("unknown", "clock", N_("待发")),
    "claimed": Chip("unknown", "clock", N_("正在发送")),
    "sent": Chip("wait", "send", N_("已发出")),
    "delivered": Chip("ok", "check2", N_("已送达")),
    "opened": Chip("ok", "eye", N_("已打开")),
    "answered": Chip("ok", "check-circle-fill", N_("已答复")),
    "failed": Chip("need", "x-circle", N_("未送达")),
    "superseded": Chip("off", "slash-circle", N_("已作废")),
    "expired": Chip("off", "slash-circle", N_("过期未发")),
    "local": Chip("off", "pc-display", N_("已存入本机发件箱")),
    # What an import found.
    "new": Chip("wait", "plus-circle", N_("新增")),
    "changed": Chip("warn", "pencil-square", N_("变更")),
    "same": Chip("", "dash", N_("相同")),
    "doubtful": Chip("warn", "question-diamond", N_("存疑")),
    "wrong": Chip("need", "x-octagon", N_("有误")),
    "missing": Chip("warn", "eye-slash", N_("未再出现")),
    "waiting": Chip("warn", "clipboard-check", N_("待核对")),
    "applied": Chip("ok", "check-circle", N_("已写入")),
    "reading": Chip("wait", "hourglass-split", N_("正在读取")),
    "unread": Chip("need", "x-circle", N_("没有读完")),
    "undone": Chip("off", "arrow-counterclockwise", N_("已撤销")),
    "discarded": Chip("off", "slash-circle", N_("已放弃")),
    "refused": Chip("need", "x-circle", N_("未能读取")),
    # Months, hearings, and the rest.
    "sealed": Chip("ok", "lock", N_("已封存")),
    "unsealed": Chip("unknown", "unlock", N_("未封存")),
    "verify": Chip("warn", "exclamation-triangle", N_("待核实")),
    "held": Chip("ok", "check2-all", N_("已开庭")),
    "adjourned": Chip("calm", "calendar-x", N_("延期未开")),
    "cancelled": Chip("off", "slash-circle", N_("已取消")),
    "withdrawn": Chip("off", "slash-circle", N_("撤诉未开")),
    "entered_in_error": Chip("off", "slash-circle", N_("登记有误")),
    "running": Chip("ok", "check-circle", N_("运行正常")),
    "silent": Chip("need", "exclamation-octagon", N_("没有响应")),
    "suggested": Chip("ok", "check-circle", N_("建议")),
}


def chip_of(key: str, text: str | None = None) -> Chip:
    """Return the chip of a state, in the language of the page, with ``text`` for its word if given."""
    known = CHIPS[key]
    return Chip(known.tone, known.icon, text or gettext(known.text))
