"""A circular as plain JSON: what an issued edition keeps, so that it can be shown again as it was.

Every field stands under its name, instants in ISO 8601 with their offset. A field that an
older edition does not know takes its default; a field that nobody knows is refused.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from litigation.law.circular import Circular
from litigation.law.error import LitigationError
from litigation.law.word import N_, Word


class CircularFileError(LitigationError):
    """The stored content of an edition cannot be read; ``place`` says where."""

    message = N_("封存的通报内容无法读取，请核对登记文件。")


def write_circular(circular: Circular) -> dict[str, Any]:
    """The circular as JSON values; reading them gives an equal circular."""
    written: dict[str, Any] = _plain(circular)
    return written


def read_circular(data: object) -> Circular:
    """The circular that was written.

    Raises:
        CircularFileError: a field is missing, unknown or of another type.
    """
    circular: Circular = _read(Circular, data, "circular")
    return circular


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Word):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _read(kind: Any, value: Any, place: str) -> Any:
    """A value of the type ``kind`` from its JSON form."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        wanted = next(each for each in inner if each is not NoneType)
        return None if value is None else _read(wanted, value, place)
    if origin is tuple:
        return _read_tuple(inner, value, place)
    if origin is not None:
        _demand(isinstance(value, dict), place)
        return {key: _read(inner[1], each, f"{place}.{key}") for key, each in value.items()}
    if is_dataclass(kind):
        return _read_fields(kind, value, place)
    return _read_single(kind, value, place)


def _read_tuple(inner: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    """A list of any length, or one of a fixed form."""
    _demand(isinstance(value, list), place)
    kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else list(inner)
    _demand(len(kinds) == len(value), place)
    return tuple(
        _read(each_kind, each, f"{place}[{position}]")
        for position, (each_kind, each) in enumerate(zip(kinds, value, strict=True))
    )


def _read_fields(kind: Any, value: Any, place: str) -> Any:
    _demand(isinstance(value, dict), place)
    known, hints = {each.name: each for each in fields(kind)}, _hints(kind)
    for name in value:
        _demand(name in known, f"{place}.{name}")
    for name, each in known.items():
        _demand(name in value or _has_default(each), f"{place}.{name}")
    return kind(**{name: _read(hints[name], each, f"{place}.{name}") for name, each in value.items()})


def _read_single(kind: type, value: Any, place: str) -> Any:
    """A word of the law, a day, an instant, or what JSON knows itself."""
    try:
        if issubclass(kind, Word):
            return kind(value)
        if kind in (datetime, date):
            return kind.fromisoformat(value)
    except (TypeError, ValueError):
        raise CircularFileError(place=place) from None
    _demand(type(value) is kind, place)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _demand(holds: bool, place: str) -> None:
    if not holds:
        raise CircularFileError(place=place)
