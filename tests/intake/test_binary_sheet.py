"""The box of an .xlsb sheet is told from its records."""

from litigation.intake.binary_sheet import binary_box


def _record(kind: int, number: int) -> bytes:
    return bytes([kind, 8]) + number.to_bytes(4, "little") + bytes(4)


def test_two_cells_in_far_corners_span_the_whole_sheet() -> None:
    part = _record(0, 0) + _record(2, 0) + _record(0, 1_048_575) + _record(7, 16_383)

    assert binary_box(part) == 1_048_576 * 16_384


def test_records_of_other_kinds_and_a_cut_part_span_nothing() -> None:
    assert binary_box(bytes([0x81, 0x01, 4, 1, 2, 3, 4])) == 0
    assert binary_box(_record(2, 0)[:1]) == 0
