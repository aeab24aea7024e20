"""延期开庭: what the court says to an agency's request (R2020 art. 9(3): it may grant it)."""

from litigation.law.word import N_, Word


class CourtAnswer(Word):
    """The court's answer to a request to put a hearing off."""

    NONE = "none", N_("还没有答复")
    GRANTED = "granted", N_("准许延期")
    REFUSED = "refused", N_("不准许延期")
