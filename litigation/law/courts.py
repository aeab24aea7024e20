"""法院代字 and court names, both ways.

``courts.tsv`` beside this file lists code, name and whether the code is a former one (kept for
old cases). Codes follow 法〔2015〕137号: high court = sign of the province, intermediate court = +2
digits, basic court = +4 digits, 71 the railway courts. They are published from time to time:
an unknown code is accepted elsewhere with a warning, never refused.
"""

import re
from functools import cache
from importlib.resources import files

_TRAILING = re.compile(r"(?:行政审判[一二三四]?庭|行政[一二三四]?庭|综合审判庭|立案庭|诉讼服务中心|\s)+$")
_EXTRA_ALIASES = {"鲁0211": ("青岛西海岸新区人民法院", "青岛西海岸新区法院", "西海岸新区法院", "西海岸法院")}


def court_name(code: str) -> str | None:
    """The full name of the court with this code (``鲁0202``); None if unknown."""
    return _names().get(code)


def court_code(name: str) -> str | None:
    """The code of a court by its full or shortened name; None if unknown or ambiguous.

    市南区法院, 青岛中院 and 胶州法院 are understood; 市中区法院 (of Jinan or Zaozhuang) is not.
    """
    plain = _TRAILING.sub("", re.sub(r"\s", "", name))
    codes = _codes_by_alias().get(plain, frozenset())
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def _rows() -> tuple[tuple[str, str, bool], ...]:
    text = files("litigation.law").joinpath("courts.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple((code, name, bool(former)) for code, name, former in rows)


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name, _ in _rows()}


@cache
def _codes_by_alias() -> dict[str, frozenset[str]]:
    current: dict[str, set[str]] = {}
    past: dict[str, set[str]] = {}
    for code, name, former in _rows():
        for alias in {name, *_aliases(code, name), *_EXTRA_ALIASES.get(code, ())}:
            (past if former else current).setdefault(alias, set()).add(code)
    return {alias: frozenset(codes) for alias, codes in {**past, **current}.items()}


def _aliases(code: str, name: str) -> set[str]:
    stems = {name}
    city = _city(code)
    if city and len(code) == 5:
        short_city = city.removesuffix("市")
        bare = name.removeprefix(city)
        stems |= {bare, city + bare, short_city + bare}
        place = bare.removesuffix("人民法院")
        if len(place) > 2 and place[-1] in "区县市":
            stems |= {place[:-1] + "人民法院", short_city + place[:-1] + "人民法院"}
        stems |= {re.sub("经济技术开发区|高新?技术产业开发区", _short_zone, stem) for stem in stems}
        stems |= {stem.replace("高新区人民", "高新人民") for stem in stems}
    if "中级人民" in name or "高级人民" in name:
        stems |= {re.sub("[省市](?=[中高]级)", "", name)}
        stems |= {re.sub("([中高])级人民法院", r"\1院", stem) for stem in stems}
    if "铁路运输" in name:
        stems |= {name.replace("铁路运输", "铁路"), name.replace("铁路运输", "铁运")}
    return stems | {stem.replace("人民法院", "法院") for stem in stems}


def _short_zone(match: re.Match[str]) -> str:
    return "开发区" if match.group().startswith("经济") else "高新区"


def _city(code: str) -> str | None:
    """The city whose intermediate court stands over a basic court; None for special courts."""
    above = _names().get(code[:3], "")
    return above.removesuffix("中级人民法院") if above.endswith("市中级人民法院") else None
