import pytest

from litigation.law.courts import TABLE, court_code, court_name, court_warnings, find_court
from litigation.law.number_pattern import PROVINCES


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("鲁", "山东省高级人民法院"),
        ("鲁02", "青岛市中级人民法院"),
        ("鲁0202", "青岛市市南区人民法院"),
        ("鲁0215", "青岛市即墨区人民法院"),
        ("鲁0281", "胶州市人民法院"),
        ("鲁06", "烟台市中级人民法院"),
        ("鲁0602", "烟台市芝罘区人民法院"),
        ("鲁0691", "烟台经济技术开发区人民法院"),
        ("鲁7102", "青岛铁路运输法院"),
        ("鲁72", "青岛海事法院"),
        ("苏8602", "南京铁路运输法院"),
        ("最高法", "最高人民法院"),
    ],
)
def test_a_code_has_its_name_and_the_name_its_code(code: str, name: str) -> None:
    assert court_name(code) == name
    assert court_code(name) == code


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("市南区人民法院", "鲁0202"),
        ("市南区法院", "鲁0202"),
        ("市南法院", "鲁0202"),
        ("李沧法院", "鲁0213"),
        ("兰山法院", "鲁1302"),
        ("青岛中院", "鲁02"),
        ("青岛市中院", "鲁02"),
        ("青岛市中级法院", "鲁02"),
        ("山东高院", "鲁"),
        ("山东省高院", "鲁"),
        ("青岛铁路法院", "鲁7102"),
        ("济南铁路中院", "鲁71"),
        ("延边中院", "吉24"),
        ("恩施州中院", "鄂28"),
        ("北京互联网法院", "京0491"),
        ("上海金融法院", "沪74"),
        ("青岛市胶州市人民法院", "鲁0281"),
        ("烟台开发区法院", "鲁0691"),
        ("济南高新区法院", "鲁0191"),
        ("西海岸新区法院", "鲁0211"),
        ("青岛市市南区人民法院行政审判庭", "鲁0202"),
        ("青 岛 市 李 沧 区 人 民 法 院", "鲁0213"),
    ],
)
def test_courts_are_known_by_their_short_names(alias: str, code: str) -> None:
    assert court_code(alias) == code


@pytest.mark.parametrize("name", ["市中区法院", "某某县人民法院", "", "山东法院", "人民法院"])
def test_an_unknown_or_ambiguous_name_has_no_code(name: str) -> None:
    assert court_code(name) is None


def test_a_former_code_keeps_its_name_and_yields_to_the_present_court() -> None:
    assert court_name("鲁0282") == "即墨市人民法院"
    assert court_code("即墨法院") == "鲁0215"
    assert court_name("鲁9999") is None


CODES = [line.split("\t")[0] for line in TABLE.read_text("utf-8").splitlines()[1:]]


def test_every_province_has_its_high_court_and_every_row_a_source():
    assert len(set(CODES)) == len(CODES)
    assert set(PROVINCES) <= set(CODES)
    for code in CODES:
        court = find_court(code)
        assert court is not None
        assert court.source in {"seen", "rule", "recalled"}
        assert court_code(court.name) in {code, *(each for each in CODES if court_name(each) == court.name)}


@pytest.mark.parametrize("city", [f"{each:02d}" for each in range(1, 18)])
def test_all_shandong_is_there(city):
    basic = [code for code in CODES if code.startswith(f"鲁{city}") and len(code) == 5]
    assert f"鲁{city}" in CODES
    assert len(basic) >= 2


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("鲁71", "济南铁路运输中级法院"),
        ("京73", "北京知识产权法院"),
        ("京74", "北京金融法院"),
        ("粤72", "广州海事法院"),
        ("粤0192", "广州互联网法院"),
        ("浙0192", "杭州互联网法院"),
        ("兵", "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
        ("兵01", "新疆生产建设兵团第一师中级人民法院"),
        ("军", "解放军军事法院"),
        ("内", "内蒙古自治区高级人民法院"),
        ("琼96", "海南省第一中级人民法院"),
    ],
)
def test_special_courts_are_known(code, name):
    assert court_name(code) == name


@pytest.mark.parametrize(
    ("code", "year", "warnings"),
    [
        ("鲁0202", 2026, ()),
        ("鲁9999", 2026, ("court_code_unknown",)),
        ("蒙0102", 2026, ("court_code_unknown",)),
        ("鲁0282", 2017, ()),
        ("鲁0282", 2024, ("court_code_not_in_force",)),
        ("鲁1202", 2016, ()),
        ("鲁12", 2026, ("court_code_not_in_force",)),
        ("海", 2015, ()),
        ("", 2026, ()),
    ],
)
def test_an_unknown_or_former_code_is_a_warning_and_no_refusal(code, year, warnings):
    assert court_warnings(code, year) == warnings
