"""From the moments of a record to its hearings' starts: new, moved or cancelled, one or several.

Two starts for one hearing are a contradiction and are warned about, unless the text says that
there are two sessions (a list of days, 第一次开庭, two kinds of hearing).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from litigation.intake.moment import Moment
from litigation.intake.moment_role import Placed, Role

# 取消开庭 | 庭审取消 | 不再进行 | 状态：已取消
_CANCELLED = re.compile(
    # 取消开庭 | 决定取消…一案于…的开庭; 取消低保待遇一案 is a matter
    r"取消[^。;\n,案]{0,14}?(?:开庭|庭审|听证|询问|谈话|宣判|会议|安排)"
    r"|(?:决定|现|予以|通知|已|因故)取消[^。;\n]{0,90}?的(?:开庭|庭审|听证|询问|宣判)"
    r"|(?:开庭|庭审|听证|询问|谈话|宣判|庭前会议|证据交换)(?!审理)[^。;\n,诉审]{0,6}?"
    r"(?:取消|不再(?:进行|开庭|举行|组织)|停止(?!侵|建|执)|作废)"
    r"|(?:撤销|取消)(?:排期|传唤)|撤销[^。;\n]{0,60}的传唤|(?:开庭|庭审)[^。;\n,诉审]{0,6}?撤销"
    r"|(?:撤诉|撤回起诉|撤回上诉|和解|终结)[^。;\n]{0,20}不再开庭"
    r"|庭(?:先|就|也|都)?(?:不开了|开不成|开不了|停开)|(?:先|暂时)不开(?:庭)?了?(?![^。\n]{0,6}审理)"
    r"|[0-9时分整半]\s{0,3}(?:已?取消|不再开庭)|[\t|]\s?已?取消\s?(?:[\t|\n]|$)|停止开庭"
    r"|(?:无需|不用|不必|无须)(?:再)?(?:到庭|出庭|到院)|不开庭(?!审理)"
    r"|状态\s?:?\s?已?(?:取消|撤销|作废|停开|不开)|撤销传票|[两二三四]个庭(?:都)?取消"
)
# 没取消 | 如需取消 | 取消了吗
_NOT_CANCELLED = re.compile(
    r"取消了?(?:吗|没|么)|(?:没有?|未|并未)取消|(?:如需|如|若|申请|不得|未|不|是否|可以)\s?(?:取消|撤销)"
)
# 延期开庭公告 | 开庭时间变更 | 案改期 | 暂不进行
_MOVED = re.compile(
    r"(?<!申请)(?<!需)(?<!请求)(?<!如)(?<!若)(?<!得)(?<!可)(?<!要)(?:延期|推迟|延后|改期|暂缓|择期)(?:开庭"
    r"|审理|庭审|举行|进行|通知|公告|宣判|听证|至|到|[,。\s]|$)"
    r"(?!书?的?(?:申请|请求))"
    r"|(?:开庭|庭审|排期|听证)(?!地点|法庭|处所|场所|地址|审理)(?:时间|日期|安排)?[^。;\n,诉审]{0,6}?"
    r"(?:变更|更改|更正|调整|改期|延期|推迟|提前(?!到庭|[0-9一二三四五]|[十半])|暂不|暂停)(?!申请)"
    r"|状态\s?:?\s?已?(?:延期|改期|推迟|变更)"
    r"|(?:变更|更改|调整|更正)(?:后的?)?(?:开庭|庭审|排期)|案(?:件)?(?:因故)?(?:改期|延期)(?!(?:开庭"
    r"|审理)?书?的?(?:申请|请求))|变更通知|改期通知|暂不(?:进行|开庭)|因故(?:延期|改期|推迟)"
)
# 改期至 | 变更为 | 新的开庭时间 ; 现定于 alone announces a first date
_CHANGED_TO = re.compile(
    r"(?:改|换|调)成(?=[0-9本下明后周])|(?:延期|改期|改|变更|更改|更正|调整|推迟|推后|延后|顺延|提前|延|挪"
    r"|调|换"
    r"|往后推)了?(?:开庭)?(?:时间)?(?:至|到|为|于|定)"
    r"|新的?(?:开庭|庭审)时间|改定"
)
# only the room or the judge changes; or a postponement was refused
_STAYS = re.compile(
    r"(?:开庭)?(?:时间|日期)(?:均)?(?:不变|保持不变|未变|照旧)|不予?(?:准许|同意|批准)|仍(?:定)?于"
    r"|如期(?:开庭|进行)"
)
# 具体时间另行通知 | 待定
_OPEN = re.compile(r"另行(?:通知|确定|公告|安排|告知)|等候?(?:法院|本院)?通知|待定|择期|另定|时间未定")
_CLEAR = 1
_TWO = 2
# 本院决定：延期开庭审理
_CHANGE_WORD = re.compile(
    r"(?:决定|同意|准许|予以)[^。;\n]{0,12}(?:延期|改期|推迟|变更)|(?:延期|改期|推迟)(?:开庭|审理|至|到)"
)
# 开庭日期定为5月13日，时间、地点不变
_SAME_HOUR = re.compile(
    r"时间[、和及]?(?:地点|法庭)?(?:均|都)?(?:不变|照旧|没变|没有变)|时[、和]?地(?:点)?均?(?:照旧|不变)"
    r"|同一时间|同样时间|时间同前|(?:还是|仍是|仍为)(?:那个|原)(?:时间"
    r"|点)"
)
_HALF_A_YEAR = timedelta(days=180)
_SESSIONS = re.compile(
    r"第[一二三四1-4]次(?:开庭|庭审)|[分共][两二三四2-4]次|继续开庭|两次(?:开庭|庭审)|分别(?:定)?(?:于|在"
    r"|为)|首次开庭|连续[两二三2-3]"
    # 9.22下午2:30继续 | ①2026年9月24日 ②2026年10月13日
    r"|[0-9半时点分]\s?(?:继续|续开|续审|总结陈述)|②"
    r"|[上下]午场|(?:上|下)半场|另(?:定)?于[^。]{0,30}(?:再次|继续)|正式开庭|各开庭|分[两二三]天|共[两二三]天"
)


@dataclass(frozen=True, slots=True)
class Timing:
    """The starts of a record's hearings, their status, the old start(s) and what is doubtful."""

    starts: tuple[Moment | None, ...]
    status: str = "new"
    old: Moment | None = None
    warnings: tuple[str, ...] = ()
    olds: tuple[Moment, ...] = ()


def settle_timing(
    words: str, placed: Sequence[Placed], kinds: Sequence[str], begin: int = 0
) -> Timing | None:
    """Settle which moments are hearings; None if the record fixes no date and moves none.

    ``words`` are those of the record, which ``begin`` at an offset of the text; ``kinds`` gives the
    kind of hearing at each of ``placed``.
    """
    kind_of = {id(one.moment): kind for one, kind in zip(placed, kinds, strict=True)}
    new = [one for one in placed if one.role is Role.NEW]
    old = _exact_first([one for one in placed if one.role is Role.OLD])
    plain = [one for one in placed if one.role is Role.HEARING]
    cancelled = bool(_CANCELLED.search(_NOT_CANCELLED.sub("", words)))
    moved = bool(_MOVED.search(words)) and not (_STAYS.search(words) and not old)
    first_dates = new and plain and not old and not moved and not _CHANGED_TO.search(words)
    if first_dates and len({kind_of[id(one.moment)] for one in (*new, *plain)}) > 1:
        # 现定于…进行证据交换，并于…开庭 : no change
        new, plain = [], [one for one in placed if one.role in (Role.NEW, Role.HEARING)]
    if not (new or old or plain):
        return _fallback(placed, words)
    plain = _supported(plain)
    if old and not new and not plain and not cancelled and _STAYS.search(words) and not _OPEN.search(words):
        # 原来是4月28日的庭，改成线上了，时间不变
        return _sessions(words, [one for one in old if one.moment.day] or old, kind_of)
    if moved and not new and not old:
        old, new = _around_the_change(words, plain, begin)
        plain = [] if new else plain
    if not new and not old:
        if cancelled:
            return Timing(_sessions(words, plain, kind_of).starts, "cancelled")
        if moved:
            return _moved_plain(words, plain, kind_of)
        return _sessions(words, plain, kind_of)
    if new and not old and plain and _CHANGED_TO.search(words):
        old = [one for one in plain if one.moment.day and one.moment.start != new[0].moment.start][:1]
    if cancelled and not new and plain and all(one.moment.dayless for one in plain):
        # 本周三下午的庭取消：(2026)…号 14:30
        return Timing((_same_day(plain[0].moment, old[0].moment if old else None),), "cancelled")
    if new or plain:
        return _moved(words, new or plain, old, kind_of, bool(old or moved or _CHANGED_TO.search(words)))
    first = old[0].moment
    if cancelled or ("作废" in words and not _OPEN.search(words)):
        return Timing(tuple(one.moment for one in old[:1]), "cancelled")
    return Timing((None,), "postponed", first, ("date_not_fixed",))


def put_off(words: str) -> bool:
    """Tell whether words without any date put a hearing off: 延期，具体时间等通知."""
    return bool(_MOVED.search(words) and _OPEN.search(words))


def _exact_first(old: Sequence[Placed]) -> list[Placed]:
    """关于取消1月15日庭审的说明…原定1月15日16时30分: the one with the hour goes before its bare day."""
    timed = {one.moment.day for one in old if isinstance(one.moment.start, datetime)}
    return [one for one in old if isinstance(one.moment.start, datetime) or one.moment.day not in timed]


def _around_the_change(words: str, plain: Sequence[Placed], begin: int) -> tuple[list[Placed], list[Placed]]:
    """定于4月28日8时30分开庭。…延期开庭，开庭日期定为5月13日: what stands before the change is old."""
    days = [one for one in plain if one.moment.day]
    if len({one.moment.day for one in days}) < _TWO or days[0].moment.group == days[-1].moment.group:
        return [], []
    for match in _CHANGE_WORD.finditer(words):
        at = match.start() + begin
        old = [one for one in days if one.moment.stop <= at]
        if old and len(old) < len(days):
            return old, [one for one in days if one.moment.begin >= at]
    return [], []


def _supported(plain: Sequence[Placed]) -> list[Placed]:
    """Leave out the moments that nothing speaks for beside one that much speaks for."""
    best = max((one.evidence for one in plain), default=0)
    return [one for one in plain if one.evidence > 0 or best < _CLEAR]


def _fallback(placed: Sequence[Placed], words: str) -> Timing | None:
    """Only a time of arrival is stated: take it, with doubt."""
    arrivals = [one.moment for one in placed if one.role is Role.ARRIVAL and one.moment.day]
    if not arrivals:
        return None
    first = arrivals[0]
    return Timing((replace(first, warnings=(*first.warnings, "time_ambiguous")),))


def _moved_plain(words: str, plain: Sequence[Placed], kind_of: dict[int, str]) -> Timing:
    """One date and words of change: 延期开庭通知…定于X, or X的开庭…另行通知."""
    if _OPEN.search(words) and not any(one.labelled for one in plain):
        return Timing((None,), "postponed", plain[0].moment, ("date_not_fixed",))
    return replace(_sessions(words, plain, kind_of), status="postponed")


def _moved(
    words: str, new: Sequence[Placed], old: Sequence[Placed], kind_of: dict[int, str], changed: bool
) -> Timing:
    before = old[0].moment if old else None
    settled = _sessions(words, new, kind_of)
    starts = tuple(_same_day(one, before) for one in settled.starts)
    if _SAME_HOUR.search(words):
        starts = tuple(_same_hour(one, before) for one in starts)
    if before and len(starts) == 1 and starts[0] and starts[0].start == before.start:
        return replace(settled, starts=starts)
    olds = tuple(one.moment for one in old)
    return Timing(starts, "postponed" if changed else "new", before, settled.warnings, olds)


def _same_day(moment: Moment | None, before: Moment | None) -> Moment | None:
    """An hour alone after a change is on the old day: 原定9月8日9时，改为14时."""
    if moment and moment.dayless and before and before.day:
        doubts = tuple(one for one in before.warnings if one != "date_in_past")
        return moment.on(replace(before, clock=None, warnings=doubts))
    return moment


def _same_hour(moment: Moment | None, before: Moment | None) -> Moment | None:
    """A day alone after a change is at the old hour, where the text says that the hour stays."""
    if moment and before and moment.day and not isinstance(moment.start, datetime) and before.clock:
        kept = replace(before, warnings=(), begin=moment.begin, stop=moment.stop)
        return replace(kept.on(moment), warnings=tuple(w for w in moment.warnings if w != "time_missing"))
    return moment


def _sessions(words: str, placed: Sequence[Placed], kind_of: dict[int, str]) -> Timing:
    """One start, or several if the text says so; else the first, and a contradiction."""
    moments = _distinct([one.moment for one in placed])
    if any("date_in_past" not in one.warnings for one in moments):
        # 上次开庭时间2026年7月1日 is history beside a date to come.
        moments = [one for one in moments if "date_in_past" not in one.warnings]
    moments = [one for one in moments if not (_is_history(one, moments) or _is_span(one, moments))]
    labelled = [one.moment for one in placed if one.labelled and one.moment in moments]
    if len(moments) <= 1:
        return Timing(tuple(moments) or (None,))
    kinds = {kind_of.get(id(one)) for one in moments}
    listed = all(one.group == moments[0].group for one in moments)
    if listed or len(kinds) > 1 or _SESSIONS.search(words):
        return Timing(tuple(moments), warnings=("same_case_multiple_times",))
    timed = [one for one in moments if isinstance(one.start, datetime)]
    if timed and labelled and not isinstance(labelled[0].start, datetime):
        # 日期：2026年9月1日⏎开庭：2026年9月28日上午9:00
        labelled = timed
    first = labelled[0] if labelled else _most_frequent(moments, placed)
    return Timing((replace(first, warnings=(*first.warnings, "conflicting_times")),))


def _is_history(moment: Moment, others: Sequence[Moment]) -> bool:
    """5月12日第一次开庭，…定于9月29日第二次开庭: named first and without a year, it is the one past."""
    if "year_inferred" not in moment.warnings or moment.day is None:
        return False
    return any(
        other.begin > moment.begin and other.day and moment.day - other.day > _HALF_A_YEAR for other in others
    )


def _is_span(moment: Moment, others: Sequence[Moment]) -> bool:
    """定于10月12日至16日开庭审理下列案件 beside a day within: the span is that of the list."""
    first, last = moment.day, moment.until
    if first is None or last is None:
        return False
    return any(one is not moment and one.day and one.clock and first <= one.day <= last for one in others)


def _most_frequent(moments: Sequence[Moment], placed: Sequence[Placed]) -> Moment:
    """The start that is said most often; the first of equals."""
    said = [one.moment.start for one in placed]
    return max(moments, key=lambda one: said.count(one.start))


def _distinct(moments: Sequence[Moment]) -> list[Moment]:
    """Each start once; a day alone is no second start beside an hour of that day."""
    by_start: dict[datetime | date | None, Moment] = {}
    for one in moments:
        known = by_start.get(one.start)
        if known is None or (one.end and not known.end):
            by_start[one.start] = one
    with_hour = {one.day for one in by_start.values() if isinstance(one.start, datetime)}
    kept = [one for one in by_start.values() if isinstance(one.start, datetime) or one.start not in with_hour]
    dated = [one for one in kept if one.start is not None]
    return dated or kept
