"""裁判文书里的出庭记载: what a judgment says about the head (I2018 art. 129(2), R2020 art. 12(2)).

A head who appeared is named in the party section: the best evidence that he did. An absence
of the five kinds is recorded on file and stated in the judgment.
"""

import re

# 本院认为 | 审理查明 | 经审理 end the part that names the parties
_PARTY_SECTION_END = re.compile(r"一案|本院(?:认为|受理|立案)|审理(?:终结|查明)")
# 被告负责人未出庭应诉，亦未说明理由。
_ABSENCE = re.compile(r"[^。；\n]*负责人[^。；\n]*(?:未|没有|不)(?:能)?出庭[^。；\n]*[。；]?")


def names_head(judgment: str, name: str) -> bool:
    """Tell whether the party section of a judgment names the head."""
    end = _PARTY_SECTION_END.search(judgment)
    head = judgment[: end.start()] if end else judgment
    return bool(name) and name in re.sub(r"\s", "", head)


def absence_quoted(judgment: str) -> str | None:
    """The sentence in which a judgment records that the head did not appear; None without one."""
    found = _ABSENCE.search(judgment)
    return found.group().strip() if found else None
