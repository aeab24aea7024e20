import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.intake.day_pattern import DAYS, STYLES, Style
from litigation.intake.moment import read_moment, read_moments
from litigation.intake.numeral import FOLD

RECEIVED = date(2026, 8, 1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("2026年10月21日上午8时50分在", "2026-10-21T08:50"),
        ("2026年12月4日（星期五）下午3时30分在", "2026-12-04T15:30"),
        ("2026年10月21日下午13时在", "2026-10-21T13:00"),
        ("2026年10月21日下午15 时在", "2026-10-21T15:00"),
        ("2026年10月21日下午14:30在", "2026-10-21T14:30"),
        ("2026 年 10 月 21 日 上午 08:30 在", "2026-10-21T08:30"),
        ("2026年10月21日16：30在", "2026-10-21T16:30"),
        ("2026年10月21日15;00，在", "2026-10-21T15:00"),
        ("２０２６年１０月２１日１６：３０在", "2026-10-21T16:30"),
        ("二○二六年十月二十一日上午九时整在", "2026-10-21T09:00"),
        ("二〇二六年十月二十一日九点整在", "2026-10-21T09:00"),
        ("二Ｏ二六年十月二十一日十时零分在", "2026-10-21T10:00"),
        ("二0二六年十月二十一日十五时三十分在", "2026-10-21T15:30"),
        ("二零二六年十月廿一日下午二时在", "2026-10-21T14:00"),
        ("2026年10月21日8时40分0秒，在", "2026-10-21T08:40"),
        ("2026.10.21 下午1点半在", "2026-10-21T13:30"),
        ("2026/10/21 9点一刻在", "2026-10-21T09:15"),
        ("2026-10-2108:50第四审判庭", "2026-10-21T08:50"),
        ("2026-10-21 13:30-15:304号法庭", "2026-10-21T13:30"),
        ("2026年10月21日9时15法庭", "2026-10-21T09:00"),
        ("2026年10月21日上午12时在", "2026-10-21T12:00"),
        ("2026年10月21日中午12时在", "2026-10-21T12:00"),
        ("2026年10月21日下午12时在", "2026-10-21T12:00"),
        ("2026年10月21日\n下午2时30分\n应到处所", "2026-10-21T14:30"),
        ("开庭日期：2026-10-21，时间：10:00，法庭", "2026-10-21T10:00"),
        ("2026-10-21T09:30:00+08:00", "2026-10-21T09:30"),
        ("二〇二六年十月二十一日二十时四十分在", "2026-10-21T20:40"),
    ],
)
def test_every_way_of_writing_a_moment_is_read_without_a_doubt(written: str, start: str) -> None:
    first = read_moments(written, RECEIVED)[0]
    assert first.start == at(start)
    assert first.warnings == ()


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2026年10月20日（星期二）9:15-11:15", "2026-10-20T09:15", "2026-10-20T11:15"),
        ("2026年10月20日下午13时30分至15时30分", "2026-10-20T13:30", "2026-10-20T15:30"),
        ("2026年10月20日上午9时0分至10时30分", "2026-10-20T09:00", "2026-10-20T10:30"),
        ("2026年10月20日下午2时至4时。", "2026-10-20T14:00", "2026-10-20T16:00"),
        ("2026年10月20日下午2-4时。", "2026-10-20T14:00", "2026-10-20T16:00"),
        ("2026年10月20日 11:00～1:00", "2026-10-20T11:00", "2026-10-20T13:00"),
    ],
)
def test_a_range_gives_its_start_and_its_end(written: str, start: str, end: str) -> None:
    (one,) = read_moments(written, RECEIVED)
    assert (one.start, one.end) == (at(start), at(end))


@pytest.mark.parametrize(
    ("written", "start", "warning"),
    [
        ("2026年10月21日下午十一时整，", "2026-10-21T23:00", "ampm_conflict"),
        ("2026年10月21日上午14:30在", "2026-10-21T14:30", "ampm_conflict"),
        ("2026年10月21日3时在", "2026-10-21T15:00", "time_ambiguous"),
        ("2026年10月21日上午10在第九法庭", "2026-10-21T10:00", "ocr_repaired"),
        ("2026年10月21上午08：30在", "2026-10-21T08:30", "ocr_repaired"),
        ("2026年10月21日（星期五）9:00在", "2026-10-21T09:00", "weekday_mismatch"),
        ("2026年10月21日9:00（星期五）在", "2026-10-21T09:00", "weekday_mismatch"),
        ("10月21日9:00在", "2026-10-21T09:00", "year_inferred"),
        ("2026年7月21日9:00在", "2026-07-21T09:00", "date_in_past"),
        ("2206年10月21日9:00在", "2206-10-21T09:00", "date_invalid"),
        ("明天上午9时30分在", "2026-08-02T09:30", "date_not_fixed"),
        ("2026年10月21日上午9时", "2026-10-21T09:00", "time_ambiguous"),
        ("2026年10月21日上午9时3", "2026-10-21T09:03", "time_ambiguous"),
    ],
)
def test_a_doubtful_moment_is_read_with_a_warning(written: str, start: str, warning: str) -> None:
    first = read_moments(written, RECEIVED)[0]
    assert first.start == at(start)
    assert warning in first.warnings


@pytest.mark.parametrize(
    ("written", "start", "warning"),
    [
        ("2026年10月21日整，", date(2026, 10, 21), "time_missing"),
        ("2026年10月21日开庭", date(2026, 10, 21), "time_missing"),
        ("2026年10月21日25时", date(2026, 10, 21), "time_invalid"),
        ("2026年10月21日 00:00:00", date(2026, 10, 21), "time_missing"),
        ("2026年10月21日 9:75", date(2026, 10, 21), "time_invalid"),
        ("2026年8月32日上午9时", None, "date_invalid"),
        ("2026年2月30日9:00", None, "date_invalid"),
        ("举证期满后第3日上午9时（遇法定假日顺延）", None, "date_not_fixed"),
    ],
)
def test_what_is_not_stated_or_does_not_exist_is_not_made_up(
    written: str, start: date | None, warning: str
) -> None:
    first = read_moments(written, RECEIVED)[0]
    assert first.start == start
    assert warning in first.warnings


@pytest.mark.parametrize(
    ("written", "starts"),
    [
        ("2026年11月13日、16日上午9时在", ["2026-11-13T09:00", "2026-11-16T09:00"]),
        ("2026年7月29日(星期三)9:00、14:00，", ["2026-07-29T09:00", "2026-07-29T14:00"]),
        ("2026年11月13日上午9时、16日下午2时。", ["2026-11-13T09:00", "2026-11-16T14:00"]),
        ("2026年11月13日上午9时，11月16日下午2时。", ["2026-11-13T09:00", "2026-11-16T14:00"]),
    ],
)
def test_days_and_times_written_as_a_list_are_all_read(written: str, starts: list[str]) -> None:
    assert [one.start for one in read_moments(written, RECEIVED)] == [at(start) for start in starts]


def test_a_year_left_out_is_that_of_the_next_such_day() -> None:
    assert read_moment("1月12日09:30", date(2026, 12, 21)).start == at("2027-01-12T09:30")
    assert read_moment("9月28日9:30", date(2026, 10, 12)).start == at("2026-09-28T09:30")
    assert "date_in_past" in read_moment("9月28日9:30", date(2026, 10, 12)).warnings
    assert read_moment("2月29日9:30", date(2026, 12, 21)).start == at("2028-02-29T09:30")


def test_an_hour_whose_day_stands_elsewhere_is_kept_as_a_clock() -> None:
    heading, item = read_moments("本院定于2026年9月8日在第一法庭：一、上午8时50分，", RECEIVED)
    assert item.dayless
    assert item.on(heading).start == at("2026-09-08T08:50")


def test_the_last_day_of_several_is_kept() -> None:
    (one,) = read_moments("2026年9月28日至10月1日上午9时，", RECEIVED)
    assert (one.start, one.until) == (at("2026-09-28T09:00"), date(2026, 10, 1))


def test_phone_numbers_and_codes_are_no_moments() -> None:
    for text in ("0532-57956114", "13800001234", "腾讯会议号：233-518-604", "第三审判庭301室", "提前15分钟"):
        assert read_moments(text, RECEIVED) == ()


def test_a_cell_holds_one_moment() -> None:
    assert read_moment("20260908 14:30", RECEIVED).start == at("2026-09-08T14:30")
    assert read_moment("上午9时", RECEIVED).warnings == ()
    assert read_moment("2026年9月8日9:00 / 9月9日10:00", RECEIVED).warnings[-1] == "conflicting_times"
    assert read_moment("待定", RECEIVED).start is None


@given(st.text(alphabet="0123456789年月日时分上下午点半:：-至、（）周星期三十二〇 /.整\n", max_size=50))
def test_reading_never_fails_and_keeps_its_places(text: str) -> None:
    for one in read_moments(text, RECEIVED):
        assert 0 <= one.begin <= one.stop <= len(text)
        assert isinstance(one.start, date) or one.start is None
    read_moment(text, RECEIVED)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: str(style.name))
def test_every_way_of_writing_a_day_has_samples_that_it_and_no_other_reads(style: Style) -> None:
    assert style.samples
    for sample in style.samples:
        found = DAYS.search(sample.translate(FOLD))
        assert found
        assert re.search(style.pattern, sample.translate(FOLD))
        named = {name for name, value in found.groupdict().items() if value and name != "sign"}
        assert named <= set(re.compile(style.pattern).groupindex), (sample, named)
