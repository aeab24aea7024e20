"""What is said of a cell in a list of heads that cannot be used, by the problem's code."""

MESSAGES = {
    "agency_missing": "没有写机关。请补上所在机关的全称。",
    "name_missing": "没有写姓名。请补上，或删去这一行。",
    "name_invalid": "姓名“{value}”看不懂。一格只写一个人的姓名。",
    "rank_missing": (
        "看不出“{value}”是正职还是副职。请在“负责人类别”写：正职、副职、副职级别参与分管或其他参与分管。"
    ),
    "kind_invalid": "机关类型“{value}”看不懂。请写：政府、部门、街道办事处（镇政府）或授权组织。",
    "mobile_invalid": "手机号不对。请填写 11 位中国内地手机号，例如 13800001234。",
    "email_invalid": "邮箱“{value}”不对。请按 name@example.gov.cn 的格式填写。",
    "date_invalid": "日期“{value}”看不懂。请写成 2026-03-01 的样子。",
    "term_invalid": "任期止早于任期起。请改正日期。",
    "duplicate_row": "与第 {value} 行重复，已并为一人。",
}
