"""口径中的读法: where the law leaves two readings open, which one the figures follow.

Each reading is a named setting with a version and its alternatives; the first option is the
decided one. A figure computed otherwise names the reading it departs from. Readings with one
option alone are stated here so that they have a name; nobody has asked for another yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from litigation.law.error import InvalidInputError
from litigation.law.word import N_


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: key, version (grows when the meaning of an option changes), options, words."""

    key: str
    version: int
    name: str
    options: tuple[str, ...]
    words: str

    @property
    def decided(self) -> str:
        """The option that holds unless an office chooses another."""
        return self.options[0]


READINGS = (
    Reading(
        "co_defendants",
        1,
        N_("共同被告未约定由谁出庭"),
        ("every", "any"),
        N_("各被告机关负责人都出庭才算履行；另一读法：有一个机关的负责人出庭即可"),
    ),
    Reading(
        "notified",
        1,
        N_("法院通知出庭的案件"),
        ("must_or_may",),
        N_("应当通知和已送达的可以通知都算，另列只算应当通知的"),
    ),
    Reading(
        "undecided_excuse",
        1,
        N_("法院尚未表态的理由"),
        ("open", "breached"),
        N_("计入分母，待法院审查；另一读法：法院认定成立之前按未履行"),
    ),
    Reading(
        "missing_outcome",
        1,
        N_("过期未登记结果的开庭"),
        ("no_percent",),
        N_("分子分母都不计，补齐之前不出百分比"),
    ),
    Reading(
        "renotified_cure",
        1,
        N_("再次通知后未出庭能否由以后的出庭弥补"),
        ("no", "yes"),
        N_("不能弥补，记在首次开庭的月份；另一读法：以后出庭即可弥补"),
    ),
    Reading(
        "rank", 1, N_("按职务分"), ("highest",), N_("一案只计一次，取有效出庭的最高职务，第三、四类并为其他")
    ),
    Reading("excused", 1, N_("理由成立"), ("all_missed",), N_("起作用的未出庭每次都经法院认定成立才算")),
    Reading(
        "leaving",
        1,
        N_("迟到、离庭和在线"),
        ("permitted_counts",),
        N_("迟到、经许可退庭、在线到庭都算出庭；未经许可退庭不算"),
    ),
    Reading("sitting", 1, N_("庭次"), ("every",), N_("每次实际开庭计一次，各机关负责人都到才算到")),
    Reading(
        "compensation",
        1,
        N_("行政赔偿案件"),
        ("with_procedure",),
        N_("行赔初、行赔终、行赔再按各自审理程序计"),
    ),
    Reading(
        "retrial_review",
        1,
        N_("再审审查中的开庭"),
        ("never", "count"),
        N_("行申等审查案件不计；另一读法：审查中开庭的也计"),
    ),
    Reading(
        "sum", 1, N_("分母的组成"), ("four_parts",), N_("分母＝已履行＋理由成立＋待定＋未履行，始终相等")
    ),
    Reading(
        "notice_days", 1, N_("出庭通知书提前送达的日数"), ("3", "4"), N_("三日；严格读法除去送达当日，即四日")
    ),
)
"""Law of the register, section by section of the decided readings."""

OPTIONS: Mapping[tuple[str, str], str] = {
    ("co_defendants", "every"): N_("各被告机关负责人都出庭才算履行"),
    ("co_defendants", "any"): N_("有一个被告机关的负责人出庭即为履行"),
    ("undecided_excuse", "open"): N_("计入分母，待法院审查"),
    ("undecided_excuse", "breached"): N_("法院认定成立之前按未履行"),
    ("renotified_cure", "no"): N_("不能弥补，记在首次开庭的月份"),
    ("renotified_cure", "yes"): N_("以后出庭即为弥补"),
    ("retrial_review", "never"): N_("再审审查案件不计"),
    ("retrial_review", "count"): N_("再审审查中开庭的也计"),
    ("notice_days", "3"): N_("三日"),
    ("notice_days", "4"): N_("四日，送达当日不算"),
}
"""Each option in words, where a reading has more than one."""

COUNTING = ("co_defendants", "undecided_excuse", "renotified_cure", "retrial_review")
"""The readings on which a figure can depend."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The options in force; the default is what was decided."""

    co_defendants: str = "every"
    undecided_excuse: str = "open"
    renotified_cure: str = "no"
    retrial_review: str = "never"
    notice_days: str = "3"

    @classmethod
    def of(cls, **chosen: str) -> "Readings":
        """Readings with some options chosen; InvalidInputError for a key or an option that does not exist."""
        known = {each.key: each for each in READINGS}
        for key, option in chosen.items():
            if key not in known or option not in known[key].options:
                allowed = "、".join(known[key].options) if key in known else "、".join(known)
                raise InvalidInputError(f"没有“{key}={option}”这种读法，可用：{allowed}。", value=key)
        own = {field.name for field in fields(cls)}
        return cls(**{key: option for key, option in chosen.items() if key in own})

    @property
    def departures(self) -> dict[str, Any]:
        """The options that differ from what was decided, by key."""
        standard = Readings()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(standard, field.name)
        }


def say_departures(readings: Readings) -> str:
    """What a figure departs from the decided readings in, in words; empty where in nothing."""
    names = {each.key: each.name for each in READINGS}
    told = [
        f"{names[key]}，{OPTIONS[key, option]}"
        for key, option in readings.departures.items()
        if key in COUNTING
    ]
    return f"本办公室采用的读法：{'；'.join(told)}。" if told else ""


DECIDED = Readings()
"""The readings that hold for every figure unless it says otherwise."""
