"""``script/bench [NAME…] [--size N]``: measures against references that run beside it."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import (
    assignment,
    calendar_feed,
    case_list,
    case_numbers,
    dispatch,
    fuzz,
    month_report,
    periods,
    row_import,
    text_reading,
)

BENCHMARKS = {
    "law": (case_numbers, periods),
    "import": (row_import,),
    "report": (month_report,),
    "feed": (calendar_feed,),
    "list": (case_list,),
    "dispatch": (dispatch,),
    "assign": (assignment,),
    "text": (text_reading,),
    "fuzz": (fuzz,),
}


def main() -> int:
    """Run what is asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME")
    parser.add_argument("--size", type=int, help="pieces of work instead of the usual number")
    wanted = parser.parse_args()
    for benchmark in (each for name in wanted.names or BENCHMARKS for each in BENCHMARKS[name]):
        with tempfile.TemporaryDirectory(prefix="litigation-bench-") as folder:
            found = benchmark.run(wanted.size or benchmark.SIZE, Path(folder))
            for result in found if isinstance(found, list) else [found]:
                print(result.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
