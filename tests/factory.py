"""Valid rows by default; a test states only what matters to it. Call inside an app context."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from litigation.actions.actor import Actor
from litigation.actions.case_input import CaseInput, HearingInput, PartyInput
from litigation.actions.register_case import create_case
from litigation.law.agency import PartyRole
from litigation.law.clock import SHANGHAI
from litigation.records.agency import Agency, Liaison, Official
from litigation.records.db import writing
from litigation.records.lawsuit import Lawsuit
from litigation.records.user import User

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
"""Monday 2026-09-14 10:20 in Shanghai: the moment of every test that does not say another."""

CLERK = Actor(name="林晓岚", role="clerk", user_id=None)
SECRET = "a secret for tests alone, 32 letters"

_numbers = count(1)


def at(text: str) -> datetime:
    """An instant from Shanghai wall clock: ``2026-09-18 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def make_agency(name: str = "", **fields: Any) -> Agency:
    """An agency of the district."""
    name = name or f"澄州市云汀区第{next(_numbers)}局"
    with writing() as session:
        agency = Agency(
            **{"name": name, "short_name": name.removeprefix("澄州市云汀"), "kind": "department", **fields}
        )
        session.add(agency)
    return agency


def make_official(agency: Agency, name: str = "沈若衡", **fields: Any) -> Official:
    """A deputy head in office, with a fictional mobile."""
    values: dict[str, Any] = {
        "agency_id": agency.id,
        "name": name,
        "post": "副局长",
        "rank": "deputy",
        "portfolio": [],
        "mobile": f"+861380000{next(_numbers):04d}",
        "mobile_verified_at": NOW,
        "email": f"head{next(_numbers)}@example.test",
        "from_on": date(2022, 1, 1),
    }
    with writing() as session:
        official = Official(**{**values, **fields})
        session.add(official)
    return official


def make_liaison(agency: Agency, name: str = "方以宁", **fields: Any) -> Liaison:
    """The agency's liaison."""
    with writing() as session:
        liaison = Liaison(
            **{"agency_id": agency.id, "name": name, "mobile": f"+861390000{next(_numbers):04d}", **fields}
        )
        session.add(liaison)
    return liaison


def make_user(role: str = "clerk", username: str = "", **fields: Any) -> User:
    """An account without a usable password; sign-in tests set their own."""
    with writing() as session:
        user = User(
            **{
                "username": username or f"user{next(_numbers)}",
                "name": "林晓岚",
                "role": role,
                "created_at": NOW,
                **fields,
            }
        )
        session.add(user)
    return user


def case_of(*agencies: Agency, **fields: Any) -> CaseInput:
    """A first-instance case of 王建国 against the agencies."""
    parties = (
        PartyInput(PartyRole.PLAINTIFF, "王建国"),
        *(PartyInput(PartyRole.DEFENDANT, each.name, each.id) for each in agencies),
    )
    case = CaseInput(
        number=f"(2026)鲁9902行初{next(_numbers)}号",
        parties=parties,
        court="云汀区人民法院",
        cause="行政处罚",
    )
    return replace(case, **fields)


def hearing_at(start: str = "2026-09-28 09:30", **fields: Any) -> HearingInput:
    """A trial hearing in the third courtroom."""
    given = HearingInput(starts_at=at(start), court="云汀区人民法院", courtroom="第三法庭")
    return replace(given, **fields)


def make_case(
    *agencies: Agency, hearings: tuple[HearingInput, ...] | None = None, now: datetime = NOW, **fields: Any
) -> Lawsuit:
    """A registered case with one coming hearing."""
    if hearings is None:
        hearings = (hearing_at(),)
    return create_case(case_of(*agencies, **fields), hearings, now=now, actor=CLERK)
