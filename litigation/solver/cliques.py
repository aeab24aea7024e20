"""Covering clashes by cliques: one row "at most one of these" stands for many pairs.

A hundred and fifty cliques say what eighteen thousand pairs say, and say it more tightly:
that is what makes a saturated week solvable.
"""

from collections.abc import Sequence


def cover(clash: Sequence[int]) -> list[int]:
    """Return cliques as bit masks such that every clashing pair lies in one of them.

    ``clash`` holds the bit mask of neighbours of each vertex; vertices are in order of time,
    so that neighbours taken by nearness make large cliques.
    """
    open_ = list(clash)
    cliques: list[int] = []
    for vertex in range(len(clash)):
        while earlier := open_[vertex] & ((1 << vertex) - 1):
            first = earlier.bit_length() - 1
            clique = _grow(clash, vertex, first)
            cliques.append(clique)
            for each in bits(clique):
                open_[each] &= ~clique
    return _without_parts(cliques)


def _grow(clash: Sequence[int], vertex: int, first: int) -> int:
    """Return a clique that no vertex can be added to, from two neighbours on."""
    clique = 1 << vertex | 1 << first
    common = clash[vertex] & clash[first]
    while common:
        low = common & -common
        nearest = _nearest(common, vertex, low)
        clique |= 1 << nearest
        common &= clash[nearest]
    return clique


def _nearest(common: int, vertex: int, low: int) -> int:
    """Return the member that is nearest before the vertex, else the first one."""
    earlier = common & ((1 << vertex) - 1)
    return (earlier.bit_length() if earlier else low.bit_length()) - 1


def _without_parts(cliques: list[int]) -> list[int]:
    """Leave out a clique that lies within another."""
    kept: list[int] = []
    for clique in sorted(set(cliques), key=lambda each: (-each.bit_count(), each)):
        if not any(clique & ~larger == 0 for larger in kept):
            kept.append(clique)
    return sorted(kept)


def bits(mask: int) -> list[int]:
    """Return the members of a mask, lowest first."""
    members = []
    while mask:
        low = mask & -mask
        members.append(low.bit_length() - 1)
        mask ^= low
    return members
