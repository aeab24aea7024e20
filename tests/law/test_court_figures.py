from litigation.law.court_figures import Difference, compare_with_court

OURS = {"(2026)鲁0202行初1号": True, "(2026)鲁0202行初2号": False, "(2026)鲁0202行初3号": True}


def test_lists_that_agree_however_numbers_are_written_leave_nothing():
    court = {"（2026）鲁0202行初0001号": True, "〔2026〕鲁0202行初2号": False, "(2026)鲁0202行初3号": True}
    assert compare_with_court(OURS, court) == ()


def test_each_difference_to_the_courts_list_is_named():
    court = {"(2026)鲁0202行初1号": False, "(2026)鲁0202行初9号": True, "第三号案": True}
    found = {(each.number, each.difference) for each in compare_with_court(OURS, court)}
    assert found == {
        ("(2026)鲁0202行初1号", Difference.ATTENDED),
        ("(2026)鲁0202行初9号", Difference.COURT_ONLY),
        ("第三号案", Difference.UNREADABLE),
        ("(2026)鲁0202行初2号", Difference.OURS_ONLY),
        ("(2026)鲁0202行初3号", Difference.OURS_ONLY),
    }


def test_a_number_of_ours_that_cannot_be_read_is_compared_as_written():
    (parting,) = compare_with_court({"无号": True}, {})
    assert (parting.number, parting.difference, parting.ours) == ("无号", Difference.OURS_ONLY, True)
