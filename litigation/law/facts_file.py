"""The facts file: a register as plain JSON, from which anyone can recompute what was reported.

Instants stand as Shanghai wall clock. Reading what was written gives the same register.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from litigation.law.agency import Agency, AgencyKind, Official, PartyRole, Rank
from litigation.law.attendance import (
    ArrangementKind,
    Certificate,
    CourtDecision,
    ExcuseGround,
    Leaving,
    NoticeKind,
)
from litigation.law.facts import (
    Arrangement,
    Attendance,
    Case,
    CourtNotice,
    Excuse,
    Hearing,
    Party,
    Register,
)
from litigation.law.facts_node import FactsError, Node, write_moment
from litigation.law.procedure import HearingKind, Mode, Outcome

ItemT = TypeVar("ItemT")


def read_register(data: object) -> Register:
    """Read the ``register`` of a facts file; FactsError names the place of the first fault."""
    root = Node(data, "register")

    def each(key: str, read: Callable[[Node], ItemT]) -> tuple[ItemT, ...]:
        return tuple(read(node) for node in root.children(key))

    register = Register(
        agencies=each("agencies", _read_agency),
        officials=each("officials", _read_official),
        cases=each("cases", _read_case),
        hearings=each("hearings", _read_hearing),
        attendance=each("attendance", _read_attendance),
        excuses=each("excuses", _read_excuse),
    )
    _check_references(register)
    return register


def _read_agency(node: Node) -> Agency:
    return Agency(
        id=node.text("id"),
        name=node.text("name"),
        kind=node.word("kind", AgencyKind),
        in_district=node.flag("in_district", default=True),
        parent=node.optional_text("parent"),
    )


def _read_official(node: Node) -> Official:
    return Official(
        id=node.text("id"),
        name=node.text("name"),
        agency=node.text("agency"),
        rank=node.word("rank", Rank),
        portfolio=node.texts("portfolio"),
        from_on=node.day("from"),
        to_on=node.day("to"),
        linked_cases=frozenset(node.texts("linked_cases")),
    )


def _read_case(node: Node) -> Case:
    notice = node.child("notice")
    arrangement = node.child("arrangement")
    return Case(
        id=node.text("id"),
        number=node.text("number"),
        cause=node.text("cause", ""),
        field=node.text("field", ""),
        plaintiffs=node.texts("plaintiffs"),
        parties=tuple(
            Party(each.text("agency"), each.word("role", PartyRole), each.flag("art1_3"))
            for each in node.children("parties")
        ),
        notice=_read_notice(notice) if notice else None,
        arrangement=_read_arrangement(arrangement) if arrangement else None,
    )


def _read_notice(node: Node) -> CourtNotice:
    return CourtNotice(node.word("kind", NoticeKind), node.text("ground", ""))


def _read_arrangement(node: Node) -> Arrangement:
    named = node.texts("agency") or node.texts("agencies")
    return Arrangement(node.word("kind", ArrangementKind), named)


def _read_hearing(node: Node) -> Hearing:
    day_only = node.has("start") and len(node.text("start")) == len("2026-02-03")
    return Hearing(
        id=node.text("id"),
        cases=node.texts("cases"),
        start=None if day_only else node.moment("start"),
        start_on=node.day("start") if day_only else None,
        kind=node.word("kind", HearingKind),
        mode=node.optional_word("mode", Mode) or Mode.IN_PERSON,
        court=node.text("court", ""),
        re_notified=node.flag("re_notified"),
        outcome=node.optional_word("outcome", Outcome),
        announced_at=node.moment("announced_at"),
        recorded_at=node.moment("recorded_at"),
    )


def _read_attendance(node: Node) -> Attendance:
    person = node.optional_text("person")
    return Attendance(
        hearing=node.text("hearing"),
        agency=node.text("agency"),
        person=person,
        present=node.flag("present", default=person is not None),
        certificate=node.optional_word("certificate", Certificate),
        left=node.optional_word("left", Leaving),
        spoke=node.optional_flag("spoke"),
        settlement=node.optional_flag("settlement"),
        refused_to_explain=node.flag("refused_to_explain"),
        staff=node.number("staff"),
        lawyers=node.number("lawyers"),
        recorded_at=node.moment("recorded_at"),
    )


def _read_excuse(node: Node) -> Excuse:
    return Excuse(
        hearing=node.text("hearing"),
        agency=node.text("agency"),
        ground=node.word("ground", ExcuseGround),
        reason=node.text("reason", ""),
        proof=node.flag("proof"),
        seal=node.flag("seal"),
        chief_signature=node.flag("chief_signature"),
        court_decision=node.optional_word("court_decision", CourtDecision) or CourtDecision.NONE,
        submitted_at=node.moment("submitted_at"),
        decided_at=node.moment("decided_at"),
    )


def _check_references(register: Register) -> None:
    """Refuse ids that repeat and references that lead nowhere."""
    agencies = _ids("agencies", [each.id for each in register.agencies])
    people = _ids("officials", [each.id for each in register.officials])
    cases = _ids("cases", [each.id for each in register.cases])
    hearings = _ids("hearings", [each.id for each in register.hearings])
    for official in register.officials:
        _demand(official.agency, agencies, f"officials {official.id} 的机关")
    for case in register.cases:
        for party in case.parties:
            _demand(party.agency, agencies, f"cases {case.id} 的当事机关")
        for agency in case.arrangement.agencies if case.arrangement else ():
            _demand(agency, agencies, f"cases {case.id} 的协商机关")
    for hearing in register.hearings:
        for number in hearing.cases:
            _demand(number, cases, f"hearings {hearing.id} 的案件")
    rows: list[Attendance | Excuse] = [*register.attendance, *register.excuses]
    for row in rows:
        _demand(row.hearing, hearings, "到庭或理由记录的开庭")
        _demand(row.agency, agencies, f"{row.hearing} 到庭或理由记录的机关")
        if isinstance(row, Attendance) and row.person is not None:
            _demand(row.person, people, f"{row.hearing} 到庭记录的人员")


def _ids(kind: str, ids: list[str]) -> set[str]:
    known = set(ids)
    if len(known) < len(ids):
        twice = next(each for each in ids if ids.count(each) > 1)
        raise FactsError(f"事实文件 {kind} 中编号“{twice}”重复，请改正。", value=twice)
    return known


def _demand(value: str, known: set[str], place: str) -> None:
    if value not in known:
        raise FactsError(f"事实文件中{place}“{value}”没有登记，请补上或改正。", value=value)


def write_register(register: Register) -> dict[str, Any]:
    """The ``register`` of a facts file; what says nothing is left out."""
    return {
        "agencies": [_write_agency(each) for each in register.agencies],
        "officials": [_write_official(each) for each in register.officials],
        "cases": [_write_case(each) for each in register.cases],
        "hearings": [_write_hearing(each) for each in register.hearings],
        "attendance": [_write_attendance(each) for each in register.attendance],
        "excuses": [_write_excuse(each) for each in register.excuses],
    }


def _some(**values: Any) -> dict[str, Any]:
    """The values that say something."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _moment(instant: datetime | None) -> str | None:
    return write_moment(instant) if instant else None


def _write_agency(agency: Agency) -> dict[str, Any]:
    return {
        "id": agency.id,
        "name": agency.name,
        "kind": str(agency.kind),
        "in_district": agency.in_district,
    } | _some(parent=agency.parent)


def _write_official(official: Official) -> dict[str, Any]:
    return {
        "id": official.id,
        "name": official.name,
        "agency": official.agency,
        "rank": str(official.rank),
        "portfolio": list(official.portfolio),
        "from": official.from_on.isoformat() if official.from_on else None,
        "to": official.to_on.isoformat() if official.to_on else None,
    } | _some(linked_cases=sorted(official.linked_cases))


def _write_case(case: Case) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": case.id,
        "number": case.number,
        "cause": case.cause,
        "field": case.field,
        "plaintiffs": list(case.plaintiffs),
        "parties": [
            {"agency": each.agency, "role": str(each.role), "art1_3": each.art1_3} for each in case.parties
        ],
    }
    if case.notice:
        written["notice"] = {"kind": str(case.notice.kind)} | _some(ground=case.notice.ground)
    if case.arrangement:
        named = case.arrangement.agencies
        written["arrangement"] = {
            "kind": str(case.arrangement.kind),
            "agency": named[0] if len(named) == 1 else list(named),
        }
    return written


def _write_hearing(hearing: Hearing) -> dict[str, Any]:
    day = hearing.start_on.isoformat() if hearing.start_on else None
    return {
        "id": hearing.id,
        "cases": list(hearing.cases),
        "start": _moment(hearing.start) or day,
        "kind": str(hearing.kind),
        "mode": str(hearing.mode),
        "court": hearing.court,
        "re_notified": hearing.re_notified,
        "outcome": str(hearing.outcome) if hearing.outcome else None,
    } | _some(announced_at=_moment(hearing.announced_at), recorded_at=_moment(hearing.recorded_at))


def _write_attendance(row: Attendance) -> dict[str, Any]:
    written: dict[str, Any] = {"hearing": row.hearing, "agency": row.agency, "person": row.person}
    if row.person is not None or row.present:
        written["present"] = row.present
    written |= _some(
        certificate=row.certificate and str(row.certificate),
        left=row.left and str(row.left),
        spoke=row.spoke,
        settlement=row.settlement,
        refused_to_explain=row.refused_to_explain or None,
    )
    written |= {"staff": row.staff, "lawyers": row.lawyers}
    return written | _some(recorded_at=_moment(row.recorded_at))


def _write_excuse(row: Excuse) -> dict[str, Any]:
    return {
        "hearing": row.hearing,
        "agency": row.agency,
        "ground": int(row.ground),
        **_some(reason=row.reason),
        "proof": row.proof,
        "seal": row.seal,
        "chief_signature": row.chief_signature,
        "court_decision": str(row.court_decision),
    } | _some(submitted_at=_moment(row.submitted_at), decided_at=_moment(row.decided_at))
