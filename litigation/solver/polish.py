"""Small changes that make an answer cheaper: another head, or a head freed by moving one other demand."""

from litigation.solver.roster import NOBODY, Roster

MOST_ROUNDS = 8
"""Rounds over all demands; a limit of steps, not of time, so that the outcome is always the same."""


def polish(roster: Roster) -> None:
    """Change the answer in place until no small change helps; it never gets worse."""
    for _ in range(MOST_ROUNDS):
        changed = [
            d for d in range(len(roster.of)) if _better_head(roster, d) or _better_by_moving(roster, d)
        ]
        if not changed:
            return


def _better_head(roster: Roster, d: int) -> bool:
    """Give the demand to the cheapest free head, if that is cheaper than as it stands."""
    before = roster.of[d]
    if before != NOBODY:
        roster.drop(d)
    standing = 0 if before == NOBODY else roster.price(d, before)
    best, price = _cheapest(roster, d)
    if price < standing:
        roster.put(d, best)
        return True
    if before != NOBODY:
        roster.put(d, before)
    return False


def _cheapest(roster: Roster, d: int, without: int = NOBODY) -> tuple[int, int]:
    """Return the cheapest free head for a demand that nobody holds, and the price; nobody costs nothing."""
    best, price = NOBODY, 0
    for h in roster.problem.options[d]:
        if h != without and roster.is_free(d, h) and (cost := roster.price(d, h)) < price:
            best, price = h, cost
    return best, price


def _better_by_moving(roster: Roster, d: int) -> bool:
    """Give the demand to a head who is kept from it by one other demand, which another head takes."""
    before = roster.of[d]
    standing = 0
    if before != NOBODY:
        roster.drop(d)
        standing = roster.price(d, before)
    for h in roster.problem.options[d]:
        blocking = roster.problem.clash[d] & roster.held[h]
        if h == before or not blocking or blocking & (blocking - 1):
            continue
        if _moves(roster, d, h, blocking.bit_length() - 1, standing):
            return True
    if before != NOBODY:
        roster.put(d, before)
    return False


def _moves(roster: Roster, d: int, h: int, other: int, standing: int) -> bool:
    """Try the one change: ``other`` goes from the head to somebody else, ``d`` comes."""
    roster.drop(other)
    freed = roster.price(other, h)
    cost = roster.price(d, h)
    roster.put(d, h)
    best, price = _cheapest(roster, other, without=h)
    if best != NOBODY and cost + price < freed + standing:
        roster.put(other, best)
        return True
    roster.drop(d)
    roster.put(other, h)
    return False
