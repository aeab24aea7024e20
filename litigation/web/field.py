"""Form fields as the office fills them in, each with its own sentence for a wrong value."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from litigation.law.clock import at_shanghai
from litigation.law.word import Word


class DayField(DateField):
    """A day; what cannot be one is called by its value."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day or say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(
                _l("日期“%(value)s”不存在，请写成 2026-09-28 的样子。", value=valuelist[0])
            ) from None


class ClockField(TimeField):
    """An hour and minute of Shanghai."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time or say how to write it; browsers may add seconds."""
        try:
            super().process_formdata([value[:5] for value in valuelist])
        except ValueError:
            raise ValueError(_l("时间“%(value)s”不存在，请写成 09:30 的样子。", value=valuelist[0])) from None


class TextField(StringField):
    """One line of text; blanks around it do not count."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text without the blanks around it."""
        self.data = valuelist[0].strip() if valuelist else ""


class LinesField(TextAreaField):
    """Several values, one a line."""

    @property
    def lines(self) -> list[str]:
        """The values, empty lines left out."""
        return [line.strip() for line in (self.data or "").splitlines() if line.strip()]


class AgencyField(SelectField):
    """An agency of the register: chosen, never typed."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, coerce=_agency_id, choices=[], **more)

    def offer(self, agencies: Iterable[tuple[int, str]], empty: Any) -> None:
        """Fill the list in with ids and names."""
        listed = [SelectChoice(str(number), name) for number, name in agencies]
        self.choices = [SelectChoice("", empty), *listed]


class WordField(SelectField):
    """A closed list of the law; ``empty`` offers not to say."""

    def __init__(self, label: Any, words: type[Word], empty: Any = None, **more: Any) -> None:
        listed = [SelectChoice(word.value, _l(word.label)) for word in words]
        super().__init__(label, choices=[SelectChoice("", empty), *listed] if empty else listed, **more)


def _agency_id(value: Any) -> int | str:
    """Read a choice: the id, or the empty choice."""
    return int(value) if value and str(value).isdigit() else ""


def needed(sentence: Any) -> DataRequired:
    """Refuse an empty field with this sentence."""
    return DataRequired(sentence)


def at_most(length: int) -> Length:
    """Refuse a text that the register has no room for."""
    return Length(max=length, message=_l("最多 %(n)s 个字，请缩短。", n=length))


def optional() -> Optional:
    """Let the field be empty."""
    return Optional()


def instant(day: date | None, hour: Any) -> datetime | None:
    """Put a day and a Shanghai time together; without either there is no instant."""
    return at_shanghai(day, hour.hour, hour.minute) if day and hour else None
