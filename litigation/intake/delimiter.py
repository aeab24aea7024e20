"""What parts the columns of a table kept as text: a sign, or only blanks as in a printed list."""

import re
from collections import Counter

# two blanks or more between the columns of a printed list
_BLANKS = re.compile(r"[ \u3000]{2,}")


def parted_by_tabs(text: str) -> str:
    """Return the text with tabs for the blanks that part its columns, if blanks alone do."""
    return _BLANKS.sub("\t", text) if _is_aligned(text) else text


def _is_aligned(text: str) -> bool:
    """Tell whether blanks alone part the columns, as in a printed list."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    parted = sum(1 for line in lines if len(_BLANKS.split(line.strip())) >= 3)
    return (
        bool(lines)
        and parted >= 2
        and parted * 2 >= len(lines)
        and not any(sign in text for sign in ",\t;|，")
    )


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first lines into most columns, and evenly."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    best, best_score = ",", 0.0
    if not lines:
        return best
    for delimiter in (",", "\t", ";", "|", "，"):
        widths = Counter(line.count(delimiter) for line in lines)
        width, times = max(widths.items(), key=lambda each: (each[0] > 0, each[1], each[0]))
        score = times * min(width, 3)
        if width and score > best_score:
            best, best_score = delimiter, score
    return best
