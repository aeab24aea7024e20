"""How one particular text-message platform is spoken to: a small description, read from JSON.

Domestic platforms differ in names, not in kind: one POST with a mobile, a text and a signature,
answered by a code and a number of the message; mostly a second address tells what became of it.
So an office describes its platform in a file instead of waiting for a programme.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litigation.channels.delivery import DeliveryResult
from litigation.law.error import InvalidInputError
from litigation.law.word import N_

FIELDS = frozenset(
    {"mobile", "national", "body", "reference", "account", "secret", "timestamp", "seconds", "signature"}
)
"""What a template may name: ``mobile`` in E.164, ``national`` without +86, ``seconds`` of validity."""

ALGORITHMS = ("hmac-sha256", "hmac-sha1", "md5", "sha256")

_TEMPLATE = N_("短信平台说明文件里的“{name}”写法不对，请对照运行手册改正。")


@dataclass(frozen=True, slots=True)
class Request:
    """One request: where to, and the form or JSON that goes with it; values are templates."""

    url: str
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A place in the answer and the values that mean yes; no values: anything that is there."""

    path: str
    values: frozenset[str] = frozenset()

    def holds(self, answer: object) -> bool:
        """Tell whether the answer says yes."""
        found = value_at(answer, self.path)
        return found is not None and (not self.values or str(found) in self.values)


@dataclass(frozen=True, slots=True)
class Query:
    """How the platform is asked what became of a message; ``known`` says that it has it."""

    request: Request
    known: Check
    delivered: Check | None = None
    failed: Check | None = None
    error_code: str = ""


@dataclass(frozen=True, slots=True)
class HttpTerms:
    """The whole description. ``codes`` classes the platform's error codes."""

    name: str
    send: Request
    taken: Check
    message_id: str
    error_code: str = ""
    codes: Mapping[str, DeliveryResult] = field(default_factory=dict)
    algorithm: str = ""
    signed: str = ""
    query: Query | None = None


def read_terms(text: str) -> HttpTerms:
    """Read the description.

    Raises:
        InvalidInputError: it is no JSON, lacks a part, or a template names an unknown field.
    """
    try:
        given = json.loads(text)
    except ValueError as error:
        raise _wrong("JSON") from error
    if not isinstance(given, dict):
        raise _wrong("JSON")
    return HttpTerms(
        name=str(given.get("name", "HTTP")),
        send=_request(given, "send"),
        taken=_needed_check(given, "taken"),
        message_id=str(given.get("message_id", "")),
        error_code=str(given.get("error_code", "")),
        codes={str(code): _class(word) for code, word in _mapping(given, "codes").items()},
        algorithm=_algorithm(given),
        signed=_template(str(_mapping(given, "signature").get("over", "")), "signature"),
        query=_query(given),
    )


def value_at(answer: object, path: str) -> object:
    """Follow ``data.0.status`` into an answer; ``None`` where there is nothing."""
    found = answer
    for step in path.split(".") if path else ():
        if isinstance(found, Mapping):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def _request(given: Mapping[str, Any], name: str) -> Request:
    said = _mapping(given, name)
    url = str(said.get("url", ""))
    if not url.startswith(("https://", "http://")):
        raise _wrong(f"{name}.url")
    body = said.get("json")
    return Request(
        url=_template(url, f"{name}.url"),
        method=str(said.get("method", "POST")).upper(),
        headers=_templates(said, "headers", name),
        form=_templates(said, "form", name),
        body=_checked(body, f"{name}.json") if isinstance(body, Mapping) else None,
    )


def _query(given: Mapping[str, Any]) -> Query | None:
    said = _mapping(given, "query")
    if not said:
        return None
    return Query(
        request=_request(given, "query"),
        known=_needed_check(said, "known"),
        delivered=_check(said, "delivered"),
        failed=_check(said, "failed"),
        error_code=str(said.get("error_code", "")),
    )


def _check(given: Mapping[str, Any], name: str) -> Check | None:
    said = _mapping(given, name)
    if not said:
        return None
    values = said.get("values", [])
    if not said.get("path") or not isinstance(values, list):
        raise _wrong(name)
    return Check(str(said["path"]), frozenset(map(str, values)))


def _needed_check(given: Mapping[str, Any], name: str) -> Check:
    check = _check(given, name)
    if check is None:
        raise _wrong(name)
    return check


def _algorithm(given: Mapping[str, Any]) -> str:
    algorithm = str(_mapping(given, "signature").get("algorithm", ""))
    if algorithm and algorithm not in ALGORITHMS:
        raise _wrong("signature")
    return algorithm


def _class(word: object) -> DeliveryResult:
    try:
        return DeliveryResult(str(word))
    except ValueError as error:
        raise _wrong("codes") from error


def _mapping(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    said = given.get(name) or {}
    if not isinstance(said, Mapping):
        raise _wrong(name)
    return said


def _templates(given: Mapping[str, Any], name: str, where: str) -> dict[str, str]:
    return {
        str(key): _template(str(value), f"{where}.{name}") for key, value in _mapping(given, name).items()
    }


def _checked(value: Any, where: str) -> Any:
    """Check every text in a nested JSON template."""
    if isinstance(value, Mapping):
        return {str(key): _checked(each, where) for key, each in value.items()}
    if isinstance(value, list):
        return [_checked(each, where) for each in value]
    return _template(value, where) if isinstance(value, str) else value


def _template(text: str, where: str) -> str:
    try:
        text.format_map(dict.fromkeys(FIELDS, ""))
    except (KeyError, ValueError, IndexError, AttributeError) as error:
        raise _wrong(where) from error
    return text


def _wrong(name: str) -> InvalidInputError:
    return InvalidInputError(_TEMPLATE.format(name=name))
