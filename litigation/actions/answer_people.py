"""A person's decision about one row of a people sheet."""

from typing import Any

from litigation.intake.proposal import Option, question_from_json
from litigation.law.error import InvalidInputError
from litigation.law.word import N_
from litigation.records.import_run import ImportRow


def decide_people(row: ImportRow, question_key: str, option_code: str) -> None:
    """Put one answer into a row inside the caller's transaction.

    Raises:
        InvalidInputError: the option does not belong to a question of the row.
    """
    option = _option(row, question_key, option_code)
    if option.act == "skip":
        row.decision = {**row.decision, "skip": True}
        return
    finding: dict[str, Any] = {**row.finding}
    finding["questions"] = [each for each in finding["questions"] if each["key"] != question_key]
    if option.act == "agency":
        finding["target_id"] = finding["agency_id"] = option.agency_id
    elif option.act == "person":
        finding["target_id"] = option.hearing_id
    if option.values:
        row.draft = {**row.draft, **option.values}
    row.finding = finding
    row.decision = {**row.decision, "skip": False}
    if not finding["questions"]:
        row.heap = "changed" if finding["target_id"] else "new"


def _option(row: ImportRow, question_key: str, option_code: str) -> Option:
    for asked in row.finding.get("questions", ()):
        question = question_from_json(asked)
        if question.key == question_key:
            for option in question.options:
                if option.code == option_code:
                    return option
    raise InvalidInputError(N_("这个问题已经变了，请重新看一遍再选。"), field="option")
