import pytest

from litigation.law.team import Team, TeamFault, check_team


@pytest.mark.parametrize(
    ("team", "faults"),
    [
        (Team(head=True), ()),
        (Team(head=True, staff=1, lawyers=1), ()),
        (Team(head=True, lawyers=2), ()),
        (Team(head=True, staff=2, lawyers=1), (TeamFault.TOO_MANY_AGENTS,)),
        (Team(head=False, staff=1), ()),
        (Team(head=False, staff=1, lawyers=1), ()),
        (Team(head=False, lawyers=1), (TeamFault.LAWYERS_ONLY,)),
        (Team(head=False, lawyers=3), (TeamFault.LAWYERS_ONLY, TeamFault.TOO_MANY_AGENTS)),
        (Team(head=False, others=1), (TeamFault.NO_STAFF,)),
        (Team(head=True, lawyers=2, others=1), (TeamFault.TOO_MANY_AGENTS,)),
        (Team(head=True, lawyers=1, others=1), ()),
        (Team(head=False), (TeamFault.NOBODY,)),
    ],
)
def test_a_team_is_lawful_with_the_head_or_with_staff_and_at_most_two_agents(team, faults):
    verdict = check_team(team)
    assert verdict.faults == faults
    assert verdict.lawful is (faults == ())
    assert len(verdict.reasons) == len(faults)


def test_lawyers_alone_are_a_violation_with_its_article():
    assert check_team(Team(head=False, lawyers=2)).reasons == (
        "仅委托律师出庭（法释〔2018〕1号第一百二十八条、第一百三十二条）",
    )


def test_the_head_is_not_counted_among_the_two_agents():
    assert Team(head=True, staff=1, lawyers=1).agents == 2
    assert check_team(Team(head=True, staff=1, lawyers=1)).lawful
