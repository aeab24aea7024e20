"""Calendar files of other producers: times, zones, encodings and numbers must come out alike."""

from datetime import date

import pytest

from litigation.intake.calendar_file import read_calendar
from tests.intake.odd_calendars import FILES, CalendarFile
from tests.intake.odd_sheets import stated


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_calendar_of_another_producer_is_read(file: CalendarFile) -> None:
    reading = read_calendar(file.data, "a.ics", date(2026, 8, 20))

    assert [(stated(each.start), stated(each.end)) for each in reading.hearings] == file.hearings, reading
    given = {*reading.warnings, *(code for each in reading.hearings for code in each.warnings)}
    assert file.warnings <= given
    assert {each.status for each in reading.hearings} == {file.status}
    if file.number:
        assert [each.case_number for each in reading.hearings] == [file.number]
    if file.courtroom:
        assert reading.hearings[0].courtroom == file.courtroom
