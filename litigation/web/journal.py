"""操作日志: who did what and who looked at what, for those who audit; nothing here can be changed."""

import json
from datetime import date, datetime, time, timedelta

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.law.clock import SHANGHAI
from litigation.law.role import Role
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.journal import AccessLine, JournalLine, find_acts, find_views
from litigation.web.paging import asked_page

blueprint = Blueprint("journal", __name__)

ACTS = {
    "case.create": N_("登记案件"),
    "case.update": N_("修改案件"),
    "hearing.create": N_("登记开庭"),
    "hearing.move": N_("开庭改期"),
    "hearing.correct": N_("更正开庭信息"),
    "hearing.cancel": N_("取消开庭"),
    "hearing.reinstate": N_("恢复开庭"),
    "hearing.verify": N_("核实开庭"),
    "outcome.record": N_("登记开庭结果"),
    "attendance.record": N_("登记到庭"),
    "attendance.correct": N_("更正到庭"),
    "remedy.finish": N_("整改事项办结"),
    "assignment.ask": N_("派负责人"),
    "assignment.leave_open": N_("暂不派人"),
    "assignment.confirm": N_("确认出庭"),
    "assignment.decline": N_("答复不能出庭"),
    "certificate.mark": N_("身份证明书备否"),
    "paper.issue": N_("出具文书"),
    "excuse.record": N_("登记不能出庭的理由"),
    "excuse.decide": N_("登记法院对理由的意见"),
    "call.record": N_("记录通话"),
    "task.close": N_("办结待办"),
    "import.receive": N_("收到来件"),
    "import.answer": N_("回答存疑行"),
    "import.apply": N_("写入来件"),
    "import.discard": N_("放弃来件"),
    "court_list.receive": N_("收到法院月度名单"),
    "court_list.inquire": N_("写核对函"),
    "court_list.answer": N_("登记法院对名单的答复"),
    "reading.change": N_("改变口径读法"),
    "excuse.view": N_("应诉科对理由的意见"),
    "import.columns": N_("指明表头"),
    "import.undo": N_("撤销导入"),
    "message.settle": N_("处理收到的短信或邮件"),
    "sending.resume": N_("恢复发送"),
    "rule.make": N_("设派员规则"),
    "rule.end": N_("停用派员规则"),
    "feed.make": N_("新建订阅地址"),
    "feed.revoke": N_("停用订阅地址"),
    "wording.change": N_("改消息文字"),
    "circular.propose": N_("建议出新版"),
    "circular.issue": N_("封存通报"),
    "circular.receipt": N_("签收通报"),
    "agency.create": N_("登记机关"),
    "agency.change": N_("修改机关"),
    "official.create": N_("登记负责人"),
    "official.change": N_("修改负责人"),
    "official.verify": N_("核实手机"),
    "liaison.create": N_("登记联络员"),
    "liaison.change": N_("修改联络员"),
    "leave.create": N_("登记请假"),
    "leave.remove": N_("删除请假"),
    "weekly.create": N_("登记每周安排"),
    "weekly.remove": N_("删除每周安排"),
    "calendar.enter": N_("保存日历订阅地址"),
    "calendar.forget": N_("删除日历订阅地址"),
    "calendar.file": N_("从文件导入忙的时间"),
    "calendar.forget_file": N_("删除由文件导入的时间"),
    "travel.set": N_("登记路程"),
    "travel.remove": N_("删除路程"),
    "pin.set": N_("指定出庭负责人"),
    "pin.remove": N_("取消指定"),
    "hand_over.offered": N_("询问是否接替出庭"),
    "hand_over.accepted": N_("接受交接"),
    "hand_over.refused": N_("不接受交接"),
    "hand_over.ended": N_("撤回交接"),
    "contact.ask": N_("发短信核对号码"),
    "postponement.record": N_("登记延期申请和法院答复"),
    "setting.change": N_("修改设置"),
    "holiday.set": N_("改节假日"),
    "holiday.remove": N_("撤销改节假日"),
    "user.create": N_("建账号"),
    "user.change": N_("修改账号"),
    "user.open": N_("恢复账号"),
    "user.close": N_("停用账号"),
    "user.reset": N_("重置密码"),
    "user.password": N_("修改密码"),
    "sign_in": N_("登录"),
    "sign_out": N_("退出"),
    "end_sessions": N_("退出其他登录"),
    "unlock": N_("解锁账号"),
}
VIEWS = {
    "number_shown": N_("查看完整号码"),
    "case": N_("打开案件"),
    "link": N_("打开链接"),
    "export": N_("导出登记簿"),
}
PAGES = {
    "lawsuit": ("cases.show", "case_id"),
    "hearing": ("hearings.messages", "hearing_id"),
    "agency": ("agencies.show", "agency_id"),
    "official": ("people.show", "official_id"),
    "import": ("imports.check", "run_id"),
}
"""Where a line's subject has a page that every reader of the journal may open."""


@blueprint.get("/journal")
def index() -> ResponseReturnValue:
    """List the acts, or with ``view=looked`` the views that leave a trace; latest first."""
    page, session = asked_page(), db.session()
    looked = request.args.get("view") == "looked"
    wanted = {name: request.args.get(name, "").strip() for name in ("act", "who")}
    find = find_views if looked else find_acts
    rows, total = find(session, wanted, _asked_end(), first=page.offset, count=page.per_page)
    return render_template(
        "journal/index.html",
        lines=[(row, act_words(row), _page_of(row)) for row in rows],
        pages=page.of(total),
        acts=VIEWS if looked else ACTS,
        looked=looked,
        wanted=wanted,
        roles={role.value: role for role in Role},
        said=_said,
    )


def act_words(row: JournalLine | AccessLine) -> str:
    """Say what was done; an act of another version keeps its name."""
    name = row.act if isinstance(row, JournalLine) else row.kind
    return gettext((ACTS | VIEWS).get(name, name))


def _page_of(row: JournalLine | AccessLine) -> str:
    """Return the address of what the line is about, empty where there is none."""
    endpoint, argument = PAGES.get(row.subject, ("", ""))
    return url_for(endpoint, **{argument: row.subject_id}) if endpoint and row.subject_id else ""


def _said(details: dict[str, object]) -> str:
    """Write the details as they stand under the hash, without what is empty."""
    return json.dumps({name: value for name, value in details.items() if value != ""}, ensure_ascii=False)


def _asked_end() -> datetime | None:
    """Read the last day to show; nonsense is no limit."""
    try:
        day = date.fromisoformat(request.args.get("until", ""))
        return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
    except (ValueError, OverflowError):
        return None
