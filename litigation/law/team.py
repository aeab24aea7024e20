"""出庭阵容: who sits for the agency at one hearing, and whether that is a lawful team.

The head is not an agent. Beside the head, or instead of him, at most two agents (诉讼代理人, ALL
art. 31) may come; without the head one of them must be staff, and lawyers alone are a
violation (ALL art. 3(3), I2018 art. 128, R2020 art. 10).
"""

from dataclasses import dataclass

from litigation.law.word import N_, Word

MOST_AGENTS = 2


class TeamFault(Word):
    """What is unlawful about a team."""

    LAWYERS_ONLY = "lawyers_only", N_("仅委托律师出庭")
    NOBODY = "nobody", N_("负责人和工作人员都未出庭")
    NO_STAFF = "no_staff", N_("负责人不能出庭时没有相应的工作人员出庭")
    TOO_MANY_AGENTS = "too_many_agents", N_("诉讼代理人超过两人")


ARTICLES = {
    TeamFault.LAWYERS_ONLY: "法释〔2018〕1号第一百二十八条、第一百三十二条",
    TeamFault.NOBODY: "法释〔2020〕3号第十二条第一款第三项",
    TeamFault.NO_STAFF: "行政诉讼法第三条第三款",
    TeamFault.TOO_MANY_AGENTS: "行政诉讼法第三十一条",
}


@dataclass(frozen=True, slots=True)
class Team:
    """Who comes: the head or not, and the agents by kind; ``others`` are agents of neither kind."""

    head: bool
    staff: int = 0
    lawyers: int = 0
    others: int = 0

    @property
    def agents(self) -> int:
        """How many agents; the head himself is not one of them."""
        return self.staff + self.lawyers + self.others


@dataclass(frozen=True, slots=True)
class TeamVerdict:
    """The faults of a team, each with the article it rests on; lawful when there is none."""

    faults: tuple[TeamFault, ...]

    @property
    def lawful(self) -> bool:
        """Tell whether the team may sit."""
        return not self.faults

    @property
    def reasons(self) -> tuple[str, ...]:
        """The faults in words, as shown to people."""
        return tuple(f"{each.label}（{ARTICLES[each]}）" for each in self.faults)


def check_team(team: Team) -> TeamVerdict:
    """Judge a team before the hearing, or what was recorded after it."""
    faults = []
    if not team.head and team.staff == 0:
        if team.lawyers:
            faults.append(TeamFault.LAWYERS_ONLY)
        else:
            faults.append(TeamFault.NO_STAFF if team.others else TeamFault.NOBODY)
    if team.agents > MOST_AGENTS:
        faults.append(TeamFault.TOO_MANY_AGENTS)
    return TeamVerdict(tuple(faults))
