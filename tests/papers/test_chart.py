import xml.etree.ElementTree as ElementTree

import pytest

from litigation.law.circular import TrendMonth
from litigation.papers.chart import Bar, Series, axis_step, chart_png, months_chart, rates_chart, streak_chart
from litigation.papers.trend import record_chart, trend_chart, voice_chart

SVG = "{http://www.w3.org/2000/svg}"
TREND = (
    TrendMonth("2025-12", 3, 3, spoke=3),
    TrendMonth("2026-01", 0, 0),
    TrendMonth("2026-02", 1, 2, unknown=1),
)


def marks(svg, kind):
    return [each for each in ElementTree.fromstring(svg).iter() if each.get("class") == kind]


@pytest.mark.parametrize(
    ("top", "step"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 5), (25, 5), (26, 10), (900, 200)]
)
def test_the_axis_has_at_most_five_round_steps(top, step):
    assert axis_step(top) == step


def test_every_chart_says_in_words_what_it_shows():
    for svg in (trend_chart(TREND), voice_chart(TREND), record_chart(TREND)):
        root = ElementTree.fromstring(svg)
        assert root.find(f"{SVG}title").text
        assert root.find(f"{SVG}desc").text
        assert "style=" not in svg


def test_an_unknown_outcome_is_a_dashed_outline_and_never_filled():
    unknown = marks(months_chart("t", "d", [Bar("2月", 1, 2, unknown=1)]), "c-open")
    assert unknown
    assert all(each.get("stroke-dasharray") and each.get("fill") == "#ffffff" for each in unknown)


def test_the_values_stand_on_the_bars():
    svg = months_chart("t", "d", [Bar("1月", 3, 3), Bar("2月", 1, 2, unknown=1), Bar("3月", 0, 0)])
    assert [each.text for each in marks(svg, "c-t2")] == ["3", "1/3", "—"]


def test_the_legend_explains_only_what_occurs():
    assert "未出庭" not in months_chart("t", "d", [Bar("1月", 3, 3)])
    assert "未出庭" in months_chart("t", "d", [Bar("1月", 2, 3)])


def test_text_from_outside_is_escaped():
    svg = months_chart("<b>", "&", [Bar("<i>", 1, 1)])
    assert ElementTree.fromstring(svg).find(f"{SVG}title").text == "<b>"


def test_a_month_without_percent_is_a_gap_in_the_line():
    svg = rates_chart("t", "d", ["1月", "2月", "3月"], [Series("出声", (50.0, None, 80.0))])
    assert len(marks(svg, "c-dot")) == 2
    assert "出声 80.0%" in svg


def test_a_rate_chart_without_a_single_month_still_draws_its_axis():
    assert marks(rates_chart("t", "d", ["1月"], [Series("出声", (None,))]), "c-grid")


def test_the_streak_ticks_only_months_in_which_all_appeared():
    svg = streak_chart(
        "t",
        "d",
        [
            (2026, 1, Bar("", 2, 2)),
            (2026, 2, Bar("", 0, 0)),
            (2026, 3, Bar("", 1, 2)),
            (2026, 4, Bar("", 0, 0, 1)),
        ],
    )
    assert [len(marks(svg, kind)) for kind in ("c-ok", "c-none", "c-miss", "c-open")] == [1, 1, 1, 1]
    assert svg.count("<path") == 1


def test_a_chart_over_two_years_names_each_year_once():
    labels = [each.text for each in marks(trend_chart(TREND), "c-t")]
    assert [each for each in labels if each.endswith("月")] == ["25年12月", "26年1月", "2月"]


def test_an_empty_trend_draws_nothing_and_breaks_nothing():
    assert "没有数据" in trend_chart(())


def test_the_picture_for_word_holds_the_text_and_is_the_same_twice():
    svg = trend_chart(TREND)
    without_text = svg.replace("<text", "<metadata").replace("</text>", "</metadata>")
    assert chart_png(svg).startswith(b"\x89PNG")
    assert chart_png(svg) == chart_png(svg)
    assert chart_png(svg) != chart_png(without_text)
