"""What the month brings: a roster, a court's cause list, three notices, and who came.

Everybody is invented, every mobile is fictional. Days count from the Monday on which the
office begins; everything happens within that March.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import xlsxwriter

from tests.journeys.server import MONDAY, at

YEAR = MONDAY.year
MONTH = f"{YEAR}-03"
DISTRICT = "青岛市市南区"
COURT = f"{DISTRICT}人民法院"

MARKET = f"{DISTRICT}市场监督管理局"
HOUSING = f"{DISTRICT}住房和城乡建设局"
LABOUR = f"{DISTRICT}人力资源和社会保障局"
PATROL = f"{DISTRICT}综合行政执法局"
HEALTH = f"{DISTRICT}卫生健康局"
GOVERNMENT = f"{DISTRICT}人民政府"

SHORT = {
    MARKET: "区市场监管局",
    HOUSING: "区住建局",
    LABOUR: "区人社局",
    PATROL: "区综合执法局",
    HEALTH: "区卫健局",
    GOVERNMENT: "区政府",
}
HEADS = {
    MARKET: (("沈若衡", "局长"), ("顾长宁", "副局长"), ("苏砚秋", "副局长")),
    HOUSING: (("陆知白", "局长"), ("温如玉", "副局长"), ("乔松年", "副局长")),
    LABOUR: (("贺明川", "局长"), ("叶听澜", "副局长"), ("江予安", "副局长")),
    PATROL: (("许怀谷", "局长"), ("钟砚青", "副局长"), ("云鹤鸣", "副局长")),
    HEALTH: (("白慕远", "局长"), ("虞山青", "副局长"), ("纪临渊", "副局长")),
    GOVERNMENT: (("秦望舒", "区长"), ("孟怀瑾", "副区长"), ("裴允之", "副区长")),
}
LIAISONS = {
    MARKET: "方以宁",
    HOUSING: "林疏影",
    LABOUR: "宋清和",
    PATROL: "范知秋",
    HEALTH: "柳拂衣",
    GOVERNMENT: "严若水",
}
LEADER = "梁靖川"
LEADER_MOBILE = "13800009001"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the court's list."""

    sequence: int
    plaintiff: str
    defendants: tuple[str, ...]
    cause: str
    day: int
    clock: str
    room: str = "第三审判庭"

    @property
    def number(self) -> str:
        """The case number as courts print it."""
        return f"（{YEAR}）鲁0202行初{self.sequence}号"

    @property
    def starts_at(self) -> datetime:
        """When the list says the hearing begins."""
        return at(self.day, self.clock)


FIRST = Row(101, "周海波", (MARKET,), "行政处罚", 3, "9:00")
MOVED = Row(102, "赵秀兰", (LABOUR,), "工伤保险资格认定", 7, "9:30", "第八审判庭")
CANCELLED = Row(103, "陈志强", (HOUSING,), "不履行法定职责", 8, "9:15")
DECLINED = Row(104, "钱春梅", (HEALTH,), "行政处罚", 9, "14:30")
JOINT = Row(105, "吴淑芬", (MARKET, GOVERNMENT), "行政处罚及行政复议", 4, "10:00", "第一审判庭")
MISSED = Row(106, "孙永刚", (PATROL,), "责令限期拆除决定", 10, "9:00")
LEFT_EARLY = Row(107, "冯立伟", (HOUSING,), "行政许可", 11, "15:00")
SILENT = Row(108, "郑文博", (PATROL,), "行政强制", 11, "9:30")

COURT_LIST = (
    FIRST,
    MOVED,
    CANCELLED,
    DECLINED,
    JOINT,
    MISSED,
    LEFT_EARLY,
    SILENT,
    Row(109, "王宝林", (MARKET,), "行政处罚", 7, "14:30"),
    Row(110, "李玉珍", (HOUSING,), "房屋登记", 7, "10:30", "第六法庭"),
    Row(111, "褚思远", (LABOUR,), "劳动保障监察", 8, "14:30"),
    Row(112, "卫国栋", (PATROL,), "行政处罚", 8, "10:30", "第六法庭"),
    Row(113, "蒋晓彤", (HEALTH,), "行政许可", 9, "9:00"),
    Row(114, "韩克勤", (MARKET,), "不履行法定职责", 9, "10:30", "第六法庭"),
    Row(115, "杨桂英", (HOUSING,), "行政处罚", 10, "14:30"),
    Row(116, "朱佳宁", (LABOUR,), "工伤保险资格认定", 10, "10:30", "第六法庭"),
    Row(117, "尤建平", (GOVERNMENT,), "行政复议", 11, "10:30", "第一审判庭"),
    Row(118, "何雅琴", (PATROL,), "行政强制", 14, "9:00"),
    Row(119, "吕守义", (HEALTH,), "行政处罚", 14, "10:30", "第六法庭"),
    Row(120, "施振宇", (MARKET,), "行政处罚", 15, "9:00"),
    Row(121, "张海燕", (HOUSING,), "不履行法定职责", 15, "14:30"),
    Row(122, "孔令军", (LABOUR,), "劳动保障监察", 16, "9:00"),
)
ADDED = Row(160, "曹玉珍", (HEALTH,), "投诉处理答复", 16, "15:00", "第六法庭")
NEW_START = at(14, "14:30")
"""When the moved hearing is instead."""

CASES = len(COURT_LIST) + 1
HELD = CASES - 1
"""All but the cancelled one."""
ATTENDED = HELD - 2
"""Nobody came to one, and from one the head left without the court's leave."""


def mobile_of(name: str) -> str:
    """Return the fictional mobile of a head or a liaison."""
    names = [person for heads in HEADS.values() for person, _ in heads]
    everybody = names + list(LIAISONS.values())
    return f"1380000{everybody.index(name) + 1:04d}"


def address_of(name: str) -> str:
    """Return the mail address of a head."""
    return f"{mobile_of(name)[-4:]}@heads.example.com"


def roster() -> bytes:
    """Return the list of agencies, heads and liaisons as an office keeps it."""
    head = ["序号", "机关名称", "简称", "姓名", "职务", "分管领域", "手机号码", "电子邮箱", "任职时间"]
    head += ["联络员", "联络员手机"]
    rows: list[list[object]] = [["行政机关负责人名册"], head]
    for agency, people in HEADS.items():
        for name, post in people:
            liaison = LIAISONS[agency]
            row = [len(rows) - 1, agency, SHORT[agency], name, post, "", mobile_of(name), address_of(name)]
            rows.append([*row, "2024年1月", liaison, mobile_of(liaison)])
    return _workbook(rows)


@cache
def cause_list() -> bytes:
    """Return the court's list: a title, the heads, one row a hearing; the same bytes every time."""
    head = ["序号", "案号", "法院", "原告", "被告", "案由", "开庭时间", "法庭", "承办人", "备注"]
    rows: list[list[object]] = [["行政应诉案件开庭安排表"], head]
    for position, row in enumerate(COURT_LIST, 1):
        sued, when = "、".join(row.defendants), say_start(row.starts_at)
        rows.append(
            [position, row.number, COURT, row.plaintiff, sued, row.cause, when, row.room, "孙秀兰", ""]
        )
    return _workbook(rows)


def notices() -> str:
    """Return three texts as they come in on one morning: a move, a cancellation, a new hearing."""
    moved = (
        f"{COURT}\n延期开庭公告\n{MOVED.number}\n原告{MOVED.plaintiff}诉被告{LABOUR}{MOVED.cause}一案，"
        f"原定于{say_start(MOVED.starts_at)}在{MOVED.room}开庭，因故延期至{say_start(NEW_START)}，"
        f"开庭地点不变。特此公告。\n{say_day(at(0, '9:00'))}"
    )
    start = CANCELLED.starts_at
    cancelled = f"【{COURT}】{CANCELLED.number}原定{start:%Y年%m月%d日 %H:%M}的庭审取消，特此告知。"
    added = (
        f"开庭公告\n案号：{ADDED.number}\n案由：{ADDED.cause}\n原告：{ADDED.plaintiff}\n被告：{HEALTH}\n"
        f"开庭时间：{say_start(ADDED.starts_at)}\n开庭地点：{ADDED.room}\n审判长：韩宝林\n{COURT}"
    )
    return "\n\n".join((moved, cancelled, added))


def say_day(moment: datetime) -> str:
    """Return a day as courts write it."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def say_start(moment: datetime) -> str:
    """Return a moment as courts write it: 2027年3月11日上午9:00."""
    half = "上午" if moment.hour < 12 else "下午"
    return f"{say_day(moment)}{half}{(moment.hour - 1) % 12 + 1}:{moment:%M}"


def _workbook(rows: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()
