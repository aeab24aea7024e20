"""Lists of heads as offices keep them: every person with agency, rank and mobile."""

import pytest

from litigation.intake.people_sheet import read_people
from tests.intake import odd_people, odd_rosters
from tests.intake.odd_people import PeopleList


@pytest.mark.parametrize("each", [*odd_people.LISTS, *odd_rosters.LISTS], ids=lambda each: each.name)
def test_a_list_of_another_office_is_read(each: PeopleList) -> None:
    reading = read_people(each.data, "名册.xlsx")

    found = [(one.agency, one.name, one.rank, one.mobile) for one in reading.officials]
    assert sorted(found, key=str) == sorted(each.people, key=str), reading.problems
    assert [(one.agency, one.name, one.mobile) for one in reading.liaisons] == each.liaisons
    assert [problem.code for problem in reading.problems] == each.problems
    by_name = {one.name: one for one in reading.officials}
    assert {name: by_name[name].portfolio for name in each.portfolios} == each.portfolios
    assert {name: by_name[name].post for name in each.posts} == each.posts
    assert {name: (by_name[name].from_on, by_name[name].to_on) for name in each.terms} == each.terms
