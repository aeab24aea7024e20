"""在线庭审: being, staying and leaving online have the consequences of the room (OLR art. 25)."""

from litigation.law.attendance import Leaving

OLR_25 = "人民法院在线诉讼规则第二十五条"


def left_online(*, left: bool, technical: bool, warned: bool, permitted: bool = False) -> Leaving:
    """How a departure from the online session is to be recorded.

    A fault of network, equipment, power or force majeure is no leaving; leaving after the
    court's warning without one is 中途退庭.
    """
    if not left or technical:
        return Leaving.STAYED
    if permitted:
        return Leaving.PERMITTED
    return Leaving.WITHOUT_PERMISSION if warned else Leaving.STAYED


def absent_online(*, joined: bool, technical: bool) -> bool:
    """Tell whether not joining is 拒不到庭: so without a reason of network or equipment."""
    return not joined and not technical
