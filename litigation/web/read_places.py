"""Where a number and a start stand in a court's own words, however they are written there."""

import re

_BRACKETS = {"(": r"[(（〔\[]", ")": r"[)）〕\]]"}


def number_place(text: str, number: str) -> tuple[int, int] | None:
    """Find a case number, with brackets of any kind and blanks within: （2026） 鲁9902行初118号."""
    signs = [_BRACKETS.get(sign, re.escape(sign)) for sign in number]
    found = re.search(r"\s?".join(signs), text) if signs else None
    return found.span() if found else None


def start_places(text: str, start: str) -> list[tuple[int, int]]:
    """Find the day and the hour of ``2026-12-01T09:30``: 12月1日, 2026/12/1, 9:30, 9时30分."""
    date, _, clock = start.partition("T")
    _year, month, day = (int(part) for part in date.split("-"))
    patterns = [
        rf"(?:(?<!\d)\d{{4}}\s?[-/.年]\s?)?(?<!\d)0?{month}\s?[-/.月]\s?0?{day}(?!\d)(?:\s?[日号])?",
    ]
    if clock:
        hour, minute = (int(part) for part in clock.split(":")[:2])
        rest = rf"\s?{minute:02d}(?!\d)分?" if minute else r"(?:\s?00(?!\d)分?|整)?"
        patterns.append(rf"(?<![\d:：])(?:0?{hour}|{(hour - 1) % 12 + 1})\s?(?:[:：]{rest}|[时点]{rest})")
    matches = [re.search(pattern, text) for pattern in patterns]
    return [match.span() for match in matches if match]
