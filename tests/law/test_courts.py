import pytest

from litigation.law.courts import court_code, court_name


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
