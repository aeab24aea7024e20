from litigation.law.article import GISTS, cited


def test_citations_are_found_once_in_their_order():
    found = cited(
        [
            "甲（法释〔2020〕3号第七条第一款）",
            "乙（行政诉讼法第三条第三款）",
            "丙（法释〔2020〕3号第七条第一款）",
        ]
    )
    assert [each.name for each in found] == ["法释〔2020〕3号第七条第一款", "行政诉讼法第三条第三款"]
    assert all(each.gist for each in found)


def test_a_paragraph_without_gist_of_its_own_falls_back_on_its_article():
    assert [each.name for each in cited(["（法释〔2020〕3号第三条第二款）"])] == ["法释〔2020〕3号第三条"]
    (unknown,) = cited(["（行政诉讼法第九十九条）"])
    assert (unknown.name, unknown.gist) == ("行政诉讼法第九十九条", "")


def test_every_gist_is_one_sentence():
    assert all(gist.endswith("。") and gist.count("。") == 1 for gist in GISTS.values())
