"""libical, the parser of Evolution, KDE and many servers, through its C interface: a second opinion.

Nothing here shares code with the library that writes our invitations.
"""

import ctypes
import ctypes.util
import functools
from dataclasses import dataclass


class Unavailable(RuntimeError):
    """libical is not on this machine."""


@dataclass(frozen=True)
class Event:
    """One event as libical reads it; times are ``(value, zone)``."""

    uid: str
    sequence: int
    start: str
    zone: str
    status: str
    summary: str
    location: str


@dataclass(frozen=True)
class Parsed:
    """A calendar object: its method, what is wrong with it, and its events."""

    method: str
    errors: int
    valid: bool
    events: tuple[Event, ...]


def parse(data: bytes) -> Parsed:
    """Parse one object and check it against the rules of its method (RFC 5546)."""
    library = _library()
    root = library.icalparser_parse_string(data)
    if not root:
        raise ValueError("libical reads nothing")
    try:
        return Parsed(
            method=_method(data),
            errors=library.icalcomponent_count_errors(root),
            valid=bool(library.icalrestriction_check(root)) and not library.icalcomponent_count_errors(root),
            events=tuple(_events(library, root)),
        )
    finally:
        library.icalcomponent_free(root)


def _events(library: ctypes.CDLL, root: int):
    component = library.icalcomponent_get_first_component(root, _kind(library, b"VEVENT"))
    while component:
        start = library.icalcomponent_get_first_property(component, _property(library, b"DTSTART"))
        zone = library.icalproperty_get_parameter_as_string(start, b"TZID")
        yield Event(
            uid=_text(library.icalcomponent_get_uid(component)),
            sequence=library.icalcomponent_get_sequence(component),
            start=_text(library.icalproperty_get_value_as_string(start)),
            zone=_text(zone),
            status=_value(library, component, b"STATUS"),
            summary=_text(library.icalcomponent_get_summary(component)),
            location=_text(library.icalcomponent_get_location(component)),
        )
        component = library.icalcomponent_get_next_component(root, _kind(library, b"VEVENT"))


def _value(library: ctypes.CDLL, component: int, name: bytes) -> str:
    found = library.icalcomponent_get_first_property(component, _property(library, name))
    return _text(library.icalproperty_get_value_as_string(found)) if found else ""


def _method(data: bytes) -> str:
    lines = (line for line in data.decode().splitlines() if line.startswith("METHOD:"))
    return next(lines, "").removeprefix("METHOD:")


def _kind(library: ctypes.CDLL, name: bytes) -> int:
    return library.icalcomponent_string_to_kind(name)


def _property(library: ctypes.CDLL, name: bytes) -> int:
    return library.icalproperty_string_to_kind(name)


def _text(value: bytes | None) -> str:
    return value.decode() if value else ""


@functools.cache
def _library() -> ctypes.CDLL:
    path = ctypes.util.find_library("ical") or "libical.so.3"
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise Unavailable(str(error)) from error
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    for name, result, arguments in (
        ("icalparser_parse_string", pointer, [text]),
        ("icalcomponent_free", None, [pointer]),
        ("icalcomponent_count_errors", ctypes.c_int, [pointer]),
        ("icalrestriction_check", ctypes.c_int, [pointer]),
        ("icalcomponent_get_first_component", pointer, [pointer, ctypes.c_int]),
        ("icalcomponent_get_next_component", pointer, [pointer, ctypes.c_int]),
        ("icalcomponent_get_first_property", pointer, [pointer, ctypes.c_int]),
        ("icalcomponent_string_to_kind", ctypes.c_int, [text]),
        ("icalproperty_string_to_kind", ctypes.c_int, [text]),
        ("icalproperty_get_value_as_string", text, [pointer]),
        ("icalproperty_get_parameter_as_string", text, [pointer, text]),
        ("icalcomponent_get_uid", text, [pointer]),
        ("icalcomponent_get_summary", text, [pointer]),
        ("icalcomponent_get_location", text, [pointer]),
        ("icalcomponent_get_sequence", ctypes.c_int, [pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
