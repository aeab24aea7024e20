"""Why a head cannot be asked for some time; each kind can be overridden with a reason."""

from litigation.law.word import N_, Word


class LeaveKind(Word):
    """The reasons an office enters. None of them is an excuse before the court (R2020 art. 8)."""

    LEAVE = "leave", N_("请假")
    MEETING = "meeting", N_("会议")
    TRIP = "trip", N_("出差")
    TRAINING = "training", N_("学习培训")
