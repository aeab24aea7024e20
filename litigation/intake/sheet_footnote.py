"""Lines below a list that say something of its rows: 注：（2026）鲁0202行初22号改期至9月22日."""

import re
from collections.abc import Sequence
from dataclasses import replace

from litigation.intake.draft import HearingDraft
from litigation.intake.table_words import read_status
from litigation.intake.workbook import Cell
from litigation.law.case_number import find_case_numbers

_SENTENCE = re.compile(r"[。；;\n]+")
# 22号案 | 第22号 ; not 9月22号
_SEQUENCE = re.compile(r"(?<![\d月])(\d{1,5})\s*号(?!法庭|楼|厅|审判庭)")
_MOST_CELLS = 3


def footnote(row: Sequence[Cell]) -> str:
    """Return the sentence of a row that is no hearing, if it moves or cancels a numbered case."""
    said = {cell for cell in row if isinstance(cell, str) and cell}
    if len(said) > _MOST_CELLS:
        return ""
    return next((cell for cell in said if "号" in cell and read_status(cell) != "new"), "")


def doubted(hearings: Sequence[HearingDraft], notes: Sequence[str]) -> list[HearingDraft]:
    """Return the hearings, those in doubt (``conflicting_times``) that a footnote moves or cancels."""
    numbers: set[str] = set()
    sequences: set[str] = set()
    for sentence in (each for note in notes for each in _SENTENCE.split(note)):
        if read_status(sentence) == "new":
            continue
        found = find_case_numbers(sentence)
        numbers |= {str(each.number) for each in found}
        if not found:
            sequences |= set(_SEQUENCE.findall(sentence))
    return [_doubt(draft) if _is_meant(draft, numbers, sequences) else draft for draft in hearings]


def _is_meant(draft: HearingDraft, numbers: set[str], sequences: set[str]) -> bool:
    number = draft.case_number
    if not number or draft.status != "new":
        return False
    last = re.search(r"(\d+)号$", number) if sequences else None
    return number in numbers or (last is not None and last[1] in sequences)


def _doubt(draft: HearingDraft) -> HearingDraft:
    return replace(draft, warnings=tuple(dict.fromkeys((*draft.warnings, "conflicting_times"))))
