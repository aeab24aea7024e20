"""法院代字 and court names, both ways.

``courts.tsv`` beside this file lists code, name, the first and the last year of validity (a code
with a last year is a former one, kept for old cases) and the source: ``seen`` in published
numbers, by the ``rule`` of 法〔2015〕137号 from the division codes (GB/T 2260), or ``recalled``. High
court = sign of the province, intermediate court = +2 digits, basic court = +4 digits, 71 the railway, 72
the maritime, 73 the intellectual property courts. A row more needs no code. Codes are published
from time to time: an unknown one is accepted with a warning, never refused.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litigation.law.number_pattern import PROVINCES

TABLE = Path(__file__).with_name("courts.tsv")

HOME_PROVINCE = "鲁"
# 青岛市市南区人民法院行政审判庭
_TRAILING = re.compile(r"(?:行政审判[一二三四]?庭|行政[一二三四]?庭|综合审判庭|立案庭|诉讼服务中心|\s)+$")
# 延边朝鲜族自治州
_PEOPLES = re.compile(
    "(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|蒙古族|回族|哈萨克)+自治州"
)
_PEOPLES_OF_COUNTY = re.compile(
    "(?:(?:各|朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|蒙古|回|哈萨克|东乡|保安|撒拉|裕固|土|满|瑶|仡佬|水|畲|黎"
    "|拉祜|佤|布朗|纳西|独龙|怒|普米|毛南|仫佬|锡伯|塔吉克|达斡尔|鄂温克|鄂伦春)族|蒙古|各族)*自治县"
)
_MUNICIPALITIES = {"京": "北京市", "津": "天津市", "沪": "上海市", "渝": "重庆市"}
_BASIC = 5
_EXTRA_ALIASES = {"鲁0211": ("青岛西海岸新区人民法院", "青岛西海岸新区法院", "西海岸新区法院", "西海岸法院")}


@dataclass(frozen=True, slots=True)
class Court:
    """One row of the table; years are inclusive, None is open."""

    code: str
    name: str
    from_year: int | None
    to_year: int | None
    source: str

    def in_force(self, year: int) -> bool:
        """Tell whether numbers of ``year`` may carry this code.

        A year on either side is let pass: a court keeps its code until it is itself changed
        (法〔2015〕137号 art. 13), and the days of change are recalled.
        """
        return (self.from_year or year) - 1 <= year <= (self.to_year or year) + 1


def find_court(code: str) -> Court | None:
    """The court with this code (``鲁0202``), former ones too; None if unknown."""
    return _courts().get(code)


def court_name(code: str) -> str | None:
    """The full name of the court with this code; None if unknown."""
    court = find_court(code)
    return court.name if court else None


def court_warnings(code: str, year: int | None) -> tuple[str, ...]:
    """What is odd about the court of a number: ``court_code_unknown`` or ``court_code_not_in_force``.

    An abbreviation from before the codes (``海行初字``) is no code and gives no warning.
    """
    court = find_court(code)
    if court is None:
        coded = code[:1] in PROVINCES or code[1:].isdecimal()
        return ("court_code_unknown",) if code and coded else ()
    if year is not None and not court.in_force(year):
        return ("court_code_not_in_force",)
    return ()


def court_code(name: str) -> str | None:
    """The code of a court by its full or shortened name; None if unknown or ambiguous.

    市南区法院, 青岛中院 and 胶州法院 are understood; 市中区法院 (of Jinan or Zaozhuang) is not. A short
    name that courts of several provinces share means the one at home, if there is one.
    """
    codes = _codes_of(name)
    if len(codes) > 1:
        codes = frozenset(code for code in codes if code.startswith(HOME_PROVINCE))
    return next(iter(codes)) if len(codes) == 1 else None


def may_mean(name: str, code: str) -> bool:
    """Tell whether a court's full or shortened name can be that of the court with this code."""
    return code in _codes_of(name)


def _codes_of(name: str) -> frozenset[str]:
    plain = _TRAILING.sub("", re.sub(r"\s", "", name))
    return _codes_by_alias().get(plain, frozenset())


@cache
def _courts() -> dict[str, Court]:
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    return {
        code: Court(code, name, int(first) if first else None, int(last) if last else None, source)
        for code, name, first, last, source in rows
    }


@cache
def _codes_by_alias() -> dict[str, frozenset[str]]:
    current: dict[str, set[str]] = {}
    past: dict[str, set[str]] = {}
    for code, court in _courts().items():
        for alias in {court.name, *_aliases(code, court.name), *_EXTRA_ALIASES.get(code, ())}:
            (past if court.to_year else current).setdefault(alias, set()).add(code)
    return {alias: frozenset(codes) for alias, codes in {**past, **current}.items()}


def _aliases(code: str, name: str) -> set[str]:
    stems = {name}
    city = _city(code)
    if len(code) == _BASIC and name.endswith("人民法院"):
        bare = name.removeprefix(city or "")
        short_city = (city or "").removesuffix("市")
        stems |= {bare, (city or "") + bare, short_city + bare}
        place = bare.removesuffix("人民法院")
        if len(place) > 2 and place[-1] in "区县市旗":
            stems |= {place[:-1] + "人民法院", short_city + place[:-1] + "人民法院"}
        if place.endswith("自治县"):
            # 东乡族自治县 is called 东乡县
            short = _PEOPLES_OF_COUNTY.sub("县", place)
            stems |= {short + "人民法院", short[:-1] + "人民法院"} if len(short) > 2 else {short + "人民法院"}
        stems |= {re.sub("经济技术开发区|高新?技术产业开发区", _short_zone, stem) for stem in stems}
        stems |= {stem.replace("高新区人民", "高新人民") for stem in stems}
    if "中级人民" in name or "高级人民" in name:
        stems |= {re.sub("[省市](?=[中高]级)", "", name)}
        stems |= {re.sub("([中高])级人民法院", r"\1院", stem) for stem in stems}
    if "自治州" in name:
        stems |= {_PEOPLES.sub(short, stem) for stem in stems for short in ("", "州")}
    if "铁路运输" in name:
        stems |= {re.sub("铁路运输中级(?:人民)?法院", "铁路中院", name)}
        stems |= {name.replace("铁路运输", "铁路"), name.replace("铁路运输", "铁运")}
    return stems | {stem.replace("人民法院", "法院") for stem in stems}


def _short_zone(match: re.Match[str]) -> str:
    return "开发区" if match.group().startswith("经济") else "高新区"


def _city(code: str) -> str | None:
    """The city whose intermediate court stands over a basic court; None for special courts."""
    above = court_name(code[:3]) or ""
    if above.endswith("市中级人民法院"):
        return above.removesuffix("中级人民法院")
    return _MUNICIPALITIES.get(code[:1])
