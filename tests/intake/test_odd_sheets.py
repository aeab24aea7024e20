"""Cause lists of other courts and offices: what their layouts must give."""

import pytest

from litigation.intake.sheet import read_sheet
from tests.intake import (
    odd_dates,
    odd_exports,
    odd_layouts,
    odd_ledgers,
    odd_remarks,
    odd_rows,
    odd_shapes,
)
from tests.intake.odd_sheets import Layout, differences

MODULES = (odd_layouts, odd_rows, odd_dates, odd_remarks, odd_shapes, odd_ledgers, odd_exports)
LAYOUTS = [layout for module in MODULES for layout in module.LAYOUTS]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_of_another_office_is_read(layout: Layout) -> None:
    assert differences(layout, read_sheet) == []
