"""The district's rules about the principal: made with a source, ended on a day, never rewritten."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from litigation.actions.actor import Actor, require
from litigation.actions.journal import record_act
from litigation.actions.row import get_row, plain_words
from litigation.law.district_rule import DistrictRule, RuleBook, RuleKind, print_steps, read_steps
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.word import N_
from litigation.records.agency import Agency
from litigation.records.db import writing
from litigation.records.district_rule import DistrictRuleRow, district_rules

MOST = 10**12
"""The largest threshold, in yuan: a number beyond it is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class RuleInput:
    """A rule as stated in the form."""

    kind: str
    source: str
    from_on: date
    threshold: int | None = None
    steps: str = ""
    must: bool = True
    agency_id: int | None = None


def make_rule(given: RuleInput, *, now: datetime, actor: Actor) -> DistrictRuleRow:
    """Put a rule in force.

    Raises:
        InvalidInputError: no such kind, no source, or a number is missing; ``details["field"]`` names it.
    """
    require(actor, "admin", "system")
    kind, source = _kind(given.kind), plain_words(given.source)[:300]
    if not source:
        raise InvalidInputError(N_("请写明依据，例如文件名称和条款。"), field="source")
    with writing() as session:
        if given.agency_id is not None:
            get_row(session, Agency, given.agency_id)
        row = DistrictRuleRow(
            kind=kind.value,
            source=source,
            threshold=_threshold(kind, given.threshold),
            steps=_steps(kind, given.steps),
            must=given.must,
            agency_id=given.agency_id,
            from_on=given.from_on,
            made_at=now,
            made_by=actor.name,
        )
        session.add(row)
        session.flush()
        record_act(session, now, actor, "rule.make", "district_rule", row.id, kind=kind.value, source=source)
    return row


def end_rule(rule_id: int, today: date, *, now: datetime, actor: Actor) -> DistrictRuleRow:
    """End a rule with yesterday; one that begins today or later never held.

    Raises:
        NotFoundError: no such rule.
        ConflictError: it has ended already.
    """
    require(actor, "admin", "system")
    with writing() as session:
        row = get_row(session, DistrictRuleRow, rule_id)
        if row.to_on is not None:
            raise ConflictError(N_("这条规定已经停用。"))
        yesterday = today - timedelta(days=1)
        row.from_on, row.to_on = min(row.from_on, yesterday), yesterday
        row.ended_by = actor.name
        record_act(session, now, actor, "rule.end", "district_rule", row.id, kind=row.kind)
    return row


def rule_book(session: Session) -> RuleBook:
    """Return the district's rules in the words of the law layer."""
    return RuleBook(tuple(_rule(row) for row in sorted(district_rules(session), key=lambda each: each.id)))


def _rule(row: DistrictRuleRow) -> DistrictRule:
    return DistrictRule(
        id=str(row.id),
        kind=RuleKind(row.kind),
        source=row.source,
        threshold=row.threshold,
        steps=read_steps(row.steps) if row.steps else (),
        must=row.must,
        agency=str(row.agency_id) if row.agency_id is not None else None,
        from_on=row.from_on,
        to_on=row.to_on,
    )


def _kind(code: str) -> RuleKind:
    try:
        return RuleKind(code)
    except ValueError:
        raise InvalidInputError(N_("请选择规定的种类。"), field="kind") from None


def _threshold(kind: RuleKind, number: int | None) -> int:
    if not kind.has_threshold:
        return 0
    if number is None or not 1 <= number <= MOST:
        raise InvalidInputError(N_("这一种规定要填一个数：次数、元或人数。"), field="threshold")
    return number


def _steps(kind: RuleKind, text: str) -> str:
    if kind is not RuleKind.QUOTA:
        return ""
    try:
        return print_steps(read_steps(text))
    except ValueError:
        raise InvalidInputError(
            N_("请按“件数:次数”填写，从小到大，用顿号隔开，例如 5:1、10:2、:3。"), field="steps"
        ) from None
