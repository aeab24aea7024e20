"""Doubts of a draft -> questions for a person, each with the answers one can give."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from litigation.intake.agency_match import AgencyMatch
from litigation.intake.draft import HearingDraft, Place
from litigation.intake.proposal import Option, Question
from litigation.law.case_number import read_case_number
from litigation.law.clock import say_day
from litigation.law.courts import court_name

EDIT = Option("edit", "另填，并向书记员核实", "edit")
SKIP = Option("skip", "不登记这一行", "skip")

PICTURE = "picture:"
"""Begins the key of a question about a whole page of a picture."""
SURE = 90
"""Below this a recogniser may have taken one letter for another."""
FIELD_NAMES = {
    "case_number": "案号",
    "start": "开庭时间",
    "court": "法院",
    "courtroom": "法庭",
    "plaintiffs": "原告",
    "defendants": "被告",
    "cause": "案由",
}

_WEEKDAY_WORDS = "一二三四五六日"
# 星期三 | 周三 | （三）
_STATED_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_OFFICE_HOURS = range(8, 19)
_FAR_AHEAD = timedelta(days=183)


def questions_of(draft: HearingDraft, received_on: date) -> list[Question]:
    """Return the questions that a draft's warnings raise, in the order of their weight."""
    found = []
    for code, ask in _ASKED.items():
        if code in draft.warnings and (question := ask(draft, code)):
            found.append(question)
    day = day_of(draft.start)
    if "year_inferred" in draft.warnings and day and abs(day - received_on) > _FAR_AHEAD:
        found.append(_year(draft, day))
    if "date_in_past" in draft.warnings and day and draft.status == "new":
        found.append(_past(draft, day))
    return found


def picture_questions(draft: HearingDraft) -> list[Question]:
    """Ask for a comparison with the picture that the draft was read from.

    One answer serves all rows of a page that were read clearly; one read unclearly is asked alone.
    """
    if "ocr" not in draft.warnings:
        return []
    places, page = draft.places.items(), draft.place.page or 1
    unclear = [FIELD_NAMES[name] for name, place in places if name in FIELD_NAMES and _is_unclear(place)]
    if draft.place.row and not unclear:
        keep = Option("keep", f"第 {page} 页字迹清楚的各行都已对照，一致", "keep")
        text = "这是从图片上认出的，与原件一致吗？"
        return [Question(f"{PICTURE}{page}", "ocr", text, (keep, EDIT))]
    text = "这是从图片上认出的，与原件一致吗？"
    if unclear:
        text = f"这是从图片上认出的，其中{'、'.join(unclear)}认得不准，与原件一致吗？"
    key = f"ocr:{page}:{draft.place.row or draft.place.start}:{draft.case_number}"
    return [Question(key, "ocr", text, (Option("keep", "已对照，一致", "keep"), SKIP, EDIT))]


def _is_unclear(place: Place) -> bool:
    return place.sure is not None and place.sure < SURE


def agency_question(name: str, match: AgencyMatch) -> Question:
    """Ask which agency of the register a name means."""
    options = [
        Option(f"agency-{each.id}", each.name, "agency", each.ground, agency_id=each.id)
        for each in match.candidates
    ]
    outside = Option("outside", "不是本区机关，不计入", "outside")
    create = Option("create", f"登记为本区机关“{name}”", "create")
    options += [outside, create] if match.elsewhere else [create, outside]
    return Question(f"agency:{name}", "agency_unknown", f"哪个机关？原文写“{name}”", tuple(options), name)


def time_text(moment: datetime | date | None) -> str:
    """Return ``9月15日 周二 09:30``, without the hour where none is known, 待定 without a day."""
    if moment is None:
        return "日期待定"
    if isinstance(moment, datetime):
        return f"{say_day(moment)} {moment:%H:%M}"
    return say_day(moment)


def day_of(moment: datetime | date | None) -> date | None:
    """Return the day of a moment or a bare day."""
    return moment.date() if isinstance(moment, datetime) else moment


def iso(moment: datetime | date) -> str:
    """Return the moment as a question's value holds it."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _hour(draft: HearingDraft, code: str) -> Question | None:
    """Ask for the hour: the one read, and the one twelve hours away."""
    if not isinstance(draft.start, datetime):
        return _missing_hour(draft, code)
    start = draft.start
    hours = sorted(
        {start, start.replace(hour=(start.hour + 12) % 24)},
        key=lambda moment: (moment.hour not in _OFFICE_HOURS, moment.hour),
    )
    options = tuple(_clock_option(moment) for moment in hours)
    return Question(f"{code}:{iso(start)}", code, "几点开庭？原文的时间可以有两种读法", (*options, EDIT))


def _clock_option(moment: datetime) -> Option:
    half = "上午" if moment.hour < 12 else "下午" if moment.hour < 18 else "夜间"
    hint = "" if moment.hour in _OFFICE_HOURS else "不在法院工作时间内"
    return Option(f"{moment:%H%M}", f"{moment:%H:%M}（{half}）", "keep", hint, {"start": iso(moment)})


def _missing_hour(draft: HearingDraft, code: str) -> Question | None:
    if draft.start is None:
        return None
    keep = Option("keep", f"先按 {say_day(draft.start)} 登记，钟点待补", "keep")
    return Question(f"{code}:{iso(draft.start)}", code, "几点开庭？原文的钟点看不懂", (keep, EDIT))


def _weekday(draft: HearingDraft, code: str) -> Question | None:
    """Ask for the day: the date as written, and the nearest day with the weekday as written."""
    if draft.start is None:
        return None
    options = [Option("keep", f"{time_text(draft.start)}（按日期）", "keep")]
    stated = _STATED_WEEKDAY.search(draft.original)
    if stated:
        wanted = _WEEKDAY_WORDS.index(stated[1].replace("天", "日"))
        shift = (wanted - draft.start.weekday() + 3) % 7 - 3
        other = draft.start + timedelta(days=shift)
        if shift:
            values = {"start": iso(other)}
            options.append(Option("weekday", f"{time_text(other)}（按星期）", "keep", "", values))
    return Question(f"{code}:{draft.case_number}", code, "日期和星期对不上，是哪一天开庭？", (*options, EDIT))


def _date(draft: HearingDraft, code: str) -> Question | None:
    """Ask whether the date stands that was read from doubtful words."""
    text = {
        "conflicting_times": "原文有两个不同的时间，以哪个为准？",
        "date_not_fixed": "日期是按收到之日推算的，是这一天吗？",
        "vtimezone_contradicts_name": "日历文件的时区自相矛盾，已按北京时间读取，对吗？",
        "zone_unclear": "日历文件的时区看不懂，已按北京时间读取，对吗？",
        "zone_urumqi": "日历文件用的是乌鲁木齐时间，已换算为北京时间，对吗？",
        "zone_foreign": "日历文件用的是外国时间，已换算为北京时间，对吗？",
        "series": "这是一条重复的日程，确实每次都开庭吗？",
    }[code]
    if draft.start is None:
        return None
    if code == "date_not_fixed" and "relative_date" not in draft.warnings:
        text = "原文的日期没有定死，或旁边还有认不出的日期，是这一天吗？"
        if draft.status == "postponed" and draft.old_start is None:
            text = "写着改期，没有写原来的时间，这是改期后的时间吗？"
    keep = Option("keep", f"是，{time_text(draft.start)}", "keep")
    return Question(f"{code}:{draft.case_number}", code, text, (keep, SKIP, EDIT))


def _values(draft: HearingDraft, code: str) -> Question:
    keep = Option("keep", f"按第一行：{draft.courtroom or '法庭未写'}，{time_text(draft.start)}", "keep")
    text = "同一案号同一时间写了两行，内容不同，以哪行为准？"
    return Question(f"{code}:{draft.case_number}", code, text, (keep, EDIT))


def _number(draft: HearingDraft, code: str) -> Question | None:
    if draft.case_number is None:
        return None
    keep = Option("keep", f"是，{draft.case_number}", "keep")
    return Question(f"{code}:{draft.case_number}", code, "案号写得不规范，是这个案号吗？", (keep, EDIT))


def _court(draft: HearingDraft, code: str) -> Question:
    """Ask for the court where the number's code and the named court differ."""
    number = read_case_number(draft.case_number) if draft.case_number else None
    of_number = court_name(number.court) if number else None
    options = [Option("keep", f"{draft.court}（按原文）", "keep")]
    if of_number:
        options.append(Option("number", f"{of_number}（按案号）", "keep", "", {"court": of_number}))
    text = "案号和写明的法院对不上，在哪个法院开庭？"
    return Question(f"{code}:{draft.case_number}", code, text, (*options, EDIT))


def _year(draft: HearingDraft, day: date) -> Question:
    keep = Option("keep", f"是，{day.year}年{time_text(draft.start)}", "keep")
    return Question(
        f"year:{draft.case_number}", "year_inferred", "原文没有写年份，是这一年吗？", (keep, EDIT)
    )


def _past(draft: HearingDraft, day: date) -> Question:
    keep = Option("keep", f"登记，{day.year}年{time_text(draft.start)} 已开过，再补结果", "keep")
    return Question(
        f"past:{iso(day)}", "date_in_past", "这个日期已经过去，而且没有登记过", (SKIP, keep, EDIT)
    )


_ASKED: dict[str, Callable[[HearingDraft, str], Question | None]] = {
    "weekday_mismatch": _weekday,
    "ampm_conflict": _hour,
    "time_ambiguous": _hour,
    "time_invalid": _hour,
    "conflicting_times": _date,
    "date_not_fixed": _date,
    "conflicting_values": _values,
    "court_code_mismatch": _court,
    "case_number_suspect": _number,
    "vtimezone_contradicts_name": _date,
    "zone_unclear": _date,
    "zone_urumqi": _date,
    "zone_foreign": _date,
    "series": _date,
}

NOTES = {
    "time_missing": "原文没有写钟点，按日期登记。",
    "year_inferred": "原文没有写年份，按收到之后最近的日期。",
    "column_guessed": "开庭时间那一列的表头认不出，是按内容认的，请核对。",
    "date_carried": "这一行没有写日期，按上一行的日期读取，请核对。",
    "relative_date": "日期不写在这一行，是按上文推算的，请对照原文。",
    "floating_time": "日历文件没有写时区，按北京时间读取。",
    "same_case_multiple_times": "同一案号有几次开庭。",
    "ocr_repaired": "个别字是按字形修正的，请对照原文。",
    "non_working_day": "这一天不是工作日。",
}
"""Warnings that need no answer but are shown beside the row."""


def notes_of(warnings: Sequence[str]) -> list[str]:
    """Return the sentences for warnings that need no answer."""
    return [NOTES[code] for code in warnings if code in NOTES]
