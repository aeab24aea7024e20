"""An agency's name taken apart: the places it stands under, and the name proper.

青岛市市南区市场监督管理局 is (青岛, 市南, 市场监管局), and so is 市南区市场监管局 without the city;
青岛市公安局市南分局 is (青岛, 市南, 公安分局). 市 of 市场 and 区 of 区域 are no places.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# 国家税务总局青岛市市南区税务局
_HEADQUARTERS = re.compile(r"^国家税务总局(?=.+税务)")
# 市南区人民政府香港中路街道办事处
_GOVERNMENT_OF = re.compile(r"^(.{1,12}?[区县市])人民政府(?=.{2,}(?:街道|镇|乡))")
# 原青岛市市南区规划局 | 某局（原某局）
_ASIDE = re.compile(r"[（(][^）)]*[）)]|^原(?=.{3})")
# 山东省…
_PROVINCE = re.compile(r"^([一-鿿]{2,3})省(?=.)")
# 青岛市… ; the name has none of these signs, so that 市南区市… is no city
_CITY = re.compile(r"^([^区县局市省]{2,3})市(?![场政容监])(?=.)")
# 市南区… | 平邑县… | 区… (the court's own district)
_DISTRICT = re.compile(r"^([^省县局厅]{0,4}?)[区县旗](?![域块])(?=.)")
# 市住建局 : the court's own city
_OWN_CITY = re.compile(r"^市(?![场政容监])(?=.)")
# 公安局市南分局 -> 公安分局 in 市南
_BRANCH = re.compile(r"^(?P<core>.{2,12})局(?P<place>[一-鿿]{2,4}?)[区县市]?分局$")
# 市南公安分局
_BRANCH_SHORT = re.compile(r"^(?P<place>[一-鿿]{2,3})(?P<core>公安|税务|交警)分局$")

_SHORTENED = (
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("市场监督管理", "市场监管"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("城乡建设", "住建"),
    ("综合行政执法", "综合执法"),
    ("自然资源和规划", "自规"),
    ("自然资源规划", "自规"),
    ("卫生健康", "卫健"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("文化和旅游", "文旅"),
    ("教育和体育", "教体"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("行政审批服务", "行政审批"),
    ("医疗保障", "医保"),
    ("交通运输", "交通"),
    ("城市管理", "城管"),
    ("工业和信息化", "工信"),
    ("人民政府", "政府"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("管理局", "局"),
)
"""Long forms that people shorten; both sides are brought to the short one."""


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name taken apart; an empty place is not stated, ``本`` is the court's own.

    ``core`` is in the short form, ``words`` is the same as it was written.
    """

    province: str
    city: str
    district: str
    core: str
    words: str

    @property
    def level(self) -> str:
        """The lowest place stated: ``district``, ``city``, ``province`` or empty."""
        if self.district:
            return "district"
        return "city" if self.city else "province" if self.province else ""


def plain_name(text: str) -> str:
    """Return the name in half width, without blanks and closing marks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("，,。.；;：:")


@lru_cache(maxsize=8192)
def take_apart(text: str) -> PlacedName:
    """Take a plain name apart; a name without any place keeps all of itself as its core."""
    name = _ASIDE.sub("", plain_name(text))
    name = _GOVERNMENT_OF.sub(r"\1", _HEADQUARTERS.sub("", name))
    province, name = _cut(_PROVINCE, name)
    city, name = _cut(_CITY, name)
    district, name = _cut(_DISTRICT, name)
    short = _BRANCH_SHORT.match(name)
    if not short and not city and not district and (own := _OWN_CITY.match(name)):
        city, name = "本", name[own.end() :]
    if branch := short or _BRANCH.match(name):
        district, name = branch["place"], f"{branch['core']}分局"
    core = "市场监管局" if name == "市监局" else name
    for long, brief in _SHORTENED:
        core = core.replace(long, brief)
    return PlacedName(province, city, district, core, name)


def _cut(pattern: re.Pattern[str], name: str) -> tuple[str, str]:
    """Cut a place off the front; at least two signs of the name must remain."""
    found = pattern.match(name)
    if found is None or len(name) - found.end() < 2:
        return "", name
    return found[1] or "本", name[found.end() :]
