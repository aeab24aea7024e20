"""哪一部解释: which rules bind a hearing by its day (R2020 art. 15)."""

from datetime import date

from litigation.law.word import N_, Word

R2020_FROM = date(2020, 7, 1)
I2018_FROM = date(2018, 2, 8)
ALL_FROM = date(2015, 5, 1)


class Regime(Word):
    """The text under which a hearing is judged."""

    R2020 = "r2020", N_("法释〔2020〕3号")
    I2018 = "i2018", N_("法释〔2018〕1号第一百二十八条至第一百三十二条")
    ALL = "all", N_("行政诉讼法第三条第三款")
    NONE = "none", N_("当时没有负责人出庭应诉的规定")


def regime_on(day: date) -> Regime:
    """The rules in force on the day of a hearing, latest first."""
    if day >= R2020_FROM:
        return Regime.R2020
    if day >= I2018_FROM:
        return Regime.I2018
    return Regime.ALL if day >= ALL_FROM else Regime.NONE
