"""A source against the register: heaps, moves, questions, and the same source twice."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.intake.agency_match import KnownAgency
from litigation.intake.draft import HearingDraft, Place, Problem, Reading
from litigation.intake.proposal import (
    Proposal,
    ProposedRow,
    draft_from_json,
    draft_to_json,
    question_from_json,
    row_key,
)
from litigation.intake.reconcile import reconcile
from litigation.intake.registered import Registered, RegisteredHearing

at = datetime.fromisoformat
RECEIVED = date(2026, 9, 1)
NUMBER = "(2026)鲁0202行初12号"
COURT = "青岛市市南区人民法院"
AGENCY = "青岛市市南区市场监督管理局"
AGENCIES = [
    KnownAgency(1, AGENCY, ("区市场监管局",)),
    KnownAgency(2, "青岛市市南区综合行政执法局", ("市南区城管局",)),
]


def _draft(**changes: Any) -> HearingDraft:
    values: dict[str, Any] = {
        "case_number": NUMBER,
        "start": at("2026-09-15 09:30"),
        "court": COURT,
        "courtroom": "第三法庭",
        "plaintiffs": ("王某",),
        "defendants": (AGENCY,),
        "trial_level": "一审",
        "administrative": True,
        "original": "第 2 行",
        "place": Place("S", 2),
    }
    return HearingDraft(**{**values, **changes})


def _registered(**changes: Any) -> RegisteredHearing:
    values: dict[str, Any] = {
        "id": 7,
        "case_numbers": (NUMBER,),
        "start": at("2026-09-15 09:30"),
        "court": COURT,
        "courtroom": "第三法庭",
        "plaintiffs": frozenset({"王某"}),
    }
    return RegisteredHearing(**{**values, **changes})


def _propose(
    *drafts: HearingDraft, known: tuple[RegisteredHearing, ...] = (), whole: bool = False, **options: Any
) -> Proposal:
    reading = Reading("a.xlsx", drafts, whole=whole, problems=options.pop("problems", ()))
    return reconcile(reading, Registered(known), AGENCIES, received_on=RECEIVED, **options)


def _one(*drafts: HearingDraft, **options: Any) -> ProposedRow:
    (row,) = _propose(*drafts, **options).rows
    return row


def test_an_unknown_case_is_new_with_its_agency() -> None:
    row = _one(_draft())

    assert (row.heap, row.act, row.agencies) == ("new", "create", {AGENCY: 1})


def test_the_same_again_is_the_same() -> None:
    row = _one(_draft(), known=(_registered(),))

    assert (row.heap, row.act, row.hearing_id) == ("same", "nothing", 7)


def test_another_date_in_a_list_is_a_move_with_before_and_after() -> None:
    row = _one(_draft(start=at("2026-09-16 14:00")), known=(_registered(),))

    assert (row.heap, row.act, row.title) == ("changed", "move", "改期")
    assert (row.changes[0].before, row.changes[0].after) == ("9月15日 周二 09:30", "9月16日 周三 14:00")


def test_another_courtroom_is_a_correction() -> None:
    row = _one(_draft(courtroom="第六法庭"), known=(_registered(),))

    assert (row.heap, row.act, row.title) == ("changed", "correct", "换法庭")


def test_a_cancelled_row_cancels_the_hearing() -> None:
    row = _one(_draft(status="cancelled"), known=(_registered(),))

    assert (row.heap, row.act, row.hearing_id) == ("changed", "cancel", 7)


def test_a_cancellation_already_registered_is_the_same() -> None:
    assert _one(_draft(status="cancelled"), known=(_registered(cancelled=True),)).heap == "same"


def test_a_cancellation_of_something_unknown_is_asked_about() -> None:
    row = _one(_draft(status="cancelled"))

    assert [question.code for question in row.questions] == ["cancel_unknown"]


def test_postponed_without_a_date_takes_the_date_away() -> None:
    draft = _draft(status="postponed", start=None, old_start=at("2026-09-15 09:30"))

    row = _one(draft, known=(_registered(),))

    assert (row.act, row.changes[0].after) == ("postpone", "日期待定")
    assert _one(draft, known=(_registered(start=None),)).heap == "same"


def test_a_new_date_for_a_postponed_hearing_fixes_it() -> None:
    row = _one(_draft(start=at("2026-10-12 09:00")), known=(_registered(start=None),))

    assert (row.act, row.title) == ("move", "定期")


def test_a_single_notice_with_another_date_is_asked_about() -> None:
    draft = _draft(start=at("2026-09-16 14:00"), place=Place(start=0, end=9))

    row = _one(draft, known=(_registered(),))

    assert row.heap == "doubtful"
    assert [option.act for option in row.questions[0].options] == ["move", "add", "skip"]


def test_a_hearing_after_the_last_one_is_a_further_hearing() -> None:
    row = _one(_draft(start=at("2026-09-16 14:00")), known=(_registered(start=at("2026-08-03 09:00")),))

    assert (row.heap, row.act) == ("new", "create")


def test_a_cancelled_hearing_that_is_listed_again_is_asked_about() -> None:
    row = _one(_draft(), known=(_registered(cancelled=True),))

    assert [option.act for option in row.questions[0].options] == ["reinstate", "skip"]


def test_a_number_one_sign_apart_at_the_same_time_is_asked_about() -> None:
    row = _one(_draft(case_number="(2026)鲁0202行初21号"), known=(_registered(),))

    assert row.questions[0].code == "near_number"
    assert row.questions[0].options[0].values == {"case_number": NUMBER}


def test_neighbouring_numbers_of_a_series_are_no_slips() -> None:
    other = _draft(case_number="(2026)鲁0202行初13号", plaintiffs=("李某",))

    assert _one(other, known=(_registered(),)).heap == "new"
    rows = _propose(_draft(), _draft(case_number="(2026)鲁0202行初13号"), known=(_registered(),)).rows
    assert [row.heap for row in rows] == ["same", "new"]


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        ("城管局", ["agency", "create", "outside", "edit"]),
        ("崂山区教育局", ["outside", "create", "edit"]),
        ("市南区教育局", ["create", "outside", "edit"]),
        ("某甲公司", ["skip", "edit"]),
    ],
)
def test_a_defendant_that_is_not_sure_is_asked_about(name: str, acts: list[str]) -> None:
    row = _one(_draft(defendants=(name,)))

    assert row.heap == "doubtful"
    (question,) = row.questions
    assert {option.act for option in question.options} <= {*acts, "edit"}
    assert question.options[0].act == acts[0]


def test_another_district_s_agency_beside_ours_is_not_asked_about() -> None:
    assert _one(_draft(defendants=(AGENCY, "青岛市人民政府", "崂山区教育局"))).heap in ("new", "doubtful")
    assert _one(_draft(defendants=(AGENCY, "崂山区教育局"))).heap == "new"


def test_an_agency_that_appealed_stands_on_the_other_side() -> None:
    draft = _draft(
        case_number="(2026)鲁02行终3号", plaintiffs=(AGENCY,), defendants=("王某",), trial_level="二审"
    )

    assert _one(draft).agencies == {AGENCY: 1}


@pytest.mark.parametrize(
    ("warning", "labels"),
    [
        ("ampm_conflict", ["11:00（上午）", "23:00（夜间）", "另填，并向书记员核实"]),
        ("conflicting_times", ["是，9月15日 周二 23:00", "不登记这一行", "另填，并向书记员核实"]),
    ],
)
def test_a_doubt_about_the_time_offers_its_readings(warning: str, labels: list[str]) -> None:
    row = _one(_draft(start=at("2026-09-15 23:00"), warnings=(warning,)))

    assert [option.label for option in row.questions[0].options] == labels


def test_a_weekday_that_contradicts_offers_both_days() -> None:
    row = _one(_draft(warnings=("weekday_mismatch",), original="9月15日（星期三）上午9:30"))

    assert [option.values.get("start") for option in row.questions[0].options[:2]] == [
        None,
        "2026-09-16T09:30",
    ]


def test_civil_cases_are_left_out_and_counted() -> None:
    proposal = _propose(_draft(administrative=False, case_number="(2026)鲁0202民初1号"))

    assert (proposal.rows, proposal.ignored) == ((), 1)


def test_a_problem_row_is_wrong_and_keeps_what_was_read() -> None:
    problem = Problem("date_invalid", "日期不对。", "9月31日", Place("S", 5, "D"))
    partial = _draft(start=None, place=Place("S", 5))
    reading = Reading("a", (_draft(),), (problem,), unusable=(partial,))

    wrong = reconcile(reading, Registered(()), AGENCIES, received_on=RECEIVED).rows[1]

    assert (wrong.heap, wrong.problems, wrong.draft) == ("wrong", (problem,), partial)


def test_a_whole_list_marks_what_it_no_longer_names() -> None:
    known = (
        _registered(),
        _registered(id=8, case_numbers=("(2026)鲁0202行初99号",), start=at("2026-09-10 09:00")),
        _registered(id=9, case_numbers=("(2026)鲁0203行初99号",), start=at("2026-09-10 09:00")),
        _registered(id=10, case_numbers=("(2026)鲁0202行初98号",), start=at("2026-11-10 09:00")),
        _registered(id=11, case_numbers=("(2026)鲁0202行初97号",), start=at("2026-08-10 09:00")),
    )

    rows = _propose(_draft(), known=known, whole=True).rows
    assert [(row.heap, row.hearing_id) for row in rows] == [("same", 7), ("missing", 8)]
    assert [row.heap for row in _propose(_draft(), known=known).rows] == ["same"]


def test_a_whole_list_read_before_marks_nothing_that_came_since() -> None:
    later = _registered(id=8, case_numbers=("(2026)鲁0202行初13号",), start=at("2026-09-16 09:30"))
    draft = _draft()
    rows = _propose(draft, known=(_registered(), later), whole=True, settled={row_key(draft): 7}).rows
    assert [row.heap for row in rows] == ["same"]


def test_a_whole_list_that_shrank_is_refused_unless_overridden() -> None:
    drafts = [_draft(case_number=f"(2026)鲁0202行初{n}号", place=Place("S", n)) for n in range(1, 7)]

    refused = _propose(*drafts, whole=True, predecessor_count=10)

    assert refused.rows == ()
    assert "只有 6 行，上次有 10 行" in (refused.refused or "")
    assert _propose(*drafts, whole=True, predecessor_count=10, allow_shrunk=True).rows
    assert _propose(*drafts, predecessor_count=10).rows


def test_nothing_to_read_is_refused_with_its_reason() -> None:
    assert _propose(problems=(Problem("file_broken", "文件不完整。"),)).refused == "文件不完整。"


def test_two_texts_of_one_hearing_merge() -> None:
    first = _draft(place=Place(start=0, end=5), judge=None)
    second = _draft(place=Place(start=6, end=9), judge="李某")

    assert _one(first, second).draft.judge == "李某"


def test_what_was_decided_for_the_same_file_is_not_asked_again() -> None:
    draft = _draft(start=at("2026-09-15 23:00"), warnings=("ampm_conflict",))

    row = _one(draft, settled={row_key(draft): 7})

    assert (row.heap, row.hearing_id) == ("same", 7)


def test_a_proposal_goes_into_json_and_comes_back() -> None:
    row = _one(
        _draft(warnings=("weekday_mismatch",), end=at("2026-09-15 11:00"), places={"start": Place("S")})
    )

    assert draft_from_json(draft_to_json(row.draft)) == row.draft
    assert question_from_json(row.finding()["questions"][0]) == row.questions[0]


_STARTS = st.one_of(
    st.none(),
    st.datetimes(at("2026-08-01 00:00"), at("2027-01-01 00:00")).map(
        lambda each: each.replace(second=0, microsecond=0)
    ),
    st.dates(date(2026, 8, 1), date(2027, 1, 1)),
)
_DRAFTS = st.builds(
    _draft,
    case_number=st.sampled_from([None, NUMBER, "(2026)鲁0202行初21号", "(2026)鲁02行终3号"]),
    start=_STARTS,
    old_start=_STARTS,
    status=st.sampled_from(["new", "postponed", "cancelled"]),
    warnings=st.lists(st.sampled_from(["ampm_conflict", "weekday_mismatch", "series", "date_in_past"])).map(
        tuple
    ),
    defendants=st.lists(st.sampled_from([AGENCY, "城管局", "某公司"]), max_size=2).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_DRAFTS, max_size=5),
    st.lists(st.builds(_registered, start=_STARTS, cancelled=st.booleans()), max_size=3),
)
def test_every_draft_has_one_row_and_json_keeps_it(
    drafts: list[HearingDraft], known: list[RegisteredHearing]
) -> None:
    proposal = _propose(*drafts, known=tuple(known), whole=True)

    for row in proposal.rows:
        assert draft_from_json(draft_to_json(row.draft)) == row.draft
        assert row.heap != "doubtful" or row.questions
        assert (row.heap == "changed") == bool(
            row.changes and row.act not in ("mark", "reinstate") and not row.questions
        )
