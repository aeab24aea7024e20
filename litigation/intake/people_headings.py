"""What offices write above the columns of a list of agencies, heads and liaisons."""

from collections.abc import Sequence
from dataclasses import replace

from litigation.intake.column_content import column_kind
from litigation.intake.headings import Layout, find_layout, heading_key, vocabulary
from litigation.intake.workbook import Cell, Sheet

_SYNONYMS = {
    "agency": (
        "应诉单位 被诉单位 被诉机关 涉诉机关 涉诉单位 单位机关 机关单位 部门单位 街道部门 "
        "被诉行政机关 应诉机关 "
        "机关 机关名称 单位 单位名称 行政机关 部门 机关全称 所在机关 所属机关 任职机关 "
        "工作单位 单位全称 所在单位 行政机关名称 部门名称 所属单位 名称 全称"
    ),
    "short_name": "简称 机关简称 单位简称 常用名 常用简称",
    "other_names": "曾用名 别名 其他名称 原名称 其他叫法 曾用名称",
    "kind": "机关类型 单位类型 机关类别 单位性质 性质 机关性质 单位类别",
    "parent": "上级机关 主管机关 上级单位 上级 隶属 隶属机关 主管部门",
    "in_district": "是否本区 本区 是否本区机关 是否区属",
    "category": "类型 类别",
    "name": (
        "出庭负责人 出庭应诉负责人 应诉负责人 领导 班子成员 负责人员 领导干部 人员 姓名 "
        "负责人 负责人姓名 领导姓名 行政机关负责人 人员姓名"
    ),
    "post": "职务职级 职位 担任职务 岗位 职务 职务名称 现任职务 党政职务 行政职务",
    "rank": (
        "人员类别 人员类型 角色 负责人身份 类别身份 职务类别 级别 负责人类别 负责人类型 职级 身份 负责人级别 "
        "出庭身份 正副职 职级类别"
    ),
    "portfolio": (
        "分管联系 负责工作 主管工作 职责分工 分管部门 分管科室 分管 分管领域 分管工作 "
        "分管事项 分管业务 分管范围 工作分工 分工"
    ),
    "mobile": (
        "联系电话手机 手机电话 本人电话 负责人电话 联系号码 手机 手机号 手机号码 "
        "联系电话 电话 移动电话 联系方式 负责人手机 本人手机"
    ),
    "email": "邮箱 电子邮箱 电子邮件 email 邮件 电邮 政务邮箱",
    "from_on": (
        "任职起始 任现职时间 到职时间 起任时间 任期起 任职时间 任职日期 任职起 到任日期 "
        "任期开始 任职开始 任期自 起始日期"
    ),
    "to_on": (
        "免职时间 免职日期 卸任时间 任职截止 止任时间 任期止 离任日期 任期结束 任职止 "
        "任职结束 任期至 离任时间 截止日期"
    ),
    "liaison": ("应诉联络员 法制联络员 联络人员 经办人 具体联系人 联络员 联络员姓名 联系人 秘书 联络人"),
    "liaison_mobile": (
        "联络员手机 联络员电话 联络员手机号 联系人电话 秘书手机 联络员联系方式 联系人手机 "
        "联络人手机 联络人电话"
    ),
    "principals": (
        "正职 行政正职 行政主要负责人 法定代表人 第一负责人 主要负责人 主要领导 一把手 正职负责人 "
        "单位主要负责人"
    ),
    "deputies": (
        "副职 分管负责人 分管领导 副职负责人 其他班子成员 副职领导 分管副职 分管法治负责人 分管法制负责人 "
        "分管法治领导 分管法制领导 分管应诉负责人 分管应诉领导 分管副局长 分管副主任 法治分管领导 "
        "法制分管领导 副职分管负责人"
    ),
    "liaison_email": "联络员邮箱 联系人邮箱 秘书邮箱 联络员电子邮箱",
}
"""Field -> headings, blanks between. The heading of ``principals`` and ``deputies`` is a rank."""

PEOPLE_WORDS = vocabulary(
    {field: words.split() for field, words in _SYNONYMS.items()},
    frozenset({"agency", "name", "liaison", "principals", "deputies"}),
)
_SEARCHED_ROWS = 100


def find_people_layout(rows: Sequence[Sequence[Cell]]) -> Layout | None:
    """Find the headings of a list of people; a column of agencies under an unknown heading is theirs."""
    layout = find_layout(rows, None, PEOPLE_WORDS)
    if layout is None or "agency" in layout.columns:
        return layout
    named = {column for found in layout.columns.values() for column in found}
    width = max((len(row) for row in rows[layout.first : layout.first + 40]), default=0)
    for column in range(width):
        if column not in named and column_kind(rows, column, layout.first) == "defendants":
            return replace(layout, columns={**layout.columns, "agency": (column,)}, guessed=(column,))
    return layout


def turned_people(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the rows of a list whose labels stand in the first column; none where they do not."""
    if not 2 <= len(rows) <= _SEARCHED_ROWS:
        return []
    labels = [row[0] if row else "" for row in rows]
    width = max(map(len, rows))
    words = PEOPLE_WORDS.field_of
    known = {words[key] for label in labels if (key := heading_key(label)) in words}
    if len(known) < 3 or width < 2:
        return []
    turned = [[row[column] if column < len(row) else "" for row in rows] for column in range(width)]
    return turned if find_layout(turned[:1], None, PEOPLE_WORDS) else []


def people_table(sheet: Sheet) -> tuple[Sheet, Layout | None]:
    """Return a sheet with its headings; one whose labels stand at the left is turned first."""
    if layout := find_people_layout(sheet.rows):
        return sheet, layout
    turned = turned_people(sheet.rows)
    return Sheet(sheet.name, turned), find_people_layout(turned) if turned else None
