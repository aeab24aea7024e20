"""A careful hand for reading JSON: every value is asked for by type, every fault names its place."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from litigation.law.clock import SHANGHAI
from litigation.law.error import LitigationError
from litigation.law.word import N_, Word

WordT = TypeVar("WordT", bound=Word)


class FactsError(LitigationError):
    """The facts file is malformed; the sentence names the place and the value."""

    message = N_("事实文件格式有误，请按说明改正后再读取。")


class Node:
    """One JSON object with the path that leads to it."""

    def __init__(self, data: object, path: str) -> None:
        """Keep the object; refuse anything that is not one."""
        if not isinstance(data, dict):
            raise FactsError(f"事实文件“{path}”应为对象，请改正。", path=path)
        self._data: dict[str, Any] = data
        self._path = path

    def fault(self, key: str, wanted: str) -> FactsError:
        """The error for a value that is not what was wanted."""
        path = f"{self._path}.{key}"
        if key not in self._data:
            return FactsError(f"事实文件缺少“{path}”，请补上。", path=path)
        value = self._data[key]
        return FactsError(f"事实文件“{path}”应为{wanted}，现在是“{value}”，请改正。", path=path, value=value)

    def has(self, key: str) -> bool:
        """Tell whether a value other than null stands there."""
        return self._data.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """A text; numbers are taken as written. Absent or null gives the default, if there is one."""
        value = self._data.get(key, default)
        if value is None:
            value = default
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise self.fault(key, "文字")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None when absent or null."""
        return self.text(key) if self.has(key) else None

    def flag(self, key: str, default: bool = False) -> bool:
        """A truth value."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, "true 或 false")
        return value

    def optional_flag(self, key: str) -> bool | None:
        """A truth value, or None when nobody asked."""
        return self.flag(key) if self.has(key) else None

    def number(self, key: str) -> int:
        """A count; absent is 0."""
        value = self._data.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(key, "不小于 0 的整数")
        return value

    def word(self, key: str, words: type[WordT]) -> WordT:
        """A member of a closed list."""
        try:
            return words(self.text(key))
        except ValueError:
            raise self.fault(key, "、".join(words)) from None

    def optional_word(self, key: str, words: type[WordT]) -> WordT | None:
        """A member of a closed list, or None when absent or null."""
        return self.word(key, words) if self.has(key) else None

    def day(self, key: str) -> date | None:
        """A day ``YYYY-MM-DD``, or None."""
        if not self.has(key):
            return None
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.fault(key, "日期 YYYY-MM-DD") from None

    def moment(self, key: str) -> datetime | None:
        """A Shanghai wall-clock time ``YYYY-MM-DDTHH:MM`` (an offset is honoured), or None."""
        if not self.has(key):
            return None
        try:
            return read_moment(self.text(key))
        except ValueError:
            raise self.fault(key, "时间 YYYY-MM-DDTHH:MM") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one; absent is empty."""
        value = self._data.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fault(key, "文字列表")
        return tuple(value)

    def child(self, key: str) -> "Node | None":
        """The object under ``key``, or None."""
        return Node(self._data[key], f"{self._path}.{key}") if self.has(key) else None

    def children(self, key: str) -> Iterator["Node"]:
        """The objects of the list under ``key``; absent is empty."""
        value = self._data.get(key) or []
        if not isinstance(value, list):
            raise self.fault(key, "列表")
        for position, each in enumerate(value):
            yield Node(each, f"{self._path}.{key}[{position}]")


def read_moment(text: str) -> datetime:
    """An aware instant from ISO text; without offset it is Shanghai wall clock."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def write_moment(instant: datetime) -> str:
    """Shanghai wall clock as ISO text, to the minute unless seconds matter."""
    local = instant.astimezone(SHANGHAI).replace(tzinfo=None)
    whole = local.second == 0 and local.microsecond == 0
    return local.isoformat(timespec="minutes" if whole else "auto")
