"""A mail -> hearings: its words as a court's text, its files as what they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from litigation.intake.calendar_file import read_calendar
from litigation.intake.court_text import read_text
from litigation.intake.draft import HearingDraft, Problem, Reading
from litigation.intake.letter import Letter, LetterRefusedError, open_letter
from litigation.intake.redaction import redact

MOST_FILES = 20
"""Files of one mail that are read."""

MAX_TEXT = 200_000

ANSWERS = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"})
"""METHODs of calendar objects that answer an invitation and never announce a hearing."""

OLD_OUTLOOK = Problem("file_kind", "这是 Outlook 的 msg 邮件。请在 Outlook 里另存为 eml，或把附件单独上传。")
TOO_MANY = Problem("letter_files", f"邮件的附件超过 {MOST_FILES} 个，只读了前 {MOST_FILES} 个。")

# What says only that a file is no list of hearings, which most files in a mail are not.
_NO_LIST = frozenset(
    {"headings_missing", "rows_missing", "words_missing", "nothing_recognised", "events_missing"}
)

ReadFile = Callable[[bytes, str, date, Mapping[str, str] | None], Reading]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a mail that was read, with what is to be kept of it: words with their links blanked."""

    reading: Reading
    data: bytes


def is_outlook(data: bytes) -> bool:
    """Tell Outlook's own file of a mail."""
    return data.startswith(b"\xd0\xcf\x11\xe0") and "__substg1.0_".encode("utf-16-le") in data


def read_letter(
    data: bytes, filename: str, received_on: date, mapping: Mapping[str, str] | None, read_file: ReadFile
) -> Reading:
    """Read a mail as one source; ``read_file`` reads the files in it. Never raises on bad input."""
    try:
        letter = open_letter(data)
    except LetterRefusedError as refused:
        return Reading(filename, problems=(Problem(refused.code, refused.sentence),))
    pieces = read_pieces(letter, received_on, mapping, read_file)
    notes = [Problem("letter_note", note) for note in letter.notes]
    return _joined([each.reading for each in pieces], filename, notes)


def read_pieces(
    letter: Letter, received_on: date, mapping: Mapping[str, str] | None, read_file: ReadFile
) -> list[Piece]:
    """Read what may hold hearings: the files that do, and the words of the mail.

    The words are left out where files were read and the words add no hearing; they come last.
    Where nothing holds any, they alone say so.
    """
    files = [
        Piece(read_calendar(data, "日历.ics", received_on), data)
        for method, data in letter.calendars
        if method not in ANSWERS
    ]
    for each in letter.enclosures[:MOST_FILES]:
        files.append(Piece(read_file(each.data, each.name, received_on, mapping), each.data))
    useful = [each for each in files if _is_useful(each.reading)]
    words, kept = _read_words(letter, received_on)
    known = {(draft.case_number, draft.start) for each in useful for draft in each.reading.hearings}
    new = [draft for draft in words.hearings if _is_new(draft, known, beside=bool(useful))]
    if useful and not new:
        return useful
    return [*useful, Piece(replace(words, hearings=tuple(new)), redact(kept).encode())]


def _read_words(letter: Letter, received_on: date) -> tuple[Reading, str]:
    """Read the words; return with them the text that their places lead to."""
    source = redact(letter.subject)[:100] or "邮件"
    text = letter.text[:MAX_TEXT]
    if not text.strip() and not letter.subject:
        return Reading(source, problems=(Problem("letter_empty", "邮件里没有文字。"),)), text
    reading = read_text(text, received_on, source)
    if reading.hearings or not letter.subject:
        return reading, text
    # Some say everything in the subject: "关于（2026）鲁0202行初12号案9月3日9:30开庭的通知"
    whole = f"{letter.subject}\n{text}"
    from_both = read_text(whole, received_on, source)
    return (from_both, whole) if from_both.hearings else (reading, text or letter.subject)


def _is_useful(reading: Reading) -> bool:
    """Tell whether a file holds hearings, or a list that a person must look at."""
    if reading.hearings or reading.unusable:
        return True
    return any(problem.code not in _NO_LIST for problem in reading.problems)


def _is_new(draft: HearingDraft, known: set[tuple[str | None, date | None]], *, beside: bool) -> bool:
    """Tell whether the words say more than the files; beside a file only a numbered case counts."""
    if beside and draft.case_number is None:
        return False
    return (draft.case_number, draft.start) not in known or draft.status != "new"


def _joined(readings: Sequence[Reading], source: str, notes: Sequence[Problem]) -> Reading:
    hearings = tuple(draft for each in readings for draft in each.hearings)
    return Reading(
        source,
        hearings=hearings,
        problems=(*(problem for each in readings for problem in each.problems), *notes),
        warnings=tuple(dict.fromkeys(code for each in readings for code in each.warnings)),
        # words beside a list may lie months behind its last day, and say nothing of what lies between
        whole=any(each.whole for each in readings) and all(each.whole for each in readings if each.hearings),
        not_hearing=None
        if hearings
        else next((each.not_hearing for each in readings if each.not_hearing), None),
        service_links=sum(each.service_links for each in readings),
        unusable=tuple(draft for each in readings for draft in each.unusable),
        columns=tuple(column for each in readings for column in each.columns),
    )
