"""Who owes: which agencies of the district must have their head in court in a case."""

from collections.abc import Mapping

from litigation.law.agency import OWING_ROLES, Agency, PartyRole
from litigation.law.case_number import read_case_number
from litigation.law.facts import Case, Party
from litigation.law.procedure import DUTY_PROCEDURES, Procedure
from litigation.law.reading import DECIDED, Readings


def procedure_of(case: Case) -> Procedure | None:
    """The procedure fixed by the type code of the case number; None when not administrative."""
    number = read_case_number(case.number)
    return number.procedure if number else None


def has_duty(procedure: Procedure | None, readings: Readings = DECIDED) -> bool:
    """Tell whether heads must appear in this procedure: 一审, 二审, 再审 (R2020 art. 1(1)).

    再审审查 (行申 …) is none of them; the reading ``retrial_review`` may count it.
    """
    review = procedure is Procedure.RETRIAL_REVIEW and readings.retrial_review == "count"
    return procedure in DUTY_PROCEDURES or review


def is_sued(party: Party) -> bool:
    """Tell whether the party is sued, or a third party treated as sued (R2020 art. 1(1), 1(3))."""
    return party.role in OWING_ROLES or (party.role is PartyRole.THIRD_PARTY and party.art1_3)


def sued_agencies(case: Case) -> tuple[str, ...]:
    """Every sued agency of the case, whatever its district, once each, in the order of parties."""
    return tuple(dict.fromkeys(party.agency for party in case.parties if is_sued(party)))


def named_agencies(case: Case) -> tuple[str, ...]:
    """The sued agencies whose heads appear: those an arrangement names, else all (R2020 art. 3).

    An arrangement that names no sued agency has no effect: each must appear.
    """
    sued = sued_agencies(case)
    named = tuple(each for each in sued if case.arrangement and each in case.arrangement.agencies)
    return named or sued


def owing_agencies(case: Case, agencies: Mapping[str, Agency]) -> tuple[str, ...]:
    """The agencies of the district that owe their head's appearance in this case."""
    return tuple(each for each in named_agencies(case) if agencies[each].in_district)


def relieved_agencies(case: Case, agencies: Mapping[str, Agency]) -> tuple[str, ...]:
    """The sued agencies of the district relieved because another one appears (R2020 art. 3)."""
    named = named_agencies(case)
    return tuple(each for each in sued_agencies(case) if each not in named and agencies[each].in_district)
