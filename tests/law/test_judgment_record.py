from litigation.law.judgment_record import absence_quoted, names_head

JUDGMENT = (
    "原告王建国。被告云汀区综合行政执法局。出庭负责人丁 明，副局长。委托代理人李某。"
    "原告王建国诉被告行政处罚一案，本院受理后公开开庭。本院认为，丙某所述不实。"
)


def test_a_head_who_appeared_is_named_in_the_party_section():
    assert names_head(JUDGMENT, "丁明")
    assert not names_head(JUDGMENT, "丙某")
    assert not names_head(JUDGMENT, "")
    assert names_head("出庭负责人丁明", "丁明")


def test_an_absence_is_quoted_from_the_judgment():
    quoted = absence_quoted("本院公开开庭。被告负责人未出庭应诉，亦未说明理由。判决如下")
    assert quoted == "被告负责人未出庭应诉，亦未说明理由。"
    assert absence_quoted(JUDGMENT) is None
